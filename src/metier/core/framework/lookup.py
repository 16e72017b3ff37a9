"""Which skill a piece of text names."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.terms import normalize_term
from metier.core.framework.types import Heading, Skill

# Words that only say what sort of thing is named: "ETL tools" is ETL.
_GENERIC = frozenset(
    (
        *("algorithms", "api", "apis", "applications", "architecture", "architectures"),
        *("cloud", "concepts", "development", "engineering", "frameworks", "fundamentals"),
        *("infrastructure", "libraries", "methodologies", "models", "pipelines", "platform"),
        *("platforms", "practices", "principles", "programming", "sdk", "services", "software"),
        *("solutions", "systems", "techniques", "technologies", "technology", "toolkit"),
        *("tooling", "tools"),
    )
)


class Candidate(NamedTuple):
    """A skill that the text may mean, with a likeness between 0 and 1."""

    skill: str
    score: float


class Answer(NamedTuple):
    """What a text resolves to: a skill, or a heading with the skills it stands for, or none."""

    query: str
    skill: Skill | None
    heading: Heading | None
    candidates: tuple[Candidate, ...]


def look_up(framework: Framework, text: str, *, limit: int = 5) -> Answer:
    """Return the skill that `text` names, by name or alias, else near ones by spelling."""
    for spelling in _spellings(text):
        heading = framework.headings.get(spelling)
        if heading:
            candidates = tuple(Candidate(skill_id, 1.0) for skill_id in heading.skills)
            return Answer(text, None, heading, candidates)
        ids = framework.names.get(spelling)
        if ids:
            candidates = tuple(Candidate(skill_id, 1.0) for skill_id in ids)
            return Answer(text, framework.skills[ids[0]], None, candidates)
    found: dict[str, float] = {}
    for name, score in nearest(text, framework.names, limit=limit * 2):
        for skill_id in framework.names[name][:1]:
            found.setdefault(skill_id, score)
    near = [Candidate(skill_id, score) for skill_id, score in found.items()]
    return Answer(text, None, None, tuple(near[:limit]))


def name_skill(framework: Framework, text: str) -> str:
    """Return the id of the skill that a text names by id, name or alias.

    Raises:
        UnknownIdError: It names none; the error names near ones.
    """
    if text in framework.skills:
        return text
    found = look_up(framework, text).skill
    return found.id if found else framework.skill(text).id


def nearest(
    text: str, names: Iterable[str], *, limit: int, cutoff: float = 0.72
) -> list[tuple[str, float]]:
    """Return the names most like `text` by edit distance, best first, with scores up to 1."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 only for what is misspelled

    query = normalize_term(text)[:200]
    if not query:
        return []
    matches = process.extract(
        query,
        list(names),
        scorer=fuzz.ratio,
        processor=normalize_term,
        limit=limit,
        score_cutoff=cutoff * 100,
    )
    return [(name, round(score / 100, 3)) for name, score, _ in matches]


def _spellings(text: str) -> Iterator[str]:
    """Return the ways in which `text` may stand among the names, the most faithful first."""
    whole = normalize_term(text)[:200]
    for term in dict.fromkeys((whole, *_parts(whole))):
        yield from _forms(term)
    for term in dict.fromkeys((whole, *_parts(whole))):
        words = term.split()
        while len(words) > 1 and words[-1] in _GENERIC:
            words.pop()
            yield from _forms(" ".join(words))


def _parts(term: str) -> Iterator[str]:
    """Return what stands outside and inside brackets, then the parts of a list."""
    outside = re.sub(r"\([^)]*\)?", " ", term)
    inside = re.findall(r"\(([^)]+)\)?", term)
    for piece in (outside, *inside):
        bare = " ".join(piece.split()).strip(")")
        if bare and bare != term:
            yield bare
    if "/" in term or "," in term:
        yield from (part.strip() for part in re.split(r"[/,]", outside) if part.strip())


def _forms(term: str) -> Iterator[str]:
    yield term
    yield term.rstrip(" .,;:")
    if term.endswith("s"):
        yield term[:-1]
        if term.endswith("ies"):
            yield term[:-3] + "y"
    else:
        yield f"{term}s"
    stripped = term.rstrip("0123456789. ")
    if stripped and stripped != term:
        yield stripped
