"""A team's own role, worked out: what it asks, at which level, and what weighs most."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.team_definition import Change, RoleDefinition
from metier.core.framework.types import STAGES, Requirement, RoleSpec, StageLevels

_GROUP_MUSTS = 3


class Asked(NamedTuple):
    """A skill that a role asks.

    Attributes:
        level: Level asked at the definition's stage, 1 to 5.
        weight: Part of the role's whole weight, 0 to 1; an own skill weighs as one of its kind.
        own: Whether the company added it.
    """

    skill: str
    name: str
    level: int
    importance: str
    weight: float
    blocker: bool
    own: bool
    group: str


class Defined(NamedTuple):
    """A definition with its role as changed; `asked` is heaviest first."""

    definition: RoleDefinition
    role: RoleSpec
    asked: tuple[Asked, ...]


def define_role(framework: Framework, definition: RoleDefinition) -> Defined:
    """Return what a definition asks.

    Raises:
        UnknownIdError: It names a role or skill that there is none of.
        UsageError: Its pay range is upside down, or it asks nothing.
    """
    base = framework.role(definition.base)
    if definition.pay and definition.pay.low > definition.pay.high:
        raise UsageError(
            "The pay ends below where it begins.",
            code="pay-order",
            hint="Give the lower end first.",
        )
    rows = {item.skill: item for item in base.requirements}
    for skill, change in definition.changes.items():
        framework.skill(skill)
        changed = _change(rows.get(skill), skill, change, definition.stage)
        if changed is None:
            rows.pop(skill, None)
        else:
            rows[skill] = changed
    role = msgspec.structs.replace(
        base,
        name=definition.title,
        mission=definition.mission or base.mission,
        requirements=tuple(rows.values()),
        ladder=definition.rungs or base.ladder,
    )
    asked = _asked(framework, role, definition)
    if not asked:
        raise UsageError(
            "This role asks nothing.",
            code="role-asks-nothing",
            hint="Leave at least one skill at a level above 0.",
        )
    return Defined(definition, role, asked)


def _change(
    present: Requirement | None, skill: str, change: Change | None, stage: str
) -> Requirement | None:
    """Return a requirement as changed: higher stages ask no less of it, lower ones no more."""
    if change is None:
        return None
    levels = [present.levels.at(item) if present else 0 for item in STAGES]
    if change.level is not None:
        at = STAGES.index(stage)
        levels[at] = change.level
        levels[:at] = [min(level, change.level) for level in levels[:at]]
        levels[at + 1 :] = [max(level, change.level) for level in levels[at + 1 :]]
    spread = StageLevels(*levels)
    if present is None:
        return Requirement(
            skill, change.importance or "important", spread, blocker=bool(change.blocker)
        )
    return msgspec.structs.replace(
        present,
        levels=spread,
        importance=change.importance or present.importance,
        blocker=present.blocker if change.blocker is None else change.blocker,
    )


def _asked(framework: Framework, role: RoleSpec, definition: RoleDefinition) -> tuple[Asked, ...]:
    rules = framework.data.priorities.importance
    raw = {item.skill: weight for item, weight in framework.weights(role, definition.stage)}
    found = [
        Asked(
            item.skill,
            framework.skills[item.skill].name,
            item.levels.at(definition.stage),
            item.importance,
            raw[item.skill],
            item.blocker,
            own=False,
            group=item.group or "",
        )
        for item in role.requirements
        if item.skill in raw
    ]
    unit = math.fsum(rules[item.importance] for item in role.requirements if item.skill in raw)
    unit = unit or 1.0
    found += [
        Asked(
            item.id,
            item.name,
            item.level,
            item.importance,
            rules[item.importance] / unit,
            blocker=False,
            own=True,
            group="",
        )
        for item in definition.own_skills
    ]
    total = sum(item.weight for item in found) or 1.0
    shares = [item._replace(weight=item.weight / total) for item in found]
    return tuple(sorted(shares, key=_order))


def _order(item: Asked) -> tuple[bool, int, int, float, str]:
    importance = ("essential", "important", "universal").index(item.importance)
    return (not item.blocker, importance, -item.level, -item.weight, item.skill)


def choose_demands(
    framework: Framework, defined: Defined, *, musts: int, wishes: int
) -> tuple[list[Asked], list[Asked]]:
    """Return the must-haves and nice-to-haves of an advert: what is given, else the weightiest.

    A broader and a narrower skill do not stand side by side, and of a group of skills only
    blockers make more than three must-haves.

    Raises:
        UsageError: What is given is not asked by the role.
    """
    given = defined.definition
    by_name = {item.skill: item for item in defined.asked}
    hard = [item for item in defined.asked if item.importance != "universal"]
    chosen = _given(by_name, given.musts)
    if chosen is None:
        chosen = []
        for item in hard:
            few = sum(1 for other in chosen if other.group == item.group) < _GROUP_MUSTS
            few = few or item.blocker
            heavy = item.importance == "essential" and item.level > 1
            if len(chosen) < musts and heavy and few and not _beside(framework, item, chosen):
                chosen.append(item)
    liked = _given(by_name, given.wishes)
    if liked is None:
        liked = []
        for item in hard:
            if len(liked) < wishes and not _beside(framework, item, [*chosen, *liked]):
                liked.append(item)
    return chosen, liked


def _given(asked: dict[str, Asked], names: Sequence[str] | None) -> list[Asked] | None:
    if names is None:
        return None
    unknown = [name for name in names if name not in asked]
    if unknown:
        raise UsageError(
            f"The role does not ask {unknown[0]!r}.",
            code="role-demand",
            hint="Add it to 'changes' or to 'own_skills' first.",
        )
    return [asked[name] for name in names]


def _beside(framework: Framework, item: Asked, chosen: Sequence[Asked]) -> bool:
    """Return whether a skill stands there already, or one that it is part of or has as part."""
    ids = {other.skill for other in chosen}
    if item.skill in ids:
        return True
    parents = {framework.skills[name].broader for name in ids if name in framework.skills}
    own = framework.skills[item.skill].broader if item.skill in framework.skills else None
    return own in ids or item.skill in parents
