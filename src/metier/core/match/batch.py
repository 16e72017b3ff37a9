"""Many people against all targets at once: one sparse product.

Readiness is linear in the level distributions. A stated level of a skill always gives the same
posterior, so it moves the readiness of every target by a fixed amount; a person without any has
the readiness of the prior. People are rows of a sparse matrix with a one for each (skill, stated
level); the product with the table of amounts is the readiness of all of them for all targets.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Floats
from metier.core.framework.types import LEVELS
from metier.core.match.target import Target, TargetMatrix

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_WIDTH = len(LEVELS)
Ints = NDArray[np.int64]


class Stated(NamedTuple):
    """Levels that people state, in columns of one length, sorted by person.

    Attributes:
        person: Number of the person, from 0, never falling.
        skill: Row of the skill in the framework.
        level: Level 0 to 5.
        people: Number of people.
    """

    person: Ints
    skill: Ints
    level: Ints
    people: int


class BatchMatcher:
    """Holds people against every role and stage.

    Args:
        framework: The framework.
        prior: Level distributions of somebody of whom nothing is known, shape (skills, 6).
        posteriors: Distributions of each skill given each stated level, shape (6, skills, 6).
    """

    def __init__(self, framework: Framework, prior: Floats, posteriors: Floats) -> None:
        matrix = TargetMatrix(framework)
        self.targets: Sequence[Target] = matrix.targets
        self._by_target: dict[int, tuple[Floats, csr_matrix]] = {}
        self._prior = prior
        self._shift = posteriors - prior
        self.base: Floats = matrix.readiness(prior)
        count = len(framework.data.skills)
        worth = matrix.matrix.reshape(len(self.targets), count, _WIDTH)
        moved = np.einsum("ask,tsk->sat", self._shift, worth)
        self.table: Floats = np.ascontiguousarray(moved.reshape(count * _WIDTH, -1))

    def rows(self, stated: Stated) -> "csr_matrix":
        """Return the people as a sparse matrix, shape (people, skills * 6)."""
        from scipy.sparse import csr_matrix  # noqa: PLC0415 only batches need it

        columns = (stated.skill * _WIDTH + stated.level).astype(np.int32)
        starts = np.searchsorted(stated.person, np.arange(stated.people + 1))
        ones = np.ones(len(columns))
        shape = (stated.people, self.table.shape[0])
        return csr_matrix((ones, columns, starts), shape=shape, copy=False)

    def readiness(self, rows: "csr_matrix") -> Floats:
        """Return the readiness of people for all targets, shape (people, targets)."""
        product: Floats = rows @ self.table
        product += self.base
        return product

    def missing(self, rows: "csr_matrix", target: int) -> Floats:
        """Return the readiness that each requirement of a target still lacks.

        Args:
            rows: The people.
            target: Number of the target.

        Returns:
            Shape (people, requirements), in the order of the target's asks.
        """
        lacks, moves = self._asked(target)
        found: Floats = lacks - (rows @ moves).toarray()
        return found

    def _asked(self, target: int) -> tuple[Floats, "csr_matrix"]:
        """Return what the prior lacks of each requirement, and what each stated level adds."""
        if target not in self._by_target:
            from scipy.sparse import csr_matrix  # noqa: PLC0415

            asked = self.targets[target]
            shift = np.einsum("ark,rk->ra", self._shift[:, asked.rows], asked.worth)
            lacks = np.array([ask.weight for ask in asked.asks])
            lacks -= (self._prior[asked.rows] * asked.worth).sum(axis=1)
            places = (asked.rows[:, None] * _WIDTH + np.arange(_WIDTH)).ravel()
            number = np.repeat(np.arange(len(asked.rows)), _WIDTH)
            shape = (self.table.shape[0], len(asked.rows))
            moves = csr_matrix((shift.ravel(), (places, number)), shape=shape)
            self._by_target[target] = lacks, moves
        return self._by_target[target]


def latest_of(stated: Stated) -> Stated:
    """Return the statements with only the last of several about one skill of one person."""
    count = int(stated.skill.max(initial=0)) + 1
    key = stated.person * count + stated.skill
    if len(key) < 2 or bool(np.all(key[1:] > key[:-1])):
        return stated
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    last = np.append(ordered[1:] != ordered[:-1], True)
    kept = order[last]
    return Stated(stated.person[kept], stated.skill[kept], stated.level[kept], stated.people)


def largest(values: Floats, count: int) -> Ints:
    """Return the columns of the largest values of each row, largest first, shape (rows, count)."""
    count = min(count, values.shape[1])
    part = np.argpartition(-values, count - 1, axis=1)[:, :count]
    order = np.argsort(-np.take_along_axis(values, part, axis=1), axis=1, kind="stable")
    found: Ints = np.take_along_axis(part, order, axis=1)
    return found
