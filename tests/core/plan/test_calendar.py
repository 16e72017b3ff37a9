"""Hours that vary by week, as days."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.core.errors import UsageError
from metier.core.framework.way_records import WeekHours
from metier.core.plan.calendar import Calendar

AS_OF = dt.date(2026, 11, 2)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    first = draw(st.floats(0.5, 100))
    later = draw(
        st.lists(st.tuples(st.integers(1, 400), st.sampled_from([0.0, 2.0, 6.0, 40.0])), max_size=5)
    )
    entries = [WeekHours(AS_OF.isoformat(), first)]
    entries += [
        WeekHours((AS_OF + dt.timedelta(days=days)).isoformat(), hours) for days, hours in later
    ]
    return Calendar(entries, as_of=AS_OF)


def by_days(calendar: Calendar, days: int) -> float:
    """Return the minutes of so many days, counted day by day."""
    total = 0.0
    since = sorted(
        (max(0, (dt.date.fromisoformat(item.since) - AS_OF).days), number, item.hours)
        for number, item in enumerate(calendar.hours)
    )
    for day in range(days):
        total += [hours for begin, _, hours in since if begin <= day][-1] * 60 / 7
    return total


@given(calendars(), st.integers(0, 500))
def test_minutes_until_a_day_are_those_of_its_days(calendar: Calendar, days: int) -> None:
    found = calendar.minutes_until(AS_OF + dt.timedelta(days=days))

    assert found == pytest.approx(by_days(calendar, days), abs=1e-6)


@given(calendars(), st.integers(1, 500))
def test_the_day_of_minutes_is_when_they_are_spent(calendar: Calendar, days: int) -> None:
    minutes = by_days(calendar, days) * 0.999
    day = calendar.day_at(minutes)

    assert calendar.minutes_until(day) <= minutes + 1e-3
    if day < dt.date.max:
        assert calendar.minutes_until(day + dt.timedelta(days=1)) >= minutes - 1e-3


def test_when_hours_end_the_rest_never_comes() -> None:
    calendar = Calendar((WeekHours("2026-11-02", 7.0), WeekHours("2026-11-09", 0.0)), as_of=AS_OF)

    assert calendar.weeks(420) == 1
    assert calendar.weeks(421) == math.inf
    assert calendar.day_at(421) == dt.date.max


def test_the_first_hours_hold_from_the_start_whatever_their_day() -> None:
    calendar = Calendar((WeekHours("2027-01-01", 7.0),), as_of=AS_OF)

    assert calendar.minutes_until(AS_OF + dt.timedelta(days=1)) == 60


def test_leap_days_and_clock_changes_are_days_like_others() -> None:
    calendar = Calendar.even(7, as_of=dt.date(2028, 2, 28))

    assert calendar.day_at(60) == dt.date(2028, 2, 29)
    assert calendar.day_at(120) == dt.date(2028, 3, 1)
    spring = Calendar.even(7, as_of=dt.date(2027, 3, 27))
    assert spring.day_at(120) == dt.date(2027, 3, 29)


@pytest.mark.parametrize("hours", [-1.0, 169.0, math.nan, math.inf])
def test_impossible_hours_are_refused(hours: float) -> None:
    with pytest.raises(UsageError) as raised:
        Calendar.even(hours, as_of=AS_OF)
    assert raised.value.code == "plan-hours"


def test_no_hours_and_no_day_are_refused() -> None:
    with pytest.raises(UsageError) as raised:
        Calendar((), as_of=AS_OF)
    assert raised.value.code == "plan-hours"
    with pytest.raises(UsageError) as raised:
        Calendar((WeekHours("x", 1.0), WeekHours("soon", 1.0)), as_of=AS_OF)
    assert raised.value.code == "plan-date"
