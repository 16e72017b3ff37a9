"""What people of a role at a stage, or of a background, can be taken to have."""

from collections.abc import Iterable, Mapping

import numpy as np

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Floats, Ledger, Proficiencies
from metier.core.framework.types import MAX_LEVEL


def typical_levels(framework: Framework, role_id: str, stage: str) -> dict[str, int]:
    """Return the least level in each skill of somebody who has what a role asks at a stage.

    What the role asks, and everything that has to come before it.

    Raises:
        UnknownIdError: No such role or stage.
    """
    role = framework.role(role_id)
    framework.stage(stage)
    asked = ((item.skill, item.levels.at(stage)) for item in role.requirements)
    return with_prerequisites(framework, asked)


def with_prerequisites(framework: Framework, levels: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the least level in each skill that these levels and their prerequisites suppose."""
    found: dict[str, int] = {}
    waiting = [(skill, level) for skill, level in levels if level > 0]
    while waiting:
        skill, level = waiting.pop()
        before = found.get(skill, 0)
        if level <= before:
            continue
        found[skill] = level
        for reached in range(before + 1, level + 1):
            needs = framework.skills[skill].prerequisites.get(reached, ())
            waiting += [(need.skill, need.level) for need in needs]
    return found


def at_least(
    framework: Framework, proficiencies: Proficiencies, levels: Mapping[str, int]
) -> Proficiencies:
    """Return the distributions given that the person has at least these levels.

    Every distribution is conditioned on it; one that excludes the level becomes the level.
    """
    changed: Floats = proficiencies.levels.copy()
    ledgers = list(proficiencies.ledgers)
    for skill, level in levels.items():
        row = framework.rows[skill]
        changed[row] = given_at_least(changed[row], level)
        ledgers[row] = ledgers[row]._replace(rated=level)
    return Proficiencies(proficiencies.skills, changed, ledgers)


def at_exactly(
    framework: Framework, proficiencies: Proficiencies, levels: Mapping[str, int]
) -> Proficiencies:
    """Return the distributions with these skills at exactly these levels."""
    changed: Floats = proficiencies.levels.copy()
    ledgers = list(proficiencies.ledgers)
    for skill, level in levels.items():
        row = framework.rows[skill]
        changed[row] = np.eye(MAX_LEVEL + 1)[level]
        ledgers[row] = Ledger((), (), (), level, False, "", float(level))
    return Proficiencies(proficiencies.skills, changed, ledgers)


def given_at_least(distribution: Floats, level: int) -> Floats:
    """Return six probabilities conditioned on `level` or more."""
    kept = np.where(np.arange(MAX_LEVEL + 1) >= level, distribution, 0.0)
    total = kept.sum()
    if total <= 0:
        result: Floats = np.eye(MAX_LEVEL + 1)[level]
        return result
    return np.asarray(kept / total)
