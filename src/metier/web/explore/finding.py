"""Search over everything, the glossary, and the switch of the language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from metier.web.explore.glossary import describe_glossary


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Search roles, skills, projects and everything else; answers as one types."""
    return render(request, "explore/search.html", {"query": "", "hits": []})


@require_GET
def glossary(request: HttpRequest) -> HttpResponse:
    """Say in plain words what Metier's terms mean."""
    return render(request, "explore/glossary.html", {"terms": describe_glossary()})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen in a cookie and go back to the page."""
    response: HttpResponse = set_language(request)
    return response
