"""Sort and filter roles by what a person cares about.

The rows are made elsewhere; nothing is computed or guessed here. A figure that is not known is
None: it stands last in every order, and a filter on it leaves the row out.
"""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from metier.core.errors import UsageError

SORT_KEYS = (
    "fit",
    "readiness",
    "hours",
    "pay_now",
    "pay_then",
    "pay_per_hour",
    "interest",
    "demand",
)
HORIZONS = ("high", "growing", "emerging")
_SMALL_FIRST = frozenset({"hours", "demand"})


class RoleRow(NamedTuple):
    """A role at a stage, with what it may be ranked by.

    Attributes:
        role: Role id.
        category: Category id of the role.
        stage: Stage id that readiness, hours and `pay_then` are for.
        fit: Share of the fit among all roles, 0 to 1.
        readiness: Share of what the role at the stage asks, 0 to 1.
        hours: Expected hours to the target, or None when not computed.
        pay_now: Middle of the pay now, US dollars a year, or None when not known.
        pay_then: Middle of the pay at the target, US dollars a year, or None.
        pay_per_hour: Pay gained per hour of the way, US dollars a year per hour, or None.
        interest: How much the person says that the role draws them, 0 to 1, or None.
        demand: Horizon at the end date: high, growing or emerging; None when not known.
    """

    role: str
    category: str
    stage: str
    fit: float
    readiness: float
    hours: float | None = None
    pay_now: float | None = None
    pay_then: float | None = None
    pay_per_hour: float | None = None
    interest: float | None = None
    demand: str | None = None


def sort_rows(
    rows: Iterable[RoleRow], *, by: str = "fit", descending: bool | None = None
) -> list[RoleRow]:
    """Return the rows in order; rows that are equal stand by fit, then by role.

    Args:
        rows: The rows.
        by: One of `SORT_KEYS`.
        descending: Largest first; when None, the best first: few hours and near demand, much of
            all else. The nearest demand is "high", then "growing", then "emerging".

    Raises:
        UsageError: There is no such key.
    """
    rows = list(rows)
    read = _key(by)
    down = by not in _SMALL_FIRST if descending is None else descending
    known = [(value, row) for row in rows if (value := read(row)) is not None]
    unknown = [row for row in rows if read(row) is None]
    known.sort(key=lambda pair: (-pair[0] if down else pair[0], *_ties(pair[1])))
    return [row for _, row in known] + sorted(unknown, key=_ties)


def filter_rows(
    rows: Iterable[RoleRow],
    *,
    categories: Collection[str] = (),
    stages: Collection[str] = (),
    min_pay: float | None = None,
    demand: str | None = None,
    max_hours: float | None = None,
) -> list[RoleRow]:
    """Return the rows that meet every filter given, in their order.

    Args:
        rows: The rows.
        categories: Categories to keep; empty keeps all.
        stages: Stages to keep; empty keeps all.
        min_pay: Least `pay_then`, US dollars a year.
        demand: The farthest horizon to keep: "growing" keeps "high" too.
        max_hours: Most hours of the way.

    Raises:
        UsageError: There is no such horizon, or a bound is negative.
    """
    if demand is not None and demand not in HORIZONS:
        raise UsageError(
            f"There is no horizon of demand '{demand}'.",
            code="ranking-horizon",
            hint=f"Horizons are {', '.join(HORIZONS)}.",
        )
    for bound in (min_pay, max_hours):
        if bound is not None and not bound >= 0:
            raise UsageError(
                f"{bound:g} is no bound for pay or hours.",
                code="ranking-bound",
                hint="Pay and hours are 0 or more.",
            )
    near = HORIZONS[: HORIZONS.index(demand) + 1] if demand else ()
    return [
        row
        for row in rows
        if (not categories or row.category in categories)
        and (not stages or row.stage in stages)
        and (min_pay is None or (row.pay_then is not None and row.pay_then >= min_pay))
        and (not near or row.demand in near)
        and (max_hours is None or (row.hours is not None and row.hours <= max_hours))
    ]


def _key(by: str) -> Callable[[RoleRow], float | None]:
    if by not in SORT_KEYS:
        raise UsageError(
            f"Roles cannot be sorted by '{by}'.",
            code="ranking-key",
            hint=f"Sort by one of {', '.join(SORT_KEYS)}.",
        )
    if by == "demand":
        return lambda row: HORIZONS.index(row.demand) if row.demand in HORIZONS else None
    return lambda row: getattr(row, by)


def _ties(row: RoleRow) -> tuple[float, str, str]:
    return -row.fit, row.role, row.stage
