"""Names that share a word: "supervised and unsupervised learning", "data cleaning and analysis"."""

from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.lexicon import NODE_BITS, Lexicon
from metier.core.extract.scan import Scan
from metier.core.extract.spans import expand_ranges

_JOINS = 2
_MEMBERS = 4


class Shared(NamedTuple):
    """Words that name a skill with a word borrowed from a name beside them."""

    first: Array
    last: Array
    skill: Array


def find_elliptical(
    lexicon: Lexicon, scan: Scan, first: Array, last: Array, skill: Array
) -> Shared:
    """Return the single words that borrow the last or first word of a name beside them.

    Args:
        lexicon: Whose plain spellings the completed names must be.
        scan: The texts.
        first: First token of each name that holds, in order.
        last: The token behind its last.
        skill: The skill that it names; a word that would name the same one is part of it.
    """
    taken = np.zeros(len(scan.words) + 1, dtype=bool)
    taken[expand_ranges(first, last)[0]] = True
    several = last - first > 1
    first, last, skill = first[several], last[several], skill[several]
    lenders = np.column_stack([scan.words[last - 1], skill])
    before = _share(lexicon, scan, taken, first - 1, lenders, step=-1)
    taken[before.first] = True
    lenders = np.column_stack([scan.words[first], skill])
    behind = _share(lexicon, scan, taken, last, lenders, step=1)
    return Shared(*(np.concatenate(pair) for pair in zip(before, behind, strict=True)))


def _share(
    lexicon: Lexicon, scan: Scan, taken: Array, place: Array, lenders: Array, *, step: int
) -> Shared:
    """Return the members of lists that begin at `place` and go on by `step`, one word each.

    `lenders` holds by row the word that they borrow and the skill of the name that lends it.
    """
    size = len(scan.words)
    found: list[Shared] = []
    for _ in range(_MEMBERS):
        joined = np.zeros(len(place), dtype=np.int64)
        for _ in range(_JOINS):
            inside = (place >= 0) & (place < size)
            is_join = inside & lexicon.tables.joins[scan.words[np.clip(place, 0, size - 1)]]
            joined += is_join
            place = place + step * is_join
        keep = (joined > 0) & (place >= 0) & (place < size)
        keep[keep] &= ~taken[place[keep]] & (scan.words[place[keep]] > 0)
        place, lenders = place[keep], lenders[keep]
        pair = (scan.words[place], lenders[:, 0])
        skill = _skill_of(lexicon, *(pair if step < 0 else pair[::-1]))
        keep = (skill >= 0) & (skill != lenders[:, 1])
        place, lenders = place[keep], lenders[keep]
        found.append(Shared(place, place + 1, skill[keep]))
        place = place + step
        if not len(place):
            break
    first, last, skill = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(first, kind="stable")
    first, last, skill = first[order], last[order], skill[order]
    new = np.concatenate([[True], first[1:] != first[:-1]])[: len(first)]
    return Shared(first[new], last[new], skill[new])


def _skill_of(lexicon: Lexicon, one: Array, two: Array) -> Array:
    """Return the skill that two words name without needing a rule, or -1."""
    tables = lexicon.tables
    node = tables.roots[one]
    skill = np.full(len(one), -1, dtype=np.int64)
    inner = np.flatnonzero(node >= 0)
    keys = (node[inner].astype(np.uint64) << np.uint64(NODE_BITS)) | two[inner].astype(np.uint64)
    node = lexicon.edges.find(keys)
    inner, node = inner[node >= 0], node[node >= 0]
    out, owner = expand_ranges(tables.out_start[node], tables.out_start[node + 1])
    pattern = tables.outs[out]
    plain = pattern < lexicon.patterns
    pattern, owner = pattern[plain], owner[plain]
    plain = (tables.near[pattern] < 0) & (tables.exact[pattern] < 0)
    skill[inner[owner[plain]]] = tables.skill[pattern[plain]]
    return skill
