"""Universal skills and tiers enter the weights by a rule in data, and so reach the plan."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest

from metier.core.framework.index import Framework
from metier.core.framework.records import Rating
from metier.core.framework.types import STAGES, PriorityFile
from metier.core.workflow.assess import Reader, assess_profile, build_profile
from metier.core.workflow.planning import Plan, plan_way

DAY = dt.date(2026, 11, 22)


def with_priorities(framework: Framework, **changes: Any) -> Framework:
    rules: PriorityFile = msgspec.structs.replace(framework.data.priorities, **changes)
    return Framework(msgspec.structs.replace(framework.data, priorities=rules))


def plan_for(framework: Framework) -> Plan:
    ratings = [Rating(skill, 1, "2026-11-22") for skill in ("python", "sql", "statistics")]
    profile = build_profile(Reader(framework), [], ratings=ratings)
    assessment = assess_profile(framework, profile, as_of=DAY)
    return plan_way(framework, assessment, "data-engineer", "mid", hours_per_week=6, weeks=26)


@pytest.mark.parametrize("stage", STAGES)
def test_weight_is_importance_times_tier(framework: Framework, stage: str) -> None:
    rules = framework.data.priorities
    for role in framework.data.roles:
        weights = {item.skill: weight for item, weight in framework.weights(role, stage)}
        assert sum(weights.values()) == pytest.approx(1)
        tiers = {
            skill: tier.tier
            for tier in reversed(rules.tiers[rules.category_list[role.category]])
            for line in tier.lines
            for skill in line.skills
        }
        raw = {
            item.skill: rules.importance[item.importance]
            * (rules.tier_factor[tiers[item.skill]] if item.skill in tiers else 1)
            for item in role.requirements
            if item.levels.at(stage)
        }
        total = sum(raw.values())
        for skill, value in raw.items():
            assert weights[skill] == pytest.approx(value / total)


def test_universal_weight_is_the_source_s(framework: Framework) -> None:
    assert framework.data.priorities.importance["universal"] == 0.95


def test_every_category_states_its_list(framework: Framework) -> None:
    lists = framework.data.priorities.category_list

    for role in framework.data.roles:
        assert lists[role.category] in framework.data.priorities.tiers


def test_changing_the_tier_factor_changes_the_plan(framework: Framework) -> None:
    before = plan_for(framework)
    after = plan_for(
        with_priorities(
            framework, tier_factor={"foundation": 4.0, "intermediate": 0.3, "advanced": 0.1}
        )
    )

    assert {(s.skill, s.reach) for s in before.steps} != {(s.skill, s.reach) for s in after.steps}
    listed = framework.tiers["technical"]

    def foundation(plan: Plan) -> float:
        return sum(step.hours for step in plan.steps if listed.get(step.skill) == "foundation")

    assert foundation(after) > foundation(before)


def test_changing_the_universal_weight_changes_the_plan(framework: Framework) -> None:
    universal = {skill for line in framework.data.priorities.universal for skill in line.skills}

    def hours(weight: float) -> float:
        changed = with_priorities(
            framework, importance={"essential": 1.0, "important": 0.5, "universal": weight}
        )
        return sum(step.hours for step in plan_for(changed).steps if step.skill in universal)

    assert hours(0.01) < hours(0.95) < hours(6.0)


def test_moving_a_skill_to_another_tier_changes_its_weight(framework: Framework) -> None:
    rules = framework.data.priorities
    tiers = tuple(
        msgspec.structs.replace(
            tier,
            lines=tuple(
                msgspec.structs.replace(line, skills=tuple(s for s in line.skills if s != "sql"))
                for line in tier.lines
            ),
        )
        for tier in rules.tiers["technical"]
    )
    changed = with_priorities(framework, tiers={**rules.tiers, "technical": tiers})

    def weight(where: Framework) -> float:
        role = where.role("data-engineer")
        return next(w for item, w in where.weights(role, "mid") if item.skill == "sql")

    assert weight(changed) < weight(framework)


def test_the_data_folder_names_the_rule() -> None:
    path = Path(__file__).parents[2] / "src" / "metier" / "data" / "priorities.yaml"

    assert "rule:" in path.read_text("utf-8")
