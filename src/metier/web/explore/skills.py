"""The skills: by domain, found by any of their names, and each on its page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metier.core.framework.lookup import look_up
from metier.core.framework.types import STAGES
from metier.core.workflow.exploring import Prerequisites, needs_of_skill, prerequisites_of
from metier.core.workflow.library import describe_teaching
from metier.web.engine import framework
from metier.web.explore import selectors


@require_GET
def skills(request: HttpRequest) -> HttpResponse:
    """List the skills by domain, or find one by any of its names."""
    query = request.GET.get("q", "").strip()[:200]
    answer = look_up(framework(), query, limit=8) if query else None
    context = {
        "query": query,
        "answer": answer,
        "hits": selectors.search(query, limit=40, kind="skill") if query else [],
        "domains": [
            (domain, [skill for skill in framework().data.skills if skill.domain == domain.id])
            for domain in framework().data.domains
        ],
        "count": len(framework().skills),
        "framework": framework(),
    }
    is_part = request.headers.get("HX-Target") == "skills-found"
    template = "explore/skills_found.html" if is_part else "explore/skills.html"
    return render(request, template, context)


@require_GET
def skill(request: HttpRequest, skill_id: str) -> HttpResponse:
    """Show one skill."""
    found = framework().skill(skill_id)
    around = prerequisites_of(framework(), found.id)
    context = {
        "skill": found,
        "domain": next(item for item in framework().data.domains if item.id == found.domain),
        "framework": framework(),
        "stages": STAGES,
        "needs": needs_of_skill(framework(), found.id),
        "around": around,
        "rows": _rows(found.id, around),
        **describe_teaching(framework(), found),
    }
    return render(request, "explore/skill.html", context)


def _rows(skill_id: str, around: Prerequisites) -> int:
    """Return how many rows the picture has, in fours, so that its place is kept from the start."""
    near = {link.other for link in around.before if link.skill == skill_id}
    far = {link.other for link in around.before} - near
    return -(-max(len(near), len(far), 1) // 4) * 4
