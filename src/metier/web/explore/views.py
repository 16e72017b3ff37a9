"""Pages of the framework that one reads: paths, people, the source, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from metier.core.framework.claims import judge_claims
from metier.core.workflow.library import describe_guides, describe_network, describe_path
from metier.web.engine import framework
from metier.web.explore import selectors

_SOURCE_PARTS: dict[str, Promise] = {
    "overview": _("Overview of the roles"),
    "mission": _("Missions"),
    "group": _("Groups of skills"),
    "skills": _("Skills"),
    "rung": _("Rungs of the ladders"),
    "responsibility": _("Responsibilities"),
    "universal": _("Universal skills"),
    "track": _("Tracks"),
    "tier": _("Priority tiers"),
    "demand": _("Demand"),
    "salary": _("Pay"),
    "path": _("Learning paths"),
    "phase": _("Phases"),
    "task": _("Tasks"),
    "statement": _("Success factors, takeaways, advice"),
    "heading": _("Headings"),
    "remark": _("Remarks about the document"),
}


@require_GET
def paths(request: HttpRequest) -> HttpResponse:
    """Show the learning paths for three kinds of people."""
    found = [describe_path(framework(), path) for path in framework().library.paths]
    return render(request, "explore/paths.html", {"paths": found, "framework": framework()})


@require_GET
def network(request: HttpRequest) -> HttpResponse:
    """Show where the people of the field, or of one role, are."""
    role_id = request.GET.get("role", "")
    chosen = framework().role(role_id) if role_id else None
    places = describe_network(framework(), chosen)
    kinds = dict.fromkeys(place["kind"] for place in places)
    context = {
        "role": chosen,
        "roles": framework().data.roles,
        "count": len(places),
        "kinds": [(kind, [item for item in places if item["kind"] == kind]) for kind in kinds],
        "guides": describe_guides(framework()),
    }
    return render(request, "explore/network.html", context)


@require_GET
def source(request: HttpRequest) -> HttpResponse:
    """Show each line of the source document with what carries it."""
    traces = selectors.traces()
    statements = {group.id: group.statements for group in framework().library.statements}
    context = {
        "source": framework().library.source,
        "lines": len(traces),
        "left": sum(not trace.carried for trace in traces),
        "verdicts": judge_claims(framework()),
        "rewards": statements.get("field-rewards", ()),
        "parts": [
            (part, heading, [trace for trace in traces if trace.line.part == part])
            for part, heading in _SOURCE_PARTS.items()
        ],
    }
    return render(request, "explore/source.html", context)


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored and why."""
    return render(request, "explore/privacy.html", {})
