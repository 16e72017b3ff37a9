"""Results as plain values for JSON: the same for command line, web and API.

The shapes are versioned by `SCHEMA_VERSION` and described in docs/reference/json.md: fields
may be added within a version, never renamed or removed.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from metier.core.extract.mentions import Mentions
from metier.core.extract.recency import SkillPeriod
from metier.core.extract.titles import read_title
from metier.core.framework.index import Framework
from metier.core.framework.lookup import Answer
from metier.core.framework.records import Document, Evidence
from metier.core.framework.types import STAGES, RoleSpec, Skill
from metier.core.match.readiness import Readiness
from metier.core.workflow.assess import Assessment, Standing, measure_readiness, stand_against_all
from metier.core.workflow.beside import describe_any_fit, describe_place, judge_any_fit
from metier.core.workflow.library import (
    describe_market,
    describe_practice,
    describe_teaching,
    describe_tracks,
    describe_weights,
)

SCHEMA_VERSION = 1
Json = dict[str, Any]


def head(framework: Framework, as_of: dt.date | None = None) -> Json:
    """Return what every answer starts with."""
    found: Json = {
        "schema_version": SCHEMA_VERSION,
        "framework_version": framework.id.version,
        "overlay": framework.id.overlay,
    }
    if as_of:
        found["as_of"] = as_of.isoformat()
    return found


def describe_roles(framework: Framework) -> Json:
    """Return all roles, short."""
    return {
        **head(framework),
        "roles": [
            {
                "id": role.id,
                "name": role.name,
                "category": role.category,
                "mission": role.mission,
                "focus": role.focus,
                "skills": len(role.requirements),
            }
            for role in framework.data.roles
        ],
    }


def describe_role(framework: Framework, role: RoleSpec) -> Json:
    """Return one role, whole."""
    return {
        **head(framework),
        "role": {
            "id": role.id,
            "name": role.name,
            "category": role.category,
            "focus": role.focus,
            "mission": role.mission,
            "day": role.day,
            "judged_by": role.judged_by,
            "titles": role.titles,
            "requirements": [
                {
                    "skill": item.skill,
                    "name": framework.skills[item.skill].name,
                    "importance": item.importance,
                    "group": item.group,
                    "blocker": item.blocker,
                    "tier": framework.role_tiers(role).get(item.skill),
                    "levels": {stage: item.levels.at(stage) for stage in STAGES},
                    "terms": item.terms,
                    "note": item.note,
                }
                for item in role.requirements
            ],
            "ladder": [
                {
                    "rung": rung.rung,
                    "years": rung.years,
                    "stages": rung.stages,
                    "responsibilities": rung.responsibilities,
                }
                for rung in role.ladder
            ],
            "behaviors": {
                stage: {name: getattr(value, name) for name in value.__struct_fields__}
                for stage, value in role.behaviors.items()
            },
            "gates": {
                stage: {
                    "years": gate.years,
                    "degree": gate.degree,
                    "degree_required": gate.degree_required,
                    "credential": gate.credential,
                }
                for stage, gate in role.gates.items()
            },
            "neighbors": [{"role": n.role, "differs": n.differs} for n in role.neighbors],
            "occupations": [
                {"scheme": o.scheme, "code": o.code, "match": o.match} for o in role.occupations
            ],
            "feeders": [{"role": f.role, "stage": f.stage} for f in role.feeders],
            "tracks": {
                "individual": role.tracks.individual,
                "management": role.tracks.management,
                "fork_at": role.tracks.fork_at,
            },
            "career_tracks": describe_tracks(framework, role),
            "rare_stages": role.rare_stages,
            "weights": describe_weights(framework, role),
            "delivers": role.delivers,
            "success_factors": role.success_factors,
            "hiring_signals": role.hiring_signals,
            "red_flags": role.red_flags,
            **describe_market(framework, role),
            **describe_practice(framework, role),
            "provenance": role.provenance,
        },
    }


def describe_skill(framework: Framework, skill: Skill) -> Json:
    """Return one skill, whole."""
    return {
        "id": skill.id,
        "name": skill.name,
        "kind": skill.kind,
        "domain": skill.domain,
        "definition": skill.definition,
        "broader": skill.broader,
        "aliases": [alias.text for alias in skill.aliases],
        "levels": {str(level): text for level, text in sorted(skill.levels.items())},
        "effort": {
            str(level): {"low": low, "likely": likely, "high": high}
            for level, (low, likely, high) in sorted(skill.effort.items())
        },
        "prerequisites": {
            str(level): [{"skill": need.skill, "level": need.level} for need in needs]
            for level, needs in sorted(skill.prerequisites.items())
        },
        "implies": [
            {"skill": i.skill, "strength": i.strength, "cap": i.cap} for i in skill.implies
        ],
        "half_life_years": skill.volatility.half_life_years,
        "roles": framework.needed_by.get(skill.id, ()),
        **describe_teaching(framework, skill),
        "provenance": skill.provenance,
    }


def describe_skills(framework: Framework) -> Json:
    """Return all skills, short."""
    return {
        **head(framework),
        "skills": [
            {
                "id": s.id,
                "name": s.name,
                "kind": s.kind,
                "domain": s.domain,
                "definition": s.definition,
            }
            for s in framework.data.skills
        ],
    }


def describe_answer(framework: Framework, answer: Answer) -> Json:
    """Return what a looked-up text resolves to."""
    heading = answer.heading
    return {
        **head(framework),
        "query": answer.query,
        "skill": describe_skill(framework, answer.skill) if answer.skill else None,
        "heading": (
            {"term": heading.term, "skills": heading.skills, "reason": heading.reason}
            if heading
            else None
        ),
        "candidates": [
            {"id": item.skill, "name": framework.skills[item.skill].name, "score": item.score}
            for item in answer.candidates
        ],
    }


def describe_extract(
    framework: Framework,
    path: str,
    document: Document,
    found: Mentions,
    *,
    periods: Sequence[SkillPeriod],
    as_of: dt.date,
) -> Json:
    """Return a document's text, structure and mentions; offsets are characters of `text`."""
    return {
        **head(framework),
        "as_of": as_of.isoformat(),
        "path": path,
        "media": document.media,
        "language": document.language,
        "pages": document.pages,
        "warnings": document.warnings,
        "sections": [
            {"kind": s.kind, "start": s.start, "end": s.end, "heading": s.heading}
            for s in document.sections
        ],
        "positions": [
            {
                "title": p.title,
                "began": p.began,
                "ended": p.ended,
                "current": p.current,
                "start": p.start,
                "end": p.end,
            }
            for p in document.positions
        ],
        "text": document.text,
        "mentions": [mention._asdict() for mention in found],
        "skills": [
            {
                "skill": item.skill,
                "name": framework.skills[item.skill].name,
                "mentions": item.mentions,
                "months": item.months,
                "began": item.began,
                "last": item.last,
            }
            for item in periods
        ],
    }


