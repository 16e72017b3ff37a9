"""A result as one HTML file that needs nothing else: no script, no network."""

import datetime as dt
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def render_report(context: dict[str, Any]) -> str:
    """Return the report page for a context made by `workflow.reporting`."""
    return render_page("report.html", context)


def render_page(template: str, context: dict[str, Any]) -> str:
    """Return a page of this package that needs nothing else, with the style of reports."""
    style = (files("metier.core.report") / "assets" / "parts.css").read_text("utf-8")
    return _environment().get_template(template).render(**context, style=style)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("metier.core.report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(FILTERS)
    return environment


def whole_percent(value: float) -> str:
    """Return a share as whole percent, such as "62%"; next to none or all says so."""
    if 0 < value < 0.005:
        return "<1%"
    if 0.995 < value < 1:
        return ">99%"
    return f"{value * 100:.0f}%"


def points(value: float) -> str:
    """Return a share in percentage points with one decimal."""
    return f"{value * 100:.1f}"


def hours(value: float) -> str:
    """Return hours rounded to what is known."""
    if value < 1:
        return "under 1 hour"
    rounded = round(value) if value < 400 else int(round(value, -1))
    return f"{rounded:,} hour{'s' if rounded != 1 else ''}"


def day(value: dt.date) -> str:
    """Return a day as "Nov 23, 2026"."""
    return f"{value:%b} {value.day}, {value.year}"


def own(text: object) -> str:
    """Return words of the framework; a page in another language marks them as English."""
    return str(text)


FILTERS = {"percent": whole_percent, "points": points, "hours": hours, "day": day, "own": own}
