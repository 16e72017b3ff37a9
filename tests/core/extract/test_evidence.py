"""Mentions become statements about the person, dated and placed."""

import pytest

from metier.core.extract.evidence import gather_evidence
from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.read import read_mentions
from metier.core.framework.records import Document, Evidence, Position, Section, SectionKind

SHA = "ab" * 32


def gather(
    matcher: SkillMatcher, text: str, section: SectionKind, positions: tuple[Position, ...] = ()
) -> list[Evidence]:
    sections = (Section(section, 0, len(text), ""),)
    document = Document("cv", "txt", SHA, text, "en", 1, sections, positions)
    return gather_evidence(document, read_mentions(matcher, document))


@pytest.mark.parametrize(
    ("section", "sign"),
    [
        ("experience", "used-at-work"),
        ("projects", "used-in-project"),
        ("publications", "used-in-project"),
        ("skills", "listed"),
        ("education", "studied"),
        ("certificates", "certified"),
        ("summary", "mentioned"),
        ("other", "mentioned"),
    ],
)
def test_a_bare_mention_says_what_its_section_says(
    matcher: SkillMatcher, section: SectionKind, sign: str
) -> None:
    (item,) = gather(matcher, "Reports with Python.", section)

    assert (item.skill, item.kind, item.sign, item.section) == ("python", "claim", sign, section)
    assert (item.document, item.start, item.end) == (SHA, 13, 19)


def test_a_word_of_level_says_more_than_the_section(matcher: SkillMatcher) -> None:
    assert [item.sign for item in gather(matcher, "Expert in Python.", "skills")] == ["expert"]


def test_leading_counts_where_work_is_told_only(matcher: SkillMatcher) -> None:
    text = "Led a Kafka migration."

    assert [item.sign for item in gather(matcher, text, "experience")] == ["led"]
    assert [item.sign for item in gather(matcher, text, "education")] == ["studied"]


def test_denials_speak_against_and_wishes_not_at_all(matcher: SkillMatcher) -> None:
    text = "I do not know Java. I want to learn Scala. I sat with the Machine Learning team."

    assert [(item.skill, item.sign) for item in gather(matcher, text, "summary")] == [
        ("java", "denied")
    ]


def test_a_past_position_dates_its_skills_and_a_current_one_does_not(
    matcher: SkillMatcher,
) -> None:
    text = "Then: Java.\nNow: Python."
    cut = text.index("Now")
    positions = (
        Position(0, cut, "2015-01", "2018-06", False, "Developer", "experience"),
        Position(cut, len(text), "2018-07", None, True, "Analyst", "experience"),
    )

    found = gather(matcher, text, "experience", positions)

    assert [(item.skill, item.month) for item in found] == [("java", "2018-06"), ("python", None)]
