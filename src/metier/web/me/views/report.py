"""The report, links that show a part of it, and the profiles side by side."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from metier.core.errors import UsageError
from metier.core.framework.types import STAGES
from metier.core.report.html import render_report
from metier.core.workflow.answers import describe_gap, describe_matches
from metier.core.workflow.assess import stand_against
from metier.core.workflow.plan_answers import describe_plan
from metier.core.workflow.planning import make_plan
from metier.core.workflow.portfolio import describe_portfolio
from metier.core.workflow.progressing import current_request
from metier.core.workflow.report_pdf import report_pdf
from metier.core.workflow.reporting import describe_papers, describe_person
from metier.web.downloads import attachment
from metier.web.engine import framework, reader
from metier.web.me.mine import (
    PROFILE_COOKIE,
    Mine,
    entries,
    get_mine,
    mine,
    owner_id,
    remember_profile,
)
from metier.web.me.models import ShareRow
from metier.web.me.pages import back, show, target_of, whole_number
from metier.web.me.services import (
    SHARE_DAYS,
    SHARE_PARTS,
    everything_erase,
    profile_adopt,
    profile_change,
    profile_decode,
    profile_erase,
    share_make,
    share_open,
    share_revoke,
)
from metier.web.profiles.access import personal
from metier.web.profiles.store import DatabaseStore
from metier.web.start.browser import browser_of

_HOURS, _WEEKS = 6.0, 26.0


def _context(mine: Mine, role: str, stage: str) -> dict[str, Any]:
    return mine.once(("report", role, stage), lambda: _made(mine, role, stage))


def _made(mine: Mine, role: str, stage: str) -> dict[str, Any]:
    kept = mine.profile.plans[-1] if mine.profile.plans else None
    hours = kept.request.hours[0].hours if kept else _HOURS
    return describe_person(
        framework(),
        mine.assessment,
        role_id=role,
        stage=stage,
        hours_per_week=max(0.5, hours),
        weeks=_WEEKS,
        reader=reader(),
    )


@require_GET
@mine
def report(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show the report, and what can be made of it."""
    target = target_of(request, mine)
    context = {
        **_context(mine, target.role, target.stage),
        "target": target,
        "shares": ShareRow.objects.filter(profile_id=mine.id),
        "parts_": SHARE_PARTS,
        "days": SHARE_DAYS,
    }
    return show(request, mine, "me/report.html", context, section="me-report")


@require_GET
@mine
def report_file(request: HttpRequest, mine: Mine, kind: str) -> HttpResponse:
    """Return the report as one HTML file, or everything as JSON."""
    target = target_of(request, mine)
    if kind == "json":
        standing = stand_against(framework(), mine.assessment, target.role, target.stage)
        value = {
            "matches": describe_matches(framework(), mine.assessment),
            "gap": describe_gap(framework(), mine.assessment, standing),
        }
        response = HttpResponse(msgspec.json.encode(value), content_type="application/json")
    elif kind == "html":
        response = HttpResponse(render_report(_context(mine, target.role, target.stage)))
    elif kind == "pdf":
        content = report_pdf(framework(), mine.assessment, target.role, target.stage)
        response = HttpResponse(content, content_type="application/pdf")
    else:
        raise UsageError("A report is made as HTML, PDF or JSON.", code="usage")
    response.headers["Content-Disposition"] = f'attachment; filename="metier-report.{kind}"'
    return response


@require_POST
@mine
def share(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Make a link that shows chosen parts for some days, or take one back."""
    revoke = request.POST.get("revoke", "")
    if revoke:
        share_revoke(mine, whole_number(revoke))
        return back("me-report", anchor="share")
    token = share_make(
        mine,
        parts=request.POST.getlist("part"),
        days=whole_number(request.POST.get("days", "")),
        label=request.POST.get("label", ""),
    )
    link = request.build_absolute_uri(f"/shared/{token}/")
    return show(request, mine, "me/share_made.html", {"link": link}, section="me-report")


@require_GET
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link shows; whoever has it needs no token of this machine."""
    row, mine = share_open(token)
    standing = stand_against(framework(), mine.assessment, row.role, row.stage)
    kept = mine.profile.plans[-1] if mine.profile.plans else None
    wants = set(row.parts)
    plan = None
    if "plan" in wants and kept:
        plan = describe_plan(
            framework(), make_plan(framework(), mine.assessment, current_request(framework(), kept))
        )
    context = {
        "label": row.label,
        "expires": row.expires,
        "parts_": wants,
        "role": framework().roles[row.role],
        "stage": row.stage,
        "gap": describe_gap(framework(), mine.assessment, standing),
        "plan": plan,
        "portfolio": describe_portfolio(framework(), mine.assessment)
        if "portfolio" in wants
        else None,
        "papers": describe_papers(framework(), mine.assessment, reader())
        if "evidence" in wants
        else [],
        "framework": framework(),
        "as_of": mine.assessment.as_of,
    }
    return render(request, "me/shared.html", context)


@require_GET
@personal
def profiles(request: HttpRequest) -> HttpResponse:
    """List the profiles side by side, each to be opened, renamed, exported or erased."""
    rows = []
    for entry in entries():
        one = get_mine(entry.id)
        rows.append({"entry": entry, "mine": one, "role": framework().roles[one.target.role]})
    context = {"rows": rows, "stages": STAGES, "section": "me-profiles"}
    return render(request, "me/profiles.html", context)


@require_POST
@personal
def profile_use(request: HttpRequest, profile_id: str) -> HttpResponse:
    """Make a profile the active one."""
    found = get_mine(profile_id)
    return remember_profile(redirect("me"), found.id)


@require_POST
@personal
def profile_rename(request: HttpRequest, profile_id: str) -> HttpResponse:
    """Give a profile another name."""
    name = request.POST.get("name", "").strip()[:200]
    if not name:
        raise UsageError("A profile needs a name.", code="profile-name")
    profile_change(
        get_mine(profile_id), _("renamed"), lambda old: msgspec.structs.replace(old, name=name)
    )
    return redirect("me-profiles")


@require_GET
@personal
def profile_export(request: HttpRequest, profile_id: str) -> HttpResponse:
    """Return everything that is kept of a profile."""
    profile = DatabaseStore().get_profile(owner_id(), profile_id)
    return attachment(msgspec.json.encode(profile), "metier-profile.json", "application/json")


@require_POST
@personal
def profile_import(request: HttpRequest) -> HttpResponse:
    """Keep a profile that was exported, here or by the command line."""
    file = request.FILES.get("file")
    profile = profile_decode(file.read() if file else b"")
    kept = profile_adopt(profile, owner=owner_id())
    return remember_profile(redirect("me-profiles"), kept.id)


@require_POST
@personal
def profile_delete(request: HttpRequest, profile_id: str) -> HttpResponse:
    """Erase a profile and everything kept with it, at once."""
    profile_erase(profile_id)
    return redirect("me-profiles")


@require_POST
@personal
def everything_delete(request: HttpRequest) -> HttpResponse:
    """Erase all profiles, and say what is left."""
    left = everything_erase(browser_of(request))
    response = render(request, "me/erased.html", {"left": left, "section": "me-profiles"})
    response.delete_cookie(PROFILE_COOKIE)
    return response
