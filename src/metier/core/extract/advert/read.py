"""Read an advert: its text, and the fields of its JobPosting where it has one."""

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any

from metier.core.extract.advert.asked import SkillMention, ask_skills
from metier.core.extract.advert.company import CompanyReader
from metier.core.extract.advert.degrees import DegreeReader
from metier.core.extract.advert.labels import LabelFinder, Labels
from metier.core.extract.advert.layout import Layout
from metier.core.extract.advert.parts import PartFinder, Parts
from metier.core.extract.advert.pay import PayReader
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.place import PlaceReader
from metier.core.extract.advert.records import (
    Advert,
    Degree,
    EmploymentType,
    Mode,
    Origin,
    Pay,
    Span,
    Stated,
    Years,
)
from metier.core.extract.advert.title import TitleReader
from metier.core.extract.advert.words import fold
from metier.core.extract.advert.years import YearsReader
from metier.core.extract.titles import TitleReading, read_title
from metier.core.framework.index import Framework
from metier.core.framework.posting import Posting

_NO_POSTING = Posting("")
_MIN_ITEM = 12
_TOOLS = frozenset({"language", "tool", "platform"})
_MONTHS = 12


class AdvertReader:
    """Reads adverts by the rules of a framework; its patterns are made once."""

    def __init__(self, framework: Framework) -> None:
        rules = framework.adverts
        book = PhraseBook()
        self._book = book
        self._framework = framework
        self._silent = frozenset(rules.silent)
        self._beyond = rules.years.beyond
        self._parts = PartFinder(rules, book)
        self._labels = LabelFinder(rules)
        self._title = TitleReader(rules.names, book)
        self._company = CompanyReader(rules.names, book)
        self._place = PlaceReader(rules, book)
        self._pay = PayReader(rules.pay, book)
        self._years = YearsReader(rules.years, book)
        self._degrees = DegreeReader(rules.degrees, book)
        self._levels = [spec.stage for spec in rules.levels]
        for spec in rules.levels:
            book.add(f"level.{spec.stage}", spec.phrases)
        book.add("nice", rules.nice)
        book.add("must", rules.must)
        book.close()
        self._types = {
            word: kind.type
            for kind in rules.employment
            for word in (kind.type, *kind.phrases, *kind.titles)
        }

    def read(
        self,
        text: str,
        *,
        posting: Posting | None = None,
        mentions: Iterable[SkillMention] = (),
    ) -> Advert:
        """Return what an advert says.

        Args:
            text: The advert; all spans point into it.
            posting: What its JobPosting says; that goes before what the text says.
            mentions: The skills that the text names.
        """
        given = posting or _NO_POSTING
        named = list(mentions)
        layout = Layout(text, self._book)
        parts = self._parts.find(layout)
        labels = self._labels.find(layout)
        title = _given(given.title) or self._title.find(layout, labels)
        places = _all_given(given.locations) or self._place.places(layout, labels, parts)
        years = _years_given(given) or self._read_years(layout, parts, labels, named)
        reading = read_title(self._framework, title.value) if title else None
        stage, origin = self._stage(reading, layout, labels, years)
        pays = self._read_pay(given, layout, parts, places)
        degree, preferred = self._read_degree(given, layout, parts)
        skills, aside = ask_skills(named, parts, self._silent)
        return Advert(
            title=title,
            company=_given(given.company) or self._company.find(layout, labels),
            locations=places,
            applicants=_all_given(given.applicants),
            work_mode=Mode("remote") if given.remote else self._place.mode(layout, labels, parts),
            employment=self._employment(given)
            or self._place.employment(layout, labels, parts, title),
            role=reading.role if reading else None,
            role_confidence=reading.confidence if reading else 0.0,
            stage=stage,
            stage_from=origin,
            pay=pays[0] if pays else None,
            other_pay=tuple(pays[1:]),
            years=years,
            degree=degree,
            degree_preferred=preferred,
            responsibilities=_responsibilities(layout, parts),
            skills=skills,
            aside=aside,
            posted=given.posted,
            valid_through=given.valid_through,
        )

    def _read_years(
        self, layout: Layout, parts: Parts, labels: Labels, mentions: list[SkillMention]
    ) -> Years | None:
        return self._years.find(
            layout,
            parts,
            silent=self._silent,
            labels=[value.span for value in labels.get("years", [])],
            tools=sorted(item.start for item in mentions if item.kind in _TOOLS),
        )

    def _read_pay(
        self, given: Posting, layout: Layout, parts: Parts, places: tuple[Stated, ...]
    ) -> list[Pay]:
        """Return the pay that the posting gives, else all that the text states, without repeats."""
        where = " ".join(place.value for place in places)
        if given.pay:
            paid = given.pay
            return [Pay(paid.currency, paid.period, paid.period is not None, paid.low, paid.high)]
        if given.pay_text:
            told = self._pay.find(Layout(given.pay_text, self._book), places=where)
            if told:
                return [_without_span(told[0])]
        found: dict[tuple[object, ...], Pay] = {}
        for pay in self._pay.find(layout, parts, places=where):
            found.setdefault((pay.currency, pay.period, pay.low, pay.high), pay)
        return list(found.values())

    def _read_degree(
        self, given: Posting, layout: Layout, parts: Parts
    ) -> tuple[Degree | None, Degree | None]:
        found, preferred = self._degrees.find(layout, parts, self._silent)
        if given.degree:
            return Degree(given.degree, "must"), preferred
        return found, preferred

    def _employment(self, given: Posting) -> tuple[EmploymentType, ...]:
        """Return the types of the posting under the names that we use."""
        words = (
            fold(item).replace("_", " ").replace("-", " ").strip() for item in given.employment
        )
        kinds = [self._types.get(word) or self._types.get(word.replace(" ", "-")) for word in words]
        return tuple(EmploymentType(kind) for kind in dict.fromkeys(kinds) if kind)

    def _stage(
        self, reading: TitleReading | None, layout: Layout, labels: Labels, years: Years | None
    ) -> tuple[Any, Origin | None]:
        """Return the stage of the title, else of a label, else of the years asked."""
        if reading and reading.stage:
            return reading.stage, "title"
        for value in labels.get("level", []):
            low, high = value.span.start, value.span.end
            named = [
                (start, -end, stage)
                for stage in self._levels
                for start, end in layout.hits.within(f"level.{stage}", low, high)
            ]
            if named:
                return min(named)[2], "words"
        if years and years.low is not None:
            return self._stage_of_years(years), "years"
        return None, None

    def _stage_of_years(self, years: Years) -> str:
        """Return the stage whose holders most often have the years asked, by `stages.yaml`."""
        rules = self._framework.data.stages
        low = years.low or 0.0
        high = years.high or low + self._beyond
        edges = [0.0, *rules.year_bands, math.inf]
        shares = [max(0.0, min(high, b) - max(low, a)) for a, b in itertools.pairwise(edges)]
        return max(rules.stages, key=lambda stage: _weigh(shares, stage.years)).id


def _weigh(shares: Sequence[float], likelihoods: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(shares, likelihoods, strict=True))


def _given(value: str | None) -> Stated | None:
    return Stated(value) if value else None


def _all_given(values: tuple[str, ...]) -> tuple[Stated, ...]:
    return tuple(Stated(value) for value in values)


def _years_given(given: Posting) -> Years | None:
    return Years(round(given.months / _MONTHS, 1), None, "must") if given.months else None


def _without_span(pay: Pay) -> Pay:
    return Pay(pay.currency, pay.period, pay.period_stated, pay.low, pay.high)


def _responsibilities(layout: Layout, parts: Parts) -> tuple[Span, ...]:
    """Return the items of the parts that say what one does."""
    return tuple(
        Span(start, end)
        for start, end in layout.items
        if end - start >= _MIN_ITEM
        and parts.at(start).kind == "responsibilities"
        and not parts.is_heading(start)
    )
