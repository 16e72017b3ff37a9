"""One reader for each format: bytes to text. Runs in the child process only."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from metier.core.documents.html import page_text, page_text_and_data
from metier.core.documents.jobposting import find_postings, load_json, read_posting
from metier.core.documents.jsonresume import read_json as read_resume
from metier.core.documents.limits import (
    MAX_MARKUP_CHARS,
    MAX_PAGES,
    MAX_RTF_BYTES,
    MAX_TEXT_CHARS,
)
from metier.core.documents.linkedin import read_linkedin
from metier.core.documents.types import Raw
from metier.core.errors import DocumentError
from metier.core.framework.posting import Posting

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHAR_BYTES = 4
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ODT_HIDDEN = frozenset({f"{_OFFICE}annotation", f"{_TEXT}tracked-changes"})
_ODT_APART = _ODT_HIDDEN | {f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}note-citation"}
_HEX = re.compile(rb"(?<![0-9a-fA-F])[0-9a-fA-F]{64,}+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def read_pdf(name: str, content: bytes) -> Raw:
    """Read the text of a PDF's pages in reading order."""
    import pypdfium2 as pdfium  # noqa: PLC0415 only for PDF

    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        # PDFium leaves its last error standing, so the word alone is not enough.
        if "password" in str(error).lower() and b"/Encrypt" in content:
            raise DocumentError(
                f"{name} is protected by a password.",
                code="document-encrypted",
                hint="Save a copy without the password.",
            ) from error
        raise DocumentError(
            f"{name} is damaged: the PDF cannot be opened.",
            code="document-damaged",
            hint="It may have been cut short; export or copy it again.",
        ) from error
    warnings = []
    pages = len(pdf)
    if pages > MAX_PAGES:
        warnings.append(f"Only the first {MAX_PAGES} of {pages} pages were read.")
    parts: list[str] = []
    size = unread = 0
    for number in range(min(pages, MAX_PAGES)):
        try:
            page = pdf[number]
            textpage = page.get_textpage()
            part = textpage.get_text_bounded()
            textpage.close()
            page.close()
        except pdfium.PdfiumError:
            unread += 1
            continue
        parts.append(part)
        size += len(part)
        if size > MAX_TEXT_CHARS:
            break
    if unread:
        warnings.append(f"{unread} of {pages} pages could not be read.")
    text = "\n".join(parts).replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\x02\ufffe]\n?", "", text)
    if not text.strip():
        raise DocumentError(
            f"{name} has {pages} page{'s' if pages != 1 else ''} of pictures and no text.",
            code="document-no-text",
            hint="Export it from the program it was written in, or run text recognition first.",
        )
    return Raw(text, pages, warnings)


def read_docx(name: str, content: bytes) -> Raw:
    """Read all paragraphs of a DOCX: header, body, tables and text boxes, in that order."""
    import docx  # noqa: PLC0415 only for DOCX

    try:
        document = docx.Document(io.BytesIO(content))
        roots = [
            section.header._element
            for section in document.sections
            if not section.header.is_linked_to_previous
        ]
        roots.append(document.element.body)
    except Exception as error:  # python-docx raises whatever the broken part raises
        if isinstance(error, MemoryError):
            raise
        raise DocumentError(
            f"{name} is damaged: the Word document cannot be opened.",
            code="document-damaged",
            hint="Open it in a word processor and save it again.",
        ) from error
    lines = [line for root in roots for line in _docx_lines(root)]
    text = "\n".join(lines)
    if not text.strip():
        raise DocumentError(
            f"{name} holds no text, perhaps only pictures.",
            code="document-no-text",
            hint="Export it from the program it was written in, or run text recognition first.",
        )
    return Raw(text)


