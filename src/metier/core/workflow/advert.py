"""Read job adverts: a document, with the posting it may carry, to what the advert asks."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from metier.core.extract.advert.read import AdvertReader
from metier.core.extract.advert.records import (
    Advert,
    AskedSkill,
    Degree,
    EmploymentType,
    Mode,
    Pay,
    Span,
    Stated,
    Years,
)
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Section
from metier.core.workflow.answers import Json, head
from metier.core.workflow.assess import Reader

NEEDS = ("must", "nice", "unspecified")


class ReadAdvert(NamedTuple):
    """An advert and the document whose text its spans point into."""

    document: Document
    advert: Advert


class Adverts:
    """Reads adverts; what is needed for it is made once.

    Args:
        framework: The framework whose skills and roles are looked for.
        reader: A reader of skills that is there already.
    """

    def __init__(self, framework: Framework, *, reader: Reader | None = None) -> None:
        self._adverts = AdvertReader(framework)
        self._skills = reader or Reader(framework)

    def read(self, document: Document) -> ReadAdvert:
        """Return what a document says as an advert; a posting that it carries goes first."""
        shown = advert_document(document)
        mentions = self._skills.mentions(shown)
        advert = self._adverts.read(shown.text, posting=document.posting, mentions=mentions)
        return ReadAdvert(shown, advert)


def advert_document(document: Document) -> Document:
    """Return the document as the advert alone: the text of its posting, where it has one."""
    posting = document.posting
    if posting is None or not posting.text:
        return document
    whole = Section("other", 0, len(posting.text), "")
    return msgspec.structs.replace(document, text=posting.text, sections=(whole,), positions=())


def describe_advert(framework: Framework, path: str, read: ReadAdvert) -> Json:
    """Return an advert as plain values; offsets are characters of `text`."""
    document, advert = read
    asked = {
        need: _skills(framework, (item for item in advert.skills if item.need == need))
        for need in NEEDS
    }
    return {
        **head(framework),
        "path": path,
        "media": document.media,
        "language": document.language,
        "warnings": document.warnings,
        "title": _value(advert.title),
        "company": _value(advert.company),
        "locations": [_value(item) for item in advert.locations],
        "applicants": [_value(item) for item in advert.applicants],
        "work_mode": _value(advert.work_mode),
        "employment": [_value(item) for item in advert.employment],
        "role": advert.role,
        "role_confidence": round(advert.role_confidence, 3),
        "stage": advert.stage,
        "stage_from": advert.stage_from,
        "pay": _pay(advert.pay),
        "other_pay": [_pay(item) for item in advert.other_pay],
        "years": _years(advert.years),
        "degree": _degree(advert.degree),
        "degree_preferred": _degree(advert.degree_preferred),
        "responsibilities": [
            {"text": document.text[item.start : item.end], **_span(item)}
            for item in advert.responsibilities
        ],
        "skills": {**asked, "aside": _skills(framework, advert.aside)},
        "posted": advert.posted,
        "valid_through": advert.valid_through,
        "text": document.text,
    }


def _span(span: Span | None) -> Json:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _value(item: Stated | Mode | EmploymentType | None) -> Json | None:
    return {"value": item.value, **_span(item.span)} if item else None


def _pay(pay: Pay | None) -> Json | None:
    if pay is None:
        return None
    return {
        "currency": pay.currency,
        "period": pay.period,
        "period_stated": pay.period_stated,
        "low": pay.low,
        "high": pay.high,
        **_span(pay.span),
    }


def _years(years: Years | None) -> Json | None:
    if years is None:
        return None
    return {"low": years.low, "high": years.high, "need": years.need, **_span(years.span)}


def _degree(degree: Degree | None) -> Json | None:
    if degree is None:
        return None
    return {
        "value": degree.value,
        "need": degree.need,
        "equivalent": degree.equivalent,
        **_span(degree.span),
    }


def _skills(framework: Framework, items: Iterable[AskedSkill]) -> list[Json]:
    return [
        {
            "skill": item.skill,
            "name": framework.skills[item.skill].name,
            "confidence": item.confidence,
            "spans": [_span(span) for span in item.spans],
        }
        for item in items
    ]
