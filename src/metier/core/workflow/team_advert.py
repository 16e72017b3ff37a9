"""A job advert from a role's definition: composed, read back as an applicant's tool would, kept."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Section
from metier.core.framework.team_definition import PayOffer, RoleDefinition
from metier.core.report.blocks import Block, Heading, Items, Paragraph, to_html, to_text
from metier.core.team.definition import Asked, Defined, choose_demands, define_role
from metier.core.workflow.advert import Adverts
from metier.core.workflow.team_reading import team_rules

_EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "contract": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "internship": "INTERN",
    "volunteer": "VOLUNTEER",
    "per-diem": "PER_DIEM",
}
_UNITS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}
_MODES = {"onsite": "on site", "hybrid": "hybrid", "remote": "remote"}


class JobAdvert(NamedTuple):
    """An advert as blocks, with the skills that its reader must find in it.

    Attributes:
        dropped: Lines of the role that were left out, because they name further skills.
    """

    defined: Defined
    musts: tuple[Asked, ...]
    wishes: tuple[Asked, ...]
    blocks: tuple[Block, ...]
    dropped: tuple[str, ...]

    @property
    def text(self) -> str:
        """The advert as plain text."""
        return to_text(self.blocks)


class AdvertMismatchError(UsageError):
    """A composed advert is not read back as it was meant; `skills` are those it is about."""

    def __init__(self, skills: set[str]) -> None:
        super().__init__(
            f"Read back, the advert's demands differ in {', '.join(sorted(skills))}.",
            code="advert-mismatch",
            hint="Leave words out of the mission and the texts that name further skills.",
        )
        self.skills = frozenset(skills)


def write_advert(
    framework: Framework, definition: RoleDefinition, *, adverts: Adverts
) -> JobAdvert:
    """Return the advert of a role.

    What the role does is told by those lines of the framework that name no skill beyond the
    must-haves and nice-to-haves, so that a reader finds exactly these in it.

    Args:
        framework: The framework that the role is made from.
        definition: The role.
        adverts: The reader by which the advert is read back.

    Raises:
        UnknownIdError: The definition names what there is none of.
        UsageError: The definition contradicts itself.
        AdvertMismatchError: A must-have or nice-to-have is not read as such.
    """
    defined = define_role(framework, definition)
    hidden: set[str] = set()
    while True:
        try:
            return _write(framework, defined, adverts, hidden)
        except AdvertMismatchError as error:
            chosen = set(definition.musts or ()) | set(definition.wishes or ())
            free = error.skills - chosen - hidden
            if not free:
                raise
            hidden |= free


def _write(framework: Framework, defined: Defined, adverts: Adverts, hidden: set[str]) -> JobAdvert:
    """Return the advert without demands that cannot be told apart from others."""
    rules = team_rules(framework).advert
    shown = defined._replace(asked=tuple(a for a in defined.asked if a.skill not in hidden))
    musts, wishes = choose_demands(framework, shown, musts=rules.musts, wishes=rules.wishes)
    asked = (*musts, *wishes)
    wanted = {item.skill for item in asked}
    lines = _tasks(defined)
    silent = [line for line in lines if _named(adverts, line) <= wanted]
    demands = [Demand(item, ways_to_ask(framework, item)) for item in asked]
    for demand in demands:
        demand.settle_alone(adverts)
    while True:
        texts = [demand.text for demand in demands]
        cut = len(musts)
        blocks = tuple(_compose(defined, texts[:cut], texts[cut:], silent))
        found = JobAdvert(
            defined, tuple(musts), tuple(wishes), blocks, tuple(x for x in lines if x not in silent)
        )
        wrong = misread(adverts, found)
        if not wrong:
            return found
        advanced = [demand.advance() for demand in demands if demand.item.skill in wrong]
        if not any(advanced):
            raise AdvertMismatchError(wrong)


def read_text(adverts: Adverts, text: str, *, name: str = "advert") -> Any:
    """Return a text read as an advert."""
    whole = Section("other", 0, len(text), "")
    return adverts.read(Document(name, "text", "", text, "en", 1, (whole,), ())).advert


def _named(adverts: Adverts, line: str) -> set[str]:
    """Return the skills that a line names where adverts say what one does."""
    advert = read_text(adverts, f"Responsibilities\n\n- {line}\n")
    return {item.skill for item in advert.skills}


def _tasks(defined: Defined) -> list[str]:
    """Return what the holder does: the rung's tasks, and how the stage's work shows."""
    stage = defined.definition.stage
    found = [
        text
        for rung in defined.role.ladder
        if stage in rung.stages
        for text in rung.responsibilities
    ]
    behavior = defined.role.behaviors.get(stage)
    if behavior:
        found += [behavior.delivery, behavior.autonomy, behavior.influence, behavior.communication]
    return list(dict.fromkeys(found))


def _compose(
    defined: Defined, musts: Sequence[str], wishes: Sequence[str], tasks: Sequence[str]
) -> list[Block]:
    given, role = defined.definition, defined.role
    name = given.company or "our team"
    blocks: list[Block] = [Heading(1, given.title), Paragraph("\n".join(_facts(given)))]
    if given.about:
        blocks += [Heading(2, "About us"), Paragraph(given.about)]
    blocks += [Heading(2, "The role"), Paragraph(_opening(role.mission, name))]
    if tasks:
        blocks += [Heading(2, "Responsibilities"), Items(tasks)]
    if role.judged_by:
        lines = [line[:1].upper() + line[1:] for line in role.judged_by]
        blocks += [Heading(2, "How we see that it goes well"), Items(lines)]
    if musts:
        blocks += [Heading(2, "Must have"), Items(musts)]
    if wishes:
        blocks += [Heading(2, "Nice to have"), Items(wishes)]
    return [
        *blocks,
        Heading(2, "How to apply"),
        Paragraph(given.apply or _APPLY),
        Heading(2, "Interview process"),
        Items(_PROCESS),
        Heading(2, "Equal opportunity"),
        Paragraph(_EQUAL),
    ]


_APPLY = (
    "Send us a short note and your CV. For each must-have, tell us in a line where you have done "
    "it; a link to work that we can open counts as much as a past job. We read every note, and "
    "we answer within two weeks. If you meet most of the must-haves and none of the rest, please "
    "apply all the same: what is nice to have can be learned here."
)
_PROCESS = (
    "A talk of half an hour about you, us and the pay.",
    "One task like those of the first month, of two hours at most, on a day that you choose.",
    "A talk with two people you would work with. All applicants get the same questions, and each "
    "answer is scored against the same written scale.",
    "A yes or no within a week, with reasons.",
)
_EQUAL = (
    "We decide by what the work asks and nothing else. Tell us what you need for a fair talk, such "
    "as more time, other hours or another room, and we arrange it."
)


def _facts(given: RoleDefinition) -> list[str]:
    found = [f"Company: {given.company}"] if given.company else []
    if given.place:
        found.append(f"Location: {given.place}")
    if given.mode:
        found.append(f"Work mode: {_MODES[given.mode]}")
    found.append(f"Employment type: {given.employment}")
    if given.pay:
        found.append(f"Pay: {pay_words(given.pay)}")
    return found


def pay_words(pay: PayOffer) -> str:
    """Return an offer in words, such as "EUR 70,000 - EUR 90,000 per year"."""
    span = (
        f"{pay.low:,.0f}"
        if pay.low == pay.high
        else f"{pay.low:,.0f} - {pay.currency} {pay.high:,.0f}"
    )
    return f"{pay.currency} {span} per {pay.period}"


def _opening(mission: str, name: str) -> str:
    return f"{mission.rstrip('.')}: that is what you would do at {name}."


class Demand:
    """A line of an advert that asks a skill, and the other ways to say it."""

    def __init__(self, item: Asked, ways: Sequence[str]) -> None:
        self.item = item
        self._ways = list(dict.fromkeys(ways))

    @property
    def text(self) -> str:
        """The line as it is said now."""
        return self._ways[0]

    def advance(self) -> bool:
        """Go on to the next way to say it; return whether there was one."""
        if len(self._ways) > 1:
            del self._ways[0]
            return True
        return False

    def settle_alone(self, adverts: Adverts) -> None:
        """Keep only ways that name this skill and no other, where there are any."""
        good = (way for way in self._ways if self.item.own or self._is_alone(adverts, way))
        first = next(good, None)
        if first is not None:
            self._ways = self._ways[self._ways.index(first) :]

    def _is_alone(self, adverts: Adverts, way: str) -> bool:
        advert = read_text(adverts, f"Must have\n\n- {way}\n")
        return [found.skill for found in advert.skills] == [self.item.skill]


def ways_to_ask(framework: Framework, item: Asked) -> list[str]:
    """Return the ways to ask a skill: what its level means, then its level in plain words."""
    words = f"{team_rules(framework).advert.levels[item.level]}."  # a line that ends, ends a demand
    if item.own:
        return [f"{item.name}: {words}"]
    skill = framework.skills[item.skill]
    names = (item.name, *framework.names.get(item.skill, ()))
    return [
        *(f"{name}: {text}" for name in names for text in (skill.levels[item.level], words)),
        *(f"{start} {name}: {words}" for name in names for start in _STARTS),
    ]


_STARTS = ("Experience in", "Experience with", "Knowledge of", "Skills in")


def misread(adverts: Adverts, found: JobAdvert) -> set[str]:
    """Return the demands that a reader misses in an advert, and those that lead it astray."""
    text = found.text
    read = read_text(adverts, text)
    wrong: set[str] = set()
    for kind, wanted in (("must", found.musts), ("nice", found.wishes)):
        ids = {item.skill for item in wanted if not item.own}
        got = {item.skill: item.spans for item in read.skills if item.need == kind}
        wrong |= ids - got.keys()
        for skill in got.keys() - ids:
            start = max(text.rfind("\n- ", 0, span.start) for span in got[skill])
            line = text[start + 3 : text.find("\n", start + 1)]
            asked = (*found.musts, *found.wishes)
            near = {item.skill for item in asked if line.find(item.name) >= 0}
            wrong |= near or {skill}
    return wrong


def job_posting(found: JobAdvert, *, day: dt.date, days: int = 60) -> dict[str, Any]:
    """Return an advert as a schema.org JobPosting, as a value for JSON-LD.

    Args:
        found: The advert.
        day: Day of posting.
        days: How long it is valid.
    """
    given = found.defined.definition
    posting: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": given.title,
        "description": to_html(found.blocks[2:]),
        "datePosted": day.isoformat(),
        "validThrough": (day + dt.timedelta(days=days)).isoformat(),
        "employmentType": _EMPLOYMENT[given.employment],
        "hiringOrganization": {"@type": "Organization", "name": given.company or "confidential"},
        "skills": ", ".join(item.name for item in found.musts),
        "directApply": False,
    }
    if given.place or given.country:
        address = {"@type": "PostalAddress"}
        address |= {"addressLocality": given.place} if given.place else {}
        address |= {"addressCountry": given.country} if given.country else {}
        posting["jobLocation"] = {"@type": "Place", "address": address}
    if given.mode == "remote":
        posting["jobLocationType"] = "TELECOMMUTE"
        if given.country:
            posting["applicantLocationRequirements"] = {
                "@type": "Country",
                "name": given.country,
            }
    if given.pay:
        posting["baseSalary"] = {
            "@type": "MonetaryAmount",
            "currency": given.pay.currency,
            "value": {
                "@type": "QuantitativeValue",
                "minValue": given.pay.low,
                "maxValue": given.pay.high,
                "unitText": _UNITS[given.pay.period],
            },
        }
    return posting


def posting_json(found: JobAdvert, *, day: dt.date) -> str:
    """Return the JobPosting as JSON that may stand in a page's script element."""
    text = msgspec.json.format(msgspec.json.encode(job_posting(found, day=day)), indent=2).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e")
