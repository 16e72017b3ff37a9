"""What a target asks beyond a person's profile, in the order of what it would bring."""

from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.match.readiness import Readiness


class GapItem(NamedTuple):
    """A requirement that is not yet held.

    Attributes:
        target: Level asked for.
        expected: Mean level of the person.
        likely: The level that is held with probability one half or more.
        missing: Weight that reaching the target would add to the readiness, 0 to 1.
        hours: Expected hours to the target, without prerequisites outside of it.
    """

    skill: str
    target: int
    expected: float
    likely: int
    missing: float
    hours: float


def list_gaps(
    framework: Framework, readiness: Readiness, proficiencies: Proficiencies
) -> tuple[GapItem, ...]:
    """Return the requirements whose target is not held, largest loss first."""
    held = framework.data.evidence.held
    gaps = []
    for item in readiness.contributions:
        if item.chance >= held:
            continue
        skill = framework.skills[item.skill]
        levels = range(1, item.target + 1)
        hours = sum(
            (1 - proficiencies.at_least(item.skill, level)) * skill.effort[level][1]
            for level in levels
        )
        likely = max(
            (n for n in levels if proficiencies.at_least(item.skill, n) >= held), default=0
        )
        gaps.append(
            GapItem(item.skill, item.target, item.expected, likely, item.weight - item.share, hours)
        )
    return tuple(sorted(gaps, key=lambda gap: -gap.missing))
