"""Steps in the calendar, and when the plan ends if hours turn out otherwise."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.plan.steps import Step

_DRAWS = 4000
_SEED = 20260101


class Slot(NamedTuple):
    """When a step starts and ends, both days included."""

    start: dt.date
    end: dt.date


class Finish(NamedTuple):
    """The day on which the plan ends: early (10%), middle (50%) and late (90%)."""

    early: dt.date
    middle: dt.date
    late: dt.date


def place_steps(
    steps: Sequence[Step], sequence: Sequence[int], hours_per_week: float, as_of: dt.date
) -> list[Slot]:
    """Return the days of each step of `sequence`, one after the other from `as_of` on."""
    slots = []
    clock = 0
    for index in sequence:
        begin, clock = clock, clock + steps[index].minutes
        slots.append(
            Slot(_day(begin, hours_per_week, as_of), _day(clock - 1, hours_per_week, as_of))
        )
    return slots


def estimate_finish(
    steps: Sequence[Step], sequence: Sequence[int], hours_per_week: float, as_of: dt.date
) -> Finish:
    """Return when the plan ends, drawing each step's hours from a triangular distribution.

    The draws are seeded: the same plan has the same dates. A person who is slow or quick is
    so in all steps to some degree, so half of each draw is shared.
    """
    import numpy as np  # noqa: PLC0415 only planning needs it

    if not sequence:
        return Finish(as_of, as_of, as_of)
    rng = np.random.default_rng(_SEED)
    shared = rng.random(_DRAWS)
    total = np.zeros(_DRAWS)
    for index in sequence:
        step = steps[index]
        low, high = step.spread
        own = rng.random(_DRAWS)
        share = np.where(rng.random(_DRAWS) < 0.5, shared, own)
        mode = min(max(float(step.minutes), low), high)
        total += _triangular(share, low, mode, high)
    early, middle, late = np.quantile(total, [0.1, 0.5, 0.9])
    return Finish(*(_day(int(value), hours_per_week, as_of) for value in (early, middle, late)))


def _triangular(share: "np.ndarray", low: float, mode: float, high: float) -> "np.ndarray":  # type: ignore[name-defined]  # noqa: F821
    import numpy as np  # noqa: PLC0415

    if high <= low:
        return np.full_like(share, mode)
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(share * (high - low) * max(mode - low, 1e-12))
    falling = high - np.sqrt((1 - share) * (high - low) * max(high - mode, 1e-12))
    return np.where(share < turn, rising, falling)


def _day(minutes: int, hours_per_week: float, as_of: dt.date) -> dt.date:
    try:
        return as_of + dt.timedelta(days=int(max(0, minutes) / (hours_per_week * 60) * 7))
    except (OverflowError, ZeroDivisionError):
        return dt.date.max
