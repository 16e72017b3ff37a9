"""What format a file really has, whatever its name says."""

import io
import struct
import zipfile
import zlib

from metier.core.documents.limits import MAX_ARCHIVE_ENTRIES, MAX_UNPACKED_BYTES
from metier.core.documents.linkedin import is_table
from metier.core.errors import DocumentError

_ENDINGS = {
    "pdf": "pdf",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "html": "html",
    "htm": "html",
    "md": "markdown",
    "markdown": "markdown",
    "txt": "text",
    "json": "json",
    "zip": "linkedin",
}
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def sniff_format(name: str, content: bytes) -> str:
    """Return the format: pdf, docx, odt, rtf, html, markdown, json, linkedin or text.

    Raises:
        DocumentError: The content is empty or of a kind that holds no readable text.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise DocumentError(f"{name} is empty.", code="document-empty")
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content[:4] == b"PK\x03\x04":
        return _sniff_archive(name, content)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(_OLD_OFFICE):
        raise DocumentError(
            f"{name} is an old Office file (.doc) or a protected one.",
            code="document-unsupported",
            hint="Save it as DOCX or PDF without a password.",
        )
    if content.startswith(_PICTURES):
        raise DocumentError(
            f"{name} is a picture, and Metier reads text only.",
            code="document-unsupported",
            hint="Hand in a document whose text can be selected.",
        )
    ending = _ENDINGS.get(name.rsplit(".", 1)[-1].lower() if "." in name else "", "text")
    lowered = head[:256].lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or ending == "html":
        return "html"
    if _is_json(head, content, ending):
        return "json"
    return "markdown" if ending == "markdown" else "text"


def _is_json(head: bytes, content: bytes, ending: str) -> bool:
    """Return whether it is JSON by its name, or of a kind that we read."""
    if head[:1] not in {b"{", b"["}:
        return False
    if ending == "json" or b'"JobPosting"' in content:
        return True
    return head[:1] == b"{" and (b'"basics"' in content or b'"work"' in content)


def expected_ending(name: str, media: str) -> bool:
    """Return whether the file's name agrees with its format, or has no known ending."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    known = _ENDINGS.get(ending)
    return known is None or known == media or {known, media} <= {"text", "markdown"}


def _sniff_archive(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            mimetype = b""
            if any(entry.filename == "mimetype" and entry.file_size < 200 for entry in entries):
                mimetype = archive.read("mimetype")
    except _BROKEN_ARCHIVE as error:
        raise DocumentError(
            f"{name} is damaged: its container cannot be opened.",
            code="document-damaged",
            hint="It may have been cut short; export or copy it again.",
        ) from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES or len(entries) > MAX_ARCHIVE_ENTRIES:
        raise DocumentError(
            f"{name} unpacks to {unpacked // 1_000_000:,} MB in {len(entries):,} parts, "
            "more than a document should.",
            code="document-too-large",
        )
    names = {entry.filename for entry in entries}
    if "word/document.xml" in names:
        return "docx"
    if "opendocument.text" in mimetype.decode("ascii", "replace"):
        return "odt"
    if any(is_table(entry.filename) for entry in entries):
        return "linkedin"
    raise DocumentError(
        f"{name} is an archive or an Office file without a text document in it.",
        code="document-unsupported",
        hint="Metier reads PDF, DOCX, ODT, RTF, HTML, Markdown, text, JSON Resume and "
        "LinkedIn's data export.",
    )
