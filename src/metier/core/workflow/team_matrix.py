"""The matrix of people and skills: levels, what rests on one person, strengths, who can help."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.lookup import name_skill
from metier.core.framework.team_records import Need
from metier.core.match.target import Target
from metier.core.team.matrix import (
    Bools,
    SinglePoint,
    chance_of,
    find_helpers,
    find_single_points,
    find_strengths,
    summarize,
)
from metier.core.workflow.answers import Json, head
from metier.core.workflow.team_needs import MAX_NEEDS, choose_needs
from metier.core.workflow.team_standing import Standing, next_stage

MOST_SKILLS = 60
_HELPERS = 3
_STRENGTHS = 8


class MatrixOptions(NamedTuple):
    """What the matrix shows.

    Attributes:
        skills: Skills by id or name; the team's own when empty.
        level: Level that skills without a need are held against, or None for the rules'.
        held: Probability from which somebody holds a level, or None for the rules'.
        most: How many skills to show; 0 for all.
        first: Number of the first person to show; `people` how many, 0 for all.
    """

    skills: Sequence[str] = ()
    level: int | None = None
    held: float | None = None
    most: int = MOST_SKILLS
    first: int = 0
    people: int = 0


class Matrix(NamedTuple):
    """The matrix, by indexes of people and rows of skills.

    Attributes:
        rows: Rows of the skills in the framework, in the order shown.
        wanted: (row of the skill, level) that the team rests on.
        left: Skills with evidence that are not shown.
    """

    rows: tuple[int, ...]
    wanted: tuple[tuple[int, int], ...]
    points: tuple[SinglePoint, ...]
    strengths: tuple[tuple[int, int, float], ...]
    held: float
    level: int
    left: int


def make_matrix(standing: Standing, options: MatrixOptions | None = None) -> Matrix:
    """Return what the matrix shows.

    Raises:
        UsageError: A threshold is no probability, or a level is none.
        UnknownIdError: A skill is not known.
    """
    options = options or MatrixOptions()
    rules = standing.rules
    held = rules.held if options.held is None else options.held
    level = rules.level if options.level is None else options.level
    check_threshold(held)
    if not 1 <= level <= 5:
        raise UsageError(f"{level} is no level from 1 to 5.", code="level-range")
    needed = _needed(standing)
    rows, left = _rows(standing, options, needed)
    seen = set(rows)
    wanted = [(row, needed.get(row, level)) for row in rows]
    wanted += [(row, at) for row, at in needed.items() if row not in seen]
    points = find_single_points(standing.levels, wanted, held=held)
    strengths = find_strengths(
        standing.levels[:, list(rows)],
        _asked(standing)[:, list(rows)],
        level=max(level, rules.strength),
        held=held,
    )
    return Matrix(
        rows=rows,
        wanted=tuple(wanted),
        points=tuple(_told(standing, points, needed)),
        strengths=tuple((person, rows[skill], chance) for person, skill, chance in strengths),
        held=held,
        level=level,
        left=left,
    )


def check_threshold(held: float) -> None:
    """Refuse a threshold that is no probability.

    Raises:
        UsageError: It lies outside 0 to 1.
    """
    if not 0 < held < 1:
        raise UsageError(
            f"{held:g} is no threshold.",
            code="threshold-range",
            hint="It is a probability between 0 and 1, such as 0.5.",
        )


def _needed(standing: Standing) -> dict[int, int]:
    """Return the level of the heaviest need of each skill; empty without needs."""
    found: dict[int, tuple[float, int]] = {}
    for need in _needs(standing):
        row = standing.framework.rows[need.skill]
        found[row] = max((need.weight, need.level), found.get(row, (0.0, 0)))
    return {row: level for row, (_, level) in found.items()}


def _needs(standing: Standing) -> Sequence[Need]:
    """Return the needs that count, without those of which nothing is known; none without any."""
    team = standing.team
    if not team.needs and not team.seats and not any(m.role for m in team.members):
        return ()
    return choose_needs(standing, most=MAX_NEEDS).needs


def _told(
    standing: Standing, points: Iterable[SinglePoint], needed: dict[int, int]
) -> list[SinglePoint]:
    """Leave out what nobody holds and nobody needs; those with one holder first, heaviest first."""
    kept = [point for point in points if point.person >= 0 or point.skill in needed]
    weight = _weights(standing)
    return sorted(
        kept,
        key=lambda point: (point.person < 0, -weight.get(point.skill, 0.0), point.skill),
    )


def _weights(standing: Standing) -> dict[int, float]:
    found: dict[int, float] = {}
    for need in _needs(standing):
        row = standing.framework.rows[need.skill]
        found[row] = found.get(row, 0.0) + need.weight
    return found


def _rows(
    standing: Standing, options: MatrixOptions, needed: dict[int, int]
) -> tuple[tuple[int, ...], int]:
    """Return the skills to show and how many with evidence are left out."""
    framework = standing.framework
    if options.skills:
        named = [framework.rows[name_skill(framework, text)] for text in options.skills]
        return tuple(dict.fromkeys(named)), 0
    counts = standing.shown.sum(axis=0)
    weight = _weights(standing)
    shown = [int(row) for row in np.flatnonzero(counts)]
    if not shown:
        shown = list(needed)
    shown.sort(key=lambda row: (-weight.get(row, 0.0), -int(counts[row]), row))
    most = len(shown) if options.most == 0 or not _is_wide(standing) else options.most
    kept = shown[: max(1, most)]
    return tuple(kept), len(shown) - len(kept)


def _is_wide(standing: Standing) -> bool:
    """Return whether skills come from documents: a sheet's own columns are all shown."""
    return any(member.evidence for member in standing.members)


