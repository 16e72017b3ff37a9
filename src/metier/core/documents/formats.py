"""One reader for each format: bytes to text. Runs in the child process only."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from metier.core.documents.jsonresume import read_json
from metier.core.documents.limits import MAX_PAGES, MAX_TEXT_CHARS
from metier.core.documents.types import Raw
from metier.core.errors import DocumentError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLOCKS = frozenset(
    """
    address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5
    h6 header hr li main nav ol p pre section table td th tr ul title
    """.split()  # noqa: SIM905 reads better
)


def read_pdf(name: str, content: bytes) -> Raw:
    """Read the text of a PDF's pages in reading order."""
    import pypdfium2 as pdfium  # noqa: PLC0415 only for PDF

    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
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
        elements = body.get_elements("//text:p | //text:h")
        lines = [_odt_text(element) for element in elements]
    except Exception as error:  # odfdo raises whatever the broken part raises
        if isinstance(error, MemoryError):
            raise
        raise DocumentError(
            f"{name} is damaged: the OpenDocument text cannot be opened.",
            code="document-damaged",
            hint="Open it in a word processor and save it again.",
        ) from error
    return Raw("\n".join(lines))


def _odt_text(element: Any) -> str:
    return str(element.inner_text or "")


def read_rtf(name: str, content: bytes) -> Raw:
    """Read the text of an RTF document."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 only for RTF

    try:
        text = rtf_to_text(content.decode("latin-1"), errors="replace")
    except (ValueError, IndexError, KeyError, LookupError) as error:
        raise DocumentError(
            f"{name} is damaged: the RTF cannot be read.", code="document-damaged"
        ) from error
    return Raw(text)


def read_html(name: str, content: bytes) -> Raw:
    """Read the visible text of a page, one block a line."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 only for HTML

    text, warnings = decode_text(name, content)
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "noscript", "template", "svg"])
    root = tree.body or tree.root
    parts: list[str] = []
    if root is not None:
        for node in root.traverse(include_text=True):
            if node.tag == "-text":
                parts.append(re.sub(r"\s+", " ", node.text(deep=False)))
            elif node.tag in _BLOCKS:
                parts.append("\n• " if node.tag == "li" else "\n")
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(parts))
    return Raw(re.sub(r"\n{3,}", "\n\n", text).strip(), warnings=warnings)


def read_text(name: str, content: bytes) -> Raw:
    """Decode plain text or Markdown; the text is the file itself."""
    text, warnings = decode_text(name, content)
    return Raw(text, warnings=warnings)


def decode_text(name: str, content: bytes) -> tuple[str, list[str]]:
    """Return bytes as text, with a warning when the encoding had to be guessed.

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
    from charset_normalizer import from_bytes  # noqa: PLC0415 only for unknown encodings

    best = from_bytes(content[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    try:
        text = content.decode(encoding, "replace")
    except LookupError:
        text, encoding = content.decode("cp1252", "replace"), "cp1252"
    return text, [f"The encoding is not given; it was read as {encoding.replace('_', '-')}."]


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
}
