"""The map of moves: from one role at a stage, how many hours every other lies away."""

import math

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metier.core.errors import UsageError
from metier.core.framework.types import STAGES
from metier.core.framework.way_records import Target
from metier.core.match.outlook import middle_pay
from metier.core.workflow.moves_map import describe_map, reachable
from metier.web.engine import framework
from metier.web.explore import selectors

MONTHS = (3.0, 6.0, 12.0)
_START = "data-scientist:mid"
_HOURS = 6.0
_MOST_HOURS = 80.0


@require_GET
def map_page(request: HttpRequest) -> HttpResponse:
    """Show where one can be in 3, 6 and 12 months from a role, at so many hours a week."""
    start, hours_per_week, reach = _asked(request)
    is_part = request.headers.get("HX-Target") == "map-found"
    context = {
        "is_part": is_part,
        "start": start,
        "hours": hours_per_week,
        "reach": reach,
        "rows": _rows(start, hours_per_week, reach),
        "months": MONTHS,
        "roles": framework().data.roles,
        "stages": STAGES,
        "salaries": framework().library.salaries,
    }
    return render(request, "explore/map_found.html" if is_part else "explore/map.html", context)


@require_GET
def map_data(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return the map of all 84 role-stages as JSON: places, pay, hours from each to each."""
    content = msgspec.json.encode(describe_map(framework(), selectors.moves()))
    return HttpResponse(content, content_type="application/json")


def _asked(request: HttpRequest) -> tuple[Target, float, str]:
    start = selectors.targets_of([request.GET.get("start") or _START])[0]
    try:
        hours = float((request.GET.get("hours") or str(_HOURS)).replace(",", "."))
    except ValueError:
        hours = math.nan
    if not 0 < hours <= _MOST_HOURS:
        raise UsageError("Hours a week lie between 0 and 80.", code="map-hours")
    reach = request.GET.get("reach", "same")
    return start, hours, reach if reach in {"same", "next", "all"} else "same"


def _rows(start: Target, hours_per_week: float, reach: str) -> list[dict[str, object]]:
    """Return the places within reach, the nearest first."""
    found = selectors.moves()
    row = found.hours[found.row(start)].tolist()
    within = reachable(MONTHS, row, hours_per_week=hours_per_week)
    now = middle_pay(framework(), start.role, start.stage)
    places: list[dict[str, object]] = []
    for target, hours, month in zip(found.targets, row, within, strict=True):
        role = framework().roles[target.role]
        steps = STAGES.index(target.stage) - STAGES.index(start.stage)
        wanted = {"same": steps == 0, "next": steps in {0, 1}, "all": True}[reach]
        if target.role == start.role or target.stage in role.rare_stages or not wanted:
            continue
        pay = middle_pay(framework(), target.role, target.stage)
        places.append(
            {
                "role": role,
                "stage": target.stage,
                "hours": hours,
                "weeks": hours / hours_per_week,
                "month": month,
                "pay": pay,
                "gain": pay - now if pay is not None and now is not None else None,
            }
        )
    return sorted(places, key=lambda place: (place["hours"], str(place["role"].id)))  # type: ignore[attr-defined]
