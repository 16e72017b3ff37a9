"""`metier network`."""

import click

from metier.cli import output
from metier.cli.options import json_option
from metier.core.workflow.answers import head
from metier.core.workflow.library import describe_guides, describe_network
from metier.core.workflow.opening import open_framework


@click.command("network")
@click.argument("role", required=False)
@json_option
def network_command(role: str | None, *, as_json: bool) -> None:
    """Show where the people of a role are, and how to write to them."""
    framework = open_framework()
    chosen = framework.role(role) if role else None
    places = describe_network(framework, chosen)
    guides = describe_guides(framework)
    if as_json:
        output.write_json({**head(framework), "network": places, "guides": guides})
        return
    for kind in dict.fromkeys(place["kind"] for place in places):
        output.title(kind.capitalize())
        for place in places:
            if place["kind"] == kind:
                click.echo(f"  {place['name']}" + output.dim(f"  {place['cost']}"))
                for line in output.wrap(place["take_part"], 4):
                    click.echo(output.dim(line))
    output.title("How to go about it")
    for guide in guides:
        click.echo(f"  {guide['title']}")
        for line in output.wrap(guide["when"], 4):
            click.echo(output.dim(line))
    output.hint("Next: metier network data-scientist --json  (with steps and drafts)")
