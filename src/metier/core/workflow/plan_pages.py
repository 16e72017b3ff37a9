"""A plan as a page of HTML that needs nothing else, and as PDF."""

from typing import Any

from metier.core.framework.index import Framework
from metier.core.report.html import render_page
from metier.core.report.typeset import typeset
from metier.core.workflow.pictures import draw_plan
from metier.core.workflow.plan_answers import learned_from
from metier.core.workflow.plan_types import Plan


def plan_html(framework: Framework, plan: Plan) -> str:
    """Return a plan as one HTML file with its picture."""
    context = {**plan_data(framework, plan), "picture": draw_plan(framework, plan)}
    return render_page("plan.html", context)


def plan_pdf(framework: Framework, plan: Plan) -> bytes:
    """Return a plan as PDF.

    Raises:
        UsageError: Typst is not installed.
    """
    return typeset("plan.typ", plan_data(framework, plan)).content


def plan_data(framework: Framework, plan: Plan) -> dict[str, Any]:
    """Return what stands on the page, as plain texts."""
    finish = plan.finish
    return {
        "title": f"{framework.roles[plan.role].name}, {plan.stage}",
        "opening": [
            f"{framework.roles[before.role].name}, {before.stage}: readiness {before.value:.0%} "
            f"({before.low * 100:.0f}–{before.high * 100:.0f}%) now, {after:.0%} after "
            f"{plan.hours:.0f} hours."
            for before, after in zip(plan.befores, plan.afters, strict=True)
        ],
        "ending": f"It ends between {finish.early} and {finish.late}, most likely by "
        f"{finish.middle}.",
        "proof": "Proven: no other choice of steps does better."
        if plan.objective == plan.bound
        else "This is the best that was found.",
        "nearest": plan.nearest,
        "rows": _rows(framework, plan),
        "departures": list(plan.path.departures) if plan.path else [],
        "reviews": [
            f"{framework.skills[item.skill].name} by {item.due}: {item.hours:.0f} hours"
            for item in plan.reviews
        ],
        "day": plan.as_of.isoformat(),
        "framework": framework.id.version,
    }


def _rows(framework: Framework, plan: Plan) -> list[dict[str, str]]:
    rows = [
        {
            "start": step.start.isoformat(),
            "end": step.end.isoformat(),
            "what": f"{framework.skills[step.skill].name}, {step.begin} to {step.reach}",
            "hours": f"{step.hours:.1f}",
            "gain": f"{100 * step.gain:.1f}" if step.gain else "",
            "source": learned_from(plan, step),
        }
        for step in plan.steps
    ]
    rows += [
        {
            "start": item.start.isoformat(),
            "end": item.end.isoformat(),
            "what": item.name,
            "hours": f"{item.hours:.1f}",
            "gain": "",
            "source": item.check,
        }
        for item in plan.activities
    ]
    return sorted(rows, key=lambda row: (row["start"], row["end"]))
