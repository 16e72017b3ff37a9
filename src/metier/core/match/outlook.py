"""What a role pays and how soon it is wanted, from the framework's own tables.

The tables are the source document's, which states no number of observations; whoever shows
these figures shows that sentence too.
"""

import datetime as dt
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.library import PayBand

_DAYS = 365.25


def pay_band(framework: Framework, role_id: str, stage: str) -> PayBand | None:
    """Return the pay range of a role at a stage, or None where the framework has none.

    Raises:
        UnknownIdError: No such role or stage.
    """
    role, stage = framework.role(role_id), framework.stage(stage)
    table = framework.library.salaries
    rows = table.rows if table else ()
    row = next((row for row in rows if row.category == role.pay_category), None)
    if row is None:
        return None
    return next((band for name, band in row.bands.items() if name == stage), None)


def middle_pay(framework: Framework, role_id: str, stage: str) -> float | None:
    """Return the middle of the pay range, in the table's currency a year, or None."""
    band = pay_band(framework, role_id, stage)
    return None if band is None else (band.low + band.high) / 2


class Demand(NamedTuple):
    """How soon a role is wanted, seen from a day.

    Attributes:
        horizon: high, growing or emerging, as it stands on that day.
        from_day: The day from which the source expects it to be wanted widely.
        reason: The source's or the framework's reason.
    """

    horizon: str
    from_day: dt.date
    reason: str


def demand_on(framework: Framework, role_id: str, day: dt.date) -> Demand | None:
    """Return the demand for a role on a day; None where the framework says nothing.

    A horizon of two to three years from the source's date has come two years later.

    Raises:
        UnknownIdError: No such role.
    """
    role = framework.role(role_id)
    table = framework.library.demand
    if table is None:
        return None
    since = dt.date.fromisoformat(table.since)
    starts = sorted((horizon.years[0], horizon.id) for horizon in table.horizons)
    for horizon in table.horizons:
        for item in horizon.roles:
            if item.role == role.id:
                left = horizon.years[0] - (day - since).days / _DAYS
                name = next((name for start, name in starts if left <= start), starts[-1][1])
                begin = since + dt.timedelta(days=round(horizon.years[0] * _DAYS))
                return Demand(name, begin, item.reason)
    return None


def share_liked(
    framework: Framework, role_id: str, stage: str, liked: frozenset[str]
) -> float | None:
    """Return the part of a role's weight in skills and domains that a person likes; 0 to 1.

    None when nothing is said to be liked.

    Raises:
        UnknownIdError: No such role or stage.
    """
    if not liked:
        return None
    role, stage = framework.role(role_id), framework.stage(stage)
    return sum(
        weight
        for item, weight in framework.weights(role, stage)
        if item.skill in liked or framework.skills[item.skill].domain in liked
    )
