"""A plan as plain values for JSON, and as calendar, table and Markdown."""

import csv
import datetime as dt
import io
from typing import Any

import msgspec

from metier.core.exchange.icalendar import Event, write_calendar
from metier.core.framework.index import Framework
from metier.core.plan.departures import PathView
from metier.core.plan.review import fade_day, review_hours
from metier.core.workflow.answers import Json, describe_readiness, head
from metier.core.workflow.plan_types import Plan, PlannedStep


def describe_plan(framework: Framework, plan: Plan) -> Json:
    """Return a plan with its proof and its sensitivity."""
    return {
        **head(framework, plan.as_of),
        "role": plan.role,
        "stage": plan.stage,
        "mode": plan.mode,
        "targets": [
            {
                "role": before.role,
                "stage": before.stage,
                "readiness_before": describe_readiness(before),
                "readiness_after": after,
            }
            for before, after in zip(plan.befores, plan.afters, strict=True)
        ],
        "steps": [_step(framework, step) for step in plan.steps],
        "activities": [
            {**item._asdict(), "start": item.start.isoformat(), "end": item.end.isoformat()}
            for item in plan.activities
        ],
        "resources": [
            {
                **item._asdict(),
                "steps": [{"skill": skill, "level": level} for skill, level in item.steps],
            }
            for item in plan.resources
        ],
        "hours": plan.hours,
        "weeks": _finite(plan.weeks),
        "hours_per_week": plan.hours_per_week,
        "money": plan.money,
        "currency": plan.currency,
        "objective": plan.objective,
        "bound": plan.bound,
        "goal": plan.goal,
        "reached": plan.reached,
        "nearest": plan.nearest,
        "readiness_before": describe_readiness(plan.before),
        "readiness_after": plan.after,
        "area": plan.area,
        "area_bound": plan.area_bound,
        "finish": {name: day.isoformat() for name, day in plan.finish._asdict().items()},
        "sensitivity": [
            {**variant._asdict(), "weeks": _finite(variant.weeks)} for variant in plan.variants
        ],
        "left_over": plan.left_over,
        "done": plan.done,
        "speed": plan.speed,
        "reviews": [{**item._asdict(), "due": item.due.isoformat()} for item in plan.reviews],
        "path": _path(plan.path) if plan.path else None,
        "request": msgspec.to_builtins(plan.request),
    }


def _step(framework: Framework, step: PlannedStep) -> Json:
    return {
        "skill": step.skill,
        "name": framework.skills[step.skill].name,
        "from": step.begin,
        "to": step.reach,
        "hours": step.hours,
        "hours_low": step.low,
        "hours_high": step.high,
        "gain": step.gain,
        "start": step.start.isoformat(),
        "end": step.end.isoformat(),
        "because": step.because,
        "resource": step.resource,
        "study": step.study,
        "within": step.within,
        "phase": step.phase or None,
    }


def _path(view: PathView) -> Json:
    return {
        "audience": view.audience,
        "phases": [
            {
                "phase": phase.phase,
                "months": phase.months,
                "steps": phase.steps,
                "tasks": [
                    {
                        "task": task.task,
                        "states": [
                            {"skill": skill, "level": level, "state": state}
                            for skill, level, state in task.states
                        ],
                        "activity": task.activity or None,
                        "why": task.why,
                    }
                    for task in phase.tasks
                ],
            }
            for phase in view.phases
        ],
        "departures": view.departures,
        "beyond": view.beyond,
    }


def _finite(weeks: float) -> float | None:
    return weeks if weeks < float("inf") else None


def plan_calendar(framework: Framework, plan: Plan) -> str:
    """Return a plan as iCalendar: steps, activities, and when its skills want a review."""
    aim = f"{plan.role}-{plan.stage}"
    events = [
        Event(
            uid=f"{aim}-{step.skill}-{step.reach}@metier",
            day=step.start,
            end_day=step.end,
            title=f"{framework.skills[step.skill].name} to level {step.reach}",
            text=" ".join(filter(None, (step.because, _learn_from(plan, step)))),
            minutes=round(60 * step.hours),
        )
        for step in plan.steps
    ]
    events += [
        Event(
            uid=f"{aim}-{item.id.replace(':', '-')}@metier",
            day=item.start,
            end_day=item.end,
            title=item.name,
            text=f"Done when: {item.check}",
            minutes=round(60 * item.hours),
        )
        for item in plan.activities
    ]
    events += _review_events(framework, plan, aim)
    name = f"{framework.roles[plan.role].name}, {plan.stage}"
    return write_calendar(events, name=name, as_of=plan.as_of)


