"""Options and inputs that several commands share."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from metier.core.documents.limits import MAX_FILE_BYTES
from metier.core.framework.records import Document

if TYPE_CHECKING:  # a command that reads nothing must not load the reader
    from metier.core.documents.reader import DocumentReader

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


def read_with(documents: "DocumentReader", file: str) -> Document:
    """Read one document from a path, or from standard input for "-".

    Raises:
        DocumentError: It cannot be read.
    """
    if file == "-":
        content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        return documents.read_bytes(content, name="standard input")
    return documents.read_path(Path(file))


def read_one(file: str) -> Document:
    """Read one document with a reader of its own.

    Raises:
        DocumentError: It cannot be read.
    """
    from metier.core.documents.reader import DocumentReader

    with DocumentReader() as documents:
        return read_with(documents, file)
