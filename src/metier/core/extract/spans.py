"""Which of overlapping spans hold."""

import numpy as np

from metier.core.extract.arrays import Array

_ROUNDS = 8


def expand_ranges(first: Array, last: Array) -> tuple[Array, Array]:
    """Return every number of the ranges, and the index of the range that it comes from."""
    sizes = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(first)), sizes)
    offset = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return first[owner] + offset, owner


def choose_longest(first: Array, last: Array, length: Array, weight: Array, size: int) -> Array:
    """Return indexes of spans that do not overlap, in order: the longest first, then the earliest.

    Args:
        first: First token of each span.
        last: The token behind its last.
        length: Its length in characters.
        weight: Of equal spans the one of the greatest weight holds.
        size: Number of tokens in the text.
    """
    order = np.lexsort((-weight, first, -length))
    token, hit = expand_ranges(first[order], last[order])
    won = np.zeros(len(order), dtype=bool)
    alive = np.ones(len(order), dtype=bool)
    taken = np.zeros(size, dtype=bool)
    owner = np.empty(size, dtype=np.int64)
    for _ in range(_ROUNDS):
        if not len(hit):
            break
        owner[token[::-1]] = hit[::-1]  # the best is written last
        beaten = np.bincount(hit[owner[token] != hit], minlength=len(order)) > 0
        wins = alive & ~beaten
        won |= wins
        taken[token[wins[hit]]] = True
        blocked = np.bincount(hit[taken[token]], minlength=len(order)) > 0
        alive &= ~blocked
        keep = alive[hit]
        token, hit = token[keep], hit[keep]
    _finish(won, alive, taken, first[order], last[order])
    chosen = order[won]
    return chosen[np.argsort(first[chosen], kind="stable")]


def _finish(won: Array, alive: Array, taken: Array, first: Array, last: Array) -> None:
    """Decide one by one what long chains of overlaps have left open."""
    for index in np.flatnonzero(alive).tolist():
        span = slice(int(first[index]), int(last[index]))
        if not taken[span].any():
            taken[span] = True
            won[index] = True
