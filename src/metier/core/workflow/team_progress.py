"""The next rung of each person, who could succeed whom, and who could mentor whom."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metier.core.framework.proficiency import Floats
from metier.core.framework.types import LEVELS, Requirement
from metier.core.match.gap import list_gaps
from metier.core.match.gates import check_gates
from metier.core.match.readiness import assess_readiness
from metier.core.match.target import Target
from metier.core.plan.optimize import choose_most_gain
from metier.core.plan.steps import list_steps
from metier.core.plan.ways import Ways
from metier.core.team.matrix import chance_of
from metier.core.team.pairs import Pair, match_pairs
from metier.core.workflow.answers import Json, head
from metier.core.workflow.team_matrix import proof_of
from metier.core.workflow.team_standing import Standing, next_stage

_SHOWN = 8
_MISSING = 8
_SUCCESSORS = 3
_MENTORS_TRIED = 25
_WHY = 4
_LEVELS = np.array(LEVELS, dtype=np.float64)


class ProgressOptions(NamedTuple):
    """What is asked of a team's progression.

    Attributes:
        people: Names or ids of the people to write growth plans for; all when empty.
        hours_per_week: Hours of those whose own are not known, or None for the rules'.
        weeks: Weeks of a growth plan, or None for the rules'.
        capacity: People whom one person mentors at most, or None for the rules'.
    """

    people: Sequence[str] = ()
    hours_per_week: float | None = None
    weeks: float | None = None
    capacity: int | None = None


def describe_progress(standing: Standing, options: ProgressOptions | None = None) -> Json:
    """Return growth plans, succession and mentoring pairs as plain values.

    Raises:
        UnknownIdError: Nobody has one of the names.
    """
    options = options or ProgressOptions()
    chosen = [standing.find(name) for name in options.people] or range(len(standing.members))
    ways = Ways(standing.framework, languages=("en",), has_budget=True)
    return {
        **head(standing.framework, standing.as_of),
        "is_not": standing.rules.is_not,
        "team": standing.team.name,
        "people": [growth_plan(standing, number, options, ways) for number in chosen],
        "succession": _succession(standing),
        "mentoring": _mentoring(standing, options),
    }


def growth_plan(standing: Standing, number: int, options: ProgressOptions, ways: Ways) -> Json:
    """Return what one person shows, lacks and could do next, on one page."""
    framework, member = standing.framework, standing.members[number]
    row: Json = {
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "stage": member.stage,
        "guessed": member.guessed,
        "next": None,
    }
    following = next_stage(framework, member)
    at = following or ((member.role, standing.stage_of(number)) if member.role else None)
    if at is None or at[0] not in framework.roles:
        return row
    role = framework.roles[at[0]]
    target = Target(framework, role, at[1])
    proficiencies = standing.proficiencies(number)
    readiness = assess_readiness(framework, target, proficiencies)
    gaps = list_gaps(framework, readiness, proficiencies)
    behaviors = next((value for name, value in role.behaviors.items() if name == at[1]), None)
    rung = next((item for item in role.ladder if at[1] in item.stages), None)
    strong = sorted(
        (item for item in readiness.contributions if proficiencies.is_shown(item.skill)),
        key=lambda item: (-item.share / item.weight, -item.weight),
    )
    row["next"] = {
        "role": role.id,
        "name": role.name,
        "stage": at[1],
        "is_last": following is None,
        "readiness": {"value": readiness.value, "low": readiness.low, "high": readiness.high},
        "proof": readiness.proof,
        "sufficiency": "enough" if readiness.sufficient else "not-enough-evidence",
        "shown": [
            {
                "skill": item.skill,
                "name": framework.skills[item.skill].name,
                "target": item.target,
                "expected": round(item.expected, 3),
                "chance": round(item.chance, 4),
                "quotes": member.quotes.get(item.skill, ()),
            }
            for item in strong
            if item.chance >= standing.rules.held
        ][:_SHOWN],
        "missing": [
            {
                "skill": gap.skill,
                "name": framework.skills[gap.skill].name,
                "target": gap.target,
                "expected": round(gap.expected, 3),
                "hours": round(gap.hours, 1),
                "known": proficiencies.is_shown(gap.skill),
                "behavior": framework.skills[gap.skill].levels.get(gap.target, ""),
            }
            for gap in gaps[:_MISSING]
        ],
        "questions": list(readiness.questions),
        "behaviors": (
            {name: getattr(behaviors, name) for name in behaviors.__struct_fields__}
            if behaviors
            else {}
        ),
        "responsibilities": list(rung.responsibilities) if rung else [],
        "gates": [
            gate._asdict()
            for gate in check_gates(role, at[1], years=member.years, degree=member.degree or "none")
        ],
        "plan": _plan(standing, number, target, options, ways),
    }
    return row


def _plan(
    standing: Standing, number: int, target: Target, options: ProgressOptions, ways: Ways
) -> Json:
    """Return the steps that bring most readiness in the hours of the weeks, free of charge."""
    framework, rules, member = standing.framework, standing.rules, standing.members[number]
    asked = rules.next_month_hours if options.hours_per_week is None else options.hours_per_week
    hours = asked if member.hours is None else member.hours
    weeks = rules.growth_weeks if options.weeks is None else options.weeks
    worth = {ask.requirement.skill: (ask.weight, ask.level) for ask in target.asks}
    steps = list_steps(framework, worth, standing.proficiencies(number), ways=ways)
    found = choose_most_gain(steps, int(60 * hours * weeks))
    return {
        "hours_per_week": hours,
        "weeks": weeks,
        "hours": sum(steps[index].minutes for index in found.chosen) / 60,
        "gain": found.value,
        "bound": found.bound,
        "steps": [
            {
                "skill": steps[index].skill,
                "name": framework.skills[steps[index].skill].name,
                "from": steps[index].level - 1,
                "to": steps[index].level,
                "hours": steps[index].minutes / 60,
            }
            for index in found.chosen
        ],
    }


def _succession(standing: Standing) -> list[Json]:
    """Return for each person with a role who is readiest to take it over."""
    framework, members = standing.framework, standing.members
    rows = []
    for number, member in enumerate(members):
        if member.role is None or member.role not in framework.roles:
            continue
        stage = standing.stage_of(number)
        values = standing.readiness[member.role, stage]
        order = [int(n) for n in np.argsort(-values, kind="stable") if n != number]
        rows.append(
            {
                "person": member.id,
                "role": member.role,
                "stage": stage,
                "own": round(float(values[number]), 4),
                "successors": [
                    {
                        "person": members[other].id,
                        "readiness": round(float(values[other]), 4),
                        "proof": round(proof_of(standing, other, member.role, stage), 4),
                    }
                    for other in order[:_SUCCESSORS]
                ],
            }
        )
    return rows


class _Goal(NamedTuple):
    """What somebody learns toward: requirements, weights and levels."""

    number: int
    asks: list[tuple[Requirement, float, int, int]]


def _mentoring(standing: Standing, options: ProgressOptions) -> Json:
    """Return the pairs of greatest worth: what the mentor surely has and the other lacks.

    The worth of a pair is the readiness for the next stage that the other lacks in the skills that
    the mentor has at the level asked, at least a level above the other, times the mentor's chance.
    """
    rules, members = standing.rules, standing.members
    capacity = rules.capacity if options.capacity is None else options.capacity
    expected = standing.levels @ _LEVELS
    goals = list(_goals(standing))
    pairs: list[Pair] = []
    whys: dict[tuple[int, int], list[tuple[float, int, int]]] = {}
    surely: dict[int, Floats] = {}  # by what is asked, which people in the same place share
    for goal in goals:
        rows = np.array([row for _, _, _, row in goal.asks], dtype=np.int64)
        asked = np.array([level for _, _, level, _ in goal.asks], dtype=np.int64)
        weight = np.array([weight for _, weight, _, _ in goal.asks])
        own = standing.levels[goal.number, rows]
        reached = np.minimum(_LEVELS[None, :] / asked[:, None], 1.0)
        lacked = weight * (1 - (own * reached).sum(axis=1))
        if id(goal.asks) not in surely:
            surely[id(goal.asks)] = np.stack(
                [
                    chance_of(standing.levels[:, row], int(level))
                    for row, level in zip(rows, asked, strict=True)
                ],
                axis=1,
            )
        sure = surely[id(goal.asks)]
        above = expected[:, rows] >= expected[goal.number, rows][None, :] + rules.above
        helps = (sure >= rules.held) & above & standing.shown[:, rows]
        worth = np.where(helps, sure * lacked[None, :], 0.0)
        sums = worth.sum(axis=1)
        sums[goal.number] = 0.0
        able = np.flatnonzero(sums >= rules.least_help)
        best = able[np.argsort(-sums[able], kind="stable")][:_MENTORS_TRIED]
        for mentor in map(int, best):
            pairs.append(Pair(mentor, goal.number, float(sums[mentor])))
            reasons = [
                (float(v), int(rows[k]), int(asked[k]))
                for k, v in enumerate(worth[mentor])
                if v > 0
            ]
            whys[mentor, goal.number] = sorted(reasons, reverse=True)[:_WHY]
    matched = match_pairs(pairs, capacity=capacity)
    skills = standing.framework.data.skills
    return {
        "capacity": capacity,
        "value": matched.value,
        "bound": matched.bound,
        "pairs": [
            {
                "mentor": members[pair.mentor].id,
                "mentee": members[pair.mentee].id,
                "worth": round(pair.worth, 5),
                "why": [
                    {
                        "skill": skills[row].id,
                        "name": skills[row].name,
                        "level": level,
                        "mentor_expected": round(float(expected[pair.mentor, row]), 2),
                        "mentee_expected": round(float(expected[pair.mentee, row]), 2),
                    }
                    for _, row, level in whys[pair.mentor, pair.mentee]
                ],
            }
            for pair in sorted(matched.pairs, key=lambda pair: -pair.worth)
        ],
    }


def _goals(standing: Standing) -> list[_Goal]:
    framework = standing.framework
    found = []
    cache: dict[tuple[str, str], list[tuple[Requirement, float, int, int]]] = {}
    for number, member in enumerate(standing.members):
        at = next_stage(framework, member)
        if at is None and member.role in framework.roles and member.role:
            at = (member.role, standing.stage_of(number))
        if at is None:
            continue
        if at not in cache:
            cache[at] = [
                (item, weight, item.levels.at(at[1]), framework.rows[item.skill])
                for item, weight in framework.weights(framework.roles[at[0]], at[1])
            ]
        found.append(_Goal(number, cache[at]))
    return found
