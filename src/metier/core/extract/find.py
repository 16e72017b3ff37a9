"""Where texts name skills: candidates from the automaton, decided by their surroundings."""

from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.boundaries import keep_bounded
from metier.core.extract.ellipsis import find_elliptical
from metier.core.extract.lexicon import Lexicon
from metier.core.extract.nearby import find_phrases, is_ruled_out, stands_near
from metier.core.extract.scan import Scan
from metier.core.extract.spans import choose_longest, expand_ranges
from metier.core.extract.spelling import keep_spelled

PLAIN, NEAR, LISTED, ELLIPTICAL = 0.95, 0.85, 0.8, 0.8
_GAP_CHARS = 14


class Hits(NamedTuple):
    """Spans that name a skill, in order: tokens, characters, skill (index), confidence."""

    first: Array
    last: Array
    start: Array
    end: Array
    skill: Array
    confidence: Array

    def take(self, index: Array) -> "Hits":
        """Return the hits at `index`."""
        return Hits(*(column[index] for column in self))


class SkillFinder:
    """Finds the skills of a lexicon in scanned texts."""

    def __init__(self, lexicon: Lexicon, hard: Array) -> None:
        """Keep a lexicon; `hard` says by skill whether it is a language, tool or platform."""
        self.lexicon = lexicon
        self._hard = hard

    def find(self, scan: Scan) -> Hits:
        """Return every skill named in the texts.

        Of overlapping spellings the longest holds. An ambiguous spelling holds when a phrase
        of its rule stands near, or when it stands in a list beside a skill that holds.
        """
        tables = self.lexicon.tables
        index = np.flatnonzero(scan.walk.out < self.lexicon.patterns)
        found = keep_bounded(self.lexicon, scan, index)
        found = keep_spelled(self.lexicon, scan, found)
        phrases = find_phrases(self.lexicon, scan)
        found = found.take(~is_ruled_out(self.lexicon, scan, found, phrases))
        plain = tables.near[found.pattern] < 0
        near = np.zeros(len(plain), dtype=bool)
        near[~plain] = stands_near(self.lexicon, scan, found.take(~plain), phrases)
        hits = Hits(
            found.first,
            found.last,
            found.start,
            found.end,
            tables.skill[found.pattern],
            np.where(plain, PLAIN, np.where(near, NEAR, LISTED)),
        )
        sure = _longest(hits.take(np.flatnonzero(plain | near)), scan)
        pending = hits.take(np.flatnonzero(~plain & ~near))
        sure = _merge(sure, self._listed(scan, sure, pending))
        return _merge(sure, self._elliptical(scan, sure))

    def _elliptical(self, scan: Scan, hits: Hits) -> Hits:
        """Return the words that name a skill with a word borrowed from a hit beside them."""
        shared = find_elliptical(self.lexicon, scan, hits.first, hits.last, hits.skill)
        return Hits(
            shared.first,
            shared.last,
            scan.tokens.start[shared.first],
            scan.tokens.end[shared.last - 1],
            shared.skill,
            np.full(len(shared.first), ELLIPTICAL),
        )

    def _listed(self, scan: Scan, sure: Hits, pending: Hits) -> Hits:
        """Return the pending hits that stand in a list beside something that holds.

        A method or concept needs a method or concept beside it: lists of tools are full of
        words that are everyday ones elsewhere.
        """
        pending = _longest(_apart(pending, sure, scan), scan)
        if not len(pending.first):
            return pending
        both = Hits(*(np.concatenate(pair) for pair in zip(sure, pending, strict=True)))
        order = np.argsort(both.first, kind="stable")
        first, last = both.first[order], both.last[order]
        joins = np.concatenate([[0], np.cumsum(self.lexicon.tables.joins[scan.words])])
        gap = first[1:] - last[:-1]
        linked = (gap > 0) & (joins[first[1:]] - joins[last[:-1]] == gap)
        linked &= both.start[order][1:] - both.end[order][:-1] <= _GAP_CHARS
        texts = scan.text_at(both.start[order])
        linked &= texts[1:] == texts[:-1]
        run = np.concatenate([[0], np.cumsum(~linked)])
        holds = order < len(sure.first)
        hard = self._hard[both.skill[order]]
        any_holds = np.bincount(run, holds)[run] > 0
        soft_holds = np.bincount(run, holds & ~hard)[run] > 0
        accepted = ~holds & np.where(hard, any_holds, soft_holds)
        return both.take(order[accepted])


def _longest(hits: Hits, scan: Scan) -> Hits:
    length = hits.end - hits.start
    return hits.take(
        choose_longest(hits.first, hits.last, length, hits.confidence, len(scan.words))
    )


def _apart(hits: Hits, taken: Hits, scan: Scan) -> Hits:
    """Return the hits that overlap none of `taken`."""
    used = np.zeros(len(scan.words), dtype=bool)
    used[expand_ranges(taken.first, taken.last)[0]] = True
    token, owner = expand_ranges(hits.first, hits.last)
    blocked = np.bincount(owner[used[token]], minlength=len(hits.first)) > 0
    return hits.take(np.flatnonzero(~blocked))


def _merge(one: Hits, two: Hits) -> Hits:
    if not len(two.first):
        return one
    both = Hits(*(np.concatenate(pair) for pair in zip(one, two, strict=True)))
    return both.take(np.argsort(both.first, kind="stable"))
