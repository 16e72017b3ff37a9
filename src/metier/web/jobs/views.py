"""Long work: what runs, how far it is, cancel, and what it led to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from metier.core.errors import StoreError
from metier.web.downloads import attachment
from metier.web.engine import framework
from metier.web.jobs.models import DONE, ENDED, JobRow
from metier.web.jobs.services import job_add, job_cancel, job_find
from metier.web.me.mine import Mine, mine, owner_id
from metier.web.me.pages import target_of
from metier.web.profiles.access import personal

_SHOWN = 50


@require_GET
@personal
def jobs(request: HttpRequest) -> HttpResponse:
    """List the long work of the last day."""
    rows = JobRow.objects.filter(owner_id=owner_id()).defer("content")[:_SHOWN]
    return render(request, "jobs/jobs.html", {"rows": rows, "section": "me-jobs", "ended": ENDED})


@require_GET
@personal
def job(request: HttpRequest, job_id: str) -> HttpResponse:
    """Show how far one piece of work is; the page asks again by itself until it has ended."""
    row = job_find(owner_id(), job_id)
    address = row.result.get("address", "") if row.state == DONE else ""
    asks = request.headers.get("HX-Request") == "true"
    if address and asks:
        response = HttpResponse()
        response.headers["HX-Redirect"] = address
        return response
    if address and not request.GET.get("stay"):
        return redirect(address)
    context = {"row": row, "section": "me-jobs", "ended": ENDED}
    return render(request, "jobs/_job.html" if asks else "jobs/job.html", context)


@require_POST
@personal
def cancel(request: HttpRequest, job_id: str) -> HttpResponse:
    """Ask for work to stop."""
    job_cancel(owner_id(), job_id, now=timezone.now())
    return redirect("me-jobs")


@require_GET
@personal
def file(request: HttpRequest, job_id: str) -> HttpResponse:
    """Return the file that work led to."""
    row = job_find(owner_id(), job_id)
    if row.state != DONE or row.content is None:
        raise StoreError("There is no file.", code="job-missing", hint="Start the work again.")
    return attachment(bytes(row.content), row.result["name"], row.result["media"])


@require_POST
@mine
def report_pdf(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Set the report as PDF in the background."""
    target = target_of(request, mine)
    name = framework().roles[target.role].name
    row = job_add(
        owner=owner_id(),
        kind="report-pdf",
        label=_("Report as PDF: %(role)s") % {"role": name},
        arguments={"profile": mine.id, "role": target.role, "stage": target.stage},
        now=timezone.now(),
        profile=mine.id,
    )
    return redirect("me-job", job_id=row.pk)
