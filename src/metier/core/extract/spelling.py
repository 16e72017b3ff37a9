"""Spellings that must be shown just so, and single letters that must be names."""

import re

import numpy as np

from metier.core.extract.arrays import Array, is_any
from metier.core.extract.boundaries import Candidates
from metier.core.extract.chars import DIGIT, LETTER
from metier.core.extract.hashing import hash_short
from metier.core.extract.lexicon import SINGLE, Lexicon
from metier.core.extract.scan import Scan

_INITIAL = re.compile(r"\. [^\W\d_]")
_JOINED = re.compile(r"(?:(?:\b(?:or|and)|[,;/]) |/)$")
_NEVER_BEFORE = "&.'\u2019/+"
_NEVER_AFTER = "&'\u2019+#@"
_SPACE = ord(" ")
_COMPOUND = re.compile(r"[-\u2010\u2011](?!based|programming|language)[a-z\d]")


def keep_spelled(lexicon: Lexicon, scan: Scan, found: Candidates) -> Candidates:
    """Return the candidates whose text shows the exact spelling, where one is asked for."""
    keep = _spelled_so(lexicon, scan, found)
    single = np.flatnonzero(keep & (lexicon.tables.flags[found.pattern] & SINGLE > 0))
    keep[single] = _letters_stand_alone(scan, found.start[single])
    return found.take(keep)


def _spelled_so(lexicon: Lexicon, scan: Scan, found: Candidates) -> Array:
    """Return whether the words show the spelling, with nothing but a small ending."""
    row = lexicon.tables.exact[found.pattern]
    fits = np.ones(len(row), dtype=bool)
    open_ = np.flatnonzero(row >= 0)
    if not len(open_):
        return fits
    tokens, codes, lower = scan.tokens, scan.chars.codes, scan.chars.lower
    for number in range(lexicon.tables.exact_sizes.shape[1]):
        size = lexicon.tables.exact_sizes[row[open_], number]
        open_, size = open_[size > 0], size[size > 0]
        token = found.first[open_] + number
        start = tokens.start[token]
        shown = tokens.end[token] - start
        same = (shown >= size) & (
            hash_short(codes, start, start + np.minimum(size, shown))
            == lexicon.tables.exact_keys[row[open_], number]
        )
        behind = np.minimum(start + size, len(codes) - 1)
        same &= (shown == size) | (lower[behind] == codes[behind])
        fits[open_[~same]] = False
        open_ = open_[same]
    return fits


def _letters_stand_alone(scan: Scan, start: Array) -> Array:
    """Return whether letters are names: not of "R&D", "R. Jensen", "it's", "C++", "C-level"."""
    codes = np.concatenate([[_SPACE, _SPACE], scan.chars.codes, [_SPACE]])
    further, before, after = codes[start], codes[start + 1], codes[start + 3]
    slash = before == ord("/")
    alone = ~is_any(before, _NEVER_BEFORE) | (slash & _ends_name(scan, start - 2, further))
    alone &= ~is_any(after, _NEVER_AFTER)
    for index in np.flatnonzero(alone & is_any(after, ".-\u2010\u2011")).tolist():
        alone[index] = not _begins_other(scan.text, int(start[index]))
    return alone


def _ends_name(scan: Scan, place: Array, code: Array) -> Array:
    kind = scan.chars.kind[np.maximum(place, 0)]
    return is_any(code, "+# ") | ((place >= 0) & ((kind == LETTER) | (kind == DIGIT)))


def _begins_other(text: str, start: int) -> bool:
    """Return whether a letter begins a name of a person, or a compound such as "C-level"."""
    if _COMPOUND.match(text, start + 1):
        return True
    listed = _JOINED.search(text[max(0, start - 6) : start])
    return bool(_INITIAL.match(text, start + 1)) and not listed
