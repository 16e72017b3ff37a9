"""An advert held against a person: what it asks, what is missing, and what they can cite for it.

For each demand the person's own evidence is quoted with its place, and nothing else: what is
implied or supposed cannot be cited.
"""

import math
from typing import NamedTuple

import numpy as np

from metier.core.applications.demands import Demand, list_demands, value_at
from metier.core.applications.lines import line_at, shown
from metier.core.errors import UsageError
from metier.core.extract.advert.records import Advert
from metier.core.framework.doing_types import ApplicationFile
from metier.core.framework.index import Framework
from metier.core.framework.records import REPOSITORY, Document, Evidence
from metier.core.framework.types import DEGREES
from metier.core.match.distribution import readiness_interval
from metier.core.match.gates import GateCheck
from metier.core.match.readiness import Readiness
from metier.core.workflow.advert import ReadAdvert
from metier.core.workflow.answers import Json, describe_readiness, head
from metier.core.workflow.assess import Assessment, measure_readiness


class Quote(NamedTuple):
    """A place in a document of the person that can be cited for a demand.

    Attributes:
        document: Name of the document.
        start: Offset of the words that name the skill; `end` is behind them.
        words: These words, as they stand.
        line: The whole line around them; `line_start` and `line_end` are its offsets.
        says: What kind of evidence it is.
        month: When it was last true, "YYYY-MM", or None.
        file: In a repository, the file that proves it best.
    """

    document: str
    start: int
    end: int
    words: str
    line_start: int
    line_end: int
    line: str
    sign: str
    says: str
    month: str | None
    file: str


class DemandFit(NamedTuple):
    """A demand and how the person stands to it.

    Attributes:
        expected: Mean level of the person.
        chance: P(level >= target).
        met: Whether that is one half or more, as `held` in `evidence.yaml` says.
        quotes: What can be cited, the strongest first; empty when there is nothing.
    """

    demand: Demand
    expected: float
    chance: float
    met: bool
    quotes: tuple[Quote, ...]


class AdvertFit(NamedTuple):
    """An advert held against a person.

    Attributes:
        role: The role that it is for, or None when its title names none.
        stage: The stage; `stage_stated` is False when the advert does not tell it.
        fit: Probability of that role among all, given the person; None without a role.
        rank: Place of that role by fit, from 1; None without a role.
        readiness: For the role at the stage; None without a role.
        own: Readiness for what this advert asks: value and the ends of the 80% interval; None
            when it asks for no skill that the framework knows.
        demands: The heaviest first.
        gates: Years and degree, where it asks for them.
    """

    role: str | None
    stage: str
    stage_stated: bool
    fit: float | None
    rank: int | None
    readiness: Readiness | None
    own: tuple[float, float, float] | None
    demands: tuple[DemandFit, ...]
    gates: tuple[GateCheck, ...]

    @property
    def must_gaps(self) -> tuple[DemandFit, ...]:
        """The demands that must be met and are not."""
        return tuple(item for item in self.demands if item.demand.need == "must" and not item.met)


def application_rules(framework: Framework) -> ApplicationFile:
    """Return the rules of applications.

    Raises:
        UsageError: This framework has none.
    """
    rules = framework.library.applications
    if rules is None:
        raise UsageError(
            "This framework does not say how applications go.",
            code="applications-unknown",
            hint="Its data has no applications.yaml.",
        )
    return rules


def fit_advert(framework: Framework, assessment: Assessment, advert: Advert) -> AdvertFit:
    """Return an advert held against a person."""
    rules = application_rules(framework)
    role = framework.roles.get(advert.role or "")
    stage = advert.stage or rules.stage
    asked = [(item.skill, item.need) for item in advert.skills if item.skill in framework.skills]
    demands = list_demands(rules, asked, role, stage)
    place = next(
        (
            (rank, item)
            for rank, item in enumerate(assessment.fits, start=1)
            if role and item.role == role.id
        ),
        None,
    )
    return AdvertFit(
        role=role.id if role else None,
        stage=stage,
        stage_stated=bool(advert.stage),
        fit=place[1].share if place and assessment.sufficient else None,
        rank=place[0] if place and assessment.sufficient else None,
        readiness=measure_readiness(framework, assessment, role.id, stage) if role else None,
        own=_own_readiness(framework, assessment, demands),
        demands=tuple(_stand(framework, rules, assessment, item) for item in demands),
        gates=_gates(advert, assessment),
    )


def cite(
    framework: Framework, assessment: Assessment, skill: str, *, level: int, limit: int
) -> tuple[Quote, ...]:
    """Return what the person can cite for a skill at a level, the strongest first."""
    papers = {document.sha256: document for document in assessment.profile.documents}
    ledger = assessment.proficiencies.ledger(skill)
    items = [assessment.evidence[index] for index in ledger.direct]
    items = [item for item in items if item.start >= 0 and item.document in papers]
    items.sort(key=lambda item: (-_strength(framework, item, level), _age(item), item.start))
    return tuple(_quote(framework, papers[item.document], item) for item in items[:limit])


