"""A document's text with its structure."""

from typing import Literal

from msgspec import Struct

from metier.core.framework.posting import Posting

SectionKind = Literal[
    "summary",
    "experience",
    "education",
    "skills",
    "projects",
    "certificates",
    "publications",
    "languages",
    "interests",
    "other",
]


class Section(Struct, frozen=True):
    """A part of the text, from its heading to the next one; offsets in characters."""

    kind: SectionKind
    start: int
    end: int
    heading: str


class Position(Struct, frozen=True):
    """A dated block of a CV: a job, a course of study, a project.

    Attributes:
        start: Offset of the block's first character; `end` is behind its last.
        began: First month as "YYYY-MM"; months that are not given are taken as January.
        ended: Last month as "YYYY-MM", or None when it goes on or is unknown.
        current: It goes on.
        title: The line that names it, as well as it could be told.
        section: The kind of section it stands in.
    """

    start: int
    end: int
    began: str
    ended: str | None
    current: bool
    title: str
    section: SectionKind


class Document(Struct, frozen=True):
    """A document's text with structure.

    Attributes:
        name: File name, for people; never used to find the file.
        media: Format that the content turned out to have, such as "pdf".
        sha256: Hash of the file's bytes, hexadecimal.
        text: The text that all offsets point into. For plain text, the file itself.
        language: ISO 639-1 code, or "und" when it cannot be told.
        pages: Pages, where the format has them, else 0.
        warnings: What could not be read or was left out, each a sentence.
        posting: The job posting that it holds as data, if it does.
    """

    name: str
    media: str
    sha256: str
    text: str
    language: str
    pages: int
    sections: tuple[Section, ...]
    positions: tuple[Position, ...]
    warnings: tuple[str, ...] = ()
    posting: Posting | None = None
