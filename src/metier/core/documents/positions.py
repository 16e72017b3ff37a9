"""Find dated blocks: the jobs, studies and projects of a CV."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from metier.core.documents.limits import MAX_POSITIONS
from metier.core.framework.records import Position, Section, SectionKind

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?P<{0}m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    r"(?:" + _MONTH + r"\.?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?)?,?\s*['’]?(?P<{0}y>(?:19|20)\d\d|\d\d)"
    r"|(?P<{0}n>0?[1-9]|1[0-2])\s?[/.]\s?(?P<{0}ny>(?:19|20)\d\d)"
    r"|(?P<{0}iy>(?:19|20)\d\d)[-/.](?P<{0}in>0[1-9]|1[0-2])(?:-\d\d)?"
    r"|(?P<{0}ry>(?:19|20)\d\d),?\s+" + _MONTH.replace("{0}m", "{0}rm") + r"(?!\w)"
    r"|(?P<{0}o>(?:19|20)\d\d))"
)
_NOW = r"(?P<now>present|current(?:ly)?|now|till\s+date|to\s+date|today|ongoing|till\s+now|date)"
_TO = r"(?:\s*(?:[-–—−/~\x96\ue000-\uf8ff]|\bto\b|\buntil\b|\btill\b|\bthrough\b)+\s*|[ \xa0]{2,4})"
_RANGE = re.compile(
    r"(?<![\w/])(?:from\s+|since\s+)?"
    + _DATE.format("a")
    + _TO
    + r"(?:"
    + _NOW
    + r"|"
    + _DATE.format("b")
    + r")(?!\w)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d\d")
_AROUND = 60
_SINCE = re.compile(r"(?<!\w)since\s+" + _DATE.format("a") + r"(?!\w)", re.IGNORECASE)
_TITLE_TRIM = re.compile(r"^[\s•*\-–—|,:)\]]+|[\s•*\-–—|,:(\[]+$")
_LENGTH = re.compile(
    r"\(?(?:(?:\d+|less than an?)\s*(?:years?|yrs?|months?|mos?)\b[\s,.]*)+\)?", re.IGNORECASE
)
_BULLET = re.compile(r"\s*[•●▪◦■➢✓\ue000-\uf8ff]")
_MAX_LINE = 500


def find_positions(text: str, sections: Sequence[Section]) -> list[Position]:
    """Return the dated blocks of `text` in order; a block ends where the next one starts."""
    found = []
    for match in islice(_near_digits(_RANGE, text), MAX_POSITIONS):
        began = _read_date(match, "a")
        current = match.group("now") is not None
        ended = None if current else _read_date(match, "b")
        found.append((match.start(), match.end(), began, ended, current))
    taken = {start for start, *_ in found}
    for match in islice(_near_digits(_SINCE, text), MAX_POSITIONS):
        if taken.isdisjoint(range(match.start() - 7, match.start() + 8)):
            found.append((match.start(), match.end(), _read_date(match, "a"), None, True))
    return _blocks(text, sections, sorted(found, key=lambda item: item[:2]))


def _near_digits(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern of dates, looked for only where digits are near."""
    low = high = 0
    for digits in _DIGITS.finditer(text):
        start, end = digits.start() - _AROUND, digits.end() + _AROUND
        if start > high:
            yield from pattern.finditer(text, low, high)
            low = max(0, start)
        high = min(end, len(text))
    yield from pattern.finditer(text, low, high)


def _blocks(
    text: str,
    sections: Sequence[Section],
    found: Sequence[tuple[int, int, str | None, str | None, bool]],
) -> list[Position]:
    starts = [section.start for section in sections]
    blocks = []
    floor = 0
    for start, end, began, ended, current in found:
        if began is None or (ended is not None and ended < began):
            continue
        index = bisect_right(starts, start) - 1
        if index >= 0 and text.startswith(sections[index].heading, starts[index]):
            floor = max(floor, starts[index] + len(sections[index].heading))
        title, title_start = _title(text, floor, start, end)
        floor = end
        kind: SectionKind = sections[index].kind if index >= 0 else "other"
        limit = sections[index].end if index >= 0 else len(text)
        blocks.append((title_start, limit, began, ended, current, title, kind))
    positions = []
    for number, (start, limit, began, ended, current, title, kind) in enumerate(blocks):
        following = blocks[number + 1][0] if number + 1 < len(blocks) else limit
        stop = max(start + 1, min(limit, following))
        positions.append(Position(start, stop, began, ended, current, title, kind))
    return positions


def _title(text: str, floor: int, start: int, end: int) -> tuple[str, int]:
    """Return the line that names the block: the dates' own line, else the one before it.

    It begins no earlier than `floor`, where the dates of the block before it end.
    """
    floor = max(floor, start - _MAX_LINE)
    line_start = max(floor, text.rfind("\n", floor, start) + 1)
    line_end = text.find("\n", end, end + _MAX_LINE)
    line_end = min(len(text), end + _MAX_LINE) if line_end < 0 else line_end
    rest = _TITLE_TRIM.sub("", text[line_start:start])
    if not rest and not _BULLET.match(text, end):
        rest = _TITLE_TRIM.sub("", text[end:line_end])
    if _LENGTH.fullmatch(rest):
        rest = ""
    if len(rest) > 3:
        return rest[:120], line_start
    before = max(floor, text.rfind("\n", floor, max(floor, line_start - 1)) + 1)
    previous = _TITLE_TRIM.sub("", text[before : max(before, line_start - 1)])
    if before > floor and 3 < len(previous) <= 120:
        return previous, before
    return rest[:120], line_start


def _read_date(match: re.Match[str], side: str) -> str | None:
    part = match.groupdict()
    if part[f"{side}m"]:
        year = int(part[f"{side}y"])
        if year < 100:
            year += 2000 if year < 60 else 1900
        return f"{year:04d}-{_MONTHS[part[f'{side}m'].lower().rstrip('.')]:02d}"
    if part[f"{side}rm"]:
        return f"{part[f'{side}ry']}-{_MONTHS[part[f'{side}rm'].lower()]:02d}"
    if part[f"{side}n"]:
        return f"{part[f'{side}ny']}-{int(part[f'{side}n']):02d}"
    if part[f"{side}iy"]:
        return f"{part[f'{side}iy']}-{part[f'{side}in']}"
    return f"{part[f'{side}o']}-01" if part[f"{side}o"] else None
