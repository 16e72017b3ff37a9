"""`metier extract`."""

import sys

import click

from metier.cli import output
from metier.cli.options import json_option, jsonl_option, read_with
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError
from metier.core.extract.mentions import Mentions
from metier.core.framework.records import Document
from metier.core.workflow import answers
from metier.core.workflow.assess import Reader
from metier.core.workflow.opening import open_framework


@click.command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@json_option
@jsonl_option
def extract_command(files: tuple[str, ...], *, as_json: bool, as_lines: bool) -> int:
    """Read documents and list the skills they name, in the order given.

    "-" reads standard input. A file that cannot be read is reported in its place, the others
    are read all the same, and the exit code is then 3.
    """
    framework = open_framework()
    skills = Reader(framework)
    results = []
    failed = False
    with DocumentReader() as documents:
        for number, file in enumerate(files, start=1):
            _progress(number, len(files))
            try:
                document = read_with(documents, file)
            except DocumentError as error:
                failed = True
                value = answers.describe_error(file, error.code, error.message, error.hint)
                if not (as_json or as_lines):
                    click.echo(f"error [{error.code}]: {error}", err=True)
            else:
                mentions = skills.mentions(document)
                value = answers.describe_extract(framework, file, document, mentions)
                if not (as_json or as_lines):
                    _show(document, mentions)
            if as_lines:
                output.write_json(value, line=True)
            results.append(value)
    if as_json:
        output.write_json(results[0] if len(results) == 1 else results)
    return DocumentError.exit_code if failed else 0


def _progress(number: int, total: int) -> None:
    if total > 1 and sys.stderr.isatty():
        end = "\n" if number == total else ""
        click.echo(f"\rReading {number} of {total}{end}", err=True, nl=False)


def _show(document: Document, mentions: Mentions) -> None:
    words = len(document.text.split())
    click.echo(output.accent(document.name) + output.dim(f"  {document.media}, {words} words"))
    for warning in document.warnings:
        output.say(f"Note: {warning}")
    by_skill: dict[str, list[str]] = {}
    for mention in mentions:
        mark = "" if mention.polarity == "has" else f" ({mention.polarity})"
        where = f"{mention.section}{f', {mention.sign}' if mention.sign else ''}{mark}"
        by_skill.setdefault(mention.skill, []).append(where)
    rows = [
        (skill, str(len(places)), ", ".join(dict.fromkeys(places)))
        for skill, places in sorted(by_skill.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    output.table(rows, right=(1,), indent=2)
    if not rows:
        output.say("No skill of the framework is named in it.")
