"""Everything a page or a report shows about a person, and the report itself."""

import datetime as dt
from typing import Any

from metier.core.framework.index import Framework
from metier.core.framework.types import STAGES
from metier.core.report.html import render_report
from metier.core.report.spans import cut_text
from metier.core.workflow import answers
from metier.core.workflow.assess import Assessment, Reader, stand_against
from metier.core.workflow.planning import Plan, plan_way

MAX_SHOWN_CHARS = 60_000
_POLARITY_WORDS = {
    "has": "", "wants": "something you want to learn", "negated": "said to be missing",
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
) -> str:
    """Return the report as one HTML file.

    Raises:
        UnknownIdError: No such role or stage.
        UsageError: Hours or weeks out of range.
    """
    context = describe_person(
        framework, assessment, role_id=role_id, stage=stage, hours_per_week=hours_per_week,
        weeks=weeks, reader=Reader(framework),
    )
    return render_report(context)


def describe_person(  # noqa: PLR0913 what a page can choose
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
    chosen_role = framework.role(role_id).id if role_id else assessment.fits[0].role
    chosen_stage = framework.stage(stage) if stage else assessment.stage.stage
    standing = stand_against(framework, assessment, chosen_role, chosen_stage)
    plan = plan_way(
        framework, assessment, chosen_role, chosen_stage, hours_per_week=hours_per_week,
        weeks=weeks,
    )
    return {
        "framework": framework,
        "matches": answers.describe_matches(framework, assessment),
        "gap": answers.describe_gap(framework, assessment, standing),
        "plan": answers.describe_plan(framework, plan),
        "timeline": _timeline(plan),
        "role": framework.roles[chosen_role],
        "stage": chosen_stage,
        "stages": STAGES,
        "hours_per_week": hours_per_week,
        "weeks": weeks,
        "facts": assessment.facts,
        "as_of": assessment.as_of,
        "papers": _papers(framework, assessment, reader),
        "ratings": {rating.skill: rating.level for rating in assessment.profile.ratings},
    }


def _papers(
    framework: Framework, assessment: Assessment, reader: Reader
) -> list[dict[str, Any]]:
    """Return each document with its text cut into marked pieces."""
    domains = {domain.id: n for n, domain in enumerate(framework.data.domains)}
    rejected = {
        (r.document, r.start, r.end, r.skill) for r in assessment.profile.rejections
    }
    papers = []
    for document in assessment.profile.documents:
        marks = []
        for mention in reader.mentions(document):
            skill = framework.skills[mention.skill]
            sign = framework.signs.get(mention.sign or "")
            key = (document.sha256, mention.start, mention.end, mention.skill)
            marks.append(
                {
                    "start": mention.start, "end": mention.end, "skill": skill.id,
                    "name": skill.name, "domain": domains[skill.domain] % 6,
                    "polarity": mention.polarity,
                    "says": _POLARITY_WORDS[mention.polarity] or (sign.label if sign else ""),
                    "section": mention.section,
                    "level": assessment.proficiencies.mean(skill.id),
                    "rejected": key in rejected,
                    "key": f"{document.sha256}:{mention.start}:{mention.end}:{mention.skill}",
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


def _timeline(plan: Plan) -> list[dict[str, Any]]:
    """Return the plan's steps as shares of its length, for drawing."""
    first = plan.as_of
    last = max([plan.finish.late, *(step.end for step in plan.steps)], default=first)
    span = max(1, (last - first).days)

    def place(day: dt.date) -> float:
        return round(100 * (day - first).days / span, 2)

    return [
        {
            "x": place(step.start),
            "width": max(0.8, place(step.end) - place(step.start)),
            "step": step,
        }
        for step in plan.steps
    ]
