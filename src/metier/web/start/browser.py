"""Which browser asks: a random value in a signed cookie, no account behind it."""

import secrets

from django.http import HttpRequest, HttpResponse

COOKIE = "metier_browser"


def browser_of(request: HttpRequest) -> str:
    """Return the browser's value, or an empty string when it has none yet."""
    value = request.get_signed_cookie(COOKIE, default="")
    return str(value)


def ensure_browser(request: HttpRequest) -> tuple[str, bool]:
    """Return the browser's value and whether it is new."""
    value = browser_of(request)
    return (value, False) if value else (secrets.token_urlsafe(18), True)


def remember_browser(response: HttpResponse, value: str) -> None:
    """Set the cookie that tells this browser from others."""
    response.set_signed_cookie(COOKIE, value, httponly=True, samesite="Strict")
