"""Where a person stands: a probability for each level of each skill."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metier.core.framework.types import MAX_LEVEL

Floats = NDArray[np.float64]
_LEVELS = np.arange(MAX_LEVEL + 1, dtype=np.float64)


class Ledger(NamedTuple):
    """What one skill's level rests on.

    Attributes:
        direct: Indexes into the profile's evidence that claim the skill.
        against: Indexes of evidence that denies it.
        implied: Indexes of evidence for other skills that speak for this one.
        rated: Level that the person stated, or None.
        silent: A long document does not name it.
        document: The document that most of it rests on; empty when there is none.
        undated_mean: The mean level if nothing had aged.
    """

    direct: tuple[int, ...]
    against: tuple[int, ...]
    implied: tuple[int, ...]
    rated: int | None
    silent: bool
    document: str
    undated_mean: float


class Proficiencies:
    """Level distributions of a person over all skills of a framework.

    Attributes:
        skills: Skill ids, n of them.
        levels: Probabilities, shape (n, 6); every row sums to 1.
        ledgers: What each rests on, n of them.
    """

    def __init__(self, skills: tuple[str, ...], levels: Floats, ledgers: list[Ledger]) -> None:
        self.skills = skills
        self.levels = levels
        self.ledgers = ledgers
        self.index = {skill: row for row, skill in enumerate(skills)}

    def distribution(self, skill: str) -> Floats:
        """Return the six probabilities of a skill's levels."""
        row: Floats = self.levels[self.index[skill]]
        return row

    def mean(self, skill: str) -> float:
        """Return the expected level, 0 to 5."""
        return float(self.distribution(skill) @ _LEVELS)

    def at_least(self, skill: str, level: int) -> float:
        """Return the probability of `level` or more."""
        return float(self.distribution(skill)[level:].sum())

    def ledger(self, skill: str) -> Ledger:
        """Return what a skill's level rests on."""
        return self.ledgers[self.index[skill]]

    def is_shown(self, skill: str) -> bool:
        """Return whether there is direct evidence, a rating included."""
        ledger = self.ledger(skill)
        return bool(ledger.direct) or ledger.rated is not None
