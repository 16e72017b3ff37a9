"""What a person does on the way: plans accepted, activities, adverts, practice, portfolio."""

from typing import Literal

from msgspec import Struct

from metier.core.framework.document_records import Document
from metier.core.framework.types import LevelRef

PlanMode = Literal["most-readiness", "least-hours", "least-money"]
Status = Literal[
    "saved", "preparing", "applied", "interview", "offer", "accepted", "rejected", "withdrawn"
]
Grade = Literal["weak", "good", "strong"]


class Target(Struct, frozen=True):
    """A role and stage that the person aims at."""

    role: str
    stage: str


class WeekHours(Struct, frozen=True):
    """Hours a week from a day on, until the next such entry."""

    since: str
    hours: float


class PlanRequest(Struct, frozen=True):
    """What a plan is asked for.

    Attributes:
        targets: One or two targets; their readiness counts in equal parts.
        mode: Most readiness by a day, least hours to a readiness, or least money to it.
        hours: Hours a week, in order of `since`; the first holds from the start.
        until: The ISO day by which the most readiness is sought; in the other modes the last day
            that the plan may take, or None.
        readiness: The readiness to reach in the other modes.
        fixed: Steps that stay in the plan.
        excluded: Skills that the plan leaves alone.
        budget: The most to spend on resources, or None for no limit.
        currency: Of the budget.
        languages: ISO 639-1 codes of the languages to learn in.
        activities: Kinds or ids of activities that compete for the hours.
        audience: The source's path to follow, or None.
    """

    targets: tuple[Target, ...]
    mode: PlanMode
    hours: tuple[WeekHours, ...]
    until: str | None = None
    readiness: float = 0.8
    fixed: tuple[LevelRef, ...] = ()
    excluded: tuple[str, ...] = ()
    budget: float | None = None
    currency: str = "USD"
    languages: tuple[str, ...] = ("en",)
    activities: tuple[str, ...] = ()
    audience: str | None = None


class KeptStep(Struct, frozen=True):
    """A step of an accepted plan: a skill raised to a level, or an activity.

    Attributes:
        skill: Skill id; empty for an activity.
        activity: Id of the activity; empty for a step of a skill.
        start: ISO day; `end` is the last day.
    """

    skill: str
    level: int
    activity: str
    hours: float
    start: str
    end: str


class KeptPlan(Struct, frozen=True):
    """A plan as it was accepted on a day.

    Attributes:
        readiness: Readiness at the time; `planned` is the one at the plan's end.
    """

    day: str
    request: PlanRequest
    steps: tuple[KeptStep, ...]
    readiness: float
    planned: float
    framework_version: str


class ActivityLog(Struct, frozen=True):
    """Work on an activity that the person reports.

    Attributes:
        activity: Id of the activity, such as "portfolio" or "project:<id>".
        hours: Hours spent on it since the report before.
        share: Part of it that is done, 0 to 1; the latest report counts.
    """

    activity: str
    day: str
    hours: float = 0.0
    share: float = 1.0


class StatusChange(Struct, frozen=True):
    """When an application came to a status."""

    status: Status
    day: str
    note: str = ""


class SavedAdvert(Struct, frozen=True):
    """A job advert that the person keeps, and how far the application is.

    Attributes:
        document: The advert's text, which the spans of its demands point into.
        changes: Its statuses, the latest last; the first is "saved".
        follow_up: ISO day on which to come back to it, or None.
    """

    id: str
    document: Document
    title: str
    company: str
    changes: tuple[StatusChange, ...]
    role: str | None = None
    stage: str | None = None
    follow_up: str | None = None
    note: str = ""


class Attempt(Struct, frozen=True):
    """An answer to an interview question, rated by the person against weak, good and strong."""

    question: str
    day: str
    grade: Grade
    note: str = ""


class Artifact(Struct, frozen=True):
    """A piece of the portfolio: finished work and what it is to show.

    Attributes:
        project: Id of the framework's project that it carries out, or empty.
        place: Where it can be seen: a path or an address that the person gave.
        claims: What the person says that it shows.
        checked: Hash of the document that a check of it added to the profile, or empty.
        done: Numbers of the project's acceptance lines that the person says are met.
        found: What the check found for each of these lines, a sentence each.
    """

    id: str
    title: str
    day: str
    project: str = ""
    place: str = ""
    claims: tuple[LevelRef, ...] = ()
    checked: str = ""
    done: tuple[int, ...] = ()
    note: str = ""
    found: tuple[str, ...] = ()


class Meeting(Struct, frozen=True):
    """A message or a conversation with a contact."""

    day: str
    note: str


class Contact(Struct, frozen=True):
    """Somebody, or a place of people, to keep in touch with; it stays on this machine.

    Attributes:
        community: Id of the framework's community where they are met, or empty.
        follow_up: ISO day on which to write again, or None.
        meetings: Messages and conversations, the latest last.
    """

    id: str
    name: str
    day: str
    where: str = ""
    community: str = ""
    note: str = ""
    follow_up: str | None = None
    meetings: tuple[Meeting, ...] = ()
