"""The framework answers by id, by name and by relation, and weighs requirements."""

import pytest

from metier.core.errors import UnknownIdError
from metier.core.framework.index import Framework
from metier.core.framework.types import STAGES


def test_role_by_id_and_by_name(framework: Framework) -> None:
    role = framework.role("data-scientist")

    assert role.name == "Data Scientist"
    assert framework.role("Data Scientist") is role
    assert framework.role("data  scientist") is role


@pytest.mark.parametrize("text", ["data-scientst", "Data Scientis", "date scientist"])
def test_unknown_role_says_what_was_meant(framework: Framework, text: str) -> None:
    with pytest.raises(UnknownIdError) as caught:
        framework.role(text)

    error = caught.value
    assert error.code == "role-unknown"
    assert error.candidates == ("data-scientist",)
    assert error.hint == "Did you mean 'data-scientist'?"
    assert repr(text) in error.message


def test_role_unlike_any_says_how_to_list_them(framework: Framework) -> None:
    with pytest.raises(UnknownIdError) as caught:
        framework.role("xyzzy")

    assert caught.value.candidates == ()
    assert "metier roles" in caught.value.hint


def test_unknown_skill_says_what_was_meant(framework: Framework) -> None:
    assert framework.skill("sql").name == "SQL"

    with pytest.raises(UnknownIdError) as caught:
        framework.skill("pyton")

    assert caught.value.code == "skill-unknown"
    assert caught.value.candidates == ("python",)


def test_stage_is_one_of_four(framework: Framework) -> None:
    assert framework.stage("senior") == "senior"

    with pytest.raises(UnknownIdError) as caught:
        framework.stage("boss")

    assert caught.value.code == "stage-unknown"
    assert caught.value.candidates == STAGES


@pytest.mark.parametrize("stage", STAGES)
def test_weights_sum_to_one(framework: Framework, stage: str) -> None:
    for role in framework.roles.values():
        weights = framework.weights(role, stage)
        assert sum(weight for _, weight in weights) == pytest.approx(1)
        assert all(weight > 0 for _, weight in weights)


def test_weights_are_importance_times_tier(framework: Framework) -> None:
    role = framework.role("data-scientist")
    rule = {
        "python": 0.9,  # universal, in no tier
        "sql": 1.0 * 1.2,  # essential, foundation
        "machine-learning": 1.0,  # essential, in no tier
        "scikit-learn": 0.5 * 1.1,  # important, intermediate
    }

    weights = {item.skill: weight for item, weight in framework.weights(role, "senior")}

    total = sum(rule.values())
    assert weights == pytest.approx({skill: raw / total for skill, raw in rule.items()})


def test_weights_leave_out_what_a_stage_does_not_ask(framework: Framework) -> None:
    weights = framework.weights(framework.role("data-scientist"), "entry")

    assert [item.skill for item, _ in weights] == ["python", "sql", "machine-learning"]


def test_relations_are_indexed_both_ways(framework: Framework) -> None:
    assert framework.implied_by == {"python": (("scikit-learn", 0.5, 3),)}
    assert framework.needed_by["sql"] == ("data-scientist",)
    assert framework.redirects["skill", "sci-kit"] == ("scikit-learn",)
    assert set(framework.signs) == {"listed", "expert", "test-passed"}


def test_compiled_skill_knows_its_domain_and_provenance(framework: Framework) -> None:
    skill = framework.skill("python")

    assert skill.domain == "programming"
    assert skill.provenance == {"default": "authored"}
    assert [alias.text for alias in skill.aliases] == ["python programming", "py"]
    assert skill.aliases[1].near == ("code", "script")


def test_framework_is_identified_by_version_and_overlay(framework: Framework) -> None:
    assert framework.id == ("1.2.3", None)
    assert Framework(framework.data, overlay="abc").id == ("1.2.3", "abc")
