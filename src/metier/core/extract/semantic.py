"""Skills that a sentence describes without naming them, by the meaning of the sentence.

A sentence in which hardly a word names a skill is held, a few words at a time, against the names
and the definitions of methods and concepts. What it finds is a suggestion: its confidence stays
low.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import msgspec
import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.encoder import Encoder
from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.mentions import Columns, Mentions, join_columns
from metier.core.extract.read import find_section
from metier.core.extract.scan import scan_texts
from metier.core.extract.sentences import find_breaks
from metier.core.framework.index import Framework
from metier.core.framework.kept import read_kept, write_kept
from metier.core.framework.records import Document

_FEWEST_WORDS, _MOST_WORDS = 3, 40
_WINDOW_WORDS, _WINDOW_STEP = 4, 1
_KINDS = frozenset({"method", "concept"})
_LEAST_LIKENESS = 0.5
_HIGHEST_CONFIDENCE = 0.6
_MOST_WINDOWS = 4_000
_MOST_COVERED = 0.25
_FORMAT = 1
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Likeness(NamedTuple):
    """Words and the skill whose description is most like them, by cosine."""

    start: int
    end: int
    skill: int
    cosine: float


class SemanticReader:
    """Suggests skills for the sentences that hardly name one."""

    def __init__(self, framework: Framework, matcher: SkillMatcher) -> None:
        """Load the model, and the vectors of the skills or make and keep them.

        Raises:
            UsageError: The model is not installed.
        """
        self._encoder = Encoder()
        self._matcher = matcher
        skills = framework.data.skills
        self._rows = [n for n, skill in enumerate(skills) if skill.kind in _KINDS]
        texts = [skills[n].name for n in self._rows]
        texts += [f"{skills[n].name}: {skills[n].definition}" for n in self._rows]
        self._vectors = self._keep(framework, texts)

    def add(self, document: Document, mentions: Mentions) -> Mentions:
        """Return the mentions with the suggestions for the document among them."""
        found = self.suggest(document.text, mentions.columns)
        if not found:
            return mentions
        start, end, skill = (np.array(column) for column in list(zip(*found, strict=True))[:3])
        said = self._matcher.read_said(document.text, start, end, skill)
        added = Columns(
            start=start,
            end=end,
            skill=skill,
            confidence=np.array([confidence_of(item) for item in found]),
            polarity=said.polarity,
            need=said.need,
            sign=said.sign,
            section=find_section(document, start),
        )
        both = join_columns([mentions.columns, added])
        both = both.take(np.argsort(both.start, kind="stable"))
        return Mentions(mentions.text, mentions.skill_ids, mentions.kinds, both)

    def suggest(self, text: str, named: Columns) -> list[Likeness]:
        """Return at most one skill for each sentence of `text` that hardly names one, in order.

        A skill that the text names anyway is not suggested.
        """
        windows = [
            (sentence, *window)
            for sentence, span in enumerate(self._sentences(text, named))
            for window in _windows(text, *span)
        ][:_MOST_WINDOWS]
        if not windows:
            return []
        vectors = self._encoder.encode([text[start:end] for _, start, end in windows])
        names, definitions = np.split(vectors @ self._vectors.T, 2, axis=1)
        likeness = np.maximum(names, definitions)
        likeness[:, np.isin(self._rows, named.skill)] = 0
        column = likeness.argmax(axis=1)
        found: dict[int, Likeness] = {}
        for row, (sentence, start, end) in enumerate(windows):
            cosine = round(float(likeness[row, column[row]]), 3)
            best = found.get(sentence)
            if cosine >= _LEAST_LIKENESS and (best is None or cosine > best.cosine):
                found[sentence] = Likeness(start, end, self._rows[column[row]], cosine)
        return list(found.values())

    def _sentences(self, text: str, named: Columns) -> list[tuple[int, int]]:
        scan = scan_texts(self._matcher.lexicon, [text])
        breaks = find_breaks(self._matcher.lexicon, scan)
        place = np.searchsorted(breaks, named.start, side="right") - 1
        covered = np.bincount(place, named.end - named.start, minlength=len(breaks)).tolist()
        return [
            (int(low), int(high))
            for number, (low, high) in enumerate(pairwise(breaks))
            if covered[number] < _MOST_COVERED * (high - low)
        ]

    def _keep(self, framework: Framework, texts: list[str]) -> Array:
        place = framework.place
        name = f"meanings-{_FORMAT}-{place.key if place else ''}.vectors"
        kept = read_kept(name, place.folder) if place else None
        if kept is not None:
            return np.frombuffer(msgspec.msgpack.decode(kept, type=bytes), "<f4").reshape(
                len(texts), -1
            )
        vectors = self._encoder.encode(texts)
        if place:
            body = msgspec.msgpack.encode(vectors.astype("<f4").tobytes())
            write_kept(name, body, pattern="meanings-*.vectors")
        return vectors


def _windows(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield where a few words of a sentence stand, and then the next few."""
    words = [(low + word.start(), low + word.end()) for word in _WORD.finditer(text[low:high])]
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return
    for first in range(0, max(1, len(words) - _WINDOW_WORDS + _WINDOW_STEP), _WINDOW_STEP):
        window = words[first : first + _WINDOW_WORDS]
        if len(window) >= _FEWEST_WORDS:
            yield window[0][0], window[-1][1]


def confidence_of(likeness: Likeness) -> float:
    """Return how sure a suggestion is, 0 to 0.6: the cosine, never as sure as a name."""
    return min(_HIGHEST_CONFIDENCE, likeness.cosine)
