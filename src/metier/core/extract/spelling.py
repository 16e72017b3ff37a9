"""Spellings that must be shown just so, and single letters that must be names."""

import re

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.boundaries import Candidates
from metier.core.extract.hashing import hash_spans, hash_sums
from metier.core.extract.lexicon import SINGLE, Lexicon
from metier.core.extract.scan import Scan

_INITIAL = re.compile(r"\. [^\W\d_]")
_JOINED = re.compile(r"(?:(?:\b(?:or|and)|[,;/]) |/)$")
_COMPOUND = re.compile(r"[-\u2010\u2011](?!based|programming|language)[a-z\d]")


def keep_spelled(lexicon: Lexicon, scan: Scan, found: Candidates) -> Candidates:
    """Return the candidates whose text shows the exact spelling, where one is asked for."""
    keep = _spelled_so(lexicon, scan, found)
    single = keep & (lexicon.tables.flags[found.pattern] & SINGLE > 0)
    for index in np.flatnonzero(single).tolist():
        keep[index] = _letter_stands_alone(scan.text, int(found.start[index]))
    return found.take(keep)


def _spelled_so(lexicon: Lexicon, scan: Scan, found: Candidates) -> Array:
    """Return whether the words show the spelling, with nothing but a small ending."""
    row = lexicon.tables.exact[found.pattern]
    fits = np.ones(len(row), dtype=bool)
    open_ = np.flatnonzero(row >= 0)
    if not len(open_):
        return fits
    tokens, codes, lower = scan.tokens, scan.chars.codes, scan.chars.lower
    sums = hash_sums(codes)
    for number in range(lexicon.tables.exact_sizes.shape[1]):
        size = lexicon.tables.exact_sizes[row[open_], number]
        open_, size = open_[size > 0], size[size > 0]
        token = found.first[open_] + number
        start = tokens.start[token]
        shown = tokens.end[token] - start
        same = (shown >= size) & (
            hash_spans(sums, start, start + np.minimum(size, shown))
            == lexicon.tables.exact_keys[row[open_], number]
        )
        behind = np.minimum(start + size, len(codes) - 1)
        same &= (shown == size) | (lower[behind] == codes[behind])
        fits[open_[~same]] = False
        open_ = open_[same]
    return fits


def _letter_stands_alone(text: str, start: int) -> bool:
    """Return whether a letter is a name: not of "R&D", "R. Jensen", "it's", "C++", "C-level"."""
    before = text[start - 1] if start else " "
    after = text[start + 1 : start + 2] or " "
    if before in "&.'\u2019/+" and not (before == "/" and _ends_name(text[start - 2 : start - 1])):
        return False
    if after in "&'\u2019+#@" or _COMPOUND.match(text, start + 1):
        return False
    return not _INITIAL.match(text, start + 1) or bool(
        _JOINED.search(text[max(0, start - 6) : start])
    )


def _ends_name(char: str) -> bool:
    return char.isalnum() or char in {"+", "#", " "}
