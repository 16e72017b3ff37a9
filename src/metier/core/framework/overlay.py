"""A company's overlay: roles, skills and levels of its own on top of the framework.

Precedence, lowest first: the framework; the changes in `overlay.yaml`; files of the overlay,
which replace what has the same id and add the rest; what is hidden goes last. The merged
framework is checked by the same rules as the framework itself, and every error is reported
where it stands in the overlay.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from metier.core.errors import Finding, FrameworkError
from metier.core.framework.check import (
    Parsed,
    Places,
    conversion_finding,
    find_problems,
    read_typed,
)
from metier.core.framework.check_view import Path as Steps
from metier.core.framework.check_view import Problem
from metier.core.framework.files import (
    OVERLAY_FILE,
    OVERLAY_LAYOUT,
    DataFile,
    hash_files,
    walk_files,
)
from metier.core.framework.library import SalaryFile
from metier.core.framework.merge import drop_hidden, merge_role, merge_skill
from metier.core.framework.overlay_file import Hidden, OverlayFile
from metier.core.framework.types import RoleSpec, SkillFile

Typed = list[tuple[DataFile, Any]]


class Overlay(NamedTuple):
    """The files of an overlay folder and the hash that identifies them, 16 hex digits."""

    files: tuple[DataFile, ...]
    digest: str


def read_overlay(folder: Path) -> Overlay:
    """Return the files of an overlay folder.

    Raises:
        FrameworkError: The folder holds no `overlay.yaml`.
    """
    files = tuple(walk_files(folder, OVERLAY_LAYOUT))
    if not files or files[0].path != OVERLAY_FILE:
        message = f"{folder} is no overlay: it holds no {OVERLAY_FILE}."
        raise FrameworkError([Finding(OVERLAY_FILE, 1, 1, "file-missing", message)])
    return Overlay(files, hash_files(files, size=8))


def apply_overlay(base: Sequence[DataFile], overlay: Overlay) -> tuple[list[Finding], Parsed]:
    """Merge an overlay into the files of a framework, and check the whole.

    Args:
        base: The files of a valid framework.
        overlay: The overlay's files.

    Returns:
        Every finding, located in the overlay, and the typed values as `check_files` gives them.
    """
    ground = read_typed(base)
    added = read_typed(overlay.files, strict=True)
    findings = [*ground.findings, *added.findings]
    if findings:
        return sorted(set(findings)), []
    main_file, spec = added.typed[0]
    places = Places(overlay.files)
    findings += map(places.finding, _check_ids(main_file, spec, ground.typed, added.typed))
    changed, problems = _change(main_file, spec, ground.typed)
    findings += problems
    merged = _stack(changed, added.typed[1:])
    merged = _hide(merged, spec.hide)
    for problem in find_problems(merged, set()):
        own = problem if problem.file in places else _blame(problem, main_file, spec)
        findings.append(places.finding(own))
    return sorted(set(findings)), [(file.layout.schema, value) for file, value in merged]


def _check_ids(file: DataFile, spec: OverlayFile, ground: Typed, added: Typed) -> Iterator[Problem]:
    """Changed and hidden ids exist; new ones carry the overlay's prefix."""
    skills, roles = _ids(ground)
    for kind, known, changes, hidden in (
        ("skill", skills, spec.skills, spec.hide.skills),
        ("role", roles, spec.roles, spec.hide.roles),
    ):
        named: list[tuple[Steps, str]] = []
        named += [((f"{kind}s", name), name) for name in changes]
        named += [(("hide", f"{kind}s", i), name) for i, name in enumerate(hidden)]
        for path, name in named:
            if name not in known:
                message = f"The framework has no {kind} {name!r} to change or hide."
                yield Problem(file.path, path, "id-unknown", message)
    own_skills, own_roles = _ids(added)
    for kind, own, known in (("skill", own_skills, skills), ("role", own_roles, roles)):
        for name, (where, path) in own.items():
            if name not in known and not name.startswith(f"{spec.id}:"):
                message = f"A new {kind} of this overlay must be called {spec.id}:{name}."
                yield Problem(where.path, path, "overlay-id", message)


_Places = dict[str, tuple[DataFile, Steps]]


def _ids(typed: Typed) -> tuple[_Places, _Places]:
    """Return the ids of skills and of roles, each with where it stands."""
    skills: _Places = {}
    roles: _Places = {}
    for file, value in typed:
        if isinstance(value, SkillFile):
            for i, skill in enumerate(value.skills):
                skills[skill.id] = (file, ("skills", i, "id"))
        elif isinstance(value, RoleSpec):
            roles[value.id] = (file, ("id",))
    return skills, roles


def _change(file: DataFile, spec: OverlayFile, ground: Typed) -> tuple[Typed, list[Finding]]:
    """Apply the changes of `overlay.yaml` to the framework's skills and roles."""
    findings: list[Finding] = []

    def changed(kind: str, value: Any, merge: Any) -> Any:
        changes = getattr(spec, kind).get(value.id)
        if changes is None:
            return value
        try:
            return merge(value, changes)
        except msgspec.ValidationError as error:
            findings.append(conversion_finding(file, error, below=(kind, value.id)))
            return value

    result: Typed = []
    for origin, value in ground:
        if isinstance(value, SkillFile):
            skills = tuple(changed("skills", skill, merge_skill) for skill in value.skills)
            result.append((origin, msgspec.structs.replace(value, skills=skills)))
        elif isinstance(value, RoleSpec):
            result.append((origin, changed("roles", value, merge_role)))
        else:
            result.append((origin, value))
    return result, findings


def _stack(ground: Typed, added: Typed) -> Typed:
    """Put the overlay's files on top: what has the same id is replaced, the rest is added."""
    skills, roles = _ids(added)
    pay = any(isinstance(value, SalaryFile) for _, value in added)
    result: Typed = []
    for file, value in ground:
        if isinstance(value, SkillFile):
            kept = tuple(skill for skill in value.skills if skill.id not in skills)
            result.append((file, msgspec.structs.replace(value, skills=kept)))
        elif (isinstance(value, RoleSpec) and value.id in roles) or (
            isinstance(value, SalaryFile) and pay
        ):
            continue
        else:
            result.append((file, value))
    return [*result, *added]


def _hide(typed: Typed, hidden: Hidden) -> Typed:
    if not hidden.roles and not hidden.skills:
        return typed
    pruned = (
        (file, drop_hidden(value, frozenset(hidden.skills), frozenset(hidden.roles)))
        for file, value in typed
    )
    return [(file, value) for file, value in pruned if value is not None]


def _blame(problem: Problem, main: DataFile, spec: OverlayFile) -> Problem:
    """Place a problem in the framework's own files at the change that causes it."""
    path = next(
        (
            (kind, name)
            for kind in ("skills", "roles")
            for name in getattr(spec, kind)
            if name in problem.message
        ),
        ("id",),
    )
    return problem._replace(file=main.path, path=path)
