"""Kept profiles: personal, so each asks for the token."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from metier.web.accounts.models import local_user
from metier.web.errors import error_page
from metier.web.profiles.services import profile_keep
from metier.web.profiles.store import DatabaseStore
from metier.web.start.browser import browser_of, ensure_browser, remember_browser
from metier.web.start.memory import MEMORY

_View = Callable[..., HttpResponse]


def personal(view: _View) -> _View:
    """Let a view answer only with the token of the link that `metier serve` printed."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request, "has_access", False):
            return error_page(
                request,
                403,
                "token-missing",
                "This page is personal.",
                "Open the link that 'metier serve' printed when it started; it holds a token "
                "that keeps others on this machine out.",
            )
        return view(request, *args, **kwargs)

    return respond


@require_POST
@personal
def keep(request: HttpRequest, work_id: str) -> HttpResponse:
    """Keep what the browser works on."""
    work = MEMORY.get(browser_of(request), work_id)
    profile = profile_keep(
        work.profile, owner=str(local_user().id), name=request.POST.get("name", "")
    )
    MEMORY.replace(work, profile)
    return redirect("profiles")


@require_GET
@personal
def index(request: HttpRequest) -> HttpResponse:
    """List the kept profiles."""
    entries = DatabaseStore().list_profiles(str(local_user().id))
    return render(request, "profiles/index.html", {"entries": entries})


@require_POST
@personal
def open_profile(request: HttpRequest, profile_id: str) -> HttpResponse:
    """Work on a kept profile."""
    profile = DatabaseStore().get_profile(str(local_user().id), profile_id)
    browser, is_new = ensure_browser(request)
    work = MEMORY.add(browser, profile)
    response = redirect("result", work_id=work.id)
    if is_new:
        remember_browser(response, browser)
    return response


@require_GET
@personal
def export(request: HttpRequest, profile_id: str) -> HttpResponse:
    """Return everything that is kept of a profile."""
    profile = DatabaseStore().get_profile(str(local_user().id), profile_id)
    response = HttpResponse(msgspec.json.encode(profile), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="metier-profile.json"'
    return response


@require_POST
@personal
def delete(request: HttpRequest, profile_id: str) -> HttpResponse:
    """Erase a profile and all that was kept with it."""
    DatabaseStore().delete_profile(str(local_user().id), profile_id)
    return redirect("profiles")
