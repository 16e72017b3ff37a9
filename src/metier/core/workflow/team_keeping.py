"""Teams as files: kept, compared over time, exported and erased person by person, or whole."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from metier.core.errors import InputError, UnknownIdError, UsageError, unwritable
from metier.core.framework.index import Framework, did_you_mean
from metier.core.framework.lookup import nearest
from metier.core.framework.team_records import FORMAT, Member, Team
from metier.core.framework.types import LEVELS
from metier.core.workflow.answers import Json, head
from metier.core.workflow.team_reading import load_team
from metier.core.workflow.team_standing import Standing

_MOVED = 0.25


def save_team(team: Team, path: Path) -> None:
    """Write a team to a file that only its owner can read; a crash leaves the old file whole.

    Raises:
        UsageError: It cannot be written.
    """
    content = msgspec.json.format(msgspec.json.encode(team))
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            part = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error


def delete_team(framework: Framework, path: Path) -> str:
    """Erase a team's file and return the team's name.

    Raises:
        InputError: The file holds no team, so it is left alone.
        UsageError: It cannot be erased.
    """
    team = load_team(framework, path)
    try:
        path.unlink()
    except OSError as error:
        raise unwritable(path, error) from error
    return team.name


def find_member(team: Team, text: str) -> Member:
    """Return the person with this name or id.

    Raises:
        UnknownIdError: There is none.
    """
    folded = text.casefold().strip()
    for member in team.members:
        if folded in (member.id, member.name.casefold()):
            return member
    near = [name for name, _ in nearest(text, [m.name for m in team.members], limit=3)]
    raise UnknownIdError(
        f"Nobody in this team is called {text!r}.",
        code="member-unknown",
        hint=did_you_mean(near),
        candidates=near,
    )


def without_member(team: Team, text: str) -> Team:
    """Return the team with everything about one person left out.

    Raises:
        UnknownIdError: There is no such person.
    """
    gone = find_member(team, text)
    kept = tuple(member for member in team.members if member.id != gone.id)
    return msgspec.structs.replace(team, members=kept)


def merge_teams(kept: Team, new: Team) -> Team:
    """Return the kept team with people read anew in place of those of the same name.

    What the new reading does not say of a person, such as the role, stays as it was.
    """
    by_name = {member.name.casefold(): member for member in kept.members}
    for member in new.members:
        old = by_name.get(member.name.casefold())
        by_name[member.name.casefold()] = _merge(old, member) if old else member
    return msgspec.structs.replace(kept, members=tuple(by_name.values()), created=new.created)


def _merge(old: Member, new: Member) -> Member:
    levels = {item.skill: item for item in (*old.levels, *new.levels)}
    stated = new.role is not None and not new.guessed
    keep_role = old.role is not None and not stated
    return msgspec.structs.replace(
        new,
        id=old.id,
        role=old.role if keep_role else new.role,
        stage=old.stage if keep_role else new.stage or old.stage,
        guessed=old.guessed if keep_role else new.guessed,
        hours=old.hours if new.hours is None else new.hours,
        levels=tuple(levels.values()),
        evidence=new.evidence or old.evidence,
        quotes=new.quotes or old.quotes,
        words=new.words or old.words,
        years=old.years if new.years is None else new.years,
        degree=new.degree or old.degree,
        consent=new.consent or old.consent,
    )


def export_member(framework: Framework, team: Team, text: str) -> Json:
    """Return everything that is kept of one person, as plain values.

    Raises:
        UnknownIdError: There is no such person.
    """
    member = find_member(team, text)
    return {
        **head(framework),
        "format": FORMAT,
        "team": team.name,
        "created": team.created,
        "person": msgspec.to_builtins(member),
    }


class Moved(NamedTuple):
    """A skill of a person whose expected level is another one now."""

    person: str
    skill: str
    before: float
    after: float


def compare_teams(old: Standing, new: Standing) -> Json:
    """Return what is another between two states of a team: people, roles and levels.

    People are matched by name.
    """
    framework = new.framework
    before = {member.name.casefold(): n for n, member in enumerate(old.members)}
    after = {member.name.casefold(): n for n, member in enumerate(new.members)}
    scale = np.array(LEVELS, dtype=np.float64)
    moved: list[Moved] = []
    roles: list[Json] = []
    for name, number in after.items():
        if name not in before:
            continue
        was, now = old.members[before[name]], new.members[number]
        if (was.role, was.stage) != (now.role, now.stage):
            roles.append(
                {
                    "person": now.id,
                    "name": now.name,
                    "before": [was.role, was.stage],
                    "after": [now.role, now.stage],
                }
            )
        first, second = old.levels[before[name]] @ scale, new.levels[number] @ scale
        moved += [
            Moved(now.id, framework.data.skills[row].id, float(first[row]), float(second[row]))
            for row in np.flatnonzero(np.abs(second - first) >= _MOVED)
            if old.shown[before[name], row] or new.shown[number, row]
        ]
    moved.sort(key=lambda item: (-abs(item.after - item.before), item.person, item.skill))
    return {
        **head(framework, new.as_of),
        "old": old.team.created,
        "new": new.team.created,
        "joined": [new.members[n].name for name, n in after.items() if name not in before],
        "left": [old.members[n].name for name, n in before.items() if name not in after],
        "roles": roles,
        "levels": [item._asdict() for item in moved],
        "raised": sum(item.after > item.before for item in moved),
        "lowered": sum(item.after < item.before for item in moved),
    }


def consent_text(framework: Framework, values: Mapping[str, str]) -> str:
    """Return the words by which people are asked, with the placeholders filled in.

    Raises:
        UsageError: This framework says nothing about teams.
    """
    from metier.core.workflow.team_reading import team_rules  # noqa: PLC0415

    rules = team_rules(framework)
    filled = {
        "team": values.get("team") or "our team",
        "purpose": values.get("purpose") or rules.purpose,
        "lead": values.get("lead") or "(your name)",
    }
    return rules.consent.format(**filled)


def refuse_same(source: Path, target: Path) -> None:
    """Refuse to write a team over the sheet that it is read from.

    Raises:
        UsageError: Both are the same file.
    """
    if source.exists() and target.exists() and source.samefile(target):
        raise UsageError(
            f"{target} is what the team is read from.",
            code="team-overwrites",
            hint="Give another file, such as team.json.",
        )
    if target.suffix.lower() != ".json":
        raise InputError(
            f"{target.name} is no name for a team's file.",
            code="team-file",
            hint="A team is kept as JSON: call it team.json.",
        )
