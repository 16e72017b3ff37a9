"""The best training of a team equals brute force, in all modes, with money and without."""

import itertools
import math
import random

import pytest

from metier.core.team.invest import (
    MODES,
    Effort,
    Mode,
    Option,
    PaidWay,
    Place,
    Point,
    TeamProblem,
    coverage,
    evaluate,
    invest,
    is_safe,
    minutes_of,
    price_of,
)

CASES = 500


def random_problem(seed: int, mode: Mode) -> TeamProblem:
    """A small team: up to 4 people, up to 9 steps in chains, some with paid ways."""
    rng = random.Random(seed)
    people = rng.randint(1, 4)
    options: list[Option] = []
    for person in range(people):
        for skill in range(rng.randint(1, 2)):
            own: list[int] = []
            for level in range(1, rng.randint(1, 3) + 1):
                if len(options) >= 8:
                    break
                minutes = rng.randint(1, 20) * 30
                ways = tuple(
                    PaidWay(f"r{rng.randint(0, 2)}", max(1, minutes - rng.randint(1, 200)), 0)
                    for _ in range(rng.randint(0, 1))
                )
                ways = tuple(way._replace(cents=2000 + 500 * int(way.resource[1])) for way in ways)
                gain = rng.choice((0.0, rng.random() * 0.1))
                needs = (own[-1],) if own else ()
                if not needs and options and options[-1].person == person and rng.random() < 0.3:
                    needs = (len(options) - 1,)
                own.append(len(options))
                options.append(Option(person, f"s{skill}", level, minutes, needs, ways, gain))
    places, points = [], []
    for skill, level in itertools.product(range(2), range(1, 4)):
        able = {
            option.person: index
            for index, option in enumerate(options)
            if (option.skill, option.level) == (f"s{skill}", level)
        }
        chances = tuple(rng.choice((0.0, 0.2, rng.random() * 0.5)) for _ in range(people))
        places.append(Place(rng.randint(1, 3), rng.random() + 0.1, chances, able))
        holders = frozenset(n for n in range(people) if n not in able and rng.random() < 0.4)
        points.append(Point(2, holders, able))
    total = math.fsum(place.weight for place in places)
    places = [place._replace(weight=place.weight / total) for place in places]
    minutes = [rng.randint(0, 40) * 30 for _ in range(people)]
    cents = rng.choice((None, 0, rng.randint(0, 8000)))
    return TeamProblem(mode, options, minutes, cents, places, points)


def brute_force(problem: TeamProblem) -> tuple[float, int, int]:
    """Return the best value, and of such sets the least cents, then the least minutes."""
    best = (-1.0, 0, 0)
    count = len(problem.options)
    for bits in range(1 << count):
        chosen = [index for index in range(count) if bits >> index & 1]
        if any(need not in chosen for index in chosen for need in problem.options[index].needs):
            continue
        value = evaluate(problem, chosen)
        if value < best[0] - 1e-9:
            continue
        choices = [(-1, *range(len(problem.options[index].ways))) for index in chosen]
        for picked in itertools.product(*choices):
            paid = {i: way for i, way in zip(chosen, picked, strict=True) if way >= 0}
            minutes = minutes_of(problem, chosen, paid)
            if any(a > b for a, b in zip(minutes, problem.minutes, strict=True)):
                continue
            cents = price_of(problem, paid)
            if problem.cents is not None and cents > problem.cents:
                continue
            rank = (value, -cents, -sum(minutes))
            if value > best[0] + 1e-9 or (rank[1], rank[2]) > (best[1], best[2]):
                best = rank
    return best[0], -best[1], -best[2]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("block", range(10))
def test_equals_brute_force(mode: Mode, block: int) -> None:
    for seed in range(block * CASES // 10, (block + 1) * CASES // 10):
        problem = random_problem(seed, mode)
        found = invest(problem)
        value, cents, minutes = brute_force(problem)
        assert found.value == pytest.approx(value, abs=1e-7), seed
        assert found.bound == found.value, seed
        assert (found.cents, sum(found.minutes)) == (cents, minutes), seed
        assert all(a <= b for a, b in zip(found.minutes, problem.minutes, strict=True))


@pytest.mark.parametrize("mode", MODES)
def test_a_gap_is_within_its_bound(mode: Mode) -> None:
    for seed in range(60):
        problem = random_problem(seed, mode)
        found = invest(problem, effort=Effort(gap=0.2))
        best = brute_force(problem)[0]
        assert found.value <= best + 1e-7 <= found.bound + 2e-7
        assert found.value >= 0.8 * found.bound - 1e-7


def test_nothing_to_train_is_an_empty_set() -> None:
    found = invest(TeamProblem("coverage", [], [60], None, [Place(1, 1.0, (0.3,), {})]))
    assert (found.chosen, found.value, found.bound) == ((), 0.0, 0.0)


def test_a_seat_is_filled_once() -> None:
    place = Place(2, 1.0, (0.9, 0.5, 0.1), {2: 0})
    assert coverage(place, ()) == pytest.approx(0.7)
    assert coverage(place, {0}) == pytest.approx(0.95)


def test_a_point_needs_as_many_holders_as_wanted() -> None:
    point = Point(3, frozenset({0}), {1: 0, 2: 1})
    assert not is_safe(point, {0})
    assert is_safe(point, {0, 1})


def test_a_licence_is_paid_once_a_person() -> None:
    way = PaidWay("course", 10, 5000)
    options = [Option(0, "a", 1, 100, (), (way,), 0.1), Option(0, "b", 1, 100, (), (way,), 0.1)]
    options += [Option(1, "a", 1, 100, (), (way,), 0.1)]
    found = invest(TeamProblem("readiness", options, [20, 20], 10_000))
    assert (len(found.chosen), found.cents) == (3, 10_000)
