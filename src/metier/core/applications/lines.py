"""A CV's text cut into lines that can stand alone: a bullet, a sentence, an entry of a list."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from metier.core.framework.records import Document

_BULLET = re.compile(
    r"(?:[•●▪◦‣⁃∙·○■□➢➤►✓✔*–—\uf0b7\uf0a7\ufffd]|-{1,2}|\.|o(?=\s)|\d{1,2}[.)])\s+"
)
_WRAPPED = frozenset({"pdf", "text"})
_FULL = 0.72
_SHORTEST_FULL = 50
_LONGEST_PAGE_LINE = 140
_LONGEST = 300
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W\da-z_]|[«“\"(])")
_STOPS = (".", ";", ":", "!", "?")
_SEPARATOR = re.compile(r"(?:\s*[,;|•·]\s*|\s+/\s+)(?![^()]*\))|\s{3,}|\t+")


class Span(NamedTuple):
    """A part of a document's text, in characters."""

    start: int
    end: int


def shown(text: str, span: Span) -> str:
    """Return the words of a span with each run of white space as one space."""
    return " ".join(text[span.start : span.end].split())


def cut_lines(document: Document, start: int, end: int) -> list[Span]:
    """Return the lines of a part of a document, each without its bullet.

    A line that its page broke is one line. Whether a page did is told by its length; in formats
    whose lines are paragraphs, as a rule, the next one must also begin with a small letter. What
    is longer than a line can be is cut into sentences.
    """
    text = document.text
    full = _full_length(document)
    small = document.media not in _WRAPPED
    found: list[Span] = []
    runs_on = False
    for low, high in _physical(text, start, end):
        words = text[low:high]
        bullet = _BULLET.match(words)
        if bullet:
            found.append(_trim(text, low + bullet.end(), high))
        elif runs_on and found and not _is_heading(words) and (words[0].islower() or not small):
            found[-1] = Span(found[-1].start, high)
        else:
            found.append(Span(low, high))
        runs_on = full is not None and high - low >= full and not words.endswith(_STOPS)
    return [part for span in found for part in _sentences(text, span)]


def line_at(document: Document, start: int, end: int) -> Span:
    """Return the line that a span stands in; from its first line to its last where it runs on."""
    text = document.text
    low = text.rfind("\n\n", 0, start) + 1
    stop = text.find("\n\n", end)
    lines = cut_lines(document, low, stop if stop >= 0 else len(text))
    touched = [line for line in lines if line.start < end and start < line.end]
    return Span(touched[0].start, touched[-1].end) if touched else Span(start, end)


def cut_items(text: str, span: Span) -> tuple[Span | None, list[Span]]:
    """Return the label of a list that stands in one line, if it has one, and its entries."""
    words = text[span.start : span.end]
    colon = re.match(r"[^:,;|]{2,40}:\s*(?=\S)", words)
    label = None
    begin = span.start
    if colon:
        label = _trim(text, span.start, span.start + words.index(":"))
        begin += colon.end()
    items = []
    low = begin
    for match in _SEPARATOR.finditer(text, begin, span.end):
        items.append(_trim(text, low, match.start()))
        low = match.end()
    items.append(_trim(text, low, span.end))
    return label, [item for item in items if item.end > item.start]


def _physical(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of the text that hold anything, trimmed."""
    low = start
    while low < end:
        stop = text.find("\n", low, end)
        high = end if stop < 0 else stop
        span = _trim(text, low, high)
        if span.end > span.start:
            yield span
        low = high + 1


def _trim(text: str, low: int, high: int) -> Span:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return Span(low, high)


def _sentences(text: str, span: Span) -> list[Span]:
    """Return a line, or its sentences where it is longer than a line can be."""
    if span.end - span.start <= _LONGEST:
        return [span] if span.end > span.start else []
    parts = []
    low = span.start
    for match in _SENTENCE.finditer(text, span.start, span.end):
        parts.append(_trim(text, low, match.start()))
        low = match.end()
    parts.append(_trim(text, low, span.end))
    return [part for part in parts if part.end > part.start]


def _full_length(document: Document) -> float | None:
    """Return from which length on a line of a page is full; None where lines are paragraphs."""
    lengths = sorted(len(line.strip()) for line in document.text.splitlines() if line.strip())
    if not lengths:
        return None
    usual = lengths[int(0.9 * (len(lengths) - 1))]
    if usual > _LONGEST_PAGE_LINE:
        return None
    return max(_SHORTEST_FULL, _FULL * usual)


def _is_heading(words: str) -> bool:
    return words.isupper() and len(words) < 40
