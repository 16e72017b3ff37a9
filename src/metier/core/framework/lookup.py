"""Which skill a piece of text names."""

from collections.abc import Iterable
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.terms import normalize_term
from metier.core.framework.types import Heading, Skill


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
        ids = framework.names.get(spelling)
        if ids:
            candidates = tuple(Candidate(skill_id, 1.0) for skill_id in ids)
            return Answer(text, framework.skills[ids[0]], None, candidates)
        heading = framework.headings.get(spelling)
        if heading:
            candidates = tuple(Candidate(skill_id, 1.0) for skill_id in heading.skills)
            return Answer(text, None, heading, candidates)
    found: dict[str, float] = {}
    for name, score in nearest(text, framework.names, limit=limit * 2):
        for skill_id in framework.names[name][:1]:
            found.setdefault(skill_id, score)
    near = [Candidate(skill_id, score) for skill_id, score in found.items()]
    return Answer(text, None, None, tuple(near[:limit]))


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


def _spellings(text: str) -> Iterable[str]:
    term = normalize_term(text)[:200]
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
