"""The compiled framework, as one record."""

from msgspec import Raw, Struct

from metier.core.framework.context_types import ContextFile
from metier.core.framework.planning_types import PlanningFile
from metier.core.framework.types import (
    DomainSpec,
    EvidenceFile,
    FitFile,
    Heading,
    LevelSpec,
    PriorityFile,
    Redirect,
    RoleSpec,
    Skill,
    StageFile,
    TitleFile,
)


class FrameworkData(Struct, frozen=True):
    """The whole framework, compiled: what the snapshot holds."""

    version: str
    skills: tuple[Skill, ...]
    roles: tuple[RoleSpec, ...]
    domains: tuple[DomainSpec, ...]
    levels: tuple[LevelSpec, ...]
    stages: StageFile
    evidence: EvidenceFile
    priorities: PriorityFile
    fit: FitFile
    planning: PlanningFile
    titles: TitleFile
    context: ContextFile
    headings: tuple[Heading, ...]
    redirects: tuple[Redirect, ...]
    adverts: Raw = Raw(b"\xc0")
    """The `adverts.yaml` file as MessagePack: few answers read adverts."""
    library: Raw = Raw(b"\x80")
    """The library as MessagePack: most answers do without it, so it is decoded when asked."""
