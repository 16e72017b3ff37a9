"""Looking for work: applications, and people to keep in touch with."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from metier.core.documents.limits import MAX_UPLOAD_CHARS
from metier.core.documents.reader import DocumentReader
from metier.core.errors import UsageError
from metier.core.workflow.advert import Adverts
from metier.core.workflow.applying import application_rules
from metier.core.workflow.board import (
    change_status,
    describe_board,
    describe_saved,
    find_saved,
    fit_saved,
    remove_saved,
    save_advert,
    set_follow_up,
)
from metier.core.workflow.networking import (
    add_contact,
    describe_contacts,
    describe_outreach,
    log_meeting,
    plan_outreach,
    remove_contact,
    set_contact_follow_up,
)
from metier.core.workflow.tailoring import describe_cv, make_cv, write_cv
from metier.web.downloads import attachment
from metier.web.engine import framework, reader
from metier.web.me.mine import Mine, mine
from metier.web.me.pages import back, show, target_of
from metier.web.me.services import profile_change
from metier.web.start.services import handed_in

_CV_KINDS = {
    "pdf": "application/pdf",
    "html": "text/html",
    "md": "text/markdown",
    "json": "application/json",
}


def _adverts() -> Adverts:
    return Adverts(framework(), reader=reader())


def _day(text: str) -> dt.date | None:
    """Return a day from a form, or None where it is empty.

    Raises:
        UsageError: It is no day.
    """
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text[:20]!r} is no day.", code="plan-date") from error


@require_GET
@mine
def applications(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show the board of saved adverts."""
    board = describe_board(framework(), mine.assessment, _adverts())
    return show(request, mine, "me/applications.html", {"board": board}, section="me-applications")


@require_POST
@mine
def application_add(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Save an advert that was uploaded or pasted."""
    name, content = handed_in(request)
    if not content.strip():
        raise UsageError(
            "There is no advert to read.",
            code="document-empty",
            hint="Choose a file, or paste its text.",
        )
    with DocumentReader(most_chars=MAX_UPLOAD_CHARS) as documents:
        read = _adverts().read(documents.read_bytes(content, name=name))
    day = mine.assessment.as_of
    profile_change(mine, _("an advert saved"), lambda old: save_advert(old, read, day=day)[0])
    return back("me-applications")


@require_GET
@mine
def application(request: HttpRequest, mine: Mine, advert_id: str) -> HttpResponse:
    """Show one advert: fit, must-have gaps, and the evidence to cite for each demand."""
    saved = find_saved(mine.profile, advert_id)
    context = {
        "saved": describe_saved(framework(), mine.assessment, _adverts(), saved),
        "advert": saved,
        "following": next(
            (
                item.next
                for item in application_rules(framework()).statuses
                if item.id == saved.changes[-1].status
            ),
            (),
        ),
    }
    return show(request, mine, "me/application.html", context, section="me-applications")


@require_POST
@mine
def application_change(request: HttpRequest, mine: Mine, advert_id: str) -> HttpResponse:
    """Move an application to another status, set its follow-up, or take it off."""
    form, day = request.POST, mine.assessment.as_of
    title = find_saved(mine.profile, advert_id).title or advert_id
    if form.get("remove"):
        profile_change(
            mine,
            _("%(what)s taken off") % {"what": title},
            lambda old: remove_saved(old, advert_id),
        )
    elif form.get("status"):
        profile_change(
            mine,
            _("%(what)s: new status") % {"what": title},
            lambda old: change_status(
                framework(),
                old,
                advert_id,
                form["status"],
                day=day,
                note=form.get("note", "")[:1000],
                follow_up=_day(form.get("follow-up", "")),
            ),
        )
    else:
        when = _day(form.get("follow-up", ""))
        profile_change(
            mine,
            _("%(what)s: follow-up") % {"what": title},
            lambda old: set_follow_up(framework(), old, advert_id, when, as_of=day),
        )
    return back("me-applications")


@require_GET
@mine
def application_cv(request: HttpRequest, mine: Mine, advert_id: str, kind: str) -> HttpResponse:
    """Return a CV for one advert, made of the person's own lines."""
    saved = find_saved(mine.profile, advert_id)
    fit_saved(_adverts(), framework(), mine.assessment, saved)
    read = _adverts().read(saved.document)
    made = make_cv(reader(), mine.assessment, read)
    if kind == "show":
        context = {"cv": describe_cv(framework(), mine.assessment, made), "advert": saved}
        return show(request, mine, "me/cv.html", context, section="me-applications")
    if kind not in _CV_KINDS:
        raise UsageError(
            "A CV is made as PDF, HTML, Markdown or JSON.", code="usage", hint="pdf, html, md, json"
        )
    written = write_cv(made, kind)
    content = written if isinstance(written, str) else written.content
    return attachment(content, f"cv.{kind}", _CV_KINDS[kind])


@require_GET
@mine
def network(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show people and places to meet, drafts to edit, and who is to be written to."""
    target = target_of(request, mine)
    outreach = plan_outreach(framework(), mine.assessment, role_id=target.role, stage=target.stage)
    context = {
        "outreach": describe_outreach(framework(), outreach),
        "contacts": describe_contacts(framework(), mine.profile, as_of=mine.assessment.as_of),
        "target": target,
        "role": framework().roles[target.role],
    }
    return show(request, mine, "me/network.html", context, section="me-network")


@require_POST
@mine
def contact_change(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Add a contact, log a meeting, set a follow-up, or take a contact off."""
    form, day = request.POST, mine.assessment.as_of
    name = form.get("name", "").strip()[:200]
    note = form.get("note", "").strip()[:2000]
    when = _day(form.get("follow-up", ""))
    act = form.get("act", "add")
    changes = {
        "add": lambda old: add_contact(
            framework(),
            old,
            name,
            day=day,
            where=form.get("where", "").strip()[:200],
            note=note,
            follow_up=when,
        ),
        "log": lambda old: log_meeting(old, name, note, day=day, follow_up=when),
        "follow-up": lambda old: set_contact_follow_up(old, name, when, as_of=day),
        "remove": lambda old: remove_contact(old, name),
    }
    labels = {
        "add": _("%(what)s added"),
        "log": _("%(what)s: noted"),
        "follow-up": _("%(what)s: follow-up"),
        "remove": _("%(what)s taken off"),
    }
    if act not in changes:
        raise UsageError("That cannot be done with a contact.", code="usage")
    profile_change(mine, labels[act] % {"what": name or _("a contact")}, changes[act])
    return back("me-network")
