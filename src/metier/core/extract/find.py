"""Where a text names skills: candidates from the automaton, decided by their surroundings."""

import itertools
import re
from typing import NamedTuple

from metier.core.extract.normalize import Folded, fold_text
from metier.core.extract.patterns import Pattern, SkillMatcher, phrase_rule

_NEAR_CHARS = 60
_NEVER_CHARS = 25
_PLAIN, _NEAR, _LISTED = 0.95, 0.85, 0.8
_SUFFIX = re.compile(r"(?:es|s)(?!\w)|['’]s(?!\w)")
_VERSION = re.compile(r"v?\d+(?:\.(?:\d+|x))*(?![^\W\d_])")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{1,63}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|io|net|ai|dev)/\S{0,2000}"
)
_LIST_GAP = re.compile(r"^[\s,;/|•·&()\[\]*:]*(?:(?:and|or|and/or|as well as)\s+)?[\s(•]*$")
_LIST_GAP_CHARS = 14
_INITIAL = re.compile(r"\. [^\W\d_]")
_JOINED = re.compile(r"(?:(?:\b(?:or|and)|[,;/]) |/)$")
_COMPOUND = re.compile(r"[-\u2010\u2011](?!based|programming|language)[a-z\d]")


class Hit(NamedTuple):
    """A spelling found at folded offsets `start` to `end`."""

    start: int
    end: int
    skill: int
    confidence: float


class _Candidate(NamedTuple):
    start: int
    end: int
    pattern: Pattern


def find_skills(matcher: SkillMatcher, text: str) -> list[tuple[int, int, int, float]]:
    """Return (start, end, skill index, confidence) of every skill named in `text`, in order.

    Of overlapping spellings the longest holds. An ambiguous spelling holds when a phrase of
    its rule stands near, or when it stands in a list beside a skill that holds.
    """
    folded = fold_text(text)
    sure, open_ = _sort_candidates(matcher, folded, text)
    hits = _longest(sure)
    taken = _Spans(hits)
    pending = [item for item in open_ if not taken.overlaps(item.start, item.end)]
    hits += _listed(folded.text, hits, pending)
    return [(*folded.span(hit.start, hit.end), hit.skill, hit.confidence) for hit in sorted(hits)]


def _sort_candidates(
    matcher: SkillMatcher, folded: Folded, text: str
) -> tuple[list[Hit], list[_Candidate]]:
    sure: list[Hit] = []
    pending: list[_Candidate] = []
    addresses = _Spans([Hit(*match.span(), 0, 0) for match in _ADDRESS.finditer(folded.text)])
    for index, start, end in matcher.automaton.find_matches_as_indexes(
        folded.text, overlapping=True
    ):
        pattern = matcher.patterns[index]
        stop = _boundary(folded.text, start, end, pattern)
        if stop is None or addresses.overlaps(start, end):
            continue
        if _in_compound(folded, text, start, stop):
            continue
        if pattern.exact and not _spelled_so(folded, text, start, stop, pattern.exact):
            continue
        if _is_ruled_out(folded.text, start, stop, pattern):
            continue
        if pattern.plain:
            sure.append(Hit(start, stop, pattern.skill, _PLAIN))
        elif _stands_near(folded.text, start, stop, pattern.near, _NEAR_CHARS):
            sure.append(Hit(start, stop, pattern.skill, _NEAR))
        else:
            pending.append(_Candidate(start, stop, pattern))
    return sure, pending


def _boundary(text: str, start: int, end: int, pattern: Pattern) -> int | None:
    """Return where the mention ends, an ending or version included; None inside a word."""
    before = text[start - 1] if start else " "
    if before.isalnum() and text[start].isalnum():
        return None
    if end - start == 1 and not _letter_stands_alone(text, start):
        return None
    if end >= len(text):
        return end
    after = text[end]
    if after in "+#" and text[end - 1].isalnum() and end - start <= 2:
        return None
    version = _VERSION.match(text, end) if pattern.versioned else None
    if not after.isalnum() or not (text[end - 1].isalnum() or after.isalpha()):
        return version.end() if version else end
    suffix = _SUFFIX.match(text, end) if pattern.inflected else None
    ending = suffix or version
    return ending.end() if ending else None


