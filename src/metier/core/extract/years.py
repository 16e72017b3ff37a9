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
    r"(?P<n>(?<![\d.])\d{1,2}(?:\.\d)?)\s*\+?\s*(?:-|–|to)?\s*\d{0,2}\s*\+?\s*$", re.IGNORECASE
)
_LEAD = re.compile(
    r"\s*[(\-–:|,]*\s*(?:exp\w{0,12}\W{0,3})?(?:(?:about|around|over|more than|~)\s*)?$",
    re.IGNORECASE,
)
_AROUND = 30
_DIGIT_WITHIN = 4
_MOST_YEARS = 40
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
    digit = np.zeros(len(units), dtype=bool)
    for back in range(1, _DIGIT_WITHIN + 1):
        digit |= scan.tokens.kind[np.maximum(units - back, 0)] == DIGIT
    units = units[digit]
    starts = scan.tokens.start[units].tolist()
    ends = scan.tokens.end[units].tolist()
    in_months = tables.months[scan.words[units]].tolist()
    rows = []
    for unit, end, counts_months in zip(starts, ends, in_months, strict=True):
        low = max(0, unit - _AROUND)
        amount = _AMOUNT.search(scan.text[low:unit])
        if not amount:
            continue
        months = float(amount["n"]) * (1 if counts_months else 12)
        start = low + amount.start()
        lead = _LEAD.search(scan.text[max(0, start - _AROUND) : start])
        begin = start - len(lead[0]) if lead else start
        if months <= _MOST_YEARS * 12:
            rows.append((start, end, begin, months))
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    start, end, lead_ = (table[:, n].astype(np.int64) for n in range(3))
    return YearSpans(start, end, lead_, table[:, 3])


def sign_of_years(months: Array) -> Array:
    """Return the index of the sign that each number of months is."""
    limits = np.array([low for low, _ in reversed(_BANDS)])
    signs = np.array([SIGNS.index(name) for _, name in reversed(_BANDS)], dtype=np.int8)
    return signs[np.searchsorted(limits, months, side="right") - 1]
