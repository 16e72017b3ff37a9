"""Roles of a team's own: what a definition changes, and what an advert asks of it."""

import pytest

from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.team_definition import Change, OwnSkill, PayOffer, RoleDefinition
from metier.core.team.definition import choose_demands, define_role


def definition(**changed: object) -> RoleDefinition:
    given = {"base": "data-engineer", "stage": "senior", "title": "Data Engineer", **changed}
    return RoleDefinition(**given)  # type: ignore[arg-type]


def test_without_changes_it_asks_what_the_framework_asks(framework: Framework) -> None:
    found = define_role(framework, definition())
    weights = framework.weights(framework.roles["data-engineer"], "senior")
    assert {item.skill: item.weight for item in found.asked} == pytest.approx(
        {item.skill: weight for item, weight in weights}
    )
    assert sum(item.weight for item in found.asked) == pytest.approx(1)


def test_a_change_raises_higher_stages_and_lowers_lower_ones(framework: Framework) -> None:
    found = define_role(framework, definition(changes={"scala": Change(level=5), "java": None}))
    levels = next(item.levels for item in found.role.requirements if item.skill == "scala")
    assert (levels.entry, levels.mid, levels.senior, levels.principal) == (1, 2, 5, 5)
    assert "java" not in {item.skill for item in found.asked}
    lowered = define_role(framework, definition(changes={"python": Change(level=2)}))
    levels = next(item.levels for item in lowered.role.requirements if item.skill == "python")
    assert (levels.entry, levels.mid, levels.senior, levels.principal) == (2, 2, 2, 4)


def test_an_own_skill_weighs_as_one_of_its_kind(framework: Framework) -> None:
    own = OwnSkill("billing", "Acme billing", "How we bill.", 2, "essential")
    found = define_role(framework, definition(own_skills=(own,)))
    asked = {item.skill: item for item in found.asked}
    assert asked["billing"].own
    assert 0 < asked["billing"].weight < 0.1
    assert sum(item.weight for item in found.asked) == pytest.approx(1)


def test_demands_are_few_essential_and_not_parts_of_each_other(framework: Framework) -> None:
    for role in framework.data.roles:
        found = define_role(framework, definition(base=role.id, title=role.name))
        musts, wishes = choose_demands(framework, found, musts=7, wishes=6)
        assert 4 <= len(musts) <= 7
        assert len(wishes) <= 6
        chosen = [item.skill for item in (*musts, *wishes)]
        assert len(set(chosen)) == len(chosen)
        assert not {framework.skills[skill].broader for skill in chosen} & set(chosen)
        assert all(item.importance == "essential" for item in musts)
        blockers = [item.blocker for item in musts]
        assert any(blockers)
        assert blockers == sorted(blockers, reverse=True)


def test_given_demands_are_taken_in_their_order(framework: Framework) -> None:
    found = define_role(framework, definition(musts=("sql", "dbt"), wishes=()))
    musts, wishes = choose_demands(framework, found, musts=7, wishes=6)
    assert [item.skill for item in musts] == ["sql", "dbt"]
    assert wishes == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"pay": PayOffer(90_000, 80_000, "EUR")}, "pay-order"),
        ({"musts": ("no-such-skill",)}, "role-demand"),
    ],
)
def test_what_contradicts_itself_is_refused(
    framework: Framework, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(UsageError) as caught:
        choose_demands(framework, define_role(framework, definition(**changed)), musts=7, wishes=6)
    assert caught.value.code == code


def test_unknown_skills_and_roles_are_refused(framework: Framework) -> None:
    with pytest.raises(UnknownIdError):
        define_role(framework, definition(changes={"no-such-skill": Change(level=2)}))
    with pytest.raises(UnknownIdError):
        define_role(framework, definition(base="no-such-role"))


def test_a_role_that_asks_nothing_is_refused(framework: Framework) -> None:
    nothing = dict.fromkeys(
        (item.skill for item in framework.roles["data-engineer"].requirements), None
    )
    with pytest.raises(UsageError) as caught:
        define_role(framework, definition(changes=nothing))
    assert caught.value.code == "role-asks-nothing"
