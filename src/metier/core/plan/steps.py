"""The steps that lead to a target: each raises one skill by one level."""

from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies


class Step(NamedTuple):
    """Raising a skill to `level` from the level below.

    Attributes:
        gain: Expected readiness it adds, 0 to 1; 0 for what only others need.
        minutes: Expected time, whole minutes, at least 1: P(level below) * likely hours.
        spread: Optimistic and pessimistic minutes, likewise expected.
        needs: Indexes of the steps that come before it.
    """

    skill: str
    level: int
    gain: float
    minutes: int
    spread: tuple[float, float]
    needs: tuple[int, ...]


def list_steps(
    framework: Framework, worth: dict[str, tuple[float, int]], proficiencies: Proficiencies
) -> list[Step]:
    """Return the steps toward a target and everything that they need, in index order.

    Args:
        framework: The framework.
        worth: For each skill asked, its weight in the readiness and its target level.
        proficiencies: The person's levels. A level with P >= `held` takes no step, and a
            prerequisite at such a level holds already.
    """
    held = framework.data.evidence.held
    wanted = [
        (skill, level)
        for skill, (_, target) in worth.items()
        for level in range(1, target + 1)
        if proficiencies.at_least(skill, level) < held
    ]
    needs: dict[tuple[str, int], list[tuple[str, int]]] = {}
    queue = list(wanted)
    while queue:
        step = queue.pop()
        if step in needs:
            continue
        needs[step] = _needs(framework, step, proficiencies, held)
        queue.extend(needs[step])
    order = sorted(needs)
    place = {step: index for index, step in enumerate(order)}
    steps = []
    for skill, level in order:
        missing = 1 - proficiencies.at_least(skill, level)
        weight, target = worth.get(skill, (0.0, 0))
        gain = weight / target * missing if target and level <= target else 0.0
        low, likely, high = framework.skills[skill].effort[level]
        steps.append(
            Step(
                skill=skill,
                level=level,
                gain=gain,
                minutes=max(1, round(60 * missing * likely)),
                spread=(60 * missing * low, 60 * missing * high),
                needs=tuple(sorted(place[need] for need in needs[skill, level])),
            )
        )
    return steps


def _needs(
    framework: Framework, step: tuple[str, int], proficiencies: Proficiencies, held: float
) -> list[tuple[str, int]]:
    skill, level = step
    asked = [(skill, level - 1)] if level > 1 else []
    asked += [
        (need.skill, need.level) for need in framework.skills[skill].prerequisites.get(level, ())
    ]
    return [item for item in asked if proficiencies.at_least(*item) < held]
