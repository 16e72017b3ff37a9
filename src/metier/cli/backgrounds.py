"""`metier backgrounds`."""

import click

from metier.cli import output
from metier.cli.options import json_option
from metier.core.framework.backgrounds import find_background
from metier.core.workflow.answers import head
from metier.core.workflow.library import describe_background
from metier.core.workflow.opening import open_framework


@click.command("backgrounds")
@click.argument("name", required=False)
@json_option
def backgrounds_command(name: str | None, *, as_json: bool) -> None:
    """List occupations and studies to come from, or show one by a word or job title."""
    framework = open_framework()
    everything = framework.library.backgrounds
    found = everything if name is None else (find_background(framework, name),)
    if as_json:
        values = [describe_background(item) for item in found]
        output.write_json({**head(framework), "backgrounds": values})
        return
    if name is None:
        output.table([(item.id, item.name) for item in found])
        output.hint("Next: metier recommend --background registered-nurse")
        return
    item = found[0]
    click.echo(output.accent(item.name))
    output.say(item.carries_over)
    output.title("What most people with it bring, until you say otherwise")
    output.table(
        [(framework.skills[s.skill].name, f"level {s.level}") for s in item.skills], indent=2
    )
    output.title("Roles near it")
    output.table([(r, framework.roles[r].mission) for r in item.first_roles], indent=2)
    output.hint(
        f"Next: metier plan --background {item.id} --role {item.first_roles[0]} --stage entry "
        "--hours-per-week 6"
    )
