"""Where the cues and the stops of the context rules stand in a scan."""

from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array, is_member, sort_unique
from metier.core.extract.lexicon import Lexicon, word_keys
from metier.core.extract.scan import Scan
from metier.core.framework.context_types import StopSpec


class Places(NamedTuple):
    """The mentions of a batch: characters, kinds, and the sentences that hold them."""

    start: Array
    end: Array
    kind: Array
    low: Array
    high: Array


class Cues(NamedTuple):
    """Where phrases stand: characters."""

    start: Array
    end: Array


def sort_cues(lexicon: Lexicon, scan: Scan, places: Places, rules: int) -> dict[int, Cues]:
    """Return the cues by target, without those that are part of a skill's name."""
    walk = scan.walk
    offset = lexicon.patterns + lexicon.phrases
    index = np.flatnonzero(walk.out >= offset)
    target = lexicon.tables.cue_target[walk.out[index] - offset]
    start = scan.tokens.start[walk.first[index]]
    end = scan.tokens.end[walk.last[index] - 1]
    free = (target & 1 == 1) & (target < rules) | ~is_inside(start, end, places)
    target, start, end = target[free], start[free], end[free]
    order = np.lexsort((start, target))
    target, start, end = target[order], start[order], end[order]
    bounds = np.flatnonzero(np.concatenate([[True], target[1:] != target[:-1]]))
    groups = {}
    for low, high in zip(bounds, [*bounds[1:], len(target)], strict=True):
        if high > low:
            groups[int(target[low])] = Cues(start[low:high], end[low:high])
    return groups


def is_inside(start: Array, end: Array, places: Places) -> Array:
    """Return whether spans overlap a mention that they do not hold whole."""
    if not len(places.start):
        return np.zeros(len(start), dtype=bool)
    nth = np.maximum(np.searchsorted(places.start, end) - 1, 0)
    low, high = places.start[nth], places.end[nth]
    overlaps = (low < end) & (start < high)
    return overlaps & ~((start <= low) & (high <= end))


def is_within(offset: Array, places: Places) -> Array:
    """Return whether offsets lie in a mention."""
    nth = np.searchsorted(places.start, offset, side="right") - 1
    return (nth >= 0) & (offset < places.end[np.maximum(nth, 0)])


def drop_exceptions(cues: Cues | None, exceptions: Cues | None) -> Cues | None:
    """Return the cues that lie in no exception."""
    if cues is None or exceptions is None:
        return cues
    order = np.argsort(exceptions.start, kind="stable")
    begin = exceptions.start[order]
    reach = np.maximum.accumulate(exceptions.end[order])
    nth = np.searchsorted(begin, cues.start, side="right") - 1
    covered = (nth >= 0) & (reach[np.maximum(nth, 0)] >= cues.end)
    return Cues(cues.start[~covered], cues.end[~covered])


def find_stops(
    lexicon: Lexicon, scan: Scan, cues: Cues | None, stop: StopSpec, places: Places
) -> Array:
    """Return where a stop stands: its phrases, and its words by their endings."""
    found = [cues.start] if cues is not None else []
    if stop.endings:
        found.append(_ending_places(lexicon, scan, stop, places))
    return sort_unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _ending_places(lexicon: Lexicon, scan: Scan, stop: StopSpec, places: Places) -> Array:
    """Return where words with the stop's endings stand behind one of its words."""
    tokens = scan.tokens
    kept = lexicon.words.find(word_keys(stop.behind))
    behind = np.flatnonzero(is_member(scan.words, kept[kept > 0]))
    last = max(len(scan.words) - 1, 0)
    index = np.minimum(behind + 1, last)
    index = np.minimum(index + _ends_with(scan, index, "ly"), last)  # "and quickly built"
    ends = np.zeros(len(index), dtype=bool)
    for ending in stop.endings:
        ends |= _ends_with(scan, index, ending)
    inside = is_inside(tokens.start[index], tokens.end[index], places)
    return tokens.start[behind[ends & ~inside]]


def _ends_with(scan: Scan, index: Array, ending: str) -> Array:
    """Return whether tokens end so, and are longer by two letters at least."""
    start, end = scan.tokens.start[index], scan.tokens.end[index]
    fits = end - start > len(ending) + 1
    for back, char in enumerate(reversed(ending), start=1):
        fits &= scan.chars.lower[np.maximum(end - back, 0)] == ord(char)
    return fits
