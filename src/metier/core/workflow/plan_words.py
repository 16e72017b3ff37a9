"""Why a step is in a plan, in a sentence."""

from collections.abc import Collection, Sequence

from metier.core.framework.index import Framework
from metier.core.match.readiness import Readiness
from metier.core.plan.steps import Step


def served_by(steps: Sequence[Step], index: int, chosen: Collection[int]) -> list[Step]:
    """Return the chosen steps of other skills that need this one, the most useful first."""
    found = [
        steps[other]
        for other in chosen
        if index in steps[other].needs and steps[other].skill != steps[index].skill
    ]
    return sorted(found, key=lambda item: (-item.gain, item.skill))


def because(
    framework: Framework, step: Step, served: Sequence[Step], targets: Sequence[Readiness]
) -> str:
    """Return one sentence that says why a step is there."""
    reasons = []
    for one in targets:
        for item in one.contributions:
            if item.skill == step.skill and step.level <= item.target:
                role = framework.role(one.role).name
                reasons.append(
                    f"{role} asks for level {item.target}, {item.weight:.1%} of the whole"
                )
    if served:
        name = framework.skills[served[0].skill].name
        others = f" and {len(served) - 1} more need it" if len(served) > 1 else " needs it"
        reasons.append(f"{name} at level {served[0].level}{others}")
    if not reasons:
        reasons.append("the next level of the same skill needs it")
    text = "; ".join(reasons)
    return text[0].upper() + text[1:] + "."
