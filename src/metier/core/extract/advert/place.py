"""Where the work is done: places, work mode and type of employment."""

import itertools
import re
from collections.abc import Iterator

from metier.core.extract.advert.labels import Labels, Value
from metier.core.extract.advert.layout import Layout, Line
from metier.core.extract.advert.parts import Parts
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.records import EmploymentType, Mode, Span, Stated
from metier.core.framework.advert_types import AdvertFile, Employment, Label, WorkMode

_SPLIT = re.compile(r"\s*(?:[;|•·]|\s/\s|\s&\s|\bor\b|\boder\b|\bou\b|\n)\s*")
_PLACE = re.compile(
    r"(?:St\. )?[A-ZÀ-Þ][\w'’-]+(?:\.\w+)*(?: (?:(?:of|de|la|am|upon) )?[A-ZÀ-Þ][\w'’-]+){0,3}"
    r"(?:, [A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}){0,2}"
)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_TRIM = re.compile(r"^[\s,;:.\-–—|/•(\[]+|[\s,;:\-–—|/•(\[]+$")
_BARE = re.compile(rb"\0+")
_LEAD_IN = re.compile(r"^(?:in|from|within|based in|based|across)\s+", re.IGNORECASE)
_NAMED = re.compile(r"\s{1,3}(?:the\s|our\s|central\s){0,2}")
_SILENT = frozenset({"page", "legal", "company"})
_UNTOLD = frozenset({"page", "legal"})
_MODE_LABELS: tuple[Label, ...] = ("mode", "location", "employment")
_TELLING = frozenset({"other", "role", "place", "pay"})
_MAX_PLACE = 90
_TOP_LINES = 14
_MAX_TOP = 120
_MAX_PIECE = 60
_MAX_PIECE_WORDS = 7
_OURS = (" our", " the", " our central", " unserem", " notre", " ons")
_MARKS = " *#_📍🌍🌎🌏🏢•·"
_CUTS = re.compile(r"\s*[|/•·;()\[\]]\s*|\s[-–—]\s")
_APART = ("", "/", "|", "(", ")", "•", "·", "-", "–", "—", ",", "[", "]", "*")


