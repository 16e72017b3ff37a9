"""Requests for plans: budgets, languages, paths, two targets, and what cannot be."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from metier.core.errors import MetierError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.framework.types import LevelRef
from metier.core.framework.way_records import PlanRequest, Target, WeekHours
from metier.core.workflow.assess import Assessment
from metier.core.workflow.planning import make_plan

AS_OF = dt.date(2026, 11, 23)
Assess = Callable[..., Assessment]
REQUEST = PlanRequest(
    targets=(Target("data-engineer", "mid"),),
    mode="most-readiness",
    hours=(WeekHours(AS_OF.isoformat(), 6.0),),
    until="2027-05-24",
)


def ask(**changes: Any) -> PlanRequest:
    return msgspec.structs.replace(REQUEST, **changes)


@pytest.fixture(scope="module")
def person(samples: dict[str, Document], assess: Assess) -> Assessment:
    return assess(samples["graduate"])


def test_a_budget_of_nothing_pays_for_nothing_and_reaches_less(
    framework: Framework, person: Assessment
) -> None:
    free = make_plan(framework, person, ask(budget=0.0))
    some = make_plan(framework, person, ask(budget=100.0))
    rich = make_plan(framework, person, REQUEST)

    assert free.money == 0
    assert 0 < some.money <= 100
    assert free.after <= some.after <= rich.after
    assert free.after < rich.after
    for plan in (free, some, rich):
        assert plan.objective == plan.bound
        assert plan.money == sum(item.price for item in plan.resources)


def test_least_money_spends_less_than_least_hours(framework: Framework, person: Assessment) -> None:
    quick = make_plan(framework, person, ask(mode="least-hours", until=None, readiness=0.6))
    tight = dt.date(2026, 11, 23) + dt.timedelta(weeks=quick.weeks * 1.05)
    cheap = make_plan(
        framework, person, ask(mode="least-money", until=tight.isoformat(), readiness=0.6)
    )

    assert cheap.money <= quick.money
    assert cheap.after >= 0.6 - 1e-9
    assert cheap.objective == cheap.bound == cheap.money


def test_a_resource_serves_the_steps_it_teaches(framework: Framework, person: Assessment) -> None:
    plan = make_plan(framework, person, REQUEST)
    taught = {
        item.id: {
            (t.skill, level)
            for t in item.teaches
            for level in range(t.from_level + 1, t.to_level + 1)
        }
        for item in framework.library.resources
    }

    assert plan.resources
    for item in plan.resources:
        assert set(item.steps) <= taught[item.id]
    for step in plan.steps:
        if step.resource:
            assert (step.skill, step.reach) in taught[step.resource]


def test_no_language_in_common_takes_longer_and_uses_nothing(
    framework: Framework, person: Assessment
) -> None:
    alone = make_plan(framework, person, ask(languages=("xx",)))

    assert alone.resources == ()
    assert alone.after < make_plan(framework, person, REQUEST).after


def test_two_targets_share_the_hours(framework: Framework, person: Assessment) -> None:
    targets = (Target("data-engineer", "mid"), Target("data-scientist", "mid"))
    both = make_plan(framework, person, ask(targets=targets))

    assert len(both.befores) == len(both.afters) == 2
    mean = sum(both.afters) / 2 - sum(one.value for one in both.befores) / 2
    assert both.objective == pytest.approx(mean)
    for number, target in enumerate(targets):
        alone = make_plan(framework, person, ask(targets=(target,)))
        assert alone.after >= both.afters[number] - 1e-9


def test_both_targets_reach_the_readiness_asked(framework: Framework, person: Assessment) -> None:
    targets = (Target("data-engineer", "entry"), Target("data-scientist", "entry"))
    plan = make_plan(
        framework, person, ask(targets=targets, mode="least-hours", until=None, readiness=0.7)
    )

    assert plan.reached
    assert all(value >= 0.7 - 1e-9 for value in plan.afters)


def test_hours_that_vary_move_the_steps(framework: Framework, person: Assessment) -> None:
    hours = (
        WeekHours(AS_OF.isoformat(), 6.0),
        WeekHours("2026-12-21", 0.0),
        WeekHours("2027-01-04", 8.0),
    )
    plan = make_plan(framework, person, ask(hours=hours))

    free = (dt.date(2026, 12, 22), dt.date(2027, 1, 3))
    assert plan.hours <= (4 * 6 + 20 * 8) + 0.01
    assert not any(free[0] <= step.start <= free[1] for step in plan.steps)


def test_activities_take_their_hours_and_say_what_they_cost(
    framework: Framework, person: Assessment
) -> None:
    bare = make_plan(framework, person, REQUEST)
    plan = make_plan(framework, person, ask(activities=("project", "portfolio", "network")))

    assert plan.after < bare.after
    kinds = [item.kind for item in plan.activities]
    assert sorted(kinds) == ["network", "portfolio", "project"]
    spent = sum(item.hours for item in plan.activities) + sum(step.hours for step in plan.steps)
    assert plan.hours == pytest.approx(spent)
    assert all(item.costs is not None and item.costs >= 0 for item in plan.activities)
    project, portfolio = (
        next(item for item in plan.activities if item.kind == kind)
        for kind in ("project", "portfolio")
    )
    assert project.end <= portfolio.start
    beside = next(item for item in plan.activities if item.alongside)
    assert (beside.start, beside.kind) == (AS_OF, "network")
    for step in plan.steps:
        if step.within:
            assert step.within == project.id
            assert step.end <= project.start


def test_a_project_may_be_named(framework: Framework, person: Assessment) -> None:
    file = next(f for f in framework.library.projects if f.role == "data-engineer")
    name = f"project:{file.projects[0].id}"

    plan = make_plan(framework, person, ask(activities=(name,)))

    assert [item.id for item in plan.activities] == [name]


@pytest.mark.parametrize("audience", ["new-graduate", "career-changer", "tech-professional"])
def test_a_plan_follows_a_path_and_says_where_not(
    framework: Framework, person: Assessment, audience: str
) -> None:
    until = "2029-05-28"
    plan = make_plan(framework, person, ask(audience=audience, until=until))

    path = next(item for item in framework.library.paths if item.id == audience)
    assert plan.path is not None
    assert [phase.phase for phase in plan.path.phases] == [phase.phase for phase in path.phases]
    wanted = [task.activity for phase in path.phases for task in phase.tasks if task.activity]
    assert {item.kind for item in plan.activities} == set(wanted)
    assert plan.path.departures
    placed = [n for phase in plan.path.phases for n in phase.steps] + list(plan.path.beyond)
    assert sorted(placed) == list(range(len(plan.steps)))
    for phase in plan.path.phases:
        for task in phase.tasks:
            assert task.why
            for skill, level, state in task.states:
                here = [(step.skill, step.reach) for step in plan.steps]
                assert (state == "planned") == ((skill, level) in here)


def test_fixed_steps_come_with_what_they_need(framework: Framework, person: Assessment) -> None:
    plan = make_plan(framework, person, ask(fixed=(LevelRef("kubernetes", 3),)))

    steps = {(step.skill, step.reach) for step in plan.steps}
    assert {("kubernetes", 1), ("kubernetes", 2), ("kubernetes", 3)} <= steps


def test_excluded_skills_are_left_alone(framework: Framework, person: Assessment) -> None:
    plan = make_plan(framework, person, ask(excluded=("apache-spark", "scala")))

    assert not {"apache-spark", "scala"} & {step.skill for step in plan.steps}


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"fixed": (LevelRef("kubernetes", 2),), "excluded": ("kubernetes",)},
         "plan-contradiction", "Kubernetes"),
        ({"fixed": (LevelRef("kubernetes", 5),)}, "plan-impossible", "by 20"),
        ({"mode": "least-hours", "readiness": 0.95}, "plan-impossible", "by that day"),
        ({"activities": ("applications",), "until": "2026-11-30"}, "plan-impossible", "hours a"),
        ({"activities": ("juggling",)}, "activity-unknown", "portfolio"),
        ({"activities": ("project:none",)}, "project-unknown", "metier role"),
        ({"audience": "astronaut"}, "audience-unknown", "career-changer"),
        ({"until": None}, "plan-date", "day"),
        ({"until": "2020-01-01"}, "plan-date", "to come"),
        ({"until": "soon"}, "plan-date", "2026-12-31"),
        ({"hours": ()}, "plan-hours", "hours"),
        ({"hours": (WeekHours("2026-11-23", -2.0),)}, "plan-hours", "0 to 168"),
        ({"budget": -1.0}, "plan-budget", "0 or more"),
        ({"budget": 10.0, "currency": "EUR"}, "plan-budget", "exchange"),
        ({"targets": ()}, "plan-targets", "further"),
        ({"targets": (Target("data-engineer", "mid"),) * 2}, "plan-targets", "further"),
        ({"targets": (Target("wizard", "mid"),)}, "role-unknown", "metier roles"),
        ({"excluded": ("juggling",)}, "skill-unknown", "metier skills"),
    ],
)  # fmt: skip
def test_what_cannot_be_says_why_and_what_can(
    framework: Framework, person: Assessment, changes: dict[str, Any], code: str, says: str
) -> None:
    with pytest.raises(MetierError) as raised:
        make_plan(framework, person, ask(**changes))
    assert raised.value.code == code
    assert says in str(raised.value)


def test_the_nearest_goal_that_is_named_can_be_had(
    framework: Framework, person: Assessment
) -> None:
    """The day that the refusal names is enough, and the day before it is not."""
    wish = ask(fixed=(LevelRef("kubernetes", 4),), until="2026-12-14")
    with pytest.raises(UsageError) as raised:
        make_plan(framework, person, wish)
    day = dt.date.fromisoformat(raised.value.hint.partition("by ")[2][:10])

    assert make_plan(framework, person, ask(fixed=wish.fixed, until=day.isoformat())).steps
    early = (day - dt.timedelta(days=2)).isoformat()
    with pytest.raises(UsageError):
        make_plan(framework, person, ask(fixed=wish.fixed, until=early))


def test_hours_too_few_for_anything_say_what_would_do(
    framework: Framework, person: Assessment
) -> None:
    hours = (WeekHours(AS_OF.isoformat(), 0.05),)
    plan = make_plan(framework, person, ask(hours=hours, until="2026-11-30"))

    assert plan.steps == ()
    assert "The nearest that fits: by 20" in plan.nearest


def test_no_hours_until_the_day_say_so_too(framework: Framework, person: Assessment) -> None:
    hours = (WeekHours(AS_OF.isoformat(), 0.0), WeekHours("2027-06-01", 5.0))

    plan = make_plan(framework, person, ask(hours=hours))

    assert plan.steps == ()
    assert plan.nearest
