"""`metier paths`."""

import click

from metier.cli import output
from metier.cli.options import json_option
from metier.core.workflow.answers import head
from metier.core.workflow.library import describe_path
from metier.core.workflow.opening import open_framework


@click.command("paths")
@click.argument("audience", required=False)
@json_option
def paths_command(audience: str | None, *, as_json: bool) -> None:
    """Show the learning paths: for a new graduate, a career changer, a tech professional."""
    framework = open_framework()
    found = framework.library.paths
    known = [path.id for path in found]
    if audience is not None and audience not in known:
        raise click.BadParameter(f"There is no path {audience!r}; there are {', '.join(known)}.")
    paths = [describe_path(framework, path) for path in found if audience in (None, path.id)]
    if as_json:
        output.write_json({**head(framework), "paths": paths})
        return
    for path in paths:
        output.title(path["heading"])
        output.say(path["summary"])
        if path["assumes"]:
            held = (f"{framework.skills[s['skill']].name} {s['level']}" for s in path["assumes"])
            output.say(f"It counts from what such people have: {', '.join(held)}.")
        for phase in path["phases"]:
            hours = phase["hours"]
            click.echo(f"\n  {phase['phase']}")
            verdict = "fits" if phase["fits"] else "does not fit"
            text = (
                f"About {hours['likely']:.0f} hours ({hours['low']:.0f} to "
                f"{hours['high']:.0f}); the source's months offer {phase['offered']['low']} to "
                f"{phase['offered']['high']}: it {verdict}."
            )
            for line in output.wrap(text, 4):
                click.echo(output.dim(line))
            for task in phase["tasks"]:
                click.echo(f"    - {task['task']}")
                for line in output.wrap(f"Done when: {task['check']}", 6):
                    click.echo(output.dim(line))
    if audience is None:
        output.hint("Next: metier paths career-changer --json")
