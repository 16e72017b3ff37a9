"""A CV for one advert: lines of the person's own, selected and put in order, none added.

Every line is a span of the document. A line weighs what the demands weigh that it names. Jobs
stay in the person's order, with their heads; below each, the lines that speak to the advert come
first, and those that do not are kept only to a small number.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from metier.core.applications.lines import Span, cut_lines, shown
from metier.core.framework.doing_types import CvRules
from metier.core.framework.records import Document, Position, Section

_OPENING_LINES = 8
_OPENING_CHARS = 100
_HEAD_LINES = 4
_HEAD_CHARS = 70
_LABEL_CHARS = 30
_LEAST_ROWS = 2
_LIST_MARKS = (",", ";", "|", "•", "·")
_ALL_KEPT = frozenset({"experience", "education"})
_UNWANTED = frozenset({"other", "interests"})


class CvLine(NamedTuple):
    """A line of the CV: its span, its words, and what it weighs for the advert.

    Attributes:
        skills: The demanded skills that it names.
    """

    span: Span
    text: str
    weight: float
    skills: tuple[str, ...]


class CvGroup(NamedTuple):
    """A job, a course, a project, or the loose lines of a part.

    Attributes:
        head: The lines that name it, in the person's order.
        began: "YYYY-MM" or "YYYY", as far as the document tells; empty without a date.
        ended: Likewise; empty when it goes on or is not known.
        title: What names it, as words of the head; empty for loose lines.
        lines: The best line first.
    """

    head: tuple[CvLine, ...]
    began: str
    ended: str
    current: bool
    title: str
    lines: tuple[CvLine, ...]


class CvPart(NamedTuple):
    """A section of the CV under the person's own heading, which may be empty."""

    kind: str
    heading: str
    groups: tuple[CvGroup, ...]


class TailoredCv(NamedTuple):
    """A CV for one advert.

    Attributes:
        document: Name of the document that it is made from.
        opening: The lines at the top: name, title, where to write.
        kept: Lines that are in it; `all` is how many the document has.
        shown: Demanded skills that a kept line names.
        unshown: Demanded skills that the document names nowhere.
    """

    document: str
    opening: tuple[CvLine, ...]
    parts: tuple[CvPart, ...]
    kept: int
    all: int
    shown: tuple[str, ...]
    unshown: tuple[str, ...]


class _Scorer:
    """Weighs spans of one document by the demands that are named in them."""

    def __init__(
        self,
        document: Document,
        named: Sequence[tuple[int, int, str]],
        demands: Mapping[str, float],
    ) -> None:
        self.document = document
        self.demands = demands
        self._named = [item for item in named if item[2] in demands]

    def line(self, span: Span) -> CvLine:
        skills = tuple(
            dict.fromkeys(
                skill
                for start, end, skill in self._named
                if span.start <= start and end <= span.end
            )
        )
        weight = sum(self.demands[skill] for skill in skills)
        return CvLine(span, shown(self.document.text, span), weight, skills)

    def lines(self, start: int, end: int) -> list[CvLine]:
        return [self.line(span) for span in cut_lines(self.document, start, end)]


def tailor_cv(
    rules: CvRules,
    document: Document,
    named: Sequence[tuple[int, int, str]],
    demands: Mapping[str, float],
) -> TailoredCv:
    """Return the CV for an advert, made from one document.

    Args:
        rules: How many lines are kept.
        document: The person's CV.
        named: Where the person names a skill of theirs: start, end, skill.
        demands: What each demanded skill weighs.
    """
    scorer = _Scorer(document, named, demands)
    sections = _sections(document)
    top = next((item.start for item in sections if item.heading), len(document.text))
    before = scorer.lines(0, top)
    size = _opening_size(before)
    opening, about = before[:size], before[size:]
    parts = [_loose_part("summary", "", about, rules)] if about else []
    parts += [
        part
        for section in sections
        if section.start >= top
        for part in [_part(rules, scorer, section)]
        if part.groups
    ]
    every = sum(1 for _ in scorer.lines(0, len(document.text)))
    kept = list(opening)
    for part in parts:
        for group in part.groups:
            kept += [*group.head, *group.lines]
    seen = {skill for line in kept for skill in line.skills}
    anywhere = {skill for _, _, skill in named}
    return TailoredCv(
        document.name,
        tuple(opening),
        tuple(part for part in parts if part.groups),
        len(kept),
        max(every, len(kept)),
        tuple(skill for skill in demands if skill in seen),
        tuple(skill for skill in demands if skill not in anywhere),
    )


def _opening_size(lines: Sequence[CvLine]) -> int:
    """Return how many of the first lines say who it is: up to the first sentence or long line."""
    for number, line in enumerate(lines[:_OPENING_LINES]):
        if len(line.text) > _OPENING_CHARS or (line.text.endswith(".") and " " in line.text):
            return number
    return min(len(lines), _OPENING_LINES)


def _sections(document: Document) -> list[Section]:
    whole = Section("other", 0, len(document.text), "")
    return sorted(document.sections, key=lambda item: item.start) or [whole]


