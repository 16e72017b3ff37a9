"""What a person's documents say apart from skills: years, titles, degree, words of scope."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from metier.core.framework.periods import count_months
from metier.core.framework.records import Document, Position

_STATED = re.compile(
    r"\b(\d{1,2})(?:\.\d)?\s*\+?[\s-]*(?:years?|yrs?)\b['’]?(?!\s*old\b)\s*(?:of\s+)?"
    r"(?:\w+[\s/-]+){0,4}?(?:experience|exp\b)"
    r"|\bexperience\s*(?:of|for|is|[:–-])?\s*(?:about|over|more than|almost|nearly)?\s*"
    r"(\d{1,2})(?:\.\d)?\s*\+?\s*(?:years?|yrs?)\b",
    re.IGNORECASE,
)
_SKILL_TIME = re.compile(
    r"\bexp[a-z]*\s*[:–-]?\s*(\d{1,3})\s*months?\b|\((\d{1,2})\s*\+?\s*(?:years?|yrs?)\)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/])(?:19[6-9]\d|20[0-4]\d)(?!\d)")
_DEGREE_WORDS = (
    ("doctorate", r"\bph\.?\s?d\b|\bdoctora\w*|\bd\.?phil\b"),
    (
        "master",
        r"(?<!scrum )(?<!scrum-)\bmaster(?:['’]?s)?\b"
        r"(?!\s+(?:data|branch|node|key|plan|class|file|table|page))|"
        r"\bm\.?\s?sc\b|(?-i:\bM\.?\s?S\.(?=\s|,)|\bM[SA](?=\s+(?:[Ii]n|[Dd]egree)\b))|"
        r"\bm\.?tech\b|\bm\.?eng\b|\bmba\b|\bm\.?c\.?a\b",
    ),
    (
        "bachelor",
        r"\bbachelor(?:['’]?s)?\b|\bb\.?\s?sc\b|(?-i:\bB\.?\s?[AS]\.(?=\s|,)|\bB[AS](?=\s+(?:[Ii]n|[Dd]egree)\b)|"
        r"\bB\.E\b|(?<![\w-])BE(?=\s*[,(]|\s+(?:in\b|[A-Z])))|\bb\.?tech\b|\bb\.?eng\b|\bb\.?com\b",
    ),
)
_WORKING = frozenset({"experience", "summary", "other", "skills", "languages", "interests"})
_STUDYING = re.compile(
    r"universit|college|school|institut|bachelor|master|degree|ph\.?d|diploma|faculty|course|student|"
    r"academy|\bhsc\b|\bssc\b|state board|secondary",
    re.IGNORECASE,
)
_DEGREE_TITLE = re.compile(
    r"\bbachelor|\bmaster(?:['’]?s)?\s+(?:of|in|degree)\b|\bb\.?\s?sc\b|\bm\.?\s?sc\b|\bb\.?tech\b|"
    r"\bm\.?tech\b|\bdiploma\b|high school|\bhsc\b|\bssc\b",
    re.IGNORECASE,
)
_SCHOOLING = re.compile(r"high school|\bstudied\b|\bgraduated\b|\bdegree\b", re.IGNORECASE)
_OPENING_CHARS = 160
_HEAD_CHARS = 1000
YearsFrom = Literal["stated", "counted", "skills", "degree"]
_LONGEST_CAREER = 45


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
        years_from: What tells the years: stated, counted, skills or degree.
        written: The year in which an old text seems to have been written; None for a recent one.
    """

    years: float | None
    stated_years: bool
    jobs: tuple[Job, ...]
    headline: str
    degree: str
    scope: tuple[str, ...]
    words: int
    years_from: YearsFrom = "counted"
    written: int | None = None


