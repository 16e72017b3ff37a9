"""What the engine's parts hand to one another about a person: documents, evidence, profile."""

from typing import Literal

from msgspec import Struct

from metier.core.framework.document_records import (
    Document,
    Position,
    Section,
    SectionKind,
)
from metier.core.framework.way_records import (
    ActivityLog,
    Artifact,
    Attempt,
    Contact,
    KeptPlan,
    SavedAdvert,
    Target,
)

__all__ = [
    "REPOSITORY",
    "ActivityLog",
    "Artifact",
    "Attempt",
    "Contact",
    "Document",
    "Evidence",
    "EvidenceKind",
    "KeptPlan",
    "Position",
    "Profile",
    "Progress",
    "Rating",
    "Rejection",
    "SavedAdvert",
    "Section",
    "SectionKind",
    "Target",
]

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


class Progress(Struct, frozen=True):
    """Work on a step that the person reports: a claim until work or a test shows it.

    Attributes:
        skill: The step raises this skill to `level`.
        day: ISO day of the report.
        hours: Hours spent on it since the report before.
        share: Part of the step that is done, 0 to 1; the latest report counts.
    """

    skill: str
    level: int
    day: str
    hours: float = 0.0
    share: float = 1.0


class Profile(Struct, frozen=True):
    """A person: what is known, and what they said about it. Levels are never stored.

    Attributes:
        id: UUID.
        owner: Id of the user whose it is; "local" for the library and the command line.
        name: What the owner calls it.
        documents: The texts that the evidence points into.
        framework_version: Version of the framework that the evidence was read with.
        backgrounds: Ids of the occupations or studies that the person comes from.
        activities: What was done beside learning.
        plans: The plans that were accepted, the latest last.
        adverts: Saved job adverts with their status.
        attempts: Answers practiced, in order.
        artifacts: The pieces of the portfolio.
        contacts: People and places kept in touch with.
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
    activities: tuple[ActivityLog, ...] = ()
    plans: tuple[KeptPlan, ...] = ()
    adverts: tuple[SavedAdvert, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    contacts: tuple[Contact, ...] = ()
