"""The type of an overlay's main file."""

from typing import Any

from metier.core.framework.types import Provenance, Slug, Strict, Text

Changes = dict[Slug, dict[str, Any]]


class Hidden(Strict, frozen=True):
    """Roles and skills of the framework that the company does not use."""

    roles: tuple[Slug, ...] = ()
    skills: tuple[Slug, ...] = ()


class OverlayFile(Strict, frozen=True):
    """The `overlay.yaml` file.

    Attributes:
        id: Prefix of the overlay's own ids: its skills and roles are called `id:name`.
        skills: For a skill, the fields to change; a list is replaced, a mapping is merged,
            null removes an entry.
        roles: Likewise for a role; its requirements are given as a mapping by skill.
    """

    id: Slug
    name: Text
    hide: Hidden = Hidden()
    skills: Changes = {}
    roles: Changes = {}
    provenance: Provenance = {}
