"""Whether any role can be said to fit at all."""

from collections.abc import Callable

import pytest

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.match.faint import find_any_fit

MakePerson = Callable[..., Proficiencies]


def weight_shown(framework: Framework, role: str, skills: set[str]) -> float:
    asked = framework.weights(framework.roles[role], "entry")
    return sum(
        weight
        for item, weight in asked
        if item.skill in skills and framework.skills[item.skill].kind != "soft"
    )


def test_what_is_shown_is_the_most_of_any_role(
    framework: Framework, make_person: MakePerson
) -> None:
    skills = {"sql", "python", "etl", "communication"}
    found = find_any_fit(framework, make_person(dict.fromkeys(skills, 3)), named=False)

    shares = {role: weight_shown(framework, role, skills) for role in framework.roles}
    assert found.shown == pytest.approx(max(shares.values()))
    assert shares[found.role] == pytest.approx(found.shown)
    assert found.fits == (found.shown >= framework.data.fit.least_shown)


def test_soft_skills_alone_fit_no_role(framework: Framework, make_person: MakePerson) -> None:
    soft = {skill.id: 4 for skill in framework.data.skills if skill.kind == "soft"}

    found = find_any_fit(framework, make_person(soft), named=False)

    assert (found.fits, found.shown) == (False, 0)


def test_a_title_that_names_a_role_fits(framework: Framework, make_person: MakePerson) -> None:
    assert find_any_fit(framework, make_person({}), named=True).fits
    assert not find_any_fit(framework, make_person({}), named=False).fits


def test_every_role_is_said_to_fit_those_who_show_its_essentials(
    framework: Framework, make_person: MakePerson
) -> None:
    for role in framework.data.roles:
        asked = [item.skill for item in role.requirements if item.importance == "essential"]
        assert find_any_fit(framework, make_person(dict.fromkeys(asked, 2)), named=False).fits
