"""What a plan is made from: the request checked, and the steps and activities that there are."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.library import LearningPath
from metier.core.framework.records import Target
from metier.core.framework.way_records import PlanRequest, WeekHours
from metier.core.match.readiness import Readiness
from metier.core.plan.activities import (
    Activities,
    Activity,
    Group,
    Wish,
    find_project,
    levels_before,
    list_projects,
    read_wishes,
)
from metier.core.plan.calendar import Calendar
from metier.core.plan.optimize import PlanProblem, Selection, select
from metier.core.plan.progress import read_activities, read_progress
from metier.core.plan.steps import Done, HeldLevels, Step, list_steps
from metier.core.plan.ways import Ways
from metier.core.workflow.assess import Assessment, measure_readiness

_LEAST_HOURS = 0.001
_MAX_WEEKS = 2600
_MAX_TARGETS = 2


class Setting(NamedTuple):
    """Everything that a plan is chosen from.

    Attributes:
        limit: The most minutes, or None.
        must: Indexes of the steps that stay in the plan, and of those that lift blockers.
    """

    framework: Framework
    assessment: Assessment
    request: PlanRequest
    calendar: Calendar
    now: tuple[Readiness, ...]
    steps: list[Step]
    activities: list[Activity]
    groups: list[Group]
    limit: int | None
    must: tuple[int, ...]
    done: Done
    path: LearningPath | None

    @property
    def goals(self) -> tuple[float, ...]:
        """The gain that each target lacks to the readiness aimed at."""
        return tuple(self.request.readiness - item.value for item in self.now)

    @property
    def cents(self) -> int | None:
        """The budget, or None for no limit."""
        budget = self.request.budget
        return None if budget is None else math.floor(budget * 100 + 1e-6)

    def problem(self, *, minutes: int | None) -> PlanProblem:
        """Return what is to be chosen within so many minutes."""
        mode = self.request.mode
        return PlanProblem(
            mode=mode,
            steps=self.steps,
            activities=self.activities,
            groups=self.groups,
            minutes=minutes,
            cents=self.cents,
            goals=() if mode == "most-readiness" else self.goals,
            must=self.must,
            project_share=self.framework.data.planning.project_share,
        )

    def choose(self, *, minutes: int | None) -> Selection | None:
        """Return the best set within so many minutes, or None when nothing fits."""
        return select(self.problem(minutes=minutes))

    def gained(self, chosen: Sequence[int]) -> tuple[float, ...]:
        """Return the readiness that the chosen steps add to each target."""
        return tuple(
            math.fsum(self.steps[index].gain_for(target) for index in chosen)
            for target in range(len(self.now))
        )


def simple_request(
    assessment: Assessment,
    role_id: str,
    stage: str,
    *,
    hours_per_week: float,
    readiness: float,
    has_date: bool,
) -> PlanRequest:
    """Return a request for one target with the same hours every week and no activities."""
    return PlanRequest(
        targets=(Target(role_id, stage),),
        mode="most-readiness" if has_date else "least-hours",
        hours=(WeekHours(assessment.as_of.isoformat(), hours_per_week),),
        readiness=readiness,
    )


def prepare(
    framework: Framework,
    assessment: Assessment,
    request: PlanRequest,
    *,
    minutes: int | None = None,
) -> Setting:
    """Return the setting of a plan.

    Args:
        framework: The framework.
        assessment: Where the person stands.
        request: What is asked for.
        minutes: The most minutes; by default those until the request's day.

    Raises:
        UsageError: The request cannot mean anything, or contradicts itself.
        UnknownIdError: It names something that the framework does not know.
    """
    _check_request(framework, request)
    calendar = Calendar(request.hours, as_of=assessment.as_of)
    limit = _limit(request, calendar) if minutes is None else minutes
    now = tuple(
        measure_readiness(framework, assessment, target.role, target.stage)
        for target in request.targets
    )
    worths = [{item.skill: (item.weight, item.target) for item in one.contributions} for one in now]
    path = find_path(framework, request.audience)
    wishes = read_wishes(framework, request.activities, path)
    done = read_progress(framework, assessment.profile.progress)
    steps = list_steps(
        framework,
        worths,
        assessment.proficiencies,
        done=done,
        excluded=request.excluded,
        ways=Ways(
            framework,
            languages=request.languages,
            has_budget=request.budget is not None or request.mode == "least-money",
        ),
        also=[
            *((item.skill, item.level) for item in request.fixed),
            *_project_levels(framework, wishes, request.targets),
        ],
    )
    held = HeldLevels(framework.data.evidence.held, assessment.proficiencies, done)
    must = [*_fixed_steps(framework, request, steps, held)]
    if request.mode != "most-readiness":
        for one, worth in zip(now, worths, strict=True):
            must += [
                index
                for index, step in enumerate(steps)
                if step.skill in one.blockers and step.level <= worth[step.skill][1]
            ]
    made = Activities(
        framework,
        request.targets,
        steps,
        excluded=request.excluded,
        done=read_activities(assessment.profile.activities),
    )
    for wish in wishes:
        made.add(wish)
    return Setting(
        framework=framework,
        assessment=assessment,
        request=request,
        calendar=calendar,
        now=now,
        steps=steps,
        activities=made.found,
        groups=made.groups,
        limit=limit,
        must=tuple(dict.fromkeys(must)),
        done=done,
        path=path,
    )


def find_path(framework: Framework, audience: str | None) -> LearningPath | None:
    """Return the source's path for an audience.

    Raises:
        UsageError: There is no such audience.
    """
    if audience is None:
        return None
    for path in framework.library.paths:
        if path.id == audience:
            return path
    known = ", ".join(path.id for path in framework.library.paths)
    raise UsageError(
        f"There is no path for {audience!r}.", code="audience-unknown", hint=f"There are {known}."
    )


def weeks_until(day: dt.date, *, as_of: dt.date) -> float:
    """Return the weeks from `as_of` to a day.

    Raises:
        UsageError: The day is not after `as_of`.
    """
    if day <= as_of:
        raise UsageError(
            f"{day} is not after {as_of}.", code="plan-date", hint="Give a day to come."
        )
    return (day - as_of).days / 7


def check_bounds(hours_per_week: float, weeks: float | None, readiness: float = 0.8) -> None:
    """Check what a plan is asked for.

    Raises:
        UsageError: Hours, weeks or readiness out of range.
    """
    if not _LEAST_HOURS <= hours_per_week <= 168:
        raise UsageError(
            f"{hours_per_week:g} hours a week cannot be planned with.",
            code="plan-hours",
            hint="Give a number from 0.001 to 168.",
        )
    if weeks is not None and not 0 < weeks <= _MAX_WEEKS:
        raise UsageError(
            f"{weeks:g} weeks cannot be planned for.",
            code="plan-weeks",
            hint=f"Give a number above 0 and at most {_MAX_WEEKS}.",
        )
    if not 0 < readiness <= 1:
        raise UsageError(
            f"A readiness of {readiness:g} cannot be aimed at.",
            code="plan-readiness",
            hint="Give a number above 0 and at most 1.",
        )


def _check_request(framework: Framework, request: PlanRequest) -> None:
    """Check what can be told before anything is computed.

    Raises:
        UsageError: The request cannot mean anything.
        UnknownIdError: It names something that the framework does not know.
    """
    if not 1 <= len(set(request.targets)) == len(request.targets) <= _MAX_TARGETS:
        raise UsageError(
            "A plan aims at one or two different targets.",
            code="plan-targets",
            hint="Make a plan for each further one.",
        )
    for target in request.targets:
        framework.role(target.role)
        framework.stage(target.stage)
    for skill in (*request.excluded, *(item.skill for item in request.fixed)):
        framework.skill(skill)
    if not 0 < request.readiness <= 1:
        check_bounds(1.0, None, request.readiness)
    if request.budget is not None and not 0 <= request.budget < math.inf:
        raise UsageError(
            f"{request.budget:g} is no budget.", code="plan-budget", hint="Give 0 or more."
        )
    currencies = {item.price.currency for item in framework.library.resources}
    if request.budget is not None and currencies and request.currency not in currencies:
        raise UsageError(
            f"The prices of the resources are in {', '.join(sorted(currencies))}, "
            f"not in {request.currency}.",
            code="plan-budget",
            hint="Give the budget in that currency; no exchange rate is kept here.",
        )
    if request.mode == "most-readiness" and not request.hours:
        raise UsageError("A plan needs hours to spend.", code="plan-hours")


def _limit(request: PlanRequest, calendar: Calendar) -> int | None:
    if request.until is None:
        if request.mode == "most-readiness":
            raise UsageError(
                "The most readiness needs a day until when.",
                code="plan-date",
                hint="Give a day, or ask for the least hours to a readiness.",
            )
        return None
    try:
        day = dt.date.fromisoformat(request.until)
    except ValueError as error:
        raise UsageError(
            f"{request.until!r} is no day.", code="plan-date", hint="Write it as 2026-12-31."
        ) from error
    check_bounds(1.0, weeks_until(day, as_of=calendar.as_of))
    return math.floor(calendar.minutes_until(day) + 1e-6)


def _project_levels(
    framework: Framework, wishes: Sequence[Wish], targets: Sequence[Target]
) -> list[tuple[str, int]]:
    """Return the levels that the projects in question are begun with."""
    found: list[tuple[str, int]] = []
    for wish in wishes:
        if wish.rule.kind == "project":
            offered = (
                [find_project(framework, wish.project)]
                if wish.project
                else list_projects(framework, targets)
            )
            found += levels_before(offered)
    return found


def _fixed_steps(
    framework: Framework, request: PlanRequest, steps: Sequence[Step], held: HeldLevels
) -> list[int]:
    """Return the indexes of the steps that stay in the plan.

    Raises:
        UsageError: One of them needs a skill that is excluded.
    """
    known = {(step.skill, step.level): index for index, step in enumerate(steps)}
    found = []
    for item in request.fixed:
        if (item.skill, item.level) in known:
            found.append(known[item.skill, item.level])
        elif not held(item.skill, item.level):
            bars = ", ".join(framework.skills[skill].name for skill in request.excluded)
            raise UsageError(
                f"{framework.skills[item.skill].name} at level {item.level} must be in the plan, "
                "but it is excluded or needs what is.",
                code="plan-contradiction",
                hint=f"Allow one of these again, or let the step go: {bars}.",
            )
    return found
