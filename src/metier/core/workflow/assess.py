"""Assess a person: documents to profile, profile to levels, stage, fit, readiness and gap."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from metier.core.extract.evidence import gather_evidence
from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.mentions import Mentions
from metier.core.extract.read import read_mentions
from metier.core.framework.backgrounds import find_background
from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.records import (
    REPOSITORY,
    Document,
    Evidence,
    Profile,
    Progress,
    Rating,
    Rejection,
)
from metier.core.framework.types import STAGES
from metier.core.match.fit import Fit, rank_roles
from metier.core.match.gap import GapItem, list_gaps
from metier.core.match.gates import GateCheck, check_gates
from metier.core.match.readiness import Readiness, assess_readiness
from metier.core.match.target import Target
from metier.core.profile.facts import Facts, gather_facts
from metier.core.profile.migrate import migrate_profile
from metier.core.profile.posterior import infer_levels
from metier.core.profile.stage import StageNow, infer_stage
from metier.core.workflow.named import TitleSign, find_titles, weigh_titles

if TYPE_CHECKING:
    from metier.core.extract.semantic import SemanticReader

_OWN = 0.5


class Reader:
    """Reads mentions from documents; what it reads with is made ready once."""

    def __init__(self, framework: Framework, *, semantic: bool = False) -> None:
        """Make ready to read; `semantic` adds what sentences mean without naming it.

        Raises:
            UsageError: The model that `semantic` needs is not installed.
        """
        self.framework = framework
        self._matcher = SkillMatcher(framework)
        self._semantic = _semantic_reader(framework, self._matcher) if semantic else None

    def mentions(self, document: Document) -> Mentions:
        """Return the mentions in a document."""
        found = read_mentions(self._matcher, document)
        return self._semantic.add(document, found) if self._semantic else found

    def evidence(self, document: Document) -> list[Evidence]:
        """Return the evidence in a document."""
        return gather_evidence(document, self.mentions(document))


def _semantic_reader(framework: Framework, matcher: SkillMatcher) -> "SemanticReader":
    from metier.core.extract.semantic import SemanticReader  # noqa: PLC0415 optional and heavy

    return SemanticReader(framework, matcher)


class Assessment(NamedTuple):
    """Where a person stands, as of a day.

    Attributes:
        evidence: The evidence after corrections; ledgers and contributions index into it.
        fits: All roles, best fit first.
        sufficient: Whether there is any evidence to rank roles by.
        changes: What the profile named under ids that the framework has since retired.
        titles: The titles that name a role, or an occupation near to one.
    """

    profile: Profile
    evidence: tuple[Evidence, ...]
    proficiencies: Proficiencies
    facts: Facts
    stage: StageNow
    fits: tuple[Fit, ...]
    sufficient: bool
    as_of: dt.date
    changes: tuple[str, ...] = ()
    titles: tuple[TitleSign, ...] = ()


class Standing(NamedTuple):
    """A person held against one target."""

    readiness: Readiness
    gaps: tuple[GapItem, ...]
    gates: tuple[GateCheck, ...]


def build_profile(
    reader: Reader,
    documents: Sequence[Document],
    *,
    name: str = "",
    owner: str = "local",
    rejections: Sequence[Rejection] = (),
    ratings: Sequence[Rating] = (),
    backgrounds: Sequence[str] = (),
) -> Profile:
    """Return a new profile made from documents, backgrounds and corrections."""
    evidence = [item for document in documents for item in reader.evidence(document)]
    return Profile(
        id=str(uuid.uuid4()),
        owner=owner,
        name=name or (documents[0].name if documents else ""),
        documents=tuple(documents),
        evidence=tuple(evidence),
        framework_version=reader.framework.id.version,
        rejections=tuple(rejections),
        ratings=tuple(ratings),
        backgrounds=tuple(backgrounds),
    )


def apply_corrections(profile: Profile) -> tuple[Evidence, ...]:
    """Return the evidence without rejected spans and with the person's own ratings."""
    rejected = {(r.document, r.start, r.end, r.skill) for r in profile.rejections}
    kept = [
        item
        for item in profile.evidence
        if (item.document, item.start, item.end, item.skill) not in rejected
    ]
    kept += [
        Evidence(
            skill=rating.skill,
            kind="rating",
            sign="self-rating",
            section="other",
            month=rating.day,
            level=rating.level,
        )
        for rating in profile.ratings
    ]
    return tuple(kept)


