"""What a team needs, how far it has it, and who fills which seat."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.lookup import name_skill
from metier.core.framework.team_records import Need, Seats, Team
from metier.core.team.matrix import chance_of
from metier.core.team.needs import Asked, Coverage, Seating, cover, nest_needs, seat_people
from metier.core.workflow.answers import Json, head
from metier.core.workflow.team_reading import team_rules
from metier.core.workflow.team_standing import Standing

MOST_NEEDS = 40
MAX_NEEDS = 400
_NEED = re.compile(r"(?P<skill>.+?)@(?P<level>[1-5])(?:[*x](?P<people>\d{1,4}))?")
_SEATS = re.compile(r"(?P<role>.+?)[:@](?P<stage>[a-z]+)(?:[*x](?P<people>\d{1,4}))?")
_MAX_SEATING = 60_000


class NeedRow(NamedTuple):
    """A need with how far it is covered, and the share of the whole that it counts."""

    need: Need
    share: float
    coverage: Coverage


class SeatRow(NamedTuple):
    """A seat with who would fill it best for all: index of the person, or -1, and readiness."""

    role: str
    stage: str
    person: int
    readiness: float
    best: tuple[tuple[int, float], ...]


class Needs(NamedTuple):
    """What the team needs and has.

    Attributes:
        origin: "given", "seats" for what follows from seats that were given, or "roles" for what
            follows from the roles that people have now.
        left: How many lesser needs were left out.
        unknown: Skills that roles ask for and of which nothing is known of anybody here, heaviest
            first: a question to ask, not a hole.
        coverage: Weighted mean of the rows' coverage, 0 to 1.
        bound: No seating does better in sum of readiness; equal to `seated` when proven.
    """

    origin: str
    rows: tuple[NeedRow, ...]
    left: int
    unknown: tuple[str, ...]
    coverage: float
    seats: tuple[SeatRow, ...]
    seated: float
    bound: float


def parse_need(framework: Framework, text: str) -> Need:
    """Return the need written as SKILL@LEVEL or SKILL@LEVEL*PEOPLE.

    Raises:
        UsageError: It is not written so.
        UnknownIdError: It names no skill.
    """
    match = _NEED.fullmatch(text.strip())
    if not match or match["people"] == "0":
        raise UsageError(
            f"{text!r} is no need.",
            code="need-unreadable",
            hint="Write SKILL@LEVEL*PEOPLE, such as python@3*2.",
        )
    skill = name_skill(framework, match["skill"].strip())
    return Need(skill, int(match["level"]), int(match["people"] or 1))


def parse_seats(framework: Framework, text: str) -> Seats:
    """Return the seats written as ROLE:STAGE or ROLE:STAGE*PEOPLE.

    Raises:
        UsageError: It is not written so.
        UnknownIdError: It names no role or stage.
    """
    match = _SEATS.fullmatch(text.strip())
    if not match or match["people"] == "0":
        raise UsageError(
            f"{text!r} names no seats.",
            code="seats-unreadable",
            hint="Write ROLE:STAGE*PEOPLE, such as data-engineer:senior*2.",
        )
    role = framework.role(match["role"].strip()).id
    return Seats(role, framework.stage(match["stage"]), int(match["people"] or 1))


def team_seats(team: Team) -> tuple[Seats, ...]:
    """Return the seats that a team has now: one for each person with a role."""
    counted = Counter(
        (member.role, member.stage or "mid") for member in team.members if member.role
    )
    return tuple(Seats(role, stage, count) for (role, stage), count in sorted(counted.items()))


def needs_of_seats(framework: Framework, seats: Iterable[Seats]) -> list[Need]:
    """Return the skills, levels and numbers of people that seats ask for, heaviest first.

    A level below the first that counts in a plan is no need: a first look brings nobody nearer.

    Raises:
        UnknownIdError: There is no such role or stage.
    """
    asked = [
        Asked(requirement.skill, requirement.levels.at(item.stage), weight, item.people, item.role)
        for item in seats
        for requirement, weight in framework.weights(framework.role(item.role), item.stage)
        if requirement.levels.at(item.stage) >= framework.data.planning.first_counted
    ]
    return [Need(*row) for row in nest_needs(asked)]


def find_needs(
    framework: Framework,
    team: Team,
    *,
    needs: Sequence[Need] = (),
    seats: Sequence[Seats] = (),
) -> tuple[str, list[Need], tuple[Seats, ...]]:
    """Return where the needs come from, the needs, and the seats.

    What is given goes first, then what the team's file holds, then the roles that people have.

    Raises:
        UsageError: There are too many needs, or nothing to conclude any from.
    """
    given, sitting = tuple(needs) or team.needs, tuple(seats) or team.seats
    if needs or seats:
        given, sitting = tuple(needs), tuple(seats)
    origin = "given" if given else "seats" if sitting else "roles"
    if not given and not sitting:
        sitting = team_seats(team)
    found = [*given, *needs_of_seats(framework, sitting)] if sitting else list(given)
    for need in found:
        framework.skill(need.skill)
    if not found:
        raise UsageError(
            "Nothing says what this team needs: nobody has a role, and no need is given.",
            code="needs-missing",
            hint="Give --need SKILL@LEVEL*PEOPLE or --seat ROLE:STAGE*PEOPLE, or roles in the "
            "sheet.",
        )
    if len(given) > MAX_NEEDS:
        raise UsageError(f"{len(given)} needs are more than {MAX_NEEDS}.", code="needs-too-many")
    return origin, found, sitting


class Chosen(NamedTuple):
    """The needs that count, where they come from, and what was left out; see `Needs`."""

    origin: str
    needs: tuple[Need, ...]
    seats: tuple[Seats, ...]
    left: int
    unknown: tuple[str, ...]


def choose_needs(
    standing: Standing,
    *,
    needs: Sequence[Need] = (),
    seats: Sequence[Seats] = (),
    most: int = MOST_NEEDS,
) -> Chosen:
    """Return the needs that count: all that are given, of those of roles the heaviest known.

    What roles ask and nobody here was asked about is set apart, unless nothing else is left.

    Raises:
        UsageError: There are too many needs, or nothing to conclude any from.
        UnknownIdError: A need or seat names what the framework does not know.
    """
    framework = standing.framework
    origin, found, sitting = find_needs(framework, standing.team, needs=needs, seats=seats)
    known = np.logical_or(standing.shown.any(axis=0), bool(standing.supposed.any()))
    given = [need for need in found if not need.source]
    asked = [need for need in found if need.source and known[framework.rows[need.skill]]]
    silent = [need for need in found if need.source and not known[framework.rows[need.skill]]]
    if not given and not asked:
        asked, silent = silent, []
    kept = (*given, *asked[: max(0, most - len(given))])
    unknown = tuple(dict.fromkeys(need.skill for need in silent))
    left = len(given) + len(asked) - len(kept)
    return Chosen(origin, kept, sitting, left, unknown)


def measure_needs(
    standing: Standing,
    *,
    needs: Sequence[Need] = (),
    seats: Sequence[Seats] = (),
    most: int = MOST_NEEDS,
    held: float | None = None,
) -> Needs:
    """Return the needs of a team and how far they are covered.

    Args:
        standing: Where everybody stands.
        needs: Needs that are given.
        seats: Seats that are given.
        most: How many needs of roles to keep, the heaviest; all that are given are kept.
        held: Probability from which somebody counts as having a level.

    Raises:
        UsageError: There are too many needs, or nothing to conclude any from.
        UnknownIdError: A need or seat names what the framework does not know.
    """
    framework = standing.framework
    limit = team_rules(framework).held if held is None else held
    chosen = choose_needs(standing, needs=needs, seats=seats, most=most)
    kept = chosen.needs
    total = math.fsum(need.weight for need in kept)
    rows = tuple(
        NeedRow(
            need,
            need.weight / total,
            cover(
                chance_of(standing.levels[:, framework.rows[need.skill]], need.level),
                need.people,
                held=limit,
            ),
        )
        for need in kept
    )
    seating, seat_rows = _seat(standing, chosen.seats)
    return Needs(
        origin=chosen.origin,
        rows=rows,
        left=chosen.left,
        unknown=chosen.unknown,
        coverage=math.fsum(row.share * row.coverage.share for row in rows),
        seats=seat_rows,
        seated=seating.value,
        bound=seating.bound,
    )


def _seat(standing: Standing, seats: Sequence[Seats]) -> tuple[Seating, tuple[SeatRow, ...]]:
    """Return who sits where, best for all; too many pairs are cut to each seat's best people."""
    people = len(standing.members)
    flat = [(item.role, item.stage) for item in seats for _ in range(item.people)]
    if not flat:
        return Seating((), 0.0, 0.0), ()
    most = people if len(flat) * people <= _MAX_SEATING else max(3, len(flat))
    ranked = {}
    for key in dict.fromkeys(flat):
        values = standing.readiness[key]
        order = sorted(range(people), key=lambda n: (-values[n], n))
        ranked[key] = {n: float(values[n]) for n in order[: max(most, 3)]}
    seating = seat_people([ranked[key] for key in flat], people)
    rows = tuple(
        SeatRow(
            role,
            stage,
            person,
            ranked[role, stage].get(person, 0.0),
            tuple(list(ranked[role, stage].items())[:3]),
        )
        for (role, stage), person in zip(flat, seating.seats, strict=True)
    )
    return seating, rows


