"""The classes and the lower-case forms of characters, as tables to index with code points."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array

SPACE, LETTER, DIGIT, MARK, NEWLINE, HYPHEN = range(6)

_HYPHENS = "-_\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_NEWLINES = "\n\v\f\u0085\u2028\u2029"
_JOINERS = "\u200b\u200c\u200d\u2060\ufeff"
_QUOTES = "\u2018\u2019\u02bc\u00b4`"
_EACH = 0x3000  # below it, every character is looked up by itself
_TABLE = 0x10000
_COMBINING = 0x300  # the first combining mark
_LOWER_BITS = 16
_LETTERS = ((0x3040, 0xD800), (0xF900, 0xFE00), (0xFE70, 0xFEFF))
_LETTERS_ABOVE = (0x20000, 0x40000)


@lru_cache(maxsize=1)
def _char_table() -> Array:
    """Return for each code point below 65,536 its class and, above 16 bits, its lower form."""
    kind = np.full(_TABLE, MARK, dtype=np.uint8)
    for start, end in _LETTERS:
        kind[start:end] = LETTER
    each = np.concatenate([np.arange(_EACH), np.arange(0xFF00, _TABLE)])
    kind[each] = _classes_of(each)
    for chars, value in ((_HYPHENS, HYPHEN), (_NEWLINES, NEWLINE), (_JOINERS, SPACE)):
        kind[[ord(char) for char in chars]] = value
    kind[0x3000] = SPACE
    lower = np.arange(_TABLE, dtype=np.uint16)
    small = np.arange(_EACH, dtype=np.uint32).view("U1")
    for code in np.flatnonzero(np.strings.isupper(small) | np.strings.istitle(small)).tolist():
        low = chr(code).lower()
        if len(low) == 1:
            lower[code] = ord(low)
    lower[[ord(char) for char in _QUOTES]] = ord("'")
    return kind.astype(np.uint32) | lower.astype(np.uint32) << _LOWER_BITS


def _classes_of(codes: Array) -> Array:
    """Return the class of each code point; combining marks are letters."""
    char = codes.astype(np.uint32).view("U1")
    kind = np.where(np.strings.isalnum(char), LETTER, MARK)
    kind[np.strings.isdecimal(char)] = DIGIT
    kind[np.strings.isspace(char)] = SPACE
    for index in np.flatnonzero((kind == MARK) & (codes >= _COMBINING)).tolist():
        if unicodedata.category(chr(codes[index]))[0] == "M":
            kind[index] = LETTER
    return kind


class Chars(NamedTuple):
    """A text by character: code points (uint32), classes (uint8) and lower forms (uint16).

    What lies above the table's end keeps no form of its own: no name of a skill is written so.
    """

    codes: Array
    kind: Array
    lower: Array


def read_chars(text: str) -> Chars:
    """Return the characters of `text`; lone surrogates are marks."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    both = np.take(_char_table(), codes, mode="clip")
    kind = both.astype(np.uint8)
    if codes.max(initial=0) >= _TABLE:
        low, high = _LETTERS_ABOVE
        above = np.flatnonzero(codes >= _TABLE)
        kind[above] = np.where((codes[above] >= low) & (codes[above] < high), LETTER, MARK)
    return Chars(codes, kind, (both >> _LOWER_BITS).astype(np.uint16))
