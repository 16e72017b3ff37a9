"""What holds for every request: size, headers, the access token, errors in plain words."""

import hmac
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from metier.core.documents.limits import MAX_UPLOAD_BYTES
from metier.core.errors import MetierError, StoreError, UnknownIdError
from metier.web.errors import error_page

TOKEN_COOKIE = "metier_token"  # noqa: S105 a name
_BODY_SLACK = 1_000_000
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_Next = Callable[[HttpRequest], HttpResponse]


def limit_body(get_response: _Next) -> _Next:
    """Refuse a body that is larger than any document may be, before it is read."""

    def respond(request: HttpRequest) -> HttpResponse:
        try:
            size = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            size = 0
        if size > MAX_UPLOAD_BYTES + _BODY_SLACK:
            return error_page(
                request,
                413,
                "document-too-large",
                _("The file is larger than %(size)d MB.") % {"size": MAX_UPLOAD_BYTES // 1_000_000},
                _("A CV is rarely above 1 MB; save it without its pictures."),
            )
        return get_response(request)

    return respond


def security_headers(get_response: _Next) -> _Next:
    """Let pages load nothing from elsewhere, and keep personal pages out of caches."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
        response.headers["Content-Security-Policy"] = _REPORT_POLICY if is_file else _POLICY
        response.headers["Cache-Control"] = "no-store"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        return response

    return respond


def access_token(get_response: _Next) -> _Next:
    """Turn `?token=…` into a cookie, and note on the request whether it is the right one."""

    def respond(request: HttpRequest) -> HttpResponse:
        expected = settings.ACCESS_TOKEN
        given = request.GET.get("token")
        if given is not None and request.method == "GET":
            query = request.GET.copy()
            del query["token"]
            address = request.path + (f"?{query.urlencode()}" if query else "")
            if not is_token(given, expected):
                return error_page(
                    request,
                    403,
                    "token-wrong",
                    _("This link does not hold the right token."),
                    _("Use the link that 'metier serve' printed when it started."),
                )
            response = HttpResponseRedirect(address)
            response.set_cookie(TOKEN_COOKIE, given, httponly=True, samesite="Strict")
            return response
        request.has_access = is_token(request.COOKIES.get(TOKEN_COOKIE, ""), expected)
        return get_response(request)

    return respond


def is_token(given: str, expected: str) -> bool:
    """Compare tokens in constant time; without an expected one nothing matches."""
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


def translate_errors(get_response: _Next) -> _Next:
    """Show Metier's errors as pages; `process_exception` does the work."""
    return _Translator(get_response)


class _Translator:
    def __init__(self, get_response: _Next) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, MetierError):
            return None
        missing = isinstance(exception, UnknownIdError | StoreError)
        return error_page(
            request,
            404 if missing else 422,
            exception.code,
            exception.message,
            exception.hint,
            engine_words=True,
        )
