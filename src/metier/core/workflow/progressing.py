"""What a person reports of the way, and how the plan changes with it."""

import datetime as dt
from typing import NamedTuple

import msgspec

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import ActivityLog, KeptPlan, Profile, Progress
from metier.core.framework.way_records import KeptStep, PlanRequest
from metier.core.plan.progress import read_activities, read_progress
from metier.core.plan.steps import HeldLevels
from metier.core.workflow.answers import Json, head
from metier.core.workflow.assess import Assessment, assess_profile
from metier.core.workflow.plan_types import Plan
from metier.core.workflow.planning import make_plan


class Change(NamedTuple):
    """How a new plan differs from the kept one.

    Attributes:
        added: (skill or activity, level) only in the new plan.
        dropped: Only in the kept plan, without what is done.
        done: In the kept plan, and marked done since.
        moved: (skill or activity, level, days later) that start on another day.
        days_later: Days by which the end moves; negative for earlier.
    """

    added: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]
    done: tuple[tuple[str, int], ...]
    moved: tuple[tuple[str, int, int], ...]
    days_later: int


class Replan(NamedTuple):
    """The kept plan, the plan as it would be now, and what differs."""

    kept: KeptPlan
    plan: Plan
    change: Change


def keep_plan(framework: Framework, profile: Profile, plan: Plan) -> Profile:
    """Return the profile with a plan accepted, and its targets as the person's."""
    steps = [
        KeptStep(
            item.skill, item.reach, "", item.hours, item.start.isoformat(), item.end.isoformat()
        )
        for item in plan.steps
    ]
    steps += [
        KeptStep("", 0, item.id, item.hours, item.start.isoformat(), item.end.isoformat())
        for item in plan.activities
    ]
    kept = KeptPlan(
        day=plan.as_of.isoformat(),
        request=plan.request,
        steps=tuple(sorted(steps, key=lambda step: (step.start, step.end))),
        readiness=sum(one.value for one in plan.befores) / len(plan.befores),
        planned=sum(plan.afters) / len(plan.afters),
        framework_version=framework.id.version,
    )
    return msgspec.structs.replace(
        profile, plans=(*profile.plans, kept), targets=plan.request.targets
    )


def report_step(
    framework: Framework,
    profile: Profile,
    skill: str,
    level: int,
    *,
    day: dt.date,
    hours: float = 0.0,
    share: float = 1.0,
) -> Profile:
    """Return the profile with work on a step reported.

    Raises:
        UnknownIdError: There is no such skill.
        UsageError: Level, hours or share out of range.
    """
    framework.skill(skill)
    if not 1 <= level <= 5:
        raise UsageError(f"{level} is no level to reach.", code="progress-level", hint="1 to 5.")
    _check_report(hours, share)
    report = Progress(skill, level, day.isoformat(), hours, share)
    return msgspec.structs.replace(profile, progress=(*profile.progress, report))


def report_activity(
    profile: Profile, activity: str, *, day: dt.date, hours: float = 0.0, share: float = 1.0
) -> Profile:
    """Return the profile with work on an activity reported.

    Raises:
        UsageError: No kept plan holds such an activity; hours or share out of range.
    """
    _check_report(hours, share)
    known = [step.activity for plan in profile.plans for step in plan.steps if step.activity]
    if activity not in known:
        raise UsageError(
            f"No kept plan holds an activity {activity!r}.",
            code="activity-unknown",
            hint=f"They hold {', '.join(dict.fromkeys(known))}." if known else "Keep a plan first.",
        )
    log = ActivityLog(activity, day.isoformat(), hours, share)
    return msgspec.structs.replace(profile, activities=(*profile.activities, log))


def _check_report(hours: float, share: float) -> None:
    if not 0 <= hours <= 10_000:
        raise UsageError(
            f"{hours:g} hours cannot be logged.", code="progress-hours", hint="0 to 10,000."
        )
    if not 0 <= share <= 1:
        raise UsageError(f"{share:g} is no part of a step.", code="progress-share", hint="0 to 1.")


