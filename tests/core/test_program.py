"""Integer programs: shares between 0 and 1, a gap with its bound, an offset, a start."""

import itertools
import random

import pytest

from metier.core.program import Program


def knapsack(seed: int, count: int = 12) -> tuple[Program, list[tuple[int, float]], float]:
    """A knapsack, its costs, and the least cost by enumeration."""
    rng = random.Random(seed)
    weights = [rng.randint(1, 20) for _ in range(count)]
    worth = [rng.random() for _ in range(count)]
    room = sum(weights) // 2
    program = Program()
    program.add_columns(count)
    program.add_row(((n, float(weight)) for n, weight in enumerate(weights)), high=float(room))
    best = max(
        sum(v for v, yes in zip(worth, picked, strict=True) if yes)
        for picked in itertools.product((0, 1), repeat=count)
        if sum(w for w, yes in zip(weights, picked, strict=True) if yes) <= room
    )
    return program, [(n, -value) for n, value in enumerate(worth)], -best


@pytest.mark.parametrize("seed", range(10))
def test_least_cost_and_bound(seed: int) -> None:
    program, costs, least = knapsack(seed)
    found = program.minimize(costs)
    assert found is not None
    assert found.bound == pytest.approx(least, abs=1e-6)
    assert sum(cost for n, cost in costs if n in found.taken) == pytest.approx(least, abs=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_a_gap_never_hides_more_than_it_says(seed: int) -> None:
    program, costs, least = knapsack(seed)
    found = program.minimize(costs, gap=0.1)
    assert found is not None
    reached = sum(cost for n, cost in costs if n in found.taken)
    assert found.bound - 1e-6 <= least <= reached + 1e-9
    assert reached <= found.bound * 0.9 + 1e-6


def test_an_offset_moves_cost_and_bound() -> None:
    program, costs, least = knapsack(1)
    found = program.minimize(costs, offset=5.0)
    assert found is not None
    assert found.bound == pytest.approx(least + 5.0, abs=1e-6)


def test_a_share_may_be_taken_in_part() -> None:
    program = Program()
    whole, share = program.add_columns(), program.add_share(high=2.0)
    program.add_row([(whole, 2.0), (share, 1.0)], high=1.5)
    found = program.minimize([(whole, -1.0), (share, -1.0)])
    assert found is not None
    assert found.values == pytest.approx((0.0, 1.5))


def test_a_start_is_no_limit() -> None:
    program, costs, least = knapsack(3)
    found = program.minimize(costs, start=[0.0] * program.width)
    assert found is not None
    assert found.bound == pytest.approx(least, abs=1e-6)


def test_no_solution_is_none() -> None:
    program = Program()
    column = program.add_columns()
    program.add_row([(column, 1.0)], low=2.0)
    assert program.minimize([(column, 1.0)]) is None
