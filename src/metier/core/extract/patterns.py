"""The spellings of every skill, each with the rule that decides in doubt."""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from metier.core.framework.types import Alias, Skill

PRODUCTS = frozenset({"language", "tool", "platform"})
_PARTS = re.compile(r"[\s\-_]+")
_CHOICE = re.compile(r"\{([^{}]*)\}")
_SQUEEZED_CHARS = 7
_SLASHED_CHARS = 5
_CAPITALS_CHARS = 4


class Pattern(NamedTuple):
    """One spelling of one skill, with its rule.

    Attributes:
        skill: Index of the skill.
        text: The spelling.
        exact: The spelling that the text must show, spaces and hyphens aside, or None.
        near: Phrases that speak for the skill when they stand near; empty when none is needed.
        never: Phrases that speak against it.
        versioned: A version number may follow without a space.
        whole: The text must not show a shorter form, such as the singular.
    """

    skill: int
    text: str
    exact: str | None
    near: tuple[str, ...]
    never: tuple[str, ...]
    versioned: bool
    whole: bool


def list_patterns(skills: tuple[Skill, ...]) -> list[Pattern]:
    """Return every spelling that is read from text."""
    return [
        pattern
        for index, skill in enumerate(skills)
        for alias in _readable_aliases(skill)
        for pattern in _patterns(index, skill, alias)
    ]


def squeeze(text: str) -> str:
    """Return `text` without spaces, hyphens and underscores."""
    return _PARTS.sub("", text)


def expand_phrase(text: str) -> Iterator[str]:
    """Yield the phrases that `text` stands for: "{a|b} c" stands for "a c" and "b c"."""
    parts = [
        part.split("|") if number % 2 else [part] for number, part in enumerate(_CHOICE.split(text))
    ]
    for choice in product(*parts):
        yield "".join(choice)


def _readable_aliases(skill: Skill) -> list[Alias]:
    """Return the spellings to read from text; an alias spelled like the name rules the name."""
    ruled = {_fold(alias.text) for alias in skill.aliases}
    aliases = [alias for alias in skill.aliases if not alias.lookup]
    if _fold(skill.name) not in ruled and "(" not in skill.name:
        aliases.append(Alias(text=skill.name))
    return aliases


def _fold(text: str) -> str:
    return _PARTS.sub(" ", text).casefold()


def _patterns(index: int, skill: Skill, alias: Alias) -> list[Pattern]:
    is_product = skill.kind in PRODUCTS
    letters = len(squeeze(alias.text))
    exact: list[str | None] = [squeeze(alias.text) if alias.case else None]
    if alias.case and letters >= _CAPITALS_CHARS and not alias.text.isupper():
        exact.append(squeeze(alias.text).upper())
    return [
        Pattern(
            skill=index,
            text=text,
            exact=shown,
            near=alias.near,
            never=alias.never,
            versioned=is_product and letters > 2 and not text[-1].isdigit(),
            whole=is_product or not _PARTS.search(alias.text.strip()),
        )
        for text in sorted(_spellings(alias, is_product=is_product))
        for shown in exact
    ]


def _spellings(alias: Alias, *, is_product: bool) -> set[str]:
    """Return an alias and the ways of writing it that splitting into words does not cover."""
    text = alias.text.strip()
    texts = {text}
    if ".js" in text:
        texts |= {text.replace(".js", " js"), text.replace(".js", "js")}
    if "/" in text and len(squeeze(text)) >= _SLASHED_CHARS:
        texts.add(text.replace("/", " "))
    if " & " in text:
        texts.add(text.replace(" & ", " and "))
    if is_product and _PARTS.search(text) and len(_fold(text)) >= _SQUEEZED_CHARS:
        texts |= set() if alias.case else {squeeze(text)}
    return texts
