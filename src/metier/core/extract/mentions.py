"""Mentions of skills in one text: arrays by column, with single mentions as views."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Polarity = Literal["has", "wants", "negated", "other"]
POLARITIES: tuple[Polarity, ...] = ("has", "wants", "negated", "other")


class Mention(NamedTuple):
    """A span of text that names a skill.

    Attributes:
        start: Offset of the first character; `end` is behind the last.
        confidence: How sure it is that the span names the skill, 0 to 1.
        sign: What the words around it say about the level, such as "expert", or None.
        section: Kind of the section that it stands in.
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


class Mentions:
    """All mentions of one text, in order of their offsets.

    Columns are arrays of one length n: `start`, `end` (int64), `skill` (index into
    `skill_ids`), `polarity` (index into `POLARITIES`), `confidence` (float64), and the lists
    `section` and `sign`.
    """

    def __init__(self, text: str, skill_ids: list[str], kinds: list[str], rows: list[Any]) -> None:
        self.text = text
        self.skill_ids = skill_ids
        self.kinds = kinds
        self.start: NDArray[np.int64] = np.array([row[0] for row in rows], dtype=np.int64)
        self.end: NDArray[np.int64] = np.array([row[1] for row in rows], dtype=np.int64)
        self.skill: NDArray[np.int64] = np.array([row[2] for row in rows], dtype=np.int64)
        self.polarity: NDArray[np.int64] = np.array([row[3] for row in rows], dtype=np.int64)
        self.confidence: NDArray[np.float64] = np.array([row[4] for row in rows], dtype=np.float64)
        self.section: list[str] = [row[5] for row in rows]
        self.sign: list[str | None] = [row[6] for row in rows]

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, index: int) -> Mention:
        start, end, skill = int(self.start[index]), int(self.end[index]), int(self.skill[index])
        return Mention(
            start=start,
            end=end,
            surface=self.text[start:end],
            skill=self.skill_ids[skill],
            kind=self.kinds[skill],
            polarity=POLARITIES[int(self.polarity[index])],
            section=self.section[index],
            confidence=round(float(self.confidence[index]), 3),
            sign=self.sign[index],
        )

    def __iter__(self) -> Iterator[Mention]:
        return (self[index] for index in range(len(self)))
