"""The order brings value early; its bound holds for every order there is."""

import itertools
import random

import pytest

from metier.core.plan.order import Job, area_under, order_jobs, order_steps
from metier.core.plan.steps import Step


def draw_steps(seed: int) -> list[Step]:
    rng = random.Random(seed)
    count = rng.randint(1, 6)
    return [
        Step(
            "s",
            1,
            rng.choice((0.0, rng.randint(1, 60) / 1000)),
            rng.randint(1, 40),
            (1.0, 9.0),
            tuple(sorted(rng.sample(range(index), min(index, rng.choice((0, 0, 1, 2)))))),
        )
        for index in range(count)
    ]


def area(steps: list[Step], sequence: tuple[int, ...]) -> float:
    """Return gain times the minutes for which it lasts until the last step ends."""
    total = sum(steps[index].minutes for index in sequence)
    ends = itertools.accumulate(steps[index].minutes for index in sequence)
    return sum(steps[index].gain * (total - end) for index, end in zip(sequence, ends, strict=True))


def keeps_needs(steps: list[Step], sequence: tuple[int, ...]) -> bool:
    place = {index: n for n, index in enumerate(sequence)}
    return all(place[need] < place[index] for index in sequence for need in steps[index].needs)


@pytest.mark.parametrize("block", range(10))
def test_the_order_is_the_best_of_all_and_says_so(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        steps = draw_steps(seed)
        everything = range(len(steps))
        orders = [o for o in itertools.permutations(everything) if keeps_needs(steps, o)]
        best = max(area(steps, order) for order in orders)

        order = order_steps(steps, list(everything))

        assert sorted(order.sequence) == list(everything)
        assert keeps_needs(steps, order.sequence), seed
        assert order.area == pytest.approx(area(steps, order.sequence), abs=1e-9)
        assert order.area == pytest.approx(best, abs=1e-9), seed
        assert order.bound == order.area, seed


def test_without_needs_the_order_is_the_best() -> None:
    for seed in range(40):
        steps = [step._replace(needs=()) for step in draw_steps(seed)]
        everything = range(len(steps))
        best = max(area(steps, order) for order in itertools.permutations(everything))

        assert order_steps(steps, list(everything)).area == pytest.approx(best, abs=1e-9)


def test_what_opens_much_comes_before_what_brings_little() -> None:
    steps = [
        Step("door", 1, 0.0, 10, (1, 9), ()),
        Step("room", 1, 0.5, 10, (1, 9), (0,)),
        Step("shelf", 1, 0.01, 10, (1, 9), ()),
    ]

    assert order_steps(steps, [0, 1, 2]).sequence == (0, 1, 2)


def test_only_chosen_steps_are_ordered() -> None:
    steps = draw_steps(8)

    assert order_steps(steps, []).sequence == ()
    assert order_steps(steps, [0]).sequence == (0,)


def layered_jobs(seed: int) -> list[Job]:
    """Return jobs in two layers, so tightly bound that the block cannot be taken apart."""
    rng = random.Random(seed)
    first = [Job(0.0, rng.randint(5, 9), ()) for _ in range(16)]
    second = [
        Job(rng.randint(20, 40) / 1000, rng.randint(5, 9), tuple(rng.sample(range(16), 8)))
        for _ in range(8)
    ]
    return [*first, *second]


@pytest.mark.parametrize("seed", range(12))
def test_a_block_too_large_to_try_all_keeps_needs_and_an_honest_bound(seed: int) -> None:
    jobs = layered_jobs(seed)
    order = order_jobs(jobs)
    place = {index: n for n, index in enumerate(order.sequence)}
    rng = random.Random(seed)

    assert sorted(order.sequence) == list(range(len(jobs)))
    assert all(place[need] < place[n] for n, job in enumerate(jobs) for need in job.needs)
    assert order.area == pytest.approx(area_under(jobs, order.sequence))
    assert order.bound >= order.area
    for _ in range(200):  # no random order does better than the bound, and few than the order
        shuffled = sorted(range(16), key=lambda _: rng.random())
        shuffled += sorted(range(16, 24), key=lambda _: rng.random())
        assert area_under(jobs, shuffled) <= order.area + 1e-9
