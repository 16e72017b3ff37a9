"""What a plan holds beside steps of skills: projects, portfolio, network, practice, applications.

An activity adds no readiness, so it competes for the hours as something that must be there.
Where several can do, as the projects of a role, the program chooses: the one that leaves most
for the steps. A project that evidences a step can hold a part of that step's practice, and
that part is counted once.
"""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.library import LearningPath, PathTask, Project
from metier.core.framework.planning_types import ActivityRule
from metier.core.framework.types import STAGES
from metier.core.framework.way_records import Target
from metier.core.plan.steps import Step

Known = Mapping[tuple[str, int], int]
"""Index of each step by skill and level."""


class Activity(NamedTuple):
    """Something to do that is no step of a skill.

    Attributes:
        id: Such as "portfolio", "network@2" for that of a path's second phase, "project:<id>".
        kind: A kind of activity; project, portfolio, network, interview-practice, …
        minutes: Likely minutes, at least 1.
        spread: Optimistic and pessimistic minutes.
        check: How one knows that it is done.
        needs: Indexes of the steps that come before it.
        holds: (step, minutes) of the practice that it can hold.
        phase: Number of the learning path's phase that it belongs to, from 1; 0 for none.
        after: Kinds that come before it.
        alongside: It takes its hours evenly over the whole plan.
    """

    id: str
    kind: str
    name: str
    minutes: int
    spread: tuple[float, float]
    check: str
    needs: tuple[int, ...] = ()
    holds: tuple[tuple[int, int], ...] = ()
    phase: int = 0
    after: tuple[str, ...] = ()
    alongside: bool = False


class Group(NamedTuple):
    """Activities of which exactly `take` are in the plan."""

    members: tuple[int, ...]
    take: int


class Wish(NamedTuple):
    """One activity that a plan is asked for.

    Attributes:
        task: The learning path's task that it stands for, or None.
        project: Id of the project asked for, or empty for any.
    """

    rule: ActivityRule
    phase: int = 0
    task: PathTask | None = None
    project: str = ""


def read_wishes(
    framework: Framework, names: Sequence[str], path: LearningPath | None
) -> list[Wish]:
    """Return the activities that a path holds and those named: a kind, or "project:<id>".

    A kind that is named beside a path that holds it adds nothing.

    Raises:
        UsageError: There is no such activity.
    """
    rules: dict[str, ActivityRule] = {
        rule.kind: rule for rule in framework.data.planning.activities
    }
    wishes = [
        Wish(_rule_for(rules, task), number, task)
        for number, phase in enumerate(path.phases if path else (), start=1)
        for task in phase.tasks
        if task.activity
    ]
    there = {str(wish.rule.kind) for wish in wishes}
    for name in dict.fromkeys(names):
        kind, _, project = name.partition(":")
        rule = next((rule for rule in rules.values() if rule.kind == kind), None)
        if rule is None or (project and kind != "project"):
            raise UsageError(
                f"There is no activity {name!r}.",
                code="activity-unknown",
                hint=f"There are {', '.join(rules)}, and project:ID.",
            )
        if project or kind not in there:
            wishes.append(Wish(rule, project=project))
    return wishes


def _rule_for(rules: Mapping[str, ActivityRule], task: PathTask) -> ActivityRule:
    """Return the rule of a task's kind; kinds that only paths hold have one made from the task."""
    kind = task.activity or "work"
    if kind in rules:
        return rules[kind]
    return ActivityRule(kind, task.task, task.hours or (1.0, 2.0, 4.0), (), task.check, True)


def list_projects(framework: Framework, targets: Sequence[Target]) -> list[Project]:
    """Return the projects of the targets' roles at the target's stage or the one below.

    Where a role has none of these, all of its projects.
    """
    found: list[Project] = []
    for target in targets:
        there = [
            project
            for file in framework.library.projects
            if file.role == target.role
            for project in file.projects
        ]
        rank = STAGES.index(target.stage)
        near = [item for item in there if 0 <= rank - STAGES.index(item.stage) <= 1]
        found += near or there
    return list({item.id: item for item in found}.values())


def find_project(framework: Framework, project_id: str) -> Project:
    """Return a project by id.

    Raises:
        UsageError: There is none.
    """
    for file in framework.library.projects:
        for project in file.projects:
            if project.id == project_id:
                return project
    raise UsageError(
        f"There is no project {project_id!r}.",
        code="project-unknown",
        hint="'metier role ROLE --json' lists the projects of a role.",
    )


def levels_before(projects: Sequence[Project]) -> list[tuple[str, int]]:
    """Return the (skill, level) that one should have when one begins these projects."""
    return [
        (item.skill, item.level - 1)
        for project in projects
        for item in project.evidences
        if item.level > 1
    ]