def describe_error(path: str, code: str, message: str, hint: str) -> Json:
    """Return an error in the place of a document."""
    return {
        "schema_version": SCHEMA_VERSION,
        "path": path,
        "error": {"code": code, "message": message, "hint": hint},
    }


def describe_title(framework: Framework, title: str) -> Json:
    """Return what a job title names, with the reason."""
    reading = read_title(framework, title)
    return {
        "title": reading.title,
        "role": reading.role,
        "stage": reading.stage,
        "confidence": round(reading.confidence, 3),
        "candidates": [
            {"role": item.role, "score": round(item.score, 3)} for item in reading.candidates
        ],
        "why": reading.why,
    }


def describe_readiness(readiness: Readiness) -> Json:
    """Return the value with its interval."""
    return {"value": readiness.value, "low": readiness.low, "high": readiness.high}


def describe_gap(framework: Framework, assessment: Assessment, standing: Standing) -> Json:
    """Return a person held against a target, with the evidence of every contribution."""
    readiness = standing.readiness
    return {
        **head(framework, assessment.as_of),
        "role": readiness.role,
        "stage": readiness.stage,
        "readiness": describe_readiness(readiness),
        "reference": describe_place(framework, readiness.role, readiness.stage, readiness.value),
        "proof": readiness.proof,
        "sufficiency": "enough" if readiness.sufficient else "not-enough-evidence",
        "questions": readiness.questions,
        "contributions": [
            {
                "skill": item.skill,
                "name": framework.skills[item.skill].name,
                "weight": item.weight,
                "target": item.target,
                "expected": item.expected,
                "chance": item.chance,
                "share": item.share,
                "levels": assessment.proficiencies.distribution(item.skill).tolist(),
                "evidence": describe_evidence(framework, assessment, item.evidence),
            }
            for item in readiness.contributions
        ],
        "gaps": [gap._asdict() for gap in standing.gaps],
        "blockers": readiness.blockers,
        "gates": [gate._asdict() for gate in standing.gates],
    }


