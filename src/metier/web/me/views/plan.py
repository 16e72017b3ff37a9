"""The plan: asked for, shown before it is accepted, worked on, and made anew."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from metier.core.errors import MetierError
from metier.core.framework.index import Framework
from metier.core.framework.way_records import PlanRequest, Target, WeekHours
from metier.core.workflow import plan_answers
from metier.core.workflow.pictures import draw_plan
from metier.core.workflow.plan_pages import plan_html, plan_pdf
from metier.core.workflow.plan_setting import check_bounds
from metier.core.workflow.plan_types import Plan, PlannedActivity, PlannedStep
from metier.core.workflow.planning import READY, make_plan
from metier.core.workflow.progressing import (
    compare_plans,
    current_request,
    describe_progress,
    keep_plan,
    report_activity,
    report_step,
)
from metier.core.workflow.reporting import plan_lanes
from metier.web.downloads import attachment
from metier.web.engine import framework
from metier.web.me.mine import Mine, get_mine, mine
from metier.web.me.pages import back, number, show, target_of
from metier.web.me.services import profile_change

VIEWS = ("timeline", "board", "calendar")
_FILES: dict[str, tuple[Callable[[Framework, Plan], str | bytes], str]] = {
    "ics": (plan_answers.plan_calendar, "text/calendar"),
    "csv": (plan_answers.plan_table, "text/csv"),
    "md": (plan_answers.plan_markdown, "text/markdown"),
    "svg": (draw_plan, "image/svg+xml"),
    "html": (plan_html, "text/html"),
    "pdf": (plan_pdf, "application/pdf"),
}


@require_GET
@mine
def plan(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show the kept plan as it would be now, or one for the first target."""
    asked = bool(request.GET.get("hours"))
    kept = mine.profile.plans[-1] if mine.profile.plans else None
    error: MetierError | None = None
    made: Plan | None = None
    wish = read_wish(request, mine) if asked or not kept else current_request(framework(), kept)
    try:
        made = plan_for(mine, wish)
    except MetierError as refused:
        error = refused
    view = request.GET.get("view", VIEWS[0])
    context = {
        "wish": wish,
        "kept": kept,
        "proposed": asked or not kept,
        "view": view if view in VIEWS else VIEWS[0],
        "views": VIEWS,
        "error": error,
        "query": request.GET.urlencode(),
        "progress": describe_progress(framework(), mine.profile, as_of=mine.assessment.as_of),
        "paths": framework().library.paths,
        "activities": framework().data.planning.activities,
        **(mine.once(("shown", wish), lambda: _shown(mine, made)) if made else {"plan": None}),
    }
    return show(request, mine, "me/plan.html", context, section="me-plan")


def plan_for(mine: Mine, wish: PlanRequest) -> Plan:
    """Return the plan for a request, solved once for each.

    Raises:
        MetierError: No plan is possible.
    """
    return mine.once(("plan", wish), lambda: make_plan(framework(), mine.assessment, wish))


def _shown(mine: Mine, made: Plan) -> dict[str, Any]:
    """Return a plan in all its forms, with what differs from the kept one."""
    kept = mine.profile.plans[-1] if mine.profile.plans else None
    months: dict[str, list[Any]] = {}
    both: list[PlannedStep | PlannedActivity] = [*made.steps, *made.activities]
    for item in sorted(both, key=lambda item: (item.start, item.end)):
        months.setdefault(f"{item.start:%Y-%m}", []).append(item)
    return {
        "plan": plan_answers.describe_plan(framework(), made),
        "made": made,
        "finish": made.finish,
        "lanes": plan_lanes(framework(), made),
        "months": [(dt.date.fromisoformat(f"{name}-01"), items) for name, items in months.items()],
        "change": compare_plans(framework(), mine.assessment, kept, made) if kept else None,
        "resources": {item.id: item for item in made.resources},
    }


