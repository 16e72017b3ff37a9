"""Years of experience asked, in general rather than of one skill."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.extract.advert.layout import Layout
from metier.core.extract.advert.parts import Parts
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.records import Span, Years
from metier.core.extract.advert.words import any_of
from metier.core.framework.advert_types import Need, YearsSpec

_MOST = 40
_REACH = 60
_TOOL_REACH = 34
_SENTENCE = 300
_NUMBER = 36
_LABELED = 4


class _Demand(NamedTuple):
    rank: int
    years: Years


class YearsReader:
    """Finds years of experience by the rules of `adverts.yaml`."""

    def __init__(self, rules: YearsSpec, book: PhraseBook) -> None:
        spelled = "|".join(sorted(map(re.escape, rules.numbers), key=len, reverse=True))
        number = rf"(?:\d{{1,2}}(?:[.,]5)?|{spelled})"
        self._years = re.compile(
            rf"(?<![\w.,$€£+-])(?P<low>{number})(?:\s?\(\d{{1,2}}\+?\))?\s?\+?"
            rf"(?:\s{{0,2}}(?:-|–|—|to|or|bis|à|a|tot)\s{{0,2}}(?P<high>{number}))?(?:\s?\+|\sor\smore|\splus)?[\s-]{{0,6}}$"
        )
        book.add("years.word", rules.words)
        self._numbers = rules.numbers
        self._up_to = any_of(rules.up_to, tail=r"\s{0,3}$")
        book.add("years.experience", rules.experience)
        book.add("years.one", rules.one_skill)
        book.add("years.never", rules.never)

    def find(
        self,
        layout: Layout,
        parts: Parts,
        *,
        silent: frozenset[str],
        labels: Sequence[Span] = (),
        tools: Sequence[int] = (),
    ) -> Years | None:
        """Return the years asked for: in general, else of the one skill that has any.

        Args:
            layout: The text.
            parts: Its parts.
            silent: Kinds of parts in which nothing is asked.
            labels: Where the values of labels such as "Experience" stand.
            tools: Where tools and languages are named, in order.
        """
        found = []
        for word, end in layout.hits.all("years.word"):
            match = self._years.search(layout.folded, max(0, word - _NUMBER), word)
            span = Span(match.start(), end) if match else None
            if not match or not span or parts.at(span.start).kind in silent - {"place"}:
                continue
            labeled = any(item.start <= span.start < item.end for item in labels)
            rank, need = self._judge(layout, parts, span, tools)
            years = self._read(layout.folded, match, span, need)
            if years and (rank or labeled):
                found.append(_Demand(_LABELED if labeled else rank, years))
        best = max((item.rank for item in found), default=0)
        same = [item.years for item in found if item.rank == best]
        if best == _LABELED:
            return same[0]
        return max(same, key=lambda years: years.low or 0.0) if same else None

    def _read(self, folded: str, match: re.Match[str], span: Span, need: Need) -> Years | None:
        low, high = self._number(match["low"]), self._number(match["high"])
        if low is None or low > _MOST or (high is not None and not low < high <= _MOST):
            return None
        if high is None and self._up_to.search(folded, max(0, span.start - 20), span.start):
            return Years(None, low, need, span)
        return Years(low, high, need, span)

    def _number(self, text: str | None) -> float | None:
        if text is None:
            return None
        known = self._numbers.get(text)
        return float(known) if known is not None else float(text.replace(",", "."))

    def _judge(
        self, layout: Layout, parts: Parts, span: Span, tools: Sequence[int]
    ) -> tuple[int, Need]:
        """Return 0 for no demand, 1 for a wish, 2 for years of one skill, 3 in general."""
        part = parts.at(span.start).kind
        first, last = layout.sentence(span.start)
        start, end = max(first, span.start - _SENTENCE), min(last, span.end + _SENTENCE)
        hits = layout.hits
        opens_item = part == "must" and span.start == first
        asked = opens_item or hits.any("years.experience", start, end)
        if not asked or hits.any("years.never", start, end):
            return 0, "unspecified"
        if part == "nice" or hits.any("nice", span.end, end):
            return 1, "nice"
        reach = min(end, span.end + _REACH)
        index = bisect_left(tools, span.end)
        tool = index < len(tools) and tools[index] < min(end, span.end + _TOOL_REACH)
        one = tool or hits.any("years.one", span.end, reach)
        must = part == "must" or hits.any("must", start, end)
        return 2 if one else 3, "must" if must else "unspecified"
