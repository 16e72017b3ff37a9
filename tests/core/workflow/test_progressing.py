"""Progress, a person's own speed, and plans made anew."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest

from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Profile
from metier.core.framework.types import LevelRef
from metier.core.framework.way_records import PlanRequest, Target, WeekHours
from metier.core.plan.progress import learn_speed
from metier.core.workflow.assess import Assessment, assess_profile
from metier.core.workflow.planning import make_plan
from metier.core.workflow.progressing import (
    describe_progress,
    describe_replan,
    keep_plan,
    replan,
    report_activity,
    report_step,
)

AS_OF = dt.date(2026, 11, 23)
LATER = dt.date(2027, 1, 18)
Assess = Callable[..., Assessment]
REQUEST = PlanRequest(
    targets=(Target("data-engineer", "mid"),),
    mode="most-readiness",
    hours=(WeekHours(AS_OF.isoformat(), 6.0),),
    until="2027-08-02",
    activities=("portfolio", "network"),
)


@pytest.fixture(scope="module")
def person(samples: dict[str, Document], assess: Assess) -> Assessment:
    return assess(samples["analyst"])


@pytest.fixture(scope="module")
def kept(framework: Framework, person: Assessment) -> Profile:
    return keep_plan(framework, person.profile, make_plan(framework, person, REQUEST))


def test_a_kept_plan_holds_what_was_planned(framework: Framework, kept: Profile) -> None:
    (plan,) = kept.plans

    assert plan.request == REQUEST
    assert kept.targets == REQUEST.targets
    assert plan.planned > plan.readiness
    assert {step.activity for step in plan.steps if step.activity} == {"portfolio", "network"}
    assert all(step.skill in framework.skills for step in plan.steps if step.skill)


def test_nothing_done_and_no_time_gone_changes_nothing(framework: Framework, kept: Profile) -> None:
    change = replan(framework, kept, as_of=AS_OF).change

    assert (change.added, change.dropped, change.done, change.moved) == ((), (), (), ())
    assert change.days_later == 0


def test_what_is_done_is_not_planned_again_and_is_a_claim(
    framework: Framework, kept: Profile
) -> None:
    step = next(step for step in kept.plans[0].steps if step.skill and step.level == 2)
    done = report_step(framework, kept, step.skill, 2, day=LATER, hours=step.hours)

    found = replan(framework, done, as_of=LATER)

    assert (step.skill, 2) in found.change.done
    assert all((s.skill, s.reach) != (step.skill, 2) for s in found.plan.steps)
    assert found.plan.done == 1
    before = assess_profile(framework, kept, as_of=LATER).proficiencies
    after = assess_profile(framework, done, as_of=LATER).proficiencies
    assert before.mean(step.skill) < after.mean(step.skill) < 2.6  # a claim, no proof
    assert after.at_least(step.skill, 3) < 0.5


def test_a_step_half_done_takes_the_rest_of_its_hours(framework: Framework, kept: Profile) -> None:
    step = next(s for s in kept.plans[0].steps if s.skill and s.hours > 4)
    half = report_step(framework, kept, step.skill, step.level, day=AS_OF, share=0.5)

    found = replan(framework, half, as_of=AS_OF).plan

    left = next(s for s in found.steps if (s.skill, s.reach) == (step.skill, step.level))
    assert left.hours == pytest.approx(step.hours / 2, abs=0.05)


def test_the_latest_report_counts(framework: Framework, kept: Profile) -> None:
    step = next(s for s in kept.plans[0].steps if s.skill)
    profile = report_step(framework, kept, step.skill, step.level, day=AS_OF)
    profile = report_step(framework, profile, step.skill, step.level, day=LATER, share=0.25)

    shown = describe_progress(framework, profile, as_of=LATER)

    (row,) = shown["steps"]
    assert (row["share"], row["day"]) == (0.25, LATER.isoformat())
    assert not [
        e
        for e in assess_profile(framework, profile, as_of=LATER).evidence
        if e.sign.startswith("step-done")
    ]


def test_slow_hours_slow_the_rest(framework: Framework, kept: Profile) -> None:
    steps = [s for s in kept.plans[0].steps if s.skill][:4]
    slow = kept
    for step in steps:
        likely = framework.skills[step.skill].effort[step.level][1]
        slow = report_step(framework, slow, step.skill, step.level, day=LATER, hours=2 * likely)

    plan = replan(framework, slow, as_of=LATER).plan

    assert 1.2 < plan.speed < 2
    assert describe_progress(framework, slow, as_of=LATER)["speed"] == plan.speed


def test_speed_is_shrunk_toward_the_usual() -> None:
    spread = {"person_spread": 0.35, "step_spread": 0.5}

    assert learn_speed([], **spread) == 1
    one = learn_speed([(10.0, 20.0)], **spread)
    many = learn_speed([(10.0, 20.0)] * 50, **spread)
    assert 1 < one < many < 2
    assert learn_speed([(1.0, 1e6)] * 50, **spread) == 4
    assert learn_speed([(10.0, 5.0)], **spread) == pytest.approx(1 / one)


def test_activities_are_reported(framework: Framework, kept: Profile) -> None:
    done = report_activity(kept, "portfolio", day=LATER, hours=18)

    plan = replan(framework, done, as_of=LATER)

    assert [item.id for item in plan.plan.activities] == ["network"]
    assert ("portfolio", 0) in plan.change.done
    with pytest.raises(UsageError) as raised:
        report_activity(kept, "juggling", day=LATER)
    assert raised.value.code == "activity-unknown"


def test_what_is_fixed_stays(framework: Framework, person: Assessment) -> None:
    request = msgspec.structs.replace(REQUEST, fixed=(LevelRef("kubernetes", 2),))
    profile = keep_plan(framework, person.profile, make_plan(framework, person, request))

    plan = replan(framework, profile, as_of=LATER).plan

    assert ("kubernetes", 2) in {(s.skill, s.reach) for s in plan.steps}


def test_the_answer_names_what_changes(framework: Framework, kept: Profile) -> None:
    step = next(s for s in kept.plans[0].steps if s.skill)
    done = report_step(framework, kept, step.skill, step.level, day=LATER)

    shown = describe_replan(framework, replan(framework, done, as_of=LATER))

    assert step.skill in {item["id"] for item in shown["done"]}
    assert shown["kept"] == AS_OF.isoformat()
    assert all(item["days"] for item in shown["moved"])


def test_bad_reports_are_refused(framework: Framework, kept: Profile) -> None:
    with pytest.raises(UnknownIdError):
        report_step(framework, kept, "juggling", 1, day=AS_OF)
    for level, hours, share, code in (
        (0, 0.0, 1.0, "progress-level"),
        (6, 0.0, 1.0, "progress-level"),
        (1, -1.0, 1.0, "progress-hours"),
        (1, float("nan"), 1.0, "progress-hours"),
        (1, 0.0, 1.5, "progress-share"),
        (1, 0.0, float("nan"), "progress-share"),
    ):
        with pytest.raises(UsageError) as raised:
            report_step(framework, kept, "sql", level, day=AS_OF, hours=hours, share=share)
        assert raised.value.code == code


def test_without_a_plan_there_is_none_to_make_anew(
    framework: Framework, person: Assessment
) -> None:
    with pytest.raises(UsageError) as raised:
        replan(framework, person.profile, as_of=AS_OF)
    assert raised.value.code == "plan-missing"
