"""PDF through Typst: text is data, what no font has is told, and its absence is no traceback."""

import sys

import pytest

from metier.core.errors import UsageError
from metier.core.report.cv import cv_markdown
from metier.core.report.typeset import typeset


def cv(text: str) -> dict[str, object]:
    line = {"text": text}
    group = {"head": [], "dates": "", "lines": [line]}
    part = {"kind": "skills", "prose": False, "heading": "", "groups": [group]}
    return {"opening": [], "lang": "en", "parts": [part]}


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError) as caught:
        typeset("cv.typ", cv("a"))
    assert caught.value.code == "pdf-missing"
    assert "'pdf'" in caught.value.hint


def test_text_is_never_read_as_markup() -> None:
    pytest.importorskip("typst")
    from metier.core.documents.reader import DocumentReader

    text = '#panic("x") *b* $x^2$ @a <l> // c \\ "q"'
    pdf = typeset("cv.typ", cv(text))
    with DocumentReader() as documents:
        assert text in documents.read_bytes(pdf.content, name="a.pdf").text


def test_what_no_font_has_is_told() -> None:
    pytest.importorskip("typst")
    assert typeset("cv.typ", cv("plain")).missing == ""
    assert "\U0001f9ff" in typeset("cv.typ", cv("\U0001f9ff")).missing


def test_a_page_that_cannot_be_set_is_told() -> None:
    pytest.importorskip("typst")
    with pytest.raises(UsageError) as caught:
        typeset("cv.typ", {"opening": 3})
    assert caught.value.code == "pdf-failed"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("C# and *stars*", r"- C\# and \*stars\*"),
        ("1. first", r"- 1\. first"),
        ("- dash", r"- \- dash"),
        ("<b>", r"- \<b\>"),
    ],
)
def test_markdown_shows_the_text_as_it_is(text: str, written: str) -> None:
    assert cv_markdown(cv(text)).strip() == written
