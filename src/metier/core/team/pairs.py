"""Mentoring pairs: a matching of greatest worth, in which everybody has only so much time.

One column for each pair; a mentor's pairs are at most their capacity, and of those who learn
each has at most so many mentors. The rows are those of a transportation problem, so the best
solution is whole (totally unimodular), and the solver proves it.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.program import Program

_SCALE = 1e6


class Pair(NamedTuple):
    """Somebody who could help somebody else; `worth` is above 0."""

    mentor: int
    mentee: int
    worth: float


class Matching(NamedTuple):
    """The chosen pairs, the sum of their worth, and what no matching can exceed."""

    pairs: tuple[Pair, ...]
    value: float
    bound: float


def match_pairs(pairs: Sequence[Pair], *, capacity: int, mentors: int = 1) -> Matching:
    """Return the matching of greatest worth.

    Args:
        pairs: The pairs that are possible; nobody mentors themselves.
        capacity: People whom one person mentors at most.
        mentors: Mentors that one person has at most.
    """
    program = Program()
    program.add_columns(len(pairs))
    rows: dict[tuple[str, int], list[tuple[int, float]]] = {}
    for number, pair in enumerate(pairs):
        rows.setdefault(("mentor", pair.mentor), []).append((number, 1.0))
        rows.setdefault(("mentee", pair.mentee), []).append((number, 1.0))
    for (kind, _), terms in rows.items():
        most = capacity if kind == "mentor" else mentors
        if len(terms) > most:
            program.add_row(terms, high=float(most))
    found = program.minimize((n, -pair.worth * _SCALE) for n, pair in enumerate(pairs))
    chosen = tuple(pairs[n] for n in sorted(found.taken)) if found else ()
    value = math.fsum(pair.worth for pair in chosen)
    bound = -found.bound / _SCALE if found else 0.0
    return Matching(chosen, value, value if bound <= value + 1e-6 else bound)
