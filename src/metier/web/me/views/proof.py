"""Portfolio and interview practice."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from metier.core.errors import UsageError
from metier.core.workflow.covering import describe_projects, plan_projects
from metier.core.workflow.portfolio import (
    add_artifact,
    describe_portfolio,
    find_artifact,
    mark_done,
    portfolio_pdf,
    publish_site,
    remove_artifact,
    site_context,
)
from metier.core.workflow.practicing import (
    add_attempt,
    describe_attempts,
    describe_session,
    plan_session,
)
from metier.core.workflow.proving import check_project, describe_project_check, keep_check
from metier.web.downloads import attachment
from metier.web.engine import framework, reader
from metier.web.me.mine import Mine, mine
from metier.web.me.pages import back, number, path_here, show, target_of, whole_number
from metier.web.me.services import profile_change

_HOURS = 80.0


@require_GET
@mine
def portfolio(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show the pieces of the portfolio, and the projects that would prove most."""
    target = target_of(request, mine)
    hours = number(request.GET.get("hours"), _HOURS)
    plan = plan_projects(
        framework(), mine.assessment, target.role, target.stage, hours=max(0.0, min(hours, 5000.0))
    )
    context = {
        "portfolio": describe_portfolio(framework(), mine.assessment),
        "projects": describe_projects(framework(), mine.assessment, plan),
        "target": target,
        "role": framework().roles[target.role],
        "hours": hours,
    }
    return show(request, mine, "me/portfolio.html", context, section="me-portfolio")


@require_POST
@mine
def portfolio_add(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Add a piece."""
    form = request.POST
    title = form.get("title", "").strip()[:200]
    profile_change(
        mine,
        _("%(what)s added to the portfolio") % {"what": title or _("a piece")},
        lambda old: add_artifact(
            framework(),
            old,
            day=mine.assessment.as_of,
            title=title,
            project=form.get("project", ""),
            place=form.get("place", "").strip()[:500],
            note=form.get("note", "").strip()[:1000],
        ),
    )
    return back("me-portfolio")


@require_POST
@mine
def portfolio_mark(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Say which lines of a piece's acceptance list are met, or take the piece out."""
    piece = request.POST.get("piece", "")
    if request.POST.get("remove"):
        profile_change(mine, _("a piece taken out"), lambda old: remove_artifact(old, piece))
        return back("me-portfolio")
    numbers = [whole_number(n) for n in request.POST.getlist("line")]
    profile_change(
        mine, _("acceptance lines marked"), lambda old: mark_done(framework(), old, piece, numbers)
    )
    return back("me-portfolio", anchor=piece)


@require_POST
@mine
def portfolio_check(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Read the finished work at a path on this machine against its project."""
    piece = find_artifact(mine.profile, request.POST.get("piece", ""))
    path = path_here(request.POST.get("place", "") or piece.place)
    if path is None:
        raise UsageError(
            "There is nothing to read at that place.",
            code="work-missing",
            hint="Give the full path of a folder or file on this machine.",
        )
    check = check_project(reader(), piece.project, path, as_of=mine.assessment.as_of)
    profile_change(
        mine,
        _("%(what)s checked") % {"what": piece.title},
        lambda old: keep_check(old, check, place=str(path)),
    )
    context = {"check": describe_project_check(framework(), path.name, check), "piece": piece}
    return show(request, mine, "me/checked.html", context, section="me-portfolio")


@require_POST
@mine
def portfolio_publish(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Return the chosen pieces as a static site in a ZIP file, or as PDF."""
    title = request.POST.get("title", "").strip()[:120] or mine.profile.name
    context = site_context(
        framework(), mine.assessment, pieces=request.POST.getlist("piece"), title=title
    )
    if request.POST.get("as") == "pdf":
        return attachment(portfolio_pdf(context).content, "portfolio.pdf", "application/pdf")
    return attachment(_zipped(context), "portfolio.zip", "application/zip")


def _zipped(context: dict[str, object]) -> bytes:
    out = BytesIO()
    with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(out, "w") as archive:
        folder = Path(name, "site")
        for file in publish_site(context, folder):
            archive.write(folder / file, f"portfolio/{file}")
    return out.getvalue()


@require_GET
@mine
def practice(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Ask the next interview question."""
    target = target_of(request, mine)
    session = plan_session(framework(), mine.assessment, target.role, target.stage)
    context = {
        "session": describe_session(framework(), session),
        "attempts": describe_attempts(framework(), mine.profile, as_of=mine.assessment.as_of),
        "target": target,
        "role": framework().roles[target.role],
    }
    return show(request, mine, "me/practice.html", context, section="me-practice")


@require_POST
@mine
def practice_answer(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Keep how an answer was, by the person's own judgment."""
    form = request.POST
    profile_change(
        mine,
        _("an answer rated"),
        lambda old: add_attempt(
            framework(),
            old,
            form.get("question", ""),
            form.get("grade", ""),
            day=mine.assessment.as_of,
            note=form.get("note", "").strip()[:1000],
        ),
    )
    return back("me-practice")
