"""`metier plan`."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option, person_options, profile_of
from metier.cli.plan_options import make_request, plan_options
from metier.cli.writing import write_file
from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.workflow import plan_answers
from metier.core.workflow.assess import Reader, assess_profile
from metier.core.workflow.opening import open_framework
from metier.core.workflow.pictures import draw_plan
from metier.core.workflow.plan_pages import plan_html, plan_pdf
from metier.core.workflow.plan_types import Plan, PlannedActivity, PlannedStep
from metier.core.workflow.planning import make_plan

_WRITERS: dict[str, Callable[[Framework, Plan], str | bytes]] = {
    ".ics": plan_answers.plan_calendar,
    ".csv": plan_answers.plan_table,
    ".md": plan_answers.plan_markdown,
    ".svg": draw_plan,
    ".html": plan_html,
    ".pdf": plan_pdf,
}
_SHOWN = 8


@click.command("plan")
@person_options
@plan_options
@click.option("--keep", is_flag=True, help="Keep the plan in the profile @NAME.")
@click.option(
    "-o",
    "--output",
    "path",
    metavar="FILE",
    help="Write it as .ics, .csv, .md, .html, .pdf or .svg.",
)
@json_option
@as_of_option
def plan_command(
    file: str | None,
    backgrounds: tuple[str, ...],
    *,
    keep: bool,
    path: str | None,
    as_json: bool,
    as_of: dt.datetime | None,
    **wishes: Any,
) -> None:
    """Plan the best way from the CV in FILE, or a background, to a role at a stage.

    With --weeks or --by: the most readiness by then. Without: the least hours to --readiness.
    Of a kept profile (@NAME) it counts what is marked done, and your own speed.
    """
    if path is not None and Path(path).suffix not in _WRITERS:
        raise UsageError(
            f"{path} cannot be written.", code="usage", hint=f"End it in {', '.join(_WRITERS)}."
        )
    if keep and not (file or "").startswith("@"):
        raise UsageError(
            "A plan is kept in a kept profile.", code="usage", hint="Give @NAME ('metier profile')."
        )
    framework = open_framework()
    today = day_of(as_of)
    request = make_request(framework, wishes, as_of=today)
    profile = profile_of(Reader(framework), file, backgrounds)
    plan = make_plan(framework, assess_profile(framework, profile, as_of=today), request)
    if keep:
        from metier.core.workflow.keeping import change_profile, open_store
        from metier.core.workflow.progressing import keep_plan

        change_profile(open_store(), profile, lambda old: keep_plan(framework, old, plan))
    if path is not None:
        write_file(path, _WRITERS[Path(path).suffix](framework, plan))
    if as_json:
        output.write_json(plan_answers.describe_plan(framework, plan))
        return
    show_plan(framework, plan)
    if path is not None:
        output.say(f"Written to {path}.")
    output.hint(
        f"Next: metier progress done {file} SKILL=LEVEL --hours N"
        if keep
        else "Next: the same with -o plan.ics for your calendar, or --keep with a kept profile"
    )


def show_plan(framework: Framework, plan: Plan) -> None:
    """Write a plan to the terminal."""
    for before, after in zip(plan.befores, plan.afters, strict=True):
        name = framework.roles[before.role].name
        click.echo(output.accent(f"{name}, {before.stage}"))
        output.say(
            f"Readiness {output.percent(before.value)} now, {output.percent(after)} after "
            f"{plan.hours:.0f} hours: {_weeks(plan)} at {plan.hours_per_week:g} hours."
        )
    if plan.nearest:
        output.say(plan.nearest)
    if not plan.reached and plan.goal is not None:
        output.say(
            f"A readiness of {output.percent(plan.goal)} cannot be reached by learning alone: "
            "the rest rests on showing what you already have."
        )
    finish = plan.finish
    output.say(f"It ends between {finish.early} and {finish.late}, most likely by {finish.middle}.")
    output.say(_proof(plan))
    if plan.done:
        output.say(
            f"{plan.done} steps are marked done. That is a claim, like a line in a CV, until work "
            "or a test shows it."
        )
    if abs(plan.speed - 1) > 0.05:
        output.say(f"By the hours you logged, all hours are taken {plan.speed:.2f} times.")
    output.title("Steps, in order")
    rows: list[tuple[str, ...]] = [("from", "skill", "level", "hours", "brings", "learn it from")]
    rows += [_row(framework, plan, item) for item in _in_order(plan)]
    output.table(rows, right=(3, 4), indent=2)
    _show_rest(framework, plan)


def _in_order(plan: Plan) -> list[PlannedStep | PlannedActivity]:
    """Return steps in their order, neighbors of a skill as one, and activities by their start."""
    found: list[PlannedStep | PlannedActivity] = []
    for step in plan.steps:
        last = found[-1] if found else None
        if isinstance(last, PlannedStep) and last.skill == step.skill:
            found[-1] = step._replace(
                begin=last.begin,
                start=last.start,
                hours=last.hours + step.hours,
                gain=last.gain + step.gain,
            )
        else:
            found.append(step)
    for activity in plan.activities:
        place = next((n for n, item in enumerate(found) if item.start > activity.start), len(found))
        if activity.alongside:
            place = 0
        found.insert(place, activity)
    return found


def _row(framework: Framework, plan: Plan, item: PlannedStep | PlannedActivity) -> tuple[str, ...]:
    hours = f"{item.hours:.0f}" if item.hours >= 1 else "<1"
    if isinstance(item, PlannedActivity):
        cost = f"-{item.costs * 100:.1f} pt" if item.costs else ""
        when = "alongside" if item.alongside else item.start.isoformat()
        return when, item.name[:30], item.kind, hours, cost, ""
    resource = next((one for one in plan.resources if one.id == item.resource), None)
    arrow = "→" if output.unicode_ok() else ">"
    return (
        item.start.isoformat(),
        framework.skills[item.skill].name[:30],
        f"{item.begin}{arrow}{item.reach}",
        hours,
        f"+{item.gain * 100:.1f} pt" if item.gain else "",
        resource.title if resource else "",
    )


def _show_rest(framework: Framework, plan: Plan) -> None:
    if plan.money:
        output.say(f"Resources cost {plan.currency} {plan.money:,.0f}; --budget 0 uses free ones.")
    if plan.path and plan.path.departures:
        output.title("Where it departs from the path, and why")
        for sentence in plan.path.departures:
            output.say(f"- {sentence}")
    if plan.reviews:
        output.title("To go over again: it fades without use")
        output.table(
            [
                (item.due.isoformat(), framework.skills[item.skill].name, f"{item.hours:.0f} h")
                for item in plan.reviews[:_SHOWN]
            ],
            indent=2,
        )
    output.title("If hours turn out otherwise")
    rows = []
    for one in plan.variants:
        takes = "" if one.effort == 1 else f", everything takes {one.effort:g} times as long"
        there = f"{one.hours_per_week:g} hours a week{takes}"
        if one.possible:
            rows.append(
                (there, f"{one.weeks:.0f} weeks", f"readiness {output.percent(one.readiness)}")
            )
        else:
            rows.append((there, "", "what must be in it does not fit"))
    output.table(rows, indent=2)


def _weeks(plan: Plan) -> str:
    return f"{plan.weeks:.0f} weeks" if plan.weeks < float("inf") else "more weeks than there are"


def _proof(plan: Plan) -> str:
    if plan.objective != plan.bound:
        return f"Best found; the bound is {plan.bound:.4g} against {plan.objective:.4g}."
    order = (
        " Nor does any other order bring value earlier."
        if plan.area_bound <= plan.area * (1 + 1e-9)
        else f" The order brings {plan.area / plan.area_bound:.1%} of what any could by then."
    )
    return f"Proven: no other choice of steps does better.{order if plan.steps else ''}"
