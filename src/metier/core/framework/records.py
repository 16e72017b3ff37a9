"""What the engine's parts hand to one another about a person: documents, evidence, profile."""

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


EvidenceKind = Literal["claim", "rating"]
REPOSITORY = "repository"
"""Media of a document that lists what a repository shows, and section of such evidence."""


class Evidence(Struct, frozen=True):
    """One statement about a person.

    Attributes:
        skill: Skill id.
        kind: A claim made in a document, or a rating of a level.
        sign: Id of a sign, or of a rating kind, in `evidence.yaml`.
        document: SHA-256 of the document, empty for what a person entered by hand.
        start: Offset of the span that proves it in the document's text; -1 without one.
        section: Kind of the section that the span stands in.
        month: "YYYY-MM" of when it was last true, or None for now.
        level: The level stated by a rating, else None.
        file: In a repository, the file that proves it best; empty elsewhere.
    """

    skill: str
    kind: EvidenceKind
    sign: str
    document: str = ""
    start: int = -1
    end: int = -1
    section: str = "other"
    month: str | None = None
    level: int | None = None
    file: str = ""


class Rejection(Struct, frozen=True):
    """A correction: the span `start` to `end` of a document does not name `skill`."""

    document: str
    start: int
    end: int
    skill: str


class Rating(Struct, frozen=True):
    """A correction: the person says that they are at `level` in `skill`, on `day` (ISO)."""

    skill: str
    level: int
    day: str


class Target(Struct, frozen=True):
    """A role and stage that the person aims at."""

    role: str
    stage: str


class Progress(Struct, frozen=True):
    """A step that the person says is done: a claim until work or a test shows it."""

    skill: str
    level: int
    day: str
    hours: float = 0.0


class Profile(Struct, frozen=True):
    """A person: what is known, and what they said about it. Levels are never stored.

    Attributes:
        id: UUID.
        owner: Id of the user whose it is; "local" for the library and the command line.
        name: What the owner calls it.
        documents: The texts that the evidence points into.
        framework_version: Version of the framework that the evidence was read with.
    """

    id: str
    owner: str
    name: str
    documents: tuple[Document, ...]
    evidence: tuple[Evidence, ...]
    framework_version: str
    rejections: tuple[Rejection, ...] = ()
    ratings: tuple[Rating, ...] = ()
    targets: tuple[Target, ...] = ()
    progress: tuple[Progress, ...] = ()
    created: str = ""
    backgrounds: tuple[str, ...] = ()
    """Ids of the occupations or studies that the person comes from."""
