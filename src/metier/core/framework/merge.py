"""How an overlay's changes go into a skill or a role, and how hidden ids leave no trace."""

from typing import Any

import msgspec

from metier.core.framework.library import InterviewFile, Project, ProjectFile, Question, Resource
from metier.core.framework.types import Requirement, RoleSpec, SkillSpec

_SKILL_LISTS = ("skills", "new")
_ROLE_LISTS = ("roles", "first_roles", "individual", "management", "new")
# What is left out when hiding has emptied the field that gives it its sense.
_EMPTIED: dict[type, str] = {Question: "skills", Project: "evidences", Resource: "teaches"}


def merge_skill(skill: SkillSpec, changes: dict[str, Any]) -> SkillSpec:
    """Return the skill with `changes` applied as a JSON merge patch (RFC 7396).

    Raises:
        msgspec.ValidationError: The result is no valid skill.
    """
    return msgspec.convert(_patch(_plain(skill), changes), SkillSpec, strict=True)


def merge_role(role: RoleSpec, changes: dict[str, Any]) -> RoleSpec:
    """Return the role with `changes` applied; requirements are patched by skill.

    Raises:
        msgspec.ValidationError: The result is no valid role.
    """
    plain = _plain(role)
    wanted = dict(changes)
    patches = wanted.pop("requirements", {})
    if not isinstance(patches, dict):
        raise msgspec.ValidationError("Expected `object`, got `array` - at `$.requirements`")
    rows = {row["skill"]: row for row in plain["requirements"]}
    for skill, patch in patches.items():
        if patch is None:
            rows.pop(skill, None)
        else:
            rows[skill] = _patch({**rows.get(skill, {}), "skill": skill}, patch)
    requirements = tuple(_requirement(skill, row) for skill, row in rows.items())
    plain["requirements"] = []
    changed = msgspec.convert(_patch(plain, wanted), RoleSpec, strict=True)
    return msgspec.structs.replace(changed, requirements=requirements)


def _requirement(skill: str, row: dict[str, Any]) -> Requirement:
    try:
        return msgspec.convert(row, Requirement, strict=True)
    except msgspec.ValidationError as error:
        message, found, place = str(error).rpartition("`$")
        if not found:
            message, place = f"{error} - at ", "`"
        raise msgspec.ValidationError(f"{message}`$.requirements.{skill}{place}") from error


def drop_hidden(value: Any, skills: frozenset[str], roles: frozenset[str]) -> Any:
    """Return `value` without anything that names a hidden skill or role; None if nothing stays."""
    if isinstance(value, RoleSpec) and value.id in roles:
        return None
    if isinstance(value, ProjectFile | InterviewFile) and value.role in roles:
        return None
    return _prune(value, skills, roles)


def _prune(value: Any, skills: frozenset[str], roles: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _prune(item, skills, roles) for key, item in value.items()}
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        kept = (
            _prune(item, skills, roles) for item in value if not _is_hidden(item, skills, roles)
        )
        return tuple(item for item in kept if not _is_emptied(item))
    if not isinstance(value, msgspec.Struct):
        return value
    fields: dict[str, Any] = {}
    for name in value.__struct_fields__:
        item = getattr(value, name)
        if name == "broader" and item in skills:
            item = None
        elif name == "roles" and isinstance(item, dict):
            item = {key: role for key, role in item.items() if role not in roles}
        elif name in _SKILL_LISTS and _is_texts(item):
            item = tuple(text for text in item if text not in skills)
        if name in _ROLE_LISTS and _is_texts(item):
            item = tuple(text for text in item if text not in roles)
        fields[name] = _prune(item, skills, roles)
    return msgspec.structs.replace(value, **fields)


def _is_hidden(item: Any, skills: frozenset[str], roles: frozenset[str]) -> bool:
    if not isinstance(item, msgspec.Struct):
        return False
    return (
        getattr(item, "skill", None) in skills
        or getattr(item, "role", None) in roles
        or (isinstance(item, SkillSpec) and item.id in skills)
    )


def _is_emptied(item: Any) -> bool:
    field = _EMPTIED.get(type(item))
    return field is not None and not getattr(item, field)


def _is_texts(item: Any) -> bool:
    return isinstance(item, tuple) and all(isinstance(text, str) for text in item)


def _plain(value: Any) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(value)
    return plain


def _patch(target: Any, patch: Any) -> Any:
    """Apply a JSON merge patch; numeric keys, such as levels, match however they are written."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, item in patch.items():
        place = next((known for known in merged if str(known) == str(key)), key)
        if item is None:
            merged.pop(place, None)
        else:
            merged[place] = _patch(merged.get(place), item)
    return merged