def read_wish(request: HttpRequest, mine: Mine) -> PlanRequest:
    """Return the request for a plan in the query or form.

    Raises:
        UsageError: A number is out of range.
        UnknownIdError: No such role, stage or skill.
    """
    source = request.POST if request.method == "POST" else request.GET
    hours = number(source.get("hours"), 6.0)
    weeks = number(source.get("weeks"), 26.0)
    readiness = number(source.get("readiness"), 100 * READY) / 100
    mode = source.get("mode", "most-readiness")
    check_bounds(hours, weeks, readiness)
    today = mine.assessment.as_of
    budget = source.get("budget", "").strip()
    second = source.get("also", "")
    targets = [target_of(request, mine)]
    if second:
        role, _, stage = second.rpartition(":")
        targets.append(Target(framework().role(role).id, framework().stage(stage)))
    has_date = mode == "most-readiness" or bool(source.get("by-date"))
    return PlanRequest(
        targets=tuple(targets),
        mode=mode if mode in ("least-hours", "least-money") else "most-readiness",
        hours=(WeekHours(today.isoformat(), hours), *_pause(source)),
        until=(today + dt.timedelta(days=max(1, round(7 * weeks)))).isoformat()
        if has_date
        else None,
        readiness=readiness,
        excluded=tuple(framework().skill(s).id for s in source.getlist("without") if s),
        budget=number(budget, 0.0) if budget else None,
        activities=tuple(source.getlist("with")),
        audience=source.get("path") or None,
    )


def _pause(source: Any) -> list[WeekHours]:
    """Return a pause between two days, where both are given."""
    start, end = source.get("pause-from", ""), source.get("pause-to", "")
    if not start or not end:
        return []
    return [WeekHours(start, 0.0), WeekHours(end, number(source.get("hours"), 6.0))]


@require_POST
@mine
def accept(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Keep the plan that was shown."""
    kept = mine.profile.plans[-1] if mine.profile.plans else None
    anew = bool(request.POST.get("anew")) and kept is not None
    wish = current_request(framework(), kept) if anew and kept else read_wish(request, mine)
    made = plan_for(mine, wish)
    profile_change(mine, _("plan accepted"), lambda old: keep_plan(framework(), old, made))
    return back("me-plan")


@require_POST
@mine
def report(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Report a step or an activity as done, partly done, or not done after all."""
    day = mine.assessment.as_of
    hours = number(request.POST.get("hours-spent"), 0.0)
    share = number(request.POST.get("share"), 1.0)
    activity = request.POST.get("activity", "")
    if activity:
        profile_change(
            mine,
            _("%(what)s reported") % {"what": activity},
            lambda old: report_activity(old, activity, day=day, hours=hours, share=share),
        )
    else:
        skill = framework().skill(request.POST.get("skill", "")).id
        text = request.POST.get("level", "")
        level = int(text) if text in {"1", "2", "3", "4", "5"} else 0
        profile_change(
            mine,
            _("%(skill)s to level %(level)s reported")
            % {"skill": framework().skills[skill].name, "level": level},
            lambda old: report_step(
                framework(), old, skill, level, day=day, hours=hours, share=share
            ),
        )
    if request.headers.get("HX-Request"):
        return render(
            request,
            "me/_reported.html",
            {"label": get_mine(mine.id).profile.name, "share": share},
        )
    return back("me" if request.POST.get("section") == "me" else "me-plan")


@require_GET
@mine
def download(request: HttpRequest, mine: Mine, kind: str) -> HttpResponse:
    """Return the plan as a file."""
    if kind not in _FILES:
        raise Http404
    kept = mine.profile.plans[-1] if mine.profile.plans else None
    asked = bool(request.GET.get("hours"))
    wish = read_wish(request, mine) if asked or not kept else current_request(framework(), kept)
    write, media = _FILES[kind]
    content = write(framework(), make_plan(framework(), mine.assessment, wish))
    return attachment(content, f"metier-plan.{kind}", f"{media}; charset=utf-8")
