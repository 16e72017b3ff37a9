"""Targets, the gap to one of them, and what if."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from metier.core.errors import UsageError
from metier.core.framework.types import MAX_LEVEL
from metier.core.framework.way_records import Target
from metier.core.match.ranking import SORT_KEYS, sort_rows
from metier.core.workflow.answers import describe_gap
from metier.core.workflow.assess import stand_against
from metier.core.workflow.ranking import Taste, find_liked, rank_rows
from metier.core.workflow.what_if import describe_what_if, measure_side, suppose
from metier.web.engine import framework
from metier.web.me.mine import Mine, mine
from metier.web.me.pages import back, number, show, target_of
from metier.web.me.services import profile_change, target_add, target_remove

_SLIDERS = 10


@require_GET
@mine
def targets(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show the chosen targets, and all roles by what the person cares about."""
    by = request.GET.get("by", "fit")
    stage = request.GET.get("stage") or mine.assessment.stage.stage
    liked = [name for name in request.GET.get("liked", "").replace(",", " ").split() if name]
    taste = Taste(stage, find_liked(framework(), liked[:20]), 6.0)
    rows = mine.once(
        ("rows", taste.stage, frozenset(taste.liked)),
        lambda: rank_rows(framework(), mine.assessment, taste),
    )
    context = {
        "rows": sort_rows(rows, by=by),
        "by": by,
        "keys": SORT_KEYS,
        "stage": framework().stage(stage),
        "liked": " ".join(liked),
    }
    return show(request, mine, "me/targets.html", context, section="me-targets")


@require_POST
@mine
def choose(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Put a target in first place, or take one off."""
    role, stage = request.POST.get("role", ""), request.POST.get("stage", "")
    name = framework().role(role).name
    if request.POST.get("remove"):
        profile_change(
            mine,
            _("%(what)s taken off the targets") % {"what": name},
            lambda old: target_remove(old, role, stage),
        )
    else:
        profile_change(
            mine,
            _("%(what)s put first among the targets") % {"what": name},
            lambda old: target_add(old, role, stage),
        )
    return back("me-gap" if request.POST.get("go") == "gap" else "me-targets")


@require_GET
@mine
def gap(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show what a target asks beyond what the person has."""
    target = target_of(request, mine)
    found = mine.once(("gap", target), lambda: _gap(mine, target))
    context = {
        "gap": found,
        "target": target,
        "role": framework().roles[target.role],
        "sliders": _sliders(mine, found),
        "ratings": {rating.skill: rating.level for rating in mine.profile.ratings},
    }
    return show(request, mine, "me/gap.html", context, section="me-gap")


def _gap(mine: Mine, target: Target) -> dict[str, Any]:
    standing = stand_against(framework(), mine.assessment, target.role, target.stage)
    return describe_gap(framework(), mine.assessment, standing)


def _sliders(mine: Mine, gap: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the requirements that would move the readiness most, with the level as it is."""
    largest = sorted(gap["contributions"], key=lambda item: -(item["weight"] - item["share"]))
    return [
        {**item, "now": round(mine.assessment.proficiencies.mean(item["skill"]))}
        for item in largest[:_SLIDERS]
    ]


@require_GET
@mine
def what_if(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show how everything moves with skills at other levels; nothing is kept."""
    target = target_of(request, mine)
    levels = {}
    for name, value in request.GET.items():
        if name.startswith("level-") and value != "":
            level = number(value, 0)
            if level not in range(MAX_LEVEL + 1):
                raise UsageError(f"{value[:20]!r} is no level.", code="level-unknown")
            levels[framework().skill(name.removeprefix("level-")).id] = int(level)
    found = suppose(framework(), mine.assessment, levels)
    before = mine.once(("side", target), lambda: measure_side(framework(), mine.assessment, target))
    context = {
        "found": describe_what_if(framework(), found, [target], before={target: before}),
        "target": target,
        "framework": framework(),
    }
    if request.headers.get("HX-Request"):
        return render(request, "me/_what_if.html", context)
    return show(request, mine, "me/what_if.html", context, section="me-gap")
