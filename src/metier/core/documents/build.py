"""Bytes to a document: format, text, sections, positions, language. Runs in the child."""

import hashlib

from metier.core.documents.formats import READERS
from metier.core.documents.language import detect_language
from metier.core.documents.limits import (
    MAX_LINES,
    MAX_POSITIONS,
    MAX_TEXT_CHARS,
    MIN_WORD_CHARS,
)
from metier.core.documents.positions import find_positions
from metier.core.documents.sections import find_sections
from metier.core.documents.sniff import expected_ending, sniff_format
from metier.core.errors import DocumentError
from metier.core.framework.records import Document


def build_document(name: str, content: bytes, *, most_chars: int = MAX_TEXT_CHARS) -> Document:
    """Read `content`, whatever its name says it is, up to so many characters of text.

    Raises:
        DocumentError: It cannot be read, or it holds no text.
    """
    media = sniff_format(name, content)
    raw = READERS[media](name, content)
    warnings = list(raw.warnings)
    if not expected_ending(name, media):
        warnings.append(f"Its name says otherwise, but it is {media.upper()} and was read so.")
    text = raw.text
    if len(text) > most_chars:
        text = text[:most_chars]
        warnings.append(f"Only the first {most_chars:,} characters were read.")
    if "\x00" in text:
        text = text.replace("\x00", " ")
    text = text.encode("utf-8", "replace").decode("utf-8")
    if sum(char.isalpha() for char in text[:100_000]) < MIN_WORD_CHARS:
        warnings.append("It holds hardly any words.")
    if not text.strip():
        raise DocumentError(f"{name} holds no text.", code="document-no-text")
    sections = raw.sections if raw.sections is not None else find_sections(text)
    if raw.sections is None and text.count("\n") > MAX_LINES:
        warnings.append(f"Headings were looked for in the first {MAX_LINES:,} lines only.")
    positions = raw.positions if raw.positions is not None else find_positions(text, sections)
    if len(positions) >= MAX_POSITIONS:
        positions = positions[:MAX_POSITIONS]
        warnings.append(f"Only the first {MAX_POSITIONS:,} dated parts were read as such.")
    language = detect_language(text)
    if language not in {"en", "und"}:
        warnings.append("It is not in English; skills named in English were found, others missed.")
    return Document(
        name=name,
        media=media,
        sha256=hashlib.sha256(content).hexdigest(),
        text=text,
        language=language,
        pages=raw.pages,
        sections=tuple(s for s in sections if s.end <= len(text)),
        positions=tuple(p for p in positions if p.end <= len(text)),
        warnings=tuple(warnings),
        posting=raw.posting,
    )
