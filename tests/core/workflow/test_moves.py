"""Moves between roles: hours, what carries over, pay; the map; routes over several moves."""

import datetime as dt
import random
from collections.abc import Callable
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.files import data_root
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.framework.way_records import Target
from metier.core.match.target import Target as Row
from metier.core.plan.reach import measure_reach
from metier.core.workflow import moves_map
from metier.core.workflow.assess import Assessment
from metier.core.workflow.moves import (
    Origin,
    ask,
    describe_moves,
    every_target,
    list_moves,
    measure_move,
    origin_of_background,
    origin_of_person,
    origin_of_role,
)
from metier.core.workflow.moves_map import MoveMap, load_map, map_key, reachable
from metier.core.workflow.planning import plan_way
from metier.core.workflow.routes import MAX_MOVES, RouteSearch, describe_routes

AS_OF = dt.date(2026, 11, 23)
SCIENTIST = Target("data-scientist", "mid")
Assess = Callable[..., Assessment]


@pytest.fixture(scope="module")
def scientist(framework: Framework) -> Origin:
    return origin_of_role(framework, "data-scientist", "mid", as_of=AS_OF)


@pytest.fixture(scope="module")
def nurse(framework: Framework) -> Origin:
    return origin_of_background(framework, "Registered Nurse", as_of=AS_OF)


@pytest.fixture(scope="module")
def places(framework: Framework) -> MoveMap:
    return load_map(framework)


def test_people_of_a_role_have_what_it_asks(framework: Framework, scientist: Origin) -> None:
    for item in framework.roles["data-scientist"].requirements:
        assert scientist.proficiencies.at_least(item.skill, item.levels.mid) == pytest.approx(1)
    move = measure_move(framework, scientist, SCIENTIST)
    assert move.reach.before == pytest.approx(1)
    assert (move.reach.hours, move.reach.whole, move.reach.reached) == (0, 0, True)


def test_what_comes_before_is_held_too(framework: Framework, scientist: Origin) -> None:
    for skill in framework.data.skills:
        for level, needs in skill.prerequisites.items():
            if scientist.proficiencies.at_least(skill.id, level) > 0.999:
                for need in needs:
                    assert scientist.proficiencies.at_least(need.skill, need.level) > 0.999


def test_moves_are_not_symmetric(framework: Framework, places: MoveMap) -> None:
    there = places.hours[places.row(SCIENTIST), places.row(Target("data-engineer", "mid"))]
    back = places.hours[places.row(Target("data-engineer", "mid")), places.row(SCIENTIST)]

    assert there != back
    assert min(there, back) > 0


def test_a_background_starts_farther_than_a_neighbor(
    framework: Framework, nurse: Origin, scientist: Origin
) -> None:
    aim = Target("machine-learning-engineer", "mid")
    far, near = (measure_move(framework, origin, aim) for origin in (nurse, scientist))

    assert near.reach.hours < far.reach.hours
    assert near.reach.before > far.reach.before
    assert near.gain is not None
    assert far.gain is None
    names = [skill for skill, _ in far.carried]
    assert {"communication", "stakeholder-communication"} & set(names)


def test_the_hours_of_a_move_are_those_of_the_plan(
    framework: Framework, samples: dict[str, Document], assess: Assess
) -> None:
    person = assess(samples["analyst"])
    for role in ("data-scientist", "data-engineer", "ai-product-manager"):
        move = measure_move(framework, origin_of_person(framework, person), Target(role, "mid"))
        plan = plan_way(framework, person, role, "mid", hours_per_week=6)

        assert move.reach.hours <= plan.hours * 1.001  # a plan may lack a resource for a step
        assert move.reach.before == pytest.approx(plan.before.value)


def test_moves_say_what_is_new_and_what_it_takes(framework: Framework, scientist: Origin) -> None:
    aim = Target("mlops-engineer", "mid")
    (move,) = list_moves(framework, scientist, [aim])
    shown = describe_moves(framework, scientist, [move], as_of=AS_OF)

    (row,) = shown["moves"]
    assert sum(item["hours"] for item in row["new"]) == pytest.approx(row["hours"])
    assert row["hours_low"] < row["hours"] < row["hours_high"]
    assert row["hours"] <= row["hours_whole"]
    assert shown["caution"]
    shares = [item["share"] for item in row["carried"]]
    assert shares == sorted(shares, reverse=True)


def test_rare_stages_are_left_out_unless_asked(framework: Framework, scientist: Origin) -> None:
    usual, all_of_them = every_target(framework), every_target(framework, rare=True)
    rare = {(role.id, stage) for role in framework.data.roles for stage in role.rare_stages}

    assert len(all_of_them) == 84
    assert {(t.role, t.stage) for t in all_of_them} - {(t.role, t.stage) for t in usual} == rare


