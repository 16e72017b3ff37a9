"""Targets as one matrix: a role and stage is a row, linear in the level distributions.

Readiness is sum over skills of weight * E[min(level / target, 1)]. With `worth[t, s, l]` =
weight * min(l / target, 1), the readiness of all targets is one product with the person's
level distributions, and that of a million people one sparse product.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Floats
from metier.core.framework.types import LEVELS, STAGES, Requirement, RoleSpec


class Ask(NamedTuple):
    """What a target asks of one skill: its row in the framework, weight and target level."""

    row: int
    requirement: Requirement
    weight: float
    level: int


class Target:
    """A role at a stage.

    Attributes:
        asks: Requirements with a target above 0; their weights sum to 1.
        rows: Skill rows of the asks, shape (k,).
        worth: weight * min(level / target, 1), shape (k, 6).
    """

    def __init__(self, framework: Framework, role: RoleSpec, stage: str) -> None:
        self.role = role
        self.stage = stage
        self.asks = [
            Ask(framework.rows[item.skill], item, weight, item.levels.at(stage))
            for item, weight in framework.weights(role, stage)
        ]
        self.rows: NDArray[np.int64] = np.array([ask.row for ask in self.asks], dtype=np.int64)
        levels = np.array(LEVELS, dtype=np.float64)
        self.worth: Floats = np.array(
            [ask.weight * np.minimum(levels / ask.level, 1.0) for ask in self.asks]
        ).reshape(-1, len(LEVELS))


class TargetMatrix:
    """All role-stages of a framework as one dense matrix, shape (targets, skills * 6)."""

    def __init__(self, framework: Framework) -> None:
        self.targets = [
            Target(framework, role, stage) for role in framework.data.roles for stage in STAGES
        ]
        width = len(LEVELS)
        self.matrix: Floats = np.zeros((len(self.targets), len(framework.data.skills) * width))
        for number, target in enumerate(self.targets):
            for ask, worth in zip(target.asks, target.worth, strict=True):
                self.matrix[number, ask.row * width : (ask.row + 1) * width] += worth

    def readiness(self, levels: Floats) -> Floats:
        """Return the readiness of every target.

        Args:
            levels: One person's distributions, shape (skills, 6), or many, (people, skills, 6).

        Returns:
            Shape (targets,) or (people, targets).
        """
        flat = levels.reshape(*levels.shape[:-2], -1)
        product: Floats = flat @ self.matrix.T
        return product
