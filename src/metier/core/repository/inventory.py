"""What lies in finished work beside its code: the names of all files, texts, and notebooks.

Nothing is executed; links are not followed; what is large or binary is left out.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from metier.core.repository.limits import (
    MAX_FILES,
    MAX_NOTEBOOK_BYTES,
    MAX_TEXT_BYTES,
    MAX_TEXTS,
    MAX_TEXTS_BYTES,
)
from metier.core.repository.types import shown_path
from metier.core.repository.walk import Found, Walk, read_file

_NOTEBOOK = ".ipynb"


class Inventory(NamedTuple):
    """The files of a folder, apart from what their code uses.

    Attributes:
        files: Paths below the folder, with slashes, nearest first.
        texts: Texts by path: files that were asked for, and what notebooks say in words.
        outputs: For each notebook, how many of its cells have outputs.
    """

    files: tuple[str, ...]
    texts: Mapping[str, str]
    outputs: Mapping[str, int]


class _Cell(msgspec.Struct, frozen=True):
    cell_type: str = ""
    source: str | list[str] = ""
    outputs: list[msgspec.Raw] = []


class _Sheet(msgspec.Struct, frozen=True):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct, frozen=True):
    cells: list[_Cell] = []
    worksheets: list[_Sheet] = []


def take_inventory(
    root: Path, *, skipped: tuple[str, ...], is_text: Callable[[str], bool]
) -> Inventory:
    """Return what lies below a folder.

    Args:
        root: The folder.
        skipped: Names of folders that are not entered.
        is_text: Whether a file of this path is read as a text.
    """
    files: list[str] = []
    texts: dict[str, str] = {}
    outputs: dict[str, int] = {}
    room = MAX_TEXTS_BYTES
    for found in Walk(root, folders=skipped):
        if len(files) >= MAX_FILES:
            break
        path = shown_path(found.path)
        files.append(path)
        if room <= 0 or len(texts) >= MAX_TEXTS:
            continue
        if path.endswith(_NOTEBOOK):
            content = _content(root, found, MAX_NOTEBOOK_BYTES)
            book = read_words(content) if content else None
            if book is not None:
                texts[path], outputs[path] = book
        elif is_text(path):
            content = _content(root, found, MAX_TEXT_BYTES)
            if content and b"\x00" not in content:
                texts[path] = content.decode("utf-8-sig", "replace")
        else:
            continue
        room -= found.size
    return Inventory(tuple(files), texts, outputs)


def read_words(content: bytes) -> tuple[str, int] | None:
    """Return what a notebook says in words, and how many cells have outputs; None if it is none."""
    try:
        book = msgspec.json.decode(content, type=_Notebook)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    cells = book.cells + [cell for sheet in book.worksheets for cell in sheet.cells]
    words = [
        cell.source if isinstance(cell.source, str) else "".join(cell.source)
        for cell in cells
        if cell.cell_type in {"markdown", "heading", "raw"}
    ]
    return "\n\n".join(words)[:MAX_TEXT_BYTES], sum(1 for cell in cells if cell.outputs)


def _content(root: Path, found: Found, limit: int) -> bytes | None:
    return read_file(root, found.path, limit) if found.size <= limit else None
