"""Whatever is handed in: a clear error or an honest document, within the bounds."""

import io
import os
import random
import struct
import threading
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fixtures.document_bytes import (
    CV_LINES,
    CV_TEXT,
    docx_bytes,
    docx_with_part,
    encrypted_pdf_bytes,
    odt_bytes,
    pdf_bytes,
    rtf_bytes,
    zip_bytes,
)
from metier.core.documents.limits import MAX_FILE_BYTES, MAX_UNPACKED_BYTES
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError
from metier.core.framework.records import Document

BOUNDED = {"document-too-slow", "document-too-complex"}
BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "haha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 12) for step in range(10))
    + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>Ann &k; Example</w:t></w:r></w:p></w:body></w:document>"
)
NOISE = random.Random(1).randbytes(20_000)


@cache
def bomb() -> bytes:
    """Return a small archive that unpacks to more than is allowed, and says so."""
    return zip_bytes({"word/document.xml": bytes(MAX_UNPACKED_BYTES + 60_000_000)})


def lying_bomb() -> bytes:
    """Return an archive that unpacks to more than it says."""
    content = bytearray(zip_bytes({"word/document.xml": b" " * 40_000_000}))
    size = struct.pack("<I", 40_000_000)
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(content)


def many_parts() -> bytes:
    return zip_bytes({f"word/{number}": b"" for number in range(5_000)})


def corrupt_mimetype() -> bytes:
    content = bytearray(zip_bytes({"mimetype": b"application/vnd.oasis.opendocument.text" * 3}))
    start = content.index(b"mimetype") + len("mimetype")
    content[start : start + 6] = b"\xff" * 6
    return bytes(content)


