"""Pages of the framework; they need nothing from anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metier.core.framework.lookup import look_up
from metier.core.framework.types import STAGES
from metier.core.workflow.library import (
    describe_market,
    describe_practice,
    describe_teaching,
)
from metier.web.engine import framework


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
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored and why."""
    return render(request, "explore/privacy.html", {})
