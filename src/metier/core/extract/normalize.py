"""Text as the automaton sees it: lower case, one kind of space, with offsets kept."""

import re
from typing import NamedTuple

_HYPHENS = "-_\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = "\t\r\f\v\u00a0\u2002\u2003\u2009\u202f\u200b"
_TABLE = str.maketrans(
    {**dict.fromkeys(_HYPHENS + _SPACES, " "), "\u2019": "'", "\u2018": "'", "\u00ad": " "}
)
_RUN = re.compile(r" {2,}| *\n[ \n]*")


class Folded(NamedTuple):
    """Folded text, and where each of its characters came from; None when nothing moved."""

    text: str
    origin: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the folded text as offsets into the original."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def fold_text(text: str) -> Folded:
    """Fold `text`: hyphens and runs of space become one space, a blank line a line break.

    A single line break is a space, so that a name broken over two lines is still found.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    lower = lower.translate(_TABLE)
    parts: list[str] = []
    origin: list[int] = []
    last = 0
    for match in _RUN.finditer(lower):
        start, end = match.span()
        parts.append(lower[last:start])
        origin.extend(range(last, start))
        parts.append("\n" if match.group().count("\n") > 1 else " ")
        origin.append(start)
        last = end
    if not parts:
        return Folded(lower, None)
    parts.append(lower[last:])
    origin.extend(range(last, len(lower)))
    return Folded("".join(parts), origin)


def fold_pattern(text: str) -> str:
    """Return an alias folded as the text is."""
    return fold_text(text.strip()).text.replace("\n", " ")
