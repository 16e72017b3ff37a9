"""The gap lists what is not held; gates stand beside it."""

import pytest

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.match.gap import list_gaps
from metier.core.match.gates import check_gates
from metier.core.match.readiness import assess_readiness
from metier.core.match.target import Target


def test_the_gap_is_what_is_not_held_largest_loss_first(
    framework: Framework, someone: Proficiencies
) -> None:
    target = Target(framework, framework.role("machine-learning-engineer"), "senior")
    readiness = assess_readiness(framework, target, someone)

    gaps = list_gaps(framework, readiness, someone)

    missing = {
        item.skill: item.weight - item.share
        for item in readiness.contributions
        if someone.at_least(item.skill, item.target) < 0.5
    }
    assert {gap.skill: gap.missing for gap in gaps} == pytest.approx(missing)
    assert [gap.missing for gap in gaps] == sorted(missing.values(), reverse=True)
    assert sum(missing.values()) <= 1 - readiness.value + 1e-12


def test_hours_and_likely_level_of_a_gap(framework: Framework, someone: Proficiencies) -> None:
    target = Target(framework, framework.role("machine-learning-engineer"), "senior")
    readiness = assess_readiness(framework, target, someone)

    for gap in list_gaps(framework, readiness, someone):
        effort = framework.skills[gap.skill].effort
        shares = someone.distribution(gap.skill)
        hours = sum(sum(shares[:level]) * effort[level][1] for level in range(1, gap.target + 1))
        held = [n for n in range(1, gap.target + 1) if sum(shares[n:]) >= 0.5]

        assert gap.hours == pytest.approx(hours)
        assert gap.likely == max(held, default=0) < gap.target
        assert gap.expected == pytest.approx(someone.mean(gap.skill))


@pytest.mark.parametrize(("years", "met"), [(None, None), (0.0, False), (40.0, True)])
def test_years_are_a_gate_and_unknown_is_not_unmet(
    framework: Framework, years: float | None, met: bool | None
) -> None:
    role = framework.role("data-scientist")

    checks = check_gates(role, "principal", years=years, degree="doctorate")

    assert [check.met for check in checks if check.gate == "years"] == [met]


def test_degrees_are_a_gate(framework: Framework) -> None:
    for role in framework.data.roles:
        for stage, gate in role.gates.items():
            if gate.degree == "none":
                continue
            shown = check_gates(role, stage, years=50, degree="doctorate")[-1]
            unnamed = check_gates(role, stage, years=50, degree="none")[-1]

            assert (shown.gate, shown.met) == ("degree", True)
            assert unnamed.met is None
            assert gate.degree in shown.asked


def test_a_required_degree_is_not_met_by_a_lower_one(framework: Framework) -> None:
    strict = [
        (role, stage)
        for role in framework.data.roles
        for stage, gate in role.gates.items()
        if gate.degree in {"master", "doctorate"} and gate.degree_required
    ]
    for role, stage in strict:
        assert check_gates(role, stage, years=50, degree="bachelor")[-1].met is False


def test_every_stage_of_every_role_has_gates_to_check(framework: Framework) -> None:
    for role in framework.data.roles:
        for stage in ("entry", "mid", "senior", "principal"):
            check_gates(role, stage, years=3, degree="bachelor")
