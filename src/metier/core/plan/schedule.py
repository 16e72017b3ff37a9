"""Steps in the calendar, and when the plan ends if hours or levels turn out otherwise."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from metier.core.plan.calendar import Calendar

if TYPE_CHECKING:
    import numpy as np

    from metier.core.framework.proficiency import Floats

_DRAWS = 4000
_SEED = 20260101


class Task(NamedTuple):
    """Something to do in the calendar: a step or an activity.

    Attributes:
        minutes: Expected minutes, at least 1.
        spread: Optimistic and pessimistic minutes, likewise expected.
        skill: The skill that a step raises; empty for an activity.
        missing: Chance that it is needed at all, above 0 to 1; its minutes are already
            multiplied by it.
    """

    minutes: int
    spread: tuple[float, float]
    skill: str = ""
    missing: float = 1.0


class Slot(NamedTuple):
    """When a step starts and ends, both days included."""

    start: dt.date
    end: dt.date


class Finish(NamedTuple):
    """The day on which the plan ends: early (10%), middle (50%) and late (90%)."""

    early: dt.date
    middle: dt.date
    late: dt.date


def place_tasks(tasks: Sequence[Task], calendar: Calendar, *, stretch: float = 1.0) -> list[Slot]:
    """Return the days of each task, one after the other from the calendar's first day on.

    Args:
        tasks: What is to be done, in order.
        calendar: The hours there are.
        stretch: Factor on the time of each, for what takes a part of all hours alongside.
    """
    slots = []
    clock = 0.0
    for task in tasks:
        begin, clock = clock, clock + task.minutes
        slots.append(
            Slot(
                calendar.day_at(begin * stretch),
                calendar.day_at(max(begin, clock - 1) * stretch),
            )
        )
    return slots


def estimate_finish(
    tasks: Sequence[Task], calendar: Calendar, *, correlation: float, level_correlation: float
) -> Finish:
    """Return when the plan ends, drawing the person's levels and each task's hours.

    The person's level in each skill is drawn from its distribution, so a step drops out where
    the level turns out to be held; the hours of a needed one are triangular. Both draws are
    correlated: a person who is slow, or knows less than supposed, is so in all steps to some
    degree. The draws are seeded: the same plan has the same dates.

    Args:
        tasks: What the plan holds.
        calendar: The hours there are.
        correlation: Correlation between the hours of two tasks, 0 to 1.
        level_correlation: Correlation between the levels of two skills, 0 to 1.
    """
    import numpy as np  # noqa: PLC0415 only planning needs it

    if not tasks:
        return Finish(calendar.as_of, calendar.as_of, calendar.as_of)
    rng = np.random.default_rng(_SEED)
    slow, weak = rng.random(_DRAWS), rng.random(_DRAWS)
    known: dict[str, Floats] = {}
    total = np.zeros(_DRAWS)
    for task in tasks:
        if task.skill and task.skill not in known:
            known[task.skill] = _shared(rng, weak, level_correlation)
        share = _shared(rng, slow, correlation)
        low, high = task.spread
        mode = min(max(float(task.minutes), low), high)
        spent = _triangular(share, low, mode, high)
        if task.skill and task.missing < 1:
            spent = np.where(known[task.skill] < task.missing, spent / task.missing, 0.0)
        total += spent
    early, middle, late = np.quantile(total, [0.1, 0.5, 0.9])
    return Finish(*(calendar.day_at(float(value)) for value in (early, middle, late)))


def _shared(
    rng: "np.random.Generator",
    common: "Floats",
    correlation: float,
) -> "Floats":
    """Return uniform draws of which so many are the common ones that two correlate as asked."""
    import numpy as np  # noqa: PLC0415

    own = rng.random(_DRAWS)
    return np.where(rng.random(_DRAWS) < correlation**0.5, common, own)


def _triangular(
    share: "Floats",
    low: float,
    mode: float,
    high: float,
) -> "Floats":
    import numpy as np  # noqa: PLC0415

    if high <= low:
        return np.full_like(share, mode)
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(share * (high - low) * max(mode - low, 1e-12))
    falling = high - np.sqrt((1 - share) * (high - low) * max(high - mode, 1e-12))
    return np.where(share < turn, rising, falling)
