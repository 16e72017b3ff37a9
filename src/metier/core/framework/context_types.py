"""The types of `context.yaml`: what the words around a skill say."""

from typing import Annotated, Literal

from msgspec import Meta

from metier.core.framework.types import Kind, Provenance, Slug, Strict, Text

Says = Literal[
    "wants", "negated", "other", "must", "nice", "expert", "proficient", "familiar", "led", "taught"
]
Through = Literal["any", "space", "colon", "names"]


class StopSpec(Strict, frozen=True):
    """Words between a cue and a skill that end the cue's reach.

    Attributes:
        phrases: Spelled like those of a rule.
        endings: Words that end so are meant too, such as "ing", when `behind` precedes them.
        behind: Words or marks that must stand right before a word with such an ending.
        why: What it stands for, in one line.
    """

    id: Slug
    why: Text
    phrases: tuple[Text, ...] = ()
    endings: tuple[Text, ...] = ()
    behind: tuple[Text, ...] = ()


class ContextRule(Strict, frozen=True):
    """What a phrase near a skill in the same sentence says of it.

    In a phrase `{a|b}` stands for either, also for nothing (`{very|}`).

    Attributes:
        says: A polarity, a need, or a sign of `evidence.yaml`.
        side: Where the phrase stands: before or after the skill, or on either side.
        missing: It holds where no phrase stands, instead of where one does.
        reach: Characters that may lie between them.
        unless: Longer phrases in which the words say nothing.
        until: Ids of stops that end the reach.
        unled: Ids of stops that must not stand before the skill in its sentence.
        through: What may lie between: anything, space only, an opening mark such as a colon,
            or words of a name (in capitals, or "of", "and", "the", "for").
        brackets: A bracket between them ends the reach.
        capital: The phrase must begin with a capital letter.
        small: The phrase must not begin with a capital letter.
        kinds: Kinds of skill that it holds for; empty for all.
        why: What it stands for, in one line.
    """

    id: Slug
    says: Says
    side: Literal["before", "after", "around"]
    reach: Annotated[int, Meta(ge=0, le=240)]
    phrases: tuple[Text, ...]
    why: Text
    unless: tuple[Text, ...] = ()
    until: tuple[Slug, ...] = ()
    unled: tuple[Slug, ...] = ()
    through: Through = "any"
    missing: bool = False
    brackets: bool = False
    capital: bool = False
    small: bool = False
    kinds: tuple[Kind, ...] = ()


class SentenceWords(Strict, frozen=True):
    """What ends a sentence and what does not.

    Attributes:
        abbreviations: Words whose full stop ends none.
        running: Words at the end of a line after which the sentence goes on in the next.
    """

    abbreviations: tuple[Text, ...]
    running: tuple[Text, ...]


class SpellingRules(Strict, frozen=True):
    """Spellings of one word that are read as the same.

    Attributes:
        endings: Pairs of word endings, American and British, such as "ization", "isation".
        words: Pairs of words that follow no rule, such as "modeling", "modelling".
    """

    endings: tuple[tuple[Text, Text], ...]
    words: tuple[tuple[Text, Text], ...]


class ContextFile(Strict, frozen=True):
    """The `context.yaml` file: how the words around a skill are read. The first rule holds.

    Attributes:
        joins: Words and marks that may stand between the members of a list.
        names: Words and marks, besides words in capitals, that may be part of a name.
        years: Words for years; `months`, for months.
    """

    provenance: Provenance
    sentences: SentenceWords
    spelling: SpellingRules
    joins: tuple[Text, ...]
    names: tuple[Text, ...]
    years: tuple[Text, ...]
    months: tuple[Text, ...]
    stops: tuple[StopSpec, ...]
    rules: tuple[ContextRule, ...]