def locked_archive() -> bytes:
    """Return an archive whose entries are marked as encrypted."""
    content = bytearray(zip_bytes({"word/document.xml": b"<x/>", "mimetype": b"x"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + offset] |= 1
    return bytes(content)


REFUSED: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "empty": ("cv.txt", b"", "document-empty"),
    "whitespace only": ("cv.txt", b" \r\n\t \n", "document-empty"),
    "NUL bytes only": ("cv.pdf", bytes(1_000), "document-empty"),
    "exotic whitespace only": ("cv.txt", "\u3000\u2003\x0b".encode(), "document-no-text"),
    "byte order mark only": ("cv.txt", b"\xff\xfe \x00", "document-no-text"),
    "PDF cut in half": ("cv.pdf", pdf_bytes(CV_LINES)[:400], "document-damaged"),
    "PDF header only": ("cv.pdf", b"%PDF-1.7\n", "document-damaged"),
    "PDF with a password": ("cv.pdf", encrypted_pdf_bytes, "document-encrypted"),
    "PDF of pictures": ("cv.pdf", pdf_bytes([], []), "document-no-text"),
    "PDF without pages": ("cv.pdf", pdf_bytes(), "document-damaged"),
    "DOCX cut in half": ("cv.docx", docx_bytes()[:8_000], "document-damaged"),
    "DOCX of other XML": (
        "cv.docx",
        lambda: docx_with_part("word/document.xml", b"<html><p>Hello</p></html>"),
        "document-damaged",
    ),
    "DOCX of broken XML": (
        "cv.docx",
        lambda: docx_with_part("word/document.xml", b"<w:document"),
        "document-damaged",
    ),
    "DOCX without relations": (
        "cv.docx",
        zip_bytes({"word/document.xml": b"<x/>"}),
        "document-damaged",
    ),
    "DOCX without text": ("cv.docx", docx_bytes([]), "document-no-text"),
    "ODT without text": ("cv.odt", odt_bytes("<text:p/>"), "document-no-text"),
    "ODT cut in half": ("cv.odt", odt_bytes("<text:p>Hi</text:p>")[:2_000], "document-damaged"),
    "ODT of broken XML": (
        "cv.odt",
        zip_bytes({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<"}),
        "document-damaged",
    ),
    "archive with a damaged entry": ("cv.odt", corrupt_mimetype, "document-damaged"),
    "archive with a password": ("cv.docx", locked_archive, "document-damaged"),
    "zip bomb": ("cv.docx", bomb, "document-too-large"),
    "zip bomb that lies": ("cv.docx", lying_bomb, "document-damaged"),
    "archive of many parts": ("cv.docx", many_parts, "document-too-large"),
    "archive of something else": ("cv.zip", zip_bytes({"a.txt": b"x"}), "document-unsupported"),
    "old Word file": (
        "cv.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"Word",
        "document-unsupported",
    ),
    "PNG": ("cv.png", b"\x89PNG\r\n\x1a\n" + bytes(100) + b"x", "document-unsupported"),
    "JPEG named PDF": ("cv.pdf", b"\xff\xd8\xff\xe0 JFIF", "document-unsupported"),
    "binary noise": ("cv.txt", NOISE, "document-binary"),
    "binary noise named PDF": ("cv.pdf", NOISE, "document-binary"),
    "text full of NUL bytes": ("cv.txt", b"P\x00y\x00t\x00h\x00o\x00n\x00", "document-binary"),
    "deeply nested JSON": ("cv.json", b'{"basics":' + b"[" * 200_000, "document-damaged"),
    "deeply nested whole JSON": (
        "cv.json",
        b'{"basics":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        "document-damaged",
    ),
    "JSON cut short": ("cv.json", b'{"basics": {"name": "Ann', "document-damaged"),
    "JSON of something else": ("cv.json", b'{"name": "left-pad"}', "document-unsupported"),
    "JSON Resume that is empty": ("cv.json", b'{"basics": {}}', "document-no-text"),
    "JSON with an endless number": (
        "cv.json",
        b'{"basics": ' + b"9" * 10_000 + b"}",
        "document-damaged",
    ),
    "HTML without text": ("cv.html", b"<html><script>x</script></html>", "document-no-text"),
    "RTF without text": ("cv.rtf", rb"{\rtf1\ansi }", "document-no-text"),
    "RTF nested deeply": ("cv.rtf", rb"{\rtf1" + b"{" * 100_000, "document-no-text"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_its_code(reader: DocumentReader, what: str) -> None:
    name, content, code = REFUSED[what]

    with pytest.raises(DocumentError) as caught:
        reader.read_bytes(content if isinstance(content, bytes) else content(), name=name)

    error = caught.value
    assert error.code == code
    assert error.message.startswith(name)
    assert error.message.endswith(".")
    assert error.exit_code == 3


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("cv.txt", pdf_bytes(CV_LINES), "pdf"),
        ("cv.pdf", CV_TEXT.encode(), "text"),
        ("cv.doc", docx_bytes(), "docx"),
        ("cv.odt", docx_bytes(), "docx"),
        ("cv.docx", rtf_bytes(), "rtf"),
        ("cv.txt", b"<!DOCTYPE html><p>" + CV_TEXT.encode(), "html"),
        ("cv.txt", b'{"basics": {"name": "Ann Example"}, "work": ["Python"]}', "json"),
        ("cv", pdf_bytes(CV_LINES), "pdf"),
    ],
)
def test_wrong_name_is_read_as_what_it_is(
    reader: DocumentReader, name: str, content: bytes, media: str
) -> None:
    document = reader.read_bytes(content, name=name)

    assert document.media == media
    warned = any("Its name says otherwise" in warning for warning in document.warnings)
    assert warned == (name not in {"cv", "cv.doc"})


def test_single_nul_bytes_become_spaces(reader: DocumentReader) -> None:
    document = reader.read_bytes(b"Python\x00SQL " + b"plain words " * 100, name="cv.txt")

    assert "\x00" not in document.text
    assert document.text.startswith("Python SQL")


def test_right_to_left_text_is_kept(reader: DocumentReader) -> None:
    text = "ניסיון תעסוקתי\nמהנדסת נתונים, Acme 2019 - 2021\nPython ו-SQL"

    document = reader.read_bytes(text.encode(), name="קורות חיים.txt")

    assert (document.text, document.name) == (text, "קורות חיים.txt")
    assert document.language == "he"
    assert [(p.began, p.ended) for p in document.positions] == [("2019-01", "2021-01")]


def test_emoji_only_is_read_with_a_warning(reader: DocumentReader) -> None:
    document = reader.read_bytes("😀🎉🧑‍💻".encode() * 50, name="cv.txt")

    assert document.text == "😀🎉🧑‍💻" * 50
    assert document.warnings == ("It holds hardly any words.",)


def test_mojibake_is_kept_as_it_is(reader: DocumentReader) -> None:
    text = "Zoë Müller, Zürich, Ingenieurin für Daten".encode().decode("cp1252")

    assert reader.read_bytes(text.encode(), name="cv.txt").text == text


def test_one_line_of_two_megabytes(reader: DocumentReader) -> None:
    content = b"Python and SQL at work, " * 84_000

    document = reader.read_bytes(content, name="cv.txt")

    assert document.text == content.decode()
    assert document.warnings == ()


def test_entity_bomb_is_not_expanded(reader: DocumentReader) -> None:
    content = docx_with_part("word/document.xml", BILLION_LAUGHS)

    try:
        document = reader.read_bytes(content, name="cv.docx")
    except DocumentError as error:
        assert error.code in {"document-damaged", "document-no-text"}  # noqa: PT017
    else:
        assert len(document.text) < 1_000
        assert "haha" not in document.text


def test_entity_does_not_read_a_file(reader: DocumentReader, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top-secret-words")
    xml = (
        f'<!DOCTYPE w [<!ENTITY k SYSTEM "{secret.as_uri()}">]>'
        + BILLION_LAUGHS.decode().partition("]>")[2]
    )

    document = reader.read_bytes(docx_with_part("word/document.xml", xml.encode()), name="cv.docx")

    assert "top-secret" not in document.text
    assert "Ann" in document.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.html", b"<html>" + b"<div>" * 100_000 + b"Python, SQL and more words"),
        ("cv.txt", b"2019 - 2020 work " * 80_000),
        ("cv.txt", b"worked jan" + b" " * 500_000 + b"x"),
        ("cv.txt", (b"skills" + b" " * 110 + b"x\n") * 10_000),
        ("cv.txt", b"from " + b" " * 700_000 + b"to" + b" " * 700_000 + b"x words for a CV"),
        ("cv.docx", docx_with_part("word/document.xml", b"<a>" * 50_000)),
        ("cv.docx", docx_with_part("word/document.xml", b"<a>" + b" " * 40_000_000 + b"</a>")),
        ("cv.rtf", rb"{\rtf1 " + rb"{\*\x words \par}" * 100_000 + b"}"),
    ],
    ids=["nested HTML", "dates", "spaces", "headings", "from", "nested XML", "huge XML", "RTF"],
)
def test_costly_content_stays_within_the_bound(name: str, content: bytes) -> None:
    with DocumentReader(seconds=1.5) as impatient:
        try:
            document = impatient.read_bytes(content, name=name)
        except DocumentError as error:
            assert error.code in BOUNDED | {"document-damaged", "document-no-text"}  # noqa: PT017
        else:
            assert document.text.strip()
        assert "Ann Example" in impatient.read_bytes(CV_TEXT.encode(), name="next.txt").text


def test_ordinary_long_cv_is_not_costly(reader: DocumentReader) -> None:
    """A person with many dated lines is read, not refused."""
    content = b"Engineer, Acme 2019 - 2020\nBuilt things with Python\n" * 2_800

    document = reader.read_bytes(content, name="cv.txt")

    assert len(document.positions) == 2_800


def test_huge_file_is_refused_without_reading(
    reader: DocumentReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cv.pdf"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("the file was opened"))

    with pytest.raises(DocumentError) as caught:
        reader.read_path(path)

    assert caught.value.code == "document-too-large"
    assert "60 MB" in caught.value.message


def test_size_limit_holds_for_bytes_too(reader: DocumentReader) -> None:
    with pytest.raises(DocumentError) as caught:
        reader.read_bytes(bytes(MAX_FILE_BYTES + 1), name="cv.txt")

    assert caught.value.code == "document-too-large"


@pytest.mark.parametrize("path", ["no-such-file.pdf", "a\x00b.txt", "x" * 300 + ".txt", "."])
def test_path_that_cannot_be_opened(reader: DocumentReader, tmp_path: Path, path: str) -> None:
    with pytest.raises(DocumentError) as caught:
        reader.read_path(tmp_path / path)

    assert caught.value.code == "document-missing"


def test_named_pipe_is_refused_instead_of_waited_for(
    reader: DocumentReader, tmp_path: Path
) -> None:
    path = tmp_path / "cv.txt"
    os.mkfifo(path)

    def release() -> None:
        """Let a reader that waits go on, so that the test fails instead of hanging."""
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return

    timer = threading.Timer(1, release)
    timer.start()
    try:
        with pytest.raises(DocumentError) as caught:
            reader.read_path(path)
    finally:
        timer.cancel()
        timer.join()

    assert caught.value.code == "document-missing"


def test_name_is_only_a_label(reader: DocumentReader) -> None:
    for name in ("", "../../etc/passwd", "a\nb.txt", "\udcff.txt", "ü" * 5_000 + ".txt"):
        assert reader.read_bytes(CV_TEXT.encode(), name=name).text == CV_TEXT


PREFIXES = (
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    rb"{\rtf1",
    b"<html>",
    b'{"basics": ',
    b"\xff\xfe",
    b"\xef\xbb\xbf",
)


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    prefix=st.sampled_from(PREFIXES),
    content=st.binary(max_size=2_000) | st.text(max_size=800).map(str.encode),
    ending=st.sampled_from(["pdf", "docx", "odt", "rtf", "html", "md", "txt", "json", ""]),
)
@example(prefix=b"", content=b"{\\rtf1\\u99999999?}", ending="rtf")
@example(prefix=b"", content=b"{\\rtf1\\ansicpg99999\\'ff}", ending="rtf")
@example(prefix=b"", content=b"Jan 20 - May 19", ending="txt")
def test_random_bytes_raise_nothing_else(
    reader: DocumentReader, prefix: bytes, content: bytes, ending: str
) -> None:
    try:
        document = reader.read_bytes(prefix + content, name=f"cv.{ending}")
    except DocumentError as error:
        assert error.code.startswith("document-")  # noqa: PT017
    else:
        assert_consistent(document)


@settings(
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_damaged_documents_raise_nothing_else(reader: DocumentReader, data: st.DataObject) -> None:
    name, whole = data.draw(st.sampled_from(WHOLE))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        document = reader.read_bytes(bytes(damaged), name=name)
    except DocumentError as error:
        assert error.code.startswith("document-")  # noqa: PT017
    else:
        assert_consistent(document)


WHOLE = [
    ("cv.pdf", pdf_bytes(CV_LINES)),
    ("cv.docx", docx_bytes()),
    ("cv.odt", odt_bytes("<text:p>Ann Example writes Python</text:p>")),
    ("cv.rtf", rtf_bytes()),
]


def assert_consistent(document: Document) -> None:
    assert document.text.strip()
    assert "\x00" not in document.text
    for part in (*document.sections, *document.positions):
        assert 0 <= part.start <= part.end <= len(document.text)


def test_archive_helper_makes_what_it_says() -> None:
    """The bombs above are bombs: this guards the tests, not the reader."""
    with zipfile.ZipFile(io.BytesIO(bomb())) as archive:
        assert sum(entry.file_size for entry in archive.infolist()) > 200_000_000
    with zipfile.ZipFile(io.BytesIO(lying_bomb())) as archive:
        assert sum(entry.file_size for entry in archive.infolist()) == 1_000
    assert len(bomb()) < MAX_FILE_BYTES
