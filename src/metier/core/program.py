"""Integer programs solved exactly by HiGHS (branch and cut): columns, rows, and a cost."""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

Terms = Iterable[tuple[int, float]]
_SECONDS = 20.0


class Found(NamedTuple):
    """What the solver found.

    Attributes:
        taken: Columns with value 1 (of a relaxation, above one half).
        bound: No solution costs less than this.
        values: Value of every column.
    """

    taken: frozenset[int]
    bound: float
    values: tuple[float, ...] = ()


class Program:
    """Columns that are taken or not, rows that bound their sums, and a cost to minimize."""

    def __init__(self) -> None:
        self.width = 0
        self._rows: list[tuple[list[tuple[int, float]], float, float]] = []
        self._shares: dict[int, float] = {}

    def add_columns(self, count: int = 1) -> int:
        """Add 0-1 columns and return the index of the first."""
        first = self.width
        self.width += count
        return first

    def add_share(self, high: float = 1.0) -> int:
        """Add a column that may take any value from 0 to `high`, and return its index."""
        column = self.add_columns()
        self._shares[column] = high
        return column

    def add_row(self, terms: Terms, *, low: float = -math.inf, high: float = math.inf) -> None:
        """Keep the sum of the terms between `low` and `high`."""
        self._rows.append(([(column, value) for column, value in terms if value], low, high))

    def add_needs(self, pairs: Iterable[tuple[int, int]]) -> None:
        """For each (column, need): the column is taken only where the need is taken."""
        for column, need in pairs:
            self.add_row(((column, 1.0), (need, -1.0)), high=0.0)

    def minimize(
        self,
        costs: Terms,
        *,
        integer: bool = True,
        gap: float = 0.0,
        seconds: float = _SECONDS,
        start: Iterable[float] = (),
        offset: float = 0.0,
    ) -> Found | None:
        """Return the cheapest solution with its proven bound; None when there is no solution.

        Args:
            costs: Cost of each column that is taken.
            integer: False relaxes the columns to shares from 0 to 1.
            gap: Part of the cost by which the solution may miss the bound, 0 for none.
            seconds: Longest time; the best solution by then is returned with its bound.
            start: Values of all columns to begin with.
            offset: Added to the cost, the bound, and what the gap is a part of.
        """
        import highspy  # noqa: PLC0415 only planning needs it

        solver = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 1),
            ("mip_rel_gap", gap),
            ("mip_abs_gap", 1e-7),
            ("mip_feasibility_tolerance", 1e-9),
            ("time_limit", seconds),
        ):
            solver.setOptionValue(option, value)
        model = self._model(costs, integer=integer)
        model.offset_ = offset
        solver.passModel(model)
        begin = list(start)
        if begin:
            solution = highspy.HighsSolution()
            solution.col_value = begin
            solver.setSolution(solution)
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None
        values = tuple(solver.getSolution().col_value)
        taken = frozenset(column for column in range(self.width) if values and values[column] > 0.5)
        info = solver.getInfo()
        bound = info.mip_dual_bound if integer else info.objective_function_value
        return Found(taken, float(bound), values)

    def _model(self, costs: Terms, *, integer: bool) -> Any:
        import highspy  # noqa: PLC0415
        import numpy as np  # noqa: PLC0415

        model = highspy.HighsLp()
        model.num_col_ = self.width
        model.num_row_ = len(self._rows)
        price = np.zeros(self.width)
        for column, cost in costs:
            price[column] += cost
        model.col_cost_ = price
        model.col_lower_ = np.zeros(self.width)
        high = np.ones(self.width)
        for column, value in self._shares.items():
            high[column] = value
        model.col_upper_ = high
        model.row_lower_ = np.array([low for _, low, _ in self._rows], dtype=np.float64)
        model.row_upper_ = np.array([high for _, _, high in self._rows], dtype=np.float64)
        starts, indices, values = [0], [], []
        for terms, _, _ in self._rows:
            for column, value in terms:
                indices.append(column)
                values.append(value)
            starts.append(len(indices))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(indices, dtype=np.int32)
        model.a_matrix_.value_ = np.array(values, dtype=np.float64)
        if integer:
            kinds = [highspy.HighsVarType.kInteger] * self.width
            for column in self._shares:
                kinds[column] = highspy.HighsVarType.kContinuous
            model.integrality_ = kinds
        return model
