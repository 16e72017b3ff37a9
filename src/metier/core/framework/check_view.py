"""What the rules of the checker see: all well-formed files, with where each thing stands."""

from collections.abc import Container, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from metier.core.framework.types import (
    Alias,
    EvidenceFile,
    HeadingFile,
    PriorityFile,
    PriorityLine,
    RedirectFile,
    RoleSpec,
    SkillFile,
    SkillSpec,
    TitleFile,
)

Path = tuple[str | int, ...]


class Problem(NamedTuple):
    """A broken rule: the file, the path of keys to the value, a code, and a sentence."""

    file: str
    path: Path
    code: str
    message: str


class Placed(NamedTuple):
    """A skill and where it stands."""

    file: str
    row: int
    domain: str
    spec: SkillSpec


class View:
    """All well-formed files of one data folder."""

    def __init__(self, files: list[tuple[str, Any]], broken: Container[str] = ()) -> None:
        self.files = files
        self.broken = broken
        """Kinds of file, such as "skills", of which one at least is not well-formed."""

    @cached_property
    def skills(self) -> list[Placed]:
        """Every skill of every file, duplicates included."""
        return [
            Placed(path, index, value.domain.id, spec)
            for path, value in self.of(SkillFile)
            for index, spec in enumerate(value.skills)
        ]

    @cached_property
    def by_id(self) -> dict[str, SkillSpec]:
        """Skills by id; of duplicates the first."""
        found: dict[str, SkillSpec] = {}
        for placed in self.skills:
            found.setdefault(placed.spec.id, placed.spec)
        return found

    @cached_property
    def roles(self) -> list[tuple[str, RoleSpec]]:
        """Every role with its file."""
        return list(self.of(RoleSpec))

    def of(self, kind: type) -> Iterator[tuple[str, Any]]:
        """Return the files that hold a value of this type."""
        return ((path, value) for path, value in self.files if isinstance(value, kind))

    def first(self, kind: type) -> tuple[str, Any] | None:
        """Return the one file of this type, if it is well-formed."""
        return next(self.of(kind), None)

    def references(self) -> Iterator[tuple[str, Path, str]]:
        """Return every place that names a skill: file, path, the id named."""
        for file, row, _, spec in self.skills:
            for path, skill in _skill_references(spec):
                yield file, ("skills", row, *path), skill
        for file, role in self.roles:
            for i, requirement in enumerate(role.requirements):
                yield file, ("requirements", i, "skill"), requirement.skill
        for kind, read in _READERS:
            for file, value in self.of(kind):
                for path, skill in read(value):
                    yield file, path, skill

    def role_references(self) -> Iterator[tuple[str, Path, str]]:
        """Return every place that names a role: file, path, the id named."""
        for kind, read in _ROLE_READERS:
            for file, value in self.of(kind):
                for path, role in read(value):
                    yield file, path, role

    @cached_property
    def evidence(self) -> tuple[str, EvidenceFile] | None:
        """The evidence file, if it is well-formed."""
        return self.first(EvidenceFile)

    @staticmethod
    def alias_text(alias: str | Alias) -> str:
        """Return the spelling of an alias in either form."""
        return alias if isinstance(alias, str) else alias.text


def _skill_references(spec: SkillSpec) -> Iterator[tuple[Path, str]]:
    if spec.broader:
        yield ("broader",), spec.broader
    for level, needs in spec.prerequisites.items():
        for i, need in enumerate(needs):
            yield ("prerequisites", level, i, "skill"), need.skill
    for i, implied in enumerate(spec.implies):
        yield ("implies", i, "skill"), implied.skill


def _priority_references(value: PriorityFile) -> Iterator[tuple[Path, str]]:
    lines: list[tuple[Path, PriorityLine]] = [
        (("universal", i), line) for i, line in enumerate(value.universal)
    ]
    for name, tiers in value.tiers.items():
        for i, tier in enumerate(tiers):
            lines += [(("tiers", name, i, "lines", j), line) for j, line in enumerate(tier.lines)]
    for path, line in lines:
        for k, skill in enumerate(line.skills):
            yield (*path, "skills", k), skill


def _heading_references(value: HeadingFile) -> Iterator[tuple[Path, str]]:
    for i, heading in enumerate(value.headings):
        for j, skill in enumerate(heading.skills):
            yield ("headings", i, "skills", j), skill


def _redirect_references(value: RedirectFile) -> Iterator[tuple[Path, str]]:
    for i, redirect in enumerate(value.redirects):
        for j, skill in enumerate(redirect.new if redirect.kind == "skill" else ()):
            yield ("redirects", i, "new", j), skill


_READERS: tuple[tuple[type, Any], ...] = (
    (PriorityFile, _priority_references),
    (HeadingFile, _heading_references),
    (RedirectFile, _redirect_references),
)


def _role_role_references(role: RoleSpec) -> Iterator[tuple[Path, str]]:
    for i, neighbor in enumerate(role.neighbors):
        yield ("neighbors", i, "role"), neighbor.role
    for i, feeder in enumerate(role.feeders):
        yield ("feeders", i, "role"), feeder.role
    for name in ("individual", "management"):
        for i, other in enumerate(getattr(role.tracks, name)):
            yield ("tracks", name, i), other


def _heading_role_references(value: HeadingFile) -> Iterator[tuple[Path, str]]:
    for i, heading in enumerate(value.headings):
        if heading.role:
            yield ("headings", i, "role"), heading.role


def _redirect_role_references(value: RedirectFile) -> Iterator[tuple[Path, str]]:
    for i, redirect in enumerate(value.redirects):
        for j, new in enumerate(redirect.new if redirect.kind == "role" else ()):
            yield ("redirects", i, "new", j), new


def _title_role_references(value: TitleFile) -> Iterator[tuple[Path, str]]:
    for i, subject in enumerate(value.subjects):
        for head, role in subject.roles.items():
            yield ("subjects", i, "roles", head), role


_ROLE_READERS: tuple[tuple[type, Any], ...] = (
    (RoleSpec, _role_role_references),
    (HeadingFile, _heading_role_references),
    (RedirectFile, _redirect_role_references),
    (TitleFile, _title_role_references),
)
