"""Where do I stand, what is there to do this week, what changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from metier.core.profile.migrate import former_ids
from metier.core.workflow.answers import describe_matches, describe_readiness
from metier.core.workflow.assess import measure_readiness
from metier.core.workflow.beside import describe_place
from metier.core.workflow.practicing import plan_session
from metier.core.workflow.week import plan_week, reminder_calendar
from metier.web.downloads import attachment
from metier.web.engine import framework
from metier.web.me.mine import Mine, mine
from metier.web.me.models import ReadingRow
from metier.web.me.pages import SECTIONS, back, show
from metier.web.me.services import profile_undo, reading_take

_WIDTH, _HEIGHT = 240.0, 48.0


@require_GET
@mine
def dashboard(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show where the person stands."""
    mine.once("reading", lambda: reading_take(mine))
    standings = [_standing(mine, target.role, target.stage) for target in mine.targets]
    questions: dict[str, None] = {}
    for standing in standings:
        questions.update(dict.fromkeys(standing["questions"]))
    context = {
        "standings": standings,
        "week": plan_week(framework(), mine.profile, as_of=mine.assessment.as_of),
        "practice": mine.once("practice", lambda: _practice(mine)),
        "matches": mine.once("matches", lambda: describe_matches(framework(), mine.assessment)),
        "questions": list(questions)[:5],
        "changes": mine.assessment.changes,
        "supposed": not mine.chosen,
    }
    return show(request, mine, "me/dashboard.html", context, section="me")


def _practice(mine: Mine) -> int:
    target = mine.target
    return len(plan_session(framework(), mine.assessment, target.role, target.stage).queue)


def _standing(mine: Mine, role: str, stage: str) -> dict[str, Any]:
    """Return a target's readiness, where it stands among others, and how it moved."""
    found = mine.once(
        ("readiness", role, stage),
        lambda: measure_readiness(framework(), mine.assessment, role, stage),
    )
    names = (role, *former_ids(framework(), "role", role))
    rows = list(
        ReadingRow.objects.filter(profile_id=mine.id, role__in=names, stage=stage).order_by("day")
    )
    before = rows[-2] if len(rows) > 1 else None
    return {
        "role": framework().roles[role],
        "stage": stage,
        "readiness": describe_readiness(found),
        "sufficient": found.sufficient,
        "proof": found.proof,
        "blockers": found.blockers,
        "questions": found.questions,
        "reference": describe_place(framework(), role, stage, found.value),
        "history": [{"day": row.day, "value": row.value} for row in rows],
        "line": _line(rows),
        "moved": None if before is None else found.value - before.value,
        "since": before.day if before else None,
    }


def _line(rows: list[ReadingRow]) -> str:
    """Return the points of the picture over time; empty with fewer than two days."""
    if len(rows) < 2:
        return ""
    first, last = rows[0].day, rows[-1].day
    days = max(1, (last - first).days)
    return " ".join(
        f"{_WIDTH * (row.day - first).days / days:.1f},{_HEIGHT * (1 - row.value):.1f}"
        for row in rows
    )


@require_POST
@mine
def undo(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Take the last change back."""
    profile_undo(mine, request.POST.get("change", ""))
    return back(_page_before(request))


def _page_before(request: HttpRequest) -> str:
    """Return the name of the page that the change was made on."""
    name = request.POST.get("section", "me")
    return name if name in SECTIONS else "me"


@require_GET
@mine
def reminders(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Return open steps and follow-ups as a calendar file."""
    text = reminder_calendar(framework(), mine.profile, as_of=mine.assessment.as_of)
    return attachment(text, "metier.ics", "text/calendar; charset=utf-8")
