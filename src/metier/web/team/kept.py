"""Kept teams of the local user, and what they stand at, held for each of their revisions."""

import datetime as dt
import uuid

import msgspec
from django.db import transaction
from django.db.models import F

from metier.core.errors import StoreError
from metier.core.framework.team_records import Team
from metier.core.workflow.answers import Json
from metier.core.workflow.team_matrix import Matrix, MatrixOptions, describe_whole, make_matrix
from metier.core.workflow.team_reading import TeamReading, migrate_team
from metier.core.workflow.team_standing import Standing
from metier.web.accounts.models import local_user
from metier.web.engine import framework
from metier.web.held import Held
from metier.web.start.services import today
from metier.web.team.models import TeamRow

_HELD = 4
_Key = tuple[str, int, dt.date]
_standings = Held[_Key, Standing](_HELD)
_wholes = Held[tuple[str, _Key, float | None, int | None], tuple[Matrix, Json]](_HELD)
PLANS = Held[tuple[str, int, str], Json](2 * _HELD)
"""Training plans by team, its revision, and what is asked."""
READINGS = Held[tuple[str], TeamReading](2 * _HELD)
"""How teams were read."""


def list_teams() -> list[TeamRow]:
    """Return the kept teams, oldest first."""
    return list(TeamRow.objects.filter(owner=local_user()))


def get_row(team_id: str) -> TeamRow:
    """Return a kept team's row.

    Raises:
        StoreError: There is no such team of this user.
    """
    try:
        key = uuid.UUID(team_id)
    except ValueError:
        key = uuid.UUID(int=0)
    row: TeamRow | None = TeamRow.objects.filter(pk=key, owner=local_user()).first()
    if row is None:
        raise StoreError(
            "There is no such team.", code="team-missing", hint="It may have been erased."
        )
    return row


def team_of(row: TeamRow) -> Team:
    """Return the team in a row, its ids brought up to this framework."""
    team = msgspec.json.decode(bytes(row.value), type=Team)
    return migrate_team(framework(), team)


def standing_of(team_id: str) -> Standing:
    """Return where a kept team stands today.

    Raises:
        StoreError: There is no such team of this user.
        InputError: It has nobody in it.
    """
    row = get_row(team_id)
    key = (str(row.pk), int(row.revision), today())
    return _standings.get(key) or _standings.put(
        key, Standing(framework(), team_of(row), as_of=key[2])
    )


def whole_of(row: TeamRow, options: MatrixOptions) -> tuple[Matrix, Json]:
    """Return the matrix of a kept team and what it says of the whole, held while nothing changes.

    Raises:
        UsageError: A threshold is no probability, or a level is none.
    """
    team = str(row.pk)
    key = (team, (team, int(row.revision), today()), options.held, options.level)
    if held := _wholes.get(key):
        return held
    standing = standing_of(str(row.pk))
    matrix = make_matrix(standing, options)
    return _wholes.put(key, (matrix, describe_whole(standing, matrix)))


@transaction.atomic
def keep_team(team: Team) -> TeamRow:
    """Keep a team, in place of the one with its id if the user has one."""
    owner = local_user()
    value = msgspec.json.encode(team)
    row: TeamRow | None = TeamRow.objects.filter(pk=team.id, owner=owner).first()
    if row is None:
        row = TeamRow(owner=owner, name=team.name[:200], value=value)
        row.save()
        return row
    TeamRow.objects.filter(pk=row.pk).update(
        name=team.name[:200], value=value, revision=F("revision") + 1
    )
    row.refresh_from_db()
    return row


@transaction.atomic
def change_team(row: TeamRow, team: Team) -> None:
    """Keep a changed team in place of the one in a row."""
    TeamRow.objects.filter(pk=row.pk).update(
        name=team.name[:200], value=msgspec.json.encode(team), revision=F("revision") + 1
    )
    _forget(str(row.pk))


def erase_team(row: TeamRow) -> None:
    """Erase a team and everything held of it, at once."""
    _forget(str(row.pk))
    row.delete()


def _forget(team: str) -> None:
    """Let go of everything held of a team, so that who was taken out is nowhere any more."""
    for held in (_standings, _wholes, PLANS, READINGS):
        held.drop(lambda key: key[0] == team)
