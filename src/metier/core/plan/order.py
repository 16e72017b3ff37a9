"""The order of chosen steps: value early, prerequisites kept, with a bound on what is possible.

Maximizing the area under readiness over time is single-machine scheduling with precedence
constraints and total weighted completion time. Sidney (Operations Research 23, 1975) showed
that an optimal order runs through blocks: again and again the closed set with the highest
gain per minute. A block with few closed subsets is ordered exactly, by dynamic programming
over them. In a larger one no order does better than its straight line from start to end
(two-dimensional Gantt charts; Goemans and Williamson, SIAM J. Discrete Math. 13, 2000), which
gives the bound; there the best of two greedy orders is used, improved by moving single steps.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.plan.steps import Step
from metier.core.program import Program

_SCALE = 1e6
_CLOSED_SETS = 4000
_ROUNDS = 3


class Job(NamedTuple):
    """Something that takes time, brings a gain when it ends, and comes after what it needs."""

    gain: float
    minutes: int
    needs: tuple[int, ...]


class Order(NamedTuple):
    """An order of steps.

    Attributes:
        sequence: Indexes of the steps, first to last.
        area: Readiness gained times the minutes for which it lasts until the last step ends.
        bound: No order that keeps the prerequisites has a larger area; equal when proven.
    """

    sequence: tuple[int, ...]
    area: float
    bound: float


def order_steps(steps: Sequence[Step], chosen: Sequence[int]) -> Order:
    """Return the chosen steps, closed under needs, in an order that brings value early."""
    place = {index: number for number, index in enumerate(chosen)}
    jobs = [
        Job(
            steps[index].gain,
            steps[index].minutes,
            tuple(place[need] for need in steps[index].needs if need in place),
        )
        for index in chosen
    ]
    order = order_jobs(jobs)
    return order._replace(sequence=tuple(chosen[number] for number in order.sequence))


def order_jobs(jobs: Sequence[Job]) -> Order:
    """Return all jobs in an order that keeps their needs and brings value early."""
    left = set(range(len(jobs)))
    total = sum(job.minutes for job in jobs)
    sequence: list[int] = []
    clock = 0
    bound = 0.0
    proven = True
    while left:
        block = _densest(jobs, left)
        gain = math.fsum(jobs[index].gain for index in block)
        minutes = sum(jobs[index].minutes for index in block)
        exact = _best_order(jobs, block)
        part = exact if exact is not None else _good_order(jobs, block)
        inside = area_under(jobs, part) if exact is not None else gain * minutes / 2
        proven = proven and exact is not None
        sequence += part
        clock += minutes
        bound += inside + gain * (total - clock)
        left -= block
    area = area_under(jobs, sequence)
    return Order(tuple(sequence), area, area if proven else max(bound, area))


def area_under(jobs: Sequence[Job], sequence: Sequence[int]) -> float:
    """Return the gain of each job times the minutes from its end to the end of the sequence."""
    clock = sum(jobs[index].minutes for index in sequence)
    area = 0.0
    for index in sequence:
        clock -= jobs[index].minutes
        area += jobs[index].gain * clock
    return area


def _closed(jobs: Sequence[Job], index: int, left: set[int]) -> set[int]:
    """Return a job with all that it needs of `left`."""
    found: set[int] = set()
    queue = [index]
    while queue:
        here = queue.pop()
        if here in left and here not in found:
            found.add(here)
            queue.extend(jobs[here].needs)
    return found


def _rate(jobs: Sequence[Job], block: set[int]) -> float:
    minutes = sum(jobs[index].minutes for index in block)
    return math.fsum(jobs[index].gain for index in block) / max(1, minutes)


def _densest(jobs: Sequence[Job], left: set[int]) -> set[int]:
    """Return the closed subset of `left` with the most gain per minute (Dinkelbach)."""
    best = max(
        (_closed(jobs, index, left) for index in sorted(left)),
        key=lambda block: _rate(jobs, block),
    )
    if _rate(jobs, best) <= 0:
        return set(left)
    order = sorted(left)
    for _ in range(50):
        rate = _rate(jobs, best)
        better = _closure(jobs, order, rate)
        surplus = math.fsum(jobs[i].gain - rate * jobs[i].minutes for i in better)
        if not better or surplus <= 1e-12 or _rate(jobs, better) <= rate:
            break
        best = better
    return best


def _closure(jobs: Sequence[Job], order: Sequence[int], rate: float) -> set[int]:
    """Return the closed set with the largest gain - rate * minutes; its program is integral."""
    place = {index: number for number, index in enumerate(order)}
    program = Program()
    program.add_columns(len(order))
    program.add_needs(
        (place[index], place[need])
        for index in order
        for need in jobs[index].needs
        if need in place
    )
    costs = [(place[i], -(jobs[i].gain - rate * jobs[i].minutes) * _SCALE) for i in order]
    found = program.minimize(costs, integer=False)
    return {order[number] for number in found.taken} if found else set()


def _best_order(jobs: Sequence[Job], block: set[int]) -> list[int] | None:
    """Return the best order of a block; None when it has too many closed subsets to try all."""
    members = sorted(block)
    place = {index: number for number, index in enumerate(members)}
    needs = [
        sum(1 << place[need] for need in jobs[index].needs if need in place) for index in members
    ]
    layer: dict[int, tuple[float, int, tuple[int, ...]]] = {0: (0.0, 0, ())}
    seen = 1
    for _ in members:
        following: dict[int, tuple[float, int, tuple[int, ...]]] = {}
        for done, (delay, clock, path) in layer.items():
            for number, index in enumerate(members):
                if done >> number & 1 or needs[number] & ~done:
                    continue
                end = clock + jobs[index].minutes
                cost = delay + jobs[index].gain * end
                now = done | 1 << number
                if now not in following or cost < following[now][0] - 1e-15:
                    following[now] = (cost, end, (*path, index))
        seen += len(following)
        if seen > _CLOSED_SETS:
            return None
        layer = following
    return list(layer[(1 << len(members)) - 1][2])


def _good_order(jobs: Sequence[Job], block: set[int]) -> list[int]:
    orders = (_by_closure(jobs, block), _by_rate(jobs, block))
    best = max(orders, key=lambda order: area_under(jobs, order))
    return _improve(jobs, best)


def _by_rate(jobs: Sequence[Job], block: set[int]) -> list[int]:
    """Return the block in order of each job's own gain per minute, needs first."""
    left = set(block)
    sequence: list[int] = []
    while left:
        ready = [index for index in left if not left.intersection(jobs[index].needs)]
        best = max(ready, key=lambda i: (jobs[i].gain / jobs[i].minutes, -i))
        sequence.append(best)
        left.discard(best)
    return sequence


