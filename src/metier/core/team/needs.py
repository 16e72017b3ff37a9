"""How far a team has what it needs, and who fills which seat."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from metier.core.framework.proficiency import Floats
from metier.core.program import Program

_SCALE = 1e6
_LOW, _HIGH = 0.1, 0.9


class Coverage(NamedTuple):
    """How far one need is covered.

    Attributes:
        share: Mean chance, over the seats, that the person in it has the level, when the likeliest
            people sit there; 0 to 1. A seat without a person counts 0.
        held: People who count as having it.
        expected: Expected number of people who have it.
        low: Number that is reached in nine cases of ten; `high` is not passed in nine of ten.
        people: Indexes of the likeliest, one for each seat.
    """

    share: float
    held: int
    expected: float
    low: int
    high: int
    people: tuple[int, ...]


def cover(chances: Floats, people: int, *, held: float) -> Coverage:
    """Return how far a need for `people` is covered.

    Args:
        chances: P(level or more) of each person.
        people: How many should have it, at least 1.
        held: Probability from which somebody counts as having it.
    """
    order = np.argsort(-chances, kind="stable")[:people]
    low, high = count_interval(chances)
    return Coverage(
        share=math.fsum(chances[order].tolist()) / people,
        held=int((chances >= held - 1e-9).sum()),
        expected=math.fsum(chances.tolist()),
        low=low,
        high=high,
        people=tuple(int(n) for n in order),
    )


def count_interval(chances: Floats) -> tuple[int, int]:
    """Return the 80% interval of how many of independent events happen (Poisson binomial)."""
    counts = np.zeros(len(chances) + 1)
    counts[0] = 1.0
    for number, chance in enumerate(chances.tolist(), start=1):
        counts[1 : number + 1] = counts[1 : number + 1] * (1 - chance) + counts[:number] * chance
        counts[0] *= 1 - chance
    running = np.cumsum(counts)
    return int((running < _LOW + 1e-9).sum()), int((running < _HIGH - 1e-9).sum())


class Asked(NamedTuple):
    """What `people` in a role each ask of a skill."""

    skill: str
    level: int
    weight: float
    people: int
    source: str


class Nested(NamedTuple):
    """A need that follows from roles: whoever is at a higher level fills it as well."""

    skill: str
    level: int
    people: int
    weight: float
    source: str


def nest_needs(asked: Iterable[Asked]) -> list[Nested]:
    """Return what roles ask together: for each skill and level, how many need at least that.

    Somebody at level 4 also fills a need for level 3, so the numbers add up from the top down.
    """
    by_skill: dict[str, list[Asked]] = {}
    for item in asked:
        by_skill.setdefault(item.skill, []).append(item)
    found = []
    for skill, items in by_skill.items():
        for level in sorted({item.level for item in items}, reverse=True):
            here = [item for item in items if item.level == level]
            sources = dict.fromkeys(item.source for item in here)
            found.append(
                Nested(
                    skill=skill,
                    level=level,
                    people=sum(item.people for item in items if item.level >= level),
                    weight=math.fsum(item.weight * item.people for item in here),
                    source=", ".join(sources),
                )
            )
    return sorted(found, key=lambda item: (-item.weight, item.skill, item.level))


class Seating(NamedTuple):
    """Who sits where, best for all together.

    Attributes:
        seats: For each seat the index of the person, or -1 where nobody is left.
        value: Sum of the readiness; no seating has a higher one than `bound`.
    """

    seats: tuple[int, ...]
    value: float
    bound: float


def seat_people(readiness: Sequence[Mapping[int, float]], people: int) -> Seating:
    """Return who sits in which seat so that readiness sums highest; each person sits once.

    Seats with the same readiness of the same people are one kind, so that a column stands for a
    kind and a person; those of a kind go to its people by readiness, highest first.

    Args:
        readiness: For each seat, the readiness of each person who may sit there.
        people: How many people there are.
    """
    kinds: dict[int, list[int]] = {}
    for seat, row in enumerate(readiness):
        kinds.setdefault(id(row), []).append(seat)
    groups = list(kinds.values())
    pairs = [
        (group, who, value)
        for group, seats in enumerate(groups)
        for who, value in readiness[seats[0]].items()
    ]
    by_group: list[list[tuple[int, float]]] = [[] for _ in groups]
    by_person: list[list[tuple[int, float]]] = [[] for _ in range(people)]
    for number, (group, who, _) in enumerate(pairs):
        by_group[group].append((number, 1.0))
        by_person[who].append((number, 1.0))
    program = Program()
    program.add_columns(len(pairs))
    for seats, terms in zip(groups, by_group, strict=True):
        program.add_row(terms, high=float(len(seats)))
    for terms in by_person:
        if len(terms) > 1:
            program.add_row(terms, high=1.0)
    found = program.minimize((n, -pair[2] * _SCALE - 1) for n, pair in enumerate(pairs))
    taken = sorted(found.taken, key=lambda n: (-pairs[n][2], n)) if found else []
    open_seats = [list(reversed(seats)) for seats in groups]
    seated = [-1] * len(readiness)
    for number in taken:
        seated[open_seats[pairs[number][0]].pop()] = pairs[number][1]
    value = math.fsum(pairs[number][2] for number in taken)
    bound = -(found.bound + len(taken)) / _SCALE if found else 0.0
    return Seating(tuple(seated), value, value if bound <= value + 1e-6 else bound)
