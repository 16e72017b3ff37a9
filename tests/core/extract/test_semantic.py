"""Sentences that describe a skill without naming it suggest it, with low confidence."""

import pytest

from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.semantic import SemanticReader, confidence_of
from metier.core.framework.index import Framework


@pytest.fixture(scope="module")
def semantic(framework: Framework, matcher: SkillMatcher) -> SemanticReader:
    return SemanticReader(framework, matcher)


def test_a_paraphrase_suggests_its_skill(semantic: SemanticReader, matcher: SkillMatcher) -> None:
    text = "Lunch is at noon. Spent a year teaching computers to see. Python daily."
    named, _ = matcher.read([text])

    found = semantic.suggest(text, named)

    assert [text[item.start : item.end] for item in found] == ["teaching computers to see"]
    assert [matcher.skill_ids[item.skill] for item in found] == ["computer-vision"]
    assert all(0 < confidence_of(item) <= 0.6 for item in found)


@pytest.mark.parametrize("text", ["", "Python and SQL.", "We meet for lunch in the garden."])
def test_what_names_its_skills_or_none_suggests_nothing(
    semantic: SemanticReader, matcher: SkillMatcher, text: str
) -> None:
    assert semantic.suggest(text, matcher.read([text])[0]) == []
