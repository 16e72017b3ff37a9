"""Mentions become evidence: statements about a person, each with the span that proves it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from metier.core.extract.mentions import Mention, Mentions
from metier.core.framework.records import Document, Evidence, Position

MAX_SAME = 40
_BY_SECTION = {
    "experience": "used-at-work",
    "projects": "used-in-project",
    "publications": "used-in-project",
    "skills": "listed",
    "languages": "listed",
    "education": "studied",
    "certificates": "certified",
}


def gather_evidence(document: Document, mentions: Mentions) -> list[Evidence]:
    """Return the evidence in a document: one statement for each mention of a skill that is had.

    Skills that are wanted, or named as something else (a degree, a team), are none. A denial
    is evidence against. Of the same sign for the same skill the first `MAX_SAME` count: the
    discount leaves nothing of further ones.
    """
    starts = [position.start for position in document.positions]
    same: Counter[tuple[str, str]] = Counter()
    found = []
    for mention in mentions:
        sign = _sign(mention)
        if sign is None:
            continue
        same[mention.skill, sign] += 1
        if same[mention.skill, sign] > MAX_SAME:
            continue
        position = _position_at(document.positions, starts, mention.start)
        found.append(
            Evidence(
                skill=mention.skill,
                kind="claim",
                sign=sign,
                document=document.sha256,
                start=mention.start,
                end=mention.end,
                section=mention.section,
                month=position.ended if position and not position.current else None,
            )
        )
    return found


def _sign(mention: Mention) -> str | None:
    if mention.polarity == "negated":
        return "denied"
    if mention.polarity != "has":
        return None
    if mention.sign == "led" and mention.section not in {"experience", "projects", "summary"}:
        return _BY_SECTION.get(mention.section, "mentioned")
    return mention.sign or _BY_SECTION.get(mention.section, "mentioned")


def _position_at(
    positions: Sequence[Position], starts: Sequence[int], offset: int
) -> Position | None:
    place = bisect_right(starts, offset) - 1
    return positions[place] if place >= 0 and offset < positions[place].end else None
