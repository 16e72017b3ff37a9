"""The spellings of all skills as one automaton."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from metier.core.extract.normalize import fold_pattern
from metier.core.framework.index import Framework
from metier.core.framework.types import Alias, Skill

_PLURAL = re.compile(r" \w{3,}(?<!serie)(?<!i)(?<!s)(?<!u)(?<!ic)(?<!ie)(?<!xe)(?<!she)(?<!che)s$")
_PRODUCTS = frozenset({"language", "tool", "platform"})


class Pattern(NamedTuple):
    """One spelling of one skill, with its rule.

    Attributes:
        plain: It needs no context.
        exact: The spelling that the text must show, or None.
        near: Phrases that speak for the skill when they stand near.
        never: Phrases that speak against it.
        versioned: A version number may follow without a space.
        inflected: A plural ending may follow.
    """

    skill: int
    text: str
    plain: bool
    exact: str | None
    near: tuple[str, ...]
    never: tuple[str, ...]
    versioned: bool
    inflected: bool


class SkillMatcher:
    """All patterns of a framework, ready to search with."""

    def __init__(self, framework: Framework) -> None:
        import ahocorasick_rs  # noqa: PLC0415 only reading needs it

        self.skills = framework.data.skills
        self.patterns: list[Pattern] = []
        for index, skill in enumerate(self.skills):
            for alias in _readable_aliases(skill):
                self.patterns += _patterns(index, skill, alias)
        self.automaton: Any = ahocorasick_rs.AhoCorasick(
            [pattern.text for pattern in self.patterns], store_patterns=False
        )


def _readable_aliases(skill: Skill) -> list[Alias]:
    """Return the spellings to read from text; an alias spelled like the name rules the name."""
    ruled = {fold_pattern(alias.text) for alias in skill.aliases}
    aliases = [alias for alias in skill.aliases if not alias.lookup]
    if fold_pattern(skill.name) not in ruled and "(" not in skill.name:
        aliases.append(Alias(text=skill.name))
    return aliases


def _patterns(index: int, skill: Skill, alias: Alias) -> list[Pattern]:
    folded = fold_pattern(alias.text)
    texts = {folded}
    if ".js" in folded:
        texts |= {folded.replace(".js", " js"), folded.replace(".js", "js")}
    if "/" in folded:
        texts.add(folded.replace("/", " / "))
    if " & " in folded:
        texts.add(folded.replace(" & ", " and "))
    if skill.kind not in _PRODUCTS and _PLURAL.search(folded):
        texts.add(folded[:-1])
    if skill.kind in _PRODUCTS and " " in folded and len(folded) >= 7 and not alias.case:
        texts.add(folded.replace(" ", ""))
    short = len(folded.replace(" ", "")) <= 2
    return [
        Pattern(
            skill=index,
            text=text,
            plain=not alias.near,
            exact=_exact(alias.text) if alias.case else None,
            near=alias.near,
            never=alias.never,
            versioned=skill.kind in _PRODUCTS and not short and not text[-1].isdigit(),
            inflected=text[-1].isalpha() and not short,
        )
        for text in sorted(texts)
    ]


def _exact(text: str) -> str:
    return re.sub(r"[\s\-_]+", "", text)


@lru_cache(maxsize=4096)
def phrase_rule(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the phrases as whole words; compiled when first needed."""
    options = "|".join(re.escape(fold_pattern(phrase)) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{options})s?(?!\w)")
