"""Months of dated positions, each counted once where positions overlap."""

import datetime as dt
from collections.abc import Iterable

from metier.core.framework.records import Position


def count_months(positions: Iterable[Position], *, as_of: dt.date) -> int:
    """Return how many months the positions cover together, up to `as_of`."""
    today = as_of.year * 12 + as_of.month
    spans = []
    for item in positions:
        began = month_number(item.began)
        ended = today if item.current or item.ended is None else month_number(item.ended)
        spans.append((began, min(max(ended, began + 1), today)))
    total, reached = 0, -1
    for began, ended in sorted(spans):
        total += max(0, ended - max(began, reached))
        reached = max(reached, ended)
    return total


def month_number(month: str) -> int:
    """Return "YYYY-MM" as months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7])
