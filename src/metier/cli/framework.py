"""`metier framework`."""

from pathlib import Path

import click

from metier.cli import output
from metier.cli.framework_versions import diff_command, export_command, migrate_command
from metier.cli.options import json_option
from metier.core.errors import Finding, FrameworkError, UsageError, unwritable
from metier.core.workflow.opening import open_framework


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
@click.option(
    "--overlay",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FOLDER",
    help="Check this overlay on top of it.",
)
@json_option
def check_command(*, data: Path | None, overlay: Path | None, as_json: bool) -> int:
    """Report every error in the data files: file, line, column, code and a sentence."""
    from metier.core.framework.check import check_folder
    from metier.core.framework.files import data_root

    root = data or data_root()
    if not root.is_dir():
        raise UsageError(f"{root} is not a folder.", code="usage")
    findings = check_folder(root) if overlay is None else _check_overlay(root, overlay)
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
        raise unwritable(folder, error) from error


@framework_command.command("stats")
@json_option
def stats_command(*, as_json: bool) -> None:
    """Count what the framework holds."""
    from metier.core.framework.stats import count_framework

    framework = open_framework()
    counts = count_framework(framework)
    if as_json:
        output.write_json(
            {"schema_version": 1, "framework_version": framework.id.version, **counts}
        )
        return
    output.table([(name, str(count)) for name, count in counts.items()], right=(1,))


@framework_command.command("trace")
@click.option("--all", "everything", is_flag=True, help="Every line, not only a summary.")
@json_option
def trace_command(*, everything: bool, as_json: bool) -> int:
    """Show what carries each line of the source document; fail if a line is left over."""
    from metier.core.framework.trace import trace_source

    traces = trace_source(open_framework())
    left = [trace for trace in traces if not trace.carried]
    if as_json:
        lines = [
            {
                "line": trace.line.line,
                "text": trace.line.text,
                "part": trace.line.part,
                "places": trace.places,
                "rest": trace.rest,
                "feature": trace.carrier.feature,
                "test": trace.carrier.test,
                "note": trace.line.note,
            }
            for trace in traces
        ]
        output.write_json({"schema_version": 1, "lines": lines, "left_over": len(left)})
        return FrameworkError.exit_code if left else 0
    for trace in traces if everything else left:
        click.echo(f"{trace.line.line:4} {trace.line.text}")
        for place in trace.places or ("nothing carries it",):
            click.echo(output.dim(f"       {place}"))
    click.echo(f"{len(traces)} lines, {len(left)} left over.")
    return FrameworkError.exit_code if left else 0


@framework_command.command("claims")
@json_option
def claims_command(*, as_json: bool) -> None:
    """Hold the source's statements against the framework's own data."""
    from metier.core.framework.claims import judge_claims

    verdicts = judge_claims(open_framework())
    if as_json:
        claims = [
            {
                "claim": verdict.statement.claim,
                "name": verdict.statement.name,
                "text": verdict.statement.text,
                "holds": verdict.holds,
                "finding": verdict.finding,
                "rows": dict(verdict.rows),
            }
            for verdict in verdicts
        ]
        output.write_json({"schema_version": 1, "claims": claims})
        return
    words = {True: "holds", False: "does not hold", None: "holds in part"}
    for verdict in verdicts:
        output.title(f"{verdict.statement.name}: {words[verdict.holds]}")
        output.say(f"The source says: {verdict.statement.text}.")
        output.say(verdict.finding)
        output.table(verdict.rows, indent=2)


@framework_command.command("lint")
@click.option("--data", type=click.Path(path_type=Path), default=None, metavar="FOLDER")
@json_option
def lint_command(*, data: Path | None, as_json: bool) -> None:
    """Show editors what to look at: wording, near copies, hours, chains, thin places."""
    from metier.core.framework.lint import lint_folder

    advice = lint_folder(data)
    if as_json:
        output.write_json({"schema_version": 1, "advice": [item._asdict() for item in advice]})
        return
    for item in advice:
        click.echo(f"{item.file}: {item.unit}: {item.rule}: {item.message}")
    click.echo(f"{len(advice)} places to look at." if advice else "Nothing to look at.")


def _check_overlay(root: Path, folder: Path) -> list[Finding]:
    from metier.core.framework.files import read_files
    from metier.core.framework.overlay import apply_overlay, read_overlay

    try:
        overlay = read_overlay(folder)
    except FrameworkError as error:
        return list(error.findings)
    return apply_overlay(read_files(root), overlay)[0]


for _command in (export_command, diff_command, migrate_command):
    framework_command.add_command(_command)
