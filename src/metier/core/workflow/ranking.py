"""Roles ranked by what a person cares about, and set side by side."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.lookup import name_skill
from metier.core.framework.way_records import Target
from metier.core.match.outlook import demand_on, pay_band, share_liked
from metier.core.match.ranking import RoleRow
from metier.core.workflow.answers import Json, describe_readiness, head
from metier.core.workflow.assess import Assessment, stand_against
from metier.core.workflow.moves import Move, Origin, list_moves, measure_move, origin_of_person

MAX_COMPARED = 4
_WEEK = dt.timedelta(weeks=1)


class Taste(NamedTuple):
    """What a ranking is made for.

    Attributes:
        stage: Stage to rank the roles at; the stage now when None.
        liked: Skills and domains that draw the person.
        hours_per_week: Hours to spend, which set the day whose demand counts.
    """

    stage: str | None = None
    liked: frozenset[str] = frozenset()
    hours_per_week: float = 6.0


def rank_rows(
    framework: Framework, assessment: Assessment, taste: Taste | None = None
) -> list[RoleRow]:
    """Return a row for each role that is not rare at the stage, in order of fit.

    Raises:
        UnknownIdError: No such stage.
    """
    taste = taste or Taste()
    stage = framework.stage(taste.stage or assessment.stage.stage)
    origin = origin_of_person(framework, assessment)
    fits = {fit.role: fit.share for fit in assessment.fits}
    targets = [
        Target(role, stage) for role in fits if stage not in framework.roles[role].rare_stages
    ]
    moves = {move.target.role: move for move in list_moves(framework, origin, targets)}
    rows = [
        _row(framework, moves[item.role], origin, fits[item.role], taste, assessment.as_of)
        for item in targets
    ]
    return sorted(rows, key=lambda row: (-row.fit, row.role))


def _row(  # noqa: PLR0917
    framework: Framework,
    move: Move,
    origin: Origin,
    fit: float,
    taste: Taste,
    as_of: dt.date,
) -> RoleRow:
    hours = move.reach.hours
    try:
        end = as_of + _WEEK * (hours / taste.hours_per_week)
    except OverflowError:
        end = dt.date.max
    demand = demand_on(framework, move.target.role, end)
    role = framework.roles[move.target.role]
    return RoleRow(
        role=role.id,
        category=role.category,
        stage=move.target.stage,
        fit=fit,
        readiness=move.reach.before,
        hours=hours,
        pay_now=origin.pay,
        pay_then=move.pay,
        pay_per_hour=move.gain / hours if move.gain is not None and hours > 0 else None,
        interest=share_liked(framework, role.id, move.target.stage, taste.liked),
        demand=demand.horizon if demand else None,
    )


def describe_rows(framework: Framework, rows: Sequence[RoleRow]) -> list[Json]:
    """Return rows with the names of their roles."""
    return [{"name": framework.roles[row.role].name, **row._asdict()} for row in rows]


def find_liked(framework: Framework, names: Sequence[str]) -> frozenset[str]:
    """Return the ids of the skills and domains that a person names.

    Raises:
        UnknownIdError: One is neither.
    """
    domains = {domain.id for domain in framework.data.domains}
    return frozenset(
        name if name in domains else name_skill(framework, name) for name in dict.fromkeys(names)
    )


class Compared(NamedTuple):
    """A role at a stage, as one column of a comparison.

    Attributes:
        move: The way there for the person compared for, or None.
    """

    target: Target
    move: Move | None


def compare_roles(
    framework: Framework, targets: Sequence[Target], assessment: Assessment | None = None
) -> list[Compared]:
    """Return two to four roles side by side.

    Raises:
        UsageError: Fewer than two, more than four, or one twice.
        UnknownIdError: No such role or stage.
    """
    if not 2 <= len(set(targets)) == len(targets) <= MAX_COMPARED:
        raise UsageError(
            "Two to four different roles can be compared.",
            code="compare-count",
            hint="Name each as ROLE or ROLE:STAGE.",
        )
    origin = origin_of_person(framework, assessment) if assessment else None
    found = []
    for item in targets:
        target = Target(framework.role(item.role).id, framework.stage(item.stage))
        move = measure_move(framework, origin, target) if origin else None
        found.append(Compared(target, move))
    return found


def describe_comparison(
    framework: Framework,
    compared: Sequence[Compared],
    assessment: Assessment | None,
    *,
    as_of: dt.date,
) -> Json:
    """Return roles side by side: what each asks of every skill, pay, demand, and the way there."""
    salaries = framework.library.salaries
    columns = [_column(framework, item, assessment, as_of) for item in compared]
    asked: dict[str, list[int]] = {}
    weights: dict[str, float] = {}
    for number, item in enumerate(compared):
        role = framework.roles[item.target.role]
        for requirement, weight in framework.weights(role, item.target.stage):
            levels = asked.setdefault(requirement.skill, [0] * len(compared))
            levels[number] = requirement.levels.at(item.target.stage)
            weights[requirement.skill] = weights.get(requirement.skill, 0.0) + weight
    order = sorted(
        asked, key=lambda skill: (-sum(n > 0 for n in asked[skill]), -weights[skill], skill)
    )
    return {
        **head(framework, as_of),
        "currency": salaries.currency if salaries else None,
        "caution": salaries.caution if salaries else None,
        "roles": columns,
        "skills": [
            {
                "skill": skill,
                "name": framework.skills[skill].name,
                "levels": asked[skill],
                "expected": assessment.proficiencies.mean(skill) if assessment else None,
            }
            for skill in order
        ],
    }


def _column(
    framework: Framework, item: Compared, assessment: Assessment | None, as_of: dt.date
) -> Json:
    role = framework.roles[item.target.role]
    stage = item.target.stage
    demand = demand_on(framework, role.id, as_of)
    band = pay_band(framework, role.id, stage)
    found: Json = {
        "role": role.id,
        "name": role.name,
        "stage": stage,
        "category": role.category,
        "mission": role.mission,
        "day": role.day,
        "years": next(gate.years for name, gate in role.gates.items() if name == stage),
        "degree": next(gate.degree for name, gate in role.gates.items() if name == stage),
        "pay": {"low": band.low, "high": band.high, "open": band.open} if band else None,
        "demand": ({"horizon": demand.horizon, "reason": demand.reason} if demand else None),
        "differs": {n.role: n.differs for n in role.neighbors},
        "readiness": None,
        "hours": None,
        "hours_whole": None,
    }
    if assessment and item.move:
        standing = stand_against(framework, assessment, role.id, stage)
        found["readiness"] = describe_readiness(standing.readiness)
        found["sufficient"] = standing.readiness.sufficient
        found["blockers"] = standing.readiness.blockers
        found["hours"] = item.move.reach.hours
        found["hours_whole"] = item.move.reach.whole
    return found
