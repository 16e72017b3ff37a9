"""`metier framework`."""

from pathlib import Path

import click

from metier.cli import output
from metier.cli.options import json_option
from metier.core.errors import FrameworkError, UsageError


@click.group("framework")
def framework_command() -> None:
    """Check and describe the framework's data."""


@framework_command.command("check")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FOLDER",
    help="A data folder; the one that comes with Metier by default.",
)
@json_option
def check_command(*, data: Path | None, as_json: bool) -> int:
    """Report every error in the data files: file, line, column, code and a sentence."""
    from metier.core.framework.check import check_folder
    from metier.core.framework.files import data_root

    root = data or data_root()
    if not root.is_dir():
        raise UsageError(f"{root} is not a folder.", code="usage")
    findings = check_folder(root)
    if as_json:
        output.write_json(
            {"schema_version": 1, "errors": [finding._asdict() for finding in findings]}
        )
    else:
        for finding in findings:
            click.echo(str(finding))
        count = len(findings)
        click.echo(f"{count} error{'s' if count != 1 else ''}" if count else "No errors.")
    return FrameworkError.exit_code if findings else 0


@framework_command.command("schema")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FOLDER",
    help="Write one file for each kind there.",
)
def schema_command(*, folder: Path | None) -> None:
    """Write the JSON Schema of the data files."""
    import json

    from metier.core.framework.schema import build_schema, schema_names

    if folder is None:
        output.write_json({name: build_schema(name) for name in schema_names()})
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in schema_names():
            text = json.dumps(build_schema(name), indent=2, ensure_ascii=False, default=list)
            (folder / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {error.strerror}.", code="output-unwritable"
        ) from error


@framework_command.command("stats")
@json_option
def stats_command(*, as_json: bool) -> None:
    """Count what the framework holds."""
    from metier.core.framework.load import load_framework

    framework = load_framework()
    counts = {
        "roles": len(framework.roles),
        "skills": len(framework.skills),
        "domains": len(framework.data.domains),
        "requirements": sum(len(role.requirements) for role in framework.data.roles),
        "aliases": sum(len(skill.aliases) for skill in framework.data.skills),
    }
    if as_json:
        output.write_json(
            {"schema_version": 1, "framework_version": framework.id.version, **counts}
        )
        return
    output.table([(name, str(count)) for name, count in counts.items()], right=(1,))
