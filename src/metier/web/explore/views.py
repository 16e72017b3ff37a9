"""Pages of the framework; they need nothing from anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metier.core.framework.claims import judge_claims
from metier.core.framework.lookup import look_up
from metier.core.framework.trace import trace_source
from metier.core.framework.types import STAGES
from metier.core.workflow.library import (
    describe_guides,
    describe_market,
    describe_network,
    describe_path,
    describe_practice,
    describe_teaching,
    describe_tracks,
    describe_weights,
)
from metier.web.engine import framework

_PATH_NAMES = {
    "new-graduate": "New graduate",
    "career-changer": "Career changer",
    "tech-professional": "Tech professional",
}
_SOURCE_PARTS = {
    "overview": "Overview of the roles",
    "mission": "Missions",
    "group": "Groups of skills",
    "skills": "Skills",
    "rung": "Rungs of the ladders",
    "responsibility": "Responsibilities",
    "universal": "Universal skills",
    "track": "Tracks",
    "tier": "Priority tiers",
    "demand": "Demand",
    "salary": "Pay",
    "path": "Learning paths",
    "phase": "Phases",
    "task": "Tasks",
    "statement": "Success factors, takeaways, advice",
    "heading": "Headings",
    "remark": "Remarks about the document",
}


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """List the roles by category."""
    found = framework().data.roles
    categories = dict.fromkeys(role.category for role in found)
    groups = [(name, [role for role in found if role.category == name]) for name in categories]
    return render(request, "explore/roles.html", {"groups": groups})


@require_GET
def role(request: HttpRequest, role_id: str) -> HttpResponse:
    """Show one role."""
    found = framework().role(role_id)
    groups: dict[str, list[object]] = {}
    for item in found.requirements:
        groups.setdefault(item.group or "Important skills", []).append(item)
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
    }
    return render(request, "explore/role.html", context)


@require_GET
def skills(request: HttpRequest) -> HttpResponse:
    """List the skills by domain, or find one."""
    query = request.GET.get("q", "").strip()[:200]
    answer = look_up(framework(), query, limit=8) if query else None
    domains = [
        (domain, [skill for skill in framework().data.skills if skill.domain == domain.id])
        for domain in framework().data.domains
    ]
    context = {"query": query, "answer": answer, "domains": domains, "framework": framework()}
    return render(request, "explore/skills.html", context)


@require_GET
def skill(request: HttpRequest, skill_id: str) -> HttpResponse:
    """Show one skill."""
    found = framework().skill(skill_id)
    context = {
        "skill": found,
        "framework": framework(),
        "roles": [framework().roles[r] for r in framework().needed_by.get(found.id, ())],
        **describe_teaching(framework(), found),
    }
    return render(request, "explore/skill.html", context)


@require_GET
def paths(request: HttpRequest) -> HttpResponse:
    """Show the learning paths for three kinds of people."""
    found = [describe_path(framework(), path) for path in framework().library.paths]
    context = {"paths": found, "names": _PATH_NAMES, "framework": framework()}
    return render(request, "explore/paths.html", context)


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
        "kinds": [(kind, [item for item in places if item["kind"] == kind]) for kind in kinds],
        "guides": describe_guides(framework()),
    }
    return render(request, "explore/network.html", context)


@require_GET
def source(request: HttpRequest) -> HttpResponse:
    """Show each line of the source document with what carries it."""
    traces = trace_source(framework())
    statements = {group.id: group.statements for group in framework().library.statements}
    context = {
        "source": framework().library.source,
        "lines": len(traces),
        "left": sum(not trace.carried for trace in traces),
        "verdicts": judge_claims(framework()),
        "rewards": statements.get("field-rewards", ()),
        "parts": [
            (heading, [trace for trace in traces if trace.line.part == part])
            for part, heading in _SOURCE_PARTS.items()
        ],
    }
    return render(request, "explore/source.html", context)


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored and why."""
    return render(request, "explore/privacy.html", {})