def _by_closure(jobs: Sequence[Job], block: set[int]) -> list[int]:
    """Return the block in order of the gain per minute of each job with all that it needs."""
    left = set(block)
    sequence: list[int] = []
    while left:
        closures = {index: _closed(jobs, index, left) for index in left}
        best = max(left, key=lambda i: (_rate(jobs, closures[i]), -len(closures[i]), -i))
        sequence += _by_rate(jobs, closures[best])
        left -= closures[best]
    return sequence


def _improve(jobs: Sequence[Job], sequence: list[int]) -> list[int]:
    """Move single jobs to where they bring most, as long as that helps and for some rounds."""
    order = list(sequence)
    for _ in range(_ROUNDS):
        moved = False
        for index in list(order):
            moved |= _move(jobs, order, index)
        if not moved:
            break
    return order


def _move(jobs: Sequence[Job], order: list[int], index: int) -> bool:
    """Move one job to its best place between what it needs and what needs it."""
    job, at = jobs[index], order.index(index)
    best, place, change = 1e-12, at, 0.0
    for there in range(at - 1, -1, -1):  # earlier: others are pushed back by this job's minutes
        other = order[there]
        if other in job.needs:
            break
        change += job.gain * jobs[other].minutes - jobs[other].gain * job.minutes
        if change > best:
            best, place = change, there
    change = 0.0
    for there in range(at + 1, len(order)):
        other = order[there]
        if index in jobs[other].needs:
            break
        change += jobs[other].gain * job.minutes - job.gain * jobs[other].minutes
        if change > best:
            best, place = change, there
    if place == at:
        return False
    order.insert(place, order.pop(at))
    return True
