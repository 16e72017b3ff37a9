"""The best set of steps, proven: a knapsack with prerequisites as an integer program.

Solved by HiGHS (branch and cut). Times are whole minutes, so that no rounding can break the
hours. Among sets with the best value the one that takes least time is returned.
"""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from metier.core.plan.steps import Step

_SCALE = 1e6
_SECONDS = 20.0
_SLACK = 1e-9


class Choice(NamedTuple):
    """A chosen set of steps.

    Attributes:
        chosen: Indexes of the steps, in index order.
        value: Objective of the set: readiness gained, or minutes.
        bound: No set does better than this; equal to `value` when that is proven.
    """

    chosen: tuple[int, ...]
    value: float
    bound: float


def choose_most_gain(steps: Sequence[Step], minutes: int) -> Choice:
    """Return the set of steps with the largest gain that fits into `minutes`."""
    if not steps:
        return Choice((), 0.0, 0.0)
    gains = [step.gain * _SCALE for step in steps]
    times = [float(step.minutes) for step in steps]
    first, bound = _solve(steps, [-gain for gain in gains], [(times, -math.inf, float(minutes))])
    value = math.fsum(steps[index].gain for index in first)
    proven = -bound / _SCALE
    if proven <= value + _SLACK:
        proven = value
    floor = math.fsum(gains[index] for index in first) * (1 - 1e-12) - 1e-6
    lean, _ = _solve(steps, times, [(times, -math.inf, float(minutes)), (gains, floor, math.inf)])
    chosen = _better(steps, lean, first)
    value = math.fsum(steps[index].gain for index in chosen)
    return Choice(tuple(chosen), value, max(proven, value) if proven != value else value)


def choose_least_time(steps: Sequence[Step], gain: float, must: Sequence[int] = ()) -> Choice:
    """Return the set of steps with the least time that gains at least `gain`.

    When all steps together gain less, all that gain anything are chosen, with what they need.

    Args:
        steps: The steps there are.
        gain: The gain to reach.
        must: Indexes of steps that are in every set, with what they need.
    """
    fixed = needed_for(steps, must)
    useful = needed_for(
        steps, [*fixed, *(index for index, step in enumerate(steps) if step.gain > 0)]
    )
    reachable = math.fsum(steps[index].gain for index in useful)
    given = math.fsum(steps[index].gain for index in fixed)
    if gain <= given or not useful:
        total = float(sum(steps[index].minutes for index in fixed))
        return Choice(tuple(fixed), total, total)
    if gain >= reachable - _SLACK:
        total = float(sum(steps[index].minutes for index in useful))
        return Choice(tuple(useful), total, total)
    times = [float(step.minutes) for step in steps]
    gains = [step.gain * _SCALE for step in steps]
    rows = [(gains, gain * _SCALE, math.inf)]
    if fixed:
        held = set(fixed)
        marks = [1.0 if index in held else 0.0 for index in range(len(steps))]
        rows.append((marks, float(len(fixed)), math.inf))
    chosen, bound = _solve(steps, times, rows)
    value = float(sum(steps[index].minutes for index in chosen))
    return Choice(tuple(chosen), value, value if bound > value - 1 + 1e-6 else math.ceil(bound))


def needed_for(steps: Sequence[Step], wanted: Sequence[int]) -> list[int]:
    """Return the wanted steps and everything they need, in index order."""
    found: set[int] = set()
    queue = list(wanted)
    while queue:
        index = queue.pop()
        if index not in found:
            found.add(index)
            queue.extend(steps[index].needs)
    return sorted(found)


def _better(steps: Sequence[Step], lean: list[int], first: list[int]) -> list[int]:
    gained = [math.fsum(steps[index].gain for index in chosen) for chosen in (lean, first)]
    return lean if gained[0] >= gained[1] - 1e-12 else first


def _solve(
    steps: Sequence[Step], costs: list[float], rows: list[tuple[list[float], float, float]]
) -> tuple[list[int], float]:
    """Minimize `costs` over sets closed under needs and within the rows; return set and bound."""
    import highspy  # noqa: PLC0415 only planning needs it

    solver = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 1),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 1e-7),
        ("mip_feasibility_tolerance", 1e-9),
        ("time_limit", _SECONDS),
    ):
        solver.setOptionValue(option, value)
    solver.passModel(build_program(steps, costs, rows, integer=True))
    solver.run()
    values = solver.getSolution().col_value
    chosen = [index for index in range(len(steps)) if values and values[index] > 0.5]
    return chosen, float(solver.getInfo().mip_dual_bound)


def build_program(
    steps: Sequence[Step],
    costs: list[float],
    rows: list[tuple[list[float], float, float]],
    *,
    integer: bool,
) -> Any:
    """Return a HiGHS model: one 0-1 column a step, x[step] <= x[need], and the given rows."""
    import highspy  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    links = [(index, need) for index, step in enumerate(steps) for need in step.needs]
    program = highspy.HighsLp()
    program.num_col_ = len(steps)
    program.num_row_ = len(rows) + len(links)
    program.col_cost_ = np.array(costs, dtype=np.float64)
    program.col_lower_ = np.zeros(len(steps))
    program.col_upper_ = np.ones(len(steps))
    program.row_lower_ = np.array([row[1] for row in rows] + [-math.inf] * len(links))
    program.row_upper_ = np.array([row[2] for row in rows] + [0.0] * len(links))
    starts, indices, values = [0], [], []
    for coefficients, _, _ in rows:
        for index, value in enumerate(coefficients):
            if value:
                indices.append(index)
                values.append(value)
        starts.append(len(indices))
    for index, need in links:
        indices += [index, need]
        values += [1.0, -1.0]
        starts.append(len(indices))
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(indices, dtype=np.int32)
    program.a_matrix_.value_ = np.array(values, dtype=np.float64)
    if integer:
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(steps)
    return program
