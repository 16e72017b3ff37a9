"""Mode readiness, person by person: only money ties people together.

Each person's best sets for less and less money are their frontier of value over cents, computed
from the dearest set down and only as far as it matters. A multiple-choice knapsack over the
points that are known gives a set, and one over these and what may still be found below the last
of them gives a bound; the person whose unknown point the bound wants is looked at next. When
the bound wants none, the set is proven. Everybody's own program is small, so this is many times
faster than one program for all.
"""

import math
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from metier.core.program import Program
from metier.core.team.invest_types import Effort, Investment, Option, TeamProblem

_SCALE = 1e6
_SLACK = 1e-9
Solve = Callable[[TeamProblem], Investment]


class _Part(NamedTuple):
    """One person's problem, and the index of each of its options in the whole."""

    problem: TeamProblem
    indexes: tuple[int, ...]


class _Frontier:
    """A person's best values for less and less money; `below` is None when all is known."""

    def __init__(self, part: _Part, solve: Solve) -> None:
        self._part = part
        self._solve = solve
        prices = [way.cents for option in part.problem.options for way in option.ways]
        self._least = min(prices, default=0)
        self.points: list[Investment] = [solve(part.problem)]
        self.below: Investment | None = None
        if self.points[0].cents:
            free = solve(part.problem._replace(cents=0))
            self.points.append(free)
            self._close()

    def _close(self) -> None:
        """Set what may still be found between the last point with a price and the free one."""
        last, free = self.points[-2], self.points[-1]
        room = last.cents > self._least and last.value > free.value + _SLACK
        self.below = last._replace(cents=self._least) if room else None

    @property
    def loose(self) -> float:
        """By how much any point may miss its bound, where a solution ran out of time."""
        return max(0.0, *(point.bound - point.value for point in self.points), 0.0)

    def look(self) -> None:
        """Find the next point below the last one with a price."""
        last = self.points[-2]
        found = self._solve(self._part.problem._replace(cents=last.cents - 1))
        if found.cents and found.value > self.points[-1].value + _SLACK:
            self.points.insert(-1, found)
            self._close()
        else:
            self.below = None


def invest_separately(problem: TeamProblem, *, solve: Solve, effort: Effort) -> Investment:
    """Return the best set of steps in mode readiness.

    Args:
        problem: What is to be chosen.
        solve: Solves the problem of one person without a gap, ranked by money and minutes.
        effort: A gap ends the search when the bound is that near; so do its seconds.
    """
    end = time.monotonic() + effort.seconds
    parts = _split(problem)
    frontiers = [_Frontier(part, solve) for part in parts]
    if problem.cents is None:
        first = [frontier.points[0] for frontier in frontiers]
        return _join(problem, parts, first, bound=None, loose=_loose(frontiers))
    while True:
        chosen = _choose([frontier.points for frontier in frontiers], problem.cents)
        value = math.fsum(item.value for item in chosen)
        hopes = [
            [*frontier.points, *([frontier.below] if frontier.below else [])]
            for frontier in frontiers
        ]
        best = _choose(hopes, problem.cents)
        bound = math.fsum(item.value for item in best)
        wanted = [number for number, item in enumerate(best) if item is frontiers[number].below]
        near = bound <= value + max(_SLACK, effort.gap * bound)
        if not wanted or (effort.gap and near) or time.monotonic() > end:
            top = bound if wanted else None
            return _join(problem, parts, chosen, bound=top, loose=_loose(frontiers))
        for number in wanted:
            frontiers[number].look()


def _split(problem: TeamProblem) -> list[_Part]:
    by_person: dict[int, list[int]] = {}
    for index, option in enumerate(problem.options):
        by_person.setdefault(option.person, []).append(index)
    parts = []
    for person, indexes in by_person.items():
        place = {index: number for number, index in enumerate(indexes)}
        options = [_alone(problem.options[index], place) for index in indexes]
        limit = (problem.minutes[person],)
        own = problem._replace(options=options, minutes=limit, cents=problem.cents)
        parts.append(_Part(own, tuple(indexes)))
    return parts


def _alone(option: Option, place: dict[int, int]) -> Option:
    return option._replace(person=0, needs=tuple(place[need] for need in option.needs))


def _choose(points: Sequence[Sequence[Investment]], cents: int) -> list[Investment]:
    """Return a point for each person: most value within the money, then least money and time."""
    first = [row[0] for row in points]
    if sum(item.cents for item in first) <= cents:
        return first
    program = Program()
    columns = []
    for row in points:
        start = program.add_columns(len(row))
        columns += [(start + number, item) for number, item in enumerate(row)]
        program.add_row(((start + n, 1.0) for n in range(len(row))), low=1.0, high=1.0)
    price = [(column, float(item.cents)) for column, item in columns]
    program.add_row(price, high=float(cents))
    value = [(column, -item.value * _SCALE) for column, item in columns]
    taken: frozenset[int] = frozenset()
    for costs in (value, price, [(column, float(sum(i.minutes))) for column, i in columns]):
        found = program.minimize(costs)
        if found is None:
            break
        taken = found.taken
        worth = math.fsum(cost for column, cost in costs if column in taken)
        program.add_row(costs, high=worth + 1e-3)
    return [item for column, item in columns if column in taken]


def _loose(frontiers: Sequence[_Frontier]) -> float:
    return math.fsum(frontier.loose for frontier in frontiers)


def _join(
    problem: TeamProblem,
    parts: Sequence[_Part],
    chosen: Sequence[Investment],
    *,
    bound: float | None,
    loose: float,
) -> Investment:
    minutes = [0] * len(problem.minutes)
    picked: list[int] = []
    paid: dict[int, int] = {}
    for part, item in zip(parts, chosen, strict=True):
        picked += [part.indexes[number] for number in item.chosen]
        paid |= {part.indexes[number]: way for number, way in item.paid.items()}
        person = problem.options[part.indexes[0]].person
        minutes[person] = item.minutes[0]
    value = math.fsum(item.value for item in chosen)
    top = (value if bound is None else bound) + loose
    return Investment(
        tuple(sorted(picked)),
        paid,
        tuple(minutes),
        sum(item.cents for item in chosen),
        value,
        value if top <= value + 1e-7 else top,
    )