def assess_profile(framework: Framework, profile: Profile, *, as_of: dt.date) -> Assessment:
    """Return where a person stands as of a day."""
    profile, changes = migrate_profile(framework, profile)
    given = (
        *apply_corrections(profile),
        *background_evidence(framework, profile),
        *progress_evidence(profile),
    )
    evidence = tuple(item for item in given if item.skill in framework.skills)
    scope = [word for stage in framework.data.stages.stages for word in stage.scope_words]
    papers = [item for item in profile.documents if item.media != REPOSITORY]
    stages = framework.data.stages
    facts = gather_facts(
        papers,
        scope,
        as_of=as_of,
        old_years=stages.old_years,
        degree_share=stages.degree_share,
    )
    proficiencies = infer_levels(
        framework,
        evidence,
        as_of=as_of,
        words=facts.words,
        only_background=bool(profile.backgrounds) and not profile.documents,
    )
    titles = find_titles(framework, papers, facts)
    fits = rank_roles(framework, proficiencies, weigh_titles(framework, titles))
    return Assessment(
        profile=profile,
        evidence=evidence,
        proficiencies=proficiencies,
        facts=facts,
        stage=_stage_now(framework, facts, proficiencies, titles),
        fits=tuple(fits),
        sufficient=any(item.sign != "denied" for item in evidence),
        as_of=as_of,
        changes=changes,
        titles=titles,
    )


def with_levels(
    framework: Framework, assessment: Assessment, proficiencies: Proficiencies
) -> Assessment:
    """Return the assessment with other levels: fits and stage follow, all else stays."""
    titles = assessment.titles
    return assessment._replace(
        proficiencies=proficiencies,
        fits=tuple(rank_roles(framework, proficiencies, weigh_titles(framework, titles))),
        stage=_stage_now(framework, assessment.facts, proficiencies, titles),
    )


def _stage_now(
    framework: Framework, facts: Facts, proficiencies: Proficiencies, titles: Sequence[TitleSign]
) -> StageNow:
    return infer_stage(
        framework.data.stages,
        facts,
        proficiencies,
        titles=[sign.title for sign in titles if sign.strength > _OWN],
    )


def background_evidence(framework: Framework, profile: Profile) -> list[Evidence]:
    """Return what the person's backgrounds say about skills that they have not rated themselves.

    Raises:
        UnknownIdError: No such background.
    """
    if not profile.backgrounds:
        return []
    rated = {rating.skill for rating in profile.ratings}
    return [
        Evidence(skill=item.skill, kind="claim", sign=f"background-{min(item.level, 4)}")
        for name in profile.backgrounds
        for item in find_background(framework, name).skills
        if item.skill not in rated
    ]


def progress_evidence(profile: Profile) -> list[Evidence]:
    """Return what the steps that the person marked done say: claims, the latest report of each."""
    latest: dict[tuple[str, int], Progress] = {}
    for item in sorted(profile.progress, key=lambda item: item.day):
        latest[item.skill, item.level] = item
    return [
        Evidence(skill=item.skill, kind="claim", sign=f"step-done-{item.level}", month=item.day[:7])
        for item in latest.values()
        if item.share >= 1
    ]


def suggest_role(framework: Framework, assessment: Assessment) -> str:
    """Return the role to begin with: the best fit, or the nearest to a background alone."""
    profile = assessment.profile
    if profile.backgrounds and not profile.documents:
        return find_background(framework, profile.backgrounds[0]).first_roles[0]
    return assessment.fits[0].role


def measure_readiness(
    framework: Framework, assessment: Assessment, role_id: str, stage: str
) -> Readiness:
    """Return the readiness for a role at a stage.

    Raises:
        UnknownIdError: No such role or stage.
    """
    target = Target(framework, framework.role(role_id), framework.stage(stage))
    readiness = assess_readiness(framework, target, assessment.proficiencies)
    return readiness if assessment.sufficient else readiness._replace(sufficient=False)


def stand_against(
    framework: Framework, assessment: Assessment, role_id: str, stage: str
) -> Standing:
    """Return readiness, gap and gates for a role at a stage.

    Raises:
        UnknownIdError: No such role or stage.
    """
    readiness = measure_readiness(framework, assessment, role_id, stage)
    facts = assessment.facts
    return Standing(
        readiness=readiness,
        gaps=list_gaps(framework, readiness, assessment.proficiencies),
        gates=check_gates(framework.role(role_id), stage, years=facts.years, degree=facts.degree),
    )


def stand_against_all(
    framework: Framework, assessment: Assessment, role_id: str
) -> dict[str, Readiness]:
    """Return the readiness for a role at each stage."""
    return {stage: measure_readiness(framework, assessment, role_id, stage) for stage in STAGES}
