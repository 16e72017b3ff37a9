"""What every personal page shows: whose it is, its place in the way, and the offer of undo."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from metier.core.framework.types import STAGES
from metier.core.framework.way_records import Target
from metier.web.engine import framework
from metier.web.me.mine import Mine, entries
from metier.web.me.services import undo_offer

SECTIONS = (
    "me",
    "me-review",
    "me-targets",
    "me-gap",
    "me-plan",
    "me-rate",
    "me-portfolio",
    "me-practice",
    "me-applications",
    "me-network",
    "me-report",
    "me-profiles",
)


def show(
    request: HttpRequest, mine: Mine, template: str, context: dict[str, Any], *, section: str
) -> HttpResponse:
    """Return a personal page."""
    undo, undo_id = undo_offer(mine.id)
    common = {
        "mine": mine,
        "profile": mine.profile,
        "framework": framework(),
        "stages": STAGES,
        "entries": entries(),
        "section": section,
        "undo": undo,
        "undo_id": undo_id,
        "as_of": mine.assessment.as_of,
    }
    return render(request, template, {**common, **context})


def back(name: str, *, anchor: str = "") -> HttpResponse:
    """Return to a page after a write, at a place on it."""
    response = redirect(name)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response


def target_of(request: HttpRequest, mine: Mine) -> Target:
    """Return the target in the query or form, or the person's first.

    Raises:
        UnknownIdError: No such role or stage.
    """
    source = request.POST if request.method == "POST" else request.GET
    role, stage = source.get("role", ""), source.get("stage", "")
    first = mine.target
    return Target(
        framework().role(role).id if role else first.role,
        framework().stage(stage) if stage else first.stage,
    )


def number(text: str | None, default: float) -> float:
    """Return a number from a form; the default where it is empty or none.

    What is out of range is refused where it is used.
    """
    if not text:
        return default
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("nan")


def whole_number(text: str) -> int:
    """Return a number without a sign from a form, or -1 where it is none of a sane length."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def path_here(text: str) -> Path | None:
    """Return the full path of something on this machine, or None where there is no such thing."""
    try:
        path = Path(text.strip()).expanduser()
        return path if path.is_absolute() and path.exists() else None
    except (OSError, RuntimeError, ValueError):
        return None