def describe_evidence(
    framework: Framework, assessment: Assessment, indexes: tuple[int, ...]
) -> list[Json]:
    """Return pieces of evidence with the words that prove them."""
    return [
        {
            "sign": item.sign,
            "says": framework.signs[item.sign].label if item.sign in framework.signs else item.sign,
            "section": item.section,
            "month": item.month,
            "start": item.start,
            "end": item.end,
            "surface": surface_of(assessment, item),
            "file": item.file,
        }
        for item in (assessment.evidence[index] for index in indexes)
    ]


def surface_of(assessment: Assessment, item: Evidence) -> str:
    """Return the words that a piece of evidence points to; empty for what has none."""
    for document in assessment.profile.documents:
        if document.sha256 == item.document and item.start >= 0:
            return document.text[item.start : item.end]
    return ""


def describe_matches(framework: Framework, assessment: Assessment) -> Json:
    """Return all roles by fit, with the stage now and the readiness at each stage."""
    stage = assessment.stage
    matches = []
    rare = [
        fit.role for fit in assessment.fits if stage.stage in framework.roles[fit.role].rare_stages
    ]
    for fit in assessment.fits if assessment.sufficient else ():
        if fit.role in rare:
            continue
        by_stage = stand_against_all(framework, assessment, fit.role)
        matches.append(
            {
                "role": fit.role,
                "name": framework.roles[fit.role].name,
                "fit": fit.share,
                "log_ratio": fit.log_ratio,
                "stage": stage.stage,
                "readiness": describe_readiness(by_stage[stage.stage]),
                "reference": describe_place(
                    framework, fit.role, stage.stage, by_stage[stage.stage].value
                ),
                "sufficient": by_stage[stage.stage].sufficient,
                "reasons": [
                    {"skill": skill, "name": framework.skills[skill].name, "nats": nats}
                    for skill, nats in fit.reasons
                ],
                "against": [
                    {"skill": skill, "name": framework.skills[skill].name, "nats": nats}
                    for skill, nats in fit.against
                ],
                "domains": [{"domain": name, "nats": nats} for name, nats in fit.domains],
                "title": fit.title,
                "rest": fit.rest,
                "stages": [
                    {"stage": name, "readiness": describe_readiness(value)}
                    for name, value in by_stage.items()
                ],
            }
        )
    return {
        **head(framework, assessment.as_of),
        "sufficiency": "enough" if assessment.sufficient else "not-enough-evidence",
        "stage": {"now": stage.stage, "shares": stage.shares, "reasons": stage.reasons},
        "years": assessment.facts.years,
        "degree": assessment.facts.degree,
        "titles": [sign._asdict() for sign in assessment.titles],
        **describe_any_fit(framework, judge_any_fit(framework, assessment)),
        "matches": matches,
        "rare": rare,
        "changes": assessment.changes,
        "questions": [] if assessment.sufficient else _first_questions(framework, assessment),
    }


def _first_questions(framework: Framework, assessment: Assessment) -> list[str]:
    found: dict[str, None] = {}
    for role in framework.roles:
        readiness = measure_readiness(framework, assessment, role, "entry")
        found.update(dict.fromkeys(readiness.questions[:2]))
    return list(found)[:8]