def _letter_stands_alone(text: str, start: int) -> bool:
    """Return whether a single letter is a name: not of "R&D", "R. Jensen", "it's", "C++"."""
    before = text[start - 1] if start else " "
    after = text[start + 1 : start + 2] or " "
    if before in "&.'/+" and not (before == "/" and _ends_name(text[start - 2 : start - 1])):
        return False
    is_initial = bool(_INITIAL.match(text, start + 1)) and not _JOINED.search(
        text[max(0, start - 6) : start]
    )
    return after not in "&'+#@" and not is_initial


def _ends_name(char: str) -> bool:
    return char.isalnum() or char in {"+", "#", " "}


def _in_compound(folded: Folded, text: str, start: int, stop: int) -> bool:
    """Return whether a single letter begins a word of its own, as in "C-level", "C-300"."""
    if stop - start > 1:
        return False
    return _COMPOUND.match(text, folded.span(start, stop)[1]) is not None


def _spelled_so(folded: Folded, text: str, start: int, stop: int, exact: str) -> bool:
    """Return whether the text shows the exact spelling, with nothing but a small ending."""
    first, last = folded.span(start, stop)
    shown = re.sub(r"[\s\-_]+", "", text[first:last])
    return shown.startswith(exact) and not shown[len(exact) : len(exact) + 1].isupper()


def _stands_near(text: str, start: int, end: int, phrases: tuple[str, ...], width: int) -> bool:
    if not phrases:
        return False
    around = f"{text[max(0, start - width) : start]} \x00 {text[end : end + width]}"
    return phrase_rule(phrases).search(around) is not None


def _is_ruled_out(text: str, start: int, end: int, pattern: Pattern) -> bool:
    """Return whether a phrase that speaks against the mention stands near or holds it.

    A phrase that holds the name itself, such as "R&D", speaks of the mention it holds only.
    """
    if not pattern.never:
        return False
    low = max(0, start - _NEVER_CHARS)
    name = re.compile(rf"(?<!\w){re.escape(pattern.text)}(?!\w)")
    for match in phrase_rule(pattern.never).finditer(text[low : end + _NEVER_CHARS]):
        if low + match.start() < end and start < low + match.end():
            return True
        if not name.search(match.group()):
            return True
    return False


def _longest(hits: list[Hit]) -> list[Hit]:
    chosen: list[Hit] = []
    taken = _Spans([])
    for hit in sorted(hits, key=lambda item: (item.start - item.end, item.start, -item.confidence)):
        if not taken.overlaps(hit.start, hit.end):
            chosen.append(hit)
            taken.add(hit.start, hit.end)
    return sorted(chosen)


def _listed(text: str, hits: list[Hit], pending: list[_Candidate]) -> list[Hit]:
    """Return the pending candidates that stand in a list beside something that holds."""
    known = {(hit.start, hit.end) for hit in hits}
    items = sorted(known | {(item.start, item.end) for item in pending})
    accepted = set(known)
    for order in (items, items[::-1], items):
        for one, two in itertools.pairwise(order):
            left, right = min(one, two), max(one, two)
            if one in accepted and two not in accepted and _is_list_gap(text, left[1], right[0]):
                accepted.add(two)
    found: dict[tuple[int, int], Hit] = {}
    for item in sorted(pending, key=lambda candidate: candidate.start - candidate.end):
        span = (item.start, item.end)
        if span in accepted and span not in known:
            found.setdefault(span, Hit(item.start, item.end, item.pattern.skill, _LISTED))
    return _longest(list(found.values()))


def _is_list_gap(text: str, start: int, end: int) -> bool:
    gap = text[start:end]
    return 0 < len(gap) <= _LIST_GAP_CHARS and gap != " " and bool(_LIST_GAP.match(gap))


class _Spans:
    """Taken characters, by blocks, so that a test for overlap does not look at all of them."""

    _BLOCK = 256

    def __init__(self, hits: list[Hit]) -> None:
        self._blocks: dict[int, list[tuple[int, int]]] = {}
        for hit in hits:
            self.add(hit.start, hit.end)

    def add(self, start: int, end: int) -> None:
        for block in range(start // self._BLOCK, (end - 1) // self._BLOCK + 1):
            self._blocks.setdefault(block, []).append((start, end))

    def overlaps(self, start: int, end: int) -> bool:
        return any(
            low < end and start < high
            for block in range(start // self._BLOCK, (end - 1) // self._BLOCK + 1)
            for low, high in self._blocks.get(block, ())
        )
