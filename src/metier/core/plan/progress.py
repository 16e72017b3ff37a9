"""What a person reports of a plan: what is done, and how quick they are."""

import math
from collections.abc import Sequence

from metier.core.framework.index import Framework
from metier.core.framework.records import ActivityLog, Progress
from metier.core.plan.steps import Done

_LEAST, _MOST = 0.25, 4.0


def read_progress(framework: Framework, progress: Sequence[Progress]) -> Done:
    """Return the part of each step that is done, and the person's speed.

    The latest report of a step counts; a step at a level covers those below it.
    """
    shares: dict[tuple[str, int], float] = {}
    hours: dict[tuple[str, int], float] = {}
    for item in sorted(progress, key=lambda item: item.day):
        if item.skill in framework.skills:
            key = (item.skill, item.level)
            shares[key] = min(1.0, max(0.0, item.share))
            hours[key] = hours.get(key, 0.0) + item.hours
    spent = [
        (framework.skills[skill].effort[level][1] * share, hours[skill, level])
        for (skill, level), share in shares.items()
        if share > 0 and hours[skill, level] > 0
    ]
    rules = framework.data.planning
    return Done(
        shares,
        learn_speed(spent, person_spread=rules.person_spread, step_spread=rules.step_spread),
    )


def read_activities(logs: Sequence[ActivityLog]) -> dict[str, float]:
    """Return the part of each activity that is done; the latest report counts."""
    return {item.activity: item.share for item in sorted(logs, key=lambda item: item.day)}


def learn_speed(
    spent: Sequence[tuple[float, float]], *, person_spread: float, step_spread: float
) -> float:
    """Return the factor on the hours of what is left.

    The log of hours spent over hours expected is normal about the person's own log-speed, and
    that is normal about 0 among people; the posterior mean of it is a shrunk average.

    Args:
        spent: Expected and spent hours of each step or part of one, above 0.
        person_spread: Standard deviation among people.
        step_spread: Standard deviation among the steps of one person.

    Returns:
        A factor from 0.25 to 4; 1 when nothing is known.
    """
    ratios = [math.log(actual / expected) for expected, actual in spent]
    precision = len(ratios) / step_spread**2
    mean = math.fsum(ratios) / step_spread**2 / (precision + 1 / person_spread**2)
    return min(_MOST, max(_LEAST, math.exp(mean)))