def _asked(standing: Standing) -> Bools:
    """Return whether each person's own role and stage asks for a skill, (people, skills)."""
    framework = standing.framework
    asked = np.zeros(standing.shown.shape, dtype=bool)
    cache: dict[tuple[str, str], Target] = {}
    for number, member in enumerate(standing.members):
        if member.role in framework.roles and member.role:
            key = (member.role, standing.stage_of(number))
            if key not in cache:
                cache[key] = Target(framework, framework.roles[key[0]], key[1])
            asked[number, cache[key].rows] = True
    return asked


def describe_matrix(
    standing: Standing, matrix: Matrix, options: MatrixOptions | None = None
) -> Json:
    """Return the matrix as plain values."""
    options = options or MatrixOptions()
    return {**describe_whole(standing, matrix), **describe_page(standing, matrix, options)}


def describe_whole(standing: Standing, matrix: Matrix) -> Json:
    """Return what a matrix says of the whole team: skills, what rests on one, who can help."""
    return {
        **head(standing.framework, standing.as_of),
        "is_not": standing.rules.is_not,
        "team": standing.team.name,
        "threshold": matrix.held,
        "level": matrix.level,
        "total": len(standing.members),
        "skills": [_describe_skill(standing, matrix, row) for row in matrix.rows],
        "left": matrix.left,
        "single_points": [_describe_point(standing, point) for point in matrix.points],
        "leaves_with": _leaves_with(standing, matrix),
        "strengths": _describe_strengths(standing, matrix),
        "helpers": _describe_helpers(standing, matrix),
    }


def describe_page(standing: Standing, matrix: Matrix, options: MatrixOptions) -> Json:
    """Return the people of one page with their cells, as plain values."""
    framework, members = standing.framework, standing.members
    first = max(0, options.first)
    last = min(len(members), first + options.people) if options.people else len(members)
    cells = summarize(standing.levels[first:last][:, list(matrix.rows)])
    expected, low, high = (
        cells.expected.round(3).tolist(),
        cells.low.tolist(),
        cells.high.tolist(),
    )
    ids = [framework.data.skills[row].id for row in matrix.rows]
    return {
        "people": [describe_member(standing, number) for number in range(first, last)],
        "cells": [
            {
                "person": members[first + n].id,
                "skill": skill,
                "expected": expected[n][k],
                "low": low[n][k],
                "high": high[n][k],
                "shown": bool(standing.shown[first + n, matrix.rows[k]]),
            }
            for n in range(last - first)
            for k, skill in enumerate(ids)
        ],
    }


def describe_member(standing: Standing, number: int) -> Json:
    """Return a person with the readiness for their role, the next stage and roles near it."""
    framework, member = standing.framework, standing.members[number]
    found: Json = {
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "stage": member.stage,
        "guessed": member.guessed,
        "supposed": bool(standing.supposed[number]),
        "shown": int(standing.shown[number].sum()),
        "proof": None,
        "sufficiency": None,
        "readiness": None,
        "next": None,
        "neighbors": [],
    }
    if member.role is None or member.role not in framework.roles:
        return found
    stage = standing.stage_of(number)
    found["readiness"] = _value(standing, member.role, stage, number)
    proof = proof_of(standing, number, member.role, stage)
    least = framework.data.evidence.sufficient_proof
    found["proof"] = round(proof, 4)
    found["sufficiency"] = "enough" if proof >= least else "not-enough-evidence"
    following = next_stage(framework, member)
    if following:
        found["next"] = {
            "role": following[0],
            "stage": following[1],
            "readiness": _value(standing, *following, number),
        }
    found["neighbors"] = [
        {
            "role": item.role,
            "name": framework.roles[item.role].name,
            "stage": stage,
            "readiness": _value(standing, item.role, stage, number),
        }
        for item in framework.roles[member.role].neighbors
        if item.role in framework.roles
    ]
    return found


