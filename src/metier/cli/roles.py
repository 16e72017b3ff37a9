"""`metier roles` and `metier role`."""

import click

from metier.cli import output
from metier.cli.options import json_option
from metier.cli.words import CATEGORIES
from metier.core.framework.index import Framework
from metier.core.framework.types import STAGES, RoleSpec
from metier.core.workflow.opening import open_framework

_GROUP_UNSORTED = "Other important skills"


@click.command("roles")
@json_option
def roles_command(*, as_json: bool) -> None:
    """List the roles of the framework."""
    framework = open_framework()
    if as_json:
        from metier.core.workflow.answers import describe_roles

        output.write_json(describe_roles(framework))
        return
    categories = dict.fromkeys(role.category for role in framework.data.roles)
    for category in categories:
        output.title(CATEGORIES[category])
        output.table(
            [(role.id, role.mission) for role in framework.data.roles if role.category == category],
            indent=2,
        )
    output.hint("Next: metier role data-scientist")


@click.command("role")
@click.argument("role_id", metavar="ROLE")
@json_option
def role_command(role_id: str, *, as_json: bool) -> None:
    """Show one role: mission, skills with levels for each stage, and ladder."""
    framework = open_framework()
    role = framework.role(role_id)
    if as_json:
        from metier.core.workflow.answers import describe_role

        output.write_json(describe_role(framework, role))
        return
    click.echo(output.accent(role.name) + output.dim(f"  {CATEGORIES[role.category]}"))
    output.say(role.mission)
    output.title("A day")
    output.say(role.day.strip())
    _show_requirements(framework, role)
    output.title("Ladder")
    for rung in role.ladder:
        click.echo(f"  {rung.rung} ({rung.years})")
        for line in rung.responsibilities:
            click.echo(f"    - {line}")
    for heading, lines in (
        ("Delivers", role.delivers),
        ("Judged by", role.judged_by),
        ("Success rests on", role.success_factors),
        ("What makes a hiring manager say yes", role.hiring_signals),
        ("What makes them doubt", role.red_flags),
    ):
        if lines:
            output.title(heading)
        for line in lines:
            output.say(f"- {line}")
    _show_market(framework, role)
    _show_practice(framework, role)
    output.hint(f"Next: metier gap CV.pdf --role {role.id} --stage mid")


def _show_market(framework: Framework, role: RoleSpec) -> None:
    from metier.core.workflow.library import describe_market

    market = describe_market(framework, role)
    pay, demand = market["pay"], market["demand"]
    if pay:
        output.title(f"Pay, {pay['region']} {pay['year']}, {pay['currency']} a {pay['period']}")
        rows = [
            (stage, f"{band['low']:,.0f} to {band['high']:,.0f}{'+' if band['open'] else ''}")
            for stage, band in pay["bands"].items()
        ]
        output.table(rows, indent=2)
        output.say(pay["caution"] if pay["provenance"] == "source" else pay["basis"])
    if demand:
        output.title("Demand")
        years = (
            "now"
            if demand["horizon"] == "high"
            else "in {:g} to {:g} years".format(*demand["years"])
        )
        said = "the source" if demand["provenance"] == "source" else "Metier's authors"
        output.say(f"{demand['horizon'].capitalize()}, {years}: {demand['reason']} ({said}).")


def _show_practice(framework: Framework, role: RoleSpec) -> None:
    from metier.core.workflow.library import describe_practice

    practice = describe_practice(framework, role)
    if practice["projects"]:
        output.title("Projects that prove it")
        rows = [(p["stage"], f"{p['hours'][1]:g} h", p["title"]) for p in practice["projects"]]
        output.table(rows, right=(1,), indent=2)
    if practice["questions"]:
        output.title("Interview questions")
        output.table([(q["kind"], q["question"]) for q in practice["questions"]], indent=2)
    if practice["network"]:
        output.title("Where its people are")
        output.table([(c["kind"], c["name"]) for c in practice["network"]], indent=2)


def _show_requirements(framework: Framework, role: RoleSpec) -> None:
    output.title("Skills, with the level asked at each stage")
    click.echo(output.dim("  * nobody does this role without it    levels: 0 none to 5 expert"))
    groups = dict.fromkeys(item.group or _GROUP_UNSORTED for item in role.requirements)
    for group in groups:
        rows: list[tuple[str, ...]] = [("", *STAGES)] if group == next(iter(groups)) else []
        for item in role.requirements:
            if (item.group or _GROUP_UNSORTED) == group:
                mark = "*" if item.blocker else ""
                levels = [str(item.levels.at(stage) or "-") for stage in STAGES]
                rows.append((framework.skills[item.skill].name[:38] + mark, *levels))
        click.echo(f"  {group}")
        sized = [(row[0].ljust(40), *(cell.rjust(6) for cell in row[1:])) for row in rows]
        output.table(sized, indent=4)
