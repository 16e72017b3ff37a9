"""Everything a page or a report shows about a person, and the report itself."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from metier.core.framework.backgrounds import find_background
from metier.core.framework.index import Framework
from metier.core.framework.records import REPOSITORY, Document
from metier.core.framework.types import STAGES
from metier.core.report.html import render_report
from metier.core.report.spans import cut_text
from metier.core.workflow import answers
from metier.core.workflow.assess import Assessment, Reader, stand_against, suggest_role
from metier.core.workflow.plan_answers import describe_plan
from metier.core.workflow.planning import Plan, PlannedStep, plan_way

MAX_SHOWN_CHARS = 60_000
_SHORT_HOURS = 2.0
_POLARITY_WORDS = {
    "has": "",
    "wants": "something you want to learn",
    "negated": "said to be missing",
    "other": "named, but not as a skill of yours",
}


def report_person(
    framework: Framework,
    assessment: Assessment,
    *,
    role_id: str | None,
    stage: str | None,
    hours_per_week: float,
    weeks: float,
    reader: Reader,
) -> str:
    """Return the report as one HTML file.

    Raises:
        UnknownIdError: No such role or stage.
        UsageError: Hours or weeks out of range.
    """
    context = describe_person(
        framework,
        assessment,
        role_id=role_id,
        stage=stage,
        hours_per_week=hours_per_week,
        weeks=weeks,
        reader=reader,
    )
    return render_report(context)


def describe_person(
    framework: Framework,
    assessment: Assessment,
    *,
    role_id: str | None,
    stage: str | None,
    hours_per_week: float,
    weeks: float,
    reader: Reader,
) -> dict[str, Any]:
    """Return what a page shows: ranking, readiness, gap, plan and the marked text."""
    chosen_role = framework.role(role_id).id if role_id else suggest_role(framework, assessment)
    chosen_stage = framework.stage(stage) if stage else assessment.stage.stage
    standing = stand_against(framework, assessment, chosen_role, chosen_stage)
    plan = plan_way(
        framework,
        assessment,
        chosen_role,
        chosen_stage,
        hours_per_week=hours_per_week,
        weeks=weeks,
    )
    return {
        "framework": framework,
        "matches": answers.describe_matches(framework, assessment),
        "gap": answers.describe_gap(framework, assessment, standing),
        "plan": describe_plan(framework, plan),
        "finish": plan.finish,
        "timeline": plan_lanes(framework, plan),
        "fade": _fade(plan),
        "role": framework.roles[chosen_role],
        "stage": chosen_stage,
        "stages": STAGES,
        "hours_per_week": hours_per_week,
        "weeks": weeks,
        "facts": assessment.facts,
        "as_of": assessment.as_of,
        "changes": assessment.changes,
        "backgrounds": [
            find_background(framework, name) for name in assessment.profile.backgrounds
        ],
        "papers": describe_papers(framework, assessment, reader),
        "ratings": {rating.skill: rating.level for rating in assessment.profile.ratings},
    }


def describe_papers(
    framework: Framework, assessment: Assessment, reader: Reader
) -> list[dict[str, Any]]:
    """Return each document with its text cut into marked pieces."""
    domains = {domain.id: n for n, domain in enumerate(framework.data.domains)}
    rejected = {(r.document, r.start, r.end, r.skill) for r in assessment.profile.rejections}
    papers = []
    for document in assessment.profile.documents:
        marks = []
        for span in _spans(framework, assessment, document, reader):
            skill = framework.skills[span.skill]
            key = (document.sha256, span.start, span.end, span.skill)
            marks.append(
                {
                    "start": span.start,
                    "end": span.end,
                    "skill": skill.id,
                    "name": skill.name,
                    "domain": domains[skill.domain] % 6,
                    "polarity": span.polarity,
                    "says": span.says,
                    "section": span.section,
                    "level": assessment.proficiencies.mean(skill.id),
                    "rejected": key in rejected,
                    "key": f"{document.sha256}:{span.start}:{span.end}:{span.skill}",
                }
            )
        papers.append(
            {
                "document": document,
                "pieces": cut_text(document.text, marks, limit=MAX_SHOWN_CHARS),
                "cut": len(document.text) > MAX_SHOWN_CHARS,
                "count": len(marks),
            }
        )
    return papers


class _Span(NamedTuple):
    """A part of a document's text that speaks of a skill."""

    start: int
    end: int
    skill: str
    polarity: str
    says: str
    section: str


def _spans(
    framework: Framework, assessment: Assessment, document: Document, reader: Reader
) -> Iterator[_Span]:
    """Yield the mentions in a document; of a repository, the proofs of each skill."""
    if document.media == REPOSITORY:
        for item in assessment.profile.evidence:
            if item.document == document.sha256 and item.skill in framework.skills:
                says = framework.signs[item.sign].label
                yield _Span(item.start, item.end, item.skill, "has", says, item.section)
        return
    for mention in reader.mentions(document):
        sign = framework.signs.get(mention.sign or "")
        says = _POLARITY_WORDS[mention.polarity] or (sign.label if sign else "")
        yield _Span(
            mention.start, mention.end, mention.skill, mention.polarity, says, mention.section
        )


def plan_lanes(framework: Framework, plan: Plan) -> list[dict[str, Any]]:
    """Return the plan's steps in groups, with their place as shares of its length.

    Neighboring steps of one skill are one group. So is a run of short first looks, so that a plan
    that opens with a look at twenty things does not read as twenty chapters.
    """
    first = plan.as_of
    last = max([plan.finish.late, *(step.end for step in plan.steps)], default=first)
    span = max(1, (last - first).days)
    skills: list[list[PlannedStep]] = []
    for step in plan.steps:
        if skills and skills[-1][-1].skill == step.skill:
            skills[-1].append(step)
        else:
            skills.append([step])
    groups: list[list[PlannedStep]] = []
    for run in skills:
        if groups and _is_look(run) and _is_look(groups[-1]):
            groups[-1] += run
        else:
            groups.append(run)
    return [_lane(framework, group, first, span) for group in groups]


def _fade(plan: Plan) -> dict[str, float]:
    """Return where the uncertain end begins and how wide it is, as shares of the timeline."""
    last = max([plan.finish.late, *(step.end for step in plan.steps)], default=plan.as_of)
    span = max(1, (last - plan.as_of).days)
    x = 100 * (plan.finish.early - plan.as_of).days / span
    return {"x": round(x, 2), "width": round(max(1.0, 100 - x), 2)}


def _is_look(group: list[PlannedStep]) -> bool:
    """Return whether all of a group are short first looks."""
    return all(step.begin == 0 and step.hours <= _SHORT_HOURS for step in group) and (
        len(group) == len({step.skill for step in group})
    )


def _lane(
    framework: Framework, group: list[PlannedStep], first: dt.date, span: int
) -> dict[str, Any]:
    start, end = group[0].start, max(step.end for step in group)
    x = round(100 * (start - first).days / span, 2)
    width = round(100 * ((end - first).days + 1) / span, 2) - x
    return {
        "x": x,
        "width": max(0.8, min(width, 100 - x)),
        "start": start,
        "end": end,
        "hours": sum(step.hours for step in group),
        "gain": sum(step.gain for step in group),
        "steps": group,
        "is_one": len({step.skill for step in group}) == 1,
        "names": [framework.skills[step.skill].name for step in group],
    }