def test_unknown_places_are_refused(framework: Framework, scientist: Origin) -> None:
    with pytest.raises(UnknownIdError):
        origin_of_role(framework, "wizard", "mid", as_of=AS_OF)
    with pytest.raises(UnknownIdError):
        origin_of_background(framework, "dragon tamer", as_of=AS_OF)
    with pytest.raises(UnknownIdError):
        measure_move(framework, scientist, Target("data-engineer", "chief"))


def test_the_map_that_comes_along_is_that_of_the_data(
    framework: Framework, places: MoveMap
) -> None:
    """Sampled rows computed anew; scripts/moves.py writes all."""
    assert places.hours.shape == places.whole.shape == (84, 84)
    assert np.diag(places.hours).tolist() == [0] * 84
    rng = random.Random(20261128)
    for row in rng.sample(range(84), 3):
        start = places.targets[row]
        origin = origin_of_role(framework, start.role, start.stage, as_of=AS_OF)
        for column in rng.sample(range(84), 6):
            aim = places.targets[column]
            asked = ask(Row(framework, framework.roles[aim.role], aim.stage))
            reach = measure_reach(framework, asked, origin.proficiencies)
            assert places.hours[row, column] == pytest.approx(reach.hours, abs=0.051)
            assert places.whole[row, column] == pytest.approx(reach.whole, abs=0.051)


def test_another_framework_has_another_map(
    framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With other efforts the shipped map does not fit, and the map is computed."""
    skill = framework.data.skills[0]
    effort = {level: (a, b + 1, c + 1) for level, (a, b, c) in skill.effort.items()}
    skills = (msgspec.structs.replace(skill, effort=effort), *framework.data.skills[1:])
    other = Framework(msgspec.structs.replace(framework.data, skills=skills))
    asked: list[str] = []
    stored = msgspec.json.decode(
        (data_root() / "derived" / "moves.json").read_bytes(), type=moves_map._Stored
    )

    def compute(given: Framework, **_: object) -> object:
        asked.append(map_key(given))
        return stored

    monkeypatch.setattr(moves_map, "compute_map", compute)
    monkeypatch.setattr(moves_map, "read_kept", lambda *_: None)
    monkeypatch.setattr(moves_map, "write_kept", lambda *_, **__: True)

    load_map(other)
    load_map(framework)

    assert asked == [map_key(other)] != [map_key(framework)]


def test_rings_hold_what_fits_into_their_months() -> None:
    rings = reachable([3, 6, 12], [10, 131, 200, 521, 522], hours_per_week=10)

    assert rings == [3, 6, 6, 12, None]


@pytest.fixture(scope="module")
def search(framework: Framework, scientist: Origin, places: MoveMap) -> RouteSearch:
    return RouteSearch(framework, scientist, places, hours_per_week=10)


def test_no_route_of_the_front_is_beaten_by_any_other(search: RouteSearch) -> None:
    front = search.front()

    assert [route.weeks for route in front] == sorted(route.weeks for route in front)
    assert all(b.pay > a.pay * 1.02 for a, b in pairwise(front))
    everything = list(search._routes(()))
    assert len(everything) > 1000
    for route in everything:
        best = max((r.pay for r in front if r.weeks <= route.weeks + 1e-9), default=0.0)
        assert route.pay <= max(best, 165_000) * 1.02 + 1e-6


def test_a_route_keeps_its_rules(
    framework: Framework, search: RouteSearch, scientist: Origin
) -> None:
    order = ("entry", "mid", "senior", "principal")
    for route in search.front():
        assert 1 <= len(route.hops) <= MAX_MOVES
        week, stage = 0.0, scientist.stage
        for number, hop in enumerate(route.hops):
            assert abs(order.index(hop.target.stage) - order.index(str(stage))) <= 1
            assert hop.week >= week + (hop.hours / 10) - 1e-9
            if number:
                assert hop.week >= week + 52
            gates = framework.roles[hop.target.role].gates
            years = next(g.years for name, g in gates.items() if name == hop.target.stage)
            assert hop.week >= (years - (scientist.years or 0)) * 52.1 - 1
            week, stage = hop.week, hop.target.stage
        assert route.weeks == route.hops[-1].week


def test_routes_to_a_target_end_there_and_earn_more_when_slower(
    framework: Framework, search: RouteSearch, scientist: Origin
) -> None:
    aim = Target("machine-learning-engineer", "senior")
    front = search.front(aim)

    assert front
    assert all(route.hops[-1].target == aim for route in front)
    assert all(b.earned > a.earned for a, b in pairwise(front))
    shown = describe_routes(framework, scientist, front)
    assert shown["routes"][0]["moves"][-1]["role"] == aim.role
    with pytest.raises(UnknownIdError):
        search.front(Target("wizard", "mid"))


@pytest.mark.parametrize(("hours", "years"), [(0, 5), (200, 5), (10, 0), (10, 99)])
def test_routes_need_hours_and_years(
    framework: Framework, scientist: Origin, places: MoveMap, hours: float, years: float
) -> None:
    with pytest.raises(UsageError):
        RouteSearch(framework, scientist, places, hours_per_week=hours, years=years)
