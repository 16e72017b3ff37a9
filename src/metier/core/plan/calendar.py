"""Hours a week that vary over time, and the days they make: dates only, so no clock shifts them."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.errors import UsageError
from metier.core.framework.way_records import WeekHours

_HOURS_A_WEEK = 168
_WEEK = 7
_ROUNDING = 1e-6


class _Span(NamedTuple):
    """Days from `begin` on with the same minutes a day; `before` are those of earlier spans."""

    begin: int
    before: float
    rate: float


class Calendar:
    """The minutes there are from a day on.

    Args:
        hours: Hours a week with the day since when they hold; the first holds from the start.
        as_of: The first day.

    Raises:
        UsageError: There are no hours, or they lie outside 0 to 168, or a day is no day.
    """

    def __init__(self, hours: Sequence[WeekHours], *, as_of: dt.date) -> None:
        self.as_of = as_of
        self.hours = tuple(hours)
        self._spans = _spans(self.hours, as_of)

    @classmethod
    def even(cls, hours_per_week: float, *, as_of: dt.date) -> "Calendar":
        """Return a calendar with the same hours every week."""
        return cls((WeekHours(as_of.isoformat(), hours_per_week),), as_of=as_of)

    def scaled(self, factor: float) -> "Calendar":
        """Return a calendar with `factor` times the hours, at most 168 a week."""
        hours = [
            WeekHours(item.since, min(_HOURS_A_WEEK, item.hours * factor)) for item in self.hours
        ]
        return Calendar(hours, as_of=self.as_of)

    def minutes_until(self, day: dt.date) -> float:
        """Return the minutes from the first day to the beginning of `day`."""
        offset = (day - self.as_of).days
        span = next(item for item in reversed(self._spans) if item.begin <= max(0, offset))
        return span.before + span.rate * (offset - span.begin)

    def day_at(self, minutes: float) -> dt.date:
        """Return the day on which this many minutes have been spent; the last of all for never."""
        return self._day(self._offset(max(0.0, minutes)))

    def weeks(self, minutes: float) -> float:
        """Return the weeks in which this many minutes are spent; infinite for never."""
        return self._offset(max(0.0, minutes)) / _WEEK

    def mean_hours(self, minutes: float) -> float:
        """Return the hours a week, on average, until this many minutes are spent."""
        weeks = self.weeks(minutes)
        if not 0 < weeks < math.inf:
            return self._spans[0].rate * _WEEK / 60
        return minutes / 60 / weeks

    def _offset(self, minutes: float) -> float:
        """Return the days, and parts of them, that it takes to spend the minutes."""
        for span, following in zip(self._spans, (*self._spans[1:], None), strict=True):
            if following is not None and minutes > following.before:
                continue
            if span.rate > 0:
                return span.begin + (minutes - span.before) / span.rate
            if minutes <= span.before:
                return float(span.begin)
        return math.inf

    def _day(self, offset: float) -> dt.date:
        try:
            return self.as_of + dt.timedelta(days=int(offset + _ROUNDING))
        except (OverflowError, ValueError):
            return dt.date.max


def _spans(hours: Sequence[WeekHours], as_of: dt.date) -> tuple[_Span, ...]:
    if not hours:
        raise UsageError(
            "A plan needs hours to spend.", code="plan-hours", hint="Say how many hours a week."
        )
    rates: dict[int, float] = {}
    for number, item in enumerate(hours):
        begin = 0 if number == 0 else max(0, (_day_of(item.since) - as_of).days)
        rates[begin] = _rate(item.hours)
    spans: list[_Span] = []
    for begin in sorted(rates):
        last = spans[-1] if spans else None
        before = last.before + last.rate * (begin - last.begin) if last else 0.0
        spans.append(_Span(begin, before, rates[begin]))
    return tuple(spans)


def _rate(hours: float) -> float:
    """Return minutes a day.

    Raises:
        UsageError: The hours lie outside 0 to 168.
    """
    if not 0 <= hours <= _HOURS_A_WEEK:
        raise UsageError(
            f"{hours:g} hours a week cannot be planned with.",
            code="plan-hours",
            hint=f"Give a number from 0 to {_HOURS_A_WEEK}.",
        )
    return hours * 60 / _WEEK


def _day_of(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no day.", code="plan-date", hint="Write it as 2026-12-31."
        ) from error
