"""The name of the company, as far as the text states it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from metier.core.extract.advert.labels import Labels
from metier.core.extract.advert.layout import Layout
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.records import Span, Stated
from metier.core.extract.advert.title import TITLE_AT, TOP_LINES
from metier.core.extract.advert.words import any_of, fold
from metier.core.framework.advert_types import NameRules

_PART = r"[A-Z0-9À-Þ][\w&!+-]*(?:[.’'][\w&]+)*"
_NAME = re.compile(rf"{_PART}(?: (?:of|the|and|&|{_PART})){{0,4}}")
_SMALL = re.compile(r"[a-z0-9à-ÿ][\w.+-]{2,20}(?=\s*:?\s*$)")
_LOOSE_END = re.compile(r"(?: (?:of|the|and|&))+$|['’]s$|[.,'’!-]+$")
_SUBJECT = re.compile(
    r"(?:^|[.!?:\n][\s•*-]*|[#*>]\s*)([A-Z0-9À-Þ][^.!?\n,;:()]{0,40})(?:\s\([^()]{0,20}\))?,?\s$"
)
_FORMS = r"(?:Inc|LLC|Ltd|GmbH|AG|SE|S\.A|SAS|B\.V|plc)\b\.?"
_LEGAL = re.compile(rf",?(?: {_FORMS})?(?:\s\([^()]{{0,20}}\))?,?\s")
_FORMED = re.compile(rf"{_PART}(?: {_PART}){{0,3}},? {_FORMS}")
_POSSESSIVE = re.compile(r"['’]s\b")
_OWNER = re.compile(r"(?<![\w.])[A-Z][\w&.-]{1,20}(?: [A-Z][\w&.-]{1,20}){0,2}$")
_GOES_ON = re.compile(r",|[’']s\b|\s(?:we|you|our|your|is|means|as a)\b")
_MAX_NAME = 50
_MAX_LINE = 100
_MAX_WORDS = 7
_MAX_SMALL = 3
# How much one place speaks for a name; a name that is said by none but the last needs several.
_HEADED, _TITLED, _FORMAL, _ADDRESSED, _SUBJECTED = 1.5, 1.2, 1.2, 1.1, 1.0
_MENTIONED, _OWNED = 0.5, 0.3
_ENOUGH = 1.0


class _Vote(NamedTuple):
    weight: float
    stated: Stated


class CompanyReader:
    """Finds company names by the rules of `adverts.yaml`."""

    def __init__(self, rules: NameRules, book: PhraseBook) -> None:
        self._headings = any_of(rules.company_headings, tail=r"\s{1,3}")
        self._not_company = frozenset(rules.not_company)
        self._not_within = frozenset(rules.not_in_company)
        book.add("company.after", rules.company_after)
        book.add("company.verb", rules.company_verbs)

    def find(self, layout: Layout, labels: Labels) -> Stated | None:
        """Return the company: labeled, else the name that headings and sentences speak for."""
        for value in labels.get("company", []):
            name = value.text.split("(")[0].strip(" *-–|,")
            words = name.count(" ") + 1
            short = 0 < len(name) <= _MAX_NAME and words <= _MAX_WORDS
            if short and (not name[0].islower() or (words <= _MAX_SMALL and not value.below)):
                return Stated(name, Span(value.start, value.start + len(name)))
        votes: dict[str, _Vote] = {}
        for reader in (self._of_headings, self._of_titles, self._of_forms, self._of_sentences):
            for weight, stated in reader(layout):
                known = votes.get(stated.value.casefold(), _Vote(0.0, stated))
                votes[stated.value.casefold()] = _Vote(known.weight + weight, known.stated)
        best = max(votes.values(), key=lambda vote: vote.weight, default=None)
        return best.stated if best and best.weight >= _ENOUGH else None

    def _of_headings(self, layout: Layout) -> Iterator[_Vote]:
        """Yield the names in headings such as "About Acme"."""
        for index, line in enumerate(layout.lines):
            if line.end - line.start >= _MAX_NAME or layout.goes_on(index):
                continue
            match = self._headings.match(layout.folded, line.start, line.end)
            found = (
                self._name(layout.text, match.end(), line.end, any_case=line.gap) if match else None
            )
            if found and found.span:
                rest = layout.text[found.span.end : line.end]
                if not any(char.isalnum() for char in rest):
                    yield _Vote(_HEADED, found)

    def _of_titles(self, layout: Layout) -> Iterator[_Vote]:
        """Yield the names in lines such as "Data Engineer at Acme"."""
        for line in layout.lines[:TOP_LINES]:
            at = TITLE_AT.search(layout.text, line.start, min(line.end, line.start + _MAX_LINE))
            if at and layout.hits.any("title.head", line.start, at.start()):
                found = self._name(layout.text, at.end(), line.end)
                if found:
                    yield _Vote(_TITLED, found)

    def _of_forms(self, layout: Layout) -> Iterator[_Vote]:
        """Yield the names near the top that end with a legal form, such as "Acme GmbH"."""
        for line in layout.lines[:TOP_LINES]:
            match = _FORMED.search(layout.text, line.start, min(line.end, line.start + _MAX_LINE))
            if match:
                yield _Vote(_FORMAL, Stated(match[0], Span(*match.span())))

    def _of_sentences(self, layout: Layout) -> Iterator[_Vote]:
        """Yield the names in "Acme is a", "At Acme, we" and "Acme's"."""
        text, hits = layout.text, layout.hits
        for start, _ in hits.all("company.verb"):
            opened = _SUBJECT.search(text, max(0, start - _MAX_NAME), start)
            found = self._name(text, opened.start(1), start) if opened else None
            if found and found.span and _LEGAL.fullmatch(text, found.span.end, start):
                yield _Vote(_SUBJECTED, found)
        for start, end in hits.all("company.after"):
            found = self._name(text, end + 1, end + _MAX_NAME)
            if found and found.span:
                opens = text[start].isupper() and _GOES_ON.match(text, found.span.end)
                yield _Vote(_ADDRESSED if opens else _MENTIONED, found)
        for mark in _POSSESSIVE.finditer(text):
            owner = _OWNER.search(text, max(0, mark.start() - _MAX_NAME), mark.start())
            found = self._name(text, owner.start(), mark.start()) if owner else None
            if found:
                yield _Vote(_OWNED, found)

    def _name(self, text: str, start: int, end: int, *, any_case: bool = False) -> Stated | None:
        """Return the name that stands at `start`; in a heading also one in small letters."""
        match = _NAME.match(text, start, end)
        if not match and any_case:
            match = _SMALL.match(text, start, end)
        if not match:
            return None
        name = match[0]
        while (shorter := _LOOSE_END.sub("", name)) != name:
            name = shorter
        words = fold(name).split(" ")
        if len(name) < 2 or words[0].isdigit() or not self._not_within.isdisjoint(words):
            return None
        if not self._not_company.isdisjoint({words[0], " ".join(words)}):
            return None
        return Stated(name, Span(start, start + len(name)))
