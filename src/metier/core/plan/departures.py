"""A plan held against the source's learning path: what it follows, and where it departs and why."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.library import LearningPath, PathTask
from metier.core.plan.steps import HeldLevels, Step

Standing = Literal["held", "done", "planned", "left-out", "not-asked"]


class TaskView(NamedTuple):
    """A task of the path in the plan.

    Attributes:
        task: The source's words.
        states: For each skill level that it stands for, how it stands.
        activity: Id of the activity that it became, or empty.
        why: One sentence.
    """

    task: str
    states: tuple[tuple[str, int, Standing], ...]
    activity: str
    why: str


class PhaseView(NamedTuple):
    """A phase of the path: its tasks, and the numbers of the plan's steps that belong to it."""

    phase: str
    months: tuple[float, float]
    tasks: tuple[TaskView, ...]
    steps: tuple[int, ...]


class PathView(NamedTuple):
    """A plan held against a path.

    Attributes:
        audience: Id of the path.
        phases: Its phases.
        departures: Sentences that say where the plan departs from it, and why.
        beyond: Numbers of the plan's steps that the path does not name.
    """

    audience: str
    phases: tuple[PhaseView, ...]
    departures: tuple[str, ...]
    beyond: tuple[int, ...]


class Known(NamedTuple):
    """What the plan knows of a (skill, level): its step, that it is done, or that it is held."""

    steps: Mapping[tuple[str, int], int]
    done: HeldLevels
    held: HeldLevels


def phase_of_steps(path: LearningPath, steps: Sequence[Step]) -> dict[int, int]:
    """Return the phase, from 1, of each step that the path names, with the levels below it."""
    first: dict[str, list[tuple[int, int]]] = {}
    for number, phase in enumerate(path.phases, start=1):
        for task in phase.tasks:
            for item in task.steps:
                first.setdefault(item.skill, []).append((number, item.level))
    found = {}
    for index, step in enumerate(steps):
        numbers = [number for number, level in first.get(step.skill, []) if step.level <= level]
        if numbers:
            found[index] = min(numbers)
    return found


def compare_path(
    framework: Framework,
    path: LearningPath,
    steps: Sequence[Step],
    sequence: Sequence[int],
    *,
    known: Known,
    activities: Mapping[str, str],
) -> PathView:
    """Return how a plan follows a path and where it departs from it.

    Args:
        framework: The framework.
        path: The path.
        steps: The steps there are.
        sequence: Indexes of those in the plan, in order.
        known: What is known of the rest.
        activities: For each task of the path that became activities, their ids.
    """
    chosen = set(sequence)
    phases = phase_of_steps(path, steps)
    views = []
    for number, phase in enumerate(path.phases, start=1):
        tasks = tuple(_task(framework, task, chosen, known, activities) for task in phase.tasks)
        mine = tuple(n for n, index in enumerate(sequence) if phases.get(index) == number)
        views.append(PhaseView(phase.phase, phase.months, tasks, mine))
    beyond = tuple(n for n, index in enumerate(sequence) if index not in phases)
    departures = (
        *_left_out(framework, views),
        *_moved(framework, path, steps, sequence, phases),
        *_beyond(framework, steps, [sequence[number] for number in beyond]),
    )
    return PathView(path.id, tuple(views), departures, beyond)


def _task(
    framework: Framework,
    task: PathTask,
    chosen: set[int],
    known: Known,
    activities: Mapping[str, str],
) -> TaskView:
    states = tuple(
        (item.skill, item.level, _state(item.skill, item.level, chosen, known))
        for item in task.steps
    )
    made = activities.get(task.task, "")
    names = {state: _names(framework, states, state) for _, _, state in states}
    parts = {
        "planned": "in the plan: {}",
        "held": "you have it more likely than not: {}",
        "done": "marked done: {}",
        "left-out": "other steps bring more in these hours than {}",
        "not-asked": "the target asks for less or none of {}",
    }
    why = "; ".join(text.format(names[state]) for state, text in parts.items() if state in names)
    if task.activity:
        why = "It takes its hours in the plan." if made else "It is done, or was left out."
    return TaskView(task.task, states, made, why[:1].upper() + why[1:])


def _state(skill: str, level: int, chosen: set[int], known: Known) -> Standing:
    index = known.steps.get((skill, level))
    if index is not None:
        return "planned" if index in chosen else "left-out"
    if known.done(skill, level):
        return "done"
    return "held" if known.held(skill, level) else "not-asked"


def _names(
    framework: Framework, states: Sequence[tuple[str, int, Standing]], state: Standing
) -> str:
    return ", ".join(
        f"{framework.skills[skill].name} {level}" for skill, level, here in states if here == state
    )


def _left_out(framework: Framework, views: Sequence[PhaseView]) -> list[str]:
    sentences = []
    reasons: dict[Standing, str] = {
        "not-asked": "The path also names {}; the target asks for less of it or for none.",
        "left-out": "The path also names {}; within these hours other steps bring more.",
    }
    for state, text in reasons.items():
        names = dict.fromkeys(
            f"{framework.skills[skill].name} {level}"
            for view in views
            for task in view.tasks
            for skill, level, here in task.states
            if here == state
        )
        if names:
            sentences.append(text.format(_some(list(names))))
    return sentences


def _moved(
    framework: Framework,
    path: LearningPath,
    steps: Sequence[Step],
    sequence: Sequence[int],
    phases: Mapping[int, int],
) -> list[str]:
    """Return sentences for steps of a later phase that stand before the end of an earlier one."""
    last = {
        number: max((n for n, i in enumerate(sequence) if phases.get(i) == number), default=-1)
        for number in range(1, len(path.phases) + 1)
    }
    sentences = []
    for number in range(2, len(path.phases) + 1):
        early = [
            index
            for n, index in enumerate(sequence)
            if phases.get(index) == number and n < max(last[k] for k in range(1, number))
        ]
        if early:
            names = dict.fromkeys(framework.skills[steps[index].skill].name for index in early)
            sentences.append(
                f"{_some(list(names))} of “{path.phases[number - 1].phase}” come before an earlier "
                "phase has ended, because they bring more for each hour."
            )
    return sentences


def _beyond(framework: Framework, steps: Sequence[Step], beyond: Sequence[int]) -> list[str]:
    names = dict.fromkeys(framework.skills[steps[index].skill].name for index in beyond)
    if not names:
        return []
    return [f"The target asks for more than the path names: {_some(list(names))}."]


def _some(names: list[str], limit: int = 6) -> str:
    if len(names) <= limit:
        return ", ".join(names)
    return f"{', '.join(names[:limit])} and {len(names) - limit} more"
