"""An advert's lines and items: a bullet, a paragraph or a sentence is read as one."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from metier.core.extract.advert.phrases import Hits, PhraseBook
from metier.core.extract.advert.words import fold

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[ \t]*(?:[-*•●▪◦■➢✓·–—‣⁃+✔]|\d{1,2}[.)])[ \t]+(?=\S)")
_MARKS = "•●▪◦"
_INNER_BULLET = re.compile(rf"(?<=[^\s])[ \t][{_MARKS}](?=[ \t])")
_MIN_INNER = 6
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?;](?=\s)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|ph|ph\.?d|[bm]\.?[as]|[bm]\.?sc|[bm]\.?tech|[bm]\.?eng|vs|min|inkl|bzw|"
    r"z\.b|approx|incl|sr|jr|st)|\s)$"
)
_MOST_LINES = 20_000
_MIN_WRAPPED = 40
_INDENT = 2
_WRAPPED_SHARE = 0.3
_FULL_LINE = 0.85


class Line(NamedTuple):
    """A line that is not blank; `start` to `end` is without its indent and bullet.

    Attributes:
        begin: Offset of the line's first character, its bullet included.
        gap: Whether a blank line, or nothing, stands before it.
    """

    begin: int
    start: int
    end: int
    bullet: bool
    gap: bool


class Layout:
    """A text with its lines and phrases; `folded` is it in lower case, of the same length."""

    def __init__(self, text: str, book: PhraseBook) -> None:
        self.text = text
        self.folded = fold(text)
        self.hits: Hits = book.scan(self.folded)
        self.lines = _split_lines(text)
        self._on = self._continued()

    def goes_on(self, index: int) -> bool:
        """Return whether a line goes on with the paragraph or bullet of the line before it."""
        return self._on[index]

    def _continued(self) -> list[bool]:
        """Return for each line whether it goes on with the one before it."""
        on = [False] * len(self.lines)
        wrapped = self._is_wrapped()
        lengths = sorted(line.end - line.begin for line in self.lines)
        full = lengths[int(len(lengths) * 0.98)] * _FULL_LINE if lengths else 0
        bullet = False
        for index in range(1, len(self.lines)):
            line, before = self.lines[index], self.lines[index - 1]
            bullet = before.bullet or (bullet and on[index - 1])
            if line.gap or line.bullet:
                continue
            if bullet and line.start - line.begin >= _INDENT:
                on[index] = True
            elif wrapped:
                word = _WORD.match(self.text, line.start, line.end)
                room = before.end - before.begin + len(word[0] if word else "") + 1
                on[index] = room > full or self.text[line.start].islower()
        return on

    @cached_property
    def items(self) -> list[tuple[int, int]]:
        """Bullets, paragraphs and single lines, as spans without their bullets."""
        found: list[tuple[int, int]] = []
        for index, line in enumerate(self.lines):
            if self._on[index]:
                found[-1] = (found[-1][0], line.end)
            else:
                found.append((line.start, line.end))
        return found

    @cached_property
    def _sentences(self) -> list[int]:
        starts = []
        for start, end in self.items:
            starts.append(start)
            for match in _SENTENCE_END.finditer(self.folded, start, end):
                before = self.folded[max(start, match.start() - 8) : match.start()]
                if not _ABBREVIATED.search(before):
                    starts.append(match.end())
        return starts

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the span of the sentence that holds `offset`."""
        index = bisect_right(self._sentences, offset)
        start = self._sentences[index - 1] if index else 0
        item = self.items[bisect_right(self.items, (offset, len(self.text))) - 1]
        end = self._sentences[index] if index < len(self._sentences) else len(self.text)
        return max(start, item[0]), max(min(end, item[1]), offset)

    def line_at(self, offset: int) -> int:
        """Return the index of the last line that begins at or before `offset`; 0 without one."""
        return max(0, bisect_right(self._begins, offset) - 1)

    @cached_property
    def _begins(self) -> list[int]:
        return [line.begin for line in self.lines]

    def _is_wrapped(self) -> bool:
        """Return whether long lines usually go on in the next one."""
        long = on = 0
        for before, line in zip(self.lines, self.lines[1:], strict=False):
            if not line.gap and not line.bullet and before.end - before.begin >= _MIN_WRAPPED:
                long += 1
                on += self.text[line.start].islower()
        return on >= 3 and on > long * _WRAPPED_SHARE


def _split_lines(text: str) -> list[Line]:
    lines = []
    last = -1
    for begin, stop in itertools.islice(_line_spans(text), _MOST_LINES):
        bare = text[begin:stop].lstrip()
        if not bare:
            continue
        mark = None if bare[0].isalpha() else _BULLET.match(text, begin, stop)
        start = mark.end() if mark else stop - len(bare)
        gap = last < 0 or begin > last + 1
        lines.append(Line(begin, start, start + len(text[start:stop].rstrip()), bool(mark), gap))
        last = stop
    return lines


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines; where bullets often stand within them, a bullet begins one as well."""
    marked = any(mark in text for mark in _MARKS)
    breaks = [match.start() for match in _INNER_BULLET.finditer(text)] if marked else []
    if len(breaks) < _MIN_INNER:
        yield from (match.span() for match in _LINE.finditer(text))
        return
    index = 0
    for match in _LINE.finditer(text):
        low = match.start()
        while index < len(breaks) and breaks[index] < match.end():
            if breaks[index] > low:
                yield low, breaks[index]
                low = breaks[index]
            index += 1
        yield low, match.end()
