"""Bytes to a document: format, text, sections, positions, language. Runs in the child."""

import hashlib

from metier.core.documents.formats import READERS
from metier.core.documents.language import detect_language
from metier.core.documents.limits import MAX_TEXT_CHARS, MIN_WORD_CHARS
from metier.core.documents.positions import find_positions
from metier.core.documents.sections import find_sections
from metier.core.documents.sniff import expected_ending, sniff_format
from metier.core.errors import DocumentError
from metier.core.framework.records import Document


def build_document(name: str, content: bytes) -> Document:
    """Read `content`, whatever its name says it is.

    Raises:
        DocumentError: It cannot be read, or it holds no text.
    """
    media = sniff_format(name, content)
    raw = READERS[media](name, content)
    warnings = list(raw.warnings)
    if not expected_ending(name, media):
        warnings.append(f"Its name says otherwise, but it is {media.upper()} and was read so.")
    text = raw.text
    if len(text) > MAX_TEXT_CHARS:
        text = text[:MAX_TEXT_CHARS]
        warnings.append(f"Only the first {MAX_TEXT_CHARS:,} characters were read.")
    if "\x00" in text:
        text = text.replace("\x00", " ")
    text = text.encode("utf-8", "replace").decode("utf-8")
    if sum(char.isalpha() for char in text[:100_000]) < MIN_WORD_CHARS:
        warnings.append("It holds hardly any words.")
    if not text.strip():
        raise DocumentError(f"{name} holds no text.", code="document-no-text")
    sections = raw.sections if raw.sections is not None else find_sections(text)
    positions = raw.positions if raw.positions is not None else find_positions(text, sections)
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
