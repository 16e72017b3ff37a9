"""Sheets of a CSV or XLSX file as rows of cells, with what was guessed about the file told."""

import codecs
import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from metier.core.child import Child
from metier.core.errors import InputError

MAX_BYTES = 60_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
_SECONDS = 90.0
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 60
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Special(Struct, frozen=True, tag=True):
    """A cell that is no plain value: a date, a formula without a value, or an error value."""

    kind: Literal["date", "formula", "error"]
    text: str


Cell = None | bool | int | float | str | Special


class Grid(Struct, frozen=True):
    """One sheet.

    Attributes:
        name: Its name; of a CSV file, the file's.
        rows: Its cells, row by row; rows may differ in length.
        notes: What was guessed or repaired on reading it, a sentence each.
        filled: Merged cells whose value was copied into all they cover, such as "A2:A4".
    """

    name: str
    rows: list[list[Cell]]
    notes: list[str] = []
    filled: list[str] = []


class GridReply(Struct):
    """What the child that opens a workbook answers."""

    grids: list[Grid] = []
    code: str = ""
    message: str = ""
    hint: str = ""


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of a CSV, TSV or XLSX file.

    Raises:
        InputError: It cannot be read, or is larger than a sheet may be.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.", code="sheet-unreadable"
        ) from error
    return read_grid_bytes(content if size <= MAX_BYTES else None, name=path.name)


def read_grid_bytes(content: bytes | None, *, name: str) -> list[Grid]:
    """Return the sheets of a file that is handed in; None stands for one that is too large.

    Raises:
        InputError: It cannot be read, or is larger than a sheet may be.
    """
    if content is None or len(content) > MAX_BYTES:
        raise InputError(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB.",
            code="sheet-too-large",
            hint="Keep the people and their levels; leave pictures and other sheets out.",
        )
    if content.startswith(b"PK\x03\x04"):
        return _read_workbook(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            f"{name} is an old or a locked workbook.",
            code="sheet-format",
            hint="Save it as .xlsx without a password, or as .csv.",
        )
    if content.startswith((b"%PDF", b"{\\rtf", b"\x89PNG")):
        raise InputError(
            f"{name} is no sheet.", code="sheet-format", hint="Give a .csv or .xlsx file."
        )
    return [_read_csv(content, name)]


def _read_workbook(content: bytes, name: str) -> list[Grid]:
    child = Child("metier.core.exchange.xlsx_worker", seconds=_SECONDS)
    try:
        answer = child.ask(content)
    except TimeoutError as error:
        raise InputError(
            f"{name} took longer than {_SECONDS:.0f} seconds to open.",
            code="sheet-too-large",
            hint="Save it as .csv, which opens many times faster.",
        ) from error
    except EOFError as error:
        raise InputError(
            f"{name} needs more memory or time than a sheet may use.",
            code="sheet-too-large",
            hint="Save it as .csv, which needs far less.",
        ) from error
    finally:
        child.close()
    reply = msgspec.msgpack.decode(answer, type=GridReply)
    if reply.code:
        message = reply.message.format(name=name)
        raise InputError(message, code="sheet-unreadable", hint=reply.hint)
    return reply.grids


def _read_csv(content: bytes, name: str) -> Grid:
    text, encoding = _decode(content)
    notes = [] if encoding.startswith("utf-8") else [f"Read as {encoding}, which was guessed."]
    if "\0" in text:
        text = text.replace("\0", "")
        notes.append("NUL characters were left out.")
    rows: list[list[Cell]] = []
    try:
        text, delimiter = _delimited(text)
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([_csv_cell(cell) for cell in row[:MAX_COLUMNS]])
            if len(rows) > MAX_ROWS:
                raise _too_many(name)
    except csv.Error as error:
        raise InputError(
            f"{name} is not a table: line {len(rows) + 1}: {error}.",
            code="sheet-unreadable",
            hint="Give a .csv or .xlsx file with a row for each person.",
        ) from error
    if delimiter != ",":
        shown = {"\t": "a tab", ";": "a semicolon", "|": "a bar"}.get(delimiter, repr(delimiter))
        notes.append(f"Columns are parted by {shown}.")
    return Grid(name, rows, notes)


def _delimited(text: str) -> tuple[str, str]:
    """Return the text without a line that names its separator, and the separator."""
    first, _, rest = text.partition("\n")
    told = first.strip().lower()
    if told.startswith("sep=") and len(told) <= 5:
        return rest, first.strip()[4:5] or "\t"
    return text, _delimiter(text.splitlines()[:_SAMPLE_LINES])


def _too_many(name: str) -> InputError:
    return InputError(
        f"{name} has more than {MAX_ROWS:,} rows.",
        code="sheet-too-large",
        hint="Split it, or leave out what is no person's level.",
    )


def _csv_cell(text: str) -> Cell:
    text = text.strip().strip("\ufeff")
    if not text:
        return None
    if text.startswith("=") and len(text) > 1:
        return Special("formula", text)
    return text


def _decode(content: bytes) -> tuple[str, str]:
    """Return the text and the encoding that it was read with."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415 only for other encodings

    best = from_bytes(content[:200_000]).best()
    encoding = best.encoding if best is not None else "cp1252"
    if encoding not in ("utf_16", "utf_16_le", "utf_16_be"):
        encoding = _western(content, encoding)
    return content.decode(encoding, "replace"), encoding


def _western(content: bytes, guessed: str) -> str:
    """Return Windows-1252 where the bytes allow it: a few accents tell too little for a guess."""
    high = sum(byte >= 0x80 for byte in content)
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return guessed
    return "cp1252" if high < len(content) * 0.1 else guessed


def _delimiter(lines: list[str]) -> str:
    """Return the character that parts most lines into the same number of columns."""
    filled = [line for line in lines if line.strip()]
    best, most = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(filled, delimiter=delimiter) if row)
        wide = [(count, width) for width, count in counts.items() if width > 1]
        if wide:
            count, width = max(wide)
            score = (count / max(1, len(filled)), width)
            if score > most:
                best, most = delimiter, score
    return best


def cell_text(cell: Any) -> str:
    """Return a cell as text; a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, Special):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
