"""`metier plan`."""

import datetime as dt

import click

from metier.cli import output
from metier.cli.options import (
    as_of_option,
    day_of,
    json_option,
    person_options,
    person_words,
    profile_of,
    target_options,
)
from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.workflow.assess import Reader, assess_profile
from metier.core.workflow.opening import open_framework
from metier.core.workflow.planning import READY, Plan, plan_way, weeks_until


@click.command("plan")
@person_options
@target_options
@click.option("--hours-per-week", type=float, required=True, metavar="N", help="Hours to spend.")
@click.option("--weeks", type=float, default=None, metavar="N", help="Most readiness in N weeks.")
@click.option(
    "--by",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="DATE",
    help="Most readiness by a day.",
)
@click.option(
    "--readiness",
    type=float,
    default=READY,
    show_default=True,
    metavar="SHARE",
    help="Without a date: least hours to this readiness.",
)
@json_option
@as_of_option
def plan_command(
    file: str | None,
    backgrounds: tuple[str, ...],
    *,
    role: str,
    stage: str,
    hours_per_week: float,
    weeks: float | None,
    by: dt.datetime | None,
    readiness: float,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Plan the best way from the CV in FILE, or a background, to a role at a stage.

    With --weeks or --by: the most readiness by then. Without: the least hours to --readiness.
    """
    if weeks is not None and by is not None:
        raise UsageError("Give --weeks or --by, not both.", code="usage")
    today = day_of(as_of)
    if by is not None:
        weeks = weeks_until(by.date(), as_of=today)
    framework = open_framework()
    role = framework.role(role).id
    framework.stage(stage)
    profile = profile_of(Reader(framework), file, backgrounds)
    assessment = assess_profile(framework, profile, as_of=today)
    plan = plan_way(
        framework,
        assessment,
        role,
        stage,
        hours_per_week=hours_per_week,
        weeks=weeks,
        readiness=readiness,
    )
    if as_json:
        from metier.core.workflow.answers import describe_plan

        output.write_json(describe_plan(framework, plan))
        return
    _show(framework, plan)
    output.hint(
        f"Next: metier report {person_words(file, backgrounds)} --role {role} --stage {stage} "
        "-o report.html"
    )


def _show(framework: Framework, plan: Plan) -> None:
    name = framework.roles[plan.role].name
    click.echo(output.accent(f"{name}, {plan.stage}"))
    output.say(
        f"Readiness {output.percent(plan.before.value)} now, {output.percent(plan.after)} after "
        f"{plan.hours:.0f} hours: {plan.weeks:.0f} weeks at {plan.hours_per_week:g} hours."
    )
    if not plan.steps:
        output.say("There is no step that these hours allow and that would bring you closer.")
    if not plan.reached and plan.goal is not None:
        output.say(
            f"A readiness of {output.percent(plan.goal)} cannot be reached by learning alone: "
            "the rest rests on showing what you already have."
        )
    finish = plan.finish
    output.say(f"It ends between {finish.early} and {finish.late}, most likely by {finish.middle}.")
    proven = (
        "Proven: no other choice of steps does better."
        if plan.objective == plan.bound
        else (f"Best found; the bound is {plan.bound:.4g} against {plan.objective:.4g}.")
    )
    output.say(proven)
    output.title("Steps, in order")
    rows = [("from", "skill", "level", "hours", "brings", "for")]
    rows += [
        (
            step.start.isoformat(),
            framework.skills[step.skill].name[:30],
            f"{step.begin}{'→' if output.unicode_ok() else '>'}{step.reach}",
            f"{step.hours:.0f}" if step.hours >= 1 else "<1",
            f"+{step.gain * 100:.1f} pt" if step.gain else "",
            framework.skills[step.serves].name if step.serves else "",
        )
        for step in plan.steps
    ]
    output.table(rows, right=(3, 4), indent=2)
    output.title("With other hours")
    output.table(
        [
            (
                f"{v.hours_per_week:g} hours a week",
                f"{v.weeks:.0f} weeks",
                f"readiness {output.percent(v.readiness)}",
            )
            for v in plan.variants
        ],
        indent=2,
    )
