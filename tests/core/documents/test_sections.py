"""Sections are told by their headings, in all the ways that headings are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metier.core.documents.sections import find_sections


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Experience", "experience"),
        ("WORK EXPERIENCE", "experience"),
        ("1. Work Experience", "experience"),
        ("Professional Experience ____", "experience"),
        ("Employment History:", "experience"),
        ("Education & Training", "education"),
        ("Education/Training", "education"),
        ("## Skills", "skills"),
        ("**Technical Skills**", "skills"),
        ("* Skills *", "skills"),
        ("S K I L L S", "skills"),
        ("Skills/Tools", "skills"),
        ("Tech   Stack", "skills"),
        ("--- Projects ---", "projects"),
        ("Licenses & Certifications", "certificates"),
        ("Selected Publications", "publications"),
        ("Languages", "languages"),
        ("Hobbies and Interests", "interests"),
        ("References", "other"),
        ("Profile", "summary"),
        ("EXPERIENCE\r", "experience"),
    ],
)
def test_heading_starts_a_section(heading: str, kind: str) -> None:
    text = f"Ann Example\n{heading}\nsome lines\n"

    first, second = find_sections(text)

    assert (first.kind, text[first.start : first.end]) == ("summary", "Ann Example\n")
    assert (second.kind, second.start, second.end) == (kind, 12, len(text))
    assert second.heading == heading.strip()


@pytest.mark.parametrize(
    "line",
    [
        "I gained experience in Bern",
        "Skills that I have used for years in my work",
        "Experience: 5 years",
        "My skills: many",
        "Python",
        "experience " * 30,
    ],
)
def test_sentence_is_no_heading(line: str) -> None:
    text = f"Ann Example\n{line}\n"

    assert [(part.kind, part.start, part.end) for part in find_sections(text)] == [
        ("other", 0, len(text))
    ]


@pytest.mark.parametrize(
    ("line", "kind", "heading"),
    [
        ("Skills: Python, SQL", "skills", "Skills"),
        ("Technical Skills : Python, SQL", "skills", "Technical Skills"),
        ("Skills - Python, SQL", "skills", "Skills"),
        ("Tools & Technologies – Git, Docker", "skills", "Tools & Technologies"),
        ("Languages: English, French", "languages", "Languages"),
        ("Certifications: CKA", "certificates", "Certifications"),
    ],
)
def test_inline_heading_covers_its_line(line: str, kind: str, heading: str) -> None:
    text = f"Experience\nAcme\n{line}\nBuilt a warehouse\n"

    before, inline, after = find_sections(text)

    assert before.kind == "experience"
    assert (inline.kind, inline.heading) == (kind, heading)
    assert text[inline.start : inline.end] == f"{line}\n"
    assert (after.kind, text[after.start : after.end]) == ("experience", "Built a warehouse\n")


def test_inline_heading_covers_the_list_that_follows() -> None:
    text = "Skills: Python,\nSQL, Git, Docker\nLinux, Bash, Make\nI like tea.\n"

    skills, rest = find_sections(text)

    assert skills.kind == "skills"
    assert text[skills.start : skills.end].endswith("Linux, Bash, Make\n")
    assert (rest.kind, rest.heading) == ("summary", "")


def test_text_without_headings_is_one_section() -> None:
    assert [part.kind for part in find_sections("just a line")] == ["other"]
    assert find_sections("") == []


@settings(deadline=None, max_examples=200, database=None)
@given(
    st.lists(
        st.sampled_from(["Skills", "Experience", "Skills: a, b", "x, y, z", "", "Ann", "\r"])
        | st.text(max_size=10),
        max_size=12,
    ).map("\n".join)
)
def test_sections_tile_the_text(text: str) -> None:
    parts = find_sections(text)

    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.start < part.end for part in parts)
