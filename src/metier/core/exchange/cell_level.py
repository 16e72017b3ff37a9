"""What a cell says about a level: a number on some scale, a word, a tick, or nothing that fits."""

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from metier.core.exchange.grid import Cell, Special, cell_text
from metier.core.framework.team_types import SheetRules

_NUMBER = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*(%?)(?:\s*/\s*(\d+))?")
_LEADING = re.compile(r"(?:level|lvl|stufe|l)\s*([0-5])\b", re.IGNORECASE)
_TRAILING = re.compile(r"([0-5])\s*[-–:(]\s*[a-z]", re.IGNORECASE)
_RANGE = re.compile(r"([0-9]+)\s*(?:-|–|to|/)\s*([0-9]+)")
_PLAIN_TOP = 5
_TEN = 10
_DATE_NUMBERS = range(20_000, 80_000)


class Level(NamedTuple):
    """A cell that was read.

    Attributes:
        level: 0 to 5, or None where nothing can be read.
        told: How it was read where that is not plain; empty else.
        code: Code of what is wrong with it; empty where nothing is.
    """

    level: int | None
    told: str = ""
    code: str = ""


class LevelReader:
    """Reads the level cells of one sheet, all on one scale.

    Args:
        rules: The sheet rules of `team.yaml`.
        top: Highest value of the scale that people rated on.
    """

    def __init__(self, rules: SheetRules, *, top: int) -> None:
        self.top = top
        self._steps = next((item.levels for item in rules.scales if item.top == top), ())
        self._words = {word: item.level for item in rules.level_words for word in item.words}
        self._ticks = frozenset(rules.ticks)
        self._tick = rules.tick_level
        self._seen: dict[tuple[type, object], Level] = {}

    def read(self, cell: Cell) -> Level:
        """Return what a cell that is not empty says."""
        key = (type(cell), cell)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._read(cell)
        return found

    def _read(self, cell: Cell) -> Level:
        if isinstance(cell, Special):
            return _special(cell)
        if isinstance(cell, bool):
            return Level(self._tick, f"a tick, read as level {self._tick}") if cell else Level(0)
        if isinstance(cell, int | float):
            return self._number(float(cell), percent=False, shown=cell_text(cell))
        text = cell_text(cell)
        low = " ".join(text.casefold().split())
        if low in self._ticks:
            return Level(self._tick, f"{text!r}, a tick, read as level {self._tick}")
        if low in self._words:
            return Level(self._words[low], f"{text!r} read as level {self._words[low]}")
        return self._pattern(text, low)

    def _pattern(self, text: str, low: str) -> Level:
        number = _NUMBER.fullmatch(low)
        if number:
            value = float(number[1].replace(",", "."))
            if number[3] and float(number[3]) > 0:
                return self._number(100 * value / float(number[3]), percent=True, shown=text)
            return self._number(value, percent=bool(number[2]), shown=text)
        spread = _RANGE.fullmatch(low)
        if spread:
            found = self._number(
                float(min(spread[1], spread[2], key=int)), percent=False, shown=text
            )
            return found._replace(told=f"{text!r} read as its lower end, level {found.level}")
        named = _LEADING.match(low) or _TRAILING.match(low)
        if named:
            return Level(int(named[1]), f"{text!r} read as level {named[1]}")
        first = re.split(r"[\s,;(/-]+", low, maxsplit=1)[0]
        if first in self._words and len(first) > 2:
            return Level(self._words[first], f"{text!r} read as level {self._words[first]}")
        return Level(None, f"{text[:40]!r} is no level", "cell-level")

    def _number(self, value: float, *, percent: bool, shown: str) -> Level:
        if not math.isfinite(value):
            return Level(None, f"{shown} is no number", "cell-level")
        if not percent and int(value) in _DATE_NUMBERS:
            told = f"{shown} looks like the number of a date"
            return Level(None, told, "cell-date")
        top = 100 if percent else self.top
        if not 0 <= value <= top:
            return Level(None, f"{shown} is outside 0 to {top}", "cell-range")
        steps = (0, 1, 2, 3, 4, 5) if percent or not self._steps else self._steps
        place = int(value * (len(steps) - 1) / top + 1e-9)
        level = steps[place]
        if percent or value != level or self.top != _PLAIN_TOP:
            return Level(level, f"{shown} of {top} read as level {level}")
        return Level(level)


def _special(cell: Special) -> Level:
    if cell.kind == "date":
        return Level(None, f"the date {cell.text} stands where a level is asked", "cell-date")
    if cell.kind == "formula":
        return Level(None, f"the formula {cell.text[:30]!r} has no value", "cell-formula")
    return Level(None, f"the error value {cell.text!r}", "cell-formula")


def guess_top(cells: Iterable[Cell], *, outliers: float) -> int:
    """Return the highest value of the scale that a sheet's figures are on: 5, 10 or 100.

    Args:
        cells: The cells of all level columns.
        outliers: Part of the figures that must lie above 5 for another scale to be meant.
    """
    figures = [value for value in map(_figure, cells) if value is not None and 0 <= value <= 100]
    if not figures:
        return _PLAIN_TOP
    least = max(2.0, outliers * len(figures))
    if sum(value > _TEN for value in figures) >= least:
        return 100
    return _TEN if sum(value > _PLAIN_TOP for value in figures) >= least else _PLAIN_TOP


def _figure(cell: Cell) -> float | None:
    if isinstance(cell, bool) or cell is None or isinstance(cell, Special):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    match = _NUMBER.fullmatch(cell.strip())
    return float(match[1].replace(",", ".")) if match and not match[2] and not match[3] else None
