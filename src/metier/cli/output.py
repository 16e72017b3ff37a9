"""How results look on a terminal: aligned columns, level bars, one accent."""

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import click

_SHADES = "·░▒▓█"
_SHADES_ASCII = ".-=+#"
_MAX_WIDTH = 100
_PARTS_AT_ONCE = 10_000


def write_json(value: Any, *, line: bool = False) -> None:
    """Write a value as JSON, indented, or on one line."""
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    encoder = json.JSONEncoder(ensure_ascii=plain, indent=None if line else 2, default=list)
    parts = encoder.iterencode(value)
    while text := "".join(islice(parts, _PARTS_AT_ONCE)):  # a large answer is not held twice
        click.echo(text, nl=False)
    click.echo()


def width() -> int:
    """Return the columns to use: the terminal's, at most 100; 80 when it is no terminal."""
    if not sys.stdout.isatty():
        return 80
    return min(_MAX_WIDTH, shutil.get_terminal_size((80, 24)).columns)


def has_color() -> bool:
    """Return whether color may be used: on a terminal, unless NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def accent(text: str) -> str:
    """Return text in the one accent color, where color may be used."""
    return click.style(text, fg="cyan", bold=True) if has_color() else text


def dim(text: str) -> str:
    """Return text held back, where color may be used."""
    return click.style(text, dim=True) if has_color() else text


def say(text: str = "") -> None:
    """Write a paragraph, wrapped."""
    click.echo("\n".join(textwrap.wrap(text, width()) or [""]))


def title(text: str) -> None:
    """Write a heading after an empty line."""
    click.echo(f"\n{accent(text)}")


def hint(text: str) -> None:
    """Write what to do next."""
    click.echo(f"\n{dim(text)}")


def table(rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), indent: int = 0) -> None:
    """Write aligned columns; the last one is cut to the width, those in `right` align right."""
    cells = [list(row) for row in rows]
    if not cells:
        return
    columns = max(len(row) for row in cells)
    sizes = [max(len(row[i]) for row in cells if i < len(row)) for i in range(columns)]
    limit = width() - indent
    for row in cells:
        parts = []
        used = 0
        for i, cell in enumerate(row):
            room = limit - used
            if i == len(row) - 1 and len(cell) > room > 1:
                cell = cell[: room - 1] + ("…" if unicode_ok() else ".")  # noqa: PLW2901
            text = cell.rjust(sizes[i]) if i in right else cell.ljust(sizes[i])
            parts.append(text)
            used += sizes[i] + 2
        click.echo(" " * indent + "  ".join(parts).rstrip())


def level_bar(levels: Sequence[float], target: int = 0) -> str:
    """Return six cells, one a level, shaded by probability; the target stands in brackets."""
    shades = _SHADES if unicode_ok() else _SHADES_ASCII
    cells = []
    for level, share in enumerate(levels):
        shade = shades[min(len(shades) - 1, round(share * 2 * (len(shades) - 1)))]
        cells.append(f"[{shade}]" if level == target and target else f" {shade} ")
    return "".join(cells).rstrip()


def percent(value: float) -> str:
    """Return a share as whole percent; next to none or all says so."""
    if 0 < value < 0.005:
        return "<1%"
    if 0.995 < value < 1:
        return ">99%"
    return f"{value * 100:.0f}%"


def interval(value: float, low: float, high: float) -> str:
    """Return a share with its interval, as "62% (54–70)"."""
    dash = "–" if unicode_ok() else "-"
    return f"{value * 100:.0f}% ({low * 100:.0f}{dash}{high * 100:.0f})"


def unicode_ok() -> bool:
    """Return whether the output can show more than ASCII."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return encoding.startswith("utf") and not os.environ.get("METIER_ASCII")


def wrap(text: str, indent: int) -> list[str]:
    """Return text as lines that fit the width, each indented."""
    pad = " " * indent
    return textwrap.wrap(text, width(), initial_indent=pad, subsequent_indent=pad)
