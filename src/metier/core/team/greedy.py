"""What a lead does by hand: again and again the goal that brings most for its hours, without money.

It is where the solver begins in large problems, and the peer that benchmarks compare with. Gains
only shrink as seats fill, so a goal's last known rate is an upper bound and most need no new look
(Minoux, Accelerated greedy algorithms for maximizing submodular set functions, 1978).
"""

import heapq
from collections.abc import Collection

from metier.core.team.invest_types import Investment, TeamProblem
from metier.core.team.values import coverage, evaluate, is_safe, minutes_of, price_of

_LEAST = 1e-12


def choose_greedily(problem: TeamProblem) -> Investment:
    """Return a set of steps that fits, without a bound of its own."""
    worth = _Worth(problem)
    free = list(problem.minutes)
    chosen: set[int] = set()
    queue = [(-1.0, goal) for goal in worth.goals]
    closures = {goal: _closure(problem, goal) for goal in worth.goals}
    heapq.heapify(queue)
    while queue:
        _, goal = heapq.heappop(queue)
        new = closures[goal] - chosen
        minutes = sum(problem.options[index].minutes for index in new)
        person = problem.options[goal].person
        if goal in chosen or minutes > free[person]:
            continue
        rate = worth.gain(new, chosen) / max(1, minutes)
        if rate <= _LEAST:
            continue
        if queue and -rate > queue[0][0] + _LEAST:
            heapq.heappush(queue, (-rate, goal))
            continue
        chosen |= new
        free[person] -= minutes
    picked = tuple(sorted(chosen))
    spent = minutes_of(problem, picked, {})
    value = evaluate(problem, picked)
    return Investment(picked, {}, spent, price_of(problem, {}), value, float("inf"))


class _Worth:
    """What further steps add to a set."""

    def __init__(self, problem: TeamProblem) -> None:
        self._problem = problem
        self._items: dict[int, list[int]] = {}
        able = {
            "coverage": [place.options for place in problem.places],
            "points": [point.options for point in problem.points],
            "readiness": [],
        }[problem.mode]
        for number, options in enumerate(able):
            for option in options.values():
                self._items.setdefault(option, []).append(number)
        self.goals = sorted(self._items) or [
            index for index, option in enumerate(problem.options) if option.gain > 0
        ]

    def gain(self, new: Collection[int], chosen: set[int]) -> float:
        """Return what the new steps add; half a point for one on the way to a safe point."""
        problem = self._problem
        if problem.mode == "readiness":
            return sum(problem.options[index].gain for index in new)
        touched = {number for index in new for number in self._items.get(index, ())}
        after = chosen.union(new)
        if problem.mode == "coverage":
            return sum(
                problem.places[number].weight
                * (
                    coverage(problem.places[number], after)
                    - coverage(problem.places[number], chosen)
                )
                for number in touched
            )
        return sum(
            1.0 if is_safe(problem.points[number], after) else 0.5
            for number in touched
            if not is_safe(problem.points[number], chosen)
        )


def _closure(problem: TeamProblem, index: int) -> set[int]:
    found: set[int] = set()
    queue = [index]
    while queue:
        here = queue.pop()
        if here not in found:
            found.add(here)
            queue.extend(problem.options[here].needs)
    return found
