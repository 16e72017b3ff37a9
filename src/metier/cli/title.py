"""`metier title`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from metier.cli import output
from metier.cli.options import json_option
from metier.core.errors import UsageError
from metier.core.workflow.answers import describe_title, head
from metier.core.workflow.opening import open_framework


@click.command("title")
@click.argument("titles", nargs=-1, metavar="[TEXT]...")
@click.option(
    "--jsonl",
    "source",
    default=None,
    metavar="FILE",
    help="Read one title a line (- for standard input) and answer one line of JSON each.",
)
@json_option
def title_command(titles: tuple[str, ...], *, source: str | None, as_json: bool) -> None:
    """Say which role and stage a job title names, and why."""
    if not titles and source is None:
        raise UsageError(
            "There is no title.", code="title-missing", hint="Give one, or --jsonl FILE."
        )
    framework = open_framework()
    if source is not None:
        for line in _lines(source):
            output.write_json(describe_title(framework, line), line=True)
        return
    answers = [describe_title(framework, title) for title in titles]
    if as_json:
        output.write_json({**head(framework), "titles": answers})
        return
    for answer in answers:
        name = framework.roles[answer["role"]].name if answer["role"] else "no role of the field"
        stage = f", {answer['stage']}" if answer["stage"] else ""
        click.echo(f"{answer['title']}: {output.accent(name)}{stage}")
        sure = f" ({output.percent(answer['confidence'])} sure)" if answer["role"] else ""
        output.say(f"  {answer['why']}{sure}")


def _lines(source: str) -> Iterator[str]:
    """Yield the lines of a file or of standard input, without their ends.

    Raises:
        UsageError: The file cannot be read.
    """
    try:
        if source == "-":
            for line in sys.stdin.buffer:
                yield line.decode("utf-8", errors="replace").rstrip("\r\n")
            return
        with Path(source).open(encoding="utf-8", errors="replace") as file:
            for text in file:
                yield text.rstrip("\r\n")
    except OSError as error:
        raise UsageError(
            f"{source} cannot be read: {error.strerror}.", code="input-unreadable"
        ) from error
