"""What a team is: its people with what is known of each, and what the team needs."""

from msgspec import Struct, field

from metier.core.framework.records import Evidence

FORMAT = "metier-team/1"


class StatedLevel(Struct, frozen=True):
    """A level that somebody stated of a person.

    Attributes:
        day: ISO day of the statement.
        by: Id of a rating kind in `evidence.yaml`.
    """

    skill: str
    level: int
    day: str
    by: str = "self-rating"


class Member(Struct, frozen=True):
    """A person of a team. No text of a CV is kept, only the words that name a skill.

    Attributes:
        id: Id within the team.
        name: Their name, or a pseudonym.
        role: Id of their role, or None.
        stage: Their stage, or None.
        guessed: Role and stage were concluded from a CV, not stated.
        hours: Hours a week that they can spare for training, or None.
        levels: Levels stated in a sheet.
        evidence: What documents say of them.
        quotes: For each skill, the words that name it.
        words: Length of the longest document in words.
        consent: When they agreed, as the sheet says it; empty where nothing is said.
    """

    id: str
    name: str
    role: str | None = None
    stage: str | None = None
    guessed: bool = False
    hours: float | None = None
    levels: tuple[StatedLevel, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quotes: dict[str, tuple[str, ...]] = {}
    words: int = 0
    years: float | None = None
    degree: str | None = None
    consent: str = ""


class Need(Struct, frozen=True):
    """A number of people who should have a skill at a level.

    Attributes:
        weight: What filling it counts beside others; above 0.
        source: The roles that ask for it, or empty where the skill is asked for itself.
    """

    skill: str
    level: int
    people: int = 1
    weight: float = 1.0
    source: str = ""


class Seats(Struct, frozen=True):
    """A number of people who should work in a role at a stage."""

    role: str
    stage: str
    people: int = 1


class Team(Struct, frozen=True):
    """A team as it is kept in a file.

    Attributes:
        id: UUID.
        created: ISO day on which it was put together.
        framework_version: Version of the framework whose ids it uses.
    """

    id: str
    name: str
    created: str
    framework_version: str
    members: tuple[Member, ...] = ()
    needs: tuple[Need, ...] = ()
    seats: tuple[Seats, ...] = ()
    overlay: str | None = None
    format: str = field(default=FORMAT)
