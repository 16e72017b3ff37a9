"""What every page of a team shows, and whose team it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from metier.core.framework.types import STAGES
from metier.core.workflow.team_reading import team_rules
from metier.web.engine import framework
from metier.web.profiles.access import personal
from metier.web.team.kept import get_row
from metier.web.team.models import TeamRow

_View = Callable[..., HttpResponse]


def of_team(view: _View) -> _View:
    """Give a personal view the row of a kept team."""

    @wraps(view)
    @personal
    def respond(request: HttpRequest, team_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, get_row(team_id), *args, **kwargs)

    return respond


def show(
    request: HttpRequest, row: TeamRow, template: str, context: dict[str, Any], *, section: str
) -> HttpResponse:
    """Return a page of a team."""
    common = {
        "row": row,
        "section": section,
        "rules": team_rules(framework()),
        "framework": framework(),
        "stages": STAGES,
    }
    return render(request, template, {**common, **context})
