"""Reading the framework, with no person in it.

Roles by what one looks for, the table of demand, what a skill needs first and who needs it, and
typical moves from a role.
"""

import datetime as dt
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.library import PayBand, RoleDemand
from metier.core.framework.types import STAGES, RoleSpec
from metier.core.framework.way_records import Target
from metier.core.match.outlook import demand_on, middle_pay, pay_band
from metier.core.workflow.moves_map import MoveMap

SORTS = ("category", "name", "pay", "demand")
_MOST_NODES = 22


class RoleCard(NamedTuple):
    """A role as it stands in a list.

    Attributes:
        pay: Pay range at the stage that is looked at, or None.
        demand: Horizon of demand on the day, or None.
        usual: False where the stage is rare in the role.
    """

    role: RoleSpec
    pay: PayBand | None
    demand: str | None
    usual: bool


class RoleQuery(NamedTuple):
    """What one looks for among the roles; an empty text and 0 mean anything.

    Attributes:
        found: Ids that a search brought, or None without a search.
        pay: Least middle of the pay range, in the table's currency a year.
    """

    found: frozenset[str] | None = None
    category: str = ""
    stage: str = "mid"
    demand: str = ""
    pay: float = 0.0
    sort: str = "category"


def list_roles(framework: Framework, query: RoleQuery, *, as_of: dt.date) -> list[RoleCard]:
    """Return the roles that a query asks for, in its order.

    Raises:
        UnknownIdError: No such stage.
    """
    stage = framework.stage(query.stage)
    cards = []
    for role in framework.data.roles:
        demand = demand_on(framework, role.id, as_of)
        card = RoleCard(
            role,
            pay_band(framework, role.id, stage),
            demand.horizon if demand else None,
            stage not in role.rare_stages,
        )
        if _is_asked(card, query):
            cards.append(card)
    return _sorted(framework, cards, query.sort)


def _sorted(framework: Framework, cards: list[RoleCard], sort: str) -> list[RoleCard]:
    table = framework.library.demand
    horizons: list[str | None] = [item.id for item in table.horizons] if table else []
    if sort == "name":
        return sorted(cards, key=lambda card: card.role.name)
    if sort == "pay":
        return sorted(cards, key=lambda card: (-_middle(card), card.role.name))
    if sort == "demand":
        far = len(horizons)
        soon = {horizon: number for number, horizon in enumerate(horizons)}
        return sorted(cards, key=lambda card: (soon.get(card.demand, far), card.role.name))
    return cards


def _is_asked(card: RoleCard, query: RoleQuery) -> bool:
    return (
        (query.found is None or card.role.id in query.found)
        and query.category in {"", card.role.category}
        and query.demand in {"", card.demand}
        and (not query.pay or _middle(card) >= query.pay)
    )


def _middle(card: RoleCard) -> float:
    return (card.pay.low + card.pay.high) / 2 if card.pay else 0.0


class DemandRow(NamedTuple):
    """A role in the table of demand.

    Attributes:
        horizon: As the source says it.
        now: The horizon as it stands on the day.
        from_day: The day from which the role is expected to be wanted widely.
    """

    role: RoleSpec
    horizon: str
    now: str
    from_day: dt.date
    item: RoleDemand


def demand_rows(framework: Framework, *, as_of: dt.date) -> list[DemandRow]:
    """Return the framework's table of demand, soonest first."""
    table = framework.library.demand
    rows = []
    for horizon in table.horizons if table else ():
        for item in horizon.roles:
            demand = demand_on(framework, item.role, as_of)
            if demand:
                role = framework.roles[item.role]
                rows.append(DemandRow(role, horizon.id, demand.horizon, demand.from_day, item))
    return rows


class Need(NamedTuple):
    """A role that asks for a skill, with the level at each stage and whether it can do without."""

    role: RoleSpec
    levels: tuple[int, ...]
    importance: str
    blocker: bool


def needs_of_skill(framework: Framework, skill_id: str) -> list[Need]:
    """Return the roles that ask for a skill, those that ask most first.

    Raises:
        UnknownIdError: No such skill.
    """
    skill = framework.skill(skill_id)
    found = [
        Need(
            framework.roles[role_id],
            tuple(item.levels.at(stage) for stage in STAGES),
            item.importance,
            item.blocker,
        )
        for role_id in framework.needed_by.get(skill.id, ())
        for item in framework.roles[role_id].requirements
        if item.skill == skill.id
    ]
    return sorted(found, key=lambda need: (-sum(need.levels), need.role.name))


class Link(NamedTuple):
    """A prerequisite: `skill` at `level` needs `other` at `other_level` first."""

    skill: str
    level: int
    other: str
    other_level: int


class Prerequisites(NamedTuple):
    """What a skill needs, and what needs it.

    Attributes:
        before: What has to come first: what it needs, and what that needs; for each pair of
            skills the lowest level that asks.
        after: What needs the skill directly, likewise.
        cut: True where what it needs has needs of its own that are not listed.
    """

    before: tuple[Link, ...]
    after: tuple[Link, ...]
    cut: bool


def prerequisites_of(framework: Framework, skill_id: str) -> Prerequisites:
    """Return the prerequisites around a skill, two steps back and one ahead.

    Raises:
        UnknownIdError: No such skill.
    """
    start = framework.skill(skill_id).id
    first = _links(framework, start)
    near = list(dict.fromkeys(link.other for link in first))
    second = [link for skill in near for link in _links(framework, skill)]
    room = _MOST_NODES - len(near) - 1
    far = list(dict.fromkeys(link.other for link in second if link.other not in {start, *near}))
    shown = {start, *near, *far[:room]}
    before = [*first, *(link for link in second if link.other in shown)]
    after = [
        link
        for skill in framework.data.skills
        for link in _links(framework, skill.id)
        if link.other == start
    ]
    cut = len(far) > room or any(_links(framework, skill) for skill in far)
    return Prerequisites(tuple(before), tuple(after), cut)


def _links(framework: Framework, skill_id: str) -> list[Link]:
    """Return what a skill needs directly, once for each other skill, at the lowest level."""
    found: dict[str, Link] = {}
    for level, needs in sorted(framework.skills[skill_id].prerequisites.items()):
        for need in needs:
            found.setdefault(need.skill, Link(skill_id, level, need.skill, need.level))
    return list(found.values())


class NearMove(NamedTuple):
    """A move from a role at a stage to another: least expected hours, and pay in the middle."""

    target: Target
    hours: float
    pay: float | None
    gain: float | None


def nearest_moves(
    framework: Framework, moves: MoveMap, start: Target, *, limit: int = 8
) -> list[NearMove]:
    """Return the nearest moves from a role to others, at the same stage or the next.

    Raises:
        ValueError: The start is not on the map.
    """
    row = moves.hours[moves.row(start)]
    now = middle_pay(framework, start.role, start.stage)
    step = STAGES.index(start.stage)
    found = []
    for number, target in enumerate(moves.targets):
        rare = target.stage in framework.roles[target.role].rare_stages
        if target.role == start.role or rare or STAGES.index(target.stage) - step not in {0, 1}:
            continue
        pay = middle_pay(framework, target.role, target.stage)
        gain = pay - now if pay is not None and now is not None else None
        found.append(NearMove(target, float(row[number]), pay, gain))
    return sorted(found, key=lambda move: (move.hours, move.target.role))[:limit]
