"""The report for the quarter: one HTML file, PDF, and a workbook with the matrix."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from metier.core.errors import UsageError
from metier.core.workflow.team_report import (
    TeamReport,
    gather_report,
    report_html,
    report_pdf,
    report_xlsx,
)
from metier.web.accounts.models import local_user
from metier.web.downloads import attachment
from metier.web.jobs.services import job_add
from metier.web.team.kept import standing_of
from metier.web.team.models import TeamRow
from metier.web.team.pages import of_team, show
from metier.web.team.training import AT_ONCE, asked_of, make_request

MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
@of_team
def report(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Ask for what the report's training plan is made, and offer the files."""
    return show(request, row, "team/report.html", {"asked": asked_of(request)}, section="report")


@require_GET
@of_team
def report_file(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Return the report as a file; of a large team it is made in the background."""
    form = request.GET.get("form", "html")
    if form not in MEDIA:
        raise UsageError("There is no such file.", code="export-format")
    asked = asked_of(request)
    standing = standing_of(str(row.pk))
    if len(standing.members) > AT_ONCE:
        make_request(asked)
        job = job_add(
            owner=str(local_user().pk),
            kind="team-report",
            label=_("Report of %(team)s") % {"team": row.name},
            arguments={"team": str(row.pk), "asked": asked, "form": form},
            now=timezone.now(),
        )
        return redirect("me-job", job_id=job.pk)
    content = write_report(gather_report(standing, make_request(asked)), form)
    return attachment(content, f"metier-team.{form}", MEDIA[form])


def report_in_background(arguments: dict[str, Any]) -> bytes:
    """Return the report that a job is for."""
    standing = standing_of(arguments["team"])
    return write_report(
        gather_report(standing, make_request(arguments["asked"])), arguments["form"]
    )


def write_report(found: TeamReport, form: str) -> bytes:
    """Return a report in one of its forms."""
    if form == "pdf":
        return report_pdf(found).content
    return report_xlsx(found) if form == "xlsx" else report_html(found).encode()
