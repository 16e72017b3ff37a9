"""A short document in its formats."""

import io

from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from metier.core.report.blocks import (
    Grid,
    Heading,
    Items,
    Paragraph,
    to_docx,
    to_html,
    to_markdown,
    to_text,
)

LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40).map(
    lambda text: " ".join(text.split()) or "x"
)
BLOCKS = (
    Heading(1, "Title"),
    Paragraph("One\nTwo"),
    Heading(2, "Part"),
    Items(["a *b*", "<c> & d"]),
    Grid(("X", "Y"), [("1", "2|3")]),
)


def test_text() -> None:
    expected = "Title\n\nOne\nTwo\n\nPart\n\n- a *b*\n- <c> & d\n\nX | Y\n1 | 2|3\n"
    assert to_text(BLOCKS) == expected


def test_markdown_says_the_same_as_html() -> None:
    rendered = HTMLParser(MarkdownIt("commonmark").enable("table").render(to_markdown(BLOCKS)))
    direct = HTMLParser(to_html(BLOCKS))
    for name in ("h1", "h2", "li", "th", "td"):
        texts = [node.text() for node in direct.css(name)]
        assert [node.text() for node in rendered.css(name)] == texts != []


@given(st.lists(LINES, min_size=1, max_size=4))
def test_nothing_in_a_text_is_markup(texts: list[str]) -> None:
    blocks = [Heading(1, texts[0]), Items(texts)]
    for html in (to_html(blocks), MarkdownIt("commonmark").render(to_markdown(blocks))):
        tree = HTMLParser(html)
        assert [" ".join(node.text().split()) for node in tree.css("li")] == texts
        assert {node.tag for node in tree.body.traverse()} <= {"body", "h1", "ul", "li", "p"}


def test_docx_has_headings_lists_and_tables() -> None:
    document = Document(io.BytesIO(to_docx(BLOCKS, title="Title")))
    styles = [(item.style.name, item.text) for item in document.paragraphs if item.text]
    assert styles == [
        ("Title", "Title"),
        ("Normal", "One\nTwo"),
        ("Heading 1", "Part"),
        ("List Bullet", "a *b*"),
        ("List Bullet", "<c> & d"),
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["X", "Y"], ["1", "2|3"]]


def test_docx_holds_what_xml_cannot() -> None:
    document = Document(io.BytesIO(to_docx([Paragraph("a\x00b\x0bc")], title="x")))
    assert document.paragraphs[0].text == "abc"
