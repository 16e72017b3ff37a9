"""The title of the job, as far as the text states it."""

import re

from metier.core.extract.advert.labels import Labels
from metier.core.extract.advert.layout import Layout, Line
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.records import Span, Stated
from metier.core.extract.advert.words import any_of, fold
from metier.core.framework.advert_types import NameRules

TOP_LINES = 12
_MAX_TITLE = 100
_MAX_TITLE_WORDS = 13
_TRIM = re.compile(r"^[\s#*_>•|:,\-–—]+|[\s#*_•|:,\-–—.]+$")
TITLE_AT = re.compile(r"\s+(?:at|@|bei|chez|bij)\s+(?=\w)")
_DASH = re.compile(r"\s+[–—|·•]\s+|\s+-\s+")
_NAMED = re.compile(
    r"(?:[A-Z][\w/&+-]*(?:\.\w+)*|\.NET)(?!:)"
    r"(?:\s(?:[A-Z][\w/&+-]*(?:\.\w+)*(?!:)|\.NET|of|and|&|for|für|de|des|/|-|–|"
    r"\([A-Z][\w /&-]{1,20}\))){0,8}"
)
_ADDRESSED = re.compile(r",|\s(?:you|at|in|on|for|with|within)\b|\s{0,3}$|\s?[(–-]")
_BRACKETS = re.compile(r"\([^()]*\)")
_TAIL = re.compile(r"\s*(?:,\s[^,()]{2,30}|(?P<bracket>\([^()]{2,40}\)))\s*$")
_LAST = re.compile(r"\s(?:of|and|for|für|de|des|&|/|-|–)$")
_WORD = re.compile(r"[\w']+")
_WORDS = re.compile(r"\w+")
_CAPITAL = re.compile(r"(?:\s{1,4}(?:[a-zà-ÿ(][^\s.;:]{0,24}))*?\s{1,4}(?=[A-Z])")


class TitleReader:
    """Finds titles by the rules of `adverts.yaml`."""

    def __init__(self, rules: NameRules, book: PhraseBook) -> None:
        self._noise = any_of(rules.title_noise)
        self._not_title = frozenset(rules.not_title)
        book.add("title.head", rules.heads)
        book.add("title.after", rules.title_after)
        book.add("title.as", rules.title_as)

    def find(self, layout: Layout, labels: Labels) -> Stated | None:
        """Return the title: labeled, else a line at the top, else what a sentence looks for."""
        for value in labels.get("title", []):
            words = set(_WORDS.findall(fold(value.text)))
            if len(value.text) <= _MAX_TITLE and not (value.below and self._not_title & words):
                found = self._cut(layout, value.start, value.span.end, alone=True)
                if found:
                    return found
        lines = len(layout.lines)
        for index, line in enumerate(layout.lines[:TOP_LINES]):
            single = not layout.goes_on(index) and not layout.goes_on(min(index + 1, lines - 1))
            found = self._of_line(layout, line) if single else None
            if found:
                return found
        for _, end in layout.hits.all("title.after"):
            found = self._of_sentence(layout, end)
            if found:
                return found
        for _, end in layout.hits.all("title.as"):
            found = self._of_sentence(layout, end)
            if found and found.span and _ADDRESSED.match(layout.folded, found.span.end):
                return found
        return None

    def _of_line(self, layout: Layout, line: Line) -> Stated | None:
        text = layout.text[line.start : line.end]
        if line.bullet or len(text) > _MAX_TITLE or text.rstrip("* ").endswith((".", ",", ":")):
            return None
        at = TITLE_AT.search(text)
        stop = line.start + at.start() if at else line.end
        words = _WORDS.findall(_BRACKETS.sub(" ", layout.folded[line.start : stop]))
        if len(words) > _MAX_TITLE_WORDS or "://" in text or self._not_title & set(words):
            return None
        return self._cut(layout, line.start, line.end)

    def _of_sentence(self, layout: Layout, start: int) -> Stated | None:
        """Return the capitalized words after "looking for a", past small adjectives."""
        text = layout.text
        stop = min(layout.sentence(start)[1], start + _MAX_TITLE)
        first = _CAPITAL.match(text, start, stop)
        match = _NAMED.match(text, first.end(), stop) if first else None
        if not match or " " not in match[0].strip():
            return None
        name = match[0]
        for word in _WORD.finditer(match[0]):
            if word.start() and fold(word[0]) in self._not_title and word[0][0].isupper():
                name = match[0][: word.start()]
                break
        name = name.rstrip(" ./-–&(")
        while (shorter := _LAST.sub("", name)) != name:
            name = shorter
        end = match.start() + len(name)
        if not layout.hits.any("title.head", match.start(), end):
            return None
        return Stated(" ".join(name.split()), Span(match.start(), end))

    def _cut(self, layout: Layout, start: int, end: int, *, alone: bool = False) -> Stated | None:
        """Return the title in a span without the company, the place and the like beside it."""
        text = layout.text[start:end]
        at = TITLE_AT.search(text)
        stop = at.start() if at else len(text)
        for noise in self._noise.finditer(fold(text)):
            if noise.start() > 0:
                stop = min(stop, noise.start())
        pieces = _pieces(text, stop)
        hits = layout.hits
        named = [
            rank
            for rank, (low, high) in enumerate(pieces)
            if hits.any("title.head", start + low, start + high)
        ]
        if not named:
            return None
        low, high = pieces[named[0]]
        for piece in pieces[named[0] + 1 :]:
            if text[high : piece[0]].strip() not in {"-", "–"}:
                break
            high = piece[1]
        high = self._without_place(layout, start + low, start + high) - start
        trimmed = _TRIM.sub("", text[low:high]).rstrip(" (-–,")
        if len(trimmed.split()) < 2 and not alone:
            return None
        offset = start + low + text[low:high].index(trimmed)
        return Stated(trimmed, Span(offset, offset + len(trimmed)))

    @staticmethod
    def _without_place(layout: Layout, low: int, high: int) -> int:
        """Return where a title ends before a place, or a bracket with a place or work mode."""
        tail = _TAIL.search(layout.text, low, high)
        if not tail:
            return high
        groups = ("place.known", "place.cut") if tail["bracket"] else ("place.known",)
        named = any(layout.hits.any(group, tail.start(), high) for group in groups)
        return tail.start() if named else high


def _pieces(text: str, stop: int) -> list[tuple[int, int]]:
    """Return the parts of a line between its dashes and bars."""
    found = []
    low = 0
    for match in [*_DASH.finditer(text, 0, stop), None]:
        high = match.start() if match else stop
        if high > low:
            found.append((low, high))
        low = match.end() if match else stop
    return found
