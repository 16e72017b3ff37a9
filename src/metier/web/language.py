"""The language of a page: its messages, its numbers, days and currencies.

Interface strings go through gettext. What the framework says stands in English, and is marked so
on pages of another language.
"""

import datetime as dt
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent, get_currency_symbol
from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext
from markupsafe import Markup, escape

CONTENT_LANGUAGE = "en"
"""The language that the framework and the documents are written in."""


def current() -> str:
    """Return the code of the language that this page is in, such as "de"."""
    return str(get_language() or settings.LANGUAGE_CODE)


def is_foreign() -> bool:
    """Say whether the page is in another language than the framework."""
    return current().split("-")[0] != CONTENT_LANGUAGE


def en() -> Markup:
    """Return ` lang="en"` for an element with words of the framework, where the page is not."""
    return Markup(' lang="{}"').format(CONTENT_LANGUAGE) if is_foreign() else Markup("")


def own(text: object) -> Markup:
    """Return words of the framework, inside running text, marked as English where needed."""
    if not is_foreign():
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(CONTENT_LANGUAGE, text)


@cache
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def locale() -> Locale:
    """Return the locale of the page, English where Babel knows none."""
    return _locale(current())


def number(value: float, digits: int = 0) -> str:
    """Return a number with at most `digits` decimals, such as "1,250" or "1.250"."""
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=locale()))


def percent(value: float) -> str:
    """Return a share as whole percent, such as "62%"; next to none or all says so."""
    if 0 < value < 0.005:
        return "<" + str(format_percent(0.01, format=None, locale=locale()))
    if 0.995 < value < 1:
        return ">" + str(format_percent(0.99, format=None, locale=locale()))
    return str(format_percent(round(value, 2), locale=locale()))


def points(value: float) -> str:
    """Return a share in percentage points with one decimal."""
    return str(format_decimal(value * 100, format="#,##0.0", locale=locale()))


def hours(value: float) -> str:
    """Return hours rounded to what is known."""
    if value < 1:
        return str(gettext("under 1 hour"))
    rounded = round(value) if value < 400 else int(round(value, -1))
    words = ngettext("%(number)s hour", "%(number)s hours", rounded)
    return str(words % {"number": number(rounded)})


def day(value: dt.date | str) -> str:
    """Return a day, or its ISO text, as "Nov 23, 2026"."""
    found = dt.date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return str(format_date(found, format="medium", locale=locale()))


def moment(value: dt.datetime) -> str:
    """Return a day and a time of day."""
    return str(format_datetime(value, format="short", locale=locale()))


def month(value: str) -> str:
    """Return "2025-11" as "Nov 2025"."""
    found = dt.date.fromisoformat(f"{value[:7]}-01")
    return str(format_date(found, format="MMM y", locale=locale()))


def currency(code: str) -> str:
    """Return the sign of a currency; a dollar says whose it is, as in "US$"."""
    sign = str(get_currency_symbol(code, locale=locale()))
    return f"{code[:2]}$" if sign == "$" else sign


FILTERS: dict[str, Any] = {
    "number": number,
    "percent": percent,
    "points": points,
    "hours": hours,
    "day": day,
    "moment": moment,
    "month": month,
    "currency": currency,
    "own": own,
}
