"""Who may see a personal page: whoever holds the token of the link that `metier serve` printed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from metier.web.errors import error_page

_View = Callable[..., HttpResponse]


def personal(view: _View) -> _View:
    """Let a view answer only with the token."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request, "has_access", False):
            return error_page(
                request,
                403,
                "token-missing",
                "This page is personal.",
                "Open the link that 'metier serve' printed when it started; it holds a token "
                "that keeps others on this machine out.",
            )
        return view(request, *args, **kwargs)

    return respond
