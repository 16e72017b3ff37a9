"""A document's mentions: every skill it names, who is said to have it, and how much of it."""

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.mentions import SECTIONS, Mentions
from metier.core.framework.records import Document

_OTHER = SECTIONS.index("other")


def read_mentions(matcher: SkillMatcher, document: Document) -> Mentions:
    """Return every mention of a skill in the document, in order, but for those in headings."""
    columns, _ = matcher.read([document.text])
    columns = columns._replace(section=find_section(document, columns.start))
    headings = _headings(document)
    if len(headings):
        place = np.searchsorted(headings[:, 0], columns.start, side="right") - 1
        inside = (place >= 0) & (columns.end <= headings[np.maximum(place, 0), 1])
        columns = columns.take(~inside)
    return Mentions(document.text, matcher.skill_ids, matcher.kinds, columns)


def find_section(document: Document, start: Array) -> Array:
    """Return for each offset the section that holds it, as an index into SECTIONS (int8)."""
    starts = np.array([section.start for section in document.sections], dtype=np.int64)
    kinds = np.array([SECTIONS.index(s.kind) for s in document.sections], dtype=np.int8)
    nth = np.searchsorted(starts, start, side="right") - 1
    section = np.full(len(nth), _OTHER, dtype=np.int8)
    section[nth >= 0] = kinds[nth[nth >= 0]]
    return section


def _headings(document: Document) -> Array:
    """Return where the headings stand that name a part of the document and no skill."""
    spans = []
    for section in document.sections:
        start = document.text.find(section.heading, section.start, section.end)
        if section.heading and start >= 0:
            spans.append((start, start + len(section.heading)))
    return np.array(spans, dtype=np.int64).reshape(-1, 2)
