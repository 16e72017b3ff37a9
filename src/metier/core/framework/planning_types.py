"""The types of `planning.yaml`: what a plan reckons with beside the hours of skills."""

from typing import Annotated, Literal

from msgspec import Meta

from metier.core.framework.types import (
    Hours,
    Positive,
    Provenance,
    ReachedLevel,
    Share,
    Strict,
    Text,
)

ActivityKind = Literal[
    "project", "portfolio", "network", "interview-practice", "applications", "work"
]


class ActivityRule(Strict, frozen=True):
    """Something a plan may hold beside steps of skills, where no learning path gives its own.

    Attributes:
        kind: Its kind, which is also its id.
        name: What people call it.
        hours: Optimistic, likely and pessimistic.
        after: Kinds that come before it where the plan holds them.
        alongside: It takes its hours evenly from the start to the end of the plan.
        check: How one knows that it is done.
    """

    kind: ActivityKind
    name: Text
    hours: Hours
    after: tuple[ActivityKind, ...]
    check: Text
    alongside: bool = False


class PlanningFile(Strict, frozen=True):
    """The `planning.yaml` file.

    Attributes:
        ready: Readiness from which one counts as ready for a role.
        first_counted: Level from which a step of a plan counts, unless less is asked for: a first
            look brings nobody nearer to a role, so it counts together with the next level.
        self_study: Factor on a step's hours where the library has something to learn it from, but
            the language or the budget leaves all of it out.
        practice_share: Part of a step's hours that a project which evidences it can hold.
        project_share: Part of a project's hours that can be practice for steps.
        person_spread: Standard deviation of the log of a person's speed.
        step_spread: Standard deviation of the log of a step's hours about that speed.
        effort_correlation: Correlation between the hours of a plan's steps, which share a person.
        fades_at: Weight of a sign at which a skill is due for review.
        review_share: Hours of a review as a part of those of the level that it keeps.
        tenure_months: Months in a role and stage before the next move.
        reach_months: Months for which the map of moves shows what can be reached.
        map_hours: Hours a week that the map of moves supposes.
    """

    provenance: Provenance
    basis: Text
    ready: Share
    first_counted: ReachedLevel
    self_study: Annotated[float, Meta(ge=1)]
    practice_share: Share
    project_share: Share
    person_spread: Positive
    step_spread: Positive
    effort_correlation: Share
    fades_at: Share
    review_share: Share
    tenure_months: Annotated[float, Meta(ge=0)]
    reach_months: tuple[Positive, ...]
    map_hours: Positive
    activities: tuple[ActivityRule, ...]
