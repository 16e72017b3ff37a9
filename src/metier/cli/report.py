"""`metier report`."""

import datetime as dt
from pathlib import Path

import click

from metier.cli import output
from metier.cli.options import (
    as_of_option,
    day_of,
    json_option,
    person_options,
    profile_of,
)
from metier.cli.writing import write_file
from metier.core.workflow.assess import Reader, assess_profile
from metier.core.workflow.opening import open_framework
from metier.core.workflow.reporting import report_person


@click.command("report")
@person_options
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="OUT.html",
    help="Where to write it.",
)
@click.option("--role", default=None, metavar="ROLE", help="Default: the role that fits best.")
@click.option("--stage", default=None, metavar="STAGE", help="Default: the stage now.")
@click.option(
    "--hours-per-week",
    type=float,
    default=6.0,
    show_default=True,
    metavar="N",
    help="Hours for the plan.",
)
@click.option(
    "--weeks", type=float, default=26.0, show_default=True, metavar="N", help="Weeks for the plan."
)
@json_option
@as_of_option
def report_command(
    file: str | None,
    backgrounds: tuple[str, ...],
    *,
    target: Path,
    role: str | None,
    stage: str | None,
    hours_per_week: float,
    weeks: float,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Write where the person of the CV in FILE, or a background, stands into one HTML file."""
    framework = open_framework()
    reader = Reader(framework)
    profile = profile_of(reader, file, backgrounds)
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    html = report_person(
        framework,
        assessment,
        role_id=role,
        stage=stage,
        hours_per_week=hours_per_week,
        weeks=weeks,
        reader=reader,
    )
    write_file(target, html)
    if as_json:
        output.write_json({"schema_version": 1, "path": str(target), "bytes": len(html.encode())})
    else:
        click.echo(f"Written to {target}. It holds the text of the CV: share it with care.")
