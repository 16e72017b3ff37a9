"""Search over everything, the glossary, and the switch of the language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from metier.web.explore import selectors
from metier.web.explore.glossary import describe_glossary

_BELOW_FIELD = 8


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Search roles, skills, projects and everything else; answers as one types."""
    query = request.GET.get("q", "").strip()[:200]
    kinds = selectors.hit_kinds()
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    target = request.headers.get("HX-Target", "")
    limit = _BELOW_FIELD if target == "found" else selectors.MOST_HITS
    context = {
        "query": query,
        "kind": kind,
        "kinds": kinds,
        "hits": selectors.search(query, limit=limit, kind=kind),
    }
    templates = {"found": "explore/search_short.html", "search-found": "explore/search_found.html"}
    return render(request, templates.get(target, "explore/search.html"), context)


@require_GET
def glossary(request: HttpRequest) -> HttpResponse:
    """Say in plain words what Metier's terms mean."""
    return render(request, "explore/glossary.html", {"terms": describe_glossary()})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen in a cookie and go back to the page."""
    response: HttpResponse = set_language(request)
    return response