class Activities:
    """Makes the activities of a plan.

    Args:
        framework: The framework.
        targets: What the plan aims at, which decides on the projects.
        steps: The steps there are.
        known: Their indexes; what is not among them is held or excluded.
        held: Whether a (skill, level) needs no step.
        done: For each activity, the part that is done, 0 to 1.
    """

    def __init__(
        self,
        framework: Framework,
        targets: Sequence[Target],
        steps: Sequence[Step],
        *,
        excluded: Sequence[str] = (),
        done: Mapping[str, float] | None = None,
    ) -> None:
        self._framework = framework
        self._targets = targets
        self._steps = steps
        self._known: Known = {(step.skill, step.level): i for i, step in enumerate(steps)}
        self._excluded = frozenset(excluded)
        self._done = done or {}
        self.found: list[Activity] = []
        self.groups: list[Group] = []

    def add(self, wish: Wish) -> None:
        """Add what a wish asks for.

        Raises:
            UsageError: It asks for a project that there is not, or none is possible.
        """
        if wish.rule.kind == "project":
            self._add_projects(wish)
        else:
            self._add_plain(wish)

    def _add_plain(self, wish: Wish) -> None:
        rule, task = wish.rule, wish.task
        name = f"{rule.kind}@{wish.phase}" if wish.phase else str(rule.kind)
        if any(item.id == name for item in self.found):
            name = f"{name}.{len(self.found)}"
        left = 1 - self._done.get(name, 0.0)
        if left <= 0:
            return
        low, likely, high = task.hours if task and task.hours else rule.hours
        self.groups.append(Group((len(self.found),), 1))
        self.found.append(
            Activity(
                id=name,
                kind=rule.kind,
                name=task.task if task else rule.name,
                minutes=max(1, round(60 * likely * left)),
                spread=(60 * low * left, 60 * high * left),
                check=task.check if task else rule.check,
                phase=wish.phase,
                after=rule.after,
                alongside=rule.alongside,
            )
        )

    def _add_projects(self, wish: Wish) -> None:
        if wish.project:
            offered = [find_project(self._framework, wish.project)]
            count = 1
        else:
            offered = list_projects(self._framework, self._targets)
            count = self._project_count(wish, offered)
        finished = sum(1 for item in offered if self._done.get(f"project:{item.id}", 0.0) >= 1)
        possible = [item for item in offered if self._is_possible(item)]
        take = min(count - finished, len(possible))
        if take <= 0 and finished < count:
            raise UsageError(
                "No project fits: each needs a skill that is excluded.",
                code="plan-impossible",
                hint="Allow that skill, or leave the project out.",
            )
        if take <= 0:
            return
        members = []
        for project in possible:
            members.append(len(self.found))
            self.found.append(self._project(project, wish))
        self.groups.append(Group(tuple(members), take))

    def _project_count(self, wish: Wish, offered: Sequence[Project]) -> int:
        """Return how many projects the hours of a path's task are for."""
        if not wish.task or not wish.task.hours or not offered:
            return 1
        return max(1, round(wish.task.hours[1] / median(item.hours[1] for item in offered)))

    def _is_possible(self, project: Project) -> bool:
        name = f"project:{project.id}"
        if self._done.get(name, 0.0) >= 1 or any(item.id == name for item in self.found):
            return False
        return all(item.skill not in self._excluded for item in project.evidences)

    def _project(self, project: Project, wish: Wish) -> Activity:
        share = self._framework.data.planning.practice_share
        left = 1 - self._done.get(f"project:{project.id}", 0.0)
        low, likely, high = project.hours
        before = [self._known.get(item) for item in levels_before([project])]
        shown = [self._known.get((item.skill, item.level)) for item in project.evidences]
        return Activity(
            id=f"project:{project.id}",
            kind="project",
            name=project.title,
            minutes=max(1, round(60 * likely * left)),
            spread=(60 * low * left, 60 * high * left),
            check=project.accept[0],
            needs=tuple(sorted({index for index in before if index is not None})),
            holds=tuple(
                (index, minutes)
                for index in dict.fromkeys(shown)
                if index is not None and (minutes := held_minutes(self._steps[index], share)) > 0
            ),
            phase=wish.phase,
        )


def held_minutes(step: Step, share: float) -> int:
    """Return the whole minutes of a step that can be practiced within a project."""
    least = min((way.minutes for way in step.ways), default=step.minutes)
    return min(int(least * share), step.minutes - 1)


def order_activities(activities: Sequence[Activity], chosen: Sequence[int]) -> list[int]:
    """Return the chosen activities by phase, each behind the kinds that come before it."""
    left = sorted(chosen, key=lambda index: (activities[index].phase, index))
    found: list[int] = []
    while left:
        ready = [
            index
            for index in left
            if not any(
                activities[other].kind in activities[index].after
                and activities[other].phase <= activities[index].phase
                for other in left
                if other != index
            )
        ]
        first = (ready or left)[0]
        found.append(first)
        left.remove(first)
    return found
