"""The types of the framework's library: what one learns from, builds, practices and joins.

Roles and skills say what the work asks; the library says how to get there and what it pays.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from metier.core.framework.doing_types import ApplicationFile, CheckFile, PracticeFile
from metier.core.framework.planning_types import ActivityKind
from metier.core.framework.reference_types import ReferenceFile
from metier.core.framework.repository_types import RepositoryFile
from metier.core.framework.team_types import TeamFile
from metier.core.framework.types import (
    Category,
    Hours,
    LevelRef,
    PriorityList,
    Provenance,
    ReachedLevel,
    Slug,
    Stage,
    Strict,
    TargetLevel,
    Text,
)

Amount = Annotated[float, Meta(ge=0)]
Month = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Currency = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
Audience = Literal["new-graduate", "career-changer", "tech-professional"]


class Price(Strict, frozen=True):
    """What something costs for one person, and when that was so."""

    amount: Amount
    currency: Currency
    as_of: Month
    note: Text | None = None


class Teaching(Strict, frozen=True):
    """A skill that a resource teaches, from one level to another.

    Attributes:
        part: The chapters or units for it; the whole when None.
        from_level: Level that the reader has on opening it; `from` in the file.
        to_level: Level that working through it supports; `to` in the file.
        hours: Hours for this part, exercises included.
    """

    skill: Slug
    from_level: TargetLevel = field(name="from")
    to_level: ReachedLevel = field(name="to")
    hours: Annotated[float, Meta(gt=0)]
    part: Text | None = None


class Resource(Strict, frozen=True):
    """Something to learn from. It stands once and teaches several skills.

    Attributes:
        by: Authors or provider.
        checked: Its existence was looked up in `checked_in`; otherwise the author knows it.
    """

    id: Slug
    title: Text
    by: Text
    kind: Literal[
        "book", "documentation", "course", "tutorial", "paper", "standard", "video", "practice"
    ]
    language: Annotated[str, Meta(pattern=r"^[a-z]{2}$")]
    price: Price
    teaches: tuple[Teaching, ...]
    year: Annotated[int, Meta(ge=1900, le=2100)] | None = None
    checked: bool = False
    checked_in: Text | None = None
    note: Text | None = None


class LearningFile(Strict, frozen=True):
    """A `learning/<domain>.yaml` file."""

    provenance: Provenance
    resources: tuple[Resource, ...]


class DataSource(Strict, frozen=True):
    """The data or the system that a project works on."""

    name: Text
    kind: Literal["public", "own", "synthetic", "system"]
    note: Text


class Rubric(Strict, frozen=True):
    """What weak, good and strong work or answers show."""

    weak: Text
    good: Text
    strong: Text


class Project(Strict, frozen=True):
    """Work that proves skills: another person can open and judge it in five minutes."""

    id: Slug
    title: Text
    stage: Stage
    brief: Text
    why: Text
    data: DataSource
    hours: Hours
    steps: tuple[Text, ...]
    evidences: tuple[LevelRef, ...]
    accept: tuple[Text, ...]
    rubric: Rubric
    stretch: tuple[Text, ...]
    present: Text


class ProjectFile(Strict, frozen=True):
    """A `projects/<role>.yaml` file."""

    role: Slug
    provenance: Provenance
    projects: tuple[Project, ...]


class Question(Strict, frozen=True):
    """An interview question, with what answers of three kinds show."""

    id: Slug
    stages: tuple[Stage, ...]
    kind: Literal["technical", "design", "case", "behavioral"]
    skills: tuple[LevelRef, ...]
    question: Text
    shows: Rubric
    follow_ups: tuple[Text, ...]


class InterviewFile(Strict, frozen=True):
    """An `interviews/<role>.yaml` file."""

    role: Slug
    provenance: Provenance
    questions: tuple[Question, ...]


class Community(Strict, frozen=True):
    """A community, event, society, project or publication to take part in.

    Attributes:
        roles: Roles that it serves most; empty means all.
        domains: Skill domains that it is about.
        take_part: The first thing to do there.
    """

    id: Slug
    name: Text
    kind: Literal[
        "community",
        "conference",
        "meetup",
        "society",
        "open-source",
        "newsletter",
        "podcast",
        "competition",
        "program",
    ]
    about: Text
    take_part: Text
    cost: Literal["free", "paid", "mixed"]
    region: Text
    domains: tuple[Slug, ...] = ()
    roles: tuple[Slug, ...] = ()
    checked: bool = False


class Guide(Strict, frozen=True):
    """How to do one kind of networking, with a draft to edit."""

    id: Slug
    title: Text
    when: Text
    steps: tuple[Text, ...]
    draft: Text
    mistakes: tuple[Text, ...]
    hours: Hours


class NetworkFile(Strict, frozen=True):
    """A `network/*.yaml` file."""

    provenance: Provenance
    communities: tuple[Community, ...] = ()
    guides: tuple[Guide, ...] = ()


class Background(Strict, frozen=True):
    """An occupation or a field of study to come from, and the weak evidence that it gives.

    Attributes:
        occupations: O*NET-SOC codes; for students, those the major leads to.
        titles: How people write it.
        skills: The level that most people with this background have.
        carries_over: What of it counts in AI work, in a sentence.
        first_roles: Roles that are near it.
    """

    id: Slug
    name: Text
    kind: Literal["occupation", "student"]
    occupations: tuple[Text, ...]
    titles: tuple[Text, ...]
    skills: tuple[LevelRef, ...]
    carries_over: Text
    first_roles: tuple[Slug, ...]


class BackgroundFile(Strict, frozen=True):
    """A `backgrounds/*.yaml` file."""

    provenance: Provenance
    backgrounds: tuple[Background, ...]


class PathTask(Strict, frozen=True):
    """One line of the source's learning paths.

    Attributes:
        task: The source's words.
        steps: The skill levels it stands for, if it is about skills.
        activity: What is done beside learning, if it is about that.
        hours: Hours of the activity; skill steps bring their own.
        check: How one knows that it is done.
    """

    task: Text
    check: Text
    steps: tuple[LevelRef, ...] = ()
    activity: ActivityKind | None = None
    hours: Hours | None = None


class PathPhase(Strict, frozen=True):
    """A phase of a learning path, with the source's duration in months."""

    phase: Text
    months: tuple[Amount, Amount]
    tasks: tuple[PathTask, ...]


