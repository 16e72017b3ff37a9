"""Mentions of skills in one text: arrays by column, with single mentions as views."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, get_args

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.framework.records import SectionKind

Polarity = Literal["has", "wants", "negated", "other"]
Need = Literal["unspecified", "must", "nice"]
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
NEEDS: tuple[Need, ...] = get_args(Need)
SIGNS: tuple[str, ...] = (
    "",
    "expert",
    "proficient",
    "familiar",
    "years-few",
    "years-several",
    "years-many",
    "led",
    "taught",
)
SECTIONS: tuple[SectionKind, ...] = get_args(SectionKind)


class Mention(NamedTuple):
    """A span of text that names a skill.

    Attributes:
        start: Offset of the first character; `end` is behind the last.
        confidence: How sure it is that the span names the skill, 0 to 1.
        sign: What the words around it say about the level, such as "expert", or None.
        section: Kind of the section that it stands in.
        need: Whether an advert must have it or would like it, as far as its sentence says.
    """

    start: int
    end: int
    surface: str
    skill: str
    kind: str
    polarity: Polarity
    section: str
    confidence: float
    sign: str | None
    need: Need = "unspecified"


class Columns(NamedTuple):
    """Mentions by column, all of one length n.

    Attributes:
        start: Offset of the first character (int64); `end` is behind the last.
        skill: Index of the skill.
        confidence: 0 to 1 (float64).
        polarity: Index into `POLARITIES`; `need`, `sign` and `section` into their lists.
    """

    start: Array
    end: Array
    skill: Array
    confidence: Array
    polarity: Array
    need: Array
    sign: Array
    section: Array

    def take(self, index: Array) -> "Columns":
        """Return the mentions at `index`, or where a mask is true."""
        return Columns(*(column[index] for column in self))


def join_columns(parts: Sequence[Columns]) -> Columns:
    """Return the mentions of several parts, one part behind the other."""
    kinds = (np.int64, np.int64, np.int64, np.float64, np.int8, np.int8, np.int8, np.int8)
    empty = Columns(*(np.zeros(0, dtype=kind) for kind in kinds))
    return Columns(*(np.concatenate(column) for column in zip(empty, *parts, strict=True)))


class Mentions:
    """All mentions of one text, in order of their offsets."""

    def __init__(
        self, text: str, skill_ids: Sequence[str], kinds: Sequence[str], columns: Columns
    ) -> None:
        self.text = text
        self.skill_ids = skill_ids
        self.kinds = kinds
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns.start)

    def __getitem__(self, index: int) -> Mention:
        return self._view([column[index].item() for column in self.columns])

    def __iter__(self) -> Iterator[Mention]:
        return map(self._view, zip(*(column.tolist() for column in self.columns), strict=True))

    def _view(self, row: Sequence[Any]) -> Mention:
        start, end, skill, confidence, polarity, need, sign, section = row
        return Mention(
            start=start,
            end=end,
            surface=self.text[start:end],
            skill=self.skill_ids[skill],
            kind=self.kinds[skill],
            polarity=POLARITIES[polarity],
            section=SECTIONS[section],
            confidence=round(confidence, 3),
            sign=SIGNS[sign] or None,
            need=NEEDS[need],
        )
