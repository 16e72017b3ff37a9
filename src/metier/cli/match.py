"""`metier match`."""

from pathlib import Path

import click

from metier.cli import output
from metier.cli.options import json_option
from metier.core.errors import UsageError
from metier.core.workflow.opening import open_framework

_SHOWN = 5


@click.command("match")
@click.option("--people", "source", required=True, type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--targets",
    multiple=True,
    default=("all",),
    metavar="ROLE[:STAGE]",
    help="Report these; all by default.",
)
@click.option("--top", type=int, default=10, show_default=True, help="People to name per target.")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write every person's best targets, gaps and all readiness as Parquet.",
)
@json_option
def match_command(
    source: Path, *, targets: tuple[str, ...], top: int, path: Path | None, as_json: bool
) -> None:
    """Hold many people against all roles and stages.

    FILE is Parquet or CSV with the columns person, skill and level (0 to 5), a row for each
    level that somebody states; a level is taken as the person's own rating. A million people
    take about a quarter of a minute.
    """
    from importlib.util import find_spec

    if find_spec("pyarrow") is None or find_spec("scipy") is None:
        raise UsageError(
            "Matching tables needs pyarrow and scipy, which are not installed.",
            code="extra-missing",
            hint="Install metier[batch].",
        )
    from metier.core.workflow.matching import (
        describe_matched,
        match_people,
        pick_targets,
        read_people,
    )

    framework = open_framework()

    def tell(done: int, whole: int) -> None:
        click.echo(f"\r{done:,} of {whole:,} people", nl=done == whole, err=True)

    people = read_people(framework, source)
    found = match_people(framework, people, out=path, top=top, on_chunk=tell)
    found = pick_targets(framework, found, targets)
    if as_json:
        output.write_json(describe_matched(framework, found))
        return
    output.say(f"{found.people:,} people, {found.rows:,} levels.")
    if found.unknown:
        names = ", ".join(sorted(found.unknown)[:_SHOWN])
        output.say(
            f"{sum(found.unknown.values()):,} rows name {len(found.unknown):,} skills that the "
            f"framework does not know, and are left out: {names}."
        )
    rows: list[tuple[str, ...]] = [("", "", "ready", "mean", "nearest", "lacking most")]
    for item in found.targets:
        near = f"{item.people[0][0]} {output.percent(item.people[0][1])}" if item.people else ""
        gaps = ", ".join(framework.skills[skill].name for skill, _ in item.gaps)
        name = framework.roles[item.role].name[:28]
        rows.append((name, item.stage, f"{item.ready:,}", output.percent(item.mean), near, gaps))
    output.table(rows, right=(2, 3), indent=2)
