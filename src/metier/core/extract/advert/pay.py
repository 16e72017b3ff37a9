"""Pay: sums of money that are told from funding, revenue, bonuses and the like."""

import itertools
import operator
import re
from collections.abc import Iterator
from typing import NamedTuple

from metier.core.extract.advert.layout import Layout
from metier.core.extract.advert.parts import Parts
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.records import Pay, Span
from metier.core.extract.advert.words import any_of
from metier.core.framework.advert_types import PartKind, PaySpec, Period, PeriodSpec

_NUMBER = r"\d(?:\d{0,2}(?: \d{3})+(?!\d)|[\d.,']*)"
_GROUPS = re.compile(r"\d{1,3}(?:[.,']\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_NEW_ITEM = re.compile(r"\n[ \t]*[-–•*]|\n[ \t]*\n")
_CENTS = re.compile(r"[.,]\d{1,2}$")
_BEFORE = 110
_AFTER = 60
_GAP = 60
_SIGN = 6
_MAX_NUMBER = 24
_THOUSAND = 1_000
_MOST = 2_000
_SURE = 20_000
_WIDEST = 8
_EXTRAS = frozenset({"benefits", "company", "legal"})


class _Sum(NamedTuple):
    """A number that may be money; `start` to `end` holds its sign, multiple and code."""

    start: int
    end: int
    value: float
    factor: float
    sign: str
    period: Period | None
    currency: str | None


class PayReader:
    """Finds pay by the rules of `adverts.yaml`."""

    def __init__(self, rules: PaySpec, book: PhraseBook) -> None:
        self._signs = {sign: spec for spec in reversed(rules.currencies) for sign in spec.signs}
        self._currencies = {spec.code: spec for spec in rules.currencies}
        self._shared = {
            sign: [spec for spec in rules.currencies if sign in spec.signs] for sign in self._signs
        }
        signs = any_of(self._signs, whole=False).pattern
        self._multiples = {word: spec for spec in rules.multiples for word in spec.words}
        words = any_of(
            [word for spec in rules.multiples for word in spec.words], whole=False, tail=r"(?!\w)"
        )
        self._number = re.compile(
            rf"(?P<number>{_NUMBER})(?:(?<=,)-)?"
            rf"(?:\s?(?P<multiple>{words.pattern}))?"
            rf"[+*]?(?:\s{{0,2}}(?P<sign>{signs})(?!\w))?"
        )
        self._sign_before = re.compile(rf"(?<![a-z])(?P<sign>{signs})\s{{0,2}}$")
        self._periods = {spec.period: spec for spec in rules.periods}
        filler = any_of(rules.fillers).pattern
        self._after = [(spec.period, _after_pattern(spec, filler)) for spec in rules.periods]
        for spec in rules.periods:
            book.add(f"pay.{spec.period}", spec.before)
        book.add("pay.words", rules.words)
        book.add("pay.other", rules.other)
        book.add("pay.other_after", rules.other_after)
        chunk = "|".join(pattern.pattern for _, pattern in self._after)
        joins = any_of(rules.joins, whole=False).pattern
        opened = any_of(rules.opened_joins).pattern
        self._join = re.compile(
            rf"\s{{0,3}}(?:{chunk})?\s{{0,25}}(?:{joins})\s{{0,25}}(?:{filler})?\s{{0,2}}"
        )
        self._opened_join = re.compile(rf"\s{{0,3}}(?:{chunk})?\s{{1,3}}(?:{opened})\s{{1,3}}")
        self._opens = any_of(rules.opens, tail=r"\s{0,3}$")
        self._up_to = any_of(rules.up_to, tail=r"[\s:]{0,3}$")
        self._least = any_of(rules.least, tail=r"[\s:]{0,3}$")
        breaks = any_of(rules.breaks).pattern
        self._near_after = re.compile(
            rf"(?:{chunk})?\s{{0,3}}(?:(?!{breaks})[\w'-]{{1,20}}\s){{0,4}}"
        )

    def find(self, layout: Layout, parts: Parts | None = None, *, places: str = "") -> list[Pay]:
        """Return every pay that the text states, in order.

        Args:
            layout: The text.
            parts: Its parts; a sum under the heading "Compensation" is pay.
            places: The places of work, which tell whose dollar or crown it is.
        """
        folded = layout.folded
        found: list[Pay] = []
        sums = list(itertools.islice(self._sums(folded), _MOST))
        index = 0
        while index < len(sums):
            low = sums[index]
            high = sums[index + 1] if index + 1 < len(sums) else None
            joined = high is not None and self._joined(folded, low, high)
            index += 2 if joined else 1
            part = parts.at(low.start).kind if parts else "pay"
            pay = self._read(layout, low, high if joined else None, part, places.casefold())
            if pay:
                found.append(pay)
        return found

    def _sums(self, folded: str) -> Iterator[_Sum]:
        for match in self._number.finditer(folded):
            number = _value(match["number"])
            start, end = match.start(), match.end()
            if not (match["sign"] or match["multiple"]):
                end = start + len(folded[start:end].rstrip(".,'"))
            if number is None or folded[start - 1 : start] in {".", ","}:
                continue
            before = self._sign_before.search(folded, max(0, start - _SIGN), start)
            sign = (before["sign"] if before else None) or match["sign"] or ""
            multiple = self._multiples.get(match["multiple"] or "")
            yield _Sum(
                before.start() if before else start,
                end,
                number * (multiple.factor if multiple else 1),
                multiple.factor if multiple else 1.0,
                re.sub(r"\s+", " ", sign),
                multiple.period if multiple else None,
                multiple.currency if multiple else None,
            )

    def _joined(self, folded: str, low: _Sum, high: _Sum) -> bool:
        """Return whether two sums are the ends of a range."""
        if high.start - low.end > _GAP or operator.gt(*_ends(low, high)):
            return False
        if not low.sign and _NEW_ITEM.search(folded, low.end, high.start):
            return False
        if self._join.fullmatch(folded, low.end, high.start):
            return True
        opened = self._opens.search(folded, max(0, low.start - 20), low.start)
        return bool(opened and self._opened_join.fullmatch(folded, low.end, high.start))

    def _read(
        self, layout: Layout, low: _Sum, high: _Sum | None, part: PartKind, places: str
    ) -> Pay | None:
        """Return the pay that one sum or a range states, or None when it is something else."""
        folded, last = layout.folded, high or low
        before = folded[max(0, low.start - _BEFORE) : low.start]
        currency = self._currency(low.sign or last.sign, places, before)
        currency = currency or low.currency or last.currency
        spoken = self._speaks_of_pay(layout, low.start)
        after = low.period or last.period or self._period_after(folded, last.end)
        if spoken is False or not (currency or (spoken and (high or after))):
            return None
        scale = self._currencies[currency].scale if currency in self._currencies else 1.0
        least, most = _ends(low, high)
        ends = (least / scale, most / scale)
        period, stated = self._period(layout, low.start, after, ends)
        if self._is_other(layout, last.end, part) or not self._plausible(period, ends):
            return None
        single = high is None
        capped = single and bool(self._up_to.search(before))
        named = spoken or part == "pay"
        ranged = not single and (ends[1] >= _SURE or after is not None)
        told = after is not None and part not in _EXTRAS
        if not (named or ranged or told or (capped and ends[1] >= _SURE)):
            return None
        if period is None and single and ends[0] < self._periods["month"].low:
            return None
        opened = single and bool(self._least.search(before))
        first, final = None if capped else least, None if opened else most
        return Pay(currency, period, stated, first, final, Span(low.start, last.end))

    def _period(
        self, layout: Layout, start: int, after: Period | None, ends: tuple[float, float]
    ) -> tuple[Period | None, bool]:
        """Return the period and whether it is stated, else what the size of the sum tells."""
        if after:
            return after, True
        before = self._period_before(layout, start)
        if before and self._plausible(before, ends):
            return before, True
        return ("year" if ends[1] >= _SURE else None), False

    def _is_other(self, layout: Layout, end: int, part: PartKind) -> bool:
        """Return whether the words behind a sum say that it is no pay."""
        if part == "page":
            return True
        stop = min(end + _AFTER, layout.sentence(end - 1)[1])
        near = self._near_after.match(layout.folded, end, stop)
        first = next(layout.hits.within("pay.other_after", end, stop), None)
        return bool(near and first and first[0] <= near.end())

    def _currency(self, sign: str, places: str, before: str) -> str | None:
        """Return the code of a sign; of a shared one that of the code or the place named."""
        owners = self._shared.get(sign, [])
        if len(owners) > 1:
            for spec in owners:
                if re.search(rf"\b{spec.code.lower()}\b", before):
                    return spec.code
            for spec in owners:
                if any(place in places for place in spec.places):
                    return spec.code
            owners = [spec for spec in owners if not spec.places]
        return owners[0].code if owners else None

    def _speaks_of_pay(self, layout: Layout, start: int) -> bool | None:
        """Return whether the nearest telling word says pay or something else; None without one."""
        low = max(0, start - _BEFORE)
        pay = layout.hits.last_end("pay.words", low, start)
        other = layout.hits.last_end("pay.other", max(low, layout.sentence(start)[0]), start)
        return None if pay == other else pay > other

    def _period_after(self, folded: str, end: int) -> Period | None:
        for period, pattern in self._after:
            if pattern.match(folded, end, end + _AFTER):
                return period
        return None

    def _period_before(self, layout: Layout, start: int) -> Period | None:
        """Return the period of the nearest phrase before a sum, such as "hourly rate"."""
        low = max(0, start - _BEFORE)
        ends = {
            layout.hits.last_end(f"pay.{period}", low, start): period for period in self._periods
        }
        nearest = max(ends)
        return ends[nearest] if nearest >= 0 else None

    def _plausible(self, period: Period | None, ends: tuple[float, float]) -> bool:
        """Return whether somebody may be paid so much, in dollars."""
        low, high = ends
        if high > low * _WIDEST:
            return False
        bounds = [self._periods[period]] if period else self._periods.values()
        return any(spec.low <= low and high <= spec.high for spec in bounds)


def _after_pattern(spec: PeriodSpec, filler: str) -> re.Pattern[str]:
    words = any_of(spec.after).pattern
    return re.compile(rf"[\s,(]{{0,3}}(?:(?:{filler})[\s,(]{{0,3}}){{0,3}}(?:/\s?)?(?:{words})")


def _value(text: str) -> float | None:
    """Return the number that is meant: 120,000 and 120.000 and 110'000 and 15,00,000 and 45.50."""
    if len(text) > _MAX_NUMBER:
        return None
    digits = text.replace(" ", "").rstrip(".,'")
    cents = ""
    match = _CENTS.search(digits)
    if match and not _GROUPS.fullmatch(digits):
        cents = "." + match.group()[1:]
        digits = digits[: match.start()]
    if not digits.isdecimal() and not _GROUPS.fullmatch(digits):
        return None
    return float(re.sub("[.,']", "", digits) + cents)


def _ends(low: _Sum, high: _Sum | None) -> tuple[float, float]:
    """Return both ends, also where "80-95k" and "85-125,000" write the thousands once."""
    if high is None:
        return low.value, low.value
    if low.factor > 1 or low.value >= _THOUSAND or high.value < low.value * _THOUSAND:
        return low.value, high.value
    factor = high.factor if high.factor > 1 else float(_THOUSAND)
    return low.value * factor, high.value
