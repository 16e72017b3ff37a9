"""A text as words: runs of letters, runs of digits, and single marks."""

from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array, sort_unique
from metier.core.extract.chars import HYPHEN, LETTER, MARK, NEWLINE, SPACE, Chars
from metier.core.extract.hashing import Sums, hash_spans
from metier.core.extract.spans import expand_ranges

MAX_TOKEN_CHARS = 48
_GROWN_CHARS = 4
_INDENT = 4


class Tokens(NamedTuple):
    """The tokens of a text, in order; each array has one entry a token.

    Attributes:
        start: Offset of the first character; `end` is behind the last.
        kind: LETTER, DIGIT or MARK.
        key: Hash of the lower-case spelling (uint64); 0 for tokens of more than 48 characters.
        glued: Nothing stands between it and the token before it.
        parted: A blank line, or a line break and a bullet, stands between it and the token before.
    """

    start: Array
    end: Array
    kind: Array
    key: Array
    glued: Array
    parted: Array


def split_tokens(chars: Chars, sums: Sums) -> Tokens:
    """Return the tokens of a text; spaces, hyphens and line breaks part them.

    `sums` are those of the text in lower case.
    """
    kind = chars.kind
    size = len(kind)
    inside = (kind >= LETTER) & (kind <= MARK)
    changes = np.empty(size + 1, dtype=bool)
    changes[0] = changes[size] = True
    if size:
        np.not_equal(kind[1:], kind[:-1], out=changes[1:size])
        changes[:size] |= kind == MARK
        changes[1 : size + 1] |= kind == MARK
    start = np.flatnonzero(changes[:size] & inside)
    end = np.flatnonzero(changes[1:] & inside) + 1
    key = hash_spans(sums, start, end)
    key[end - start > MAX_TOKEN_CHARS] = 0
    glued = np.zeros(len(start), dtype=bool)
    glued[1:] = start[1:] == end[:-1]
    return Tokens(start, end, kind[start], key, glued, _parted(kind, start))


def _parted(kind: Array, start: Array) -> Array:
    """Return by token whether a blank line, or a line break and a bullet, stands before it."""
    newlines = np.flatnonzero(kind == NEWLINE)
    following = np.searchsorted(start, np.concatenate([newlines, _bulleted(kind, newlines)]))
    parted = np.bincount(following, minlength=len(start) + 1)[: len(start)] > 1
    parted[:1] = False
    return parted


def _bulleted(kind: Array, newlines: Array) -> Array:
    """Return the newlines whose next line begins with a hyphen and a space, as items do."""
    last = len(kind) - 1
    place = newlines + 1
    for _ in range(_INDENT):
        place = np.minimum(place, last)
        place += kind[place] == SPACE
    hyphens = kind[np.minimum(place, last)] == HYPHEN
    return newlines[hyphens & (kind[np.minimum(place + 1, last)] == SPACE)]


def split_grown(chars: Chars, sums: Sums, tokens: Tokens, unknown: Array) -> tuple[Tokens, Array]:
    """Return the tokens with unknown words parted that have grown together, and where.

    Texts that have lost their line breaks hold words such as "skillsStrong".
    """
    large = np.flatnonzero(unknown & (tokens.end - tokens.start >= 2 * _GROWN_CHARS))
    inside = np.zeros(len(chars.codes), dtype=bool)
    letters, _ = expand_ranges(tokens.start[large] + _GROWN_CHARS, tokens.end[large] - 2)
    inside[letters] = True
    capital = chars.lower != chars.codes
    place = np.flatnonzero(inside[1:] & capital[1:] & ~capital[:-1]) + 1
    if not len(place):
        return tokens, place
    after = np.searchsorted(tokens.start, place)
    start = np.insert(tokens.start, after, place)
    end = np.insert(tokens.end, after - 1, place)
    new = after + np.arange(len(place))
    kind = np.insert(tokens.kind, after, tokens.kind[after - 1])
    key = np.insert(tokens.key, after, 0)
    changed = sort_unique(np.concatenate([new, new - 1]))
    key[changed] = hash_spans(sums, start[changed], end[changed])
    glued = np.insert(tokens.glued, after, values=False)
    parted = np.insert(tokens.parted, after, values=False)
    return Tokens(start, end, kind, key, glued, parted), place
