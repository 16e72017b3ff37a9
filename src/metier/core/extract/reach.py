"""How far a cue reaches: whether the cue of a rule says something of a mention."""

from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.chars import SPACE
from metier.core.extract.cues import Cues, Places, drop_exceptions, find_stops, is_within
from metier.core.extract.lexicon import Lexicon
from metier.core.extract.scan import Scan
from metier.core.extract.spans import expand_ranges
from metier.core.framework.context_types import ContextFile, ContextRule

_BRACKET_CHARS = 4
_OPENERS = "(:[–—-"


class Reached(NamedTuple):
    """Mentions in order, and where the cue that reaches each ends, or begins when behind it."""

    mention: Array
    cue: Array


class Reach:
    """Looks for the cue of a rule that reaches a mention."""

    def __init__(
        self,
        lexicon: Lexicon,
        scan: Scan,
        places: Places,
        cues: dict[int, Cues],
        context: ContextFile,
    ) -> None:
        self.scan = scan
        self.places = places
        self._found = cues
        first = 2 * len(context.rules)
        self.stops = {
            stop.id: find_stops(lexicon, scan, cues.get(first + number), stop, places)
            for number, stop in enumerate(context.stops)
        }
        self._brackets = scan.tokens.start[scan.marks_of("()")]
        self._lexicon = lexicon

    def apply(self, number: int, rule: ContextRule) -> Reached:
        """Return the mentions that a cue of the rule reaches, or where it asks so, all others."""
        reached = self._unled(rule, self._reached(number, rule))
        if not rule.missing:
            return reached
        others = np.ones(len(self.places.start), dtype=bool)
        others[reached.mention] = False
        mention = np.flatnonzero(others)
        return Reached(mention, self.places.start[mention])

    def _reached(self, number: int, rule: ContextRule) -> Reached:
        cues = drop_exceptions(self._found.get(2 * number), self._found.get(2 * number + 1))
        if cues is not None and (rule.capital or rule.small):
            lower = self.scan.chars.lower[cues.start] == self.scan.chars.codes[cues.start]
            keep = ~lower if rule.capital else lower
            cues = Cues(cues.start[keep], cues.end[keep])
        if cues is None or not len(cues.start):
            return Reached(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        found = [self._before(rule, cues)] if rule.side != "after" else []
        found += [self._after(rule, cues)] if rule.side != "before" else []
        return Reached(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def _unled(self, rule: ContextRule, reached: Reached) -> Reached:
        """Return those before which none of the rule's stops stands in their sentence."""
        for name in rule.unled:
            low, start = self.places.low[reached.mention], self.places.start[reached.mention]
            stops = self.stops[name]
            keep = np.searchsorted(stops, low) == np.searchsorted(stops, start)
            reached = Reached(reached.mention[keep], reached.cue[keep])
        return reached

    def _before(self, rule: ContextRule, cues: Cues) -> Reached:
        order = np.argsort(cues.end, kind="stable")
        begin, end = cues.start[order], cues.end[order]
        first = np.searchsorted(self.places.start, end)
        last = np.searchsorted(self.places.start, end + rule.reach, side="right")
        mention, cue = self._nearest(first, last)
        low, high = end[cue], self.places.start[mention]
        keep = begin[cue] >= self.places.low[mention]
        if rule.brackets:
            place = np.searchsorted(self._brackets, high - _BRACKET_CHARS)
            keep &= np.searchsorted(self._brackets, low) >= place
        keep = self._keep(rule, keep, low, high)
        return Reached(mention[keep], low[keep])

    def _after(self, rule: ContextRule, cues: Cues) -> Reached:
        order = np.argsort(-cues.start, kind="stable")
        begin, behind = cues.start[order], cues.end[order]
        first = np.searchsorted(self.places.end, begin - rule.reach)
        last = np.searchsorted(self.places.end, begin, side="right")
        mention, cue = self._nearest(first, last)
        low, high = self.places.end[mention], begin[cue]
        keep = self._keep(rule, behind[cue] <= self.places.high[mention], low, high)
        return Reached(mention[keep], high[keep])

    def _nearest(self, first: Array, last: Array) -> tuple[Array, Array]:
        """Return the mentions in the ranges of some cues, and the last cue that has each."""
        nearest = np.full(len(self.places.start), -1, dtype=np.int64)
        place, owner = expand_ranges(first, last)
        nearest[place] = owner  # of several the last is kept
        mention = np.flatnonzero(nearest >= 0)
        return mention, nearest[mention]

    def _keep(self, rule: ContextRule, keep: Array, low: Array, high: Array) -> Array:
        """Return the indexes that are kept: what lies from `low` to `high` lets the cue through."""
        index = np.flatnonzero(keep)
        for name in rule.until:
            before = np.searchsorted(self.stops[name], low[index])
            index = index[np.searchsorted(self.stops[name], high[index]) == before]
        if rule.through == "names":
            return index[self._holds_names(low[index], high[index])]
        if rule.through == "space":
            return index[self._holds_space(low[index], high[index], rule.reach)]
        if rule.through == "colon":
            return index[self._holds_opener(low[index], high[index])]
        return index

    def _holds_names(self, low: Array, high: Array) -> Array:
        """Return whether all words between belong to names."""
        tokens = self.scan.tokens
        first = np.searchsorted(tokens.start, low)
        token, owner = expand_ranges(first, np.searchsorted(tokens.start, high))
        start = tokens.start[token]
        foreign = self.scan.chars.lower[start] == self.scan.chars.codes[start]
        foreign &= ~self._lexicon.tables.names[self.scan.words[token]]
        foreign[foreign] = ~is_within(start[foreign], self.places)
        return np.bincount(owner[foreign], minlength=len(low)) == 0

    def _holds_space(self, low: Array, high: Array, reach: int) -> Array:
        """Return whether nothing but space is between, or one word where reach allows."""
        if reach > 1:
            words = self.scan.tokens.start
            few: Array = np.searchsorted(words, high) - np.searchsorted(words, low) <= 1
            return few
        kind = self.scan.chars.kind
        return (high == low) | (kind[np.minimum(low, len(kind) - 1)] == SPACE)

    def _holds_opener(self, low: Array, high: Array) -> Array:
        """Return whether a bracket, colon or dash, and space only, is between."""
        gaps = [self.scan.text[a:b] for a, b in zip(low.tolist(), high.tolist(), strict=True)]
        opened = [bool(gap.strip()) and not gap.strip(_OPENERS + " \t") for gap in gaps]
        return np.array(opened, dtype=bool)
