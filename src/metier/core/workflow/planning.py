"""Plan the way: from where a person stands to one or two targets, in the hours there are."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.way_records import PlanRequest
from metier.core.plan.activities import Activity, order_activities
from metier.core.plan.calendar import Calendar
from metier.core.plan.departures import Known, PathView, compare_path, phase_of_steps
from metier.core.plan.optimize import Selection
from metier.core.plan.order import Job, Order, order_jobs
from metier.core.plan.resources import assign_resources
from metier.core.plan.review import Review, list_reviews
from metier.core.plan.schedule import Finish, Slot, Task, estimate_finish, place_tasks
from metier.core.plan.steps import NOTHING_DONE, HeldLevels
from metier.core.plan.ways import Way
from metier.core.workflow.assess import Assessment
from metier.core.workflow.plan_goals import impossible, nearest_step
from metier.core.workflow.plan_setting import (
    Setting,
    check_bounds,
    prepare,
    simple_request,
    weeks_until,
)
from metier.core.workflow.plan_types import (
    Plan,
    PlannedActivity,
    PlannedResource,
    PlannedStep,
    Variant,
)
from metier.core.workflow.plan_words import because, served_by

__all__ = ["READY", "Plan", "PlannedStep", "make_plan", "plan_way", "weeks_until"]

READY = 0.8
_HORIZON_WEEKS = 26


def plan_way(
    framework: Framework,
    assessment: Assessment,
    role_id: str,
    stage: str,
    *,
    hours_per_week: float,
    weeks: float | None = None,
    readiness: float = READY,
) -> Plan:
    """Return the best plan: most readiness within `weeks`, else least hours to `readiness`.

    The least hours include what lifts every blocker to the level asked: a readiness without
    what nobody does the role without would be none.

    Args:
        framework: The framework.
        assessment: Where the person stands; dates count from its `as_of`.
        role_id: The role aimed at.
        stage: The stage aimed at.
        hours_per_week: Hours to spend, above 0 and at most 168.
        weeks: Weeks until the date that matters, or None for no date.
        readiness: The readiness to reach when there is no date, above 0, at most 1.

    Raises:
        UsageError: Hours, weeks or readiness out of range.
        UnknownIdError: No such role or stage.
    """
    check_bounds(hours_per_week, weeks, readiness)
    request = simple_request(
        assessment,
        framework.role(role_id).id,
        stage,
        hours_per_week=hours_per_week,
        readiness=readiness,
        has_date=weeks is not None,
    )
    minutes = None if weeks is None else math.floor(hours_per_week * weeks * 60 + 1e-6)
    return _plan(prepare(framework, assessment, request, minutes=minutes))


def make_plan(framework: Framework, assessment: Assessment, request: PlanRequest) -> Plan:
    """Return the best plan for a request, with the proof that none is better.

    Progress and activities that the person reported are taken into account: what is done takes
    no hours, and the hours of the rest are those of the person's own speed.

    Raises:
        UsageError: The request cannot mean anything or contradicts itself, or no plan meets it;
            the hint names the nearest that one does.
        UnknownIdError: It names something that the framework does not know.
    """
    return _plan(prepare(framework, assessment, request))


class _Way(NamedTuple):
    """A selection in order and in the calendar: what stands one after the other, and alongside."""

    selection: Selection
    order: Order
    steps: tuple[int, ...]
    tasks: dict[tuple[str, int], Task]
    slots: dict[tuple[str, int], Slot]
    resources: Mapping[int, Way]


def _plan(setting: Setting) -> Plan:
    selection = setting.choose(minutes=setting.limit)
    if selection is None:
        raise impossible(setting)
    way = _lay_out(setting, selection)
    request, calendar, now = setting.request, setting.calendar, setting.now
    gained = setting.gained(selection.steps)
    goal = None if request.mode == "most-readiness" else request.readiness
    scale = {"most-readiness": 1.0, "least-hours": 1 / 60, "least-money": 1 / 100}[request.mode]
    per_week = 60 * max(1e-9, calendar.mean_hours(selection.minutes))
    activities = _planned_activities(setting, way)
    resources = _planned_resources(setting, way)
    finish = _finish(setting, list(way.tasks.values()), calendar)
    return Plan(
        role=now[0].role,
        stage=now[0].stage,
        mode=request.mode,
        steps=_planned_steps(setting, way),
        hours=selection.minutes / 60,
        weeks=calendar.weeks(selection.minutes),
        hours_per_week=calendar.hours[0].hours,
        objective=selection.value * scale,
        bound=selection.bound * scale,
        before=now[0],
        after=min(1.0, now[0].value + gained[0]),
        goal=goal,
        reached=goal is None
        or all(one.value + gain >= goal - 1e-9 for one, gain in zip(now, gained, strict=True)),
        area=way.order.area / per_week,
        area_bound=way.order.bound / per_week,
        finish=finish,
        variants=_variants(setting, selection),
        left_over=len(setting.steps) - len(selection.steps),
        as_of=setting.assessment.as_of,
        request=request,
        befores=now,
        afters=tuple(min(1.0, one.value + gain) for one, gain in zip(now, gained, strict=True)),
        activities=activities,
        resources=resources,
        money=math.fsum(item.price for item in resources),
        currency=resources[0].currency if resources else request.currency,
        reviews=_reviews(setting, selection),
        path=_path_view(setting, way),
        done=sum(1 for share in setting.done.shares.values() if share >= 1),
        speed=setting.done.speed,
        nearest="" if selection.steps or activities else nearest_step(setting),
    )


def _lay_out(setting: Setting, selection: Selection) -> _Way:
    """Put a selection in order and into the calendar."""
    steps, activities = setting.steps, setting.activities
    projects = [n for n in selection.activities if activities[n].kind == "project"]
    rest = [n for n in selection.activities if activities[n].kind != "project"]
    order = order_jobs(_jobs(setting, selection, projects))
    line = [
        ("step", selection.steps[n])
        if n < len(selection.steps)
        else ("activity", projects[n - len(selection.steps)])
        for n in order.sequence
    ]
    line += [
        ("activity", n) for n in order_activities(activities, rest) if not activities[n].alongside
    ]
    beside = [("activity", n) for n in rest if activities[n].alongside]
    tasks = {key: _task(setting, selection, key) for key in (*line, *beside)}
    inside = sum(tasks[key].minutes for key in line)
    aside = sum(tasks[key].minutes for key in beside)
    stretch = (inside + aside) / inside if inside else 1.0
    placed = place_tasks([tasks[key] for key in line], setting.calendar, stretch=stretch)
    slots = dict(zip(line, placed, strict=True))
    whole = Slot(setting.calendar.as_of, setting.calendar.day_at(max(0, inside + aside - 1)))
    slots.update(dict.fromkeys(beside, whole))
    return _Way(
        selection=selection,
        order=order,
        steps=tuple(number for kind, number in line if kind == "step"),
        tasks=tasks,
        slots=slots,
        resources=assign_resources(
            steps, selection.steps, selection.paid, free_only=setting.cents is not None
        ),
    )


def _jobs(setting: Setting, selection: Selection, projects: Sequence[int]) -> list[Job]:
    """Return steps, then projects; what a step brings comes when the project that holds it ends."""
    place = {index: number for number, index in enumerate(selection.steps)}
    jobs = []
    for index in selection.steps:
        step = setting.steps[index]
        gain = 0.0 if index in selection.held else step.gain
        minutes = _task(setting, selection, ("step", index)).minutes
        jobs.append(Job(gain, minutes, tuple(place[need] for need in step.needs)))
    for number in projects:
        holds = [index for index, holder in selection.held.items() if holder == number]
        before = {place[index] for index in (*setting.activities[number].needs, *holds)}
        gain = math.fsum(setting.steps[index].gain for index in holds)
        jobs.append(Job(gain, setting.activities[number].minutes, tuple(sorted(before))))
    return jobs


def _task(setting: Setting, selection: Selection, key: tuple[str, int]) -> Task:
    """Return a step without what a payment saves and a project holds, or an activity."""
    kind, number = key
    if kind == "activity":
        activity = setting.activities[number]
        return Task(activity.minutes, activity.spread)
    step = setting.steps[number]
    minutes = step.minutes
    if number in selection.paid:
        minutes = step.ways[selection.paid[number]].minutes
    if number in selection.held:
        held = dict(setting.activities[selection.held[number]].holds)
        minutes -= held[number]
    share = minutes / step.minutes
    return Task(minutes, (step.spread[0] * share, step.spread[1] * share), step.skill, step.missing)


def _finish(setting: Setting, tasks: Sequence[Task], calendar: Calendar) -> Finish:
    data = setting.framework.data
    return estimate_finish(
        tasks,
        calendar,
        correlation=data.planning.effort_correlation,
        level_correlation=data.evidence.document_correlation,
    )


def _reviews(setting: Setting, selection: Selection) -> tuple[Review, ...]:
    """Return the skills to go over again until half a year behind the plan's end."""
    end = setting.calendar.day_at(selection.minutes)
    spare = min(dt.timedelta(weeks=_HORIZON_WEEKS), dt.date.max - end)
    return list_reviews(
        setting.framework,
        setting.assessment.proficiencies,
        setting.assessment.evidence,
        asked={item.skill for one in setting.now for item in one.contributions},
        until=end + spare,
    )


