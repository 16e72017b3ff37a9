"""`metier projects`."""

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
from metier.core.framework.index import Framework
from metier.core.workflow.assess import Reader, assess_profile
from metier.core.workflow.covering import ProjectPlan, describe_projects, plan_projects
from metier.core.workflow.opening import open_framework

_LEFT = 8


@click.command("projects")
@person_options
@target_options
@click.option("--hours", type=float, default=None, metavar="N", help="Most proof in N hours.")
@json_option
@as_of_option
def projects_command(
    file: str | None,
    backgrounds: tuple[str, ...],
    *,
    role: str,
    stage: str,
    hours: float | None,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Choose the projects that prove most of what is missing in the fewest hours.

    FILE is a CV, a repository, or @NAME. With --hours: the most within them. Without: the least
    hours for all that projects can prove.
    """
    framework = open_framework()
    role = framework.role(role).id
    framework.stage(stage)
    profile = profile_of(Reader(framework), file, backgrounds)
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    plan = plan_projects(framework, assessment, role, stage, hours=hours)
    if as_json:
        output.write_json(describe_projects(framework, assessment, plan))
        return
    _show(framework, plan)
    person = person_words(file, backgrounds)
    if plan.projects:
        first = plan.projects[0].project.id
        kept = f" --profile {file}" if file and file.startswith("@") else ""
        output.hint(
            f"Next: metier project show {first}\n      metier project check {first} FOLDER{kept}"
        )
    elif plan.missing:
        output.hint(f"Next: metier plan {person} --role {role} --stage {stage} --hours-per-week 6")


def _show(framework: Framework, plan: ProjectPlan) -> None:
    name = framework.roles[plan.role].name
    click.echo(output.accent(f"{name}, {plan.stage}"))
    readiness = plan.standing.readiness
    output.say(
        f"Readiness {output.percent(readiness.value)}. What is missing is worth "
        f"{plan.missing * 100:.0f} points; projects of the stages up to {plan.stage} could "
        f"evidence {plan.coverable * 100:.0f} of them."
    )
    if not plan.projects:
        output.say(
            "No project evidences a skill that is missing."
            if not plan.coverable
            else "No project fits into these hours."
        )
        return
    proven = (
        "Proven: no other choice does better."
        if plan.cover.value == plan.cover.bound
        else "The best found; not proven."
    )
    output.say(
        f"{len(plan.projects)} project{'s' if len(plan.projects) != 1 else ''}, "
        f"{plan.cover.minutes / 60:.0f} hours: they evidence "
        f"{plan.cover.covered * 100:.0f} points. "
        f"{proven}"
    )
    for item in plan.projects:
        project = item.project
        low, likely, high = project.hours
        dash = "–" if output.unicode_ok() else "-"
        output.title(project.title)
        output.table(
            [
                (
                    project.id,
                    f"{framework.roles[item.role].name}, {project.stage}",
                    f"{likely:.0f} h ({low:.0f}{dash}{high:.0f})",
                )
            ],
            indent=2,
        )
        rows = [
            (
                framework.skills[skill].name[:34],
                f"level {level}",
                f"+{gain * 100:.1f} pt",
                "" if share >= 1 else f"{share * 100:.0f}% of the way",
            )
            for skill, level, share, gain in item.covers
        ]
        output.table(rows, right=(2,), indent=4)
    if plan.left:
        output.title("Not evidenced by these")
        names = ", ".join(framework.skills[item.skill].name for item in plan.left[:_LEFT])
        more = f" and {len(plan.left) - _LEFT} more" if len(plan.left) > _LEFT else ""
        click.echo("\n".join(output.wrap(f"{names}{more}", 2)))
