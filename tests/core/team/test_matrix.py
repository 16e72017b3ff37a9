"""The matrix, needs, seats and pairs against what one counts by hand or by brute force."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metier.core.team.matrix import (
    chance_of,
    find_helpers,
    find_single_points,
    find_strengths,
    summarize,
)
from metier.core.team.needs import Asked, count_interval, cover, nest_needs, seat_people
from metier.core.team.pairs import Pair, match_pairs

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=7)


def surely(*levels: int) -> np.ndarray:
    """People by one skill, each surely at a level."""
    return np.array([[np.eye(6)[level]] for level in levels])


def test_cells_hold_mean_and_interval() -> None:
    levels = np.array([[[0.05, 0.05, 0.5, 0.3, 0.05, 0.05]]])
    cells = summarize(levels)
    assert cells.expected[0, 0] == pytest.approx(2.4)
    assert (cells.low[0, 0], cells.high[0, 0]) == (2, 3)
    sure = summarize(surely(4))
    assert (sure.expected[0, 0], sure.low[0, 0], sure.high[0, 0]) == (4.0, 4, 4)


@given(st.lists(st.floats(0.001, 1), min_size=6, max_size=6))
def test_the_interval_holds_four_cases_in_five(weights: list[float]) -> None:
    shares = np.array(weights) / sum(weights)
    cells = summarize(shares.reshape(1, 1, 6))
    low, high = int(cells.low[0, 0]), int(cells.high[0, 0])
    assert shares[low : high + 1].sum() >= 0.8 - 1e-6
    assert low <= round(float(cells.expected[0, 0]), 9) + 1
    assert shares[:low].sum() <= 0.1 + 1e-6
    assert shares[high + 1 :].sum() <= 0.1 + 1e-6


def test_single_points_at_a_threshold_of_ones_choosing() -> None:
    levels = np.array([[[0.3, 0, 0, 0.7, 0, 0]], [[0.5, 0, 0, 0.5, 0, 0]], [[1.0, 0, 0, 0, 0, 0]]])
    at = {held: find_single_points(levels, [(0, 3)], held=held) for held in (0.4, 0.6, 0.8)}
    assert at[0.4] == []
    point = at[0.6][0]
    assert (point.person, point.next) == (0, 1)
    assert (point.chance, point.next_chance) == (pytest.approx(0.7), pytest.approx(0.5))
    assert (at[0.8][0].person, at[0.8][0].next) == (-1, 0)
    assert find_single_points(levels, [(0, 3)], held=0.8, empty=False) == []


def test_a_team_of_one_rests_on_that_one() -> None:
    point = find_single_points(surely(4), [(0, 3)], held=0.5)[0]
    assert (point.person, point.next, point.next_chance) == (0, -1, 0.0)


def test_strengths_are_what_the_own_role_does_not_ask() -> None:
    levels = np.concatenate([surely(4, 1), surely(5, 4)], axis=1)
    asked = np.array([[True, False], [False, False]])
    found = find_strengths(levels, asked, level=3, held=0.5)
    assert found == [(0, 1, 1.0), (1, 1, 1.0)]


def test_who_helps_is_above_who_lacks() -> None:
    lacking, helping = find_helpers(surely(1, 3, 4, 5), 0, 3, above=1, held=0.5)
    assert (lacking, helping) == ([0], [2, 3])


@given(CHANCES, st.integers(1, 5))
def test_coverage_counts_the_likeliest(chances: list[float], people: int) -> None:
    found = cover(np.array(chances), people, held=0.5)
    best = max(
        (sum(pick) for pick in itertools.combinations(chances, min(people, len(chances)))),
        default=0.0,
    )
    assert found.share == pytest.approx(best / people)
    assert found.held == sum(chance >= 0.5 for chance in chances)
    assert found.expected == pytest.approx(math.fsum(chances))


@given(CHANCES)
def test_the_count_interval_equals_enumeration(chances: list[float]) -> None:
    counts = [0.0] * (len(chances) + 1)
    for outcome in itertools.product((0, 1), repeat=len(chances)):
        share = math.prod(c if hit else 1 - c for c, hit in zip(chances, outcome, strict=True))
        counts[sum(outcome)] += share
    low, high = count_interval(np.array(chances))
    running = list(itertools.accumulate(counts))
    assert low == next(n for n, share in enumerate(running) if share >= 0.1 + 1e-9)
    assert high == next(n for n, share in enumerate(running) if share >= 0.9 - 1e-9)


def test_needs_nest_from_the_top_down() -> None:
    asked = [
        Asked("sql", 4, 0.2, 1, "data-engineer"),
        Asked("sql", 2, 0.1, 3, "analyst"),
        Asked("git", 2, 0.05, 3, "analyst"),
    ]
    found = {(item.skill, item.level): item for item in nest_needs(asked)}
    assert found["sql", 4].people == 1
    assert found["sql", 2].people == 4
    assert found["sql", 2].weight == pytest.approx(0.3)
    assert found["git", 2].source == "analyst"


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=1, max_size=5),
)
def test_seating_equals_brute_force(values: list[list[float]]) -> None:
    people = 4
    rows = [dict(enumerate(row)) for row in values]
    found = seat_people(rows, people)
    best = 0.0
    for order in itertools.permutations([*range(people), *[-1] * len(rows)], len(rows)):
        best = max(best, sum(row[who] for row, who in zip(rows, order, strict=True) if who >= 0))
    assert found.value == pytest.approx(best, abs=1e-5)
    assert found.bound == pytest.approx(found.value, abs=1e-5)
    seated = [who for who in found.seats if who >= 0]
    assert len(seated) == len(set(seated)) == min(people, len(rows))


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(0.01, 1)),
        max_size=9,
        unique_by=lambda item: item[:2],
    ),
    st.integers(1, 3),
)
def test_mentoring_pairs_equal_brute_force(
    items: list[tuple[int, int, float]], capacity: int
) -> None:
    pairs = [Pair(*item) for item in items if item[0] != item[1]]
    found = match_pairs(pairs, capacity=capacity)
    best = 0.0
    for picked in itertools.product((False, True), repeat=len(pairs)):
        chosen = [pair for pair, yes in zip(pairs, picked, strict=True) if yes]
        mentors = [pair.mentor for pair in chosen]
        mentees = [pair.mentee for pair in chosen]
        if len(set(mentees)) == len(mentees) and all(
            mentors.count(n) <= capacity for n in set(mentors)
        ):
            best = max(best, sum(pair.worth for pair in chosen))
    assert found.value == pytest.approx(best, abs=1e-6)
    assert found.bound == pytest.approx(found.value, abs=1e-6)


def test_chance_of_a_level_or_more() -> None:
    assert chance_of(np.array([0.1, 0.2, 0.3, 0.2, 0.1, 0.1]), 3) == pytest.approx(0.4)
