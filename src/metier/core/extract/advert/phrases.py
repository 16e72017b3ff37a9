"""Finds thousands of phrases in one walk over the words of a text.

Phrases belong to groups, such as "pay.words". In text and phrases alike a hyphen, a line break
and any run of spaces are one space.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

_SPACES = "-\n\t\r\f\v"
_RUN = re.compile(r" {2,}")
_WORD = re.compile(r"\w+")
_LEADS = " #(|,.-–+"
_NUMBERS = ("1", "2", "3", "4", "one", "two", "three", "four")
_MOST = 1_000
_JOINS = (" ", " to ", " or ", "–", " – ")

Spans = list[tuple[int, int]]


class _Phrase(NamedTuple):
    """A phrase from its first word on; `lead` stands before it."""

    text: str
    lead: str
    groups: tuple[str, ...]


class Hits:
    """Where the phrases of each group stand, as spans in order of their starts."""

    def __init__(self, spans: dict[str, Spans]) -> None:
        self._spans = spans

    def all(self, group: str) -> Spans:
        """Return the spans of a group; of very many the first."""
        return self._spans.get(group, [])[:_MOST]

    def within(self, group: str, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of a group that lie between two offsets."""
        spans = self._spans.get(group)
        if spans:
            for index in range(bisect_left(spans, (low, 0)), len(spans)):
                if spans[index][0] >= high:
                    return
                if spans[index][1] <= high:
                    yield spans[index]

    def any(self, group: str, low: int, high: int) -> bool:
        """Return whether a phrase of the group lies between two offsets."""
        return next(self.within(group, low, high), None) is not None

    def last_end(self, group: str, low: int, high: int) -> int:
        """Return where the last phrase of the group between two offsets ends, or -1."""
        return max((end for _, end in self.within(group, low, high)), default=-1)


class _Entry(NamedTuple):
    """The phrases that begin with a word: of that word alone, and by their second word."""

    single: list[_Phrase]
    double: dict[str, list[_Phrase]]


class PhraseBook:
    """Phrases by group. Fill it, close it, then scan texts."""

    def __init__(self) -> None:
        self._groups: dict[str, dict[str, None]] = {}
        self._entries: dict[str, _Entry] = {}

    def add(self, group: str, phrases: Iterable[str]) -> None:
        """Add phrases to a group; <n> stands for a small number."""
        for phrase in phrases:
            for spelled in _spell_out(phrase):
                self._groups.setdefault(spelled, {})[group] = None

    def close(self) -> None:
        """Make ready for scanning."""
        for text, groups in self._groups.items():
            plain, _ = _squeeze(text)
            body = plain.lstrip(_LEADS)
            words = _WORD.findall(body)
            if not words:
                continue
            phrase = _Phrase(body.rstrip(), plain.removesuffix(body).strip(), tuple(groups))
            entry = self._entries.setdefault(words[0], _Entry([], {}))
            if len(words) == 1:
                entry.single.append(phrase)
            else:
                entry.double.setdefault(words[1], []).append(phrase)

    def scan(self, folded: str) -> Hits:
        """Return where the phrases stand in folded text."""
        plain, shifts = _squeeze(folded)
        words = _WORD.findall(plain)
        entries = self._entries
        found: list[tuple[int, int, tuple[str, ...]]] = []
        end = 0
        for word, following in zip_longest(words, words[1:], fillvalue=""):
            start = plain.find(word, end)  # no word stands between two words
            end = start + len(word)
            entry = entries.get(word)
            if entry is None:
                continue
            for phrase in (*entry.single, *entry.double.get(following, ())):
                if plain.startswith(phrase.text, start):
                    span = _bounded(phrase, plain, start)
                    if span:
                        found.append((*span, phrase.groups))
        return _by_group(found, shifts)


def _bounded(phrase: _Phrase, plain: str, start: int) -> tuple[int, int] | None:
    """Return the span of a phrase whose letters stand at `start`, if they are whole words."""
    end = start + len(phrase.text)
    if _is_word(plain[end - 1]) and _is_word(plain[end : end + 1]):
        return None
    if phrase.lead and not plain.endswith(phrase.lead, 0, start):
        return None
    return start - len(phrase.lead), end


def _by_group(found: list[tuple[int, int, tuple[str, ...]]], shifts: Spans) -> Hits:
    spans: dict[str, Spans] = {}
    for start, end, groups in found:
        span = (_shifted(start, shifts), _shifted(end - 1, shifts) + 1) if shifts else (start, end)
        for group in groups:
            spans.setdefault(group, []).append(span)
    for items in spans.values():
        items.sort()
    return Hits(spans)


def _spell_out(phrase: str) -> Iterator[str]:
    if "<n>" not in phrase:
        yield phrase
        return
    for number in _NUMBERS:
        yield phrase.replace("<n>", number)
    for low in range(1, 4):
        for join in _JOINS:
            yield phrase.replace("<n>", f"{low}{join}{low + 1}")


def _squeeze(folded: str) -> tuple[str, Spans]:
    """Return the text with every run of space as one, and what to add to offsets from where on."""
    plain = folded
    for char in _SPACES:
        plain = plain.replace(char, " ")
    shifts: Spans = []
    parts = []
    last = dropped = 0
    for run in _RUN.finditer(plain):
        parts.append(plain[last : run.start() + 1])
        dropped += run.end() - run.start() - 1
        shifts.append((run.end() - dropped, dropped))
        last = run.end()
    parts.append(plain[last:])
    return "".join(parts), shifts


def _shifted(offset: int, shifts: Spans) -> int:
    index = bisect_left(shifts, (offset + 1, 0))
    return offset + shifts[index - 1][1] if index else offset


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
