"""From a document to an answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from metier.core.errors import MetierError, UnknownIdError, UsageError
from metier.core.framework.records import Profile
from metier.core.framework.types import STAGES
from metier.core.report.html import render_report
from metier.core.workflow.assess import assess_profile
from metier.core.workflow.first_questions import first_questions
from metier.core.workflow.reporting import describe_person
from metier.web.accounts.models import local_user
from metier.web.engine import framework, reader
from metier.web.jobs.services import job_add
from metier.web.me.pages import path_here
from metier.web.profiles.access import personal
from metier.web.start.browser import browser_of, ensure_browser, remember_browser
from metier.web.start.choices import Choices, read_choices
from metier.web.start.memory import MEMORY, Work
from metier.web.start.samples import SAMPLES
from metier.web.start.services import (
    handed_in,
    level_rate,
    mention_reject,
    profile_create,
    profile_rated,
    shuffled,
    today,
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Ask for a CV."""
    return _home(request, None)


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Say that the app is there."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Offer every way to begin."""
    return _home(request, None, template="start/start.html")


@require_POST
@personal
def repository(request: HttpRequest) -> HttpResponse:
    """Read a repository on this machine; only its owner may name a path."""
    path = path_here(request.POST.get("path", ""))
    if path is None or not path.is_dir():
        missing = UsageError(
            "There is no such folder.",
            code="document-missing",
            hint="Give the full path of a folder on this machine.",
        )
        return _home(request, missing, template="start/start.html")
    browser, is_new = ensure_browser(request)
    row = job_add(
        owner=str(local_user().id),
        kind="repository",
        label=gettext("Reading %(folder)s") % {"folder": path.name},
        arguments={"path": str(path), "browser": browser},
        now=timezone.now(),
    )
    response = redirect("me-job", job_id=row.pk)
    if is_new:
        remember_browser(response, browser)
    return response


@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """Ask ten questions, and answer by them alone."""
    skills = [framework().skills[name] for name in first_questions(framework())]
    if request.method == "POST":
        profile = profile_rated(
            {skill.id: request.POST.get(f"level-{skill.id}", "") for skill in skills}
        )
        if profile.ratings:
            return _work_on(request, profile)
    context = {"cards": [(skill, shuffled(skill)) for skill in skills]}
    return render(request, "start/questions.html", context)


@require_http_methods(["GET", "POST"])
def newcomer(request: HttpRequest) -> HttpResponse:
    """Lead a graduate, a career changer or a professional from where they come from."""
    error: MetierError | None = None
    if request.method == "POST":
        try:
            profile = profile_create(
                name="", content=b"", background=request.POST.get("background", "")
            )
            return _work_on(request, profile)
        except MetierError as refused:
            error = refused
    context = {
        "error": error,
        "paths": framework().library.paths,
        "backgrounds": framework().library.backgrounds,
        "domains": framework().data.domains,
        "framework": framework(),
    }
    return render(request, "start/new.html", context, status=422 if error else 200)


def _work_on(request: HttpRequest, profile: Profile) -> HttpResponse:
    """Hold a profile for this browser and lead to its answer."""
    browser, is_new = ensure_browser(request)
    response = redirect("result", work_id=MEMORY.add(browser, profile).id)
    if is_new:
        remember_browser(response, browser)
    return response


@require_POST
def analyze(request: HttpRequest) -> HttpResponse:
    """Read what was handed in and lead to the answer."""
    try:
        choices = read_choices(request)
        name, content = handed_in(request)
        background = request.POST.get("background", "")
        profile = profile_create(name=name, content=content, background=background)
    except MetierError as error:
        return _home(request, error)
    browser, is_new = ensure_browser(request)
    work = MEMORY.add(browser, profile)
    response = redirect(f"/answer/{work.id}/?{choices.query()}")
    if is_new:
        remember_browser(response, browser)
    return response


@require_GET
def result(request: HttpRequest, work_id: str) -> HttpResponse:
    """Show where the person stands, which roles fit, what is missing, and the way."""
    work = MEMORY.get(browser_of(request), work_id)
    return _answer(request, work, read_choices(request))


@require_POST
def correct(request: HttpRequest, work_id: str) -> HttpResponse:
    """Take a correction and show everything computed anew."""
    work = MEMORY.get(browser_of(request), work_id)
    choices = read_choices(request)
    profile = work.profile
    if request.POST.get("mention"):
        profile = mention_reject(profile, request.POST["mention"])
    elif request.POST.get("skill"):
        profile = level_rate(profile, request.POST["skill"], request.POST.get("level", ""))
    MEMORY.replace(work, profile)
    if request.headers.get("HX-Request"):
        return _answer(request, work, choices)
    return redirect(f"/answer/{work.id}/?{choices.query()}")


@require_GET
def download(request: HttpRequest, work_id: str) -> HttpResponse:
    """Return the report as one HTML file."""
    work = MEMORY.get(browser_of(request), work_id)
    response = HttpResponse(render_report(_context(work, read_choices(request))))
    response.headers["Content-Disposition"] = 'attachment; filename="metier-report.html"'
    return response


@require_POST
def forget(request: HttpRequest, work_id: str) -> HttpResponse:
    """Drop the document and the answer at once."""
    MEMORY.forget(browser_of(request), work_id)
    return redirect("home")


def _home(
    request: HttpRequest, error: MetierError | None, *, template: str = "start/home.html"
) -> HttpResponse:
    context = {
        "error": error,
        "roles": framework().data.roles,
        "backgrounds": framework().library.backgrounds,
        "stages": STAGES,
        "samples": SAMPLES,
        "pasted": request.POST.get("text", "") if error else "",
    }
    status = 404 if isinstance(error, UnknownIdError) else 422 if error else 200
    return render(request, template, context, status=status)


def _answer(request: HttpRequest, work: Work, choices: Choices) -> HttpResponse:
    context = _context(work, choices)
    wants_part = request.headers.get("HX-Request") == "true"
    restores = request.headers.get("HX-History-Restore-Request") == "true"
    partial = wants_part and not restores
    template = "start/answer.html" if partial else "start/result.html"
    return render(request, template, context)


def _context(work: Work, choices: Choices) -> dict[str, object]:
    assessment = assess_profile(framework(), work.profile, as_of=today())
    context = describe_person(
        framework(),
        assessment,
        role_id=choices.role,
        stage=choices.stage,
        hours_per_week=choices.hours_per_week,
        weeks=choices.weeks,
        reader=reader(),
    )
    return {**context, "work": work, "choices": choices, "roles": framework().data.roles}
