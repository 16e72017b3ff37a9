"""Which steps a whole team should take: an integer program over people, steps and resources.

A person has so many minutes; money is shared by all; a step comes after what it needs; a paid
resource is bought once for each person who uses it, and shortens every step that it teaches.

    coverage    a need has seats; a seat counts the chance that the person in it has the level, and
                1 for somebody who took the step to it; nobody sits twice. The likeliest sit.
    points      a point is safe when enough people hold it; somebody who took the step does.
    readiness   every step adds its gain, as in a plan for one person.

Sets that are best by the objective are ranked by money, then by minutes. Small problems are
solved without a gap; larger ones to a stated part of the bound, and the bound is told.
"""

import math

from metier.core.program import Found, Program
from metier.core.team.greedy import choose_greedily
from metier.core.team.invest_types import (
    MODES,
    Effort,
    Investment,
    Mode,
    Option,
    PaidWay,
    Place,
    Point,
    TeamProblem,
)
from metier.core.team.separate import invest_separately
from metier.core.team.values import coverage, evaluate, is_safe, minutes_of, price_of

__all__ = [
    "EXACT",
    "MODES",
    "Effort",
    "Investment",
    "Mode",
    "Option",
    "PaidWay",
    "Place",
    "Point",
    "TeamProblem",
    "coverage",
    "evaluate",
    "invest",
    "is_safe",
    "minutes_of",
    "price_of",
    "trim",
]

_SCALE = 1e6
_SLACK = 1e-7
_LEAST_SECONDS = 0.5
_RANKING = 1.0  # seconds to rank sets that are equally good
_ROOM = 1e-2  # of the scaled objective: rounding, not more
EXACT = Effort()


def invest(
    problem: TeamProblem, *, effort: Effort = EXACT, start: Investment | None = None
) -> Investment:
    """Return the best set of steps; the empty set is always possible.

    Args:
        problem: What is to be chosen.
        effort: How long and how exactly to solve.
        start: A set of the same options to begin with.
    """
    if problem.mode == "readiness":
        people = len({option.person for option in problem.options})
        alone = Effort(
            seconds=max(_LEAST_SECONDS, effort.seconds / max(1, people)),
            ranked=effort.ranked and not effort.gap,
        )
        return invest_separately(
            problem, solve=lambda part: _Model(part).solve(alone, None), effort=effort
        )
    if effort.gap:
        by_hand = choose_greedily(problem)
        start = by_hand if start is None or start.value < by_hand.value else start
    found = _Model(problem).solve(effort, start)
    if start is not None and start.value > found.value:  # the solver ran out of time before it
        return start._replace(bound=max(found.bound, start.value))
    return found


