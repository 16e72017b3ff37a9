"""`metier roles` and `metier role`."""

import click

from metier.cli import output
from metier.cli.options import json_option
from metier.cli.words import CATEGORIES
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.types import STAGES, RoleSpec

_GROUP_UNSORTED = "Other important skills"


@click.command("roles")
@json_option
def roles_command(*, as_json: bool) -> None:
    """List the roles of the framework."""
    framework = load_framework()
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
    framework = load_framework()
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
    output.title("Judged by")
    for line in role.judged_by:
        output.say(f"- {line}")
    output.hint(f"Next: metier gap CV.pdf --role {role.id} --stage mid")


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
