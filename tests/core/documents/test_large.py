"""Large documents: read whole up to the bounds, and said to be read in part beyond them."""

import json

import pytest

from fixtures.document_bytes import docx_with_part, pdf_bytes, rtf_bytes
from metier.core.documents import build, formats
from metier.core.documents.build import build_document
from metier.core.documents.reader import DocumentReader

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(lines: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    xml = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return docx_with_part("word/document.xml", xml.encode())


def test_pdf_of_a_thousand_pages_is_read_whole(reader: DocumentReader) -> None:
    pages = [[f"Page {number}", *["Python and SQL"] * 12] for number in range(1_000)]

    document = reader.read_bytes(pdf_bytes(*pages), name="cv.pdf")

    assert document.pages == 1_000
    assert document.text.split("\n") == [line for page in pages for line in page]
    assert document.warnings == ()


def test_docx_of_a_thousand_pages_is_read_whole(reader: DocumentReader) -> None:
    lines = [f"Paragraph {number}: data pipelines in Python" for number in range(40_000)]

    document = reader.read_bytes(docx_of(lines), name="cv.docx")

    assert document.text.split("\n") == lines
    assert document.warnings == ()


def test_text_beyond_the_bound_is_cut_and_said_so() -> None:
    with DocumentReader(most_chars=1_000) as strict:
        document = strict.read_bytes("é".encode() * 2_000 + b" Python", name="cv.txt")

    assert document.text == "é" * 1_000
    assert document.warnings == ("Only the first 1,000 characters were read.",)
    assert [(section.start, section.end) for section in document.sections] == [(0, 1_000)]


@pytest.mark.parametrize("char", ["e", "é", "€", "😀"])
def test_bytes_are_never_cut_within_a_character(char: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_TEXT_CHARS", 100)

    document = build_document("cv.txt", char.encode() * 5_000, most_chars=100)

    assert document.text == char * 100
    assert not any("could not be read" in warning for warning in document.warnings)


def test_headings_and_dates_have_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metier.core.documents.sections.MAX_LINES", 10)
    monkeypatch.setattr(build, "MAX_LINES", 10)
    monkeypatch.setattr("metier.core.documents.positions.MAX_POSITIONS", 6)
    monkeypatch.setattr(build, "MAX_POSITIONS", 6)
    text = "Experience\nAnalyst, Acme 2019 - 2020\n" * 40

    document = build_document("cv.txt", text.encode())

    assert document.text == text
    assert (len(document.sections), len(document.positions)) == (5, 6)
    assert document.sections[-1].end == len(text)
    assert document.warnings == (
        "Headings were looked for in the first 10 lines only.",
        "Only the first 6 dated parts were read as such.",
    )


def test_json_resume_of_many_entries_is_read_in_linear_time(reader: DocumentReader) -> None:
    skills = [{"name": f"Skill {number}"} for number in range(150_000)]
    content = json.dumps({"basics": {"name": "Ann"}, "skills": skills}).encode()

    document = reader.read_bytes(content, name="cv.json")

    (section,) = document.sections
    assert document.text[section.start : section.end].split("\n")[:2] == ["Skills", "Skill 0"]
    assert document.text.endswith("Skill 149999\n")


def test_pictures_in_rtf_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = rb"{\pict\pngblip " + b"89504e47" * 50_000 + b"}"
    content = rtf_bytes().replace(b"Ann Example", picture + b"Ann Example", 1)
    monkeypatch.setattr(formats, "MAX_RTF_BYTES", 10_000)

    document = build_document("cv.rtf", content)

    assert "Ann Example" in document.text
    assert "89504e47" not in document.text
    assert document.warnings == ()


def test_long_markup_is_cut_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_MARKUP_CHARS", 400)

    document = build_document("cv.html", b"<html>" + b"<p>Python words" * 100)

    assert document.text.startswith("Python words")
    assert document.warnings == ("Only the first 400 characters of its source were read.",)
