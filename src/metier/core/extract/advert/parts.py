"""The parts of an advert, by their headings: what must be, what is nice, what one does."""

import re
from bisect import bisect_right
from typing import NamedTuple

from metier.core.extract.advert.layout import Layout, Line
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.words import bare
from metier.core.framework.advert_types import AdvertFile, PartKind

_MAX_HEADING = 80
_MAX_WORDS = 9
_MAX_LEAD_IN = 16
_MAX_LEAD_IN_CHARS = 140
_MAX_INLINE = 50
_ASIDE = re.compile(r"\s*\([^()]{0,60}\)$")
_LABELS = frozenset({"place", "pay", "role", "company"})
_MARKDOWN = re.compile(r"[ \t]*(#{1,6})\s")
_BOLD = re.compile(r"\s*(?:\*\*|__)[^*_\n]+(?:\*\*|__)[ :]*$")
_ENDS = (".", ",", ";")


class Part(NamedTuple):
    """A part of the text from `start` to the next one; its heading ends at `body`."""

    start: int
    body: int
    kind: PartKind


class Parts:
    """The parts of one advert, in order; they cover it whole."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self._starts = [part.start for part in parts]

    def at(self, offset: int) -> Part:
        """Return the part that holds `offset`."""
        return self.parts[max(0, bisect_right(self._starts, offset) - 1)]

    def is_heading(self, offset: int) -> bool:
        """Return whether `offset` lies in a heading."""
        part = self.at(offset)
        return part.start <= offset < part.body


class PartFinder:
    """Finds the parts of adverts by the headings of `adverts.yaml`."""

    def __init__(self, rules: AdvertFile, book: PhraseBook) -> None:
        self._kinds: dict[str, PartKind] = {}
        for spec in rules.parts:
            for heading in spec.headings:
                self._kinds.setdefault(heading, spec.kind)
        self._subheadings = frozenset(rules.subheadings)
        self._order = [spec.kind for spec in rules.parts if spec.words]
        for spec in rules.parts:
            book.add(f"part.{spec.kind}", spec.words)

    def find(self, layout: Layout) -> Parts:
        """Return the parts of an advert; what precedes the first heading is "other"."""
        parts = [Part(0, 0, "other")]
        depth = 0
        resume: PartKind | None = None
        for index, line in enumerate(layout.lines):
            if resume and not layout.goes_on(index):
                parts.append(Part(line.begin, line.begin, resume))
                resume = None
            if layout.goes_on(index) and not self._breaks_in(layout, line):
                continue
            current = parts[-1].kind
            level = _level(layout.text, line)
            kind = self._whole(layout, index, current, level <= depth if level else False)
            if kind:
                parts.append(Part(line.begin, line.end, kind))
                depth = level
                continue
            inline = self._inline(layout, line)
            if inline:
                kind, body = inline
                resume = current if line.bullet else None
                parts.append(Part(line.begin, body, kind))
            elif level and level <= (depth or level):
                parts.append(Part(line.begin, line.end, "other"))
        return Parts(parts)

    def _breaks_in(self, layout: Layout, line: Line) -> bool:
        """Return whether a line that seems to go on with a paragraph is a known heading."""
        if line.end - line.start > _MAX_INLINE or not layout.text[line.start].isupper():
            return False
        core = _core(layout.folded[line.start : line.end])
        return " " in core and core in self._kinds

    def _whole(self, layout: Layout, index: int, current: str, same: bool) -> PartKind | None:
        line = layout.lines[index]
        raw = layout.text[line.start : line.end]
        if len(raw) > _MAX_LEAD_IN_CHARS:
            return None
        marked = bool(_BOLD.match(raw)) or raw.endswith(":") or _level(layout.text, line) > 0
        if line.bullet and not marked:
            return None
        core = _core(layout.folded[line.start : line.end])
        first = raw.lstrip("#*_ \t")[:1]
        if not core or (first.islower() and not (line.gap or marked)):
            return None
        kind = self._kinds.get(core) or self._kinds.get(_ASIDE.sub("", core))
        if kind:
            return kind
        if core in self._subheadings:
            return _inherit(current, same)
        return self._by_words(layout, index, core.count(" ") + 1, marked)

    def _by_words(self, layout: Layout, index: int, words: int, marked: bool) -> PartKind | None:
        line = layout.lines[index]
        raw = layout.text[line.start : line.end]
        lead_in = raw.rstrip("*_ ").endswith(":")
        if raw.endswith(_ENDS) or words > (_MAX_LEAD_IN if lead_in else _MAX_WORDS):
            return None
        if not (marked or self._stands_alone(layout, index) or raw.isupper()):
            return None
        hits = layout.hits
        return next(
            (kind for kind in self._order if hits.any(f"part.{kind}", line.start, line.end)), None
        )

    @staticmethod
    def _stands_alone(layout: Layout, index: int) -> bool:
        line = layout.lines[index]
        following = layout.lines[index + 1] if index + 1 < len(layout.lines) else None
        short = line.end - line.start <= _MAX_HEADING
        if following and following.bullet:
            return short
        return short and line.gap and (following is None or following.gap)

    def _inline(self, layout: Layout, line: Line) -> tuple[PartKind, int] | None:
        """Return the kind of "Requirements: Python …" and where its content begins."""
        colon = layout.folded.find(":", line.start, min(line.end, line.start + _MAX_INLINE))
        if colon < 0:
            return None
        core = _core(layout.folded[line.start : colon])
        kind = self._kinds.get(core)
        return (kind, colon + 1) if kind and kind not in _LABELS else None


def _core(folded: str) -> str:
    """Return a heading's words, with "and" for an ampersand."""
    return bare(folded.replace("&", " and ").replace("/", " "))


def _level(text: str, line: Line) -> int:
    match = _MARKDOWN.match(text, line.begin, line.end)
    return len(match[1]) if match else 0


def _inherit(current: str, same: bool) -> PartKind | None:
    """Return the kind of a heading such as "Technical skills": within demands, none of its own."""
    return None if current in {"must", "nice"} and not same else "skills"
