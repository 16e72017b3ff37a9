"""Which role a job title names, and why: listed titles first, then subject and head."""

import re
from functools import lru_cache
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.terms import normalize_term
from metier.core.framework.types import TitleFile, TitleSubject

_WORD = re.compile(r"[a-z0-9+#]+")
_TECHNICAL = ("core", "specialized")
_MANAGER = "ai-engineering-manager"
_MAX_CHARS = 300


class TitleMatch(NamedTuple):
    """A role that a title names, and how sure that is, 0 to 1."""

    role: str
    score: float


class TitleReading(NamedTuple):
    """What a title says.

    Attributes:
        role: Id of the role, or None when it names none.
        stage: The stage that its words speak for, or None.
        confidence: How sure the role is, 0 to 1; 0 without one.
        candidates: The roles that it may name, the likeliest first.
        why: One sentence.
    """

    title: str
    role: str | None
    stage: str | None
    confidence: float
    candidates: tuple[TitleMatch, ...]
    why: str


def match_title(framework: Framework, title: str) -> TitleMatch | None:
    """Return the role whose listed title `title` holds, or None.

    A role that is only known by the title's subject is no evidence about a person.
    """
    reading = read_title(framework, title)
    sure = reading.confidence >= framework.data.titles.listed_confidence
    return TitleMatch(reading.role, reading.confidence) if reading.role and sure else None


def read_title(framework: Framework, title: str) -> TitleReading:
    """Return the role and the stage that a job title names, with the reason."""
    reader = _reader(framework)
    words = reader.expand(title[:_MAX_CHARS])
    padded = f" {words} "
    stage = _stage(framework, padded)
    listed = reader.find_listed(padded)
    rest = padded.replace(f" {listed[0]} ", " ", 1) if listed else padded
    outside = next((word for word in reader.outside if f" {word} " in rest), None)
    if listed and not outside:
        phrase, role = listed
        if reader.is_led(rest) and framework.roles[role].category in _TECHNICAL:
            role = _MANAGER if _MANAGER in framework.roles else role
        exact = phrase == words
        score = 1.0 if exact else reader.rules.listed_confidence
        why = f"It {'is' if exact else 'holds'} the listed title “{phrase}”."
        return TitleReading(title, role, stage, score, (TitleMatch(role, score),), why)
    if outside:
        why = f"“{outside}” is of another field."
        return TitleReading(title, None, stage, 0.0, (), why)
    return _by_subject(reader, title, padded, stage)


def _by_subject(reader: "_Reader", title: str, padded: str, stage: str | None) -> TitleReading:
    head = reader.find_head(padded)
    found: dict[str, tuple[float, str]] = {}
    for subject, phrase in reader.find_subjects(padded):
        role = subject.roles.get(head or "any") or subject.roles.get("any")
        score = reader.rules.subject_confidence + reader.rules.word_confidence * phrase.count(" ")
        if role and score > found.get(role, (0.0, ""))[0]:
            found[role] = (min(score, reader.rules.listed_confidence), phrase)
    if not found:
        return TitleReading(title, None, stage, 0.0, (), "It names no subject of the field.")
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], -len(item[1][1]), item[0]))
    role, (score, phrase) = ranked[0]
    candidates = tuple(TitleMatch(name, value) for name, (value, _) in ranked)
    why = f"It is about “{phrase}”" + (f", held as {head}." if head else ".")
    return TitleReading(title, role, stage, score, candidates, why)


class _Reader:
    """The titles and rules of a framework, ready to be searched for."""

    def __init__(self, framework: Framework) -> None:
        self.rules: TitleFile = framework.data.titles
        self.outside = [self.expand(word) for word in self.rules.outside]
        self._listed: dict[str, str] = {}
        for role in framework.data.roles:
            for known in (role.name, *role.titles):
                self._listed.setdefault(self.expand(known), role.id)
        self._first: dict[str, list[str]] = {}
        for phrase in sorted(self._listed, key=len, reverse=True):
            self._first.setdefault(phrase.split()[0], []).append(phrase)
        self._subjects: dict[str, list[tuple[str, TitleSubject]]] = {}
        for subject in self.rules.subjects:
            for text in subject.phrases:
                phrase = self.expand(text)
                self._subjects.setdefault(phrase.split()[0], []).append((phrase, subject))
        self._heads = [
            (head.id, [self.expand(word) for word in head.words], head.last)
            for head in self.rules.heads
        ]

    def expand(self, title: str) -> str:
        """Return a title's words in lower case, abbreviations written out."""
        words = _WORD.findall(normalize_term(title).replace(".", "").replace("'s", ""))
        return " ".join(self.rules.abbreviations.get(word, word) for word in words)

    def find_listed(self, padded: str) -> tuple[str, str] | None:
        """Return the longest listed title in the words, and its role."""
        found = [
            phrase
            for word in dict.fromkeys(padded.split())
            for phrase in self._first.get(word, ())
            if f" {phrase} " in padded
        ]
        best = max(found, key=len, default=None)
        return (best, self._listed[best]) if best else None

    def find_subjects(self, padded: str) -> list[tuple[TitleSubject, str]]:
        """Return every subject in the words, with the phrase that names it."""
        return [
            (subject, phrase)
            for word in dict.fromkeys(padded.split())
            for phrase, subject in self._subjects.get(word, ())
            if f" {phrase} " in padded
        ]

    def find_head(self, padded: str) -> str | None:
        """Return what the holder of the title is."""
        last = padded.rsplit(maxsplit=1)[-1] if padded.split() else ""
        for name, words, at_end in self._heads:
            if last in at_end or any(f" {word} " in padded for word in words):
                return name
        return None

    def is_led(self, rest: str) -> bool:
        """Whether the words outside the listed title make its holder a leader of such people."""
        name, words, _ = self._heads[0]
        return name == "lead" and any(f" {word} " in rest for word in words)


@lru_cache(maxsize=4)
def _reader(framework: Framework) -> _Reader:
    return _Reader(framework)


def _stage(framework: Framework, padded: str) -> str | None:
    """Return the highest stage that a word of the title speaks for."""
    for stage in reversed(framework.data.stages.stages):
        if any(f" {word} " in padded for word in stage.title_words):
            return stage.id
    return None
