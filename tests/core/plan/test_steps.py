"""The steps toward a target: what they gain, take and need."""

import datetime as dt

import pytest

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.records import Evidence
from metier.core.plan.steps import Done, Step, list_steps
from metier.core.profile.posterior import infer_levels

AS_OF = dt.date(2026, 11, 1)


def worth_of(framework: Framework, role: str, stage: str) -> dict[str, tuple[float, int]]:
    weights = framework.weights(framework.role(role), stage)
    return {item.skill: (weight, item.levels.at(stage)) for item, weight in weights}


@pytest.fixture(scope="module")
def nobody(framework: Framework) -> Proficiencies:
    return infer_levels(framework, [], as_of=AS_OF)


@pytest.fixture(scope="module")
def somebody(framework: Framework) -> Proficiencies:
    claims = [
        Evidence(skill, "claim", sign, "cv", 10 * n, 10 * n + 5)
        for n, (skill, sign) in enumerate(
            [("python", "years-many"), ("sql", "expert"), ("pytorch", "led"), ("git", "listed")]
        )
    ]
    return infer_levels(framework, claims, as_of=AS_OF, words=700)


@pytest.mark.parametrize("stage", ["entry", "principal"])
@pytest.mark.parametrize("who", ["nobody", "somebody"])
def test_steps_hold_all_they_need_in_an_order_without_cycles(
    framework: Framework, request: pytest.FixtureRequest, who: str, stage: str
) -> None:
    person: Proficiencies = request.getfixturevalue(who)
    for role in framework.roles:
        steps = list_steps(framework, worth_of(framework, role, stage), person)

        assert len({(step.skill, step.level) for step in steps}) == len(steps)
        done: set[int] = set()
        while len(done) < len(steps):
            ready = {n for n, s in enumerate(steps) if n not in done and done.issuperset(s.needs)}
            assert ready, f"{role}: needs go in a circle"
            done |= ready


def test_gain_and_time_follow_the_stated_rule(
    framework: Framework, somebody: Proficiencies
) -> None:
    worth = worth_of(framework, "machine-learning-engineer", "senior")

    for step in list_steps(framework, worth, somebody):
        below = sum(somebody.distribution(step.skill)[: step.level])
        weight, target = worth.get(step.skill, (0.0, 0))
        gain = weight / target * below if 0 < step.level <= target else 0.0
        if step.level == 1 and target > 1:
            gain = 0.0  # a first look counts with the next level
        if step.level == 2 <= target and somebody.at_least(step.skill, 1) < 0.5:
            gain += weight / target * (1 - somebody.at_least(step.skill, 1))
        low, likely, high = framework.skills[step.skill].effort[step.level]

        assert step.gain == pytest.approx(gain, abs=1e-12)
        assert step.minutes == max(1, round(60 * below * likely))
        assert step.spread == pytest.approx((60 * below * low, 60 * below * high))


def test_only_what_is_not_held_is_a_step(framework: Framework, somebody: Proficiencies) -> None:
    worth = worth_of(framework, "machine-learning-engineer", "senior")
    steps = {(step.skill, step.level): step for step in list_steps(framework, worth, somebody)}

    for skill, level in steps:
        assert somebody.at_least(skill, level) < 0.5
    for skill, (_, target) in worth.items():
        for level in range(1, target + 1):
            assert ((skill, level) in steps) == (somebody.at_least(skill, level) < 0.5)


def test_needs_are_the_level_below_and_the_prerequisites_not_held(
    framework: Framework, somebody: Proficiencies
) -> None:
    steps = list_steps(framework, worth_of(framework, "nlp-engineer", "senior"), somebody)

    def named(step: Step) -> set[tuple[str, int]]:
        return {(steps[need].skill, steps[need].level) for need in step.needs}

    for step in steps:
        asked = framework.skills[step.skill].prerequisites.get(step.level, ())
        expected = {(need.skill, need.level) for need in asked}
        if step.level > 1:
            expected.add((step.skill, step.level - 1))
        assert named(step) == {pair for pair in expected if somebody.at_least(*pair) < 0.5}


def test_all_steps_together_bring_what_is_missing_and_not_held(
    framework: Framework, nobody: Proficiencies
) -> None:
    worth = worth_of(framework, "data-engineer", "mid")
    value = sum(
        weight * sum(p * min(n / target, 1) for n, p in enumerate(nobody.distribution(skill)))
        for skill, (weight, target) in worth.items()
    )

    gained = sum(step.gain for step in list_steps(framework, worth, nobody))

    assert value + gained <= 1 + 1e-12
    held = sum(
        weight / target * (1 - nobody.at_least(skill, level))
        for skill, (weight, target) in worth.items()
        for level in range(1, target + 1)
        if nobody.at_least(skill, level) >= 0.5
    )
    assert value + gained + held == pytest.approx(1, abs=1e-12)


def test_nothing_asked_is_no_step(framework: Framework, nobody: Proficiencies) -> None:
    assert list_steps(framework, {}, nobody) == []


def test_what_is_done_takes_no_step_and_what_is_half_done_half_the_time(
    framework: Framework, nobody: Proficiencies
) -> None:
    worth = worth_of(framework, "data-engineer", "mid")
    before = {(s.skill, s.level): s for s in list_steps(framework, worth, nobody)}
    done = Done({("sql", 2): 1.0, ("python", 1): 0.5}, speed=2.0)

    after = {(s.skill, s.level): s for s in list_steps(framework, worth, nobody, done=done)}

    assert {("sql", 1), ("sql", 2)} <= set(before) - set(after)
    assert after["python", 1].minutes == pytest.approx(before["python", 1].minutes, abs=1)
    assert after["python", 2].minutes == pytest.approx(2 * before["python", 2].minutes, abs=1)


def test_what_needs_an_excluded_skill_is_left_out_too(
    framework: Framework, nobody: Proficiencies
) -> None:
    worth = worth_of(framework, "data-scientist", "mid")
    everything = list_steps(framework, worth, nobody)

    steps = list_steps(framework, worth, nobody, excluded=["python"])

    kept = {(step.skill, step.level) for step in steps}
    assert not any(skill == "python" for skill, _ in kept)
    assert 0 < len(steps) < len(everything)
    for skill, level in kept:
        needs = framework.skills[skill].prerequisites.get(level, ())
        assert all(
            (need.skill, need.level) in kept or nobody.at_least(need.skill, need.level) >= 0.5
            for need in needs
        )


def test_two_targets_share_a_step(framework: Framework, nobody: Proficiencies) -> None:
    one = worth_of(framework, "data-scientist", "mid")
    two = worth_of(framework, "data-engineer", "mid")

    for step in list_steps(framework, [one, two], nobody):
        assert len(step.gains) == 2
        assert step.gain == pytest.approx(sum(step.gains) / 2)
    only = {(s.skill, s.level): s.gain for s in list_steps(framework, one, nobody)}
    both = {(s.skill, s.level): s.gains[0] for s in list_steps(framework, [one, two], nobody)}
    assert {key: both[key] for key in only} == pytest.approx(only)
