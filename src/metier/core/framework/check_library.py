"""The rules that the library's files must keep: ids, references, and the order of levels."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import msgspec

from metier.core.framework.check_view import Path, Problem, View
from metier.core.framework.library import (
    BackgroundFile,
    CrosswalkFile,
    DemandFile,
    InterviewFile,
    LearningFile,
    LearningPath,
    NetworkFile,
    ProjectFile,
    SalaryFile,
    SourceFile,
    StatementFile,
    TrackFile,
)
from metier.core.framework.types import STAGES

_LIBRARY = (
    BackgroundFile,
    CrosswalkFile,
    DemandFile,
    InterviewFile,
    LearningFile,
    LearningPath,
    NetworkFile,
    ProjectFile,
    SourceFile,
    TrackFile,
)
_ROLE_FIELDS = ("role", "roles", "first_roles")
# What has an id of its own: the type of file, the field that lists it, and what it is called.
_UNITS: tuple[tuple[type, str, str], ...] = (
    (LearningFile, "resources", "resource"),
    (ProjectFile, "projects", "project"),
    (InterviewFile, "questions", "question"),
    (NetworkFile, "communities", "community"),
    (NetworkFile, "guides", "guide"),
    (BackgroundFile, "backgrounds", "background"),
    (StatementFile, "lists", "list"),
    (TrackFile, "tracks", "track"),
)


def check_library_ids(view: View) -> Iterator[Problem]:
    """An id stands once among the units of its kind, and a role's file is named for it."""
    for kind, field, name in _UNITS:
        seen: dict[str, str] = {}
        for file, value in view.of(kind):
            for i, unit in enumerate(getattr(value, field)):
                if unit.id in seen:
                    yield Problem(
                        file,
                        (field, i, "id"),
                        "id-duplicate",
                        f"The {name} id {unit.id!r} is already used in {seen[unit.id]}.",
                    )
                seen.setdefault(unit.id, file)
    for kind in (ProjectFile, InterviewFile):
        for file, value in view.of(kind):
            if PurePosixPath(file).stem != value.role.rpartition(":")[2]:
                yield Problem(
                    file,
                    ("role",),
                    "file-name",
                    f"What is for the role {value.role!r} must stand in {value.role}.yaml.",
                )


def check_library_references(view: View) -> Iterator[Problem]:
    """Every skill, role and domain that the library names exists."""
    known = {
        "skill": None if "skills" in view.broken else set(view.by_id),
        "role": None if "role" in view.broken else {role.id for _, role in view.roles},
        "domain": None if "skills" in view.broken else {item.domain for item in view.skills},
    }
    for kind in _LIBRARY:
        for file, value in view.of(kind):
            for path, what, name in _named(value, ()):
                ids = known[what]
                if ids is not None and name not in ids:
                    yield Problem(file, path, "id-unknown", f"There is no {what} {name!r}.")


def check_teaching(view: View) -> Iterator[Problem]:
    """What a resource teaches raises a level, and stands once."""
    for file, value in view.of(LearningFile):
        for i, resource in enumerate(value.resources):
            for j, teaching in enumerate(resource.teaches):
                if teaching.from_level >= teaching.to_level:
                    yield Problem(
                        file,
                        ("resources", i, "teaches", j, "to"),
                        "teaching-order",
                        f"{resource.id} must lead {teaching.skill} to a level above "
                        f"{teaching.from_level}.",
                    )


def check_hours(view: View) -> Iterator[Problem]:
    """Three-point hours rise from low to likely to high."""
    for kind in (ProjectFile, NetworkFile, LearningPath):
        for file, value in view.of(kind):
            for path, hours in _hours(value, ()):
                if not hours[0] < hours[1] < hours[2]:
                    yield Problem(
                        file,
                        path,
                        "effort-order",
                        "Hours must rise from low to likely to high.",
                    )


def check_market(view: View) -> Iterator[Problem]:
    """Every role has one demand horizon; every pay row has a rising band for each stage."""
    for file, value in view.of(DemandFile):
        seen: set[str] = set()
        for i, horizon in enumerate(value.horizons):
            for j, demand in enumerate(horizon.roles):
                if demand.role in seen:
                    yield Problem(
                        file,
                        ("horizons", i, "roles", j, "role"),
                        "demand-duplicate",
                        f"{demand.role} stands in two horizons.",
                    )
                seen.add(demand.role)
    for file, value in view.of(SalaryFile):
        for i, row in enumerate(value.rows):
            bands = [row.bands.get(stage) for stage in STAGES]
            for stage, band in zip(STAGES, bands, strict=True):
                if band is None or band.low >= band.high:
                    yield Problem(
                        file,
                        ("rows", i, "bands", *((stage,) if band else ())),
                        "pay-band",
                        f"{row.label} needs a range for {stage} that runs from low to high.",
                    )


def _named(value: Any, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Return every place that names a skill, a role or a domain: path, which of them, the id."""
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _named(item, (*path, i))
    if not isinstance(value, msgspec.Struct):
        return
    for field in value.__struct_fields__:
        item = getattr(value, field)
        what = _what(field)
        for sub, name in _names(item):
            if what:
                yield (*path, field, *sub), what, name
        yield from _named(item, (*path, field))


def _what(field: str) -> str:
    if field in _ROLE_FIELDS:
        return "role"
    return {"skill": "skill", "domains": "domain"}.get(field, "")


def _names(item: Any) -> list[tuple[Path, str]]:
    if isinstance(item, str):
        return [((), item)]
    if isinstance(item, tuple):
        return [((i,), name) for i, name in enumerate(item) if isinstance(name, str)]
    return []


def _hours(value: Any, path: Path) -> Iterator[tuple[Path, tuple[float, float, float]]]:
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _hours(item, (*path, i))
    if not isinstance(value, msgspec.Struct):
        return
    for field in value.__struct_fields__:
        item = getattr(value, field)
        if field in ("hours", "weekly_hours") and isinstance(item, tuple):
            yield (*path, field), item
        else:
            yield from _hours(item, (*path, field))


LIBRARY_RULES = (
    check_library_ids,
    check_library_references,
    check_teaching,
    check_hours,
    check_market,
)