def describe_advert_fit(
    framework: Framework, assessment: Assessment, read: ReadAdvert, fit: AdvertFit
) -> Json:
    """Return an advert held against a person as plain values."""
    own = fit.own
    return {
        **head(framework, assessment.as_of),
        "title": read.advert.title.value if read.advert.title else None,
        "company": read.advert.company.value if read.advert.company else None,
        "role": fit.role,
        "stage": fit.stage,
        "stage_stated": fit.stage_stated,
        "fit": fit.fit,
        "rank": fit.rank,
        "role_readiness": describe_readiness(fit.readiness) if fit.readiness else None,
        "readiness": {"value": own[0], "low": own[1], "high": own[2]} if own else None,
        "must_gaps": describe_must_gaps(framework, fit),
        "gates": [gate._asdict() for gate in fit.gates],
        "demands": [
            {
                "skill": item.demand.skill,
                "name": framework.skills[item.demand.skill].name,
                "need": item.demand.need,
                "target": item.demand.target,
                "from_role": item.demand.from_role,
                "weight": item.demand.weight,
                "expected": item.expected,
                "chance": item.chance,
                "met": item.met,
                "cite": [quote._asdict() for quote in item.quotes],
            }
            for item in fit.demands
        ],
    }


def describe_must_gaps(framework: Framework, fit: AdvertFit) -> list[Json]:
    """Return the demands that must be met and are not."""
    return [
        {"skill": item.demand.skill, "name": framework.skills[item.demand.skill].name}
        for item in fit.must_gaps
    ]


def _own_readiness(
    framework: Framework, assessment: Assessment, demands: tuple[Demand, ...]
) -> tuple[float, float, float] | None:
    if not demands:
        return None
    proficiencies = assessment.proficiencies
    rows = [proficiencies.index[item.skill] for item in demands]
    worth = np.array(value_at(demands), dtype=np.float64)
    levels = proficiencies.levels[rows]
    documents = [proficiencies.ledgers[row].document for row in rows]
    rho = framework.data.evidence.document_correlation
    value = math.fsum(float(part) for part in (worth * levels).sum(axis=1))
    low, high = readiness_interval(worth, levels, documents, rho)
    return value, min(low, value), max(high, value)


def _stand(
    framework: Framework, rules: ApplicationFile, assessment: Assessment, demand: Demand
) -> DemandFit:
    proficiencies = assessment.proficiencies
    chance = proficiencies.at_least(demand.skill, demand.target)
    return DemandFit(
        demand,
        proficiencies.mean(demand.skill),
        chance,
        chance >= framework.data.evidence.held,
        cite(framework, assessment, demand.skill, level=demand.target, limit=rules.quoted),
    )


def _strength(framework: Framework, item: Evidence, level: int) -> float:
    """Return how much a piece of evidence speaks for a level against none, in nats."""
    sign = framework.signs.get(item.sign)
    return math.log(sign.likelihood[level] / sign.likelihood[0]) if sign else 0.0


def _age(item: Evidence) -> float:
    """Return what sorts evidence by age, the latest first; what has no month is of now."""
    if item.month is None:
        return -math.inf
    year, _, month = item.month.partition("-")
    return -(int(year) * 12 + int(month[:2] or 1))


def _quote(framework: Framework, document: Document, item: Evidence) -> Quote:
    sign = framework.signs.get(item.sign)
    if document.media == REPOSITORY:
        stop = document.text.find("\n", item.start, item.end)
        low, high = item.start, stop if stop >= 0 else item.end
        line = document.text[low:high]
    else:
        low, high = line_at(document, item.start, item.end)
        line = shown(document.text, line_at(document, item.start, item.end))
    return Quote(
        document.name,
        item.start,
        item.end,
        document.text[item.start : item.end],
        low,
        high,
        line,
        item.sign,
        sign.label if sign else item.sign,
        item.month,
        item.file,
    )


def _gates(advert: Advert, assessment: Assessment) -> tuple[GateCheck, ...]:
    """Return the years and the degree that an advert asks, and what the documents show."""
    found: list[GateCheck] = []
    facts = assessment.facts
    years = advert.years
    if years is not None and years.low:
        wish = "" if years.need == "must" else " (preferred)"
        shown_years = "not told" if facts.years is None else f"about {facts.years:.0f} years"
        met = None if facts.years is None else facts.years >= years.low
        found.append(GateCheck("years", f"{years.low:g} years of work{wish}", shown_years, met))
    degree = advert.degree
    if degree is not None and degree.value != "none":
        wish = " or equivalent experience" if degree.equivalent else ""
        has = DEGREES.index(facts.degree) >= DEGREES.index(degree.value)
        named = "none named" if facts.degree == "none" else facts.degree
        met = True if has else (None if degree.equivalent or facts.degree == "none" else False)
        found.append(GateCheck("degree", f"{degree.value}{wish}", named, met))
    return tuple(found)
