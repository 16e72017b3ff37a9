"""What to answer when a plan is asked for that cannot be: why not, and the nearest that can."""

import datetime as dt
import math

from metier.core.errors import UsageError
from metier.core.plan.optimize import PlanProblem, needed_for, select
from metier.core.workflow.plan_setting import Setting


def impossible(setting: Setting) -> UsageError:
    """Return the error for a request that no plan meets, with the nearest goal that one does."""
    request, limit = setting.request, setting.limit
    least = _least_minutes(setting)
    if limit is not None and least is not None and least > limit:
        return UsageError(
            f"What must be in the plan takes {_hours(least)}; until {request.until} there are "
            f"{_hours(limit)}.",
            code="plan-impossible",
            hint=f"The nearest that fits: {_by(setting, least)}.",
        )
    if limit is not None and request.mode != "most-readiness":
        return _goal_beyond_date(setting, limit)
    return UsageError(
        "Nothing meets all that is asked for at once.",
        code="plan-impossible",
        hint="Let one of the fixed or excluded steps, or the budget, go.",
    )


def _goal_beyond_date(setting: Setting, limit: int) -> UsageError:
    request = setting.request
    problem = setting.problem(minutes=limit)
    most = select(problem._replace(mode="most-readiness", goals=()))
    reach = (
        min(
            one.value + gain
            for one, gain in zip(setting.now, setting.gained(most.steps), strict=True)
        )
        if most
        else min(one.value for one in setting.now)
    )
    soonest = select(problem._replace(mode="least-hours", minutes=None))
    when = f", and {request.readiness:.0%} {_by(setting, soonest.minutes)}" if soonest else ""
    return UsageError(
        f"A readiness of {request.readiness:.0%} cannot be reached until {request.until}.",
        code="plan-impossible",
        hint=f"The nearest: {reach:.0%} by that day{when}.",
    )


def nearest_step(setting: Setting) -> str:
    """Return, for a plan that brings nothing, why, and what would bring something."""
    useful = [index for index, step in enumerate(setting.steps) if step.gain > 0]
    if not useful:
        return (
            "Nothing is missing that learning could bring: what the target asks is more likely "
            "held than not. Showing it, by work or a test, is what is left."
        )
    costs = {
        index: sum(setting.steps[i].minutes for i in needed_for(setting.steps, [index]))
        for index in useful
    }
    best = min(useful, key=lambda index: (costs[index], index))
    step = setting.steps[best]
    name = setting.framework.skills[step.skill].name
    there = f" and there are {_hours(setting.limit)}" if setting.limit is not None else ""
    return (
        f"The least that brings anything, {name} to level {step.level}, takes "
        f"{_hours(costs[best])}{there}. The nearest that fits: {_by(setting, costs[best])}."
    )


def _least_minutes(setting: Setting) -> int | None:
    """Return the least minutes of what must be in the plan, whatever it reaches."""
    least = select(
        PlanProblem(
            mode="least-hours",
            steps=setting.steps,
            activities=setting.activities,
            groups=setting.groups,
            cents=setting.cents,
            must=setting.must,
            project_share=setting.framework.data.planning.project_share,
        )
    )
    return least.minutes if least else None


def _by(setting: Setting, minutes: int) -> str:
    """Return the day by which so many minutes are spent, and the hours a week for the old day."""
    day = setting.calendar.day_at(minutes)
    later = f"by {day + dt.timedelta(days=1)}" if day < dt.date.max else "with more hours"
    if setting.limit:
        rate = setting.calendar.hours[0].hours * minutes / setting.limit
        if rate <= 168:
            later += f", or with {math.ceil(rate * 10) / 10:g} hours a week"
    return later


def _hours(minutes: float) -> str:
    hours = minutes / 60
    if hours < 1:
        return f"{round(minutes)} minutes"
    return f"{hours:.0f} hours" if hours >= 10 else f"{hours:.1f} hours"
