"""How an advert reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.core.framework.team_types import Wording
from metier.core.team.wording import count_words, find_phrases, reading_grade

RULES = (
    Wording("inflated", ("fast-paced", "cutting edge"), "Says nothing.", "Say what."),
    Wording("exclusionary", ("young and dynamic", "ninja"), "Asks for an age.", "Say the work."),
)


def test_phrases_are_found_across_hyphens_case_and_lines() -> None:
    text = "Our Fast paced team is\ncutting-\nedge. We want a Ninja, not ninjas or ninja-like."
    assert [item.text for item in find_phrases(text, RULES)] == [
        "Fast paced",
        "cutting-\nedge",
        "Ninja",
    ]


def test_a_phrase_within_a_word_is_none() -> None:
    assert find_phrases("Kunoninja and ninjago", RULES) == []


@given(st.text(max_size=300))
def test_places_of_phrases_are_their_words(text: str) -> None:
    for item in find_phrases(text, RULES):
        assert text[item.start : item.end] == item.text


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("Go. Go.", 0.39 * 1 + 11.8 - 15.59),
        ("- table\n- baby", 0.39 * 1 + 11.8 * 4 / 2 - 15.59),
        ("", 0.0),
        ("12 34", 0.0),
    ],
)
def test_grade_is_the_published_formula(text: str, grade: float) -> None:
    assert reading_grade(text) == pytest.approx(grade)


def test_long_words_and_sentences_raise_the_grade() -> None:
    plain = "We load data each night. We check it. We tell you if it is late."
    heavy = (
        "Organizational responsibilities necessitate comprehensive operationalization of "
        "heterogeneous informational infrastructures notwithstanding considerable complexity."
    )
    assert reading_grade(plain) < 6
    assert reading_grade(heavy) > 14


def test_words_are_counted_without_numbers() -> None:
    assert count_words("3 people don't re-use 1,000 words") == 4
