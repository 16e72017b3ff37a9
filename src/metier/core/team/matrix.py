"""People by skills: what to expect, between which levels, and who holds what.

All arrays are over people and skills; the last axis holds the probabilities of levels 0 to 5.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metier.core.framework.proficiency import Floats
from metier.core.framework.types import LEVELS

Bools = NDArray[np.bool_]
_LOW, _HIGH = 0.1, 0.9
_SLACK = 1e-9


class Cells(NamedTuple):
    """What the matrix shows: shape (people, skills) each.

    Attributes:
        expected: Mean level, 0 to 5.
        low: Level that is reached or passed in nine cases of ten.
        high: Level that is not passed in nine cases of ten.
    """

    expected: Floats
    low: NDArray[np.int64]
    high: NDArray[np.int64]


def summarize(levels: Floats) -> Cells:
    """Return mean and 80% interval of level distributions, shape (people, skills, 6)."""
    running = np.cumsum(levels, axis=-1)
    return Cells(
        expected=np.asarray(levels @ np.array(LEVELS, dtype=np.float64)),
        low=(running < _LOW + _SLACK).sum(axis=-1),
        high=(running < _HIGH - _SLACK).sum(axis=-1),
    )


def chance_of(levels: Floats, level: int) -> Floats:
    """Return P(level or more); the last axis of `levels` is dropped."""
    found: Floats = levels[..., level:].sum(axis=-1)
    return found


class SinglePoint(NamedTuple):
    """A skill at a level that one person holds alone, or nobody.

    Attributes:
        skill: Index of the skill.
        person: Index of the one who holds it, or -1 for nobody.
        chance: Probability that this person has the level; of the likeliest where nobody holds it.
        next: Index of the next likeliest person, or -1; `next_chance` is their probability.
    """

    skill: int
    level: int
    person: int
    chance: float
    next: int
    next_chance: float


def find_single_points(
    levels: Floats, wanted: Sequence[tuple[int, int]], *, held: float, empty: bool = True
) -> list[SinglePoint]:
    """Return the skills at levels that fewer than two people hold.

    Args:
        levels: Shape (people, skills, 6).
        wanted: (index of the skill, level) to look at.
        held: Probability from which somebody holds a level.
        empty: Also tell those that nobody holds.
    """
    people = levels.shape[0]
    found = []
    for skill, level in wanted:
        chances = chance_of(levels[:, skill], level)
        count = int((chances >= held - _SLACK).sum())
        if count > 1 or (count == 0 and not empty) or not people:
            continue
        order = np.argsort(-chances, kind="stable")
        second = int(order[1]) if people > 1 else -1
        found.append(
            SinglePoint(
                skill=skill,
                level=level,
                person=int(order[0]) if count else -1,
                chance=float(chances[order[0]]),
                next=second if count else int(order[0]),
                next_chance=float(chances[second if count else order[0]]) if people > 1 else 0.0,
            )
        )
    return found


def find_strengths(
    levels: Floats, asked: Bools, *, level: int, held: float
) -> list[tuple[int, int, float]]:
    """Return (person, skill, chance) of what people hold and their own role does not ask.

    Args:
        levels: Shape (people, skills, 6).
        asked: Whether a person's own role asks for a skill, shape (people, skills).
        level: Level from which it is a strength.
        held: Probability from which somebody holds it.
    """
    chances = chance_of(levels, level)
    people, skills = np.nonzero((chances >= held - _SLACK) & ~asked)
    found = [
        (int(person), int(skill), float(chances[person, skill]))
        for person, skill in zip(people, skills, strict=True)
    ]
    return sorted(found, key=lambda item: (item[0], -item[2], item[1]))


def find_helpers(
    levels: Floats, skill: int, level: int, *, above: int, held: float
) -> tuple[list[int], list[int]]:
    """Return who lacks a level of a skill, and who could help: they hold `above` levels more.

    Args:
        levels: Shape (people, skills, 6).
        skill: Index of the skill.
        level: Level that is lacked where P(level or more) is below `held`.
        above: Levels that who helps has above it, as far as there are levels.
        held: Probability from which somebody holds a level.

    Returns:
        Indexes of people, those with the largest chance first in both.
    """
    own = chance_of(levels[:, skill], level)
    strong = chance_of(levels[:, skill], min(level + above, len(LEVELS) - 1))
    lacking = [int(n) for n in np.argsort(-own, kind="stable") if own[n] < held - _SLACK]
    helping = [int(n) for n in np.argsort(-strong, kind="stable") if strong[n] >= held - _SLACK]
    return lacking, helping
