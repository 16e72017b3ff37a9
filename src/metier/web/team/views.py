"""Pages of a team: people in, matrix, needs, training, each person, and what to take along."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from metier.core.workflow.team_matrix import (
    MatrixOptions,
    describe_page,
)
from metier.core.workflow.team_needs import (
    describe_needs,
    measure_needs,
    parse_need,
    parse_seats,
)
from metier.core.workflow.team_standing import Standing
from metier.web.downloads import attachment
from metier.web.engine import framework
from metier.web.me.pages import number
from metier.web.start.services import today
from metier.web.team.kept import (
    change_team,
    erase_team,
    standing_of,
    team_of,
    whole_of,
)
from metier.web.team.models import TeamRow
from metier.web.team.pages import of_team, show

PEOPLE_A_PAGE = 40
PEOPLE_LISTED = 200


@require_GET
@of_team
def matrix(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Show people by skills, single points of failure, strengths and who can help."""
    standing = standing_of(str(row.pk))
    page = within(request.GET.get("page"), 1, 1, 100_000)
    held = number(request.GET.get("held"), 0.0)
    wanted = within(request.GET.get("skills"), 20, 1, 300)
    level = within(request.GET.get("level"), 0, 0, 5)
    options = MatrixOptions(
        held=held / 100 if held else None,
        level=level or None,
        first=(page - 1) * PEOPLE_A_PAGE,
        people=PEOPLE_A_PAGE,
    )
    whole, described = whole_of(row, options)
    shown = whole._replace(rows=whole.rows[:wanted])
    found = {**described, **describe_page(standing, shown, options)}
    found["left"] += len(found["skills"]) - len(shown.rows)
    found["skills"] = found["skills"][:wanted]
    cells = {(cell["person"], cell["skill"]): cell for cell in found["cells"]}
    context = {
        "matrix": found,
        "cells": cells,
        "names": {member.id: member.name for member in standing.members},
        "page": page,
        "pages": -(-found["total"] // PEOPLE_A_PAGE),
        "most": wanted,
    }
    return show(request, row, "team/matrix.html", context, section="matrix")


@require_GET
@of_team
def needs(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Show what the team needs, and how far it is covered."""
    standing = standing_of(str(row.pk))
    context = {
        "needs": describe_needs(standing, measure_needs(standing)),
        "names": {member.id: member.name for member in standing.members},
        "given": ", ".join(
            f"{need.skill}@{need.level}*{need.people}" for need in standing.team.needs
        ),
        "seats": ", ".join(
            f"{item.role}:{item.stage}*{item.people}" for item in standing.team.seats
        ),
    }
    return show(request, row, "team/needs.html", context, section="needs")


@require_POST
@of_team
def needs_set(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Keep what the team needs: skills at levels, or seats."""
    team = team_of(row)
    changed = msgspec.structs.replace(
        team,
        needs=tuple(parse_need(framework(), text) for text in _listed(request, "needs")),
        seats=tuple(parse_seats(framework(), text) for text in _listed(request, "seats")),
    )
    change_team(row, changed)
    return redirect("team-needs", team_id=row.pk)


def _listed(request: HttpRequest, name: str) -> list[str]:
    text = request.POST.get(name, "").replace("\n", ",")[:8000]
    return [part.strip() for part in text.split(",") if part.strip()]


@require_GET
@of_team
def people(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """List the people, each to be opened, exported or taken out."""
    members = team_of(row).members
    page = within(request.GET.get("page"), 1, 1, 100_000)
    context = {
        "members": members[(page - 1) * PEOPLE_LISTED : page * PEOPLE_LISTED],
        "page": page,
        "pages": -(-len(members) // PEOPLE_LISTED),
    }
    return show(request, row, "team/people.html", context, section="people")


def within(text: str | None, default: int, low: int, high: int) -> int:
    """Return a whole number from an address within bounds; the default where it is none."""
    value = number(text, float(default))
    return default if value != value else int(min(max(value, low), high))  # noqa: PLR0124 not a number


@require_POST
@of_team
def person_remove(request: HttpRequest, row: TeamRow, person: str) -> HttpResponse:
    """Take a person and everything known of them out, at once."""
    team = team_of(row)
    kept = tuple(member for member in team.members if member.id != person)
    change_team(row, msgspec.structs.replace(team, members=kept))
    return redirect("team-people", team_id=row.pk)


@require_GET
@of_team
def person_export(request: HttpRequest, row: TeamRow, person: str) -> HttpResponse:
    """Return everything that is kept of a person."""
    standing = Standing(framework(), team_of(row), as_of=today())
    member = standing.members[standing.find(person)]
    return attachment(msgspec.json.encode(member), "metier-person.json", "application/json")


@require_GET
@of_team
def export(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Return the team as a file that the command line reads too."""
    return attachment(msgspec.json.encode(team_of(row)), "metier-team.json", "application/json")


@require_POST
@of_team
def erase(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Erase a team, at once."""
    erase_team(row)
    return redirect("team")
