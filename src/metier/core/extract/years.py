"""Amounts of time that a text states: "5+ years of", "(6 months)"."""

import re
from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.chars import DIGIT
from metier.core.extract.lexicon import Lexicon
from metier.core.extract.mentions import SIGNS
from metier.core.extract.scan import Scan

_AMOUNT = re.compile(
    r"(?P<n>\d{1,2}(?:\.\d)?)\s{0,3}\+?\s{0,3}(?:-|–|to)?\s{0,3}\d{0,2}\s{0,3}\+?\s{0,3}",
    re.IGNORECASE,
)
# What may stand between a skill and its years, from behind: "Python (over 5 years)".
_LEAD = re.compile(
    r"(?:\s*(?:tuoba|dnuora|revo|naht erom|~))?(?:\W{0,3}\w{0,12}pxe)?\s*[(\-–:|,]*\s*",
    re.IGNORECASE,
)
_AROUND = 30
_DIGIT_WITHIN = 4
_MOST_YEARS = 40
_NEVER = float("inf")
_BANDS = ((60, "years-many"), (36, "years-several"), (12, "years-few"), (0, "familiar"))


class YearSpans(NamedTuple):
    """Stated amounts in order: characters, months, and where a mention before it would end."""

    start: Array
    end: Array
    lead: Array
    months: Array


def find_years(lexicon: Lexicon, scan: Scan) -> YearSpans:
    """Return every stated amount of years or months, up to forty years."""
    tables = lexicon.tables
    units = np.flatnonzero(tables.years[scan.words] | tables.months[scan.words])
    farthest, nearest = _digits_before(scan, units)
    kept = farthest >= 0
    units = units[kept]
    columns = (
        scan.tokens.start[farthest[kept]].tolist(),
        scan.tokens.start[nearest[kept]].tolist(),
        scan.tokens.start[units].tolist(),
        scan.tokens.end[units].tolist(),
        tables.months[scan.words[units]].tolist(),
    )
    rows = []
    for far, near, unit, end, counts_months in zip(*columns, strict=True):
        amount = _AMOUNT.fullmatch(scan.text, far, unit) or _AMOUNT.fullmatch(scan.text, near, unit)
        months = float(amount["n"]) * (1 if counts_months else 12) if amount else _NEVER
        if amount and months <= _MOST_YEARS * 12:
            start = amount.start()
            lead = _LEAD.match(scan.text[max(0, start - _AROUND) : start][::-1])
            rows.append((start, end, start - (lead.end() if lead else 0), months))
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    places = table[:, :3].astype(np.int64)
    return YearSpans(places[:, 0], places[:, 1], places[:, 2], table[:, 3])


def _digits_before(scan: Scan, units: Array) -> tuple[Array, Array]:
    """Return the farthest and the nearest number right before each unit, -1 without one."""
    farthest = np.full(len(units), -1, dtype=np.int64)
    nearest = farthest.copy()
    for back in range(1, _DIGIT_WITHIN + 1):
        token = np.maximum(units - back, 0)
        digit = (scan.tokens.kind[token] == DIGIT) & (units - back >= 0)
        digit &= scan.tokens.start[units] - scan.tokens.start[token] <= _AROUND
        farthest[digit] = token[digit]
        nearest = np.where(digit & (nearest < 0), token, nearest)
    return farthest, nearest


def sign_of_years(months: Array) -> Array:
    """Return the index of the sign that each number of months is."""
    limits = np.array([low for low, _ in reversed(_BANDS)])
    signs = np.array([SIGNS.index(name) for _, name in reversed(_BANDS)], dtype=np.int8)
    return signs[np.searchsorted(limits, months, side="right") - 1]