class _Model:
    """The integer program of a problem and the meaning of its columns."""

    def __init__(self, problem: TeamProblem) -> None:
        self._problem = problem
        self._program = program = Program()
        self._leader = _leaders(problem)
        places = {leader: program.add_columns() for leader in sorted(set(self._leader))}
        self._column = [places[leader] for leader in self._leader]
        column = self._column
        pairs = {
            (column[index], column[need])
            for index, option in enumerate(problem.options)
            for need in option.needs
            if column[index] != column[need]
        }
        program.add_needs(sorted(pairs))
        self._paid: dict[int, tuple[int, int]] = {}
        self._bought: dict[tuple[int, str], int] = {}
        self._price: dict[int, float] = {}
        self._time: dict[int, float] = {}
        self._person: dict[int, int] = {}
        for index, option in enumerate(problem.options):
            here = column[index]
            self._time[here] = self._time.get(here, 0.0) + option.minutes
            self._person[here] = option.person
        self._add_ways()
        self._add_limits()
        self._gains: list[tuple[int, float]] = []
        if problem.mode == "readiness":
            self._gains = [
                (column[index], option.gain)
                for index, option in enumerate(problem.options)
                if option.gain
            ]
        elif problem.mode == "points":
            self._add_points()
        else:
            self._add_places()

    def _add_ways(self) -> None:
        program = self._program
        for index, option in enumerate(self._problem.options):
            columns = []
            for number, way in enumerate(option.ways):
                key = (option.person, way.resource)
                if key not in self._bought:
                    self._bought[key] = program.add_columns()
                    self._price[self._bought[key]] = float(way.cents)
                column = program.add_columns()
                program.add_needs(((column, self._column[index]), (column, self._bought[key])))
                self._time[column] = float(way.minutes - option.minutes)
                self._person[column] = option.person
                self._paid[column] = (index, number)
                columns.append(column)
            if len(columns) > 1:
                program.add_row([(column, 1.0) for column in columns], high=1.0)

    def _add_limits(self) -> None:
        problem = self._problem
        by_person: dict[int, list[tuple[int, float]]] = {}
        for column, minutes in self._time.items():
            by_person.setdefault(self._person[column], []).append((column, minutes))
        for person, terms in by_person.items():
            self._program.add_row(terms, high=float(problem.minutes[person]))
        if problem.cents is not None and self._price:
            self._program.add_row(self._price.items(), high=float(problem.cents))

    def _add_places(self) -> None:
        program = self._program
        for place in self._problem.places:
            worth = place.weight / place.people
            order = sorted(range(len(place.chances)), key=lambda n: (-place.chances[n], n))
            sitting = frozenset(order[: place.people])
            able = [n for n in place.options if place.chances[n] < 1.0]
            if not able:
                continue
            seats: list[tuple[int, float]] = []
            own: dict[int, int] = {}
            for person in order[: place.people]:
                own[person] = program.add_share()
                seats.append((own[person], 1.0))
                self._gains.append((own[person], worth * place.chances[person]))
            for person in able:
                column = program.add_share()
                program.add_needs(((column, self._column[place.options[person]]),))
                seats.append((column, 1.0))
                self._gains.append((column, worth))
                if person in sitting:
                    program.add_row(((column, 1.0), (own[person], 1.0)), high=1.0)
            program.add_row(seats, high=float(place.people))

    def _add_points(self) -> None:
        program = self._program
        for point in self._problem.points:
            missing = point.wanted - len(point.holders)
            if missing <= 0 or len(point.options) < missing:
                continue
            safe = program.add_columns()
            terms = [(self._column[option], 1.0) for option in point.options.values()]
            program.add_row([*terms, (safe, -float(missing))], low=0.0)
            self._gains.append((safe, 1.0))

    def _base(self) -> float:
        """Return what the gains of the columns count that is there before any step."""
        if self._problem.mode != "coverage":
            return 0.0
        places = (
            place
            for place in self._problem.places
            if any(place.chances[n] < 1.0 for n in place.options)
        )
        return math.fsum(place.weight * coverage(place, frozenset()) for place in places)

    def solve(self, effort: Effort, start: Investment | None) -> Investment:
        """Return the best set."""
        costs = [(column, -gain * _SCALE) for column, gain in self._gains]
        if not costs:
            nothing = (0,) * len(self._problem.minutes)
            return Investment((), {}, nothing, 0, 0.0, 0.0)
        values = self._values(start) if start else ()
        found = self._program.minimize(
            costs,
            gap=effort.gap,
            seconds=effort.seconds,
            start=values,
            offset=self._base() * _SCALE,
        )
        best = self._investment(found, bound=None)
        if effort.gap or not effort.ranked:
            return trim(self._problem, best)
        worth = (
            math.fsum(gain * found.values[column] for column, gain in self._gains) if found else 0
        )
        self._program.add_row(costs, high=-worth * _SCALE + _ROOM)
        for later in (list(self._price.items()), list(self._time.items())):
            if not later:
                continue
            lean = self._program.minimize(later, seconds=min(_RANKING, effort.seconds))
            if lean is None or not lean.values:
                break
            here = self._investment(lean, bound=best.bound)
            if here.value < best.value - _SLACK:
                break
            best = here
            spent = math.fsum(cost for column, cost in later if column in lean.taken)
            self._program.add_row(later, high=spent + 1e-3)
        return trim(self._problem, best)

    def _values(self, start: Investment) -> list[float]:
        """Return the columns' values of a set that is known."""
        values = [0.0] * self._program.width
        for index in start.chosen:
            values[self._column[index]] = 1.0
        for column, (index, number) in self._paid.items():
            if start.paid.get(index) == number:
                values[column] = 1.0
                option = self._problem.options[index]
                values[self._bought[option.person, option.ways[number].resource]] = 1.0
        return values

    def _investment(self, found: Found | None, *, bound: float | None) -> Investment:
        problem = self._problem
        taken = found.taken if found else frozenset()
        chosen = tuple(
            index for index in range(len(problem.options)) if self._column[index] in taken
        )
        paid = {index: way for column, (index, way) in self._paid.items() if column in taken}
        value = evaluate(problem, chosen)
        if bound is None:
            bound = -found.bound / _SCALE if found else math.inf
            if problem.mode == "points":
                bound = math.floor(bound + 1e-6)
        proven = value if bound <= value + _SLACK else bound
        cents, minutes = price_of(problem, paid), minutes_of(problem, chosen, paid)
        return Investment(chosen, paid, minutes, cents, value, proven)


