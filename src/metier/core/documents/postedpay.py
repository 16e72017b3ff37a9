"""The pay of a schema.org JobPosting: amounts as numbers, text, objects or lists."""

import math
import re
from typing import Any, Literal, NamedTuple

from metier.core.framework.posting import PostedPay

Period = Literal["hour", "day", "week", "month", "year"]
_PERIODS: tuple[tuple[Period, tuple[str, ...]], ...] = (
    ("hour", ("hour", "hr", "hrs", "h", "hur")),
    ("day", ("day", "daily", "d")),
    ("week", ("week", "wk", "wee", "w")),
    ("month", ("month", "mon", "mo", "m")),
    ("year", ("year", "yr", "ann", "annual", "annum", "yearly", "y", "a")),
)
_CODE = re.compile(r"[A-Za-z]{3}")
_NUMBER = re.compile(r"\d[\d.,'’ \u00a0\u202f]{0,20}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_MAX_TEXT = 200
_MAX_DEPTH = 4


class _Amounts(NamedTuple):
    low: float | None = None
    high: float | None = None
    period: Period | None = None
    currency: str | None = None


def read_pay(value: Any, currency: Any = None) -> tuple[PostedPay | None, str]:
    """Return the pay that a field gives, or the words that it is given in.

    Args:
        value: The field `baseSalary`.
        currency: The field `salaryCurrency`.
    """
    if isinstance(value, list):
        for item in value[:10]:
            pay, text = read_pay(item, currency)
            if pay or text:
                return pay, text
        return None, ""
    if isinstance(value, str) and _number(value) is None:
        return None, value[:_MAX_TEXT]
    found = _amounts(value, 0)
    if found.low is None and found.high is None:
        words = value.get("value") if isinstance(value, dict) else None
        return None, words[:_MAX_TEXT] if isinstance(words, str) and _number(words) is None else ""
    low, high = found.low, found.high
    if low is not None and high is not None and low > high:
        low, high = high, low
    return PostedPay(found.currency or _code(currency), found.period, low, high), ""


def _amounts(value: Any, depth: int) -> _Amounts:
    """Return the amounts of an object; what an inner object says goes first."""
    if depth > _MAX_DEPTH:
        return _Amounts()
    if isinstance(value, list):
        return _amounts(value[0], depth + 1) if value else _Amounts()
    if not isinstance(value, dict):
        number = _number(value)
        return _Amounts(number, number)
    inner = _amounts(value.get("value", value.get("priceSpecification")), depth + 1)
    low = _number(value.get("minValue", value.get("minPrice")))
    high = _number(value.get("maxValue", value.get("maxPrice")))
    if low is None and high is None:
        low, high = inner.low, inner.high
    unit = next((value[key] for key in ("unitText", "unitCode", "duration") if value.get(key)), "")
    code = value.get("currency", value.get("priceCurrency"))
    return _Amounts(low, high, inner.period or _period(unit), inner.currency or _code(code))


def _number(value: Any) -> float | None:
    """Return a number above 0, also of text such as "120,000.00", or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        match = _NUMBER.search(value[:_MAX_TEXT])
        rest = value.replace(match[0], "", 1) if match else value
        if not match or len(re.sub(r"[^A-Za-z]", "", rest)) > 3 or re.search(r"\d", rest):
            return None
        text = re.sub(r"['’ \u00a0\u202f]", "", match[0]).rstrip(".,")
        if _GROUPED.fullmatch(text):
            text = re.sub("[.,]", "", text)
        elif text.count(",") == 1 and text.rfind(",") > text.rfind("."):
            text = text.replace(".", "").replace(",", ".")
        text = text.replace(",", "")
        factor = 1000 if re.search(r"\d\s?k\b", value, re.IGNORECASE) else 1
        try:
            value = float(text) * factor
        except ValueError:
            return None
    if not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) and number > 0 else None


def _period(unit: Any) -> Period | None:
    """Return the period of "YEAR", "per hour", "P1M" and the like."""
    text = unit.lower().strip() if isinstance(unit, str) else ""
    iso = re.fullmatch(r"p1([dwmy])|pt1(h)", text)
    words = [(iso[1] or iso[2])] if iso else re.findall(r"[a-z]+", text)
    for period, names in _PERIODS:
        if any(word in names or word.rstrip("s").removesuffix("ly") in names for word in words):
            return period
    return None


def _code(value: Any) -> str | None:
    text = value.strip() if isinstance(value, str) else ""
    return text.upper() if _CODE.fullmatch(text) else None