def _planned_steps(setting: Setting, way: _Way) -> tuple[PlannedStep, ...]:
    steps, selection = setting.steps, way.selection
    chosen = set(selection.steps)
    phases = phase_of_steps(setting.path, steps) if setting.path else {}
    planned = []
    for index in way.steps:
        step, task = steps[index], way.tasks["step", index]
        served = served_by(steps, index, chosen)
        used = way.resources.get(index)
        slot = way.slots["step", index]
        held = selection.held.get(index)
        planned.append(
            PlannedStep(
                skill=step.skill,
                begin=step.level - 1,
                reach=step.level,
                hours=task.minutes / 60,
                low=task.spread[0] / 60,
                high=task.spread[1] / 60,
                gain=step.gain,
                start=slot.start,
                end=slot.end,
                serves=served[0].skill if served else None,
                because=because(setting.framework, step, served, setting.now),
                resource=used.resource or None if used else None,
                study=min(task.minutes, used.study) / 60 if used and used.resource else 0.0,
                within=None if held is None else setting.activities[held].id,
                phase=phases.get(index, 0),
            )
        )
    return tuple(planned)


def _planned_activities(setting: Setting, way: _Way) -> tuple[PlannedActivity, ...]:
    keys = [key for key in way.tasks if key[0] == "activity"]
    costs = _activity_costs(setting, way.selection)
    planned = [_planned_activity(setting.activities[n], way, n, costs.get(n)) for _, n in keys]
    return tuple(sorted(planned, key=lambda item: (item.start, item.end, item.id)))


