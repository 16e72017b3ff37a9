"""Readiness equals its definition, and its four parts stay apart."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import pytest

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.types import STAGES
from metier.core.match.gap import list_gaps
from metier.core.match.readiness import Readiness, assess_readiness
from metier.core.match.target import Target, TargetMatrix
from metier.core.profile.posterior import infer_levels

MakePerson = Callable[..., Proficiencies]


def targets(framework: Framework) -> list[Target]:
    return [Target(framework, role, stage) for role in framework.data.roles for stage in STAGES]


@pytest.fixture(scope="module")
def assessed(framework: Framework, someone: Proficiencies) -> list[Readiness]:
    return [assess_readiness(framework, target, someone) for target in targets(framework)]


def test_weights_follow_the_stated_rule_and_sum_to_one(framework: Framework) -> None:
    rules = framework.data.priorities
    for target in targets(framework):
        tiers = rules.tiers[rules.category_list[target.role.category]]
        factor = {skill: rules.tier_factor[tier.tier] for tier in tiers for skill in tier.skills}
        asked = [item for item in target.role.requirements if item.levels.at(target.stage) > 0]
        raw = [rules.importance[item.importance] * factor.get(item.skill, 1.0) for item in asked]

        assert [ask.requirement for ask in target.asks] == asked
        assert [ask.weight for ask in target.asks] == pytest.approx([x / sum(raw) for x in raw])
        assert sum(ask.weight for ask in target.asks) == pytest.approx(1, abs=1e-12)


def test_value_equals_the_enumeration_over_levels(
    framework: Framework, someone: Proficiencies, assessed: list[Readiness]
) -> None:
    for readiness in assessed:
        role = framework.roles[readiness.role]
        value = 0.0
        for requirement, weight in framework.weights(role, readiness.stage):
            asked = requirement.levels.at(readiness.stage)
            shares = someone.distribution(requirement.skill)
            for level in range(6):
                value += weight * shares[level] * min(level / asked, 1)

        assert readiness.value == pytest.approx(value, abs=1e-12)


def test_contributions_sum_to_the_value_and_stand_largest_first(
    someone: Proficiencies, assessed: list[Readiness]
) -> None:
    for readiness in assessed:
        shares = [item.share for item in readiness.contributions]

        assert sum(shares) == pytest.approx(readiness.value, abs=1e-12)
        assert shares == sorted(shares, reverse=True)
        for item in readiness.contributions:
            assert item.share <= item.weight + 1e-12
            assert item.expected == pytest.approx(someone.mean(item.skill))
            assert item.chance == pytest.approx(someone.at_least(item.skill, item.target))


def test_the_matrix_gives_the_same_for_all_targets(
    framework: Framework, someone: Proficiencies, assessed: list[Readiness]
) -> None:
    matrix = TargetMatrix(framework)
    values = [readiness.value for readiness in assessed]

    assert [(t.role.id, t.stage) for t in matrix.targets] == [
        (readiness.role, readiness.stage) for readiness in assessed
    ]
    assert matrix.readiness(someone.levels) == pytest.approx(values, abs=1e-12)
    crowd = np.stack([someone.levels, someone.levels[::-1]])
    assert matrix.readiness(crowd).shape == (2, len(values))
    assert matrix.readiness(crowd)[0] == pytest.approx(values, abs=1e-12)


def test_the_interval_holds_the_value(assessed: list[Readiness]) -> None:
    for readiness in assessed:
        assert 0 <= readiness.low <= readiness.value <= readiness.high <= 1
        assert readiness.low < readiness.high


def test_who_has_everything_asked_is_wholly_ready(
    framework: Framework, make_person: MakePerson
) -> None:
    for target in targets(framework):
        person = make_person({ask.requirement.skill: ask.level for ask in target.asks})

        readiness = assess_readiness(framework, target, person)

        assert readiness.value == pytest.approx(1, abs=1e-12)
        assert readiness.high == pytest.approx(1, abs=1e-12)
        assert readiness.proof == pytest.approx(1, abs=1e-12)
        assert readiness.sufficient
        assert readiness.blockers == ()
        assert list_gaps(framework, readiness, person) == ()


def test_more_than_asked_adds_nothing(framework: Framework, make_person: MakePerson) -> None:
    target = Target(framework, framework.role("data-scientist"), "entry")
    exact = make_person({ask.requirement.skill: ask.level for ask in target.asks})
    more = make_person({ask.requirement.skill: 5 for ask in target.asks})

    assert assess_readiness(framework, target, more).value == pytest.approx(
        assess_readiness(framework, target, exact).value
    )


def test_nobody_is_not_enough_evidence_with_questions_that_the_role_asks_for(
    framework: Framework,
) -> None:
    nobody = infer_levels(framework, [], as_of=dt.date(2026, 11, 1))
    for target in targets(framework):
        readiness = assess_readiness(framework, target, nobody)

        assert not readiness.sufficient
        assert readiness.proof == 0
        assert len(set(readiness.questions)) == 5
        assert set(readiness.questions) <= {ask.requirement.skill for ask in target.asks}


def test_questions_are_what_varies_the_readiness_most(
    framework: Framework, someone: Proficiencies
) -> None:
    target = Target(framework, framework.role("nlp-engineer"), "mid")
    variances = {}
    for ask in target.asks:
        shares = someone.distribution(ask.requirement.skill)
        worth = [ask.weight * min(level / ask.level, 1) for level in range(6)]
        mean = sum(p * w for p, w in zip(shares, worth, strict=True))
        variances[ask.requirement.skill] = sum(
            p * (w - mean) ** 2 for p, w in zip(shares, worth, strict=True)
        )

    readiness = assess_readiness(framework, target, someone)

    assert list(readiness.questions) == sorted(variances, key=lambda s: -variances[s])[:5]


def test_blockers_are_marked_requirements_that_are_improbable(
    framework: Framework, make_person: MakePerson
) -> None:
    target = Target(framework, framework.role("data-scientist"), "mid")
    levels = {ask.requirement.skill: ask.level for ask in target.asks}
    marked = {ask.requirement.skill for ask in target.asks if ask.requirement.blocker}
    levels["sql"] -= 1

    readiness = assess_readiness(framework, target, make_person(levels))
    nothing = assess_readiness(framework, target, make_person({}))

    assert "sql" in marked
    assert readiness.blockers == ("sql",)
    assert set(nothing.blockers) == marked


def test_proof_is_the_weight_with_direct_evidence(
    framework: Framework, make_person: MakePerson
) -> None:
    target = Target(framework, framework.role("data-engineer"), "senior")
    weight = {ask.requirement.skill: ask.weight for ask in target.asks}

    shown = make_person({"sql": 1, "python": 0})

    assert assess_readiness(framework, target, shown).proof == pytest.approx(
        weight["sql"] + weight["python"]
    )


def test_contributions_name_their_evidence(framework: Framework, make_person: MakePerson) -> None:
    target = Target(framework, framework.role("data-engineer"), "senior")
    person = make_person({"sql": 3})

    found = {c.skill: c.evidence for c in assess_readiness(framework, target, person).contributions}

    assert found.pop("sql") == person.ledger("sql").direct
    assert set(found.values()) == {()}