def describe_needs(standing: Standing, found: Needs) -> Json:
    """Return the needs of a team as plain values."""
    framework, members = standing.framework, standing.members
    return {
        **head(framework, standing.as_of),
        "is_not": standing.rules.is_not,
        "team": standing.team.name,
        "people": len(members),
        "origin": found.origin,
        "coverage": found.coverage,
        "left": found.left,
        "unknown": [
            {"skill": skill, "name": framework.skills[skill].name} for skill in found.unknown
        ],
        "needs": [describe_need(standing, row) for row in found.rows],
        "seats": [
            {
                "role": row.role,
                "name": framework.roles[row.role].name,
                "stage": row.stage,
                "person": members[row.person].id if row.person >= 0 else None,
                "readiness": row.readiness if row.person >= 0 else None,
                "best": [
                    {"person": members[number].id, "readiness": value} for number, value in row.best
                ],
            }
            for row in found.seats
        ],
        "seated": found.seated,
        "seated_bound": found.bound,
    }


def describe_need(standing: Standing, row: NeedRow) -> Json:
    """Return one need as plain values."""
    need, coverage = row.need, row.coverage
    return {
        "skill": need.skill,
        "name": standing.framework.skills[need.skill].name,
        "level": need.level,
        "people": need.people,
        "share": row.share,
        "source": need.source,
        "coverage": coverage.share,
        "held": coverage.held,
        "expected": coverage.expected,
        "low": coverage.low,
        "high": coverage.high,
        "missing": max(0, need.people - coverage.held),
        "likeliest": [standing.members[number].id for number in coverage.people],
    }
