"""People in: a sheet or pasted rows at once, a folder of documents in the background."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from metier.core.errors import MetierError, UsageError
from metier.core.workflow.team_reading import (
    ReadOptions,
    TeamReading,
    read_sheet_bytes,
    read_team,
    team_rules,
)
from metier.web.accounts.models import local_user
from metier.web.engine import framework
from metier.web.jobs.services import job_add
from metier.web.profiles.access import personal
from metier.web.start.services import handed_in, today
from metier.web.team.kept import READINGS, keep_team, list_teams, team_of
from metier.web.team.models import TeamRow
from metier.web.team.pages import of_team, show


@require_GET
@personal
def index(request: HttpRequest) -> HttpResponse:
    """List the kept teams, and take people in."""
    return _index(request)


def _index(request: HttpRequest, error: MetierError | None = None) -> HttpResponse:
    evidence = framework().data.evidence
    context = {
        "rows": [(row, len(team_of(row).members)) for row in list_teams()],
        "rules": team_rules(framework()),
        "ratings": [(item.id, item.label) for item in evidence.ratings],
        "error": error,
    }
    return render(request, "team/index.html", context, status=422 if error else 200)


@require_POST
@personal
def take_in(request: HttpRequest) -> HttpResponse:
    """Read people from a sheet, pasted rows, or a folder on this machine, and keep the team."""
    form = {
        "pseudonyms": request.POST.get("pseudonyms", "")[:1],
        "name": request.POST.get("name", "").replace("\x00", "").strip()[:200],
        "rated_by": request.POST.get("rated_by", "")[:40],
    }
    try:
        folder = request.POST.get("folder", "").strip()[:1000]
        if folder:
            return _begin(folder, form)
        name, content = handed_in(request)
        if not content.strip():
            raise UsageError(
                "There is nobody to read.",
                code="team-empty",
                hint="Choose a CSV or XLSX sheet, paste rows, or name a folder.",
            )
        name = name if "." in name else "pasted.csv"
        reading = read_sheet_bytes(
            framework(), content, name=name, as_of=today(), options=_options(form)
        )
    except MetierError as error:
        return _index(request, error)
    return redirect("team-read", team_id=_keep(reading))


def _options(form: dict[str, str]) -> ReadOptions:
    options = ReadOptions(pseudonyms=bool(form["pseudonyms"]), name=form["name"])
    return options._replace(rated_by=form["rated_by"]) if form["rated_by"] else options


def _begin(folder: str, form: dict[str, str]) -> HttpResponse:
    """Put the reading of a folder in the queue.

    Raises:
        UsageError: There is no such folder.
    """
    path = Path(folder.replace("\x00", "")).expanduser()
    if not path.is_absolute() or not path.is_dir():
        raise UsageError(
            "There is no such folder.",
            code="document-missing",
            hint="Give the full path of a folder on this machine.",
        )
    job = job_add(
        owner=str(local_user().pk),
        kind="team-folder",
        label=_("Reading %(folder)s") % {"folder": path.name},
        arguments={"folder": str(path), "form": form},
        now=timezone.now(),
    )
    return redirect("me-job", job_id=job.pk)


def read_in_background(arguments: dict[str, Any], beat: Callable[[int], None]) -> str:
    """Read the folder that a job is for; return the id of the team."""
    reading = read_team(
        framework(),
        Path(arguments["folder"]),
        as_of=today(),
        options=_options(arguments["form"]),
        progress=lambda done, _: beat(done),
    )
    return _keep(reading)


def _keep(reading: TeamReading) -> str:
    """Keep the team that was read, and hold how it was read; return its id."""
    key = str(keep_team(reading.team).pk)
    READINGS.put((key,), reading)
    return key


@require_GET
@of_team
def taken_in(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Show how people were read: what headings were taken for, and what was not read."""
    reading = READINGS.get((str(row.pk),))
    if reading is None:
        return redirect("team-matrix", team_id=row.pk)
    return show(request, row, "team/taken_in.html", {"reading": reading}, section="read")