def gather_facts(
    documents: Sequence[Document],
    scope_phrases: Sequence[str],
    *,
    as_of: dt.date,
    old_years: float = 7,
    degree_share: float = 0.5,
) -> Facts:
    """Return the facts in a person's documents as of a day.

    Args:
        documents: The person's documents.
        scope_phrases: Phrases of scope to look for, in lower case.
        as_of: The day until which current positions last.
        old_years: A text whose newest year lies this far back was written in the year after.
        degree_share: Share of the years since the degree that counts as work at least.
    """
    text = "\n".join(document.text for document in documents)
    worked = [
        item for document in documents for item in document.positions if _is_work(item, document)
    ]
    opening = max((_stated_years(item.text[:_HEAD_CHARS]) for item in documents), default=0)
    written = _written(text, worked, as_of, old_years)
    until = dt.date(written, 12, 31) if written else as_of
    counted = count_months(worked, as_of=until) / 12 if worked else None
    since = _years_since_degree(text, until)
    told: dict[YearsFrom, float | None] = {
        "counted": counted,
        "stated": float(_stated_years(text)) or None,
        "skills": _skill_years(text),
        "degree": degree_share * since if since is not None else None,
    }
    years, years_from = _choose_years(told, opening)
    jobs = sorted(worked, key=lambda item: (item.current, item.began), reverse=True)
    lowered = text.lower()
    return Facts(
        years=round(years, 1) if years is not None else None,
        stated_years=years_from == "stated",
        jobs=tuple(Job(item.title, item.began, item.ended, item.current) for item in jobs),
        headline=next((_headline(document) for document in documents), ""),
        degree=_degree(documents),
        scope=tuple(
            phrase
            for phrase in dict.fromkeys(scope_phrases)
            if re.search(rf"\b{re.escape(phrase)}\b", lowered)
        ),
        words=max((len(document.text.split()) for document in documents), default=0),
        years_from=years_from,
        written=written,
    )


def _choose_years(
    told: dict[YearsFrom, float | None], opening: int
) -> tuple[float | None, YearsFrom]:
    """Return what the person states at the head of a document, or else the most told elsewhere."""
    if opening:
        return float(opening), "stated"
    known = [name for name, value in told.items() if value is not None]
    best: YearsFrom = "counted"
    if known:
        best = max(known, key=lambda name: told[name] or 0.0)
    return told[best], best


def _written(text: str, worked: Sequence[Position], as_of: dt.date, old_years: float) -> int | None:
    """Return the year in which a text was written, when its newest year is long past.

    A position that goes on may have done so ever since; then the text is old only when no skill
    is said to be used for even half of that time.
    """
    named = [int(year) for year in _YEAR.findall(text)]
    named += [int(month[:4]) for item in worked for month in (item.began, item.ended) if month]
    newest = max((year for year in named if year <= as_of.year), default=as_of.year)
    if as_of.year - newest < old_years:
        return None
    longest = max((as_of.year - int(item.began[:4]) for item in worked if item.current), default=0)
    used = _skill_years(text)
    return newest + 1 if not longest or (used is not None and used < longest / 2) else None


def _years_since_degree(text: str, until: dt.date) -> float | None:
    """Return the years since the latest year on a line that names a degree, 0 or more."""
    pattern = "|".join(pattern for _, pattern in _DEGREE_WORDS)
    ended = [
        max(years)
        for line in text.splitlines()
        if (years := [int(year) for year in _YEAR.findall(line)])
        and re.search(pattern, line, re.IGNORECASE)
    ]
    return float(max(0, until.year - max(ended))) if ended else None


def _skill_years(text: str) -> float | None:
    """Return the longest time that a skill is said to have been used, in years."""
    found = [
        int(months) / 12 if months else float(years) for months, years in _SKILL_TIME.findall(text)
    ]
    return max((years for years in found if years <= _LONGEST_CAREER), default=None)


def _stated_years(text: str) -> int:
    found = [int(one or two) for one, two in _STATED.findall(text)]
    return max((years for years in found if years <= _LONGEST_CAREER), default=0)


def _is_work(position: Position, document: Document) -> bool:
    """Return whether a dated block is work; outside the part for work, its words decide."""
    if position.section == "experience":
        return not _DEGREE_TITLE.search(position.title)
    if position.section not in _WORKING or _STUDYING.search(position.title):
        return False
    stop = min(position.end, position.start + _OPENING_CHARS)
    return not _SCHOOLING.search(document.text[position.start : stop])


def _headline(document: Document) -> str:
    lines = [line.strip() for line in document.text[:1500].splitlines() if line.strip()]
    return " · ".join(line[:100] for line in lines[:4])


def _degree(documents: Sequence[Document]) -> str:
    for degree, pattern in _DEGREE_WORDS:
        if any(re.search(pattern, document.text, re.IGNORECASE) for document in documents):
            return degree
    return "none"
