"""The projects chosen for a target: proven, within the hours, and only what is missing."""

import datetime as dt

import pytest

from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Artifact, Document
from metier.core.framework.types import STAGES
from metier.core.workflow.assess import Assessment, assess_profile, build_profile
from metier.core.workflow.covering import describe_projects, plan_projects

AS_OF = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def analyst(assess, samples: dict[str, Document]) -> Assessment:
    return assess(samples["analyst"])


def test_every_target_is_solved_with_proof(framework: Framework, analyst: Assessment) -> None:
    for role in framework.roles:
        for stage in STAGES:
            for hours in (None, 80.0):
                plan = plan_projects(framework, analyst, role, stage, hours=hours)
                assert plan.cover.value == plan.cover.bound, (role, stage, hours)
                assert plan.cover.covered <= plan.coverable + 1e-9 <= plan.missing + 2e-9
                if hours:
                    assert plan.cover.minutes <= hours * 60


def test_projects_are_of_stages_up_to_the_one_aimed_at(
    framework: Framework, analyst: Assessment
) -> None:
    plan = plan_projects(framework, analyst, "data-engineer", "mid")
    assert plan.projects
    assert {item.project.stage for item in plan.projects} <= {"entry", "mid"}


def test_a_skill_counts_for_one_project_and_the_parts_sum(
    framework: Framework, analyst: Assessment
) -> None:
    plan = plan_projects(framework, analyst, "data-engineer", "senior", hours=200)
    gaps = {item.skill: item for item in plan.standing.gaps}
    covers = [cover for item in plan.projects for cover in item.covers]
    assert len({skill for skill, *_ in covers}) == len(covers)
    assert sum(gain for *_, gain in covers) == pytest.approx(plan.cover.covered)
    for skill, level, share, gain in covers:
        gap = gaps[skill]
        assert gap.likely < level
        assert share == pytest.approx(min(1, (level - gap.likely) / (gap.target - gap.likely)))
        assert gain == pytest.approx(gap.missing * share)
    assert all(item.covers for item in plan.projects)


def test_more_hours_never_cover_less(framework: Framework, analyst: Assessment) -> None:
    covered = [
        plan_projects(framework, analyst, "mlops-engineer", "mid", hours=hours).cover.covered
        for hours in (1, 20, 50, 120, 400)
    ]
    assert covered[0] == 0
    assert covered == sorted(covered)


def test_least_hours_cover_all_that_can_be_covered(
    framework: Framework, analyst: Assessment
) -> None:
    plan = plan_projects(framework, analyst, "mlops-engineer", "entry")
    assert plan.cover.covered == pytest.approx(plan.coverable)
    rich = plan_projects(
        framework, analyst, "mlops-engineer", "entry", hours=plan.cover.minutes / 60
    )
    assert rich.cover.covered == pytest.approx(plan.coverable)


def test_what_the_portfolio_holds_is_not_chosen_again(
    framework: Framework, reader, samples: dict[str, Document]
) -> None:
    import msgspec

    profile = build_profile(reader, [samples["analyst"]])
    first = plan_projects(
        framework, assess_profile(framework, profile, as_of=AS_OF), "data-engineer", "mid", hours=60
    )
    done = first.projects[0].project.id
    artifact = Artifact("a", "A", "2026-01-01", project=done)
    kept = msgspec.structs.replace(profile, artifacts=(artifact,))
    again = plan_projects(
        framework, assess_profile(framework, kept, as_of=AS_OF), "data-engineer", "mid", hours=60
    )
    assert done not in {item.project.id for item in again.projects}
    assert again.done == (done,)


@pytest.mark.parametrize("hours", [0, -1, 20_001, float("nan"), float("inf")])
def test_hours_out_of_range(framework: Framework, analyst: Assessment, hours: float) -> None:
    with pytest.raises(UsageError) as caught:
        plan_projects(framework, analyst, "data-engineer", "mid", hours=hours)
    assert caught.value.code == "plan-hours"


def test_unknown_ids(framework: Framework, analyst: Assessment) -> None:
    with pytest.raises(UnknownIdError):
        plan_projects(framework, analyst, "data-enginer", "mid")
    with pytest.raises(UnknownIdError):
        plan_projects(framework, analyst, "data-engineer", "middle")


def test_as_plain_values(framework: Framework, analyst: Assessment) -> None:
    plan = plan_projects(framework, analyst, "data-engineer", "mid", hours=60)
    found = describe_projects(framework, analyst, plan)
    assert found["mode"] == "most-coverage"
    assert found["objective"] == found["bound"] == found["covered"]
    least = plan_projects(framework, analyst, "data-engineer", "mid")
    found = describe_projects(framework, analyst, least)
    assert (found["mode"], found["objective"]) == ("least-hours", found["hours"])
