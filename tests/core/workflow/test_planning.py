"""Plans for real gaps: proven best, within the hours, and clear about what cannot be planned."""

import contextlib
import datetime as dt
import math
from collections.abc import Callable

import pytest

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.records import Document
from metier.core.workflow.assess import Assessment, stand_against
from metier.core.workflow.planning import Plan, plan_way, weeks_until

ROLES = tuple(load_framework().roles)
Assess = Callable[..., Assessment]


def check_plan(framework: Framework, found: Assessment, plan: Plan) -> None:
    """Assert what holds of every plan."""
    assert plan.hours == pytest.approx(sum(step.hours for step in plan.steps))
    assert plan.weeks == pytest.approx(plan.hours / plan.hours_per_week)
    assert plan.before.value <= plan.after <= 1
    gained = math.fsum(step.gain for step in plan.steps)
    assert plan.after == pytest.approx(min(1.0, plan.before.value + gained))
    assert 0 <= plan.area <= plan.area_bound + 1e-9
    assert plan.finish.early <= plan.finish.middle <= plan.finish.late
    held = framework.data.evidence.held
    done: set[tuple[str, int]] = set()
    for step in plan.steps:
        assert step.reach == step.begin + 1
        assert step.low <= step.high
        assert step.because.endswith(".")
        asked = framework.skills[step.skill].prerequisites.get(step.reach, ())
        needs = [(need.skill, need.level) for need in asked]
        needs += [(step.skill, step.begin)] if step.begin else []
        for need in needs:
            assert need in done or found.proficiencies.at_least(*need) >= held
        done.add((step.skill, step.reach))
    days = [day for step in plan.steps for day in (step.start, step.end)]
    assert days == sorted(days)


@pytest.fixture(scope="module")
def nobody(assess: Assess) -> Assessment:
    return assess()


@pytest.mark.parametrize("role", ROLES)
def test_the_largest_gap_in_half_a_year_is_planned_and_proven(
    framework: Framework, nobody: Assessment, role: str
) -> None:
    plan = plan_way(framework, nobody, role, "principal", hours_per_week=6, weeks=26)

    check_plan(framework, nobody, plan)
    assert plan.mode == "most-readiness"
    assert plan.objective == plan.bound
    assert plan.objective == pytest.approx(plan.after - plan.before.value)
    assert 0.9 * 6 * 26 <= plan.hours <= 6 * 26
    assert plan.steps[-1].end <= nobody.as_of + dt.timedelta(weeks=26)
    assert plan.left_over > 0


@pytest.mark.parametrize("role", ROLES)
def test_the_largest_gap_without_a_date_is_planned_and_proven(
    framework: Framework, nobody: Assessment, role: str
) -> None:
    plan = plan_way(framework, nobody, role, "principal", hours_per_week=6)

    check_plan(framework, nobody, plan)
    assert plan.mode == "least-hours"
    assert plan.objective == plan.bound == pytest.approx(plan.hours)
    assert plan.reached
    assert plan.goal == 0.8
    assert 0.8 - 1e-9 <= plan.after < 0.83


@pytest.mark.parametrize("job", ["analyst", "engineer", "graduate"])
def test_a_real_person_is_planned_for(
    framework: Framework, samples: dict[str, Document], assess: Assess, job: str
) -> None:
    found = assess(samples[job])
    role = found.fits[0].role

    plan = plan_way(framework, found, role, "senior", hours_per_week=5, weeks=20)

    check_plan(framework, found, plan)
    assert plan.objective == plan.bound
    assert plan.before == stand_against(framework, found, role, "senior").readiness


def test_the_same_person_gets_the_same_plan(
    framework: Framework, samples: dict[str, Document], assess: Assess
) -> None:
    found = assess(samples["graduate"])

    one, two = (
        plan_way(framework, found, "nlp-engineer", "entry", hours_per_week=5, weeks=8)
        for _ in range(2)
    )

    assert one == two


def test_other_hours_are_shown_and_more_hours_bring_no_less(
    framework: Framework, nobody: Assessment
) -> None:
    plan = plan_way(framework, nobody, "data-engineer", "mid", hours_per_week=8, weeks=12)

    assert [variant.hours_per_week for variant in plan.variants] == [4, 8, 12, 8, 8]
    assert [variant.effort for variant in plan.variants] == [1, 1, 1, 0.5, 1.5]
    assert all(variant.possible for variant in plan.variants)
    ready = [variant.readiness for variant in plan.variants]
    assert ready[0] < ready[1] < ready[2]
    assert ready[4] < ready[1] < ready[3]
    assert ready[1] == pytest.approx(plan.after)
    assert plan.variants[1].weeks == pytest.approx(plan.weeks)


