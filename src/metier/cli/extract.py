"""`metier extract`."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from metier.cli import output
from metier.cli.extract_options import BatchOptions, batch_options
from metier.cli.options import as_of_option, day_of, json_option, jsonl_option, read_with
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError, UsageError
from metier.core.extract.mentions import Mentions
from metier.core.extract.recency import find_periods
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.workflow import answers
from metier.core.workflow.assess import Reader
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:  # most calls read no repository
    from metier.core.workflow.repository import Repository


@click.command("extract")
@click.argument("files", nargs=-1, metavar="[FILE]…")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME_OR_EMAIL",
    help="In a repository, whose work counts; may be given twice. Default: git's user there.",
)
@click.option("--semantic", is_flag=True, help="Also suggest skills by meaning (metier[semantic]).")
@batch_options
@as_of_option
@json_option
@jsonl_option
def extract_command(
    files: tuple[str, ...],
    authors: tuple[str, ...],
    batch: BatchOptions,
    as_of: dt.datetime | None,
    *,
    semantic: bool,
    as_json: bool,
    as_lines: bool,
) -> int:
    """Read documents or repositories and list the skills they show, in the order given.

    "-" reads standard input, a folder is read as a repository. What cannot be read is reported
    in its place, the others are read all the same, and the exit code is then 3. With --batch a
    whole corpus in Parquet is read into another Parquet file.
    """
    if batch.source is not None:
        return _read_batch(files, batch, as_json=as_json)
    if not files:
        raise UsageError("There is no file.", code="file-missing", hint="Give a FILE, or --batch.")
    framework = open_framework()
    skills = Reader(framework, semantic=semantic)
    day = day_of(as_of)
    results = []
    failed = False
    with DocumentReader() as documents:
        for number, file in enumerate(files, start=1):
            _progress(number, len(files))
            quiet = as_json or as_lines
            try:
                if file != "-" and Path(file).is_dir():
                    value = _read_repository(framework, file, authors, quiet=quiet)
                else:
                    value = _read_document(skills, documents, file, day, quiet=quiet)
            except DocumentError as error:
                failed = True
                value = answers.describe_error(file, error.code, error.message, error.hint)
                if not quiet:
                    click.echo(f"error [{error.code}]: {error}", err=True)
            if as_lines:
                output.write_json(value, line=True)
            results.append(value)
    if as_json:
        output.write_json(results[0] if len(results) == 1 else results)
    return DocumentError.exit_code if failed else 0


def _read_batch(files: tuple[str, ...], batch: BatchOptions, *, as_json: bool) -> int:
    from metier.cli.extract_batch import extract_batch

    if files:
        raise UsageError("A batch is read alone, without other files.", code="batch-alone")
    return extract_batch(batch, as_json=as_json)


def _read_document(
    skills: Reader, documents: DocumentReader, file: str, day: dt.date, *, quiet: bool
) -> dict[str, Any]:
    document = read_with(documents, file)
    mentions = skills.mentions(document)
    if not quiet:
        _show(document, mentions)
    periods = find_periods(document, mentions, as_of=day)
    return answers.describe_extract(
        skills.framework, file, document, mentions, periods=periods, as_of=day
    )


def _read_repository(
    framework: Framework, folder: str, authors: tuple[str, ...], *, quiet: bool
) -> dict[str, Any]:
    from metier.core.workflow.repository import describe_repository, read_repository

    repository = read_repository(framework, Path(folder), authors=authors, on_file=_count_files)
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)
    if not quiet:
        _show_repository(framework, folder, repository)
    return describe_repository(framework, folder, repository)


def _count_files(number: int) -> None:
    if number % 100 == 0 and sys.stderr.isatty():
        click.echo(f"\r{number:,} files read", err=True, nl=False)


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


def _show_repository(framework: Framework, folder: str, repository: "Repository") -> None:
    from metier.core.repository.digest import how_much, proof_line

    name, files = repository.document.name, len(repository.contents.files)
    click.echo(output.accent(name) + output.dim(f"  repository, {files:,} files read"))
    output.say(repository.document.text.partition("\n")[0])
    for warning in repository.document.warnings:
        output.say(f"Note: {warning}")
    by_sign: dict[str, list[Any]] = {}
    for use in repository.uses:
        by_sign.setdefault(use.sign, []).append(use)
    for sign in framework.signs:
        if sign not in by_sign:
            continue
        label = framework.signs[sign].label
        output.title(label[0].upper() + label[1:])
        for use in by_sign[sign]:
            output.table([(f"{framework.skills[use.skill].name}: {how_much(use)}",)], indent=2)
            proofs = [(proof_line(proof).strip(),) for proof in use.proofs if proof.file]
            output.table(proofs, indent=4)
    if not repository.uses:
        output.say("No skill of the framework is seen in it.")
    if repository.chosen != "option":
        output.hint(f"Next: metier recommend {folder}")