def _docx_lines(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        if any(parent.tag == _FALLBACK for parent in paragraph.iterancestors()):
            continue
        bullet = "• " if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else ""
        text = "".join(_docx_runs(paragraph))
        yield bullet + text if text.strip() else ""


def _docx_runs(paragraph: Any) -> Iterator[str]:
    """Yield a paragraph's text without that of the text boxes anchored in it."""
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag == f"{_W}t":
            yield node.text or ""
        elif tag in {f"{_W}tab", f"{_W}ptab"}:
            yield "\t"
        elif tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag not in {f"{_W}p", f"{_W}pPr", f"{_W}rPr", f"{_W}del", _FALLBACK}:
            stack.extend(reversed(node))


def read_odt(name: str, content: bytes) -> Raw:
    """Read all paragraphs and headings of an OpenDocument text, those in frames included."""
    from odfdo import Document as OdfDocument  # noqa: PLC0415 only for ODT

    try:
        body = OdfDocument(io.BytesIO(content)).body
        root = body._xml_element  # the wrapper reads what is in frames twice
        lines = [
            "".join(_odt_runs(element))
            for element in root.iter(f"{_TEXT}p", f"{_TEXT}h")
            if not any(parent.tag in _ODT_HIDDEN for parent in element.iterancestors())
        ]
    except Exception as error:  # odfdo raises whatever the broken part raises
        if isinstance(error, MemoryError):
            raise
        raise DocumentError(
            f"{name} is damaged: the OpenDocument text cannot be opened.",
            code="document-damaged",
            hint="Open it in a word processor and save it again.",
        ) from error
    return Raw("\n".join(lines))


def _odt_runs(element: Any) -> Iterator[str]:
    """Yield an element's own text, without that of comments and of paragraphs within it."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * min(int(count), 1_000) if count.isdecimal() else " "
        elif isinstance(child.tag, str) and child.tag not in _ODT_APART:
            yield from _odt_runs(child)
        yield child.tail or ""


def read_rtf(name: str, content: bytes) -> Raw:
    """Read the text of an RTF document."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 only for RTF

    content = _HEX.sub(b"", content)  # a picture
    warnings = []
    if len(content) > MAX_RTF_BYTES:
        content = content[:MAX_RTF_BYTES]
        warnings.append(f"Only the first {MAX_RTF_BYTES // 1_000_000} MB were read.")
    try:
        text = rtf_to_text(content.decode("latin-1"), errors="replace")
    except (ValueError, IndexError, KeyError, LookupError) as error:
        raise DocumentError(
            f"{name} is damaged: the RTF cannot be read.", code="document-damaged"
        ) from error
    return Raw(text, warnings=warnings)


def read_html(name: str, content: bytes) -> Raw:
    """Read the visible text of a page, one block a line, and the job posting it carries."""
    declared = _CHARSET.search(content[:4096])
    markup, warnings = decode_text(name, content, declared.group(1).decode() if declared else "")
    if len(markup) > MAX_MARKUP_CHARS:
        markup = markup[:MAX_MARKUP_CHARS]
        warnings.append(f"Only the first {MAX_MARKUP_CHARS:,} characters of its source were read.")
    if b"JobPosting" not in content:
        return Raw(page_text(markup), warnings=warnings)
    text, scripts = page_text_and_data(markup)
    posting, problems = _posting_of(scripts)
    if posting and len(posting.text) > len(text):  # the page itself is filled in by a program
        text = posting.text
    return Raw(text, warnings=warnings + problems, posting=posting)


def _posting_of(scripts: list[str]) -> tuple[Posting | None, list[str]]:
    """Return the first job posting of a page's JSON-LD, and what could not be read."""
    found: list[dict[str, Any]] = []
    problems: list[str] = []
    for script in scripts:
        try:
            found += find_postings(load_json(script))
        except (ValueError, RecursionError):
            problems = ["Data that the page holds for programs (JSON-LD) could not be read."]
    if len(found) > 1:
        problems.append(f"It holds {len(found)} job postings; the first one was read.")
    return (read_posting(found[0]) if found else None), problems


def read_json(name: str, content: bytes) -> Raw:
    """Read JSON: a JobPosting of schema.org, else a JSON Resume.

    Raises:
        DocumentError: It is not JSON, or neither of the two.
    """
    if b"JobPosting" not in content and not _untyped_posting(content):
        return read_resume(name, content)
    try:
        found = list(find_postings(load_json(content.decode("utf-8-sig"))))
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            f"{name} is not valid JSON.", code="document-damaged", hint=str(error)[:120]
        ) from error
    if not found:
        return read_resume(name, content)
    posting = read_posting(found[0])
    more = [f"It holds {len(found)} job postings; the first one was read."] if found[1:] else []
    return Raw(posting.text, 0, more, posting=posting)


def _untyped_posting(content: bytes) -> bool:
    return b'"title"' in content and b'"basics"' not in content


def read_text(name: str, content: bytes) -> Raw:
    """Decode plain text or Markdown; the text is the file itself."""
    text, warnings = decode_text(name, _cut_bytes(content))
    return Raw(text, warnings=warnings)


def _cut_bytes(content: bytes) -> bytes:
    """Return enough bytes for more than the text that is read, no UTF-8 character cut."""
    limit = MAX_TEXT_CHARS * _CHAR_BYTES + 64
    for _ in range(_CHAR_BYTES - 1):
        if limit < len(content) and content[limit] & 0xC0 == 0x80:
            limit -= 1
    return content[:limit]


def decode_text(name: str, content: bytes, declared: str = "") -> tuple[str, list[str]]:
    """Return bytes as text, with a warning when the encoding had to be guessed.

    Args:
        name: Of the document, for messages.
        content: The bytes.
        declared: The encoding that the document names, if it does.

    Raises:
        DocumentError: The bytes are not text.
    """
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace"), []
    _refuse_binary(name, content)
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        if declared:
            return content.decode(declared), []
    except (UnicodeDecodeError, LookupError):
        pass
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad * 20 < sum(not char.isascii() for char in text):
        return text, [f"{bad} character{'s' if bad != 1 else ''} could not be read."]
    encoding = _guess_encoding(content[:200_000])
    try:
        text = content.decode(encoding, "replace")
    except LookupError:
        text, encoding = content.decode("cp1252", "replace"), "cp1252"
    return text, [f"The encoding is not given; it was read as {encoding.replace('_', '-')}."]


def _guess_encoding(sample: bytes) -> str:
    """Return the likeliest encoding; of equally likely ones the commonest, Windows-1252."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 only for unknown encodings

    found = from_bytes(sample)
    best = found.best()
    if best is None:
        return "cp1252"
    for match in found:
        if (
            "cp1252" in match.could_be_from_charset
            and match.chaos <= best.chaos
            and match.coherence >= best.coherence - 0.1
        ):
            return "cp1252"
    return str(best.encoding)


def _refuse_binary(name: str, content: bytes) -> None:
    sample = content[:65_536]
    control = sum(
        sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32))
    )
    if sample.count(0) > len(sample) // 100 or control > len(sample) // 20:
        raise DocumentError(
            f"{name} is not a text document.",
            code="document-binary",
            hint="Metier reads PDF, DOCX, ODT, RTF, HTML, Markdown, text and JSON Resume.",
        )


READERS: dict[str, Callable[[str, bytes], Raw]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "odt": read_odt,
    "rtf": read_rtf,
    "html": read_html,
    "markdown": read_text,
    "text": read_text,
    "json": read_json,
    "linkedin": read_linkedin,
}