class PlaceReader:
    """Finds places, work mode and employment by the words of `adverts.yaml`."""

    def __init__(self, rules: AdvertFile, book: PhraseBook) -> None:
        names = rules.names
        book.add("place.after", (*names.place_after, *names.place_sure))
        book.add("place.sure", names.place_sure)
        self._not = frozenset(names.not_place)
        book.add("place.known", (*names.countries, *names.cities))
        self._modes: list[WorkMode] = [spec.mode for spec in rules.modes]
        for spec in rules.modes:
            for group, phrases in (
                ("label", spec.labels),
                ("sure", spec.sure),
                ("told", spec.phrases),
            ):
                book.add(f"mode.{group}.{spec.mode}", phrases)
            book.add("place.cut", spec.labels)
        self._tags = rules.tags
        for tag, mode in rules.tags.items():
            book.add(f"mode.tag.{mode}", [tag])
        self._types: list[Employment] = [spec.type for spec in rules.employment]
        for kind in rules.employment:
            book.add(f"type.{kind.type}", kind.phrases)
            book.add(f"type.title.{kind.type}", kind.titles)
            book.add("place.cut", kind.phrases)

    def places(self, layout: Layout, labels: Labels, parts: Parts) -> tuple[Stated, ...]:
        """Return the places of work that the text states: labeled ones, else those it tells."""
        found = [
            place for value in labels.get("location", []) for place in self._of_value(layout, value)
        ] or self._of_top(layout)
        found = found or self._told(layout, parts)
        unique = {place.value.casefold(): place for place in reversed(found)}
        return tuple(reversed(unique.values()))

    def _of_value(self, layout: Layout, value: Value) -> list[Stated]:
        found = []
        position = 0
        for piece in [*_SPLIT.finditer(value.text), None]:
            stop = piece.start() if piece else len(value.text)
            place = self._clean(layout, value.start + position, value.start + stop)
            if place:
                found.append(place)
            position = piece.end() if piece else stop
        return found

    def _clean(self, layout: Layout, start: int, end: int) -> Stated | None:
        """Return the place in a span without words of work mode; None when nothing is left."""
        text = layout.text[start:end]
        covered = bytearray(len(text))
        for low, high in layout.hits.within("place.cut", start, end):
            covered[low - start : high - start] = b"\1" * (high - low)
        for match in _BRACKETS.finditer(text):
            inner = text[match.start() + 1 : match.end() - 1]
            if any(covered[match.start() : match.end()]) or not _PLACE.match(inner):
                covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        for run in _BARE.finditer(covered):
            piece = _LEAD_IN.sub("", _TRIM.sub("", text[run.start() : run.end()]))
            known = piece.casefold() in self._not
            if 1 < len(piece) <= _MAX_PLACE and piece[0].isupper() and not known:
                at = start + text.index(piece, run.start())
                return Stated(piece, Span(at, at + len(piece)))
        return None

    def _of_top(self, layout: Layout) -> list[Stated]:
        """Return the places in the first short line that names a known city or country."""
        for line in _top_lines(layout):
            found = [
                place
                for low, high in _pieces(layout.text, line.start, line.end)
                if (place := self._known(layout, low, high))
            ]
            if found:
                return found
        return []

    def _known(self, layout: Layout, low: int, high: int) -> Stated | None:
        """Return the place in a piece of a line: a known one, alone, after others or "in"."""
        if high - low > _MAX_PIECE:
            return None
        for start, _ in layout.hits.within("place.known", low, high):
            before = layout.text[low:start].strip(_MARKS)
            titled = layout.hits.any("title.head", low, start)
            if titled and not before.endswith((" in", ",", " à")):
                continue
            name = _PLACE.match(layout.text, start, high)
            if not name or self._goes_on(layout, name.end(), high):
                continue
            if not before or titled or before.endswith(" in"):
                return self._clean(layout, start, high)
            if before.endswith(",") and before.count(" ") < _MAX_PIECE_WORDS:
                return self._clean(layout, low, high)
        return None

    @staticmethod
    def _goes_on(layout: Layout, low: int, high: int) -> bool:
        """Return whether something else than words of work mode follows a place."""
        for _, end in layout.hits.within("place.cut", low, high):
            low = max(low, end)
        return any(char.isalnum() for char in layout.text[low:high])

    def _told(self, layout: Layout, parts: Parts) -> list[Stated]:
        found = []
        hits, text = layout.hits, layout.text
        for start, end in hits.all("place.after"):
            silent = parts.at(start).kind in _SILENT
            if silent and not hits.any("place.sure", start, end):
                continue
            lead = _NAMED.match(text, end)
            name = _PLACE.match(text, lead.end()) if lead else None
            if name and name[0].split(",")[0].casefold() not in self._not:
                found.append(Stated(name[0], Span(*name.span())))
        for start, end in hits.all("place.known"):
            if layout.folded.startswith(" office", end) and layout.folded[
                max(0, start - 20) : start
            ].rstrip().endswith(_OURS):
                found.append(Stated(text[start:end], Span(start, end)))
        return found[:1]

    def mode(self, layout: Layout, labels: Labels, parts: Parts) -> Mode | None:
        """Return the work mode: labeled, else a word apart at the top, else told in the text."""
        labeled = (labels.get(label, []) for label in _MODE_LABELS)
        for value in itertools.chain.from_iterable(labeled):
            found = self._named(layout, value.span.start, value.span.end)
            if found:
                return found
        return self._mode_of_top(layout) or self._mode_told(layout, parts)

    def _named(self, layout: Layout, low: int, high: int) -> Mode | None:
        """Return the work mode that the words in a span name; several make it hybrid."""
        found = sorted(
            (start, -end, mode)
            for mode in self._modes
            for start, end in layout.hits.within(f"mode.label.{mode}", low, high)
        )
        kept: list[tuple[int, int, WorkMode]] = []
        for start, negative, mode in found:
            if not kept or start >= kept[-1][1]:
                kept.append((start, -negative, mode))
        if not kept:
            return None
        modes = {mode for _, _, mode in kept}
        if len(modes) > 1:
            return Mode("hybrid", Span(kept[0][0], kept[-1][1]))
        return Mode(kept[0][2], Span(kept[0][0], kept[0][1]))

    def _mode_of_top(self, layout: Layout) -> Mode | None:
        """Return the mode that stands by itself in a short line among the first."""
        for line in _top_lines(layout):
            found = self._named(layout, line.start, line.end)
            if found and found.span:
                before = layout.text[line.start : found.span.start].rstrip()[-1:]
                after = layout.text[found.span.end : line.end].lstrip()[:1]
                if before in _APART and after in _APART:
                    return found
        return None

    def _mode_told(self, layout: Layout, parts: Parts) -> Mode | None:
        for group in ("tag", "sure", "told"):
            for mode in self._modes:
                silent = _UNTOLD if mode == "hybrid" or group == "sure" else _UNTOLD | {"benefits"}
                for start, end in layout.hits.all(f"mode.{group}.{mode}"):
                    if group == "tag" or parts.at(start).kind not in silent:
                        return Mode(mode, Span(start, end))
        return None

    def employment(
        self, layout: Layout, labels: Labels, parts: Parts, title: Stated | None
    ) -> tuple[EmploymentType, ...]:
        """Return the types of employment: labeled, else in the title, else told."""
        hits = layout.hits
        found: dict[str, EmploymentType] = {}
        for value in labels.get("employment", []):
            for kind, group in itertools.product(self._types, ("type", "type.title")):
                at = next(hits.within(f"{group}.{kind}", value.span.start, value.span.end), None)
                if at:
                    found.setdefault(kind, EmploymentType(kind, Span(*at)))
        if found:
            return tuple(found.values())
        if title and title.span:
            for kind in self._types:
                if hits.any(f"type.title.{kind}", title.span.start, title.span.end):
                    return (EmploymentType(kind, title.span),)
        for kind in self._types:
            for start, end in hits.all(f"type.{kind}"):
                if parts.at(start).kind in _TELLING:
                    found.setdefault(kind, EmploymentType(kind, Span(start, end)))
                    break
        return tuple(found.values())


def _top_lines(layout: Layout) -> Iterator[Line]:
    """Yield the short lines among the first that are no part of a paragraph."""
    last = len(layout.lines) - 1
    for index, line in enumerate(layout.lines[:_TOP_LINES]):
        alone = not layout.goes_on(index) and not (index < last and layout.goes_on(index + 1))
        if alone and line.end - line.start <= _MAX_TOP and layout.text[line.end - 1] not in ".:":
            yield line


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a line between its bars, dashes and brackets."""
    found = []
    low = start
    for match in [*_CUTS.finditer(text, start, end), None]:
        found.append((low, match.start() if match else end))
        low = match.end() if match else end
    return found
