"""A framework's skills and context rules, ready to read texts with."""

from collections.abc import Sequence

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.context import ContextReader, Contexts
from metier.core.extract.find import SkillFinder
from metier.core.extract.lexicon_file import load_lexicon
from metier.core.extract.mentions import Columns, join_columns
from metier.core.extract.patterns import PRODUCTS
from metier.core.extract.scan import scan_texts
from metier.core.extract.windows import Piece, group_texts
from metier.core.framework.index import Framework


class SkillMatcher:
    """Reads the mentions of a framework's skills."""

    def __init__(self, framework: Framework) -> None:
        skills = framework.data.skills
        self.skill_ids = tuple(skill.id for skill in skills)
        self.kinds = tuple(skill.kind for skill in skills)
        self.lexicon = load_lexicon(framework)
        names = sorted(set(self.kinds))
        self._kind = np.array([names.index(kind) for kind in self.kinds])
        hard = np.array([kind in PRODUCTS for kind in self.kinds])
        self._finder = SkillFinder(self.lexicon, hard)
        self._context = ContextReader(self.lexicon, framework.data.context, names)

    def read(self, texts: Sequence[str]) -> tuple[Columns, Array]:
        """Return the mentions in some texts, and by mention the number of its text.

        Offsets are into the mention's own text. Sections are left at 0. Memory grows with the
        number of mentions, not with the length of the texts.
        """
        parts, owners = [], []
        for group in group_texts(texts):
            columns, owner = self._read_group(group)
            parts.append(columns)
            owners.append(owner)
        return join_columns(parts), np.concatenate([np.zeros(0, dtype=np.int64), *owners])

    def read_said(self, text: str, start: Array, end: Array, skill: Array) -> Contexts:
        """Return what a text says of spans that are known to mean skills, in order of start."""
        scan = scan_texts(self.lexicon, [text])
        return self._context.read(scan, start, end, self._kind[skill])

    def _read_group(self, group: list[Piece]) -> tuple[Columns, Array]:
        scan = scan_texts(self.lexicon, [piece.content for piece in group])
        hits = self._finder.find(scan)
        said = self._context.read(scan, hits.start, hits.end, self._kind[hits.skill])
        place = scan.text_at(hits.start)
        shift = scan.starts[place] - np.array([piece.start for piece in group])[place]
        columns = Columns(
            start=hits.start - shift,
            end=hits.end - shift,
            skill=hits.skill,
            confidence=hits.confidence,
            polarity=said.polarity,
            need=said.need,
            sign=said.sign,
            section=np.zeros(len(place), dtype=np.int8),
        )
        return columns, np.array([piece.text for piece in group])[place]
