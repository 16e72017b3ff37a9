"""How an advert reads: phrases to avoid, words, and the reading grade."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from metier.core.framework.team_types import Wording

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
_VOWELS = re.compile(r"[aeiouyäöüáéíóúàèìòùâêîôû]+")
_MARKS = re.compile(r"^[\s#>*•\-–—·]+", re.MULTILINE)


class Phrase(NamedTuple):
    """A phrase that is better left out, with its place in the text."""

    start: int
    end: int
    text: str
    rule: Wording


def find_phrases(text: str, wording: Sequence[Wording]) -> list[Phrase]:
    """Return the phrases of a text that a wording rule names, each once, in order."""
    found: dict[str, Phrase] = {}
    for rule in wording:
        for phrase in rule.phrases:
            joined = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", phrase)))
            match = re.search(rf"(?<![\w-]){joined}(?![\w-])", text, re.IGNORECASE)
            if match:
                found.setdefault(phrase, Phrase(match.start(), match.end(), match[0], rule))
    kept = sorted(found.values(), key=lambda item: (item.start, -item.end))
    return [item for n, item in enumerate(kept) if n == 0 or item.start >= kept[n - 1].end]


def count_words(text: str) -> int:
    """Return the number of words."""
    return sum(1 for _ in _WORD.finditer(text))


def reading_grade(text: str) -> float:
    """Return the years of school that a text asks of its reader.

    The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid,
    Fishburne, Rogers and Chissom, Research Branch Report 8-75, 1975). A line of a list counts as
    a sentence; syllables are counted as groups of vowels, without a silent e at the end.
    """
    sentences = list(_sentences(text))
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _sentences(text: str) -> Iterator[str]:
    for part in _SENTENCE.split(_MARKS.sub("", text)):
        if _WORD.search(part):
            yield part


def _syllables(word: str) -> int:
    low = word.lower()
    count = len(_VOWELS.findall(low))
    if low.endswith("e") and not low.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(1, count)
