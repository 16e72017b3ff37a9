"""The code of a notebook, by cells; what it shows and says is left out."""

import msgspec

_MAGIC = ("%", "!", "?")


class _Cell(msgspec.Struct, frozen=True):
    cell_type: str = ""
    source: str | list[str] = ""
    input: str | list[str] = ""


class _Sheet(msgspec.Struct, frozen=True):
    cells: list[_Cell] = []


class _Language(msgspec.Struct, frozen=True):
    name: str = ""
    language: str = ""


class _Metadata(msgspec.Struct, frozen=True):
    kernelspec: _Language | None = None
    language_info: _Language | None = None


class _Notebook(msgspec.Struct, frozen=True):
    cells: list[_Cell] = []
    worksheets: list[_Sheet] = []
    metadata: _Metadata = _Metadata()


class Notebook(msgspec.Struct, frozen=True):
    """The language of a notebook, its code without magics, and the lines of its shell calls."""

    language: str
    cells: tuple[str, ...]
    shell: str


def read_notebook(content: bytes) -> Notebook | None:
    """Return the code of a notebook of format 3 or 4; None when it is no valid one."""
    try:
        book = msgspec.json.decode(content, type=_Notebook)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    cells = book.cells + [cell for sheet in book.worksheets for cell in sheet.cells]
    code: list[str] = []
    shell: list[str] = []
    for cell in cells:
        if cell.cell_type == "code":
            kept = _without_magics(_joined(cell.source) or _joined(cell.input), shell)
            if kept.strip():
                code.append(kept)
    return Notebook(_language(book.metadata), tuple(code), "\n".join(shell))


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _language(metadata: _Metadata) -> str:
    for found in (metadata.kernelspec, metadata.language_info):
        name = (found.language or found.name).lower() if found else ""
        for known in ("python", "julia", "scala"):
            if known in name:
                return known
        if name in {"r", "ir"}:
            return "r"
    return "python"


def _without_magics(text: str, shell: list[str]) -> str:
    """Return the lines of code; calls of the shell go to `shell`, a foreign cell goes whole."""
    if text.lstrip().startswith("%%"):
        head = text.lstrip().split(maxsplit=1)[0]
        if head not in {"%%time", "%%timeit", "%%capture"}:
            return ""
    kept = []
    for line in text.splitlines():
        stripped = line.lstrip()
        if stripped.startswith(("!", "%pip")):
            shell.append(stripped.lstrip("!%"))
        elif not stripped.startswith(_MAGIC):
            kept.append(line)
    return "\n".join(kept)
