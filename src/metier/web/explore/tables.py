"""Pay and demand from the framework's own tables, and roles side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metier.core.framework.types import STAGES
from metier.core.workflow.exploring import demand_rows
from metier.core.workflow.ranking import MAX_COMPARED, compare_roles, describe_comparison
from metier.web import words
from metier.web.engine import framework
from metier.web.explore import selectors
from metier.web.start.services import today

_SHOWN_SKILLS = 25


@require_GET
def pay(request: HttpRequest) -> HttpResponse:
    """Show the framework's table of pay, by category and stage, with where it comes from."""
    table = framework().library.salaries
    roles = framework().data.roles
    rows = [
        (row, [role for role in roles if role.pay_category == row.category])
        for row in (table.rows if table else ())
    ]
    context = {"table": table, "rows": rows, "stages": STAGES}
    return render(request, "explore/pay.html", context)


@require_GET
def demand(request: HttpRequest) -> HttpResponse:
    """Show how soon each role is wanted, with the reasons and where they come from."""
    table = framework().library.demand
    rows = demand_rows(framework(), as_of=today())
    context = {
        "table": table,
        "groups": [
            (horizon, [row for row in rows if row.horizon == horizon.id])
            for horizon in (table.horizons if table else ())
        ],
        "as_of": today(),
    }
    return render(request, "explore/demand.html", context)


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Set up to four roles at stages side by side."""
    targets = selectors.targets_of(request.GET.getlist("role"))
    found = None
    if len(targets) > 1:
        compared = compare_roles(framework(), targets)
        found = describe_comparison(framework(), compared, None, as_of=today())
    context = {
        "targets": targets,
        "slots": [targets[n] if n < len(targets) else None for n in range(MAX_COMPARED)],
        "found": found,
        "shown": _SHOWN_SKILLS,
        "roles": framework().data.roles,
        "names": {role.id: role.name for role in framework().data.roles},
        "stages": STAGES,
        "categories": words.CATEGORIES,
    }
    return render(request, "explore/compare.html", context)