def replan(framework: Framework, profile: Profile, *, as_of: dt.date) -> Replan:
    """Return the latest kept plan made anew as of a day, and what differs.

    What the person fixed stays; what is done takes no hours; hours follow the speed learned.

    Raises:
        UsageError: No plan is kept, or none is possible any more.
    """
    if not profile.plans:
        raise UsageError(
            "This profile keeps no plan.",
            code="plan-missing",
            hint="'metier plan @NAME … --keep' keeps one.",
        )
    kept = profile.plans[-1]
    assessment = assess_profile(framework, profile, as_of=as_of)
    plan = make_plan(framework, assessment, current_request(framework, kept))
    return Replan(kept, plan, compare_plans(framework, assessment, kept, plan))


def current_request(framework: Framework, kept: KeptPlan) -> PlanRequest:
    """Return the request of a kept plan without what the framework no longer knows."""
    request = kept.request
    return msgspec.structs.replace(
        request,
        fixed=tuple(item for item in request.fixed if item.skill in framework.skills),
        excluded=tuple(skill for skill in request.excluded if skill in framework.skills),
    )


def compare_plans(
    framework: Framework, assessment: Assessment, kept: KeptPlan, plan: Plan
) -> Change:
    """Return how a plan differs from a kept one, given what the person reports as done."""
    old = {(item.skill or item.activity, item.level): item.start for item in kept.steps}
    new = {(item.skill, item.reach): item.start for item in plan.steps}
    new.update({(item.id, 0): item.start for item in plan.activities})
    is_done = HeldLevels(1.0, None, read_progress(framework, assessment.profile.progress))
    done = {key for key in old if key[1] and is_done(*key)}
    done |= {(item.activity, 0) for item in assessment.profile.activities if item.share >= 1}
    moved = [
        (*key, (new[key] - dt.date.fromisoformat(start)).days)
        for key, start in old.items()
        if key in new and new[key] != dt.date.fromisoformat(start)
    ]
    ends = [dt.date.fromisoformat(item.end) for item in kept.steps]
    last = [step.end for step in plan.steps] + [item.end for item in plan.activities]
    later = (max(last) - max(ends)).days if ends and last else 0
    return Change(
        added=tuple(key for key in new if key not in old),
        dropped=tuple(key for key in old if key not in new and key not in done),
        done=tuple(key for key in old if key in done),
        moved=tuple(moved),
        days_later=later,
    )


def describe_replan(framework: Framework, found: Replan) -> Json:
    """Return what differs between the kept plan and the plan as it would be now."""
    change = found.change

    def names(keys: tuple[tuple[str, int], ...]) -> list[Json]:
        return [_named(framework, name, level) for name, level in keys]

    return {
        **head(framework, found.plan.as_of),
        "kept": found.kept.day,
        "readiness_then": found.kept.readiness,
        "readiness_now": sum(one.value for one in found.plan.befores) / len(found.plan.befores),
        "speed": found.plan.speed,
        "added": names(change.added),
        "dropped": names(change.dropped),
        "done": names(change.done),
        "moved": [
            {**_named(framework, name, level), "days": days} for name, level, days in change.moved
        ],
        "days_later": change.days_later,
    }


def _named(framework: Framework, name: str, level: int) -> Json:
    skill = framework.skills.get(name)
    return {"id": name, "name": skill.name if skill else name, "level": level or None}


def describe_progress(framework: Framework, profile: Profile, *, as_of: dt.date) -> Json:
    """Return what is reported of steps and activities, and the speed learned from it."""
    done = read_progress(framework, profile.progress)
    days = {(item.skill, item.level): item.day for item in profile.progress}
    hours = [item.hours for item in profile.progress]
    hours += [item.hours for item in profile.activities]
    return {
        **head(framework, as_of),
        "steps": [
            {**_named(framework, skill, level), "share": share, "day": days[skill, level]}
            for (skill, level), share in done.shares.items()
        ],
        "activities": [
            {"activity": activity, "share": share}
            for activity, share in read_activities(profile.activities).items()
        ],
        "hours": sum(hours),
        "speed": done.speed,
        "plans": [
            {
                "day": plan.day,
                "targets": msgspec.to_builtins(plan.request.targets),
                "readiness": plan.readiness,
                "planned": plan.planned,
                "steps": len(plan.steps),
            }
            for plan in profile.plans
        ],
    }
