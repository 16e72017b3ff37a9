"""Checked files become the compiled framework."""

from typing import Any

import msgspec

from metier.core.framework.data import FrameworkData
from metier.core.framework.library import Library
from metier.core.framework.types import (
    Alias,
    Provenance,
    RoleSpec,
    Skill,
    SkillFile,
    SkillSpec,
)


def compile_framework(version: str, parsed: list[tuple[str, Any]]) -> FrameworkData:
    """Build the framework from (schema name, typed value) pairs that have passed the check."""
    by_name: dict[str, list[Any]] = {}
    for name, value in parsed:
        by_name.setdefault(name, []).append(value)
    files: list[SkillFile] = by_name["skills"]
    roles: list[RoleSpec] = by_name.get("role", [])
    return FrameworkData(
        version=version,
        skills=tuple(
            compile_skill(spec, file.domain.id, file.provenance)
            for file in files
            for spec in file.skills
        ),
        roles=tuple(roles),
        domains=tuple({file.domain.id: file.domain for file in reversed(files)}.values())[::-1],
        levels=by_name["levels"][0].levels,
        stages=by_name["stages"][0],
        evidence=by_name["evidence"][0],
        priorities=by_name["priorities"][0],
        fit=by_name["fit"][0],
        planning=by_name["planning"][0],
        titles=by_name["titles"][0],
        context=by_name["context"][0],
        headings=by_name["headings"][0].headings,
        redirects=by_name["redirects"][0].redirects,
        adverts=msgspec.Raw(msgspec.msgpack.encode(by_name["adverts"][0])),
        library=msgspec.Raw(msgspec.msgpack.encode(compile_library(by_name))),
    )


def compile_library(by_name: dict[str, list[Any]]) -> Library:
    """Return the library from the typed files of each kind."""
    return Library(
        resources=_joined(by_name, "learning", "resources"),
        projects=tuple(by_name.get("projects", ())),
        interviews=tuple(by_name.get("interviews", ())),
        communities=_joined(by_name, "network", "communities"),
        guides=_joined(by_name, "network", "guides"),
        backgrounds=_joined(by_name, "backgrounds", "backgrounds"),
        paths=tuple(by_name.get("path", ())),
        salaries=next(iter(by_name.get("salaries", ())), None),
        demand=next(iter(by_name.get("demand", ())), None),
        reference=next(iter(by_name.get("reference", ())), None),
        statements=_joined(by_name, "statements", "lists"),
        tracks=_joined(by_name, "tracks", "tracks"),
        crosswalks=_joined(by_name, "crosswalk", "rows"),
        source=next(iter(by_name.get("source", ())), None),
        repositories=next(iter(by_name.get("repositories", ())), None),
        checks=next(iter(by_name.get("checks", ())), None),
        practice=next(iter(by_name.get("practice", ())), None),
        applications=next(iter(by_name.get("applications", ())), None),
        team=next(iter(by_name.get("team", ())), None),
    )


def _joined(by_name: dict[str, list[Any]], kind: str, field: str) -> tuple[Any, ...]:
    return tuple(item for value in by_name.get(kind, ()) for item in getattr(value, field))


def compile_skill(spec: SkillSpec, domain: str, provenance: Provenance) -> Skill:
    """Return the skill with plain aliases as records and the file's provenance merged in."""
    fields = {name: getattr(spec, name) for name in spec.__struct_fields__}
    fields["aliases"] = tuple(
        Alias(text=alias) if isinstance(alias, str) else alias for alias in spec.aliases
    )
    fields["provenance"] = {**provenance, **spec.provenance}
    return Skill(domain=domain, **fields)


def convert_file(value: Any, kind: Any) -> Any:
    """Return a parsed and schema-valid YAML value as the type of its file."""
    return msgspec.convert(value, kind, strict=True)
