"""What a person's documents say apart from skills: years, titles, degree, words of scope."""

import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

from metier.core.framework.periods import count_months
from metier.core.framework.records import Document, Position

_STATED = re.compile(
    r"\b(\d{1,2})(?:\.\d)?\s*\+?\s*(?:years?|yrs?)['’]?\s*(?:of\s+)?"
    r"(?:\w+[\s/-]+){0,4}?(?:experience|exp\b)"
    r"|\bexperience\s*(?:of|is|[:–-])?\s*(?:about|over|more than)?\s*"
    r"(\d{1,2})(?:\.\d)?\s*\+?\s*(?:years?|yrs?)\b",
    re.IGNORECASE,
)
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
    worked = [
        item for document in documents for item in document.positions if _is_work(item, document)
    ]
    counted = count_months(worked, as_of=as_of) / 12
    stated = _stated_years(text)
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
