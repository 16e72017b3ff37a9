"""The framework as the engine uses it: everything found by id, by name and by relation."""

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from metier.core.errors import UnknownIdError
from metier.core.framework.data import FrameworkData
from metier.core.framework.terms import normalize_term
from metier.core.framework.types import (
    STAGES,
    Heading,
    PriorityList,
    Requirement,
    RoleSpec,
    SignSpec,
    Skill,
    TierName,
)

if TYPE_CHECKING:
    from pathlib import Path

    from metier.core.framework.advert_types import AdvertFile
    from metier.core.framework.library import Library


class FrameworkId(NamedTuple):
    """Which framework a result was made with: its version and the hash of an overlay."""

    version: str
    overlay: str | None = None


class Place(NamedTuple):
    """Where a framework was read from: its folder, and the hash of its files."""

    folder: "Path"
    key: str


class Framework:
    """The compiled framework with its indexes. Immutable; passed explicitly everywhere."""

    def __init__(
        self, data: FrameworkData, *, overlay: str | None = None, place: Place | None = None
    ) -> None:
        """Index the data; what is derived from it may be kept when it has a `place`."""
        self.data = data
        self.place = place
        self.id = FrameworkId(data.version, overlay)
        self.skills: dict[str, Skill] = {skill.id: skill for skill in data.skills}
        self.roles: dict[str, RoleSpec] = {role.id: role for role in data.roles}

    @cached_property
    def library(self) -> "Library":
        """What one learns from, builds, practices and joins; the market; the source's lines."""
        from metier.core.framework.library import Library  # noqa: PLC0415 many answers need none

        return msgspec.msgpack.decode(self.data.library, type=Library)

    @cached_property
    def adverts(self) -> "AdvertFile":
        """The words by which the parts and demands of a job advert are known."""
        from metier.core.framework.advert_types import AdvertFile  # noqa: PLC0415 as above

        return msgspec.msgpack.decode(self.data.adverts, type=AdvertFile)

    @cached_property
    def rows(self) -> dict[str, int]:
        """Row of each skill in every table over all skills."""
        return {skill.id: row for row, skill in enumerate(self.data.skills)}

    @cached_property
    def signs(self) -> dict[str, SignSpec]:
        """Signs of evidence by id."""
        return {sign.id: sign for sign in self.data.evidence.signs}

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Skill ids by normalized name, id and alias; those without a context rule first."""
        firm: dict[str, list[str]] = {}
        ruled: dict[str, list[str]] = {}
        for skill in self.data.skills:
            for text in (skill.name, skill.id):
                _add(firm, text, skill.id)
            for alias in skill.aliases:
                _add(ruled if alias.near else firm, alias.text, skill.id)
        return {
            term: tuple(dict.fromkeys(firm.get(term, []) + ruled.get(term, [])))
            for term in dict.fromkeys((*firm, *ruled))
        }

    @cached_property
    def headings(self) -> dict[str, Heading]:
        """Headings of the source by normalized term."""
        return {normalize_term(heading.term): heading for heading in self.data.headings}

    @cached_property
    def redirects(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """What took the place of a retired id, by (kind, old id)."""
        return {(item.kind, item.old): item.new for item in self.data.redirects}

    @cached_property
    def implied_by(self) -> dict[str, tuple[tuple[str, float, int], ...]]:
        """For each skill, the (skill, strength, cap) of those whose evidence speaks for it."""
        found: dict[str, list[tuple[str, float, int]]] = {}
        for skill in self.data.skills:
            for implied in skill.implies:
                found.setdefault(implied.skill, []).append(
                    (skill.id, implied.strength, implied.cap)
                )
        return {skill: tuple(sources) for skill, sources in found.items()}

    @cached_property
    def needed_by(self) -> dict[str, tuple[str, ...]]:
        """For each skill, the roles that ask for it."""
        found: dict[str, list[str]] = {}
        for role in self.data.roles:
            for requirement in role.requirements:
                found.setdefault(requirement.skill, []).append(role.id)
        return {skill: tuple(dict.fromkeys(roles)) for skill, roles in found.items()}

    def role(self, role_id: str) -> RoleSpec:
        """Return a role by id or by name.

        Raises:
            UnknownIdError: No such role; it names near ones.
        """
        found = self.roles.get(role_id) or self._role_by_name(role_id)
        if found:
            return found
        near = _near(role_id, {**{r.id: r.id for r in self.data.roles}, **self._role_names})
        raise UnknownIdError(
            f"There is no role {role_id!r}.",
            code="role-unknown",
            hint=did_you_mean(near) or "'metier roles' lists all.",
            candidates=near,
        )

    def skill(self, skill_id: str) -> Skill:
        """Return a skill by id.

        Raises:
            UnknownIdError: No such skill; it names near ones.
        """
        found = self.skills.get(skill_id)
        if found:
            return found
        near = _near(skill_id, {skill: skill for skill in self.skills})
        raise UnknownIdError(
            f"There is no skill {skill_id!r}.",
            code="skill-unknown",
            hint=did_you_mean(near) or "'metier skills' lists all.",
            candidates=near,
        )

    def stage(self, stage: str) -> str:
        """Return `stage` if it is one of the four.

        Raises:
            UnknownIdError: It is none of them.
        """
        if stage in STAGES:
            return stage
        raise UnknownIdError(
            f"There is no stage {stage!r}.",
            code="stage-unknown",
            hint=f"The stages are {', '.join(STAGES)}.",
            candidates=STAGES,
        )

    def weights(self, role: RoleSpec, stage: str) -> list[tuple[Requirement, float]]:
        """Return the requirements asked at `stage` with weights that sum to 1.

        The rule is the one stated in `priorities.yaml`.
        """
        asked = [item for item in role.requirements if item.levels.at(stage) > 0]
        raw = [self._raw_weight(role, item) for item in asked]
        total = sum(raw)
        return [(item, weight / total) for item, weight in zip(asked, raw, strict=True)]

    def role_tiers(self, role: RoleSpec) -> dict[str, TierName]:
        """Return the tier of each skill on the list that the role's category goes by."""
        return self.tiers[self.data.priorities.category_list[role.category]]

    def _raw_weight(self, role: RoleSpec, requirement: Requirement) -> float:
        rules = self.data.priorities
        tier = self.role_tiers(role).get(requirement.skill)
        factor = rules.tier_factor[tier] if tier else 1.0
        return rules.importance[requirement.importance] * factor

    @cached_property
    def tiers(self) -> dict[PriorityList, dict[str, TierName]]:
        """The tier of each skill on each of the three lists; the first of several."""
        return {
            name: {skill: tier.tier for tier in reversed(tiers) for skill in tier.skills}
            for name, tiers in self.data.priorities.tiers.items()
        }

    @cached_property
    def _role_names(self) -> dict[str, str]:
        return {normalize_term(role.name): role.id for role in self.data.roles}

    def _role_by_name(self, text: str) -> RoleSpec | None:
        role_id = self._role_names.get(normalize_term(text))
        return self.roles[role_id] if role_id else None


def _add(index: dict[str, list[str]], text: str, skill_id: str) -> None:
    index.setdefault(normalize_term(text), []).append(skill_id)


def _near(text: str, names: dict[str, str]) -> list[str]:
    from metier.core.framework.lookup import nearest  # noqa: PLC0415 only when something is wrong

    return list(dict.fromkeys(names[name] for name, _ in nearest(text, names, limit=3)))


def did_you_mean(near: list[str]) -> str:
    """Return a question that names near ids, or nothing when there are none."""
    return f"Did you mean {' or '.join(repr(item) for item in near)}?" if near else ""
