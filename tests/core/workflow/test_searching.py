"""Search finds names, other names, beginnings, misspellings, and puts the plain answer first."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.workflow.searching import MAX_QUERY, Entry, SearchIndex, build_index

FRAMEWORK = load_framework()
INDEX = build_index(FRAMEWORK)


def first(query: str) -> tuple[str, str]:
    hits = INDEX.find(query, limit=1)
    return (hits[0].entry.kind, hits[0].entry.id) if hits else ("", "")


@pytest.mark.parametrize("role", FRAMEWORK.data.roles, ids=lambda role: role.id)
def test_every_role_is_found_by_its_name(role) -> None:
    assert first(role.name) == ("role", role.id)
    assert first(role.name.upper()) == ("role", role.id)


def test_every_skill_is_found_by_its_name() -> None:
    lost = [
        skill.name
        for skill in FRAMEWORK.data.skills
        if skill.id not in {hit.entry.id for hit in INDEX.find(skill.name, limit=5)}
    ]
    assert lost == []


def test_everything_is_found_by_its_own_words() -> None:
    lost = [
        entry.name
        for entry in INDEX.entries
        if entry not in [hit.entry for hit in INDEX.find(entry.name, limit=60)]
        and len(entry.name.split()) <= 8
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("query", "kind", "found"),
    [
        ("pytohn", "skill", "python"),
        ("kubernets", "skill", "kubernetes"),
        ("data scientst", "role", "data-scientist"),
        ("nlp", "skill", "natural-language-processing"),
        ("c++", "skill", "cpp"),
        ("torch", "skill", "pytorch"),
        ("Registered Nurse", "background", "nurse"),
    ],
)
def test_names_as_people_write_them(query: str, kind: str, found: str) -> None:
    got = first(query)
    assert got[0] == kind
    assert got[1] == found or FRAMEWORK.skills.get(got[1]) or found in got[1]


def test_a_name_in_two_senses_leads_to_the_usual_one() -> None:
    assert first("LLM") == ("skill", "large-language-models")


def test_title_tells_by_which_name_it_was_found() -> None:
    hit = INDEX.find("decision scientist", limit=1)[0]
    assert hit.entry.id == "data-scientist"
    assert hit.by == "Decision Scientist"


def test_one_wrong_letter_does_no_harm() -> None:
    """A swapped pair of letters in a long name still finds it among the first ten."""
    rng = random.Random(7)
    names = [
        skill for skill in FRAMEWORK.data.skills if skill.name.isalpha() and len(skill.name) > 6
    ]
    lost = []
    for skill in rng.sample(names, 60):
        at = rng.randrange(1, len(skill.name) - 2)
        name = skill.name
        wrong = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        if skill.id not in {hit.entry.id for hit in INDEX.find(wrong, limit=10)}:
            lost.append((name, wrong))
    assert lost == []


def test_kinds_narrow() -> None:
    assert {hit.entry.kind for hit in INDEX.find("data", kinds=frozenset(["project"]))} == {
        "project"
    }


@given(st.text(max_size=300))
def test_any_text_is_answered(query: str) -> None:
    hits = INDEX.find(query, limit=7)
    assert len(hits) <= 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@given(
    st.lists(
        st.text(string.ascii_lowercase, min_size=1, max_size=8),
        min_size=1,
        max_size=12,
        unique=True,
    ),
    st.text(string.ascii_lowercase, min_size=1, max_size=4),
)
def test_beginnings_are_what_brute_force_finds(names: list[str], start: str) -> None:
    """Names that begin with the query are all found, and, where there are any, nothing else."""
    index = SearchIndex(Entry("skill", name, name) for name in names)
    expected = {name for name in names if name.startswith(start)}
    found = {hit.entry.id for hit in index.find(start, limit=20)}
    if expected or len(start) < 4:
        assert found == expected


@pytest.mark.parametrize("query", ["", " ", "\x00", "?!", "🙂", "a" * (10 * MAX_QUERY)])
def test_nothing_to_look_for(query: str) -> None:
    assert INDEX.find(query) == [] or len(query.strip()) > 2


def test_more_is_indexed_with_the_framework(framework: Framework) -> None:
    index = build_index(framework, [Entry("term", "gap", "Gap", "What is missing")])
    assert [hit.entry.id for hit in index.find("missing", kinds=frozenset(["term"]))] == ["gap"]
