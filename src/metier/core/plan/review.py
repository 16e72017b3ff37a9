"""Skills that fade without use, and when to go over them again."""

import datetime as dt
import math
from collections.abc import Collection, Iterable
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.records import Evidence

_DAYS = 365.25


class Review(NamedTuple):
    """A skill to go over.

    Attributes:
        level: The level that it keeps.
        last: Month ("YYYY-MM") of the latest sign of it, or the day on which the plan ends it.
        due: The day on which its signs have lost the part of their weight that `fades_at` allows.
        hours: Hours for it, which stand in no plan.
    """

    skill: str
    level: int
    last: str
    due: dt.date
    hours: float


def list_reviews(
    framework: Framework,
    proficiencies: Proficiencies,
    evidence: Iterable[Evidence],
    *,
    asked: Collection[str],
    until: dt.date,
) -> tuple[Review, ...]:
    """Return the asked skills that the person has and that are due by a day, the earliest first.

    Args:
        framework: The framework.
        proficiencies: The person's levels.
        evidence: What they rest on; a sign without a month is of now and does not fade.
        asked: Skills to look at.
        until: The last day to look at.
    """
    last: dict[str, str] = {}
    lasting = set()
    for item in evidence:
        if item.skill in asked and item.sign != "denied":
            if item.month is None:
                lasting.add(item.skill)
            else:
                last[item.skill] = max(item.month[:7], last.get(item.skill, ""))
    held = framework.data.evidence.held
    reviews = []
    for skill, month in last.items():
        level = max((k for k in range(1, 6) if proficiencies.at_least(skill, k) >= held), default=0)
        if skill in lasting or not level:
            continue
        due = fade_day(framework, skill, dt.date(int(month[:4]), int(month[5:7]), 1))
        if due <= until:
            reviews.append(Review(skill, level, month, due, review_hours(framework, skill, level)))
    return tuple(sorted(reviews, key=lambda item: (item.due, item.skill)))


def fade_day(framework: Framework, skill: str, since: dt.date) -> dt.date:
    """Return the day on which a sign of `since` weighs what `fades_at` says."""
    half_life = framework.skills[skill].volatility.half_life_years
    years = -half_life * math.log2(max(1e-6, framework.data.planning.fades_at))
    try:
        return since + dt.timedelta(days=round(years * _DAYS))
    except OverflowError:
        return dt.date.max


def review_hours(framework: Framework, skill: str, level: int) -> float:
    """Return the hours of a review that keeps a level."""
    effort = framework.skills[skill].effort
    return framework.data.planning.review_share * sum(effort[k][1] for k in range(1, level + 1))