def test_what_is_reached_already_takes_no_step(
    framework: Framework, samples: dict[str, Document], assess: Assess
) -> None:
    found = assess(samples["engineer"])

    plan = plan_way(framework, found, "data-engineer", "entry", hours_per_week=6, readiness=0.05)

    assert (plan.steps, plan.hours, plan.reached) == ((), 0, True)
    assert plan.finish.late == found.as_of


def test_a_goal_beyond_reach_is_said_to_be(framework: Framework, nobody: Assessment) -> None:
    plan = plan_way(
        framework, nobody, "ai-ethics-officer", "entry", hours_per_week=6, readiness=1.0
    )

    check_plan(framework, nobody, plan)
    assert plan.reached == (plan.before.value + sum(s.gain for s in plan.steps) >= 1 - 1e-9)
    assert plan.left_over == 0


@pytest.mark.parametrize("hours", [0, -1, float("nan"), float("inf"), 168.01, 1e300])
def test_impossible_hours_are_refused(
    framework: Framework, nobody: Assessment, hours: float
) -> None:
    with pytest.raises(UsageError, match="hours a week") as caught:
        plan_way(framework, nobody, "nlp-engineer", "mid", hours_per_week=hours, weeks=4)

    assert caught.value.code == "plan-hours"


@pytest.mark.parametrize("hours", [5e-324, 1e-310, 1e-6])
@pytest.mark.parametrize("weeks", [None, 26])
def test_hardly_any_hours_are_planned_or_refused_but_never_fail(
    framework: Framework, nobody: Assessment, hours: float, weeks: float | None
) -> None:
    with contextlib.suppress(UsageError):
        plan = plan_way(
            framework, nobody, "ai-ethics-officer", "entry", hours_per_week=hours, weeks=weeks
        )
        check_plan(framework, nobody, plan)


@pytest.mark.parametrize("weeks", [0, -3, float("nan"), float("inf"), 1e9])
def test_impossible_weeks_are_refused(
    framework: Framework, nobody: Assessment, weeks: float
) -> None:
    with pytest.raises(UsageError, match="weeks") as caught:
        plan_way(framework, nobody, "nlp-engineer", "mid", hours_per_week=6, weeks=weeks)

    assert caught.value.code == "plan-weeks"


@pytest.mark.parametrize("goal", [0, -0.1, 1.01, float("nan")])
def test_impossible_goals_are_refused(
    framework: Framework, nobody: Assessment, goal: float
) -> None:
    with pytest.raises(UsageError, match="readiness"):
        plan_way(framework, nobody, "nlp-engineer", "mid", hours_per_week=6, readiness=goal)


def test_all_the_hours_there_are_can_be_planned(framework: Framework, nobody: Assessment) -> None:
    plan = plan_way(framework, nobody, "mlops-engineer", "mid", hours_per_week=168, weeks=2600)

    check_plan(framework, nobody, plan)
    assert plan.objective == plan.bound
    assert any(step.gain > 0 for step in plan.steps)


def test_a_week_too_short_for_any_step_is_an_empty_plan(
    framework: Framework, nobody: Assessment
) -> None:
    plan = plan_way(framework, nobody, "mlops-engineer", "mid", hours_per_week=0.01, weeks=0.1)

    assert plan.steps == ()
    assert plan.objective == plan.bound == 0
    assert plan.after == plan.before.value


def test_weeks_until_a_day() -> None:
    today = dt.date(2026, 11, 23)

    assert weeks_until(dt.date(2026, 12, 7), as_of=today) == 2
    for day in (today, dt.date(2020, 1, 1)):
        with pytest.raises(UsageError, match="not after"):
            weeks_until(day, as_of=today)


@pytest.mark.parametrize("role", ROLES)
def test_the_least_hours_lift_what_nobody_does_the_role_without(
    framework: Framework, nobody: Assessment, role: str
) -> None:
    plan = plan_way(framework, nobody, role, "entry", hours_per_week=10, readiness=0.5)

    targets = {item.skill: item.levels.entry for item in framework.role(role).requirements}
    reached = {(step.skill, step.reach) for step in plan.steps}
    held = framework.data.evidence.held
    for skill in plan.before.blockers:
        for level in range(1, targets[skill] + 1):
            lifted = (skill, level) in reached
            assert lifted or nobody.proficiencies.at_least(skill, level) >= held
    check_plan(framework, nobody, plan)
