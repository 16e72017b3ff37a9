"""The chosen projects are the best there are: against all sets of small random instances."""

import itertools
import random

import pytest

from metier.core.plan.cover import Cover, Offer, best_shares, cover_all, cover_most, covered_by

INSTANCES = 500
SKILLS = tuple("abcdef")


def draw(seed: int) -> tuple[list[Offer], dict[str, float], int]:
    """Return up to eight offers, weights of their skills (some without), and a limit of minutes."""
    rng = random.Random(seed)
    skills = SKILLS[: rng.randint(1, 6)]
    weights = {skill: rng.randint(1, 300) / 1000 for skill in skills if rng.random() < 0.9}
    offers = []
    for number in range(rng.randint(0, 8)):
        named = rng.sample(skills, rng.randint(0, min(4, len(skills))))
        shares = {skill: rng.choice((0.25, 1 / 3, 0.5, 2 / 3, 1.0)) for skill in named}
        offers.append(Offer(f"p{number}", rng.randint(1, 50), shares))
    return offers, weights, rng.randint(0, 120)


def all_sets(offers: list[Offer], weights: dict[str, float]) -> list[tuple[float, int]]:
    """Return (weight covered, minutes) of every set."""
    found = []
    for size in range(len(offers) + 1):
        for chosen in itertools.combinations(range(len(offers)), size):
            best: dict[str, float] = {}
            for index in chosen:
                for skill, share in offers[index].shares.items():
                    best[skill] = max(best.get(skill, 0.0), share)
            covered = sum(weights.get(skill, 0.0) * share for skill, share in best.items())
            found.append((covered, sum(offers[index].minutes for index in chosen)))
    return found


@pytest.mark.parametrize("block", range(10))
def test_most_within_the_hours_is_the_best_of_all_sets(block: int) -> None:
    for seed in range(block * INSTANCES // 10, (block + 1) * INSTANCES // 10):
        offers, weights, minutes = draw(seed)
        fitting = [item for item in all_sets(offers, weights) if item[1] <= minutes]
        best = max(covered for covered, _ in fitting)
        least = min(time for covered, time in fitting if covered >= best - 1e-9)

        found = cover_most(offers, weights, minutes)

        assert found.value == found.bound == pytest.approx(best, abs=1e-9), seed
        assert found.minutes == sum(offers[index].minutes for index in found.chosen), seed
        assert found.minutes == least <= minutes, seed


@pytest.mark.parametrize("block", range(10))
def test_all_that_can_be_covered_takes_the_least_time(block: int) -> None:
    for seed in range(9000 + block * INSTANCES // 10, 9000 + (block + 1) * INSTANCES // 10):
        offers, weights, _ = draw(seed)
        sets = all_sets(offers, weights)
        most = max(covered for covered, _ in sets)
        least = min(time for covered, time in sets if covered >= most - 1e-9)

        found = cover_all(offers, weights)

        assert found.covered == pytest.approx(most, abs=1e-9), seed
        assert found.value == found.bound == found.minutes == least, seed


def test_a_skill_counts_once_by_its_best_project() -> None:
    offers = [Offer("half", 10, {"a": 0.5}), Offer("whole", 30, {"a": 1.0})]

    assert best_shares(offers, (0, 1)) == {"a": 1.0}
    assert covered_by(offers, {"a": 0.2}, (0, 1)) == pytest.approx(0.2)
    assert cover_most(offers, {"a": 0.2}, 100).chosen == (1,)
    assert cover_most(offers, {"a": 0.2}, 20).chosen == (0,)


def test_nothing_to_cover_chooses_nothing() -> None:
    nothing = Cover((), 0.0, 0, 0.0, 0.0)

    assert cover_most([], {"a": 1.0}, 60) == cover_all([], {"a": 1.0}) == nothing
    assert cover_most([Offer("p", 5, {"a": 1.0})], {}, 60) == nothing
    assert cover_all([Offer("p", 5, {"a": 1.0})], {}) == nothing
    assert cover_most([Offer("p", 5, {"a": 1.0})], {"a": 0.3}, 4) == nothing
