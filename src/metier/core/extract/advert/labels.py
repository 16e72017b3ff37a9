"""Fields that an advert labels, as "Location: Berlin", or the label alone on the line above."""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from metier.core.extract.advert.layout import Layout, Line
from metier.core.extract.advert.records import Span
from metier.core.extract.advert.words import bare
from metier.core.framework.advert_types import AdvertFile, Label

_MAX_LABEL = 44
_MAX_VALUE = 160
_MAX_INNER = 6
_INNER = re.compile(r"(?<=\s)(\w+(?: \w+){0,2}):(?=\s)")
_VALUE = re.compile(r"[\s*_`|:]*(.*?)[\s*_`|]*$", re.DOTALL)


class Value(NamedTuple):
    """The value of a label; `start` is its offset. `below` when it stands on the next line."""

    text: str
    start: int
    below: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))


Labels = dict[Label, list[Value]]


class LabelFinder:
    """Finds the labels of `adverts.yaml`."""

    def __init__(self, rules: AdvertFile) -> None:
        self._labels: dict[str, Label] = {
            word: label for label, words in rules.labels.items() for word in words
        }
        self._nothing = frozenset(rules.nothing)

    def find(self, layout: Layout) -> Labels:
        """Return the values of each label in order; those that say nothing are left out."""
        found: Labels = {}
        for index, line in enumerate(layout.lines):
            label, start = self._label(layout, line)
            if label is None or (start == line.end and not self._is_apart(layout, index)):
                continue
            for name, value in self._values(layout, index, label, start):
                if value.text.casefold().rstrip(".") not in self._nothing:
                    found.setdefault(name, []).append(value)
        return found

    @staticmethod
    def _is_apart(layout: Layout, index: int) -> bool:
        """Return whether a label without a value is a line by itself, not the end of a text."""
        line = layout.lines[index]
        first = layout.text[line.start]
        ended = layout.text[line.end - 1] in ".!?,;"
        return not (layout.goes_on(index) or ended or first.islower())

    def _label(self, layout: Layout, line: Line) -> tuple[Label | None, int]:
        """Return the label that a line begins with, and where its value may begin."""
        stop = min(line.end, line.start + _MAX_LABEL)
        colon = layout.folded.find(":", line.start, stop)
        end = colon if colon >= 0 else line.end
        if end > stop:
            return None, -1
        core = bare(layout.folded[line.start : end])
        return self._labels.get(core), end + 1 if colon >= 0 else line.end

    def _values(
        self, layout: Layout, index: int, label: Label, start: int
    ) -> Iterator[tuple[Label, Value]]:
        """Yield the value of a line's label, and the further labels that the line holds."""
        line = layout.lines[index]
        for name, low, high in self._fields(layout, label, start, line.end):
            value = _trim(layout.text, low, high)
            if value:
                yield name, value
            elif high == line.end and index + 1 < len(layout.lines):
                following = layout.lines[index + 1]
                short = following.end - following.start <= _MAX_VALUE
                if short and not following.bullet and not self._label(layout, following)[0]:
                    below = _trim(layout.text, following.start, following.end)
                    if below:
                        yield name, below._replace(below=True)

    def _fields(
        self, layout: Layout, label: Label, start: int, end: int
    ) -> Iterator[tuple[Label, int, int]]:
        """Yield the labels of one line, as "Location: Berlin Type: Full-time", with their spans."""
        for match in itertools.islice(_INNER.finditer(layout.folded, start, end), _MAX_INNER):
            words = match.group(1).split()
            for count in range(len(words), 0, -1):
                name = self._labels.get(" ".join(words[-count:]))
                if name:
                    begin = match.end(1) - len(" ".join(words[-count:]))
                    yield label, start, begin
                    label, start = name, match.end()
                    break
        yield label, start, end


def _trim(text: str, start: int, end: int) -> Value | None:
    match = _VALUE.match(text[start : min(end, start + _MAX_VALUE)])
    value = match[1] if match else ""
    return Value(value, start + match.start(1)) if match and value else None
