"""Keeping what a browser works on: personal, so it asks for the token."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from metier.web.accounts.models import local_user
from metier.web.me.mine import remember_profile
from metier.web.me.pages import back
from metier.web.profiles.access import personal
from metier.web.profiles.services import profile_keep
from metier.web.start.browser import browser_of
from metier.web.start.memory import MEMORY


@require_POST
@personal
def keep(request: HttpRequest, work_id: str) -> HttpResponse:
    """Keep what the browser works on, and lead to what was read."""
    work = MEMORY.get(browser_of(request), work_id)
    profile = profile_keep(
        work.profile, owner=str(local_user().id), name=request.POST.get("name", "")
    )
    MEMORY.replace(work, profile)
    return remember_profile(back("me-review"), profile.id)
