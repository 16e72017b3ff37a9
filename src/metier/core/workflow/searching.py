"""Search over everything the framework holds, by words, beginnings of words, and misspellings.

Every word of the query must be found. A word of the query matches a word of an entry exactly, as
its beginning, or within one or two changed letters (the optimal string alignment distance of
rapidfuzz). Names count more than what is said beside them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.terms import normalize_term

EntryKind = Literal[
    "role",
    "skill",
    "project",
    "question",
    "resource",
    "community",
    "guide",
    "background",
    "path",
    "term",
    "page",
]
MAX_QUERY = 200
_MAX_WORDS = 8
_WORD = re.compile(r"[^\W_]+(?:[+#.'’][^\W_]+|[+#]+)*")
_FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "do",
        "does",
        "for",
        "how",
        "in",
        "is",
        "of",
        "on",
        "or",
        "the",
        "to",
        "what",
        "why",
        "with",
    ]
)
_NAME, _OTHER_NAME, _BESIDE = 1.0, 0.8, 0.4
_BEGINNING, _MISSPELLED = 0.85, 0.6
_RANK: dict[str, float] = {"role": 0.3, "skill": 0.25, "term": 0.2, "page": 0.2, "background": 0.1}


class Entry(NamedTuple):
    """Something that can be found.

    Attributes:
        id: Its id among entries of its kind.
        name: Its words as shown.
        about: A line on it.
        owner: The role or skill on whose page it stands, if it has no page of its own.
        names: Other names it goes by.
        loose: Names that mean it only in some company, such as LLM for a degree in law.
    """

    kind: EntryKind
    id: str
    name: str
    about: str = ""
    owner: str = ""
    names: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


class Hit(NamedTuple):
    """An entry that was found.

    Attributes:
        score: Above 0; more is better.
        by: The other name by which it was found, if it was by none of its own words.
    """

    entry: Entry
    score: float
    by: str


class SearchIndex:
    """Words of all entries. Built once; immutable."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index the entries."""
        self.entries = tuple(entries)
        self._places: dict[str, dict[int, float]] = {}
        self._whole: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for text, weight in _texts(entry):
                for word in _words(text):
                    places = self._places.setdefault(word, {})
                    places[number] = max(places.get(number, 0.0), weight)
            for name in (entry.name, *entry.names):
                self._whole.setdefault(normalize_term(name), []).append(number)
        self._vocabulary = sorted(self._places)

    def find(
        self, query: str, *, limit: int = 20, kinds: frozenset[str] = frozenset()
    ) -> list[Hit]:
        """Return what matches, best first; nothing for a query without a word.

        Args:
            query: What was typed; its last word may be unfinished.
            limit: Most hits.
            kinds: Only these kinds; all when empty.
        """
        text = query[:MAX_QUERY]
        words = _words(text)[:_MAX_WORDS]
        firm = [word for word in words if word not in _FILLERS] or words
        if not firm:
            return []
        scores = self._match(firm[0])
        for word in firm[1:]:
            found = self._match(word)
            scores = {n: scores[n] + found[n] for n in scores.keys() & found.keys()}
        exact = set(self._whole.get(normalize_term(text), ()))
        hits = [
            Hit(entry, self._score(entry, score / len(firm), number in exact), _by(entry, firm))
            for number, score in scores.items()
            if (entry := self.entries[number]) and (not kinds or entry.kind in kinds)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, len(hit.entry.name), hit.entry.name))[
            :limit
        ]

    @staticmethod
    def _score(entry: Entry, mean: float, is_whole: bool) -> float:
        return mean + _RANK.get(entry.kind, 0.0) + (1.0 if is_whole else 0.0)

    def _match(self, word: str) -> dict[int, float]:
        """Return for each entry how well one word of the query is found in it."""
        found: dict[int, float] = {}
        for near, share in self._near(word):
            for number, weight in self._places[near].items():
                found[number] = max(found.get(number, 0.0), weight * share)
        return found

    def _near(self, word: str) -> Iterator[tuple[str, float]]:
        if word in self._places:
            yield word, 1.0
        start = bisect_left(self._vocabulary, word)
        begun = 0
        for other in self._vocabulary[start:]:
            if not other.startswith(word):
                break
            if other != word:
                begun += 1
                yield other, _BEGINNING
        if len(word) >= 4 and word not in self._places and not begun:
            yield from self._misspelled(word)

    def _misspelled(self, word: str) -> Iterator[tuple[str, float]]:
        from rapidfuzz import process  # noqa: PLC0415 only for what is misspelled
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        most = 1 if len(word) < 6 else 2
        matches = process.extract(
            word, self._vocabulary, scorer=OSA.distance, limit=12, score_cutoff=most
        )
        begun = {other[: len(word)] for other in self._vocabulary if len(other) > len(word) + most}
        for near, distance, _ in matches:
            yield near, _MISSPELLED - 0.1 * distance
        if not matches:
            for start, distance, _ in process.extract(
                word, sorted(begun), scorer=OSA.distance, limit=6, score_cutoff=1
            ):
                for other in self._vocabulary:
                    if other.startswith(start):
                        yield other, _MISSPELLED - 0.15 - 0.1 * distance


def build_index(framework: Framework, more: Sequence[Entry] = ()) -> SearchIndex:
    """Return the index of a framework; `more` holds what only the interface knows."""
    return SearchIndex([*_entries(framework), *more])


def _entries(framework: Framework) -> Iterator[Entry]:
    library = framework.library
    for role in framework.data.roles:
        yield Entry("role", role.id, role.name, role.mission, names=role.titles)
    for skill in framework.data.skills:
        names = tuple(alias.text for alias in skill.aliases if not alias.near)
        loose = tuple(alias.text for alias in skill.aliases if alias.near)
        yield Entry("skill", skill.id, skill.name, skill.definition, names=names, loose=loose)
    for projects in library.projects:
        for project in projects.projects:
            yield Entry("project", project.id, project.title, project.brief, projects.role)
    for interviews in library.interviews:
        for question in interviews.questions:
            yield Entry("question", question.id, question.question, owner=interviews.role)
    for resource in library.resources:
        first = resource.teaches[0].skill
        yield Entry("resource", resource.id, resource.title, resource.by, first)
    for community in library.communities:
        yield Entry("community", community.id, community.name, community.about)
    for guide in library.guides:
        yield Entry("guide", guide.id, guide.title, guide.when)
    for background in library.backgrounds:
        about = background.carries_over
        yield Entry("background", background.id, background.name, about, names=background.titles)
    for path in library.paths:
        yield Entry("path", path.id, path.heading.title(), path.summary)


def _texts(entry: Entry) -> Iterator[tuple[str, float]]:
    yield entry.name, _NAME
    yield entry.id, _OTHER_NAME
    for name in entry.names:
        yield name, _OTHER_NAME
    for name in (*entry.loose, entry.about):
        yield name, _BESIDE


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize_term(text))


def _by(entry: Entry, words: list[str]) -> str:
    """Return the other name that holds all words, where the entry's own name does not."""
    own = _words(entry.name)
    if all(any(other.startswith(word) for other in own) for word in words):
        return ""
    for name in entry.names:
        parts = _words(name)
        if all(any(part.startswith(word) for part in parts) for word in words):
            return name
    return ""
