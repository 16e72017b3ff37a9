"""People's spellings lead to skills; what is not known leads to near ones."""

import pytest

from metier.core.framework.index import Framework
from metier.core.framework.lookup import look_up, nearest
from metier.core.framework.terms import normalize_term


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Python", "python"),
        ("python", "python"),
        ("  PYTHON  ", "python"),
        ("scikit-learn", "scikit-learn"),
        ("Scikit Learn", "scikit-learn"),
        ("scikit_learn", "scikit-learn"),
        ("scikit\u2011learn", "scikit-learn"),
        ("sklearn", "scikit-learn"),
        ("ML", "machine-learning"),
        ("structured query languages", "sql"),
        ("Python 3.11", "python"),
        ("python3", "python"),
        ("SQL 2016", "sql"),
        ("SQL.", "sql"),
        ("SQL,", "sql"),
        ("py", "python"),
    ],
)
def test_spelling_names_a_skill(framework: Framework, text: str, skill: str) -> None:
    answer = look_up(framework, text)

    assert answer.skill is not None
    assert answer.skill.id == skill
    assert answer.candidates[0] == (skill, 1.0)
    assert answer.query == text


@pytest.mark.parametrize("text", ["ML frameworks", "ml framework", "ML-Frameworks"])
def test_heading_leads_to_its_skills(framework: Framework, text: str) -> None:
    answer = look_up(framework, text)

    assert answer.skill is None
    assert answer.heading is not None
    assert answer.heading.term == "ML frameworks"
    assert [near.skill for near in answer.candidates] == ["scikit-learn", "machine-learning"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("pyhton", "python"),
        ("Pythn", "python"),
        ("scikitlearn", "scikit-learn"),
        ("machne lerning", "machine-learning"),
    ],
)
def test_misspelling_gives_candidates(framework: Framework, text: str, first: str) -> None:
    answer = look_up(framework, text)

    assert answer.skill is None
    assert answer.heading is None
    assert answer.candidates[0].skill == first
    assert 0.7 < answer.candidates[0].score < 1


@pytest.mark.parametrize("text", ["", "   ", "???", "underwater basket weaving", "x" * 10_000])
def test_nonsense_gives_nothing(framework: Framework, text: str) -> None:
    answer = look_up(framework, text)

    assert (answer.skill, answer.heading, answer.candidates) == (None, None, ())


def test_candidates_are_limited_and_best_first(framework: Framework) -> None:
    names = ["python", "pythons", "pythonic", "cython", "sql"]

    near = nearest("pyton", names, limit=3)

    assert len(near) == 3
    assert near[0][0] == "python"
    assert [score for _, score in near] == sorted((s for _, s in near), reverse=True)
    assert len(look_up(framework, "pyhton", limit=1).candidates) == 1


def test_every_name_and_alias_finds_its_skill(framework: Framework) -> None:
    for skill in framework.data.skills:
        for text in (skill.id, skill.name, *(alias.text for alias in skill.aliases)):
            answer = look_up(framework, text)
            assert answer.skill is not None
            assert answer.skill.id == skill.id


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Scikit-Learn", "scikit learn"),
        ("  a \t b\n", "a b"),
        ("A\u2013B", "a b"),
        ("stra\u00dfe", "strasse"),
        ("C++", "c++"),
        ("---", ""),
        ("\u00a0x\u00a0", "x"),
    ],
)
def test_normalized_terms_are_comparable(text: str, normal: str) -> None:
    assert normalize_term(text) == normal
    assert normalize_term(normal) == normal
