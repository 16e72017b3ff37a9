"""What an advert asks for, as levels and weights."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from metier.core.framework.doing_types import ApplicationFile
from metier.core.framework.types import RoleSpec


class Demand(NamedTuple):
    """A skill that an advert asks for.

    Attributes:
        need: "must", "nice" or "unspecified".
        target: The level that it is taken to ask.
        from_role: Whether the role says that level; otherwise the rule for the stage does.
        weight: Its share of all demands; they sum to 1.
    """

    skill: str
    need: str
    target: int
    from_role: bool
    weight: float


def list_demands(
    rules: ApplicationFile, asked: Iterable[tuple[str, str]], role: RoleSpec | None, stage: str
) -> tuple[Demand, ...]:
    """Return the demands of an advert, the heaviest first.

    Args:
        rules: Weights and levels.
        asked: Pairs of skill and need; the first of a skill counts.
        role: The role that the advert is for, or None when it is not known.
        stage: The stage that it is for.
    """
    weights: dict[str, float] = {item.need: item.weight for item in rules.needs}
    levels = {item.skill: item.levels.at(stage) for item in role.requirements} if role else {}
    standard = next(level for name, level in rules.levels.items() if name == stage)
    needs: dict[str, str] = {}
    for skill, need in asked:
        needs.setdefault(skill, need)
    total = sum(weights[need] for need in needs.values())
    demands = [
        Demand(
            skill,
            need,
            levels.get(skill) or standard,
            bool(levels.get(skill)),
            weights[need] / total,
        )
        for skill, need in needs.items()
    ]
    return tuple(sorted(demands, key=lambda item: (-item.weight, item.skill)))


def value_at(demands: Sequence[Demand]) -> list[list[float]]:
    """Return what each demand is worth at each level 0 to 5: weight * min(level / target, 1)."""
    return [[item.weight * min(level / item.target, 1.0) for level in range(6)] for item in demands]
