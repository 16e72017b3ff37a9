"""The roles that a person's titles name, or that the occupations they name are near to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from metier.core.extract.titles import match_title
from metier.core.framework.backgrounds import background_names
from metier.core.framework.index import Framework
from metier.core.framework.library import Background
from metier.core.framework.records import Document
from metier.core.framework.terms import normalize_term
from metier.core.profile.facts import Facts

_PAST_TITLES = 3
_LONGEST_LINE = 90
_MOST_WORDS = 6
_EXTRA_WORDS = 3
_WORD = re.compile(r"[a-z0-9+#.]+")
_PART = re.compile(r"\s+[-–—|@·]\s+|\s+(?:at|and|&)\s+|[,|:()/]|\s{2,}", re.IGNORECASE)
_BULLET = " •-*·\t"


class TitleSign(NamedTuple):
    """A title in a person's documents, and what it says about roles.

    Attributes:
        title: The words, as they stand there.
        roles: Ids of the role that it names, or of the roles near the occupation.
        near: Whether it names an occupation outside of the framework's roles.
        strength: 1 for a title held now, less for a past one or one on a line of its own.
    """

    title: str
    roles: tuple[str, ...]
    near: bool
    strength: float


def find_titles(
    framework: Framework, documents: Sequence[Document], facts: Facts
) -> tuple[TitleSign, ...]:
    """Return the titles that name a role or an occupation, the strongest reading of each.

    They come from the head of a document, from its positions, and from lines of their own.
    """
    found: dict[tuple[tuple[str, ...], bool], TitleSign] = {}
    for title, strength in _candidates(framework, documents, facts):
        sign = _read(framework, title, strength)
        if sign and sign.strength > found.get((sign.roles, sign.near), _NONE).strength:
            found[sign.roles, sign.near] = sign
    return tuple(sorted(found.values(), key=lambda sign: (sign.near, -sign.strength)))


def weigh_titles(framework: Framework, signs: Iterable[TitleSign]) -> dict[str, float]:
    """Return for each role how strongly the titles speak for it, 1 for a current title of it."""
    rules = framework.data.fit
    near = rules.near_title_gain / rules.title_gain
    by_kind: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for sign in signs:
        strengths = by_kind[sign.near]
        for role in sign.roles:
            strength = sign.strength * (near if sign.near else 1.0)
            strengths[role] = max(strengths.get(role, 0.0), strength)
    own, beside = by_kind
    return {role: own.get(role, 0.0) + beside.get(role, 0.0) for role in (*own, *beside)}


_NONE = TitleSign("", (), False, 0.0)


def _candidates(
    framework: Framework, documents: Sequence[Document], facts: Facts
) -> Iterator[tuple[str, float]]:
    rules = framework.data.fit
    past = rules.past_title_gain / rules.title_gain
    for line in facts.headline.split(" · "):
        yield line, 1.0
        yield from ((part, 1.0) for part in _PART.split(line))
    for rank, job in enumerate(facts.jobs[: _PAST_TITLES + 1]):
        yield job.title, 1.0 if rank == 0 or job.current else past
    held = "\n".join(job.title for job in facts.jobs)
    for document in documents:
        for line in document.text.splitlines():
            plain = line.strip(_BULLET)
            if plain and len(plain) <= _LONGEST_LINE:
                for part in _PART.split(plain):
                    if 1 <= len(part.split()) <= _MOST_WORDS and part not in held:
                        yield part, rules.line_title


def _read(framework: Framework, title: str, strength: float) -> TitleSign | None:
    match = match_title(framework, title)
    if match:
        return TitleSign(title.strip(), (match.role,), False, strength * match.score)
    found = _occupation(framework, title)
    if found is None:
        return None
    return TitleSign(title.strip(), found.first_roles, True, strength)


def _occupation(framework: Framework, title: str) -> Background | None:
    """Return the occupation whose title makes up most of `title`."""
    words = _words(title)
    names = _occupations(framework)
    longest = min(len(words), _MOST_WORDS)
    for size in range(longest, max(0, len(words) - _EXTRA_WORDS - 1), -1):
        for start in range(len(words) - size + 1):
            found = names.get(" ".join(words[start : start + size]))
            if found:
                return found
    return None


@lru_cache(maxsize=4)
def _occupations(framework: Framework) -> dict[str, Background]:
    return {
        " ".join(_words(name)): item
        for name, item in background_names(framework).items()
        if item.kind == "occupation"
    }


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize_term(text))
