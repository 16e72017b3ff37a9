"""The chosen set is the best there is: against all sets of small random instances."""

import itertools
import random

import pytest

from metier.core.plan.optimize import Choice, choose_least_time, choose_most_gain, needed_for
from metier.core.plan.steps import Step

INSTANCES = 300


def draw_steps(seed: int) -> list[Step]:
    """Return up to ten steps with random times, gains (some none) and needs without cycles."""
    rng = random.Random(seed)
    count = rng.randint(1, 10)
    order = rng.sample(range(count), count)
    steps: dict[int, Step] = {}
    for place, index in enumerate(order):
        earlier = order[:place]
        needs = rng.sample(earlier, min(len(earlier), rng.choice((0, 0, 1, 1, 2))))
        gain = rng.choice((0.0, rng.randint(1, 60) / 1000))
        minutes = rng.randint(1, 40)
        steps[index] = Step("s", 1, gain, minutes, (1.0, 9.0), tuple(sorted(needs)))
    return [steps[index] for index in range(count)]


def closed_sets(steps: list[Step]) -> list[tuple[float, int, tuple[int, ...]]]:
    """Return (gain, minutes, set) of every set that holds what its steps need."""
    found = []
    for bits in itertools.product((False, True), repeat=len(steps)):
        chosen = tuple(index for index, taken in enumerate(bits) if taken)
        if all(bits[need] for index in chosen for need in steps[index].needs):
            gain = sum(steps[index].gain for index in chosen)
            found.append((gain, sum(steps[index].minutes for index in chosen), chosen))
    return found


def minutes_of(steps: list[Step], choice: Choice) -> int:
    return sum(steps[index].minutes for index in choice.chosen)


def is_closed(steps: list[Step], choice: Choice) -> bool:
    return all(need in choice.chosen for index in choice.chosen for need in steps[index].needs)


@pytest.mark.parametrize("block", range(6))
def test_most_gain_is_the_best_of_all_sets(block: int) -> None:
    for seed in range(block * INSTANCES // 6, (block + 1) * INSTANCES // 6):
        steps = draw_steps(seed)
        minutes = random.Random(-seed - 1).randint(0, 160)
        fitting = [item for item in closed_sets(steps) if item[1] <= minutes]
        best = max(gain for gain, _, _ in fitting)
        least = min(time for gain, time, _ in fitting if gain >= best - 1e-9)

        choice = choose_most_gain(steps, minutes)

        assert is_closed(steps, choice), seed
        assert choice.value == pytest.approx(best, abs=1e-9), seed
        assert choice.value == choice.bound, seed
        assert minutes_of(steps, choice) == least <= minutes, seed


@pytest.mark.parametrize("block", range(6))
def test_least_time_is_the_shortest_of_all_sets(block: int) -> None:
    for seed in range(1000 + block * INSTANCES // 6, 1000 + (block + 1) * INSTANCES // 6):
        steps = draw_steps(seed)
        whole = sum(step.gain for step in steps)
        goal = random.Random(-seed - 1).randint(1, 99) / 100 * whole

        choice = choose_least_time(steps, goal)

        enough = [time for gain, time, _ in closed_sets(steps) if gain >= goal - 1e-9]
        assert is_closed(steps, choice), seed
        assert sum(steps[index].gain for index in choice.chosen) >= goal - 1e-9, seed
        assert choice.value == minutes_of(steps, choice) == min(enough), seed
        assert choice.value == choice.bound, seed


def test_what_cannot_be_reached_takes_all_that_helps_and_no_more() -> None:
    steps = [
        Step("a", 1, 0.2, 10, (1, 9), ()),
        Step("b", 1, 0.0, 10, (1, 9), ()),
        Step("c", 1, 0.1, 10, (1, 9), (3,)),
        Step("d", 1, 0.0, 10, (1, 9), ()),
    ]

    choice = choose_least_time(steps, 0.9)

    assert choice == Choice((0, 2, 3), 30.0, 30.0)


def test_nothing_to_gain_takes_nothing() -> None:
    useless = [Step("a", 1, 0.0, 10, (1, 9), ())]

    assert choose_most_gain([], 100) == choose_least_time([], 0.5) == Choice((), 0.0, 0.0)
    assert choose_most_gain(useless, 100).chosen == ()
    assert choose_least_time(useless, 0.5).chosen == ()
    assert choose_least_time(draw_steps(1), 0.0).chosen == ()
    assert choose_least_time(draw_steps(1), -0.1).chosen == ()


def test_no_time_takes_nothing() -> None:
    assert choose_most_gain(draw_steps(3), 0) == Choice((), 0.0, 0.0)


def test_the_same_instance_gives_the_same_set() -> None:
    for seed in range(20):
        steps = draw_steps(seed)
        assert choose_most_gain(steps, 60) == choose_most_gain(steps, 60)


def test_needs_are_followed_to_the_first() -> None:
    steps = [Step("s", 1, 0.0, 1, (1, 1), needs) for needs in ((), (0,), (1,), (), (2, 3))]

    assert needed_for(steps, [2]) == [0, 1, 2]
    assert needed_for(steps, [4]) == [0, 1, 2, 3, 4]
    assert needed_for(steps, []) == []


@pytest.mark.parametrize("block", range(4))
def test_least_time_with_steps_that_must_be_there(block: int) -> None:
    for seed in range(5000 + block * 50, 5050 + block * 50):
        steps = draw_steps(seed)
        rng = random.Random(-seed - 1)
        must = rng.sample(range(len(steps)), rng.randint(1, min(3, len(steps))))
        goal = rng.randint(0, 99) / 100 * sum(step.gain for step in steps)

        choice = choose_least_time(steps, goal, must)

        enough = [
            time
            for gain, time, chosen in closed_sets(steps)
            if gain >= goal - 1e-9 and set(must) <= set(chosen)
        ]
        assert set(must) <= set(choice.chosen), seed
        assert is_closed(steps, choice), seed
        assert choice.value == minutes_of(steps, choice) == min(enough), seed
        assert choice.value == choice.bound, seed