class LearningPath(Strict, frozen=True):
    """A `paths/<audience>.yaml` file: the source's path for one kind of person.

    Attributes:
        heading: The source's words.
        weekly_hours: Hours a week (low, likely, high) that its durations suppose.
        assumes: What such a person has already, with all that it needs.
    """

    id: Audience
    heading: Text
    summary: Text
    weekly_hours: Hours
    phases: tuple[PathPhase, ...]
    provenance: Provenance
    assumes: tuple[LevelRef, ...] = ()


class PayBand(Strict, frozen=True):
    """A pay range; `open` means that it goes beyond `high`."""

    low: Amount
    high: Amount
    open: bool = False


class PayRow(Strict, frozen=True):
    """The pay of a role category at the four stages."""

    category: Category
    label: Text
    bands: dict[Stage, PayBand]
    provenance: Literal["source", "derived"]
    basis: Text | None = None


class SalaryFile(Strict, frozen=True):
    """The `market/salaries.yaml` file: the source's table, which gives no n and no method."""

    provenance: Provenance
    heading: Text
    region: Text
    year: int
    currency: Currency
    period: Literal["year"]
    caution: Text
    columns: dict[Stage, Text]
    rows: tuple[PayRow, ...]


class RoleDemand(Strict, frozen=True):
    """How soon a role is wanted, and why."""

    role: Slug
    reason: Text
    provenance: Literal["source", "authored"]
    label: Text | None = None


class DemandHorizon(Strict, frozen=True):
    """One of the source's three horizons of demand, with its years from now."""

    id: Literal["high", "growing", "emerging"]
    heading: Text
    years: tuple[Amount, Amount]
    roles: tuple[RoleDemand, ...]


class DemandFile(Strict, frozen=True):
    """The `market/demand.yaml` file; the years of its horizons count from the day `since`."""

    provenance: Provenance
    since: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    horizons: tuple[DemandHorizon, ...]


class Statement(Strict, frozen=True):
    """A statement of the source.

    Attributes:
        name: The part before the colon; `text` is the rest.
        claim: Id of the computation that holds the statement against the framework.
        used: Where the product uses it.
    """

    name: Text
    text: Text
    used: Text
    claim: Literal["foundations-universal", "specialization-pays", "business-skills"] | None = None


