"""What a team says about a role of its own: a role of the framework, and how theirs differs."""

from typing import Annotated, Literal

from msgspec import Meta

from metier.core.framework.advert_types import Currency, Employment, Period, WorkMode
from metier.core.framework.types import (
    Importance,
    Positive,
    ReachedLevel,
    Rung,
    Slug,
    Stage,
    Strict,
    TargetLevel,
    Text,
)

Line = Annotated[str, Meta(max_length=300)]
Long = Annotated[str, Meta(max_length=4000)]


class PayOffer(Strict, frozen=True):
    """The pay that is offered, before tax; `currency` is an ISO 4217 code."""

    low: Positive
    high: Positive
    currency: Currency
    period: Period = "year"


class Change(Strict, frozen=True):
    """What a role asks otherwise of a skill than the framework; None leaves it as it is.

    Attributes:
        level: The level at the definition's stage; 0 asks nothing.
        importance: What the skill weighs.
    """

    level: TargetLevel | None = None
    importance: Importance | None = None
    blocker: bool | None = None


class OwnSkill(Strict, frozen=True):
    """A skill that the framework does not know; `id` is its name within the company."""

    id: Slug
    name: Line
    definition: Line
    level: ReachedLevel = 3
    importance: Importance = "important"


class RoleDefinition(Strict, frozen=True):
    """A role as a team has it, in a file of its own.

    Attributes:
        base: The role of the framework that it is made from.
        title: What it is called.
        mode: Where the work is done.
        country: ISO 3166-1 alpha-2 code of the place of work.
        apply: How one applies.
        about: Who the company is.
        changes: By skill, what it asks otherwise; None asks nothing of it.
        rungs: The company's own ladder; the framework's where there is none.
        musts: Must-haves of the advert, in order; chosen by weight where they are not given.
        wishes: Likewise the nice-to-haves.
    """

    base: Slug
    stage: Stage
    title: Line
    company: Line = ""
    place: Line = ""
    country: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""
    mode: WorkMode | None = None
    employment: Employment = "full-time"
    pay: PayOffer | None = None
    mission: Long = ""
    about: Long = ""
    apply: Long = ""
    changes: dict[Slug, Change | None] = {}
    own_skills: tuple[OwnSkill, ...] = ()
    rungs: tuple[Rung, ...] = ()
    musts: tuple[Text, ...] | None = None
    wishes: tuple[Text, ...] | None = None
    format: Literal["metier-role/1"] = "metier-role/1"
