"""How long and how recently a document shows each skill: from the dates of its positions."""

import datetime as dt
from bisect import bisect_right
from typing import NamedTuple

from metier.core.extract.mentions import Mentions
from metier.core.framework.periods import count_months
from metier.core.framework.records import Document, Position


class SkillPeriod(NamedTuple):
    """When a document shows a skill in use.

    Attributes:
        mentions: How often it says that the person has the skill.
        months: Months of the dated positions that name it; each month counts once.
        began: First month of these as "YYYY-MM", None without a dated position.
        last: Last month of these; the month of `as_of` when one goes on.
    """

    skill: str
    mentions: int
    months: int
    began: str | None
    last: str | None


def find_periods(
    document: Document, mentions: Mentions, *, as_of: dt.date
) -> tuple[SkillPeriod, ...]:
    """Return every skill that the document says the person has, most often named first.

    A position is taken to use what it names for as long as it lasts.
    """
    starts = [position.start for position in document.positions]
    counts: dict[str, int] = {}
    named: dict[str, dict[int, Position]] = {}
    for mention in mentions:
        if mention.polarity != "has":
            continue
        counts[mention.skill] = counts.get(mention.skill, 0) + 1
        place = bisect_right(starts, mention.start) - 1
        if place >= 0 and mention.start < document.positions[place].end:
            named.setdefault(mention.skill, {})[place] = document.positions[place]
    today = as_of.strftime("%Y-%m")
    periods = []
    for skill, count in counts.items():
        positions = list(named.get(skill, {}).values())
        ends = [today if item.ended is None else min(item.ended, today) for item in positions]
        periods.append(
            SkillPeriod(
                skill=skill,
                mentions=count,
                months=count_months(positions, as_of=as_of),
                began=min((item.began for item in positions), default=None),
                last=max(ends, default=None),
            )
        )
    return tuple(sorted(periods, key=lambda item: (-item.mentions, item.skill)))
