"""A CV for an advert: every line is the person's own, once, and none is made up."""

import itertools
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metier.core.applications.lines import Span, cut_items, cut_lines, line_at, shown
from metier.core.applications.tailor import CvLine, TailoredCv, tailor_cv
from metier.core.framework.doing_types import CvRules
from metier.core.framework.records import Document, Position, Section

RULES = CvRules(most_lines=3, least_lines=1, most_summary=2, most_section=4)
TEXT = """Noor Haddad
noor@example.org

Summary
I count things. I like SQL.

Experience
Analyst, Acme, March 2024 - Present
- Wrote reports
- Built models in dbt
- Watered the plants
Clerk, Bolt, 2020 - 2021
- Filed papers

Skills
Python, SQL (good), dbt
Chess, bridge
"""


def make(text: str, media: str = "markdown") -> Document:
    """Return a document with the sections and positions of `TEXT`."""
    marks = [
        (kind, text.index(f"\n{name}\n") + 1, name)
        for kind, name in (
            ("summary", "Summary"),
            ("experience", "Experience"),
            ("skills", "Skills"),
        )
    ]
    ends = [start for _, start, _ in marks[1:]] + [len(text)]
    sections = tuple(
        Section(kind, start, end, name)  # type: ignore[arg-type]
        for (kind, start, name), end in zip(marks, ends, strict=True)
    )
    one, two = text.index("Analyst,"), text.index("Clerk,")
    positions = (
        Position(one, two, "2024-03", None, True, "Analyst", "experience"),
        Position(two, marks[2][1], "2020-01", "2021-01", False, "Clerk", "experience"),
    )
    return Document("cv.md", media, "ab" * 32, text, "en", 0, sections, positions)


def named(text: str, words: dict[str, str]) -> list[tuple[int, int, str]]:
    found = []
    for word, skill in words.items():
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word), skill))
            at = text.find(word, at + 1)
    return found


def every_line(cv: TailoredCv) -> list[CvLine]:
    groups = [group for part in cv.parts for group in part.groups]
    return [*cv.opening, *(line for group in groups for line in (*group.head, *group.lines))]


def test_what_speaks_to_the_advert_comes_first_and_the_rest_is_cut() -> None:
    document = make(TEXT)
    demands = {"dbt": 0.6, "sql": 0.4}
    cv = tailor_cv(RULES, document, named(TEXT, {"dbt": "dbt", "SQL": "sql"}), demands)
    parts = {part.kind: part for part in cv.parts}
    first, second = parts["experience"].groups
    assert [line.text for line in first.head] == ["Analyst, Acme, March 2024 - Present"]
    assert [line.text for line in first.lines] == ["Built models in dbt"]
    assert (first.began, first.ended, first.current) == ("2024-03", "", True)
    assert [line.text for line in second.lines] == ["Filed papers"]
    assert [line.text for line in parts["skills"].groups[0].lines] == [
        "Python, SQL (good), dbt",
        "Chess, bridge",
    ]
    assert [line.text for line in cv.opening] == ["Noor Haddad", "noor@example.org"]
    assert cv.shown == ("dbt", "sql")
    assert cv.unshown == ()
    assert cv.kept < cv.all


def test_a_month_that_the_text_does_not_give_is_not_made_up() -> None:
    cv = tailor_cv(RULES, make(TEXT), [], {})
    clerk = cv.parts[1].groups[1]
    assert (clerk.began, clerk.ended) == ("2020", "2021")


def test_a_skill_that_the_document_does_not_name_is_told() -> None:
    cv = tailor_cv(RULES, make(TEXT), named(TEXT, {"SQL": "sql"}), {"sql": 0.5, "rust": 0.5})
    assert cv.unshown == ("rust",)
    assert cv.shown == ("sql",)