def describe_levels(standing: Standing, number: int) -> list[Json]:
    """Return the skills of a person of which something is known, highest level first."""
    framework, member = standing.framework, standing.members[number]
    rows = [row for row in range(len(framework.data.skills)) if standing.shown[number, row]]
    cells = summarize(standing.levels[number][rows])
    found = [
        {
            "skill": framework.data.skills[row].id,
            "name": framework.data.skills[row].name,
            "expected": round(float(cells.expected[k]), 3),
            "low": int(cells.low[k]),
            "high": int(cells.high[k]),
            "quotes": list(member.quotes.get(framework.data.skills[row].id, ())),
        }
        for k, row in enumerate(rows)
    ]
    return sorted(found, key=lambda item: (-float(str(item["expected"])), str(item["skill"])))


def proof_of(standing: Standing, number: int, role: str, stage: str) -> float:
    """Return the share of a role's weight of which something is known of a person, 0 to 1."""
    framework = standing.framework
    return math.fsum(
        weight
        for item, weight in framework.weights(framework.roles[role], stage)
        if standing.shown[number, framework.rows[item.skill]]
    )


def _value(standing: Standing, role: str, stage: str, number: int) -> float:
    return round(float(standing.readiness[role, stage][number]), 4)


def _describe_skill(standing: Standing, matrix: Matrix, row: int) -> Json:
    skill = standing.framework.data.skills[row]
    level = dict(matrix.wanted).get(row, matrix.level)
    chances = chance_of(standing.levels[:, row], level)
    return {
        "skill": skill.id,
        "name": skill.name,
        "domain": skill.domain,
        "level": level,
        "held": int((chances >= matrix.held - 1e-9).sum()),
        "expected": round(float(chances.sum()), 3),
    }


def _describe_point(standing: Standing, point: SinglePoint) -> Json:
    members, skill = standing.members, standing.framework.data.skills[point.skill]
    return {
        "skill": skill.id,
        "name": skill.name,
        "level": point.level,
        "person": members[point.person].id if point.person >= 0 else None,
        "chance": round(point.chance, 4) if point.person >= 0 else None,
        "next": members[point.next].id if point.next >= 0 else None,
        "next_chance": round(point.next_chance, 4) if point.next >= 0 else None,
    }


def _leaves_with(standing: Standing, matrix: Matrix) -> list[Json]:
    """Return for each person what nobody else holds, most first."""
    found: dict[int, list[str]] = {}
    for point in matrix.points:
        if point.person >= 0:
            skill = standing.framework.data.skills[point.skill].id
            found.setdefault(point.person, []).append(skill)
    return [
        {"person": standing.members[person].id, "skills": skills}
        for person, skills in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _describe_strengths(standing: Standing, matrix: Matrix) -> list[Json]:
    found: list[Json] = []
    counted: dict[int, int] = {}
    for person, row, chance in matrix.strengths:
        member = standing.members[person]
        if member.role is None or not standing.shown[person, row]:
            continue
        counted[person] = counted.get(person, 0) + 1
        if counted[person] <= _STRENGTHS:
            skill = standing.framework.data.skills[row]
            found.append(
                {
                    "person": member.id,
                    "skill": skill.id,
                    "name": skill.name,
                    "level": max(matrix.level, standing.rules.strength),
                    "chance": round(chance, 4),
                }
            )
    return found


def _describe_helpers(standing: Standing, matrix: Matrix) -> list[Json]:
    """Return for each skill that is lacked who could help whom."""
    found = []
    for row, level in matrix.wanted[: len(matrix.rows)]:
        lacking, helping = find_helpers(
            standing.levels, row, level, above=standing.rules.above, held=matrix.held
        )
        if lacking and helping:
            skill = standing.framework.data.skills[row]
            found.append(
                {
                    "skill": skill.id,
                    "name": skill.name,
                    "level": level,
                    "lacking": [standing.members[n].id for n in lacking],
                    "helping": [standing.members[n].id for n in helping[:_HELPERS]],
                }
            )
    return found


def matrix_skills(framework: Framework, matrix: Matrix) -> list[str]:
    """Return the ids of the skills shown."""
    return [framework.data.skills[row].id for row in matrix.rows]
