"""The order of chosen steps: value early, prerequisites kept, with a bound on what is possible.

Maximizing the area under readiness over time is single-machine scheduling with precedence
constraints and total weighted completion time. Sidney (Operations Research 23, 1975) showed
that an optimal order runs through blocks: again and again the closed set with the highest
gain per minute. Within a block no order does better than its straight line from start to end
(two-dimensional Gantt charts; Goemans and Williamson, SIAM J. Discrete Math. 13, 2000), which
gives the bound; a greedy order by gain per minute is used.
"""

from collections.abc import Sequence
from typing import NamedTuple

from metier.core.plan.optimize import build_program
from metier.core.plan.steps import Step


class Order(NamedTuple):
    """An order of steps.

    Attributes:
        sequence: Indexes of the steps, first to last.
        area: Readiness gained times the minutes for which it lasts until the last step ends.
        bound: No order that keeps the prerequisites has a larger area.
    """

    sequence: tuple[int, ...]
    area: float
    bound: float


def order_steps(steps: Sequence[Step], chosen: Sequence[int]) -> Order:
    """Return the chosen steps, closed under needs, in an order that brings value early."""
    left = list(chosen)
    total = sum(steps[index].minutes for index in chosen)
    sequence: list[int] = []
    clock = 0.0
    bound = 0.0
    while left:
        block = _densest(steps, left)
        gain = sum(steps[index].gain for index in block)
        minutes = sum(steps[index].minutes for index in block)
        bound += gain * (total - clock - minutes / 2)
        clock += minutes
        sequence += _greedy(steps, block)
        left = [index for index in left if index not in block]
    area = _area(steps, sequence, total)
    return Order(tuple(sequence), area, max(bound, area))


def _area(steps: Sequence[Step], sequence: Sequence[int], total: float) -> float:
    clock = area = 0.0
    for index in sequence:
        clock += steps[index].minutes
        area += steps[index].gain * (total - clock)
    return area


def _densest(steps: Sequence[Step], left: Sequence[int]) -> set[int]:
    """Return the closed subset of `left` with the most gain per minute (Dinkelbach)."""
    inside = {index: place for place, index in enumerate(left)}
    local = [
        steps[index]._replace(needs=tuple(inside[n] for n in steps[index].needs if n in inside))
        for index in left
    ]
    best = list(range(len(local)))
    for _ in range(50):
        gain = sum(local[place].gain for place in best)
        minutes = sum(local[place].minutes for place in best)
        rate = gain / minutes
        closed = _closure(local, rate)
        if not closed:
            break
        surplus = sum(local[p].gain - rate * local[p].minutes for p in closed)
        if surplus <= 1e-12 * max(1.0, gain):
            break
        best = closed
    return {left[place] for place in best}


def _closure(local: Sequence[Step], rate: float) -> list[int]:
    """Return the closed set with the largest gain - rate * minutes; its program is integral."""
    import highspy  # noqa: PLC0415 only planning needs it

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    scale = 1e6
    costs = [-(step.gain - rate * step.minutes) * scale for step in local]
    solver.passModel(build_program(local, costs, [], integer=False))
    solver.run()
    values = solver.getSolution().col_value
    return [place for place in range(len(local)) if values[place] > 0.5]


def _greedy(steps: Sequence[Step], block: set[int]) -> list[int]:
    done: set[int] = set()
    sequence = []
    while len(done) < len(block):
        ready = [
            index
            for index in block - done
            if all(need in done or need not in block for need in steps[index].needs)
        ]
        best = max(ready, key=lambda index: (steps[index].gain / steps[index].minutes, -index))
        sequence.append(best)
        done.add(best)
    return sequence
