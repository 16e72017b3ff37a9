"""A plan as it is answered: steps, activities and resources in the calendar, and the proof."""

import datetime as dt
from typing import NamedTuple

from metier.core.framework.way_records import PlanRequest
from metier.core.match.readiness import Readiness
from metier.core.plan.departures import PathView
from metier.core.plan.review import Review
from metier.core.plan.schedule import Finish


class PlannedStep(NamedTuple):
    """A step of a plan with its place in the calendar.

    Attributes:
        begin: Level before; `reach` is the level after it.
        hours: Expected hours; `low` and `high` are optimistic and pessimistic.
        gain: Readiness it adds, 0 for what only others need.
        serves: Another skill whose step needs this one, or None.
        because: One sentence that says why it is there.
        resource: Id of the resource that it is learned from, or None.
        study: Hours of it that are spent with the resource.
        within: Id of the project that holds a part of its practice, or None.
        phase: Number of the learning path's phase, from 1, or 0.
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
    resource: str | None = None
    study: float = 0.0
    within: str | None = None
    phase: int = 0


class PlannedActivity(NamedTuple):
    """An activity of a plan with its place in the calendar.

    Attributes:
        alongside: Its hours are spread evenly over the whole plan.
        check: How one knows that it is done.
        costs: Readiness that the plan would reach more without it; None where the plan has
            no date, so that it costs its hours and no readiness.
    """

    id: str
    kind: str
    name: str
    hours: float
    low: float
    high: float
    start: dt.date
    end: dt.date
    alongside: bool
    check: str
    phase: int
    costs: float | None


class PlannedResource(NamedTuple):
    """A resource that the plan uses, with the steps that it serves.

    Attributes:
        price: What it costs, paid once; `currency` and `priced` say in what and as of when.
        steps: (skill, level) of each step.
        hours: Hours spent with it.
    """

    id: str
    title: str
    by: str
    price: float
    currency: str
    priced: str
    checked: bool
    steps: tuple[tuple[str, int], ...]
    hours: float


class Variant(NamedTuple):
    """What a plan of the same kind brings if hours turn out otherwise.

    Attributes:
        hours_per_week: Hours there are, in the first week.
        effort: Factor on the hours that everything takes.
        possible: Whether what must be in the plan fits; else readiness is that of today.
    """

    hours_per_week: float
    readiness: float
    weeks: float
    effort: float = 1.0
    possible: bool = True


class Plan(NamedTuple):
    """A plan, the proof that none is better, and how it bears other hours.

    Attributes:
        role: The first target's; `stage` likewise. All targets stand in `request`.
        mode: "most-readiness" by a date, "least-hours" or "least-money" to a readiness.
        hours: Of steps and activities.
        objective: Readiness gained, hours, or money, by mode; with two targets their mean.
        bound: What no plan can do better than, in the same unit; equal when proven optimal.
        before: Readiness for the first target; `befores` has that for all.
        after: Readiness for the first target at the end; `afters` has that for all.
        goal: The readiness aimed at in the modes that have one, else None.
        reached: Whether the goal can be reached by steps at all.
        area: Readiness gained times weeks for which it lasts; `area_bound` likewise.
        money: Price of the resources that it uses.
        left_over: Steps toward the target that the plan leaves out.
        done: Number of steps that are marked done and wait for work or a test to show it.
        speed: Factor on all hours, learned from the hours that were logged.
        nearest: For a plan that brings nothing, why, and the nearest goal that would; else empty.
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
    request: PlanRequest
    befores: tuple[Readiness, ...]
    afters: tuple[float, ...]
    activities: tuple[PlannedActivity, ...] = ()
    resources: tuple[PlannedResource, ...] = ()
    money: float = 0.0
    currency: str = "USD"
    reviews: tuple[Review, ...] = ()
    path: PathView | None = None
    done: int = 0
    speed: float = 1.0
    nearest: str = ""
