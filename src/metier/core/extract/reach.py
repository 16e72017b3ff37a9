"""How far a cue reaches: whether the cue of a rule says something of a mention."""

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.chars import SPACE
from metier.core.extract.cues import Cues, Places, drop_exceptions, find_stops
from metier.core.extract.lexicon import Lexicon
from metier.core.extract.scan import Scan
from metier.core.extract.spans import expand_ranges
from metier.core.framework.context_types import ContextFile, ContextRule

_BRACKET_CHARS = 4
_OPENERS = "(:[–—-"


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
        self._foreign = _foreign_words(lexicon, scan, places)

    def apply(self, number: int, rule: ContextRule) -> Array:
        """Return by mention where the cue that reaches it ends (or begins, behind it), or -1."""
        cues = drop_exceptions(self._found.get(2 * number), self._found.get(2 * number + 1))
        if cues is not None and (rule.capital or rule.small):
            lower = self.scan.chars.lower[cues.start] == self.scan.chars.codes[cues.start]
            keep = ~lower if rule.capital else lower
            cues = Cues(cues.start[keep], cues.end[keep])
        if cues is None or not len(cues.start):
            return np.full(len(self.places.start), -1, dtype=np.int64)
        return self._before(rule, cues) if rule.side == "before" else self._after(rule, cues)

    def _before(self, rule: ContextRule, cues: Cues) -> Array:
        start, low = self.places.start, self.places.low
        order = np.argsort(cues.end, kind="stable")
        begin, end = cues.start[order], cues.end[order]
        nth = np.searchsorted(end, start, side="right") - 1
        nth_or_first = np.maximum(nth, 0)
        cue = end[nth_or_first]
        fits = (nth >= 0) & (begin[nth_or_first] >= low) & (start - cue <= rule.reach)
        self._stop(rule, fits, cue, start)
        if rule.brackets:
            place = np.searchsorted(self._brackets, start - _BRACKET_CHARS) - 1
            bracket = self._brackets[np.maximum(place, 0)] if len(self._brackets) else start * 0
            fits &= (place < 0) | (bracket < cue)
        if rule.through == "space":
            self._keep_spaced(fits, cue, start, rule.reach)
        elif rule.through == "names":
            self._keep_names(fits, cue, start)
        return np.where(fits, cue, -1)

    def _after(self, rule: ContextRule, cues: Cues) -> Array:
        end, high = self.places.end, self.places.high
        order = np.argsort(cues.start, kind="stable")
        begin, behind = cues.start[order], cues.end[order]
        nth = np.searchsorted(begin, end)
        nth_or_last = np.minimum(nth, len(begin) - 1)
        cue = begin[nth_or_last]
        fits = (nth < len(begin)) & (behind[nth_or_last] <= high) & (cue - end <= rule.reach)
        self._stop(rule, fits, end, cue)
        if rule.through == "names":
            self._keep_names(fits, end, cue)
        elif rule.through == "space":
            self._keep_spaced(fits, end, cue, rule.reach)
        elif rule.through == "colon":
            fits &= self._opened(end, cue, fits)
        return np.where(fits, cue, -1)

    def _stop(self, rule: ContextRule, fits: Array, low: Array, high: Array) -> None:
        """Clear `fits` where a stop of the rule stands between `low` and `high`."""
        for name in rule.until:
            index = np.flatnonzero(fits)
            places = self.stops[name]
            before = np.searchsorted(places, low[index])
            fits[index] = np.searchsorted(places, high[index]) == before

    def _keep_names(self, fits: Array, low: Array, high: Array) -> None:
        """Clear `fits` where a word that is part of no name stands between `low` and `high`."""
        index = np.flatnonzero(fits)
        before = np.searchsorted(self._foreign, low[index])
        fits[index] = np.searchsorted(self._foreign, high[index]) == before

    def _keep_spaced(self, fits: Array, low: Array, high: Array, reach: int) -> None:
        """Clear `fits` where more than spaces is between, or than one word where reach allows."""
        index = np.flatnonzero(fits)
        low, high = low[index], high[index]
        if reach > 1:
            words = self.scan.tokens.start
            fits[index] = np.searchsorted(words, high) - np.searchsorted(words, low) <= 1
            return
        kind = self.scan.chars.kind
        fits[index] = (high == low) | (kind[np.minimum(low, len(kind) - 1)] == SPACE)

    def _opened(self, low: Array, high: Array, among: Array) -> Array:
        """Return whether a bracket, colon or dash, and space only, is between."""
        fits = np.zeros(len(low), dtype=bool)
        for index in np.flatnonzero(among).tolist():
            gap = self.scan.text[low[index] : high[index]]
            fits[index] = bool(gap.strip()) and not gap.strip(_OPENERS + " \t")
        return fits


def _foreign_words(lexicon: Lexicon, scan: Scan, places: Places) -> Array:
    """Return where the words begin that are part of no name: small ones outside mentions."""
    tokens = scan.tokens
    foreign = scan.chars.lower[tokens.start] == scan.chars.codes[tokens.start]
    foreign &= ~lexicon.tables.names[scan.words]
    first = np.searchsorted(tokens.start, places.start)
    last = np.searchsorted(tokens.start, places.end)
    foreign[expand_ranges(first, last)[0]] = False
    return tokens.start[foreign]
