"""The skills that an advert asks for, and how firmly."""

from collections.abc import Iterable
from typing import Protocol

from metier.core.extract.advert.parts import Parts
from metier.core.extract.advert.records import AskedSkill, Span
from metier.core.framework.advert_types import Need

_ORDER: tuple[Need, ...] = ("must", "nice", "unspecified")


class SkillMention(Protocol):
    """What is read from a mention of a skill; `need` is what its sentence says."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def skill(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def polarity(self) -> str: ...  # noqa: D102
    @property
    def confidence(self) -> float: ...  # noqa: D102
    @property
    def need(self) -> Need: ...  # noqa: D102


def ask_skills(
    mentions: Iterable[SkillMention], parts: Parts, silent: frozenset[str]
) -> tuple[tuple[AskedSkill, ...], tuple[AskedSkill, ...]]:
    """Return the skills asked for, firmest first, and those named where nothing is asked.

    Args:
        mentions: The skills that the text names.
        parts: Its parts.
        silent: Kinds of parts in which nothing is asked.
    """
    asked: dict[str, list[tuple[Need, SkillMention]]] = {}
    aside: dict[str, list[tuple[Need, SkillMention]]] = {}
    for mention in mentions:
        if mention.polarity == "negated":
            continue
        kind = parts.at(mention.start).kind
        quiet = kind in silent or mention.polarity == "other"
        need = _need(mention, kind)
        (aside if quiet else asked).setdefault(mention.skill, []).append((need, mention))
    left = {skill: found for skill, found in aside.items() if skill not in asked}
    return _gather(asked), _gather(left)


def _need(mention: SkillMention, kind: str) -> Need:
    """Return what its sentence says, else what its part says."""
    if mention.need != "unspecified":
        return mention.need
    return "must" if kind == "must" else "nice" if kind == "nice" else "unspecified"


def _gather(found: dict[str, list[tuple[Need, SkillMention]]]) -> tuple[AskedSkill, ...]:
    skills = [
        AskedSkill(
            skill,
            min((need for need, _ in items), key=_ORDER.index),
            tuple(Span(mention.start, mention.end) for _, mention in items),
            max(mention.confidence for _, mention in items),
        )
        for skill, items in found.items()
    ]
    return tuple(sorted(skills, key=lambda item: _ORDER.index(item.need)))
