"""Steps in the calendar."""

import datetime as dt
from itertools import pairwise

import pytest

from metier.core.plan.schedule import Finish, estimate_finish, place_steps
from metier.core.plan.steps import Step

AS_OF = dt.date(2026, 11, 2)


def steps_of(*minutes: int) -> list[Step]:
    return [Step("s", 1, 0.01, m, (0.5 * m, 2.5 * m), ()) for m in minutes]


def test_days_follow_one_another_within_the_weeks() -> None:
    steps = steps_of(600, 45, 1, 3000, 360, 60)
    total = sum(step.minutes for step in steps)
    for hours in (0.5, 3, 6, 40, 168):
        slots = place_steps(steps, [3, 0, 1, 2, 5, 4], hours, AS_OF)

        assert slots[0].start == AS_OF
        assert all(slot.start <= slot.end for slot in slots)
        assert all(one.end <= two.start for one, two in pairwise(slots))
        assert slots[-1].end <= AS_OF + dt.timedelta(weeks=total / 60 / hours)


def test_a_week_of_hours_fills_a_week() -> None:
    (first, second) = place_steps(steps_of(360, 360), [0, 1], 6, AS_OF)

    assert first == (AS_OF, AS_OF + dt.timedelta(days=6))
    assert second == (AS_OF + dt.timedelta(days=7), AS_OF + dt.timedelta(days=13))


def test_the_end_is_a_range_and_the_same_each_time() -> None:
    steps = steps_of(600, 1200, 300, 2400)
    sequence = [0, 1, 2, 3]

    finish = estimate_finish(steps, sequence, 6, AS_OF)

    assert AS_OF < finish.early < finish.middle < finish.late
    assert finish == estimate_finish(steps, sequence, 6, AS_OF)


def test_the_range_lies_between_the_best_and_the_worst_case() -> None:
    steps = steps_of(6000, 1200, 300, 2400)

    finish = estimate_finish(steps, [0, 1, 2, 3], 6, AS_OF)

    assert finish.early >= AS_OF + dt.timedelta(weeks=sum(s.spread[0] for s in steps) / 360 - 1)
    assert finish.late <= AS_OF + dt.timedelta(weeks=sum(s.spread[1] for s in steps) / 360)


def test_more_hours_a_week_end_earlier() -> None:
    steps = steps_of(6000, 1200, 300)

    slow = estimate_finish(steps, [0, 1, 2], 3, AS_OF)
    fast = estimate_finish(steps, [0, 1, 2], 12, AS_OF)

    assert all(f < s for f, s in zip(fast, slow, strict=True))


def test_nothing_to_do_ends_today() -> None:
    assert estimate_finish([], [], 6, AS_OF) == Finish(AS_OF, AS_OF, AS_OF)
    assert place_steps([], [], 6, AS_OF) == []


def test_sure_times_leave_no_range() -> None:
    steps = [Step("s", 1, 0.1, 600, (600.0, 600.0), ())]

    finish = estimate_finish(steps, [0], 10, AS_OF)

    assert finish.early == finish.middle == finish.late == AS_OF + dt.timedelta(weeks=1)


@pytest.mark.parametrize("hours", [1e-6, 1e-300, 5e-324])
def test_what_ends_beyond_the_calendar_ends_on_its_last_day(hours: float) -> None:
    steps = steps_of(6000)

    assert estimate_finish(steps, [0], hours, AS_OF).late == dt.date.max
    assert place_steps(steps, [0], hours, AS_OF)[0].end == dt.date.max
