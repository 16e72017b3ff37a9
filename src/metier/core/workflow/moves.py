"""Moves from where a person stands, or from a role or background, to roles at stages."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from metier.core.framework.backgrounds import find_background
from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.records import Profile
from metier.core.framework.types import STAGES
from metier.core.framework.way_records import Target
from metier.core.match.outlook import middle_pay
from metier.core.match.target import Target as Row
from metier.core.match.typical import at_least, typical_levels
from metier.core.plan.reach import Asked, Reach, measure_reach
from metier.core.profile.posterior import infer_levels
from metier.core.workflow.answers import Json, head
from metier.core.workflow.assess import Assessment, assess_profile

_SHOWN = 8


class Origin(NamedTuple):
    """Where a move starts.

    Attributes:
        name: What people call it.
        proficiencies: Levels there.
        years: Years of work there, or None when not known.
        pay: Middle of the pay there, or None when not known.
        target: The role and stage, where the origin is one.
        stage: The stage there, or None when not known.
    """

    name: str
    proficiencies: Proficiencies
    years: float | None
    pay: float | None
    target: Target | None = None
    stage: str | None = None


class Move(NamedTuple):
    """A move to a role at a stage.

    Attributes:
        carried: (skill, share of the readiness) of what one brings, largest first.
        pay: Middle of the pay there; `gain` is what it is above the pay at the origin.
        years_short: Years of work that the stage asks beyond those there; 0 when none.
    """

    target: Target
    reach: Reach
    carried: tuple[tuple[str, float], ...]
    pay: float | None
    gain: float | None
    years_short: float


def origin_of_role(framework: Framework, role_id: str, stage: str, *, as_of: dt.date) -> Origin:
    """Return what people of a role at a stage have: what it asks, and of the rest the prior.

    Raises:
        UnknownIdError: No such role or stage.
    """
    role = framework.role(role_id)
    nobody = infer_levels(framework, [], as_of=as_of)
    levels = typical_levels(framework, role.id, stage)
    years = next(gate.years for name, gate in role.gates.items() if name == stage)
    return Origin(
        name=f"{role.name}, {stage}",
        proficiencies=at_least(framework, nobody, levels),
        years=years,
        pay=middle_pay(framework, role.id, stage),
        target=Target(role.id, stage),
        stage=stage,
    )


def origin_of_background(framework: Framework, name: str, *, as_of: dt.date) -> Origin:
    """Return what a background gives; a former job title resolves by its O*NET titles.

    Raises:
        UnknownIdError: There is no such background.
    """
    background = find_background(framework, name)
    profile = Profile(
        id="",
        owner="local",
        name=background.name,
        documents=(),
        evidence=(),
        framework_version=framework.id.version,
        backgrounds=(background.id,),
    )
    found = assess_profile(framework, profile, as_of=as_of)
    return Origin(background.name, found.proficiencies, None, None)


def origin_of_person(framework: Framework, assessment: Assessment) -> Origin:
    """Return a person's own levels and years, and the pay of the role and stage they are in.

    The pay is that of the best fit at the stage now, where a job title names that role; else it
    is not known.
    """
    best = assessment.fits[0] if assessment.fits else None
    stage = assessment.stage.stage
    named = best is not None and best.title > 0
    return Origin(
        name=assessment.profile.name,
        proficiencies=assessment.proficiencies,
        years=assessment.facts.years,
        pay=middle_pay(framework, best.role, stage) if best and named else None,
        stage=stage,
    )


def list_moves(
    framework: Framework, origin: Origin, targets: Iterable[Target] | None = None
) -> list[Move]:
    """Return the moves from an origin, the fewest hours first.

    Args:
        framework: The framework.
        origin: Where they start.
        targets: Where they lead; by default every role at every stage that is not rare there,
            but the origin itself.

    Raises:
        UnknownIdError: No such role or stage.
    """
    wanted = every_target(framework) if targets is None else list(targets)
    moves = [measure_move(framework, origin, item) for item in wanted if item != origin.target]
    return sorted(moves, key=lambda move: (move.reach.hours, move.reach.whole, move.target.role))


def every_target(framework: Framework, *, rare: bool = False) -> list[Target]:
    """Return all roles at all stages; those that are rare only when asked."""
    return [
        Target(role.id, stage)
        for role in framework.data.roles
        for stage in STAGES
        if rare or stage not in role.rare_stages
    ]


def measure_move(framework: Framework, origin: Origin, target: Target) -> Move:
    """Return the move from an origin to a role at a stage.

    Raises:
        UnknownIdError: No such role or stage.
    """
    role = framework.role(target.role)
    row = Row(framework, role, framework.stage(target.stage))
    asked = ask(row)
    levels = origin.proficiencies.levels
    shares = sorted(
        ((item.requirement.skill, float(levels[item.row] @ item.worth)) for item in asked),
        key=lambda pair: (-pair[1], pair[0]),
    )
    pay = middle_pay(framework, role.id, target.stage)
    years = next(gate.years for name, gate in role.gates.items() if name == target.stage)
    return Move(
        target=Target(role.id, target.stage),
        reach=measure_reach(framework, asked, origin.proficiencies),
        carried=tuple(pair for pair in shares[:_SHOWN] if pair[1] > 0),
        pay=pay,
        gain=None if pay is None or origin.pay is None else pay - origin.pay,
        years_short=max(0.0, years - (origin.years or 0.0)),
    )


def ask(row: Row) -> list[Asked]:
    """Return what a target asks, for the plan."""
    return [
        Asked(item.row, item.requirement, item.weight, item.level, worth)
        for item, worth in zip(row.asks, row.worth, strict=True)
    ]


def describe_moves(
    framework: Framework, origin: Origin, moves: Iterable[Move], *, as_of: dt.date
) -> Json:
    """Return moves with what carries over and what is new."""
    salaries = framework.library.salaries
    return {
        **head(framework, as_of),
        "origin": {
            "name": origin.name,
            "role": origin.target.role if origin.target else None,
            "stage": origin.stage,
            "years": origin.years,
            "pay": origin.pay,
        },
        "currency": salaries.currency if salaries else None,
        "caution": salaries.caution if salaries else None,
        "moves": [_describe_move(framework, move) for move in moves],
    }


def _describe_move(framework: Framework, move: Move) -> Json:
    reach = move.reach
    return {
        "role": move.target.role,
        "name": framework.roles[move.target.role].name,
        "stage": move.target.stage,
        "readiness": reach.before,
        "hours": reach.hours,
        "hours_low": reach.low,
        "hours_high": reach.high,
        "hours_whole": reach.whole,
        "reached": reach.reached,
        "carried": [
            {"skill": skill, "name": framework.skills[skill].name, "share": share}
            for skill, share in move.carried
        ],
        "new": [
            {"skill": skill, "name": framework.skills[skill].name, "level": level, "hours": hours}
            for skill, level, hours in reach.steps
        ],
        "pay": move.pay,
        "pay_gain": move.gain,
        "years_short": move.years_short,
    }
