"""Of overlapping spans the longest hold."""

import hypothesis.strategies as st
import numpy as np
from hypothesis import given, settings

from metier.core.extract.spans import choose_longest, expand_ranges

SIZE = 40
spans = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(1, 6), st.integers(1, 3)).map(
        lambda item: (item[0], min(SIZE, item[0] + item[1]), item[2])
    ),
    max_size=60,
)


def greedy(items: list[tuple[int, int, int]]) -> list[int]:
    """Choose one by one: longest, then earliest, then heaviest."""
    order = sorted(
        range(len(items)),
        key=lambda n: (items[n][0] - items[n][1], items[n][0], -items[n][2], n),
    )
    taken: set[int] = set()
    chosen = []
    for index in order:
        covered = set(range(items[index][0], items[index][1]))
        if not covered & taken:
            taken |= covered
            chosen.append(index)
    return sorted(chosen, key=lambda n: items[n][0])


def choose(items: list[tuple[int, int, int]]) -> list[int]:
    first, last, weight = np.array(items, dtype=np.int64).reshape(-1, 3).T
    return choose_longest(first, last, last - first, weight, SIZE * 60).tolist()


@settings(max_examples=500, deadline=None, database=None)
@given(items=spans)
def test_the_choice_is_that_of_going_one_by_one(items: list[tuple[int, int, int]]) -> None:
    assert choose(items) == greedy(items)


def test_a_long_chain_of_overlaps_is_decided_too() -> None:
    chain = [(start, start + 2, 1) for start in range(1_000)]

    assert choose(chain) == list(range(0, 1_000, 2))


def test_ranges_are_expanded_in_order() -> None:
    number, owner = expand_ranges(np.array([3, 7, 9]), np.array([5, 7, 10]))

    assert number.tolist() == [3, 4, 9]
    assert owner.tolist() == [0, 0, 2]
