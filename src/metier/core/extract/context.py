"""What the words around a mention say: who has the skill, whether it is asked for, how much.

Cues work as in ConText (Harkema and others, Journal of Biomedical Informatics 42, 2009): a
phrase reaches over a stretch of its sentence until a stop ends it. All rules are data
(`context.yaml`); here they are applied to all mentions of a batch at once.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.cues import Places, sort_cues
from metier.core.extract.lexicon import Lexicon
from metier.core.extract.mentions import NEEDS, POLARITIES, SIGNS
from metier.core.extract.reach import Reach
from metier.core.extract.scan import Scan
from metier.core.extract.sentences import find_breaks
from metier.core.extract.years import YearSpans, find_years, sign_of_years
from metier.core.framework.context_types import ContextFile

_YEARS_REACH = 45


class Contexts(NamedTuple):
    """By mention: indexes into POLARITIES, NEEDS and SIGNS."""

    polarity: Array
    need: Array
    sign: Array


class ContextReader:
    """Applies the rules of a framework."""

    def __init__(self, lexicon: Lexicon, context: ContextFile, kinds: Sequence[str]) -> None:
        """Keep the rules; `kinds` are the kinds that the numbers in `Places.kind` stand for."""
        self._lexicon = lexicon
        self._context = context
        self._stops = {stop.id: number for number, stop in enumerate(context.stops)}
        self._kinds = [
            np.array([not rule.kinds or kind in rule.kinds for kind in kinds])
            for rule in context.rules
        ]

    def read(self, scan: Scan, start: Array, end: Array, kind: Array) -> Contexts:
        """Return what is said of the mentions from `start` to `end`, in order of start."""
        breaks = find_breaks(self._lexicon, scan)
        place = np.searchsorted(breaks, start, side="right")
        low = breaks[place - 1]
        until = np.searchsorted(breaks, np.maximum(start, end - 1), side="right")
        high = breaks[np.minimum(until, len(breaks) - 1)]
        places = Places(start, end, kind, low, high)
        cues = sort_cues(self._lexicon, scan, places, len(self._context.rules) * 2)
        judge = Reach(self._lexicon, scan, places, cues, self._context)
        size = len(start)
        polarity = np.zeros(size, dtype=np.int8)
        need = np.zeros(size, dtype=np.int8)
        behind = np.zeros(size, dtype=np.int8)
        before = np.zeros(size, dtype=np.int8)
        nearest = np.full(size, -1, dtype=np.int64)
        for number, rule in enumerate(self._context.rules):
            mention, cue = judge.apply(number, rule)
            applies = self._kinds[number][kind[mention]]
            mention, cue = mention[applies], cue[applies]
            if rule.says in POLARITIES:
                polarity[mention[polarity[mention] == 0]] = POLARITIES.index(rule.says)
            elif rule.says in NEEDS:
                need[mention[need[mention] == 0]] = NEEDS.index(rule.says)
            elif rule.side == "after":
                behind[mention[behind[mention] == 0]] = SIGNS.index(rule.says)
            else:
                nearer = cue > nearest[mention]
                nearest[mention[nearer]] = cue[nearer]
                before[mention[nearer]] = SIGNS.index(rule.says)
        years = _years_of(find_years(self._lexicon, scan), places, judge)
        sign = np.where(behind > 0, behind, np.where(years > 0, years, before))
        sign[polarity > 0] = 0
        return Contexts(polarity, need, sign)


def _years_of(spans: YearSpans, places: Places, judge: Reach) -> Array:
    """Return by mention the sign of the years stated for it, 0 without."""
    signs = np.zeros(len(places.start), dtype=np.int8)
    if not len(spans.start):
        return signs
    nth = np.searchsorted(spans.end, places.start, side="right") - 1
    at = np.maximum(nth, 0)
    fits = (nth >= 0) & (spans.start[at] >= places.low)
    fits &= places.start - spans.start[at] <= _YEARS_REACH
    clause = judge.stops.get("clause", np.zeros(0, dtype=np.int64))
    for index in np.flatnonzero(fits).tolist():
        between = judge.scan.text[spans.end[at[index]] : places.start[index]]
        fits[index] = "\n" not in between
    open_ = np.flatnonzero(fits)
    reached = np.searchsorted(clause, spans.end[at[open_]])
    fits[open_] = np.searchsorted(clause, places.start[open_]) == reached
    signs[fits] = sign_of_years(spans.months[at[fits]])
    nth = np.searchsorted(spans.lead, places.end)
    at = np.minimum(nth, len(spans.lead) - 1)
    following = (nth < len(spans.lead)) & (spans.lead[at] == places.end)
    following &= (spans.end[at] <= places.high) & ~fits
    signs[following] = sign_of_years(spans.months[at[following]])
    return signs