def test_a_document_without_structure_still_makes_one() -> None:
    bare = Document("x.txt", "text", "cd" * 32, "Ann\nKnows SQL.\n", "en", 0, (), ())
    cv = tailor_cv(RULES, bare, [(10, 13, "sql")], {"sql": 1.0})
    assert [line.text for line in every_line(cv)] == ["Ann", "Knows SQL."]
    empty = Document("x.txt", "text", "cd" * 32, "", "en", 0, (), ())
    assert every_line(tailor_cv(RULES, empty, [], {"sql": 1.0})) == []


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[tuple[int, int, str]]]:
    """Return any text with any sections, positions and mentions in it."""
    alphabet = string.ascii_letters + " .,;:•-\n\n\té数"
    text = draw(st.text(alphabet, max_size=400))
    size = len(text)
    cuts = sorted(draw(st.lists(st.integers(0, size), max_size=5)))
    kinds = st.sampled_from(("summary", "experience", "skills", "projects", "other"))
    sections = tuple(
        Section(draw(kinds), low, high, draw(st.sampled_from(("", text[low : low + 7]))))
        for low, high in itertools.pairwise(cuts)
    )
    spans = draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, size)), max_size=4))
    positions = tuple(
        Position(
            min(a, b),
            max(a, b),
            "2020-01",
            None,
            True,
            text[min(a, b) : min(a, b) + 5],
            "experience",
        )
        for a, b in spans
    )
    marks = draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, 9)), max_size=6))
    mentions = [(at, min(size, at + length), draw(st.sampled_from("ab"))) for at, length in marks]
    media = draw(st.sampled_from(("pdf", "docx", "text")))
    return Document("x", media, "ab" * 32, text, "en", 0, sections, positions), mentions


@settings(max_examples=300)
@given(documents())
def test_every_line_is_a_span_of_the_document(
    case: tuple[Document, list[tuple[int, int, str]]],
) -> None:
    document, mentions = case
    cv = tailor_cv(RULES, document, mentions, {"a": 0.7, "b": 0.3})
    whole = " ".join(document.text.split())
    for line in every_line(cv):
        span = document.text[line.span.start : line.span.end]
        assert line.text == " ".join(span.split())
        assert line.text in whole
        assert line.text
    for part in cv.parts:
        assert " ".join(part.heading.split()) in whole
        for group in part.groups:
            assert group.title in document.text
            assert [line.weight for line in group.lines] == sorted(
                (line.weight for line in group.lines), reverse=True
            )


@given(documents())
def test_lines_hold_all_words_in_order_and_none_twice(
    case: tuple[Document, list[tuple[int, int, str]]],
) -> None:
    document, _ = case
    spans = cut_lines(document, 0, len(document.text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    kept = sum(c.isalpha() for span in spans for c in document.text[span.start : span.end])
    dropped = sum(c.isalpha() for c in document.text) - kept
    assert dropped <= sum(line.strip().startswith("o ") for line in document.text.splitlines())


def test_a_line_that_the_page_broke_is_one_line() -> None:
    long = "a line of a page that is as long as the page is wide, in fact"
    text = f"{long}\nand goes on here\n{long} too.\nNext\n• Bullet\n"
    document = Document("x", "pdf", "ab" * 32, text, "en", 1, (), ())
    lines = [shown(text, span) for span in cut_lines(document, 0, len(text))]
    assert lines == [f"{long} and goes on here", f"{long} too.", "Next", "Bullet"]


def test_what_is_too_long_for_a_line_is_cut_into_sentences() -> None:
    sentence = "I did a lot of things with a lot of people in a lot of places. "
    text = sentence * 6
    document = Document("x", "docx", "ab" * 32, text, "en", 0, (), ())
    assert len(cut_lines(document, 0, len(text))) == 6


@pytest.mark.parametrize(
    ("text", "label", "items"),
    [
        ("Languages: Python, R; SQL", "Languages", ["Python", "R", "SQL"]),
        ("Python (NumPy, pandas), SQL", None, ["Python (NumPy, pandas)", "SQL"]),
        ("Git | Docker", None, ["Git", "Docker"]),
        ("Chess", None, ["Chess"]),
    ],
)
def test_a_list_in_one_line_has_a_label_and_entries(
    text: str, label: str | None, items: list[str]
) -> None:
    found_label, found = cut_items(text, Span(0, len(text)))
    assert [shown(text, item) for item in found] == items
    assert (shown(text, found_label) if found_label else None) == label


def test_the_line_around_a_span() -> None:
    document = make(TEXT)
    at = TEXT.index("dbt")
    assert shown(TEXT, line_at(document, at, at + 3)) == "Built models in dbt"
