"""Where sentences end: at full stops, at bullets, and at some line breaks."""

import numpy as np

from metier.core.extract.arrays import Array, is_any, sort_unique
from metier.core.extract.chars import HYPHEN, LETTER, MARK, NEWLINE, SPACE
from metier.core.extract.lexicon import Lexicon
from metier.core.extract.scan import Scan

_WRAPPED_CHARS = 50
_HEADING_CHARS = 60
_BULLETS = "•●▪◦■➢✓·\uf0b7\uf0a7"
_LINE_BULLETS = _BULLETS + "*-–âï"
_PRIVATE = (0xE000, 0xF900)
_OPEN_ENDS = ",:;(&/+–—-"
_STOPS = ".!?"
_CLOSERS = ")]%"
_STEPS = 6


def find_breaks(lexicon: Lexicon, scan: Scan) -> Array:
    """Return the offsets at which sentences begin, in order, 0 and the text's length included."""
    size = len(scan.chars.codes)
    parts = [
        np.array([0, size], dtype=np.int64),
        scan.starts,
        scan.grown,
        _after_stops(lexicon, scan),
        _after_marks(scan),
        _after_lines(lexicon, scan),
    ]
    return sort_unique(np.concatenate(parts))


def _after_stops(lexicon: Lexicon, scan: Scan) -> Array:
    """Return offsets behind full stops that end a sentence."""
    codes, kind, tokens = scan.chars.codes, scan.chars.kind, scan.tokens
    size = len(codes)
    marks = scan.marks_of(_STOPS)
    marks = marks[marks > 0]
    place = tokens.start[marks]
    following = kind[np.minimum(place + 1, size - 1)]
    ends = (place + 1 >= size) | (following == SPACE) | (following == NEWLINE)
    before = codes[place - 1]
    small = (kind[place - 1] != MARK) & (scan.chars.lower[place - 1] == before)
    ends &= tokens.glued[marks] & (small | is_any(before, _CLOSERS))
    word = scan.words[marks - 1]
    letter = (tokens.end[marks - 1] - tokens.start[marks - 1] == 1) & tokens.glued[marks - 1]
    letter &= tokens.kind[marks - 1] == LETTER
    ends &= ~letter & ~lexicon.tables.abbreviations[word]
    return place[ends] + 1


def _after_marks(scan: Scan) -> Array:
    """Return offsets behind semicolons, and behind bullets that stand between spaces."""
    codes, kind = scan.chars.codes, scan.chars.kind
    semicolons = scan.tokens.start[scan.marks_of(";")] + 1
    bullets = scan.tokens.start[scan.marks_of(_BULLETS)]
    bullets = bullets[(bullets > 0) & (bullets < len(codes) - 1)]
    between = (kind[bullets - 1] == SPACE) & (kind[bullets + 1] == SPACE)
    return np.concatenate([semicolons, bullets[between] + 1])


def _after_lines(lexicon: Lexicon, scan: Scan) -> Array:
    """Return offsets behind the line breaks that end a statement.

    A statement runs on when the line is as long as a wrapped one, when it ends with a comma or
    a word like "of", and when the next line begins in lower case or is indented.
    """
    codes, kind = scan.chars.codes, scan.chars.kind
    newlines = np.flatnonzero(kind == NEWLINE)
    begin = np.concatenate([[0], newlines[:-1] + 1])
    shown = np.ones(len(codes) + 2, dtype=bool)  # one more at each end
    shown[1:-1] = (kind != SPACE) & (kind != NEWLINE)
    following, last = _find_shown(shown, newlines + 1, 1), _find_shown(shown, newlines - 1, -1)
    head = _find_shown(shown, begin, 1)
    limit = np.concatenate([newlines[1:], [len(codes)]])
    empty = last < begin
    blank = limit <= following
    following, last = np.minimum(following, len(codes) - 1), np.maximum(last, 0)
    runs_on = last + 1 - head >= _WRAPPED_CHARS
    runs_on |= is_any(codes[last], _OPEN_ENDS) | _ends_open(lexicon, scan, last)
    runs_on |= following - newlines - 1 > head - begin
    runs_on |= _is_small(scan, following)
    starts = _starts_bullet(scan, following) | _starts_heading(scan, following, limit)
    return newlines[blank | starts | ~(runs_on | empty)] + 1


def _find_shown(shown: Array, place: Array, step: int) -> Array:
    """Return for each offset the nearest that shows something, going by `step`.

    `shown` begins one character before the text, and ends one behind it.
    """
    place = place + 1
    open_ = np.flatnonzero(~shown[place])
    for _ in range(_STEPS):
        if not len(open_):
            break
        place[open_] += step
        open_ = open_[~shown[place[open_]]]
    if len(open_):
        places = np.flatnonzero(shown)
        nth = np.searchsorted(places, place[open_])
        place[open_] = places[nth if step > 0 else nth - 1]
    return place - 1


def _ends_open(lexicon: Lexicon, scan: Scan, last: Array) -> Array:
    if not len(scan.words):
        return np.zeros(len(last), dtype=bool)
    token = np.searchsorted(scan.tokens.start, last, side="right") - 1
    return lexicon.tables.running[scan.words[np.maximum(token, 0)]] & (token >= 0)


def _is_small(scan: Scan, place: Array) -> Array:
    """Return whether letters are lower case; a letter without cases counts as none."""
    code = scan.chars.codes[place]
    letter = (scan.chars.kind[place] == LETTER) & (scan.chars.lower[place] == code)
    return letter & ~((code >= ord("A")) & (code <= ord("Z")))


def _starts_bullet(scan: Scan, place: Array) -> Array:
    codes, kind = scan.chars.codes, scan.chars.kind
    code = codes[place]
    after = kind[np.minimum(place + 1, len(codes) - 1)]
    spaced = (after == SPACE) | (after == NEWLINE)
    private = (code >= _PRIVATE[0]) & (code < _PRIVATE[1])
    return (
        private
        | (is_any(code, _BULLETS) & (after != HYPHEN))
        | (is_any(code, _LINE_BULLETS) & spaced)
    )


def _starts_heading(scan: Scan, place: Array, limit: Array) -> Array:
    """Return whether a line begins with a capital and has a colon soon."""
    codes = scan.chars.codes
    colons = scan.tokens.start[scan.marks_of(":")]
    nth = np.searchsorted(colons, place)
    colon = np.concatenate([colons, [len(codes) + _HEADING_CHARS * 2]])[nth]
    near = (colon - place <= _HEADING_CHARS) & (colon < limit)
    return near & (scan.chars.lower[place] != codes[place])
