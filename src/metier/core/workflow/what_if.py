"""What if: set skills to levels and see stage, fits, readiness and hours move."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.way_records import Target
from metier.core.match.typical import at_exactly
from metier.core.workflow.answers import Json, describe_readiness, head
from metier.core.workflow.assess import Assessment, measure_readiness, with_levels
from metier.core.workflow.moves import measure_move, origin_of_person


class WhatIf(NamedTuple):
    """A person as they are, and as they would be."""

    before: Assessment
    after: Assessment
    levels: Mapping[str, int]


def suppose(framework: Framework, assessment: Assessment, levels: Mapping[str, int]) -> WhatIf:
    """Return what would be if these skills were at exactly these levels, and nothing else changed.

    Raises:
        UnknownIdError: There is no such skill.
        UsageError: A level lies outside 0 to 5.
    """
    for skill, level in levels.items():
        framework.skill(skill)
        if not 0 <= level <= 5:
            raise UsageError(f"{level} is no level.", code="usage", hint="Give 0 to 5.")
    proficiencies = at_exactly(framework, assessment.proficiencies, levels)
    after = with_levels(framework, assessment, proficiencies)
    after = after._replace(sufficient=assessment.sufficient or bool(levels))
    return WhatIf(assessment, after, dict(levels))


def describe_what_if(
    framework: Framework,
    found: WhatIf,
    targets: Sequence[Target],
    *,
    before: Mapping[Target, Json] | None = None,
) -> Json:
    """Return how stage and fits move, and readiness and hours for the targets.

    Args:
        framework: The framework.
        found: The person as they are and as they would be.
        targets: What they are held against.
        before: `measure_side` of the person as they are, where it is known already.
    """
    known = before or {}
    now, after = found.before, found.after
    then = {fit.role: fit for fit in after.fits}
    places = {fit.role: number for number, fit in enumerate(after.fits, start=1)}
    return {
        **head(framework, now.as_of),
        "levels": [
            {
                "skill": skill,
                "name": framework.skills[skill].name,
                "before": now.proficiencies.mean(skill),
                "after": level,
            }
            for skill, level in found.levels.items()
        ],
        "stage": {"before": now.stage.stage, "after": after.stage.stage},
        "fits": [
            {
                "role": fit.role,
                "name": framework.roles[fit.role].name,
                "before": fit.share,
                "after": then[fit.role].share,
                "place_before": number,
                "place_after": places[fit.role],
            }
            for number, fit in enumerate(now.fits, start=1)
        ],
        "targets": [
            {
                "role": target.role,
                "stage": target.stage,
                "before": known.get(target) or measure_side(framework, now, target),
                "after": measure_side(framework, after, target),
            }
            for target in targets
        ],
    }


def measure_side(framework: Framework, side: Assessment, target: Target) -> Json:
    """Return readiness, blockers and hours to a target of a person as they are or would be.

    Raises:
        UnknownIdError: No such role or stage.
    """
    readiness = measure_readiness(framework, side, target.role, target.stage)
    move = measure_move(framework, origin_of_person(framework, side), target)
    return {
        "readiness": describe_readiness(readiness),
        "blockers": readiness.blockers,
        "hours": move.reach.hours,
    }
