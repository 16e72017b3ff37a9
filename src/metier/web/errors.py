"""Error pages: what is wrong and what to do, never a traceback."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def error_page(
    request: HttpRequest,
    status: int,
    code: str,
    message: str,
    hint: str = "",
    *,
    engine_words: bool = False,
) -> HttpResponse:
    """Return a page with a coded error; `engine_words` are in English, whatever the page is."""
    context = {
        "status": status,
        "code": code,
        "message": message,
        "hint": hint,
        "engine_words": engine_words,
    }
    return render(request, "error.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of ours."""
    del reason
    return error_page(
        request,
        403,
        "form-expired",
        _("This form did not come from an open page of Metier."),
        _("Open the page again and send it once more."),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that is too large in its parts, or for another host."""
    del exception
    return error_page(
        request,
        400,
        "request-invalid",
        _("This request cannot be answered."),
        _("Text may have up to 3 MB; hand in a longer one as a file."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    del exception
    return error_page(
        request,
        404,
        "page-missing",
        _("There is no such page."),
        _("Search above, or go to the start."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke that should not."""
    return error_page(
        request,
        500,
        "internal",
        _("Metier could not answer, and this is our mistake."),
        _("Nothing stored is lost. Try again, and tell us what you did."),
    )
