"""A text cut into pieces, so that a page can mark what was recognized in it."""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Piece(NamedTuple):
    """A piece of text, and the mark that covers it, if any."""

    text: str
    mark: dict[str, Any] | None


def cut_text(text: str, marks: Iterable[dict[str, Any]], *, limit: int) -> list[Piece]:
    """Return `text` in order as plain and marked pieces; marks do not overlap.

    Args:
        text: The text that the offsets point into.
        marks: Mappings with "start" and "end" in characters, and whatever the page needs.
        limit: Characters after which the text is cut.
    """
    pieces = []
    position = 0
    for mark in sorted(marks, key=lambda item: int(item["start"])):
        start, end = int(mark["start"]), int(mark["end"])
        if start < position or end > limit:
            continue
        if start > position:
            pieces.append(Piece(text[position:start], None))
        pieces.append(Piece(text[start:end], mark))
        position = end
    if position < min(len(text), limit):
        pieces.append(Piece(text[position:limit], None))
    return pieces
