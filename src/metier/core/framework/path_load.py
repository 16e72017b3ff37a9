"""The hours of a learning path, held against the months that the source gives it."""

from collections.abc import Iterable
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.library import LearningPath, PathTask
from metier.core.framework.types import LevelRef

_WEEKS_PER_MONTH = 365.25 / 12 / 7


class PhaseLoad(NamedTuple):
    """The hours of a phase, and those that its months offer.

    Attributes:
        hours: Optimistic, likely and pessimistic hours, with every prerequisite that neither the
            path assumes nor an earlier phase brought.
        offered: Hours in the shortest and the longest duration, at the path's weekly hours
            (low with the shortest, high with the longest).
    """

    phase: str
    months: tuple[float, float]
    hours: tuple[float, float, float]
    offered: tuple[float, float]

    @property
    def fits(self) -> bool:
        """Whether the likely hours lie within what the months offer."""
        return self.hours[1] <= self.offered[1]

    @property
    def weekly(self) -> float:
        """Hours a week that the likely hours need in the longest duration."""
        return self.hours[1] / (self.months[1] * _WEEKS_PER_MONTH)


def load_path(framework: Framework, path: LearningPath) -> list[PhaseLoad]:
    """Return the load of each phase of a path, counted from what it assumes."""
    held: set[tuple[str, int]] = set()
    _bring(framework, path.assumes, held)
    loads = []
    for phase in path.phases:
        total = (0.0, 0.0, 0.0)
        for task in phase.tasks:
            total = _sum(total, _task_hours(framework, task, held))
        shortest, longest = phase.months
        offered = (
            shortest * _WEEKS_PER_MONTH * path.weekly_hours[0],
            longest * _WEEKS_PER_MONTH * path.weekly_hours[2],
        )
        loads.append(PhaseLoad(phase.phase, phase.months, total, offered))
    return loads


def _task_hours(
    framework: Framework, task: PathTask, held: set[tuple[str, int]]
) -> tuple[float, float, float]:
    """Return the hours of a task; the steps that it brings go into `held`."""
    return _sum(task.hours or (0.0, 0.0, 0.0), _bring(framework, task.steps, held))


def _bring(
    framework: Framework, steps: Iterable[LevelRef], held: set[tuple[str, int]]
) -> tuple[float, float, float]:
    """Add steps and all that they need to `held`; return the hours of those that were not."""
    total = (0.0, 0.0, 0.0)
    waiting = [(step.skill, step.level) for step in steps]
    while waiting:
        skill_id, level = waiting.pop()
        if (skill_id, level) in held:
            continue
        held.add((skill_id, level))
        skill = framework.skills[skill_id]
        total = _sum(total, skill.effort[level])
        waiting += [(need.skill, need.level) for need in skill.prerequisites.get(level, ())]
        if level > 1:
            waiting.append((skill_id, level - 1))
    return total


def _sum(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float, float]:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]
