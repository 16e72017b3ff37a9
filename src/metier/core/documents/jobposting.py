"""schema.org JobPosting, as sloppy as it is in the wild, to one clean record.

Runs in the child process only: what is read here comes from strangers.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

from metier.core.documents.html import page_text
from metier.core.documents.limits import MAX_TEXT_CHARS
from metier.core.documents.postedpay import read_pay
from metier.core.framework.posting import Posting

_MAX_NODES = 20_000
_MAX_NAME = 300
_MAX_LIST = 50
_MAX_WRAPPERS = 3
_OPENERS = ("//", "<![CDATA[", "<!--", "/*", "*/")
_CLOSERS = (";", "//", "]]>", "-->", "/*", "*/")
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|br/?)>")
_ESCAPED_TAG = re.compile(r"&(?:lt|#60|amp;lt);/?[a-zA-Z]")
_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})")
_UNTYPED = ({"title"}, {"description", "responsibilities", "qualifications"})
_TELLING = frozenset({"hiringOrganization", "jobLocation", "baseSalary", "datePosted"})
_DEGREES = (
    ("none", ("no requirement", "high school", "associate degree", "professional certificate")),
    ("bachelor", ("bachelor",)),
    ("master", ("postgraduate", "master")),
    ("doctorate", ("doctora", "phd", "ph.d")),
)
_PARTS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("educationRequirements", "Education"),
    ("experienceRequirements", "Experience"),
    ("jobBenefits", "Benefits"),
)
_BULLETS = frozenset("•-*·")


def load_json(text: str) -> Any:
    """Return the value of JSON as pages hold it, with wrappers and raw line breaks.

    Raises:
        ValueError: It is no JSON.
        RecursionError: It is nested too deeply.
    """
    text = text.strip().lstrip("\ufeff")
    for _ in range(_MAX_WRAPPERS):
        for opener in _OPENERS:
            text = text.removeprefix(opener).strip()
        for closer in _CLOSERS:
            text = text.removesuffix(closer).strip()
    return json.loads(text, strict=False)


def find_postings(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every JobPosting in a JSON value, in order; only so many values are looked at."""
    stack = [value]
    for _ in range(_MAX_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node[:_MAX_NODES]))
        elif isinstance(node, dict):
            if _is_posting(node):
                yield node
            else:
                stack.extend(item for item in reversed(node.values()) if _is_nested(item))


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict | list)


def _is_posting(node: dict[str, Any]) -> bool:
    kinds = node.get("@type", node.get("type"))
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and re.split("[/:#]", kind)[-1].lower() == "jobposting":
            return True
    named = all(keys & node.keys() for keys in _UNTYPED)
    return "@type" not in node and named and bool(_TELLING & node.keys())


def read_posting(node: dict[str, Any]) -> Posting:
    """Return what a JobPosting says; a field that makes no sense counts as not given."""
    title = _name(node.get("title") or node.get("name"))
    pay, pay_text = read_pay(node.get("baseSalary"), node.get("salaryCurrency"))
    if pay is None and not pay_text:
        pay, pay_text = read_pay(node.get("estimatedSalary"), node.get("salaryCurrency"))
    return Posting(
        text=_lay_out(node, title)[:MAX_TEXT_CHARS],
        title=title,
        company=_name(node.get("hiringOrganization")),
        locations=_places(node.get("jobLocation")),
        applicants=_places(node.get("applicantLocationRequirements")),
        remote=any("telecommute" in item.lower() for item in _strings(node.get("jobLocationType"))),
        employment=_strings(node.get("employmentType")),
        pay=pay,
        pay_text=pay_text,
        months=_months(node.get("experienceRequirements")),
        degree=_degree(node.get("educationRequirements")),
        posted=_day(node.get("datePosted")),
        valid_through=_day(node.get("validThrough")),
    )


