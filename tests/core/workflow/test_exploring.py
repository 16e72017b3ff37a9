"""Roles by what one looks for, demand, needs, prerequisites and near moves, against brute force."""

import datetime as dt
import itertools

import pytest

from metier.core.errors import UnknownIdError
from metier.core.framework.load import load_framework
from metier.core.framework.types import STAGES
from metier.core.framework.way_records import Target
from metier.core.match.outlook import demand_on, middle_pay
from metier.core.workflow.exploring import (
    SORTS,
    RoleQuery,
    demand_rows,
    list_roles,
    nearest_moves,
    needs_of_skill,
    prerequisites_of,
)
from metier.core.workflow.moves_map import load_map

FRAMEWORK = load_framework()
DAY = dt.date(2026, 11, 28)
CATEGORIES = sorted({role.category for role in FRAMEWORK.data.roles})


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("stage", STAGES)
def test_all_roles_in_every_order(sort: str, stage: str) -> None:
    cards = list_roles(FRAMEWORK, RoleQuery(stage=stage, sort=sort), as_of=DAY)
    assert {card.role.id for card in cards} == set(FRAMEWORK.roles)
    if sort == "name":
        assert [card.role.name for card in cards] == sorted(card.role.name for card in cards)
    if sort == "pay":
        pays = [middle_pay(FRAMEWORK, card.role.id, stage) or 0 for card in cards]
        assert pays == sorted(pays, reverse=True)
    if sort == "demand":
        soon = ["high", "growing", "emerging"]
        ranks = [soon.index(card.demand) for card in cards if card.demand]
        assert ranks == sorted(ranks)


def test_filters_are_what_brute_force_keeps() -> None:
    for category, demand, pay in itertools.product(
        ["", *CATEGORIES], ["", "high", "growing", "emerging"], [0.0, 175_000.0, 1e9]
    ):
        query = RoleQuery(category=category, demand=demand, pay=pay, stage="mid")
        expected = {
            role.id
            for role in FRAMEWORK.data.roles
            if (not category or role.category == category)
            and (not demand or getattr(demand_on(FRAMEWORK, role.id, DAY), "horizon", "") == demand)
            and (not pay or (middle_pay(FRAMEWORK, role.id, "mid") or 0) >= pay)
        }
        assert {card.role.id for card in list_roles(FRAMEWORK, query, as_of=DAY)} == expected


def test_only_what_was_found() -> None:
    query = RoleQuery(found=frozenset(["nlp-engineer"]))
    assert [card.role.id for card in list_roles(FRAMEWORK, query, as_of=DAY)] == ["nlp-engineer"]
    assert list_roles(FRAMEWORK, RoleQuery(found=frozenset()), as_of=DAY) == []


def test_unknown_stage() -> None:
    with pytest.raises(UnknownIdError):
        list_roles(FRAMEWORK, RoleQuery(stage="junior"), as_of=DAY)


def test_demand_names_every_role_once() -> None:
    rows = demand_rows(FRAMEWORK, as_of=DAY)
    assert sorted(row.role.id for row in rows) == sorted(FRAMEWORK.roles)
    assert [row.from_day for row in rows] == sorted(row.from_day for row in rows)


@pytest.mark.parametrize("skill", ["python", "communication", "reinforcement-learning"])
def test_needs_are_the_requirements_of_all_roles(skill: str) -> None:
    needs = needs_of_skill(FRAMEWORK, skill)
    expected = {
        role.id
        for role in FRAMEWORK.data.roles
        for item in role.requirements
        if item.skill == skill
    }
    assert {need.role.id for need in needs} == expected
    totals = [sum(need.levels) for need in needs]
    assert totals == sorted(totals, reverse=True)


def test_prerequisites_of_every_skill() -> None:
    for skill in FRAMEWORK.data.skills:
        around = prerequisites_of(FRAMEWORK, skill.id)
        direct = {need.skill for needs in skill.prerequisites.values() for need in needs}
        assert {link.other for link in around.before if link.skill == skill.id} == direct
        for link in (*around.before, *around.after):
            asked = FRAMEWORK.skills[link.skill].prerequisites
            levels = [n for n, needs in asked.items() if link.other in {x.skill for x in needs}]
            assert link.level == min(levels)
        assert all(link.other == skill.id for link in around.after)
        pairs = [(link.skill, link.other) for link in around.before]
        assert len(pairs) == len(set(pairs))


def test_unknown_skill() -> None:
    with pytest.raises(UnknownIdError):
        prerequisites_of(FRAMEWORK, "no-such-skill")


def test_near_moves_are_the_nearest_of_the_map() -> None:
    moves = load_map(FRAMEWORK)
    start = Target("data-scientist", "mid")
    found = nearest_moves(FRAMEWORK, moves, start, limit=5)
    row = moves.hours[moves.row(start)]
    allowed = [
        float(hours)
        for target, hours in zip(moves.targets, row, strict=True)
        if target.role != start.role
        and target.stage in {"mid", "senior"}
        and target.stage not in FRAMEWORK.roles[target.role].rare_stages
    ]
    assert [move.hours for move in found] == sorted(allowed)[:5]
    now = middle_pay(FRAMEWORK, start.role, start.stage)
    assert all(move.gain == move.pay - now for move in found)
