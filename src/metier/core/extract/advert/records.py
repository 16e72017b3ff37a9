"""What an advert says. A value read from text has the span that proves it."""

from typing import Literal

from msgspec import Struct

from metier.core.framework.advert_types import AskedDegree, Employment, Need, Period, WorkMode

Origin = Literal["schema.org", "text", "title", "words", "years"]


class Span(Struct, frozen=True):
    """A part of the advert's text, in characters; `end` is behind its last."""

    start: int
    end: int


class Stated(Struct, frozen=True):
    """A value in words; `span` is None when a field of a JobPosting says it."""

    value: str
    span: Span | None = None


class Mode(Struct, frozen=True):
    """Where the work is done."""

    value: WorkMode
    span: Span | None = None


class EmploymentType(Struct, frozen=True):
    """A type of employment."""

    value: Employment
    span: Span | None = None


class Pay(Struct, frozen=True):
    """Pay before tax and extras, as stated.

    Attributes:
        currency: ISO 4217 code, or None when only a number is given.
        period: What the amounts are paid for, or None when that cannot be told.
        period_stated: False when the period is told by the size of the amounts.
        low: The least, in units of the currency; None for "up to".
        high: The most; None for "from". Both are equal when one amount is stated.
    """

    currency: str | None
    period: Period | None
    period_stated: bool
    low: float | None
    high: float | None
    span: Span | None = None


class Years(Struct, frozen=True):
    """Years of experience asked; `high` is None without an upper end.

    Attributes:
        need: Whether they must be or would be nice.
    """

    low: float | None
    high: float | None
    need: Need
    span: Span | None = None


class Degree(Struct, frozen=True):
    """A degree asked.

    Attributes:
        value: none (it is said that none is needed), bachelor, master or doctorate; of several
            that would do, the lowest.
        need: Whether it must be or would be nice.
        equivalent: Whether experience does as well.
    """

    value: AskedDegree
    need: Need
    equivalent: bool = False
    span: Span | None = None


class AskedSkill(Struct, frozen=True):
    """A skill that the advert names; its spans are in order."""

    skill: str
    need: Need
    spans: tuple[Span, ...]
    confidence: float


class Advert(Struct, frozen=True):
    """A job advert; what it does not state is None or empty.

    Attributes:
        role: Id of the role that the title names, or None.
        role_confidence: How sure that is, 0 to 1.
        stage: The stage asked for; `stage_from` says what tells it: "title", "words" or "years".
        locations: Places of work.
        applicants: Where applicants may live, for remote work.
        pay: The pay that the advert states first; `other_pay`, for other places or stages.
        years: Years of experience in general; of one skill when it asks for no others.
        degree: The degree that it insists on, else the one it would like.
        degree_preferred: A further one that it would like.
        responsibilities: What the holder does, an item a span.
        skills: The skills asked for. `aside` holds those that are named where nothing is asked.
        posted: ISO day on which it was posted; `valid_through`, the last day to apply.
    """

    title: Stated | None
    company: Stated | None
    locations: tuple[Stated, ...]
    applicants: tuple[Stated, ...]
    work_mode: Mode | None
    employment: tuple[EmploymentType, ...]
    role: str | None
    role_confidence: float
    stage: str | None
    stage_from: Origin | None
    pay: Pay | None
    other_pay: tuple[Pay, ...]
    years: Years | None
    degree: Degree | None
    degree_preferred: Degree | None
    responsibilities: tuple[Span, ...]
    skills: tuple[AskedSkill, ...]
    aside: tuple[AskedSkill, ...]
    posted: str | None
    valid_through: str | None
