"""The page of a training plan: at once for a small team, in the background for a large one."""

from typing import Any, get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from metier.core.errors import MetierError
from metier.core.team.invest_types import Mode
from metier.core.workflow.answers import Json
from metier.core.workflow.team_invest import InvestRequest, plan_training
from metier.core.workflow.team_invest_answers import describe_training, parse_alternative
from metier.core.workflow.team_standing import Standing
from metier.web.accounts.models import local_user
from metier.web.engine import framework
from metier.web.jobs.services import job_add
from metier.web.me.pages import number
from metier.web.team.kept import PLANS, get_row, standing_of
from metier.web.team.models import TeamRow
from metier.web.team.pages import of_team, show

MODES: tuple[str, ...] = get_args(Mode)
AT_ONCE = 25
"""People up to whom a plan is made while one waits."""


@require_GET
@of_team
def training(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Plan what to train within budget, hours and time."""
    asked = asked_of(request)
    context: dict[str, Any] = {"asked": asked, "modes": MODES, "plan": None, "error": None}
    status = 200
    if request.GET.get("plan"):
        standing = standing_of(str(row.pk))
        try:
            found = find_plan(row, asked)
            if found is None and len(standing.members) > AT_ONCE:
                make_request(asked)
                return _begin(row, asked)
            context["plan"] = found or make_plan(row, standing, asked)
        except MetierError as error:
            context["error"] = error
            status = 422
        names = {member.id: member.name for member in standing.members}
        context |= {"names": names, "skills": framework().skills}
    response = show(request, row, "team/invest.html", context, section="invest")
    response.status_code = status
    return response


def asked_of(request: HttpRequest) -> dict[str, str]:
    """Return what the form says, as short texts."""
    defaults = {"mode": MODES[0], "hours": "3", "weeks": "13"}
    names = ("mode", "budget", "hours", "weeks", "hire", "move")
    return {name: request.GET.get(name, defaults.get(name, "")).strip()[:200] for name in names}


def make_request(asked: dict[str, str]) -> InvestRequest:
    """Return the request of a form.

    Raises:
        MetierError: It makes no sense.
    """
    others = [
        parse_alternative(framework(), kind, part.strip())
        for kind in ("hire", "move")
        for part in asked.get(kind, "").split(",")
        if part.strip()
    ]
    mode = asked.get("mode", "")
    return InvestRequest(
        mode=mode if mode in MODES else MODES[0],  # type: ignore[arg-type]
        budget=number(asked["budget"], 0.0) if asked.get("budget") else None,
        hours_per_week=number(asked.get("hours"), 3.0),
        weeks=number(asked.get("weeks"), 13.0),
        alternatives=others,
    )


def find_plan(row: TeamRow, asked: dict[str, str]) -> Json | None:
    """Return a plan that was made for this state of the team, if it is still held."""
    return PLANS.get(_key(row, asked))


def make_plan(row: TeamRow, standing: Standing, asked: dict[str, str]) -> Json:
    """Return the plan for what is asked, and hold it.

    Raises:
        UsageError: What is asked makes no sense.
    """
    plan = describe_training(plan_training(standing, make_request(asked)))
    return PLANS.put(_key(row, asked), plan)


def _key(row: TeamRow, asked: dict[str, str]) -> tuple[str, int, str]:
    return str(row.pk), int(row.revision), repr(sorted(asked.items()))


def _begin(row: TeamRow, asked: dict[str, str]) -> HttpResponse:
    """Put the plan of a large team in the queue, and lead to how far it is."""
    job = job_add(
        owner=str(local_user().pk),
        kind="team-training",
        label=_("Training of %(team)s") % {"team": row.name},
        arguments={"team": str(row.pk), "asked": asked},
        now=timezone.now(),
    )
    return redirect("me-job", job_id=job.pk)


def plan_in_background(arguments: dict[str, Any]) -> None:
    """Make the plan that a job is for."""
    row = get_row(arguments["team"])
    make_plan(row, standing_of(str(row.pk)), arguments["asked"])