def _part(rules: CvRules, scorer: _Scorer, section: Section) -> CvPart:
    """Return a section, cut to the advert."""
    document = scorer.document
    begin = _behind_heading(document.text, section)
    heading = section.heading if begin > section.start else ""
    inside = sorted(
        (item for item in document.positions if begin <= item.start < section.end),
        key=lambda item: item.start,
    )
    first = inside[0].start if inside else section.end
    loose = scorer.lines(begin, first)
    if not inside:
        pairs = _labeled(loose) if section.kind == "skills" else []
        if pairs:
            return CvPart(section.kind, heading, tuple(pairs[: rules.most_section]))
        return _loose_part(section.kind, heading, loose, rules)
    groups = [_group(rules, scorer, item, section.end) for item in inside]
    if section.kind not in _ALL_KEPT and any(_weight(group) for group in groups):
        groups = [group for group in groups if _weight(group)]
    if loose:
        groups = [CvGroup((), "", "", False, "", tuple(_best(loose, rules.most_lines))), *groups]
    return CvPart(section.kind, heading, tuple(groups))


def _loose_part(kind: str, heading: str, lines: list[CvLine], rules: CvRules) -> CvPart:
    if kind in _UNWANTED:
        lines = [line for line in lines if line.weight]
    limit = rules.most_summary if kind == "summary" else rules.most_section
    kept = tuple(_best(lines, limit))
    return CvPart(kind, heading, (CvGroup((), "", "", False, "", kept),) if kept else ())


def _labeled(lines: Sequence[CvLine]) -> list[CvGroup]:
    """Return lists under labels of their own, as the rows of a table give them, the best first.

    Each label is a short line before a list of several entries; empty unless there are two such
    rows or more.
    """
    groups: list[CvGroup] = []
    rows = 0
    waiting: tuple[CvLine, ...] = ()
    for line in lines:
        is_list = any(mark in line.text for mark in _LIST_MARKS)
        if waiting and is_list:
            groups.append(CvGroup(waiting, "", "", False, "", (line,)))
            rows += 1
            waiting = ()
            continue
        groups += [CvGroup((), "", "", False, "", (each,)) for each in waiting]
        waiting = ()
        if not is_list and len(line.text) <= _LABEL_CHARS and not line.weight:
            waiting = (line,)
        else:
            groups.append(CvGroup((), "", "", False, "", (line,)))
    groups += [CvGroup((), "", "", False, "", (each,)) for each in waiting]
    return sorted(groups, key=lambda group: -_weight(group)) if rows >= _LEAST_ROWS else []


def _group(rules: CvRules, scorer: _Scorer, position: Position, limit: int) -> CvGroup:
    lines = scorer.lines(position.start, min(position.end, limit))
    size = _head_size(scorer.document.text, lines, position)
    head, rest = lines[:size], lines[size:]
    speaking = [line for line in rest if line.weight]
    kept = _best(speaking, rules.most_lines)
    silent = [line for line in rest if not line.weight]
    kept += silent[: max(0, rules.least_lines - len(kept))]
    words = scorer.document.text[position.start : position.end]
    return CvGroup(
        tuple(head),
        _month(position.began, words),
        _month(position.ended, words) if position.ended else "",
        position.current,
        position.title if any(position.title in line.text for line in head) else "",
        tuple(kept),
    )


def _head_size(text: str, lines: Sequence[CvLine], position: Position) -> int:
    """Return how many of the first lines name the position: to its title and its year."""
    wanted = {position.title, position.began[:4]} - {""}
    size = 0
    for number, line in enumerate(lines[:_HEAD_LINES], start=1):
        found = {word for word in wanted if word in line.text}
        if found:
            size = number
            wanted -= found
    size = max(size, 1) if lines else 0
    if size < min(len(lines), _HEAD_LINES):
        after = lines[size]
        is_short = len(after.text) <= _HEAD_CHARS and not after.text.endswith((".", ";", ":"))
        if size == 1 and is_short and not after.weight and not _has_bullet(text, after):
            size += 1
    return size


def _has_bullet(text: str, line: CvLine) -> bool:
    start = text.rfind("\n", 0, line.span.start) + 1
    return bool(text[start : line.span.start].strip())


def _best(lines: Sequence[CvLine], limit: int) -> list[CvLine]:
    return sorted(lines, key=lambda line: -line.weight)[:limit]


def _weight(group: CvGroup) -> float:
    return sum(line.weight for line in (*group.head, *group.lines))


def _behind_heading(text: str, section: Section) -> int:
    """Return where a section goes on behind its heading."""
    if not section.heading:
        return section.start
    at = text.find(section.heading, section.start, section.end)
    if at < 0 or text[section.start : at].strip(" #*_\t\n•-"):
        return section.start
    stop = text.find("\n", at, section.end)
    end = at + len(section.heading)
    rest = text[end : stop if stop >= 0 else section.end]
    if rest.strip(" :#*_\t—–-|"):
        return section.start  # the heading opens a line that says more
    return section.end if stop < 0 else stop + 1


def _month(month: str, words: str) -> str:
    """Return a month as far as the document tells it: January may stand for none given."""
    year, _, number = month.partition("-")
    if number == "01" and not re.search(r"\bjan|\b0?1[/.-]|-01\b", words, re.IGNORECASE):
        return year
    return month
