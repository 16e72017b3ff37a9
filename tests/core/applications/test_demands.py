"""What an advert's demands weigh, and the levels they ask."""

import pytest

from metier.core.applications.demands import list_demands, value_at
from metier.core.framework.index import Framework

ASKED = [("sql", "must"), ("python", "must"), ("python", "nice"), ("tableau", "nice")]


def test_weights_sum_to_one_and_a_must_weighs_most(framework: Framework) -> None:
    rules = framework.library.applications
    assert rules is not None
    demands = list_demands(rules, ASKED, framework.role("data-scientist"), "mid")
    assert [item.skill for item in demands] == ["python", "sql", "tableau"]
    assert sum(item.weight for item in demands) == pytest.approx(1)
    assert demands[0].weight == 4 * demands[2].weight
    assert demands[0].need == "must"


def test_the_role_says_the_level_where_it_asks_for_the_skill(framework: Framework) -> None:
    rules = framework.library.applications
    assert rules is not None
    role = framework.role("data-scientist")
    asked = {item.skill: item.levels.senior for item in role.requirements}
    demands = list_demands(rules, [("python", "must"), ("cobol-x", "must")], role, "senior")
    by_skill = {item.skill: item for item in demands}
    assert (by_skill["python"].target, by_skill["python"].from_role) == (asked["python"], True)
    assert (by_skill["cobol-x"].target, by_skill["cobol-x"].from_role) == (3, False)
    alone = list_demands(rules, [("python", "must")], None, "entry")
    assert (alone[0].target, alone[0].from_role) == (rules.levels["entry"], False)


def test_nothing_asked_is_no_demand(framework: Framework) -> None:
    rules = framework.library.applications
    assert rules is not None
    assert list_demands(rules, [], None, "mid") == ()
    assert value_at(()) == []


def test_a_level_is_worth_its_share_up_to_the_target(framework: Framework) -> None:
    rules = framework.library.applications
    assert rules is not None
    demands = list_demands(rules, [("python", "must"), ("sql", "nice")], None, "entry")
    worth = value_at(demands)
    assert worth[0] == pytest.approx([0, 0.4, 0.8, 0.8, 0.8, 0.8])
    assert [max(row) for row in worth] == pytest.approx([item.weight for item in demands])