class StatementList(Strict, frozen=True):
    """A list of the source's statements, such as its key takeaways."""

    id: Slug
    heading: Text
    statements: tuple[Statement, ...]
    success_list: PriorityList | None = None


class StatementFile(Strict, frozen=True):
    """The `market/statements.yaml` file: success factors, takeaways, what the field rewards."""

    provenance: Provenance
    lists: tuple[StatementList, ...]


class TrackStop(Strict, frozen=True):
    """A stop on a career track: a role at a stage, by the source's name."""

    name: Text
    role: Slug
    stage: Stage


class CareerTrack(Strict, frozen=True):
    """One of the source's arrows, such as "Data Engineer → ML Engineer"."""

    id: PriorityList
    heading: Text
    stops: tuple[TrackStop, ...]


class TrackFile(Strict, frozen=True):
    """The `tracks.yaml` file."""

    provenance: Provenance
    tracks: tuple[CareerTrack, ...]


class Crosswalk(Strict, frozen=True):
    """A skill's counterpart in another classification.

    Attributes:
        code: ESCO URI, or the name of an O*NET technology.
        match: The counterpart is the same, nearly the same, broader or narrower.
    """

    skill: Slug
    scheme: Literal["esco", "onet"]
    code: Text
    label: Text
    match: Literal["exact", "close", "broader", "narrower"]


class CrosswalkFile(Strict, frozen=True):
    """A `crosswalks/*.csv` file: a header and one counterpart a row."""

    rows: tuple[Crosswalk, ...]


SourcePart = Literal[
    "heading",
    "remark",
    "overview",
    "mission",
    "group",
    "skills",
    "rung",
    "responsibility",
    "universal",
    "track",
    "tier",
    "demand",
    "salary",
    "path",
    "phase",
    "task",
    "statement",
]


class SourceLine(Strict, frozen=True):
    """A line of the source document: its number there, its words, and what it is.

    Attributes:
        role: The role that it speaks of.
        note: For a heading or a remark, what takes its place in the product.
    """

    line: int
    text: Text
    part: SourcePart
    role: Slug | None = None
    note: Text | None = None


class SourceCarrier(Strict, frozen=True):
    """What carries lines of one part: the data, the feature, and the test that holds them."""

    data: Text
    feature: Text
    test: Text


class SourceFile(Strict, frozen=True):
    """The `source.yaml` file: the source document line by line."""

    title: Text
    carriers: dict[SourcePart, SourceCarrier]
    lines: tuple[SourceLine, ...]


class Library(Struct, frozen=True):
    """Everything of the library, compiled."""

    resources: tuple[Resource, ...] = ()
    projects: tuple[ProjectFile, ...] = ()
    interviews: tuple[InterviewFile, ...] = ()
    communities: tuple[Community, ...] = ()
    guides: tuple[Guide, ...] = ()
    backgrounds: tuple[Background, ...] = ()
    paths: tuple[LearningPath, ...] = ()
    salaries: SalaryFile | None = None
    demand: DemandFile | None = None
    reference: ReferenceFile | None = None
    statements: tuple[StatementList, ...] = ()
    tracks: tuple[CareerTrack, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    source: SourceFile | None = None
    repositories: RepositoryFile | None = None
    checks: CheckFile | None = None
    practice: PracticeFile | None = None
    applications: ApplicationFile | None = None
    team: TeamFile | None = None


class WordAdvice(Strict, frozen=True):
    """A word that the framework avoids, and what to write instead."""

    say: Text
    instead: Text


class LintFile(Strict, frozen=True):
    """The `lint.yaml` file: what the editors' lint looks for.

    Attributes:
        everyday: Everyday words; as an alias each needs a context rule or a fixed case.
        settled: Those of them that need none.
        near_copy: Likeness from which two descriptors count as near copies.
        hours_factor: How far hours may lie from the median of their domain and level.
        chain_steps: Steps that may have to come before a first independent level.
    """

    provenance: Provenance
    words: tuple[WordAdvice, ...]
    everyday: tuple[Text, ...]
    settled: tuple[Text, ...]
    near_copy: Annotated[float, Meta(gt=0.5, le=1)]
    hours_factor: Annotated[float, Meta(gt=1)]
    chain_steps: Annotated[int, Meta(gt=0)]
