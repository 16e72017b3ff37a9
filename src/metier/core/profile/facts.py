"""What a person's documents say apart from skills: years, titles, degree, words of scope."""

import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

from metier.core.framework.records import Document, Position

DEGREES = ("none", "bachelor", "master", "doctorate")
_STATED = re.compile(
    r"\b(\d{1,2})(?:\.\d)?\s*\+?\s*(?:years?|yrs?)['’]?\s*(?:of\s+)?"
    r"(?:\w+[\s/-]+){0,4}?(?:experience|exp\b)",
    re.IGNORECASE,
)
_DEGREE_WORDS = (
    ("doctorate", r"\bph\.?\s?d\b|\bdoctora\w*|\bd\.?phil\b"),
    (
        "master",
        r"\bmaster(?:['’]?s)?\b|\bm\.?\s?sc\b|\bm\.?s\.(?=\s|,)|\bm\.?tech\b|\bm\.?eng\b|\bmba\b|\bm\.?c\.?a\b",
    ),
    (
        "bachelor",
        r"\bbachelor(?:['’]?s)?\b|\bb\.?\s?sc\b|\bb\.?a\.(?=\s|,)|\bb\.?s\.(?=\s|,)|\bb\.?tech\b|\bb\.?e\b|\bb\.?eng\b|\bb\.?com\b",
    ),
)
_WORKING = frozenset({"experience", "summary", "other", "skills", "languages", "interests"})
_STUDYING = re.compile(
    r"universit|college|school|institut|bachelor|master|degree|ph\.?d|diploma|faculty|course|student|academy",
    re.IGNORECASE,
)


class Job(Struct, frozen=True):
    """A position held: its title, months, and whether it goes on."""

    title: str
    began: str
    ended: str | None
    current: bool


class Facts(Struct, frozen=True):
    """What the documents say apart from skills.

    Attributes:
        years: Years of work, counted once where positions overlap; None when nothing tells.
        stated_years: Whether `years` is the person's own statement.
        jobs: Positions, latest first.
        headline: The title that the person gives themselves near the top, or empty.
        degree: Highest degree named: none, bachelor, master or doctorate.
        scope: Phrases of scope found in the text.
        words: Length of the longest document in words.
    """

    years: float | None
    stated_years: bool
    jobs: tuple[Job, ...]
    headline: str
    degree: str
    scope: tuple[str, ...]
    words: int


def gather_facts(
    documents: Sequence[Document], scope_phrases: Sequence[str], *, as_of: dt.date
) -> Facts:
    """Return the facts in a person's documents as of a day."""
    text = "\n".join(document.text for document in documents)
    positions = [item for document in documents for item in document.positions]
    worked = [item for item in positions if _is_work(item)]
    counted = _union_years(worked, as_of)
    stated = max((int(match) for match in _STATED.findall(text) if int(match) <= 45), default=0)
    years: float | None = max(counted, float(stated)) if worked or stated else None
    jobs = sorted(worked, key=lambda item: (item.current, item.began), reverse=True)
    lowered = text.lower()
    return Facts(
        years=round(years, 1) if years is not None else None,
        stated_years=stated > counted,
        jobs=tuple(Job(item.title, item.began, item.ended, item.current) for item in jobs),
        headline=next((_headline(document) for document in documents), ""),
        degree=_degree(documents),
        scope=tuple(
            phrase
            for phrase in dict.fromkeys(scope_phrases)
            if re.search(rf"\b{re.escape(phrase)}\b", lowered)
        ),
        words=max((len(document.text.split()) for document in documents), default=0),
    )


def _is_work(position: Position) -> bool:
    if position.section == "experience":
        return True
    return position.section in _WORKING and not _STUDYING.search(position.title)


def _union_years(positions: Sequence[Position], as_of: dt.date) -> float:
    today = as_of.year * 12 + as_of.month
    spans = []
    for item in positions:
        began = _months(item.began)
        ended = today if item.current or item.ended is None else _months(item.ended)
        spans.append((began, min(max(ended, began + 1), today)))
    total, reached = 0, -1
    for began, ended in sorted(spans):
        total += max(0, ended - max(began, reached))
        reached = max(reached, ended)
    return total / 12


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


def _headline(document: Document) -> str:
    lines = [line.strip() for line in document.text[:1500].splitlines() if line.strip()]
    return " · ".join(line[:100] for line in lines[:4])


def _degree(documents: Sequence[Document]) -> str:
    for degree, pattern in _DEGREE_WORDS:
        if any(re.search(pattern, document.text, re.IGNORECASE) for document in documents):
            return degree
    return "none"
