"""What a person has before them this week: of the kept plan, of follow-ups, of practice."""

import datetime as dt
from typing import NamedTuple

from metier.core.exchange.icalendar import Event, write_calendar
from metier.core.framework.index import Framework
from metier.core.framework.records import Profile
from metier.core.framework.way_records import KeptStep
from metier.core.plan.progress import read_activities, read_progress
from metier.core.plan.steps import HeldLevels

_DAYS = 7


class Due(NamedTuple):
    """Somebody to write to, or an application to come back to.

    Attributes:
        kind: contact or advert.
        id: Its id in the profile.
    """

    kind: str
    id: str
    name: str
    day: dt.date


class Week(NamedTuple):
    """What stands in the next seven days.

    Attributes:
        steps: Open steps of the kept plan that fall into them, or are late, in their order.
        late: How many of them should have ended before.
        hours: Their hours, by the plan.
        due: Follow-ups, the earliest first.
        done: Steps of the plan that are done, of `planned`.
    """

    steps: tuple[KeptStep, ...]
    late: int
    hours: float
    due: tuple[Due, ...]
    done: int
    planned: int


def plan_week(framework: Framework, profile: Profile, *, as_of: dt.date) -> Week:
    """Return what stands in the seven days from a day on."""
    plan = profile.plans[-1] if profile.plans else None
    open_steps = (
        [step for step in plan.steps if not _is_done(framework, profile, step)] if plan else []
    )
    last = (as_of + dt.timedelta(days=_DAYS - 1)).isoformat()
    today = as_of.isoformat()
    steps = [step for step in open_steps if step.start <= last]
    whole = len(plan.steps) if plan else 0
    return Week(
        steps=tuple(steps),
        late=sum(step.end < today for step in steps),
        hours=sum(_hours_within(step, today, last) for step in steps),
        due=list_due(profile, until=as_of + dt.timedelta(days=_DAYS - 1)),
        done=whole - len(open_steps),
        planned=whole,
    )


def _is_done(framework: Framework, profile: Profile, step: KeptStep) -> bool:
    if step.activity:
        return read_activities(profile.activities).get(step.activity, 0.0) >= 1
    done = HeldLevels(1.0, None, read_progress(framework, profile.progress))
    return done(step.skill, step.level)


def _hours_within(step: KeptStep, first: str, last: str) -> float:
    """Return the part of a step's hours that falls into some days; all of it when it is late."""
    start, end = dt.date.fromisoformat(step.start), dt.date.fromisoformat(step.end)
    if step.end < first:
        return step.hours
    begin = max(start, dt.date.fromisoformat(first))
    stop = min(end, dt.date.fromisoformat(last))
    return step.hours * ((stop - begin).days + 1) / ((end - start).days + 1)


def list_due(profile: Profile, *, until: dt.date) -> tuple[Due, ...]:
    """Return the follow-ups until a day, late ones included, the earliest first."""
    found = [
        Due("contact", item.id, item.name, dt.date.fromisoformat(item.follow_up))
        for item in profile.contacts
        if item.follow_up
    ]
    found += [
        Due("advert", item.id, item.title, dt.date.fromisoformat(item.follow_up))
        for item in profile.adverts
        if item.follow_up
    ]
    return tuple(sorted(item for item in found if item.day <= until))


def reminder_calendar(framework: Framework, profile: Profile, *, as_of: dt.date) -> str:
    """Return the open steps of the kept plan and the follow-ups as iCalendar."""
    plan = profile.plans[-1] if profile.plans else None
    events = []
    for step in plan.steps if plan else ():
        if _is_done(framework, profile, step):
            continue
        skill = framework.skills.get(step.skill)
        title = f"{skill.name} to level {step.level}" if skill else step.activity or step.skill
        name = step.skill or step.activity.replace(":", "-")
        events.append(
            Event(
                uid=f"{profile.id}-{name}-{step.level}@metier",
                day=dt.date.fromisoformat(step.start),
                end_day=dt.date.fromisoformat(step.end),
                title=title,
                minutes=round(60 * step.hours),
            )
        )
    for item in list_due(profile, until=dt.date.max):
        verb = "Write to" if item.kind == "contact" else "Come back to"
        events.append(
            Event(
                f"{profile.id}-{item.kind}-{item.id}@metier", item.day, None, f"{verb} {item.name}"
            )
        )
    return write_calendar(events, name="Metier", as_of=as_of)
