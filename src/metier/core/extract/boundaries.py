"""Which spellings stand as words of their own: not inside a word, a number or an address."""

import re
from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array, is_any, is_member
from metier.core.extract.chars import DIGIT, LETTER, MARK
from metier.core.extract.lexicon import SHORT, SINGULAR, VERSIONED, WHOLE, Lexicon, word_keys
from metier.core.extract.scan import Scan
from metier.core.extract.spans import expand_ranges

_VERSION_PARTS = 3
_ADDRESS_CHARS = 400
_RUN = re.compile(r"[^\s,;|()<>\"\[\]]*")
_TOP_DOMAINS = ("com", "org", "io", "net", "ai", "dev", "de", "co")


class Candidates(NamedTuple):
    """Spellings in a text: tokens, characters, and the pattern (index) that each shows."""

    first: Array
    last: Array
    start: Array
    end: Array
    pattern: Array

    def take(self, index: Array | slice) -> "Candidates":
        """Return the candidates at `index`, or where a mask is true."""
        return Candidates(*(column[index] for column in self))


def keep_bounded(lexicon: Lexicon, scan: Scan, index: Array) -> Candidates:
    """Return what was found at `index` of the walk that stands as a word, versions included."""
    tokens = scan.tokens
    pattern = scan.walk.out[index]
    first, last = scan.walk.first[index], scan.walk.last[index]
    flags, size = lexicon.tables.flags[pattern], lexicon.tables.size[pattern]
    total = np.concatenate([[0], np.cumsum(tokens.end - tokens.start)])
    shown = total[last] - total[first]
    keep = ~_joined_before(scan, first)
    keep &= (flags & WHOLE == 0) | (shown >= size)
    keep &= (flags & SHORT == 0) | (shown == size)
    keep &= (flags & SINGULAR == 0) | (shown <= size)
    keep &= _glued_as_spelled(scan, first, last, lexicon.tables.glue[pattern])
    kept = np.flatnonzero(keep)
    first, last, pattern, flags = first[kept], last[kept], pattern[kept], flags[kept]
    last, clear = _read_version(scan, last, flags)
    clear &= ~_in_address(scan)[first]
    found = Candidates(first, last, tokens.start[first], tokens.end[last - 1], pattern)
    return found.take(clear)


def _joined_before(scan: Scan, first: Array) -> Array:
    kind = scan.tokens.kind
    before = kind[np.maximum(first - 1, 0)]
    return scan.tokens.glued[first] & (kind[first] != MARK) & (before != MARK)


def _glued_as_spelled(scan: Scan, first: Array, last: Array, bits: Array) -> Array:
    """Return whether nothing parts the words that the spelling does not part."""
    fits = np.ones(len(first), dtype=bool)
    open_ = np.flatnonzero(bits)
    number = 1
    while len(open_):
        asked = (bits[open_] >> number) & 1 == 1
        place = np.minimum(first[open_] + number, len(scan.words) - 1)
        fits[open_] &= ~asked | scan.tokens.glued[place]
        number += 1
        open_ = open_[first[open_] + number < last[open_]]
    return fits


def _read_version(scan: Scan, last: Array, flags: Array) -> tuple[Array, Array]:
    """Return where spellings end with their version, and which stand clear of what follows."""
    tokens = scan.tokens
    size = len(tokens.kind)
    last = last.copy()
    glued, kind, code = _following(scan, last)
    is_word = tokens.kind[last - 1] != MARK
    version = np.flatnonzero(glued & (kind == DIGIT) & (flags & VERSIONED > 0))
    clear = ~(glued & is_word & ((kind == LETTER) | (kind == DIGIT)))
    clear &= ~(glued & is_word & (flags & SHORT > 0) & ((code == ord("+")) | (code == ord("#"))))
    last[version] += 1
    clear[version] = True
    for _ in range(_VERSION_PARTS):
        glued, _, code = _following(scan, last[version])
        further = np.minimum(last[version] + 1, size - 1)
        goes_on = glued & (code == ord(".")) & (last[version] + 1 < size)
        goes_on &= tokens.glued[further] & (tokens.kind[further] == DIGIT)
        version = version[goes_on]
        last[version] += 2
    glued, kind, _ = _following(scan, last)
    return last, clear & ~(glued & (kind == LETTER) & (tokens.kind[last - 1] == DIGIT))


def _following(scan: Scan, last: Array) -> tuple[Array, Array, Array]:
    """Return of the token at `last` whether it is glued, its kind and its first character."""
    tokens = scan.tokens
    there = last < len(tokens.kind)
    place = np.minimum(last, max(len(tokens.kind) - 1, 0))
    code = scan.chars.codes[tokens.start[place]]
    return there & tokens.glued[place], np.where(there, tokens.kind[place], MARK), code


def _in_address(scan: Scan) -> Array:
    """Return by token whether it is part of a web or mail address: of a run without spaces."""
    spans = []
    reached = 0
    for anchor in _address_anchors(scan).tolist():
        if anchor < reached:
            continue
        before = scan.text[max(reached, anchor - _ADDRESS_CHARS) : anchor][::-1]
        behind = scan.text[anchor : anchor + _ADDRESS_CHARS]
        reached = anchor + _run_length(behind)
        spans.append((anchor - _run_length(before), reached))
    inside = np.zeros(len(scan.words), dtype=bool)
    bounds = np.searchsorted(scan.tokens.start, np.array(spans, dtype=np.int64).reshape(-1, 2))
    inside[expand_ranges(bounds[:, 0], bounds[:, 1])[0]] = True
    return inside


def _run_length(text: str) -> int:
    """Return how many characters of a text belong to the address at its start."""
    match = _RUN.match(text)
    return match.end() if match else 0


def _address_anchors(scan: Scan) -> Array:
    """Return offsets that lie in an address: of "://", "www.", "@" and ".org/"."""
    tokens, codes = scan.tokens, scan.chars.codes
    size = len(tokens.start)
    inner = (scan.marks > 0) & (scan.marks < size - 1) & is_any(scan.mark_codes, ":@./")
    marks, code = scan.marks[inner], scan.mark_codes[inner]
    glued = tokens.glued[marks] & tokens.glued[marks + 1]
    words = glued & (tokens.kind[marks - 1] != MARK) & (tokens.kind[marks + 1] != MARK)
    after = codes[tokens.start[marks + 1]]
    further = codes[tokens.start[np.minimum(marks + 2, size - 1)]]
    found = (code == ord(":")) & glued & (after == ord("/")) & (further == ord("/"))
    found |= (code == ord("@")) & words
    web, tops = word_keys(["www"]), word_keys(_TOP_DOMAINS)
    found |= (code == ord(".")) & glued & (tokens.key[marks - 1] == web[0])
    slash = (code == ord("/")) & tokens.glued[marks] & tokens.glued[marks - 1]
    slash &= (marks > 1) & (codes[tokens.start[marks - 2]] == ord("."))
    slash[slash] = is_member(tokens.key[marks[slash] - 1], tops)
    return tokens.start[marks[found | slash]]
