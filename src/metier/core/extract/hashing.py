"""Exact look-up of many 64-bit keys at once."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array

_MIX = np.uint64(0x9E3779B97F4A7C15)
_BASE = 0xD6E8FEB86659FD93
_MODULUS = 1 << 64
_INVERSE = pow(_BASE, -1, _MODULUS)


class KeyIndex:
    """Keys and their values: sorted by mixed key, entered by the key's upper bits."""

    def __init__(self, keys: Array, values: Array) -> None:
        """Keep distinct uint64 `keys` with non-negative int32 `values`."""
        mixed = keys.astype(np.uint64) * _MIX
        order = np.argsort(mixed)
        bits = max(4, len(keys).bit_length() + 2)
        self._shift = np.uint64(64 - bits)
        buckets = (mixed[order] >> self._shift).astype(np.int64)
        counts = np.bincount(buckets, minlength=1 << bits)
        self._first = (np.cumsum(counts) - counts).astype(np.int32)
        self._first[counts == 0] = -1
        self._deepest = int(counts.max(initial=0))
        pad = np.zeros(self._deepest + 1, dtype=np.uint64)
        self._keys = np.concatenate([mixed[order], pad])
        self._values = np.concatenate([values[order], np.full(len(pad), -1)]).astype(np.int32)

    def find(self, keys: Array) -> Array:
        """Return the value of each of the uint64 `keys`, -1 where there is none."""
        mixed = keys * _MIX
        place = self._first[(mixed >> self._shift).astype(np.int64)]
        found = np.full(len(keys), -1, dtype=np.int32)
        open_ = np.flatnonzero(place >= 0)
        place, mixed = place[open_], mixed[open_]
        for _ in range(self._deepest):
            hit = self._keys[place] == mixed
            found[open_[hit]] = self._values[place[hit]]
            left = ~hit
            open_, place, mixed = open_[left], place[left] + 1, mixed[left]
        return found


@lru_cache(maxsize=16)
def _powers(size: int) -> tuple[Array, Array]:
    with np.errstate(over="ignore"):
        up = np.full(size, np.uint64(_BASE)).cumprod(dtype=np.uint64)
        down = np.full(size, np.uint64(_INVERSE)).cumprod(dtype=np.uint64)
    return up, down


class Sums(NamedTuple):
    """Running sums of characters times powers of the base, and the powers that undo them."""

    total: Array
    down: Array


def hash_sums(codes: Array) -> Sums:
    """Return what `hash_spans` needs of some code points; worth keeping for several calls."""
    up, down = _powers(1 << max(10, len(codes).bit_length()))
    total = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * up[: len(codes)], out=total[1:])
    return Sums(total, down)


def hash_spans(sums: Sums, start: Array, end: Array) -> Array:
    """Return a 64-bit hash of the characters from each start to each end.

    It is a polynomial modulo 2^64: equal spans have equal hashes wherever they stand (Karp and
    Rabin, IBM Journal of Research and Development 31, 1987).
    """
    return (sums.total[end] - sums.total[start]) * sums.down[start]


def hash_short(codes: Array, start: Array, end: Array) -> Array:
    """Return what `hash_spans` does, for few and short spans of a long text."""
    size = int((end - start).max(initial=0))
    powers = _powers(1 << max(10, size.bit_length()))[0][:size]
    total = np.zeros(len(start), dtype=np.uint64)
    weight = np.concatenate([np.ones(1, dtype=np.uint64), powers])
    for number in range(size):
        open_ = np.flatnonzero(start + number < end)
        total[open_] += codes[start[open_] + number] * weight[number]
    return total
