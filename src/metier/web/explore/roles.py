"""The roles: all of them, and each on its page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metier.core.framework.types import STAGES, RoleSpec
from metier.core.framework.way_records import Target
from metier.core.workflow.exploring import RoleCard, list_roles, nearest_moves
from metier.core.workflow.library import (
    describe_market,
    describe_practice,
    describe_tracks,
    describe_weights,
)
from metier.web import words
from metier.web.engine import framework
from metier.web.explore import selectors
from metier.web.start.services import today


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """List the roles: by category, found by words, by stage, pay and demand."""
    query, given = selectors.role_query(request)
    cards = list_roles(framework(), query, as_of=today())
    context = {
        "given": given,
        "count": len(cards),
        "all": len(framework().roles),
        "groups": _groups(cards) if query.sort == "category" else [("", cards)],
        "salaries": framework().library.salaries,
        "categories": words.CATEGORIES,
        "horizons": words.HORIZONS,
        "stages": STAGES,
        "pay_steps": selectors.pay_steps(),
    }
    is_part = request.headers.get("HX-Target") == "roles-found"
    return render(request, "explore/roles_found.html" if is_part else "explore/roles.html", context)


def _groups(cards: list[RoleCard]) -> list[tuple[str, list[RoleCard]]]:
    groups = [
        (name, [card for card in cards if card.role.category == name]) for name in words.CATEGORIES
    ]
    return [(name, found) for name, found in groups if found]


@require_GET
def role(request: HttpRequest, role_id: str) -> HttpResponse:
    """Show one role."""
    found = framework().role(role_id)
    groups: dict[str, list[object]] = {}
    for item in found.requirements:
        groups.setdefault(item.group or "", []).append(item)
    context = {
        "role": found,
        "groups": groups,
        "stages": STAGES,
        "framework": framework(),
        **describe_market(framework(), found),
        **describe_practice(framework(), found),
        "weights": describe_weights(framework(), found),
        "tiers": framework().role_tiers(found),
        "career_tracks": describe_tracks(framework(), found),
        "moves": _moves(found),
        "since": framework().library.demand,
    }
    return render(request, "explore/role.html", context)


def _moves(role: RoleSpec) -> object:
    """Return the nearest moves from the stage that most people of the role are at."""
    start = Target(role.id, "mid" if "mid" not in role.rare_stages else "senior")
    return {
        "start": start,
        "rows": nearest_moves(framework(), selectors.moves(), start, limit=6),
    }
