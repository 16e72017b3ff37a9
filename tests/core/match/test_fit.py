"""Fit: which role explains a profile better than the field at large."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable

import pytest

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.match.fit import Fit, rank_roles
from metier.core.match.rolemodel import role_model
from metier.core.profile.posterior import infer_levels

MakePerson = Callable[..., Proficiencies]

ROLES = tuple(load_framework().roles)


def shares(fits: list[Fit]) -> dict[str, float]:
    return {fit.role: fit.share for fit in fits}


def essentials(framework: Framework, role: str) -> dict[str, int]:
    asked = framework.roles[role].requirements
    return {item.skill: 3 for item in asked if item.importance == "essential"}


@pytest.mark.parametrize("role", ROLES)
def test_who_shows_what_a_role_rests_on_fits_it_best(
    framework: Framework, make_person: MakePerson, role: str
) -> None:
    fits = rank_roles(framework, make_person(essentials(framework, role)), {})

    assert fits[0].role == role
    assert fits[0].share > 0.5
    assert {skill for skill, _ in fits[0].reasons} <= set(essentials(framework, role))


def test_shares_sum_to_one_and_stand_best_first(
    framework: Framework, someone: Proficiencies
) -> None:
    fits = rank_roles(framework, someone, {"nlp-engineer": 1.0})

    assert {fit.role for fit in fits} == set(framework.roles)
    assert sum(fit.share for fit in fits) == pytest.approx(1, abs=1e-12)
    assert [fit.share for fit in fits] == sorted((fit.share for fit in fits), reverse=True)
    for fit in fits:
        ratio = fits[0].share / fit.share
        assert math.log(ratio) == pytest.approx(fits[0].log_ratio - fit.log_ratio)


def test_a_skill_that_every_role_asks_alike_tells_nothing(framework: Framework) -> None:
    model = role_model(framework)
    asked: dict[str, set[tuple[str, bool]]] = {}
    for role in framework.data.roles:
        for item in role.requirements:
            asked.setdefault(item.skill, set()).add((item.importance, item.blocker))
    by_all = Counter(item.skill for role in framework.data.roles for item in role.requirements)
    alike = [
        skill
        for skill, ways in asked.items()
        if ways == {("universal", False)} and by_all[skill] == len(framework.data.roles)
    ]

    assert alike
    for skill in alike:
        assert model.shown[:, framework.rows[skill]] == pytest.approx(0, abs=1e-12)
        assert model.absent[:, framework.rows[skill]] == pytest.approx(0, abs=1e-12)


def test_parts_of_a_fit_sum_to_it(framework: Framework, someone: Proficiencies) -> None:
    for fit in rank_roles(framework, someone, {"nlp-engineer": 0.5}):
        parts = [part for _, part in (*fit.reasons, *fit.against, *fit.domains)]
        assert math.fsum((*parts, fit.title, fit.rest)) == pytest.approx(fit.log_ratio)
        assert all(part < 0 for _, part in fit.against)


def test_the_sum_is_the_ratio_by_hand(framework: Framework, make_person: MakePerson) -> None:
    model = role_model(framework)
    person = make_person({"sql": 3, "pytorch": 4})
    shown = {framework.rows["sql"], framework.rows["pytorch"]}
    subjects = {framework.skills[skill].domain for skill in ("sql", "pytorch")}
    by_role = {fit.role: fit.log_ratio for fit in rank_roles(framework, person, {})}

    for row, role in enumerate(model.roles):
        expected = sum(
            model.shown[row, column] if column in shown else model.absent[row, column]
            for column in range(len(framework.data.skills))
        )
        expected += sum(
            model.domain_shown[row, n] if name in subjects else model.domain_absent[row, n]
            for n, name in enumerate(model.domains)
        )
        assert by_role[role] == pytest.approx(expected)


def test_a_skill_goes_with_what_implies_it_and_with_roles_that_ask_alike(
    framework: Framework,
) -> None:
    model = role_model(framework)
    engineer = model.roles.index("data-engineer")
    asked = {item.skill for item in framework.roles["data-engineer"].requirements}
    assert "git" not in asked

    column = framework.rows["git"]
    writer = model.roles.index("ai-ethics-officer")
    assert model.shown[engineer, column] > model.shown[writer, column]


def test_how_well_a_skill_is_had_beyond_use_plays_no_part(
    framework: Framework, make_person: MakePerson
) -> None:
    some = rank_roles(framework, make_person({"sql": 2, "pytorch": 2}), {})
    much = rank_roles(framework, make_person({"sql": 5, "pytorch": 5}), {})

    assert shares(some) == pytest.approx(shares(much))


def test_a_title_moves_its_role_by_the_stated_amount(
    framework: Framework, someone: Proficiencies
) -> None:
    gain = framework.data.fit.title_gain
    for role in framework.roles:
        before = {fit.role: fit for fit in rank_roles(framework, someone, {})}
        after = {fit.role: fit for fit in rank_roles(framework, someone, {role: 1.0})}
        past = {fit.role: fit for fit in rank_roles(framework, someone, {role: 0.4})}

        assert after[role].log_ratio - before[role].log_ratio == pytest.approx(gain)
        assert after[role].title == gain
        assert after[role].share > past[role].share > before[role].share
        for other in set(framework.roles) - {role}:
            assert after[other].log_ratio == pytest.approx(before[other].log_ratio)


def test_reasons_stand_by_their_part_and_then_by_name(
    framework: Framework, make_person: MakePerson
) -> None:
    for role in ROLES:
        person = make_person(essentials(framework, role))
        for fit in rank_roles(framework, person, {}):
            reasons = list(fit.reasons)
            assert reasons == sorted(reasons, key=lambda item: (-item[1], item[0]))
            assert all(part > 0 for _, part in reasons)


def test_nobody_is_told_apart_by_nothing_shown(framework: Framework) -> None:
    nobody = infer_levels(framework, [], as_of=dt.date(2026, 11, 1))

    assert all(fit.reasons == () for fit in rank_roles(framework, nobody, {}))
