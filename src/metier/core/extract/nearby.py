"""Phrases near an ambiguous spelling that speak for the skill or against it."""

from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.boundaries import Candidates
from metier.core.extract.lexicon import HOLDS_NAME, RULES_OUT, Lexicon
from metier.core.extract.scan import Scan
from metier.core.extract.spans import expand_ranges

NEAR_CHARS = 60
NEVER_CHARS = 25
_AT_ONCE = 20_000  # of text that is nothing but names, so that memory stays bounded


class Phrases(NamedTuple):
    """Where phrases of rules stand, by start: characters, and the number of each."""

    start: Array
    end: Array
    phrase: Array

    def keep(self, wanted: Array) -> "Phrases":
        """Return those whose number `wanted` marks."""
        index = np.flatnonzero(wanted[self.phrase])
        return Phrases(self.start[index], self.end[index], self.phrase[index])


def stands_near(lexicon: Lexicon, scan: Scan, found: Candidates, phrases: Phrases) -> Array:
    """Return whether a phrase of each candidate's rule stands within 60 characters of it."""
    near = np.zeros(len(found.first), dtype=bool)
    if not len(near):
        return near
    phrases = phrases.keep(lexicon.near_phrases)
    for start in range(0, len(near), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        near[some] = _stand_near(lexicon, scan, found.take(some), phrases)
    return near


def _stand_near(lexicon: Lexicon, scan: Scan, found: Candidates, phrases: Phrases) -> Array:
    start, end, phrase = phrases
    low = np.searchsorted(start, np.maximum(found.start - NEAR_CHARS, _text_start(scan, found)))
    high = np.searchsorted(start, found.end + NEAR_CHARS)
    place, owner = expand_ranges(low, high)
    fits = lexicon.tables.near_sets[lexicon.tables.near[found.pattern][owner], phrase[place]]
    place, owner = place[fits], owner[fits]
    limit = np.minimum(found.end + NEAR_CHARS, _text_end(scan, found))
    beside = (end[place] <= found.start[owner]) | (start[place] >= found.end[owner])
    beside &= end[place] <= limit[owner]
    return np.bincount(owner[beside], minlength=len(found.first)) > 0


def is_ruled_out(lexicon: Lexicon, scan: Scan, found: Candidates, phrases: Phrases) -> Array:
    """Return whether a phrase that speaks against a candidate stands near or holds it."""
    sets = lexicon.tables.never_sets
    ruled = np.flatnonzero(lexicon.tables.never[found.pattern] >= 0)
    out = np.zeros(len(found.first), dtype=bool)
    if not len(ruled):
        return out
    some = found.take(ruled)
    start, end, phrase = phrases.keep(lexicon.never_phrases)
    low = np.searchsorted(start, np.maximum(some.start - NEVER_CHARS, _text_start(scan, some)))
    high = np.searchsorted(start, some.end + NEVER_CHARS)
    place, owner = expand_ranges(low, high)
    meaning = sets[lexicon.tables.never[some.pattern][owner], phrase[place]]
    place, owner, meaning = place[meaning > 0], owner[meaning > 0], meaning[meaning > 0]
    limit = np.minimum(some.end + NEVER_CHARS, _text_end(scan, some))
    within = end[place] <= limit[owner]
    overlaps = (start[place] < some.end[owner]) & (some.start[owner] < end[place])
    speaks = within & (((meaning & RULES_OUT) > 0) | (((meaning & HOLDS_NAME) > 0) & overlaps))
    out[ruled[owner[speaks]]] = True
    return out


def find_phrases(lexicon: Lexicon, scan: Scan) -> Phrases:
    """Return the phrases of all rules in the texts, by start."""
    phrase = scan.walk.out - lexicon.patterns
    index = np.flatnonzero((phrase >= 0) & (phrase < lexicon.phrases))
    first = scan.walk.first[index]
    order = np.argsort(first, kind="stable")
    index, first = index[order], first[order]
    return Phrases(
        scan.tokens.start[first], scan.tokens.end[scan.walk.last[index] - 1], phrase[index]
    )


def _text_start(scan: Scan, found: Candidates) -> Array:
    return scan.starts[scan.text_at(found.start)]


def _text_end(scan: Scan, found: Candidates) -> Array:
    return scan.ends[scan.text_at(found.start)]
