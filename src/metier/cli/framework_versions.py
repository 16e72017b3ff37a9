"""`metier framework export`, `diff` and `migrate`."""

from pathlib import Path

import click

from metier.cli import output
from metier.cli.options import json_option
from metier.core.errors import UsageError, unwritable
from metier.core.framework.files import data_root
from metier.core.framework.load import load_framework
from metier.core.framework.release import (
    Release,
    compare_releases,
    make_release,
    read_release,
    read_releases,
)
from metier.core.workflow.opening import open_framework


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv", "sqlite", "markdown"]),
    default="json",
    show_default=True,
    help="What to write.",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    metavar="PATH",
    help="A folder; for SQLite a new file.",
)
@json_option
def export_command(*, form: str, target: Path, as_json: bool) -> None:
    """Write the framework as JSON for a static site, as CSV, as SQLite, or as Markdown."""
    from metier.core.exchange.framework_export import export_framework

    written = export_framework(open_framework(), form, target)
    if as_json:
        output.write_json({"schema_version": 1, "files": [str(path) for path in written]})
    else:
        files = "file" if len(written) == 1 else "files"
        click.echo(f"Wrote {len(written)} {files} to {target}.")


@click.command("diff")
@click.argument("old")
@click.argument("new", default="current")
@json_option
def diff_command(old: str, new: str, *, as_json: bool) -> None:
    """Compare two versions: a released version, a data folder, a release file, or "current"."""
    difference = compare_releases(_release(old), _release(new))
    if as_json:
        output.write_json({"schema_version": 1, **difference._asdict()})
        return
    click.echo(f"{difference.old} to {difference.new}: {output.accent(difference.bump)}")
    for heading, found in (("Added", difference.added), ("Removed", difference.removed)):
        for kind, names in found.items():
            output.say(f"{heading}, {kind}: {len(names)}")
            for name in names:
                click.echo(f"  {name}")
    for name in difference.unredirected:
        output.say(f"Removed without a redirect: {name}")
    for heading, moves in (("Asks more", difference.raised), ("Asks less", difference.lowered)):
        if moves:
            output.title(f"{heading} (levels at entry, mid, senior, principal)")
            rows = [(m.role, m.skill, _levels(m.before), _levels(m.after)) for m in moves]
            output.table(rows, indent=2)


@click.command("migrate")
@click.argument("profile", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Where to write it; without it the file is replaced.",
)
@json_option
def migrate_command(profile: Path, *, target: Path | None, as_json: bool) -> None:
    """Bring a stored profile up to this framework and say what changed."""
    from metier.core.profile.migrate import migrate_profile
    from metier.core.profile.store import read_profile, write_profile

    framework = open_framework()
    before = read_profile(profile)
    migration = migrate_profile(framework, before)
    place = target or profile
    try:
        write_profile(migration.profile, place)
    except OSError as error:
        raise unwritable(place, error) from error
    if as_json:
        output.write_json(
            {
                "schema_version": 1,
                "from": before.framework_version,
                "to": framework.id.version,
                "changes": migration.changes,
                "path": str(place),
            }
        )
        return
    click.echo(f"{before.framework_version} to {framework.id.version}, written to {place}.")
    for change in migration.changes:
        output.say(f"- {change}")
    if not migration.changes:
        output.say("Nothing in it was renamed.")


def _release(name: str) -> Release:
    """Return the release that a version, a folder, a file or "current" names.

    Raises:
        UsageError: It names none.
        FrameworkError: The folder is no valid framework.
    """
    if name == "current":
        return make_release(open_framework())
    path = Path(name)
    if path.is_dir():
        return make_release(load_framework(path, use_snapshot=False))
    if path.is_file():
        return read_release(path)
    kept = {release.version: release for release in read_releases(data_root())}
    if name in kept:
        return kept[name]
    raise UsageError(
        f"There is no version {name!r}.",
        code="version-unknown",
        hint=f"Give a folder, a release file, 'current' or one of {', '.join(kept)}.",
    )


def _levels(levels: tuple[int, ...]) -> str:
    return " ".join(str(level) for level in levels)
