"""What an advert does better without, and what it lacks: each finding with its reason."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from metier.core.extract.advert.records import Advert
from metier.core.framework.index import Framework
from metier.core.framework.team_types import AdvertRules
from metier.core.framework.types import DEGREES, RoleSpec
from metier.core.team.definition import Defined
from metier.core.team.wording import count_words, find_phrases, reading_grade
from metier.core.workflow.answers import Json
from metier.core.workflow.team_reading import team_rules

LintCode = Literal[
    "musts-none",
    "musts-many",
    "musts-more-than-adverts",
    "must-beyond-role",
    "must-beyond-adverts",
    "years-beyond-role",
    "degree-beyond-role",
    "wording-exclusionary",
    "wording-inflated",
    "pay-missing",
    "pay-wide",
    "reading-grade",
    "length-short",
    "length-long",
]


class AdvertFinding(NamedTuple):
    """Something to change in an advert.

    Attributes:
        quote: The words that it is about, or empty; they begin at `start`.
        reason: Why it is better otherwise.
        instead: What to write.
    """

    code: LintCode
    start: int
    quote: str
    reason: str
    instead: str


class AdvertRates(NamedTuple):
    """What real adverts for a role ask.

    Attributes:
        adverts: How many were read; `of_role`, how many of them are for the role.
        must_counts: Number of must-haves of each of these, rising.
        asked: For each skill, the part of them that ask it as a must-have.
    """

    adverts: int
    of_role: int
    must_counts: tuple[int, ...]
    asked: dict[str, float]


def measure_adverts(adverts: Iterable[Advert], role: str) -> AdvertRates:
    """Return what adverts for a role ask; those whose title names another role do not count."""
    number = 0
    counts: list[int] = []
    asked: dict[str, int] = {}
    for advert in adverts:
        number += 1
        if advert.role != role:
            continue
        musts = {item.skill for item in advert.skills if item.need == "must"}
        counts.append(len(musts))
        for skill in musts:
            asked[skill] = asked.get(skill, 0) + 1
    shares = {skill: count / len(counts) for skill, count in sorted(asked.items())}
    return AdvertRates(number, len(counts), tuple(sorted(counts)), shares)


def lint_advert(
    framework: Framework,
    text: str,
    advert: Advert,
    *,
    defined: Defined | None = None,
    rates: AdvertRates | None = None,
) -> list[AdvertFinding]:
    """Return what to change in an advert, in the order of its text.

    Args:
        framework: The framework.
        text: The advert's text, into which the advert's spans point.
        advert: What was read in it.
        defined: The role that it is for; by its title and stage where this is None.
        rates: What real adverts for this role ask.
    """
    rules = team_rules(framework).advert
    role = defined.role if defined else framework.roles.get(advert.role or "")
    stage = defined.definition.stage if defined else advert.stage or "mid"
    own = {item.skill for item in defined.asked if item.own} if defined else set()
    checks: list[Callable[[], Iterator[AdvertFinding]]] = [
        lambda: _check_musts(rules, advert, rates),
        lambda: _check_role(framework, advert, role, stage, own),
        lambda: _check_rates(framework, rules, advert, rates),
        lambda: _check_wording(rules, text),
        lambda: _check_pay(rules, advert),
        lambda: _check_reading(rules, text),
    ]
    found = [finding for check in checks for finding in check()]
    return sorted(found, key=lambda item: (item.start, item.code))


def _musts(advert: Advert) -> list[tuple[str, int]]:
    return [(item.skill, item.spans[0].start) for item in advert.skills if item.need == "must"]


def _check_musts(
    rules: AdvertRules, advert: Advert, rates: AdvertRates | None
) -> Iterator[AdvertFinding]:
    musts = _musts(advert)
    if not musts:
        yield AdvertFinding(
            "musts-none",
            0,
            "",
            "It says of no skill that one must have it, so nobody can tell whether to apply.",
            "List what the work needs on the first day under a heading such as Must have.",
        )
    elif len(musts) > rules.most_musts:
        yield AdvertFinding(
            "musts-many",
            musts[0][1],
            "",
            f"It asks {len(musts)} must-haves, more than {rules.most_musts}. Whoever lacks one "
            "may not apply.",
            "Keep what the first day needs; move the rest to nice to have.",
        )
    if rates and rates.of_role >= rules.least_adverts and musts:
        fewer = sum(1 for count in rates.must_counts if count < len(musts)) / rates.of_role
        if fewer >= rules.beyond:
            middle = rates.must_counts[rates.of_role // 2]
            yield AdvertFinding(
                "musts-more-than-adverts",
                musts[0][1],
                "",
                f"It asks {len(musts)} must-haves; {fewer:.0%} of {rates.of_role} adverts for this "
                f"role ask fewer, half of them {middle} or less.",
                "Move what can be learned in the first months to nice to have.",
            )


def _check_role(
    framework: Framework, advert: Advert, role: RoleSpec | None, stage: str, own: set[str]
) -> Iterator[AdvertFinding]:
    """Hold what is asked against what the role asks in the framework or the definition."""
    if role is None:
        return
    asked = {item.skill: item for item in role.requirements if item.levels.at(stage) > 0}
    for skill, start in _musts(advert):
        item = asked.get(skill)
        if skill in own or (item and item.importance != "important"):
            continue
        what = "only as important" if item else "not at all"
        yield AdvertFinding(
            "must-beyond-role",
            start,
            framework.skills[skill].name,
            f"A {role.name} at the stage {stage} needs it {what} in the framework.",
            "Make it nice to have, or say in the role's definition that it is essential.",
        )
    gate = role.gates.get(stage)  # type: ignore[call-overload]
    years = advert.years
    if gate and years and years.low and years.need != "nice" and years.low > max(gate.years, 1):
        yield AdvertFinding(
            "years-beyond-role",
            years.span.start if years.span else 0,
            f"{years.low:g} years",
            f"The role at the stage {stage} supposes {gate.years:g} years. Years say little about "
            "what somebody can do.",
            "Ask for what must have been done, not for how long.",
        )
    degree = advert.degree
    if gate and degree and degree.need == "must" and not degree.equivalent:
        held = DEGREES.index(gate.degree) if gate.degree_required else 0
        if DEGREES.index(degree.value) > held:
            yield AdvertFinding(
                "degree-beyond-role",
                degree.span.start if degree.span else 0,
                degree.value,
                "The work does not need this degree, and it shuts out who learned it otherwise.",
                "Add: or equal experience.",
            )


def _check_rates(
    framework: Framework, rules: AdvertRules, advert: Advert, rates: AdvertRates | None
) -> Iterator[AdvertFinding]:
    if rates is None or rates.of_role < rules.least_adverts:
        return
    for skill, start in _musts(advert):
        share = rates.asked.get(skill, 0.0)
        if share <= 1 - rules.beyond:
            yield AdvertFinding(
                "must-beyond-adverts",
                start,
                framework.skills[skill].name,
                f"{share:.0%} of {rates.of_role} adverts for this role ask it as a must-have.",
                "Make it nice to have, unless the first day needs it.",
            )


def _check_wording(rules: AdvertRules, text: str) -> Iterator[AdvertFinding]:
    for phrase in find_phrases(text, rules.wording):
        code: LintCode = (
            "wording-inflated" if phrase.rule.kind == "inflated" else "wording-exclusionary"
        )
        yield AdvertFinding(
            code, phrase.start, phrase.text, phrase.rule.reason, phrase.rule.instead
        )


def _check_pay(rules: AdvertRules, advert: Advert) -> Iterator[AdvertFinding]:
    pay = advert.pay
    if pay is None:
        yield AdvertFinding(
            "pay-missing",
            0,
            "",
            "It states no pay. People ask for it first, and in many places the law does.",
            "State a range with its currency.",
        )
    elif pay.low and pay.high and pay.high / pay.low - 1 > rules.wide_pay:
        yield AdvertFinding(
            "pay-wide",
            pay.span.start if pay.span else 0,
            "",
            f"The pay ends {pay.high / pay.low - 1:.0%} above where it begins, so it tells little.",
            "Name the range that you would pay at this stage.",
        )


def _check_reading(rules: AdvertRules, text: str) -> Iterator[AdvertFinding]:
    words, grade = count_words(text), reading_grade(text)
    least, most = rules.words
    if words < least:
        reason = f"It has {words} words; below {least} a reader cannot tell what the work is."
        yield AdvertFinding(
            "length-short", 0, "", reason, "Say what one does, and how one applies."
        )
    if words > most:
        reason = f"It has {words} words; above {most} few read to the end."
        yield AdvertFinding("length-long", 0, "", reason, "Cut what every company says of itself.")
    if grade > rules.grade:
        reason = f"It reads like school year {math.ceil(grade)}; {rules.grade:g} is enough."
        yield AdvertFinding(
            "reading-grade", 0, "", reason, "Write shorter sentences and shorter words."
        )


def describe_lint(findings: Sequence[AdvertFinding], text: str) -> Json:
    """Return findings with the advert's figures as plain values."""
    return {
        "words": count_words(text),
        "reading_grade": round(reading_grade(text), 1),
        "findings": [item._asdict() for item in findings],
    }
