"""The hours from what a person has to what a target asks, without resources and activities."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Floats, Proficiencies
from metier.core.framework.types import Requirement
from metier.core.plan.optimize import PlanProblem, needed_for, select
from metier.core.plan.steps import list_steps


class Asked(NamedTuple):
    """What a target asks of one skill: row, weight, level, and its value at each level, (6,)."""

    row: int
    requirement: Requirement
    weight: float
    level: int
    worth: Floats


class Reach(NamedTuple):
    """The way to a target.

    Attributes:
        before: Readiness now, 0 to 1.
        hours: Least expected hours to the readiness from which one counts as ready, with what
            lifts every blocker; proven least.
        low: Its optimistic hours; `high` the pessimistic ones.
        whole: Expected hours to all that the target asks.
        steps: (skill, level, hours) of the least way, largest first.
        reached: Whether steps can reach that readiness at all.
    """

    before: float
    hours: float
    low: float
    high: float
    whole: float
    steps: tuple[tuple[str, int, float], ...]
    reached: bool


def measure_reach(
    framework: Framework, asked: Sequence[Asked], proficiencies: Proficiencies
) -> Reach:
    """Return the way from a person's levels to a target.

    Args:
        framework: The framework.
        asked: What the target asks; the weights sum to 1.
        proficiencies: The person's levels.
    """
    data = framework.data
    before = math.fsum(float(proficiencies.levels[item.row] @ item.worth) for item in asked)
    worth = {item.requirement.skill: (item.weight, item.level) for item in asked}
    steps = list_steps(framework, worth, proficiencies)
    blocked = {
        item.requirement.skill
        for item in asked
        if item.requirement.blocker
        and proficiencies.levels[item.row][item.level :].sum() < data.evidence.blocker
    }
    must = tuple(
        index
        for index, step in enumerate(steps)
        if step.skill in blocked and step.level <= worth[step.skill][1]
    )
    goal = data.planning.ready - before
    found = select(PlanProblem("least-hours", steps, goals=(goal,), must=must))
    chosen = found.steps if found else ()
    useful = [index for index, step in enumerate(steps) if step.gain > 0]
    gained = math.fsum(steps[index].gain for index in chosen)
    return Reach(
        before=before,
        hours=sum(steps[index].minutes for index in chosen) / 60,
        low=math.fsum(steps[index].spread[0] for index in chosen) / 60,
        high=math.fsum(steps[index].spread[1] for index in chosen) / 60,
        whole=sum(steps[index].minutes for index in needed_for(steps, useful)) / 60,
        steps=tuple(
            sorted(
                ((steps[i].skill, steps[i].level, steps[i].minutes / 60) for i in chosen),
                key=lambda item: (-item[2], item[0], item[1]),
            )
        ),
        reached=gained >= goal - 1e-9,
    )