def _leaders(problem: TeamProblem) -> list[int]:
    """Return for each option the one that it is taken with, itself for most.

    A step that is worth nothing itself and that one other step alone needs is taken with that
    one: fewer columns, and rows of whole goals, which the solver bounds far better.
    """
    worth = {index for index, option in enumerate(problem.options) if option.gain}
    for place in problem.places:
        worth.update(place.options.values())
    for point in problem.points:
        worth.update(point.options.values())
    needed_by: dict[int, list[int]] = {}
    for index, option in enumerate(problem.options):
        for need in option.needs:
            needed_by.setdefault(need, []).append(index)
    leader = list(range(len(problem.options)))

    def lead(index: int) -> int:
        while leader[index] != index:
            index = leader[index]
        return index

    changed = True
    while changed:
        changed = False
        for index, users in needed_by.items():
            if index in worth or leader[index] != index:
                continue
            above = {lead(user) for user in users}
            if len(above) == 1:
                leader[index] = above.pop()
                changed = True
    return [lead(index) for index in range(len(leader))]


def trim(problem: TeamProblem, found: Investment) -> Investment:
    """Return the set without steps that add nothing and without what is bought in vain."""
    chosen = set(found.chosen)
    needed_by: dict[int, set[int]] = {}
    for index in chosen:
        for need in problem.options[index].needs:
            needed_by.setdefault(need, set()).add(index)
    idle = _Idle(problem)
    waiting = sorted(chosen, reverse=True)
    while waiting:
        index = waiting.pop(0)
        if index not in chosen or needed_by.get(index, set()) & chosen:
            continue
        if idle(index, chosen):
            chosen.discard(index)
            waiting += sorted(
                (n for n in problem.options[index].needs if n in chosen), reverse=True
            )
    paid = {index: way for index, way in found.paid.items() if index in chosen}
    return found._replace(
        chosen=tuple(sorted(chosen)),
        paid=paid,
        minutes=minutes_of(problem, chosen, paid),
        cents=price_of(problem, paid),
    )


class _Idle:
    """Says whether a step of a set can be left out without loss."""

    def __init__(self, problem: TeamProblem) -> None:
        self._problem = problem
        self._places: dict[int, list[Place]] = {}
        self._points: dict[int, list[Point]] = {}
        for place in problem.places:
            for option in place.options.values():
                self._places.setdefault(option, []).append(place)
        for point in problem.points:
            for option in point.options.values():
                self._points.setdefault(option, []).append(point)

    def __call__(self, index: int, chosen: set[int]) -> bool:
        """Return whether the set is worth as much without the step."""
        problem = self._problem
        if problem.mode == "readiness":
            return problem.options[index].gain <= 0
        rest = chosen - {index}
        if problem.mode == "points":
            # a point that stays unsafe with the step is worth nothing either way
            points = self._points.get(index, ())
            return all(is_safe(point, rest) or not is_safe(point, chosen) for point in points)
        places = self._places.get(index, ())
        return all(coverage(place, rest) >= coverage(place, chosen) - 1e-12 for place in places)
