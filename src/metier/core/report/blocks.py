"""A short document as blocks, and the same as Markdown, HTML and DOCX."""

import io
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_MARKUP = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|"})


class Heading(NamedTuple):
    """A heading; `level` is 1 for the document's title."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph; lines of it stay apart."""

    text: str


class Items(NamedTuple):
    """A list."""

    texts: Sequence[str]


class Grid(NamedTuple):
    """A table with a row of headings."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Items | Grid


def to_text(blocks: Sequence[Block]) -> str:
    """Return blocks as plain text: a heading stands alone, items begin with a dash."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading(_, text) | Paragraph(text):
                found.append(text)
            case Items(texts):
                found.append("\n".join(f"- {text}" for text in texts))
            case Grid(head, rows):
                found.append("\n".join(" | ".join(row) for row in (head, *rows)))
    return "\n\n".join(found) + "\n"


def to_markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown (CommonMark with pipe tables); nothing in a text is markup."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading(level, text):
                found.append(f"{'#' * level} {_plain(text)}")
            case Paragraph(text):
                found.append("  \n".join(_plain(line) for line in text.splitlines()))
            case Items(texts):
                found.append("\n".join(f"- {_plain(text)}" for text in texts))
            case Grid(head, rows):
                lines = [[_plain(cell) for cell in line] for line in (head, *rows)]
                lines.insert(1, ["---"] * len(head))
                found.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return "\n\n".join(found) + "\n"


def _plain(text: str) -> str:
    flat = " ".join(text.split()).translate(_MARKUP)
    return f"\\{flat}" if flat[:1] in ("#", "-", "+", ">") else flat


def to_html(blocks: Sequence[Block]) -> str:
    """Return blocks as HTML elements, without a page around them."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading(level, text):
                found.append(f"<h{level}>{escape(text)}</h{level}>")
            case Paragraph(text):
                found.append(f"<p>{'<br>'.join(map(escape, text.splitlines()))}</p>")
            case Items(texts):
                found.append(f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>")
            case Grid(head, rows):
                top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
                body = "".join(
                    f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
                    for row in rows
                )
                found.append(f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>")
    return "\n".join(found)


def to_docx(blocks: Sequence[Block], *, title: str) -> bytes:
    """Return blocks as a Word document with true headings, lists and tables."""
    from docx import Document  # noqa: PLC0415 its import takes a quarter of a second

    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    for block in blocks:
        match block:
            case Heading(level, text):
                document.add_heading(_printable(text), level=0 if level == 1 else level - 1)
            case Paragraph(text):
                document.add_paragraph(_printable(text))
            case Items(texts):
                for text in texts:
                    document.add_paragraph(_printable(text), style="List Bullet")
            case Grid(head, rows):
                table = document.add_table(rows=0, cols=len(head), style="Table Grid")
                for line in (head, *rows):
                    for cell, text in zip(table.add_row().cells, line, strict=True):
                        cell.text = _printable(text)
                document.add_paragraph("")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _printable(text: str) -> str:
    """Return a text without characters that XML cannot hold."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t")
