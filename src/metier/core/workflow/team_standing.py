"""Where everybody of a team stands: level distributions of all people over all skills."""

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from metier.core.errors import InputError, UnknownIdError
from metier.core.framework.index import Framework, did_you_mean
from metier.core.framework.lookup import nearest
from metier.core.framework.proficiency import Floats, Proficiencies
from metier.core.framework.records import Evidence
from metier.core.framework.team_records import Member, Team
from metier.core.framework.team_types import TeamFile
from metier.core.framework.types import LEVELS, STAGES
from metier.core.match.target import TargetMatrix
from metier.core.match.typical import typical_levels
from metier.core.profile.posterior import infer_levels
from metier.core.workflow.team_reading import team_rules

_ANY_DAY = dt.date(2000, 1, 1)
_SURE = 4


class Standing:
    """The level distributions of a team, as of a day.

    Attributes:
        levels: Shape (people, skills, 6).
        shown: Whether there is direct evidence, shape (people, skills).
        supposed: Whether a person is known by role and stage alone, shape (people,).
    """

    def __init__(self, framework: Framework, team: Team, *, as_of: dt.date) -> None:
        """Infer the levels of everybody.

        Raises:
            InputError: The team has nobody in it.
        """
        if not team.members:
            raise InputError(
                f"The team {team.name!r} has nobody in it.",
                code="team-empty",
                hint="'metier team import' reads people from a sheet or a folder.",
            )
        self.framework = framework
        self.team = team
        self.as_of = as_of
        self.rules: TeamFile = team_rules(framework)
        count = len(framework.data.skills)
        people = len(team.members)
        self.levels: Floats = np.empty((people, count, len(LEVELS)))
        self.shown = np.zeros((people, count), dtype=bool)
        self.supposed = np.array([_is_supposed(member) for member in team.members])
        self._infer()

    def _infer(self) -> None:
        framework = self.framework
        prior = infer_levels(framework, [], as_of=_ANY_DAY).levels
        tables: dict[str, Floats] = {}
        supposed: dict[tuple[str, str], Floats] = {}
        for number, member in enumerate(self.team.members):
            skills = {item.skill for item in member.levels}
            skills.update(item.skill for item in member.evidence)
            for skill in skills & framework.rows.keys():
                self.shown[number, framework.rows[skill]] = True
            if member.evidence:
                self.levels[number] = self.proficiencies(number).levels
                continue
            self.levels[number] = prior
            if self.supposed[number] and member.role:
                key = (member.role, member.stage or "mid")
                if key not in supposed:
                    supposed[key] = self.proficiencies(number).levels
                self.levels[number] = supposed[key]
                continue
            for stated in member.levels:
                if stated.by not in tables:
                    tables[stated.by] = _given_levels(framework, stated.by)
                row = framework.rows[stated.skill]
                self.levels[number, row] = tables[stated.by][stated.level, row]

    @property
    def members(self) -> Sequence[Member]:
        """The people."""
        return self.team.members

    def proficiencies(self, number: int) -> Proficiencies:
        """Return the levels of one person with what they rest on."""
        member = self.team.members[number]
        evidence = member_evidence(self.framework, member)
        return infer_levels(self.framework, evidence, as_of=self.as_of, words=member.words)

    @cached_property
    def targets(self) -> TargetMatrix:
        """All roles and stages."""
        return TargetMatrix(self.framework)

    @cached_property
    def readiness(self) -> dict[tuple[str, str], Floats]:
        """The readiness of everybody for every role and stage, shape (people,)."""
        values = self.targets.readiness(self.levels)
        return {
            (target.role.id, target.stage): values[:, number]
            for number, target in enumerate(self.targets.targets)
        }

    def find(self, text: str) -> int:
        """Return the index of the person with this name or id.

        Raises:
            UnknownIdError: There is none.
        """
        folded = text.casefold().strip()
        for number, member in enumerate(self.team.members):
            if folded in (member.id, member.name.casefold()):
                return number
        near = [name for name, _ in nearest(text, [m.name for m in self.team.members], limit=3)]
        raise UnknownIdError(
            f"Nobody in this team is called {text!r}.",
            code="member-unknown",
            hint=did_you_mean(near),
            candidates=near,
        )

    def stage_of(self, number: int) -> str:
        """Return the stage that a person is at; mid where nothing is said."""
        return self.team.members[number].stage or "mid"


def next_stage(framework: Framework, member: Member) -> tuple[str, str] | None:
    """Return the role and stage that come next; None for the last one or without a role."""
    if member.role is None or member.role not in framework.roles:
        return None
    place = STAGES.index(member.stage or "mid") + 1
    return (member.role, STAGES[place]) if place < len(STAGES) else None


def member_evidence(framework: Framework, member: Member) -> list[Evidence]:
    """Return what is known of a person: documents, stated levels, or role and stage alone."""
    found = [item for item in member.evidence if item.skill in framework.skills]
    found += [
        Evidence(item.skill, "rating", item.by, level=item.level, month=item.day)
        for item in member.levels
        if item.skill in framework.skills
    ]
    if not found and member.role in framework.roles and member.role:
        levels = typical_levels(framework, member.role, member.stage or "mid")
        found = [
            Evidence(skill, "claim", f"background-{min(level, _SURE)}")
            for skill, level in levels.items()
        ]
    return found


def _is_supposed(member: Member) -> bool:
    return not member.evidence and not member.levels and member.role is not None


def _given_levels(framework: Framework, by: str) -> Floats:
    """Return the distributions of each skill given each stated level, shape (6, skills, 6)."""
    skills: list[Any] = list(framework.data.skills)
    given = [
        infer_levels(
            framework,
            [Evidence(s.id, "rating", by, level=level, month="2000-01-01") for s in skills],
            as_of=_ANY_DAY,
        ).levels
        for level in LEVELS
    ]
    return np.stack(given)
