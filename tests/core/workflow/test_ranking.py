"""Roles by what a person cares about, side by side, and what if."""

import datetime as dt
from collections.abc import Callable

import pytest

from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.framework.way_records import Target
from metier.core.match.outlook import demand_on, middle_pay, share_liked
from metier.core.workflow.assess import Assessment, measure_readiness
from metier.core.workflow.ranking import (
    Taste,
    compare_roles,
    describe_comparison,
    find_liked,
    rank_rows,
)
from metier.core.workflow.what_if import describe_what_if, suppose

Assess = Callable[..., Assessment]


@pytest.fixture(scope="module")
def analyst(samples: dict[str, Document], assess: Assess) -> Assessment:
    return assess(samples["analyst"])


def test_rows_say_what_the_other_answers_say(framework: Framework, analyst: Assessment) -> None:
    rows = rank_rows(framework, analyst, Taste(stage="mid", liked=frozenset({"python"})))

    assert [row.fit for row in rows] == sorted((row.fit for row in rows), reverse=True)
    assert {row.stage for row in rows} == {"mid"}
    for row in rows[:4]:
        readiness = measure_readiness(framework, analyst, row.role, "mid")
        assert row.readiness == pytest.approx(readiness.value)
        assert row.pay_then == middle_pay(framework, row.role, "mid")
        liked = share_liked(framework, row.role, "mid", frozenset({"python"}))
        assert row.interest == liked
        if row.pay_per_hour is not None and row.hours and row.pay_then and row.pay_now:
            assert row.pay_per_hour == pytest.approx((row.pay_then - row.pay_now) / row.hours)


def test_liked_are_skills_and_domains_by_any_name(framework: Framework) -> None:
    domain = framework.data.domains[0].id

    found = find_liked(framework, ["NLP", "python", domain, "python"])

    assert found == {"natural-language-processing", "python", domain}
    with pytest.raises(UnknownIdError):
        find_liked(framework, ["flying"])


def test_demand_comes_nearer_with_time(framework: Framework) -> None:
    table = framework.library.demand
    assert table is not None
    far = next(item.role for h in table.horizons if h.id == "emerging" for item in h.roles)
    days = [dt.date(2025, 11, 16), dt.date(2027, 2, 1), dt.date(2028, 12, 1)]

    horizons = [demand_on(framework, far, day) for day in days]

    assert [item.horizon for item in horizons if item] == ["emerging", "growing", "high"]
    assert all(item and item.from_day == dt.date(2028, 11, 16) for item in horizons)


def test_two_to_four_roles_side_by_side(framework: Framework, analyst: Assessment) -> None:
    targets = [Target("data-scientist", "mid"), Target("data-engineer", "senior")]

    compared = compare_roles(framework, targets, analyst)
    shown = describe_comparison(framework, compared, analyst, as_of=analyst.as_of)

    assert [one["role"] for one in shown["roles"]] == ["data-scientist", "data-engineer"]
    asked = {item["skill"]: item["levels"] for item in shown["skills"]}
    for number, target in enumerate(targets):
        for item in framework.roles[target.role].requirements:
            assert asked[item.skill][number] == item.levels.at(target.stage)
    both = [sum(level > 0 for level in item["levels"]) for item in shown["skills"]]
    assert both == sorted(both, reverse=True)
    readiness = measure_readiness(framework, analyst, "data-engineer", "senior")
    assert shown["roles"][1]["readiness"]["value"] == pytest.approx(readiness.value)
    alone = describe_comparison(
        framework, compare_roles(framework, targets), None, as_of=analyst.as_of
    )
    assert alone["roles"][0]["readiness"] is None


@pytest.mark.parametrize("count", [0, 1, 5])
def test_too_few_or_too_many_are_refused(framework: Framework, count: int) -> None:
    targets = [Target(role, "mid") for role in list(framework.roles)[:count]]

    with pytest.raises(UsageError) as raised:
        compare_roles(framework, targets)
    assert raised.value.code == "compare-count"


def test_the_same_twice_is_refused(framework: Framework) -> None:
    with pytest.raises(UsageError):
        compare_roles(framework, [Target("data-scientist", "mid")] * 2)


def test_what_if_moves_what_asks_for_it_and_nothing_else(
    framework: Framework, analyst: Assessment
) -> None:
    found = suppose(framework, analyst, {"kubernetes": 5, "docker": 5})

    changed = {
        skill
        for skill in found.after.proficiencies.skills
        if found.after.proficiencies.mean(skill) != found.before.proficiencies.mean(skill)
    }
    assert changed == {"kubernetes", "docker"}
    aim = Target("mlops-engineer", "mid")
    (row,) = describe_what_if(framework, found, [aim])["targets"]
    assert row["after"]["readiness"]["value"] > row["before"]["readiness"]["value"]
    assert row["after"]["hours"] < row["before"]["hours"]
    share = {fit.role: fit.share for fit in found.before.fits}
    then = {fit.role: fit.share for fit in found.after.fits}
    assert then["mlops-engineer"] > share["mlops-engineer"]
    assert sum(then.values()) == pytest.approx(1)


def test_what_if_can_take_away(framework: Framework, analyst: Assessment) -> None:
    found = suppose(framework, analyst, {"sql": 0})

    aim = Target("data-engineer", "mid")
    (row,) = describe_what_if(framework, found, [aim])["targets"]
    assert row["after"]["readiness"]["value"] < row["before"]["readiness"]["value"]


def test_what_if_needs_real_skills_and_levels(framework: Framework, analyst: Assessment) -> None:
    with pytest.raises(UnknownIdError):
        suppose(framework, analyst, {"flying": 3})
    with pytest.raises(UsageError):
        suppose(framework, analyst, {"sql": 6})