def _lay_out(node: dict[str, Any], title: str | None) -> str:
    """Return the posting as text: title, description, then demands that it does not repeat."""
    text = _plain(node.get("description"))
    seen = _fold(text)
    for key, heading in _PARTS:
        part = _plain(node.get(key))
        if part and _fold(part) not in seen:
            text += f"\n\n{heading}:\n{part}"
    return f"{title}\n\n{text}".strip() if title else text.strip()


def _fold(text: str) -> str:
    return " ".join("".join(char for char in text if char not in _BULLETS).split())


def _plain(value: Any) -> str:
    """Return any value as text; several are one a line."""
    if isinstance(value, str):
        return _clean(_untag(value)).strip()
    if isinstance(value, list):
        parts = [_plain(item) for item in value[:_MAX_LIST]]
        return "\n".join(f"• {part}" for part in parts if part)
    if isinstance(value, dict):
        named = (value.get(key) for key in ("name", "description", "value"))
        return next((_plain(item) for item in named if isinstance(item, str) and item), "")
    return ""


def _untag(text: str) -> str:
    if _ESCAPED_TAG.search(text):
        text = unescape(unescape(text) if "&amp;lt;" in text else text)
    if _TAG.search(text):
        return page_text(text)
    return unescape(text) if "&" in text else text


def _clean(text: str) -> str:
    """Return text without NUL and without halves of characters, which no file can hold."""
    return text.replace("\r\n", "\n").replace("\x00", " ").encode("utf-8", "replace").decode()


def _name(value: Any) -> str | None:
    """Return the name of a thing that is given as text, as an object or as a list of them."""
    if isinstance(value, list):
        return next((name for item in value[:_MAX_LIST] if (name := _name(item))), None)
    if isinstance(value, dict):
        return _name(value.get("name") or value.get("legalName"))
    if not isinstance(value, str):
        return None
    return " ".join(_plain(value[: _MAX_NAME * 4]).split())[:_MAX_NAME] or None


def _strings(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    found = [
        part.strip()[:_MAX_NAME]
        for item in items[:_MAX_LIST]
        if isinstance(item, str)
        for part in re.split("[,;|]", item)
    ]
    return tuple(dict.fromkeys(_clean(item) for item in found if item))


def _places(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    found = [_place(item) for item in items[:_MAX_LIST]]
    return tuple(dict.fromkeys(place for place in found if place))


def _place(value: Any) -> str:
    """Return a place as "city, region, country", of an object or of text."""
    if isinstance(value, str):
        return _name(value) or ""
    if not isinstance(value, dict):
        return ""
    address = value.get("address")
    address = next(iter(address), None) if isinstance(address, list) else address
    if isinstance(address, str) and address.strip():
        return _name(address) or ""
    fields = address if isinstance(address, dict) else value
    parts = [
        _name(fields.get(key)) for key in ("addressLocality", "addressRegion", "addressCountry")
    ]
    kept = [part for part in parts if part and part.lower() not in {"null", "none", "n/a"}]
    return ", ".join(dict.fromkeys(kept)) or _name(value.get("name")) or ""


def _months(value: Any) -> int | None:
    if isinstance(value, list):
        return next((found for item in value[:_MAX_LIST] if (found := _months(item))), None)
    if not isinstance(value, dict):
        return None
    months = value.get("monthsOfExperience")
    try:
        count = int(float(months)) if isinstance(months, int | float | str) else 0
    except (ValueError, OverflowError):
        return None
    return count if 0 < count <= 600 else None


def _degree(value: Any) -> Any:
    """Return the lowest degree that the credentials name, or None."""
    items = value if isinstance(value, list) else [value]
    named = [
        str(item.get("credentialCategory") or "").lower()
        for item in items[:_MAX_LIST]
        if isinstance(item, dict)
    ]
    for degree, words in _DEGREES:
        if any(word in name for name in named for word in words):
            return degree
    return None


def _day(value: Any) -> str | None:
    match = _DAY.match(value) if isinstance(value, str) else None
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        return None
