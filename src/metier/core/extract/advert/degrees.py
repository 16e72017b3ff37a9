"""The degree that an advert asks for, or would like."""

import re
from typing import NamedTuple, get_args

from metier.core.extract.advert.layout import Layout
from metier.core.extract.advert.parts import Parts
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.records import Degree, Span
from metier.core.extract.advert.words import any_of
from metier.core.framework.advert_types import AskedDegree, DegreeRules, Need
from metier.core.framework.types import DEGREES

_DEGREES: tuple[AskedDegree, ...] = get_args(AskedDegree)
_NEAR = 26
_CUT = re.compile(r"[;()]|, (?=(?:with )?an? )|\. ")
_SENTENCE = 400


class _Hit(NamedTuple):
    start: int
    end: int
    degree: AskedDegree
    named: bool = True


class DegreeReader:
    """Finds degrees by the rules of `adverts.yaml`."""

    def __init__(self, rules: DegreeRules, book: PhraseBook) -> None:
        self._exact = {word: spec.degree for spec in rules.degrees for word in spec.exact}
        book.add("degree.exact", (word.lower() for word in self._exact))
        self._beside = any_of(rules.beside)
        for spec in rules.degrees:
            book.add(f"degree.{spec.degree}", spec.phrases)
        book.add("degree.unnamed", rules.unnamed)
        book.add("degree.never", rules.never)
        book.add("degree.equivalent", rules.equivalent)

    def find(
        self, layout: Layout, parts: Parts, silent: frozenset[str]
    ) -> tuple[Degree | None, Degree | None]:
        """Return the degree demanded and a further one that is preferred."""
        found: dict[Need, list[Degree]] = {"must": [], "nice": [], "unspecified": []}
        for start, end, hits in self._sentences(layout, parts, silent):
            groups = _groups(layout.folded, hits)
            ends = [group[0].start for group in groups[1:]] + [end]
            for group, stop in zip(groups, ends, strict=True):
                degree = self._judge(layout, parts, group, start, stop)
                found[degree.need].append(degree)
        firm = found["must"] or found["unspecified"]
        wished = found["nice"]
        demanded = _lowest(firm or wished)
        if demanded is None or not firm:
            return demanded, None
        floor = DEGREES.index(demanded.value)
        higher = [item for item in wished if DEGREES.index(item.value) > floor]
        return demanded, higher[0] if higher else None

    def _sentences(
        self, layout: Layout, parts: Parts, silent: frozenset[str]
    ) -> list[tuple[int, int, list[_Hit]]]:
        """Return the sentences that name degrees, each with them in order."""
        by_sentence: dict[tuple[int, int], list[_Hit]] = {}
        for hit in self._hits(layout):
            low, high = hit.start - _NEAR, hit.end + _NEAR
            barred = any(
                start < hit.end and hit.start < end
                for start, end in layout.hits.within("degree.never", low, high)
            )
            if not barred and parts.at(hit.start).kind not in silent:
                by_sentence.setdefault(layout.sentence(hit.start), []).append(hit)
        return [(start, end, _named(hits)) for (start, end), hits in by_sentence.items()]

    def _hits(self, layout: Layout) -> list[_Hit]:
        hits = [
            _Hit(start, end, degree)
            for degree in _DEGREES
            for start, end in layout.hits.all(f"degree.{degree}")
        ]
        hits += [_Hit(*span, "bachelor", False) for span in layout.hits.all("degree.unnamed")]
        for start, end in layout.hits.all("degree.exact"):
            exact = self._exact.get(layout.text[start:end])
            if exact and self._beside.search(layout.folded, max(0, start - _NEAR), end + _NEAR):
                hits.append(_Hit(start, end, exact))
        return _longest(hits)

    def _judge(
        self, layout: Layout, parts: Parts, group: list[_Hit], start: int, stop: int
    ) -> Degree:
        """Return what a group of degrees that stand for one another asks.

        Args:
            layout: The text.
            parts: Its parts.
            group: The degrees.
            start: Offset of their sentence.
            stop: Where the next group, or the sentence, ends them.
        """
        low, high = group[0].start, group[-1].end
        stop = min(stop, high + _SENTENCE)
        before = max(start, low - _SENTENCE)
        opening = max((m.end() for m in _CUT.finditer(layout.folded, before, low)), default=before)
        part = parts.at(low).kind
        need: Need = part if part in {"must", "nice"} else "unspecified"
        wish = next(layout.hits.within("nice", opening, stop), None)
        demand = next(layout.hits.within("must", opening, stop), None)
        if wish and (demand is None or wish < demand):
            need = "nice"
        elif demand and need != "nice":
            need = "must"
        value = min((hit.degree for hit in group), key=DEGREES.index)
        equivalent = layout.hits.any("degree.equivalent", low, stop)
        return Degree(value, need, equivalent, Span(low, high))


def _groups(folded: str, hits: list[_Hit]) -> list[list[_Hit]]:
    """Part the degrees of a sentence where a bracket, a semicolon or a new clause is between."""
    groups: list[list[_Hit]] = []
    for hit in hits:
        between = folded[groups[-1][-1].end : hit.start] if groups else ""
        if groups and len(between) < _SENTENCE and not _CUT.search(between):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return groups


def _named(hits: list[_Hit]) -> list[_Hit]:
    """Return the hits that name their degree, or all where none does."""
    return [hit for hit in hits if hit.named] or hits


def _longest(hits: list[_Hit]) -> list[_Hit]:
    chosen: list[_Hit] = []
    for hit in sorted(hits, key=lambda item: (item.start, -item.end, not item.named)):
        if not chosen or hit.start >= chosen[-1].end:
            chosen.append(hit)
    return chosen


def _lowest(degrees: list[Degree]) -> Degree | None:
    return min(degrees, key=lambda item: DEGREES.index(item.value), default=None)
