"""Plan the way: from where a person stands to a role at a stage, in the hours there are."""

import datetime as dt
import math
from typing import NamedTuple

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.match.readiness import Readiness
from metier.core.plan.optimize import Choice, choose_least_time, choose_most_gain
from metier.core.plan.order import Order, order_steps
from metier.core.plan.schedule import Finish, estimate_finish, place_steps
from metier.core.plan.steps import Step, list_steps
from metier.core.workflow.assess import Assessment, measure_readiness

READY = 0.8
_LEAST_HOURS = 0.001
_MAX_WEEKS = 2600


class PlannedStep(NamedTuple):
    """A step of a plan with its place in the calendar.

    Attributes:
        begin: Level before; `reach` is the level after it.
        hours: Expected hours; `low` and `high` are optimistic and pessimistic.
        gain: Readiness it adds, 0 for what only others need.
        serves: Another skill whose step needs this one, or None.
        because: One sentence that says why it is there.
    """

    skill: str
    begin: int
    reach: int
    hours: float
    low: float
    high: float
    gain: float
    start: dt.date
    end: dt.date
    serves: str | None
    because: str


class Variant(NamedTuple):
    """What the same plan brings with other hours per week."""

    hours_per_week: float
    readiness: float
    weeks: float


class Plan(NamedTuple):
    """A plan, the proof that none is better, and how it bears other hours.

    Attributes:
        mode: "most-readiness" by a date, or "least-hours" to a readiness.
        objective: Readiness gained, or hours, by mode.
        bound: What no plan can do better than, in the same unit; equal when proven optimal.
        goal: The readiness aimed at in mode least-hours, else None.
        reached: Whether the goal can be reached by steps at all.
        area: Readiness gained times weeks for which it lasts; `area_bound` likewise.
        left_over: Steps toward the target that the plan leaves out.
    """

    role: str
    stage: str
    mode: str
    steps: tuple[PlannedStep, ...]
    hours: float
    weeks: float
    hours_per_week: float
    objective: float
    bound: float
    before: Readiness
    after: float
    goal: float | None
    reached: bool
    area: float
    area_bound: float
    finish: Finish
    variants: tuple[Variant, ...]
    left_over: int
    as_of: dt.date


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
    now = measure_readiness(framework, assessment, role_id, stage)
    worth = {item.skill: (item.weight, item.target) for item in now.contributions}
    steps = list_steps(framework, worth, assessment.proficiencies)
    before = now.value
    goal = None if weeks is not None else readiness
    must = _blocking(steps, now, worth) if goal is not None else []
    choice = _choose(steps, hours_per_week, weeks, readiness - before, must)
    order = order_steps(steps, choice.chosen)
    gained = math.fsum(steps[index].gain for index in choice.chosen)
    minutes = sum(steps[index].minutes for index in choice.chosen)
    scale = 1.0 if goal is None else 1 / 60
    per_week = hours_per_week * 60
    return Plan(
        role=now.role,
        stage=stage,
        mode="most-readiness" if goal is None else "least-hours",
        steps=_planned(framework, steps, order, hours_per_week, assessment.as_of, role_id, worth),
        hours=minutes / 60,
        weeks=minutes / per_week,
        hours_per_week=hours_per_week,
        objective=choice.value * scale,
        bound=choice.bound * scale,
        before=now,
        after=min(1.0, before + gained),
        goal=goal,
        reached=goal is None or before + gained >= goal - 1e-9,
        area=order.area / per_week,
        area_bound=order.bound / per_week,
        finish=estimate_finish(steps, order.sequence, hours_per_week, assessment.as_of),
        variants=_variants(steps, choice, hours_per_week, weeks, readiness - before, before, must),
        left_over=len(steps) - len(choice.chosen),
        as_of=assessment.as_of,
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


def check_bounds(hours_per_week: float, weeks: float | None, readiness: float = READY) -> None:
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


def _blocking(steps: list[Step], now: Readiness, worth: dict[str, tuple[float, int]]) -> list[int]:
    """Return the steps that lift what nobody does the role without to the level asked."""
    return [
        index
        for index, step in enumerate(steps)
        if step.skill in now.blockers and step.level <= worth[step.skill][1]
    ]


def _choose(
    steps: list[Step],
    hours_per_week: float,
    weeks: float | None,
    missing: float,
    must: list[int],
) -> Choice:
    if weeks is not None:
        return choose_most_gain(steps, math.floor(hours_per_week * weeks * 60 + 1e-6))
    return choose_least_time(steps, missing, must)


def _variants(  # noqa: PLR0917
    steps: list[Step],
    chosen: Choice,
    hours: float,
    weeks: float | None,
    missing: float,
    before: float,
    must: list[int],
) -> tuple[Variant, ...]:
    found = []
    for factor in (0.5, 1.0, 1.5):
        rate = min(hours * factor, 168.0)
        same = weeks is None or rate == hours
        choice = chosen if same else _choose(steps, rate, weeks, missing, must)
        gained = math.fsum(steps[index].gain for index in choice.chosen)
        minutes = sum(steps[index].minutes for index in choice.chosen)
        found.append(Variant(rate, min(1.0, before + gained), minutes / (rate * 60)))
    return tuple(found)


def _planned(  # noqa: PLR0917
    framework: Framework,
    steps: list[Step],
    order: Order,
    hours_per_week: float,
    as_of: dt.date,
    role_id: str,
    worth: dict[str, tuple[float, int]],
) -> tuple[PlannedStep, ...]:
    slots = place_steps(steps, order.sequence, hours_per_week, as_of)
    chosen = set(order.sequence)
    planned = []
    for index, slot in zip(order.sequence, slots, strict=True):
        step = steps[index]
        served = _served(steps, index, chosen)
        planned.append(
            PlannedStep(
                skill=step.skill,
                begin=step.level - 1,
                reach=step.level,
                hours=step.minutes / 60,
                low=step.spread[0] / 60,
                high=step.spread[1] / 60,
                gain=step.gain,
                start=slot.start,
                end=slot.end,
                serves=served[0].skill if served else None,
                because=_because(framework, step, served, role_id, worth),
            )
        )
    return tuple(planned)


def _served(steps: list[Step], index: int, chosen: set[int]) -> list[Step]:
    """Return the chosen steps of other skills that need this one, the most useful first."""
    found = [
        steps[other]
        for other in chosen
        if index in steps[other].needs and steps[other].skill != steps[index].skill
    ]
    return sorted(found, key=lambda item: (-item.gain, item.skill))


def _because(
    framework: Framework,
    step: Step,
    served: list[Step],
    role_id: str,
    worth: dict[str, tuple[float, int]],
) -> str:
    reasons = []
    if step.gain > 0:
        weight, target = worth[step.skill]
        role = framework.role(role_id).name
        reasons.append(f"{role} asks for level {target}, {weight:.1%} of the whole")
    if served:
        name = framework.skills[served[0].skill].name
        others = f" and {len(served) - 1} more need it" if len(served) > 1 else " needs it"
        reasons.append(f"{name} at level {served[0].level}{others}")
    if not reasons:
        reasons.append("the next level of the same skill needs it")
    text = "; ".join(reasons)
    return text[0].upper() + text[1:] + "."
