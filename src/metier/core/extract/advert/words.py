"""Folded text, and small patterns made of the phrases of `adverts.yaml`."""

import re
from collections.abc import Iterable

_FOLDED = (
    *((char, "'") for char in "‘’`´ʼ"),
    *((char, '"') for char in "“”„"),
    *((char, " ") for char in "\u00a0\u2007\u2009\u202f\u200b\ufeff"),
    *((char, "-") for char in "\u2010\u2011\u00ad"),
)
_EDGES = " \t*_#:;.,!?-–—•|>=~'\""
_DECORATION = re.compile(r"^\W+")
_NEVER = re.compile(r"(?!)")


def fold(text: str) -> str:
    """Return `text` in lower case with plain quotes and spaces, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if lowered.isascii():
        return lowered.replace("`", "'")
    for char, plain in _FOLDED:
        lowered = lowered.replace(char, plain)
    return lowered


def bare(folded: str) -> str:
    """Return a label's or a heading's words without what decorates them."""
    words = folded.strip(_EDGES)
    if words and not words[0].isalnum():
        words = _DECORATION.sub("", words)
    return " ".join(words.split())


def any_of(phrases: Iterable[str], *, tail: str = "", whole: bool = True) -> re.Pattern[str]:
    """Return a pattern for one of a few phrases at a known place of folded text.

    Args:
        phrases: A space in them also stands for a hyphen or a line break.
        tail: A pattern that has to follow.
        whole: Whether they have to stand as whole words.
    """
    parts = [_escape(phrase, whole=whole) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(f"(?:{'|'.join(parts)}){tail}") if parts else _NEVER


def _escape(phrase: str, *, whole: bool) -> str:
    body = re.escape(phrase).replace(r"\ ", r"[\s-]{1,6}")
    start = r"(?<!\w)" if whole and phrase[0].isalnum() else ""
    return f"{start}{body}" + (r"(?!\w)" if whole and phrase[-1].isalnum() else "")
