"""Markup too tangled for a tree is read tag by tag, and as a tree would read it."""

import pytest

from metier.core.documents.html import page_text, page_text_and_data
from metier.core.documents.markup import MAX_OPEN, MAX_OPEN_FORMATS, is_tangled, split_tags

TAIL = "<p>Python &amp; SQL</p><ul><li>Git<li>dbt</ul>"


@pytest.mark.parametrize(
    "opened",
    [
        "<div>" * (MAX_OPEN + 1),
        "".join(f"<font color={number}><p>" for number in range(600)),
        "<b></p>" * 300,
        "<li><ul>" * 3_000,
        "<DIV >" * (MAX_OPEN + 1),
    ],
    ids=["blocks", "formats", "formats closed by others", "lists", "capitals"],
)
def test_what_opens_and_never_closes_is_tangled(opened: str) -> None:
    page = f"<html><body>{opened}{TAIL}"

    assert is_tangled(page)
    lines = [line for line in page_text(page).split("\n") if line not in {"", "•", "• "}]
    assert lines == ["Python & SQL", "• Git", "• dbt"]


@pytest.mark.parametrize(
    "page",
    [
        "<p>one" * 9_000,
        "<table>" + "<tr><td>a<td>b" * 9_000 + "</table>",
        "<div>" * 1_500 + "x",
        "<div><b>x</b></div>" * 9_000,
        "</div>" * 9_000,
        "<br><img><hr>" * 9_000,
        "<b>" * (MAX_OPEN_FORMATS - 1),
        "1 < 2 " * 9_000,
    ],
)
def test_what_closes_or_needs_no_end_is_not_tangled(page: str) -> None:
    assert not is_tangled(page)


def test_tangled_pages_keep_scripts_and_comments_out_of_the_text() -> None:
    page = (
        "<div>" * (MAX_OPEN + 1)
        + '<SCRIPT type=\'application/ld+json\'>{"@type": "JobPosting"}</script>'
        + "<script>var x = '<p>no</p>'</script><!-- no <p>no --><style>no</style><p>Python"
    )

    text, scripts = page_text_and_data(page)

    assert text == "Python"
    assert scripts == ['{"@type": "JobPosting"}']


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("", []),
        ("a < b", ["a ", "<", " b"]),
        ("a<", ["a", "<"]),
        ("a<b", ["a"]),
        ("a<!-- x", ["a"]),
        ("a<script>x", ["a", "x"]),
        ("a</p>b", ["a", "b"]),
        ("<!doctype html>a", ["a"]),
    ],
)
def test_pieces_of_markup(markup: str, texts: list[str]) -> None:
    assert [text for _, text in split_tags(markup) if text] == texts
