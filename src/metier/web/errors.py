"""Error pages: what is wrong and what to do, never a traceback."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def error_page(
    request: HttpRequest, status: int, code: str, message: str, hint: str = ""
) -> HttpResponse:
    """Return a page with a coded error."""
    context = {"status": status, "code": code, "message": message, "hint": hint}
    return render(request, "error.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of ours."""
    del reason
    return error_page(
        request,
        403,
        "form-expired",
        "This form did not come from an open page of Metier.",
        "Open the page again and send it once more.",
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that is too large in its parts, or for another host."""
    del exception
    return error_page(
        request,
        400,
        "request-invalid",
        "This request cannot be answered.",
        "Text may have up to 3 MB; hand in a longer one as a file.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    del exception
    return error_page(request, 404, "page-missing", "There is no such page.", "Go to the start.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke that should not."""
    return error_page(
        request,
        500,
        "internal",
        "Metier could not answer, and this is our mistake.",
        "Nothing stored is lost. Try again, and tell us what you did.",
    )