def _review_events(framework: Framework, plan: Plan, aim: str) -> list[Event]:
    """Return reviews of what is held, and of what the plan brings once it has faded."""
    due = {item.skill: (item.due, item.level, item.hours) for item in plan.reviews}
    for step in plan.steps:
        day = fade_day(framework, step.skill, step.end)
        if day < dt.date.max:
            due[step.skill] = (day, step.reach, review_hours(framework, step.skill, step.reach))
    return [
        Event(
            uid=f"{aim}-review-{skill}@metier",
            day=max(day, plan.as_of),
            end_day=None,
            title=f"Go over {framework.skills[skill].name} again",
            text=f"To keep level {level}: without use it fades.",
            minutes=round(60 * hours),
        )
        for skill, (day, level, hours) in due.items()
    ]


def plan_table(framework: Framework, plan: Plan) -> str:
    """Return a plan as CSV, a row for each step and activity; no cell begins a formula."""
    rows = [
        (
            step.start,
            step.end,
            framework.skills[step.skill].name,
            f"level {step.begin} to {step.reach}",
            round(step.hours, 1),
            round(100 * step.gain, 2),
            learned_from(plan, step),
            step.because,
        )
        for step in plan.steps
    ]
    rows += [
        (item.start, item.end, item.name, item.kind, round(item.hours, 1), 0.0, "", item.check)
        for item in plan.activities
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("start", "end", "what", "kind", "hours", "points", "resource", "why"))
    writer.writerows([[_plain(cell) for cell in row] for row in sorted(rows, key=str)])
    return out.getvalue()


def _plain(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell[:1] in "=+-@\t\r":
        return f"'{cell}"
    return cell


def learned_from(plan: Plan, step: PlannedStep) -> str:
    """Return title and authors of the resource of a step; empty where there is none."""
    found = next((item for item in plan.resources if item.id == step.resource), None)
    return f"{found.title} ({found.by})" if found else ""


def _learn_from(plan: Plan, step: PlannedStep) -> str:
    title = learned_from(plan, step)
    return f"Learn it from {title}." if title else ""


def plan_markdown(framework: Framework, plan: Plan) -> str:
    """Return a plan as Markdown."""
    lines = [f"# {framework.roles[plan.role].name}, {plan.stage}", ""]
    for before, after in zip(plan.befores, plan.afters, strict=True):
        name = framework.roles[before.role].name
        lines.append(
            f"{name}, {before.stage}: readiness {before.value:.0%} "
            f"({before.low:.0%}–{before.high:.0%}) on {plan.as_of}, {after:.0%} after the plan."
        )
    finish = plan.finish
    lines += [
        "",
        f"{plan.hours:.0f} hours. It ends between {finish.early} and {finish.late}, "
        f"most likely by {finish.middle}.",
        "",
        *([plan.nearest, ""] if plan.nearest else []),
        "| from | to | what | hours | brings | learn from |",
        "| --- | --- | --- | ---: | ---: | --- |",
    ]
    rows: list[tuple[dt.date, dt.date, str, float, str, str]] = [
        (
            step.start,
            step.end,
            f"{framework.skills[step.skill].name}, level {step.begin} → {step.reach}",
            step.hours,
            f"+{100 * step.gain:.1f} points" if step.gain else "",
            learned_from(plan, step),
        )
        for step in plan.steps
    ]
    rows += [
        (i.start, i.end, i.name, i.hours, "", f"Done when: {i.check}") for i in plan.activities
    ]
    lines += [
        f"| {start} | {end} | {_cell(what)} | {hours:.1f} | {gain} | {_cell(source)} |"
        for start, end, what, hours, gain, source in sorted(rows)
    ]
    if plan.path and plan.path.departures:
        lines += ["", "## Where it departs from the path", ""]
        lines += [f"- {sentence}" for sentence in plan.path.departures]
    if plan.reviews:
        lines += ["", "## To go over again", ""]
        lines += [
            f"- {framework.skills[item.skill].name} by {item.due}: {item.hours:.0f} hours"
            for item in plan.reviews
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
