"""The best set of steps and activities, proven: a knapsack with prerequisites.

An integer program in whole minutes and cents, so that no rounding can break hours or budget.
Its objectives are ranked: among the sets that are best by the first, the second decides.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from metier.core.framework.way_records import PlanMode
from metier.core.plan.activities import Activity, Group
from metier.core.plan.steps import Step
from metier.core.program import Program

_SCALE = 1e6
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


class PlanProblem(NamedTuple):
    """What is to be chosen.

    Attributes:
        mode: What counts first: gain, minutes, or cents.
        minutes: The most minutes, or None for no limit.
        cents: The most cents, or None for no limit.
        goals: Gain to reach for each target, in the modes that have a goal.
        must: Steps that are in every set, with what they need.
        groups: Activities of which a number is in every set.
        project_share: Part of an activity's minutes that can be practice for steps.
    """

    mode: PlanMode
    steps: Sequence[Step]
    activities: Sequence[Activity] = ()
    groups: Sequence[Group] = ()
    minutes: int | None = None
    cents: int | None = None
    goals: tuple[float, ...] = ()
    must: tuple[int, ...] = ()
    project_share: float = 0.5


class Selection(NamedTuple):
    """The best set.

    Attributes:
        steps: Indexes of the steps, in index order.
        activities: Indexes of the activities.
        paid: For a step, the index of the way that is paid for to save time.
        held: For a step, the activity that holds a part of its practice.
        minutes: Time of all of it.
        cents: Price of what is paid for.
        value: Objective: readiness gained, minutes, or cents, by mode.
        bound: No set does better than this; equal to `value` when that is proven.
    """

    steps: tuple[int, ...]
    activities: tuple[int, ...]
    paid: Mapping[int, int]
    held: Mapping[int, int]
    minutes: int
    cents: int
    value: float
    bound: float


def choose_most_gain(steps: Sequence[Step], minutes: int) -> Choice:
    """Return the set of steps with the largest gain that fits into `minutes`."""
    return _as_choice(select(PlanProblem("most-readiness", steps, minutes=minutes)))


def choose_least_time(steps: Sequence[Step], gain: float, must: Sequence[int] = ()) -> Choice:
    """Return the set of steps with the least time that gains at least `gain`.

    When all steps together gain less, all that gain anything are chosen, with what they need.

    Args:
        steps: The steps there are.
        gain: The gain to reach.
        must: Indexes of steps that are in every set, with what they need.
    """
    return _as_choice(select(PlanProblem("least-hours", steps, goals=(gain,), must=tuple(must))))


def _as_choice(found: Selection | None) -> Choice:
    return Choice(found.steps, found.value, found.bound) if found else Choice((), 0.0, 0.0)


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


def select(problem: PlanProblem) -> Selection | None:
    """Return the best set, proven, or None when no set keeps minutes, cents and what must be.

    In the modes with a goal, a goal above what all steps together gain is lowered to that.
    """
    return _Model(problem).solve()


class _Model:
    """The integer program of a problem and the meaning of its columns."""

    def __init__(self, problem: PlanProblem) -> None:
        self._problem = problem
        steps, activities = problem.steps, problem.activities
        self._program = program = Program()
        self._step = program.add_columns(len(steps))
        self._activity = program.add_columns(len(activities))
        self._must = self._fixed()
        program.add_needs((i, need) for i, step in enumerate(steps) for need in step.needs)
        for index in self._must:
            program.add_row([(index, 1.0)], low=1.0)
        self._time: dict[int, float] = {i: float(s.minutes) for i, s in enumerate(steps)}
        self._price: dict[int, float] = {}
        self._paid: dict[int, tuple[int, int]] = {}
        self._held: dict[int, tuple[int, int]] = {}
        self._add_activities()
        if problem.cents is not None or problem.mode == "least-money":
            self._add_ways()
        self._add_limits()

    def _fixed(self) -> list[int]:
        """Return the steps that every set holds; a goal out of reach takes all that help."""
        problem = self._problem
        wanted = list(problem.must)
        if problem.mode != "most-readiness":
            for target, goal in enumerate(problem.goals):
                gains = [step.gain_for(target) for step in problem.steps]
                if goal > 0 and goal >= math.fsum(gains) - _SLACK:
                    wanted += [index for index, gain in enumerate(gains) if gain > 0]
        return needed_for(problem.steps, wanted)

    def _add_activities(self) -> None:
        program, problem = self._program, self._problem
        practiced: dict[int, list[int]] = {}
        for number, activity in enumerate(problem.activities):
            column = self._activity + number
            self._time[column] = float(activity.minutes)
            program.add_needs((column, need) for need in activity.needs)
            total: list[tuple[int, float]] = []
            for step, minutes in activity.holds:
                share = program.add_columns()
                program.add_needs(((share, column), (share, step)))
                self._time[share] = -float(minutes)
                self._held[share] = (step, number)
                practiced.setdefault(step, []).append(share)
                total.append((share, float(minutes)))
            room = float(int(problem.project_share * activity.minutes))
            if total and sum(minutes for _, minutes in total) > room:
                program.add_row([*total, (column, -room)], high=0.0)
        for shares in practiced.values():
            if len(shares) > 1:
                program.add_row([(share, 1.0) for share in shares], high=1.0)
        for group in problem.groups:
            members = [(self._activity + number, 1.0) for number in group.members]
            program.add_row(members, low=float(group.take), high=float(group.take))

    def _add_ways(self) -> None:
        program, problem = self._program, self._problem
        opened: dict[str, int] = {}
        for index, step in enumerate(problem.steps):
            ways = []
            for number, way in enumerate(step.ways):
                if not way.cents or way.minutes >= step.minutes:
                    continue
                if way.resource not in opened:
                    opened[way.resource] = program.add_columns()
                    self._price[opened[way.resource]] = float(way.cents)
                column = program.add_columns()
                program.add_needs(((column, index), (column, opened[way.resource])))
                self._time[column] = float(way.minutes - step.minutes)
                self._paid[column] = (index, number)
                ways.append(column)
            if len(ways) > 1:
                program.add_row([(column, 1.0) for column in ways], high=1.0)

    def _add_limits(self) -> None:
        problem = self._problem
        if problem.minutes is not None:
            self._program.add_row(self._time.items(), high=float(problem.minutes))
        if problem.cents is not None:
            self._program.add_row(self._price.items(), high=float(problem.cents))
        if problem.mode == "most-readiness":
            return
        for target, goal in enumerate(problem.goals):
            gains = [step.gain_for(target) for step in problem.steps]
            given = math.fsum(gains[index] for index in self._must)
            if given < goal < math.fsum(gains) - _SLACK:
                terms = [(index, gain * _SCALE) for index, gain in enumerate(gains)]
                self._program.add_row(terms, low=goal * _SCALE)

    def solve(self) -> Selection | None:
        """Return the best set by the ranked objectives; None when there is none."""
        gains = [(i, -step.gain * _SCALE) for i, step in enumerate(self._problem.steps)]
        time, price = list(self._time.items()), list(self._price.items())
        ranked = {
            "most-readiness": (gains, time, price),
            "least-hours": (time, price),
            "least-money": (price, time),
        }[self._problem.mode]
        best: Selection | None = None
        for rank, costs in enumerate(ranked):
            if rank and not costs:
                continue
            found = self._program.minimize(costs)
            if found is None:
                break
            here = self._selection(found.taken, found.bound)
            best = here if best is None else _keep(here, best, mode=self._problem.mode)
            self._program.add_row(costs, high=self._cost(costs, found.taken) + self._room(costs))
        return best

    def _cost(self, costs: Sequence[tuple[int, float]], taken: frozenset[int]) -> float:
        return math.fsum(cost for column, cost in costs if column in taken)

    def _room(self, costs: Sequence[tuple[int, float]]) -> float:
        """Return how far later objectives may move an earlier one: rounding, not more."""
        return 1e-6 if costs and costs[0][1] < 0 else 1e-3

    def _selection(self, taken: frozenset[int], bound: float) -> Selection:
        problem = self._problem
        steps = tuple(i for i in range(len(problem.steps)) if i in taken)
        minutes = round(math.fsum(t for column, t in self._time.items() if column in taken))
        cents = round(math.fsum(c for column, c in self._price.items() if column in taken))
        gain = math.fsum(problem.steps[index].gain for index in steps)
        if problem.mode == "most-readiness":
            value, proven = gain, -bound / _SCALE
            proven = value if proven <= value + _SLACK else proven
        else:
            value = float(minutes if problem.mode == "least-hours" else cents)
            proven = value if bound > value - 1 + 1e-6 else float(math.ceil(bound - 1e-6))
        return Selection(
            steps=steps,
            activities=tuple(
                number
                for number in range(len(problem.activities))
                if self._activity + number in taken
            ),
            paid={s: way for column, (s, way) in self._paid.items() if column in taken},
            held={s: number for column, (s, number) in self._held.items() if column in taken},
            minutes=minutes,
            cents=cents,
            value=value,
            bound=proven,
        )


def _keep(later: Selection, best: Selection, *, mode: PlanMode) -> Selection:
    """Return the later set unless rounding made it worse by the first objective."""
    if mode == "most-readiness":
        if later.value < best.value - 1e-12:
            return best
        proven = best.bound == best.value
        return later._replace(bound=later.value if proven else max(best.bound, later.value))
    if later.value > best.value:
        return best
    return later._replace(bound=best.bound)