def _planned_activity(
    activity: Activity, way: _Way, number: int, costs: float | None
) -> PlannedActivity:
    slot = way.slots["activity", number]
    return PlannedActivity(
        id=activity.id,
        kind=activity.kind,
        name=activity.name,
        hours=activity.minutes / 60,
        low=activity.spread[0] / 60,
        high=activity.spread[1] / 60,
        start=slot.start,
        end=slot.end,
        alongside=activity.alongside,
        check=activity.check,
        phase=activity.phase,
        costs=costs,
    )


def _activity_costs(setting: Setting, selection: Selection) -> dict[int, float]:
    """Return the readiness that the plan would reach more without each activity."""
    if setting.request.mode != "most-readiness":
        return {}
    found = {}
    for group in setting.groups:
        without = setting._replace(groups=[item for item in setting.groups if item != group])
        other = without.choose(minutes=setting.limit)
        members = [number for number in group.members if number in selection.activities]
        for number in members:
            more = other.value - selection.value if other else 0.0
            found[number] = max(0.0, more) / len(members)
    return found


def _planned_resources(setting: Setting, way: _Way) -> tuple[PlannedResource, ...]:
    library = {item.id: item for item in setting.framework.library.resources}
    served: dict[str, list[int]] = {}
    for index in way.steps:
        used = way.resources.get(index)
        if used and used.resource:
            served.setdefault(used.resource, []).append(index)
    planned = []
    for name, indexes in served.items():
        resource = library[name]
        minutes = [
            min(way.tasks["step", index].minutes, way.resources[index].study) for index in indexes
        ]
        planned.append(
            PlannedResource(
                id=name,
                title=resource.title,
                by=resource.by,
                price=resource.price.amount,
                currency=resource.price.currency,
                priced=resource.price.as_of,
                checked=resource.checked,
                steps=tuple((setting.steps[i].skill, setting.steps[i].level) for i in indexes),
                hours=sum(minutes) / 60,
            )
        )
    return tuple(planned)


def _path_view(setting: Setting, way: _Way) -> PathView | None:
    if setting.path is None:
        return None
    held = setting.framework.data.evidence.held
    return compare_path(
        setting.framework,
        setting.path,
        setting.steps,
        way.steps,
        known=Known(
            steps={(step.skill, step.level): i for i, step in enumerate(setting.steps)},
            done=HeldLevels(held, None, setting.done),
            held=HeldLevels(held, setting.assessment.proficiencies, NOTHING_DONE),
        ),
        activities={
            task.task: next(
                (
                    setting.activities[n].id
                    for n in way.selection.activities
                    if setting.activities[n].phase == number
                    and setting.activities[n].kind == task.activity
                ),
                "",
            )
            for number, phase in enumerate(setting.path.phases, start=1)
            for task in phase.tasks
            if task.activity
        },
    )


def _variants(setting: Setting, chosen: Selection) -> tuple[Variant, ...]:
    """Return what the same request brings with other hours a week, and with other efforts."""
    found = []
    for factor in (0.5, 1.0, 1.5):
        calendar = setting.calendar.scaled(factor)
        rates = (calendar.hours[0].hours, setting.calendar.hours[0].hours)
        limit = None
        if setting.limit is not None:
            limit = math.floor(setting.limit * (rates[0] / rates[1] if rates[1] else factor) + 1e-6)
        same = limit == setting.limit
        choice = chosen if same else setting.choose(minutes=limit)
        found.append(_variant(setting, choice, calendar, 1.0))
    for effort in (0.5, 1.5):
        limit = None if setting.limit is None else math.floor(setting.limit / effort)
        choice = chosen if limit == setting.limit else setting.choose(minutes=limit)
        found.append(_variant(setting, choice, setting.calendar, effort))
    return tuple(found)


def _variant(
    setting: Setting, choice: Selection | None, calendar: Calendar, effort: float
) -> Variant:
    value = math.fsum(one.value for one in setting.now) / len(setting.now)
    if choice is None:
        return Variant(calendar.hours[0].hours, value, 0.0, effort, possible=False)
    gained = math.fsum(setting.gained(choice.steps)) / len(setting.now)
    weeks = calendar.weeks(choice.minutes * effort)
    return Variant(calendar.hours[0].hours, min(1.0, value + gained), weeks, effort)
