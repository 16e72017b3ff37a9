"""Answers that a browser keeps as a file."""

from django.http import HttpResponse


def attachment(content: bytes | str, name: str, media: str) -> HttpResponse:
    """Return a file to be saved under `name`; `media` is its content type."""
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
