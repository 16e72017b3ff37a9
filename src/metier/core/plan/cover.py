"""The projects that evidence most of what is missing in the fewest hours: a covering problem.

A skill counts once, by the chosen project that covers the largest share of it. Solved exactly as
an integer program: one column for a project, one for each share of a skill that a project covers,
taken only with the project, and of each skill's shares at most one.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from metier.core.program import Program

_SCALE = 1e6
_SLACK = 1e-9


class Offer(NamedTuple):
    """A project that can be chosen.

    Attributes:
        id: Id of the project.
        minutes: Likely time, whole minutes.
        shares: For each missing skill that it evidences, the share of the way that it covers,
            above 0 and at most 1.
    """

    id: str
    minutes: int
    shares: Mapping[str, float]


class Cover(NamedTuple):
    """A chosen set of projects.

    Attributes:
        chosen: Indexes of the offers, in index order.
        covered: Weight of what they cover.
        minutes: Their time.
        value: The objective: weight covered, or minutes.
        bound: No set does better than this; equal to `value` when that is proven.
    """

    chosen: tuple[int, ...]
    covered: float
    minutes: int
    value: float
    bound: float


def cover_most(offers: Sequence[Offer], weights: Mapping[str, float], minutes: int) -> Cover:
    """Return the set that covers the largest weight within `minutes`, and of such the shortest.

    Args:
        offers: The projects there are.
        weights: What covering each missing skill in full is worth, above 0.
        minutes: The most time, 0 or more.
    """
    program, parts = _program(offers, weights)
    times = [(index, float(offer.minutes)) for index, offer in enumerate(offers)]
    program.add_row(times, high=float(minutes))
    first = program.minimize((column, -worth) for column, worth in parts)
    if first is None or not parts:
        return Cover((), 0.0, 0, 0.0, 0.0)
    chosen = _projects(first.taken, len(offers))
    value = covered_by(offers, weights, chosen)
    bound = -first.bound / _SCALE
    program.add_row(parts, low=value * _SCALE * (1 - 1e-12) - 1e-6)
    lean = program.minimize(times)
    if lean is not None:
        shorter = _projects(lean.taken, len(offers))
        if covered_by(offers, weights, shorter) >= value - _SLACK:
            chosen = shorter
    chosen = _drop_idle(offers, weights, chosen)
    value = covered_by(offers, weights, chosen)
    total = sum(offers[index].minutes for index in chosen)
    return Cover(chosen, value, total, value, value if bound <= value + _SLACK else bound)


def cover_all(offers: Sequence[Offer], weights: Mapping[str, float]) -> Cover:
    """Return the shortest set that covers of each skill as much as any of the projects can."""
    best: dict[str, float] = {}
    for offer in offers:
        for skill, share in offer.shares.items():
            if weights.get(skill, 0.0) > 0:
                best[skill] = max(best.get(skill, 0.0), share)
    program = Program()
    program.add_columns(len(offers))
    for skill, share in sorted(best.items()):
        able = [
            (index, 1.0)
            for index, offer in enumerate(offers)
            if offer.shares.get(skill, 0.0) >= share - _SLACK
        ]
        program.add_row(able, low=1.0)
    found = program.minimize((i, float(offer.minutes)) for i, offer in enumerate(offers))
    if found is None or not best:
        return Cover((), 0.0, 0, 0.0, 0.0)
    chosen = _projects(found.taken, len(offers))
    minutes = sum(offers[index].minutes for index in chosen)
    proven = found.bound > minutes - 1 + 1e-6
    bound = float(minutes) if proven else math.ceil(found.bound - 1e-6)
    return Cover(chosen, covered_by(offers, weights, chosen), minutes, float(minutes), bound)


def covered_by(
    offers: Sequence[Offer], weights: Mapping[str, float], chosen: Iterable[int]
) -> float:
    """Return the weight that a set of projects covers."""
    best = best_shares(offers, chosen)
    return math.fsum(weights.get(skill, 0.0) * share for skill, share in best.items())


def best_shares(offers: Sequence[Offer], chosen: Iterable[int]) -> dict[str, float]:
    """Return the largest share of each skill that a set of projects covers."""
    best: dict[str, float] = {}
    for index in chosen:
        for skill, share in offers[index].shares.items():
            best[skill] = max(best.get(skill, 0.0), share)
    return best


def _program(
    offers: Sequence[Offer], weights: Mapping[str, float]
) -> tuple[Program, list[tuple[int, float]]]:
    """Return the program without a limit of time, and its parts: column and worth."""
    program = Program()
    program.add_columns(len(offers))
    of_skill: dict[str, list[tuple[int, float]]] = {}
    parts: list[tuple[int, float]] = []
    for index, offer in enumerate(offers):
        for skill, share in sorted(offer.shares.items()):
            worth = weights.get(skill, 0.0) * share
            if worth > 0:
                column = program.add_columns()
                program.add_needs([(column, index)])
                of_skill.setdefault(skill, []).append((column, 1.0))
                parts.append((column, worth * _SCALE))
    for columns in of_skill.values():
        program.add_row(columns, high=1.0)
    return program, parts


def _projects(taken: Iterable[int], count: int) -> tuple[int, ...]:
    return tuple(sorted(column for column in taken if column < count))


def _drop_idle(
    offers: Sequence[Offer], weights: Mapping[str, float], chosen: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the set without projects that add nothing; they would cost no time."""
    value = covered_by(offers, weights, chosen)
    for index in chosen:
        rest = tuple(item for item in chosen if item != index)
        if covered_by(offers, weights, rest) >= value - _SLACK:
            return _drop_idle(offers, weights, rest)
    return chosen
