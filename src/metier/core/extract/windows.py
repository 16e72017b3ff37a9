"""Texts cut and grouped into stretches of bounded size, so that memory stays flat."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

WINDOW_CHARS = 1_000_000
_CUT_WITHIN = 20_000


class Piece(NamedTuple):
    """A part of a text: the number of the text, where the part begins in it, and the part."""

    text: int
    start: int
    content: str


def group_texts(texts: Sequence[str], *, size: int = WINDOW_CHARS) -> Iterator[list[Piece]]:
    """Yield the texts in groups of about `size` characters; longer texts are cut at a space.

    A name that stands across a cut is lost, so cuts are made where a line or a word ends.
    """
    group: list[Piece] = []
    room = size
    for number, text in enumerate(texts):
        start = 0
        while start < len(text) or not start:
            end = _cut(text, start, size)
            if end - start > room and group:
                yield group
                group, room = [], size
            group.append(Piece(number, start, text[start:end]))
            room -= end - start
            start = max(end, 1)
    if group:
        yield group


def _cut(text: str, start: int, size: int) -> int:
    end = start + size
    if end >= len(text):
        return len(text)
    low = max(start + 1, end - _CUT_WITHIN)
    for mark in ("\n", " "):
        place = text.rfind(mark, low, end)
        if place >= 0:
            return place + 1
    return end
