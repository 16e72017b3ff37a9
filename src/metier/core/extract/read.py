"""A document's mentions: every skill it names, who is said to have it, and how much of it."""

from bisect import bisect_right

from metier.core.extract.context import Sentences, read_context, section_kind
from metier.core.extract.find import find_skills
from metier.core.extract.mentions import POLARITIES, Mentions
from metier.core.extract.patterns import SkillMatcher
from metier.core.framework.records import Document


def read_mentions(matcher: SkillMatcher, document: Document) -> Mentions:
    """Return every mention of a skill in the document, in order."""
    starts = [section.start for section in document.sections]
    kinds = [section.kind for section in document.sections]
    found = find_skills(matcher, document.text)
    sentences = Sentences(document.text, [(start, end) for start, end, _, _ in found])
    headings = _headings(document)
    rows = []
    for start, end, skill, confidence in found:
        place = bisect_right(headings, (start, len(document.text))) - 1
        if place >= 0 and end <= headings[place][1]:
            continue
        section = section_kind(starts, kinds, start)
        context = read_context(sentences, start, end, matcher.skills[skill].kind)
        rows.append(
            (
                start,
                end,
                skill,
                POLARITIES.index(context.polarity),
                confidence,
                section,
                context.sign,
            )
        )
    return Mentions(
        document.text,
        [skill.id for skill in matcher.skills],
        [skill.kind for skill in matcher.skills],
        rows,
    )


def _headings(document: Document) -> list[tuple[int, int]]:
    """Return where the headings stand that name a part of the document and no skill."""
    spans = []
    for section in document.sections:
        start = document.text.find(section.heading, section.start, section.end)
        if section.heading and start >= 0:
            spans.append((start, start + len(section.heading)))
    return spans
