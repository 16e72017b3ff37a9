"""Steps in the calendar."""

import datetime as dt
from itertools import pairwise

import pytest

from metier.core.framework.way_records import WeekHours
from metier.core.plan.calendar import Calendar
from metier.core.plan.schedule import Finish, Slot, Task, estimate_finish, place_tasks

AS_OF = dt.date(2026, 11, 2)


def steps_of(*minutes: int) -> list[Task]:
    return [Task(m, (0.5 * m, 2.5 * m)) for m in minutes]


def place_steps(tasks: list[Task], sequence: list[int], hours: float, day: dt.date) -> list[Slot]:
    return place_tasks([tasks[n] for n in sequence], Calendar.even(hours, as_of=day))


def finish_of(tasks: list[Task], sequence: list[int], hours: float, day: dt.date) -> Finish:
    return estimate_finish(
        [tasks[n] for n in sequence],
        Calendar.even(hours, as_of=day),
        correlation=0.5,
        level_correlation=0.3,
    )


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

    finish = finish_of(steps, sequence, 6, AS_OF)

    assert AS_OF < finish.early < finish.middle < finish.late
    assert finish == finish_of(steps, sequence, 6, AS_OF)


def test_the_range_lies_between_the_best_and_the_worst_case() -> None:
    steps = steps_of(6000, 1200, 300, 2400)

    finish = finish_of(steps, [0, 1, 2, 3], 6, AS_OF)

    assert finish.early >= AS_OF + dt.timedelta(weeks=sum(s.spread[0] for s in steps) / 360 - 1)
    assert finish.late <= AS_OF + dt.timedelta(weeks=sum(s.spread[1] for s in steps) / 360)


def test_more_hours_a_week_end_earlier() -> None:
    steps = steps_of(6000, 1200, 300)

    slow = finish_of(steps, [0, 1, 2], 3, AS_OF)
    fast = finish_of(steps, [0, 1, 2], 12, AS_OF)

    assert all(f < s for f, s in zip(fast, slow, strict=True))


def test_nothing_to_do_ends_today() -> None:
    assert finish_of([], [], 6, AS_OF) == Finish(AS_OF, AS_OF, AS_OF)
    assert place_steps([], [], 6, AS_OF) == []


def test_sure_times_leave_no_range() -> None:
    steps = [Task(600, (600.0, 600.0))]

    finish = finish_of(steps, [0], 10, AS_OF)

    assert finish.early == finish.middle == finish.late == AS_OF + dt.timedelta(weeks=1)


@pytest.mark.parametrize("hours", [1e-6, 1e-300, 5e-324])
def test_what_ends_beyond_the_calendar_ends_on_its_last_day(hours: float) -> None:
    steps = steps_of(6000)

    assert finish_of(steps, [0], hours, AS_OF).late == dt.date.max
    assert place_steps(steps, [0], hours, AS_OF)[0].end == dt.date.max


def test_a_level_that_may_be_held_widens_the_range_and_keeps_the_mean_near() -> None:
    sure = [Task(600, (500.0, 800.0), f"s{n}") for n in range(12)]
    unsure = [task._replace(missing=0.6) for task in sure]
    everything = list(range(12))

    narrow = finish_of(sure, everything, 6, AS_OF)
    wide = finish_of(unsure, everything, 6, AS_OF)

    assert wide.late - wide.early > narrow.late - narrow.early
    assert abs((wide.middle - narrow.middle).days) < 30


def test_steps_of_one_skill_drop_out_together() -> None:
    """Who turns out to hold level 2 holds level 1, so only the upper step is left to chance."""
    tasks = [Task(500, (500.0, 500.0), "a", 0.5), Task(1000, (1000.0, 1000.0), "a", 1.0)]

    finish = finish_of(tasks, [0, 1], 10, AS_OF)

    assert finish.early == AS_OF + dt.timedelta(days=1000 / 600 * 7)
    assert finish.late == AS_OF + dt.timedelta(days=2000 / 600 * 7)


def test_what_runs_alongside_stretches_the_rest() -> None:
    (slot,) = place_tasks(steps_of(600), Calendar.even(10, as_of=AS_OF), stretch=2.0)

    assert slot == (AS_OF, AS_OF + dt.timedelta(days=13))


def test_weeks_without_hours_are_stepped_over() -> None:
    calendar = Calendar(
        (WeekHours("2026-11-02", 6), WeekHours("2026-11-09", 0), WeekHours("2026-11-23", 12)),
        as_of=AS_OF,
    )

    slots = place_tasks(steps_of(360, 360, 360), calendar)

    assert slots[0] == (AS_OF, dt.date(2026, 11, 8))
    assert slots[1].end == dt.date(2026, 11, 26)
    assert slots[2].end == dt.date(2026, 11, 29)
