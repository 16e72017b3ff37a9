"""Options and inputs that several commands share."""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from metier.core.documents.limits import MAX_FILE_BYTES
from metier.core.errors import UsageError

if TYPE_CHECKING:  # a command that reads nothing must not load the reader
    from metier.core.documents.reader import DocumentReader
    from metier.core.framework.index import Framework
    from metier.core.framework.records import Document, Profile
    from metier.core.workflow.assess import Reader

_Command = TypeVar("_Command", bound=Callable[..., Any])


def json_option(command: _Command) -> _Command:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")(command)


def jsonl_option(command: _Command) -> _Command:
    """Add `--jsonl`."""
    return click.option("--jsonl", "as_lines", is_flag=True, help="Answer as JSON, a line each.")(
        command
    )


def as_of_option(command: _Command) -> _Command:
    """Add `--as-of`."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        default=None,
        metavar="DATE",
        help="The day that counts as today.",
    )(command)


def target_options(command: _Command) -> _Command:
    """Add `--role` and `--stage`."""
    command = click.option(
        "--stage", required=True, metavar="STAGE", help="entry, mid, senior or principal."
    )(command)
    return click.option("--role", required=True, metavar="ROLE", help="Id of the role.")(command)


def day_of(as_of: dt.datetime | None) -> dt.date:
    """Return the day that counts as today."""
    return as_of.date() if as_of else dt.datetime.now().astimezone().date()


def read_with(documents: "DocumentReader", file: str) -> "Document":
    """Read one document from a path, or from standard input for "-".

    Raises:
        DocumentError: It cannot be read.
    """
    if file == "-":
        content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        return documents.read_bytes(content, name="standard input")
    return documents.read_path(Path(file))


def person_options(command: _Command) -> _Command:
    """Add the argument FILE and `--background`; one of them at least says who it is about."""
    command = click.option(
        "--background",
        "backgrounds",
        multiple=True,
        metavar="NAME",
        help="An occupation or study to come from, such as nurse; may be given twice.",
    )(command)
    return click.argument("file", required=False)(command)


def profile_of(reader: "Reader", file: str | None, backgrounds: tuple[str, ...]) -> "Profile":
    """Return the profile that a CV or a repository, a background, or both make.

    "@NAME" is a profile that is kept on this machine.

    Raises:
        UsageError: There is neither.
        StoreError: There is no such kept profile.
        UnknownIdError: There is no such background.
        DocumentError: The CV cannot be read.
    """
    from metier.core.framework.backgrounds import find_background
    from metier.core.workflow.assess import build_profile

    if file is not None and file.startswith("@"):
        return _kept_profile(file, backgrounds)
    if file is None and not backgrounds:
        raise UsageError(
            "There is nothing to go by.",
            code="person-missing",
            hint="Give a CV, or --background with what you do now ('metier backgrounds').",
        )
    found = [find_background(reader.framework, name) for name in backgrounds]
    if file is not None and file != "-" and Path(file).is_dir():
        return _profile_of_repository(reader.framework, file, [item.id for item in found])
    return build_profile(
        reader,
        [read_one(file)] if file is not None else [],
        name=found[0].name if file is None else "",
        backgrounds=[item.id for item in found],
    )


def _kept_profile(file: str, backgrounds: tuple[str, ...]) -> "Profile":
    from metier.core.workflow.keeping import find_profile, open_store

    if backgrounds:
        raise UsageError(
            "A kept profile has its own backgrounds.",
            code="usage",
            hint="'metier profile add' adds one to it.",
        )
    return find_profile(open_store(), file[1:])


def _profile_of_repository(
    framework: "Framework", folder: str, backgrounds: Sequence[str]
) -> "Profile":
    """Return the profile that a repository makes, and say whose work it counts.

    Raises:
        DocumentError: The repository cannot be read.
    """
    from metier.core.workflow.repository import build_repository_profile, read_repository

    repository = read_repository(framework, Path(folder))
    click.echo(repository.document.text.partition("\n")[0], err=True)
    for warning in repository.document.warnings:
        click.echo(f"Note: {warning}", err=True)
    return build_repository_profile(framework, repository, backgrounds=backgrounds)


def person_words(file: str | None, backgrounds: tuple[str, ...]) -> str:
    """Return the part of a command line that names the person again."""
    words = [file] if file is not None else []
    words += [f"--background '{name}'" for name in backgrounds]
    return " ".join(words)


def read_one(file: str) -> "Document":
    """Read one document with a reader of its own.

    Raises:
        DocumentError: It cannot be read.
    """
    from metier.core.documents.reader import DocumentReader

    with DocumentReader() as documents:
        return read_with(documents, file)
