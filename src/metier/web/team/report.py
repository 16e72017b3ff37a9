"""The report for the quarter: one HTML file, PDF, and a workbook with the matrix."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from metier.core.errors import UsageError
from metier.core.workflow.team_report import (
    TeamReport,
    gather_report,
    report_html,
    report_pdf,
    report_xlsx,
)
from metier.web.team.kept import standing_of
from metier.web.team.models import TeamRow
from metier.web.team.pages import of_team, show
from metier.web.team.training import asked_of, make_request

_MEDIA = {
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
    """Return the report as a file."""
    form = request.GET.get("form", "html")
    if form not in _MEDIA:
        raise UsageError("There is no such file.", code="export-format")
    found = gather_report(standing_of(str(row.pk)), make_request(asked_of(request)))
    response = HttpResponse(_write(found, form), content_type=_MEDIA[form])
    response.headers["Content-Disposition"] = f'attachment; filename="metier-team.{form}"'
    return response


def _write(found: TeamReport, form: str) -> bytes:
    if form == "pdf":
        return report_pdf(found).content
    return report_xlsx(found) if form == "xlsx" else report_html(found).encode()
