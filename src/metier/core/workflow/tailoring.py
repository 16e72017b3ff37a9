"""A CV for one advert, made from a document of the person's: selected, ordered, not added to."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from metier.core.applications.lines import Span, cut_items, shown
from metier.core.applications.tailor import CvGroup, CvLine, CvPart, TailoredCv, tailor_cv
from metier.core.documents.limits import MAX_FILE_BYTES
from metier.core.errors import InputError
from metier.core.exchange.json_resume_out import select_resume, write_resume
from metier.core.framework.index import Framework
from metier.core.framework.records import REPOSITORY, Document, Profile
from metier.core.report.cv import cv_html, cv_markdown, cv_pdf
from metier.core.report.typeset import Pdf
from metier.core.workflow.advert import ReadAdvert
from metier.core.workflow.answers import Json, head
from metier.core.workflow.applying import AdvertFit, application_rules, fit_advert
from metier.core.workflow.assess import Assessment, Reader

FORMATS = ("json", "md", "html", "pdf")
_NAME_WORDS = range(2, 5)
_LIST_KINDS = frozenset({"skills", "languages"})
_INITIAL = 2
_SEVERAL = 2
_HANDLE = re.compile(r"([\w.+-]+)@[\w-]+\.|(?:linkedin\.com/in|github\.com)/([\w-]+)")


class AdvertCv(NamedTuple):
    """A CV for an advert.

    Attributes:
        read: The advert.
        fit: How the person stands to it.
        document: The document that the CV is made from; its spans point into it.
        cv: What was selected.
        plain: The same as plain values, for pages.
        resume: The same as JSON Resume.
    """

    read: ReadAdvert
    fit: AdvertFit
    document: Document
    cv: TailoredCv
    plain: dict[str, Any]
    resume: Json


def make_cv(
    reader: Reader,
    assessment: Assessment,
    read: ReadAdvert,
    *,
    document: str | None = None,
    original: Mapping[str, Any] | None = None,
) -> AdvertCv:
    """Return a CV for an advert.

    Args:
        reader: Reads what the person's document names.
        assessment: The person.
        read: The advert.
        document: Name of the document to make it from; by default the one with most positions.
        original: The document as JSON Resume, where it is one; its structure is kept then.

    Raises:
        InputError: The person has no CV, or no document of this name.
    """
    framework = reader.framework
    rules = application_rules(framework)
    paper = choose_document(assessment.profile, document)
    fit = fit_advert(framework, assessment, read.advert)
    demands = {item.demand.skill: item.demand.weight for item in fit.demands}
    rejected = {
        (item.start, item.end, item.skill)
        for item in assessment.profile.rejections
        if item.document == paper.sha256
    }
    named = [
        (mention.start, mention.end, mention.skill)
        for mention in reader.mentions(paper)
        if mention.polarity == "has" and (mention.start, mention.end, mention.skill) not in rejected
    ]
    cv = tailor_cv(rules.cv, paper, named, demands)
    weights = _Weights(paper, named, demands)
    plain = _plain(assessment, paper, cv, weights)
    if original is not None:
        resume = select_resume(original, weights.of_text, rules.cv)
    else:
        resume = write_resume(plain)
    return AdvertCv(read, fit, paper, cv, plain, resume)


def choose_document(profile: Profile, name: str | None = None) -> Document:
    """Return the document that a CV is made from.

    Raises:
        InputError: There is none, or none of this name.
    """
    papers = [item for item in profile.documents if item.media != REPOSITORY]
    if name is not None:
        papers = [item for item in papers if item.name == name]
    if not papers:
        known = ", ".join(item.name for item in profile.documents if item.media != REPOSITORY)
        raise InputError(
            f"There is no CV {name!r} here." if name else "There is no CV to make one from.",
            code="cv-missing",
            hint=f"There are {known}." if known else "'metier profile add NAME CV' adds one.",
        )
    return max(papers, key=lambda item: (len(item.positions), len(item.text)))


def read_original(path: Path) -> Mapping[str, Any] | None:
    """Return a JSON Resume as it stands in a file; None for a file of another kind."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    is_resume = isinstance(value, dict) and {"basics", "work", "skills", "education"} & set(value)
    return value if is_resume else None


def write_cv(made: AdvertCv, kind: str) -> Pdf | str:
    """Return a CV in a format: "json", "md", "html" or "pdf".

    Raises:
        UsageError: A PDF is wanted, and Typst is not installed.
    """
    if kind == "json":
        return json.dumps(made.resume, ensure_ascii=False, indent=2) + "\n"
    if kind == "pdf":
        return cv_pdf(made.plain)
    return cv_markdown(made.plain) if kind == "md" else cv_html(made.plain)


def describe_cv(framework: Framework, assessment: Assessment, made: AdvertCv) -> Json:
    """Return a CV with the span of every line, as plain values."""
    advert = made.read.advert
    return {
        **head(framework, assessment.as_of),
        "advert": {
            "title": advert.title.value if advert.title else None,
            "company": advert.company.value if advert.company else None,
        },
        "document": made.document.name,
        "opening": made.plain["opening"],
        "parts": made.plain["parts"],
        "kept": made.cv.kept,
        "lines": made.cv.all,
        "shown": made.cv.shown,
        "unshown": made.cv.unshown,
        "resume": made.resume,
    }


class _Weights:
    """What texts of a document weigh for an advert."""

    def __init__(
        self, document: Document, named: list[tuple[int, int, str]], demands: Mapping[str, float]
    ) -> None:
        self._text = document.text
        self._all = named
        self._named = [item for item in named if item[2] in demands]
        self._demands = demands

    def of_span(self, span: Span) -> float:
        skills = {s for low, high, s in self._named if span.start <= low and high <= span.end}
        return sum(self._demands[skill] for skill in sorted(skills))

    def names_skills(self, part: CvPart) -> bool:
        """Return whether several skills are named in a part."""
        spans = [line.span for group in part.groups for line in (*group.head, *group.lines)]
        found = {
            skill
            for low, high, skill in self._all
            if any(span.start <= low and high <= span.end for span in spans)
        }
        return len(found) >= _SEVERAL

    def of_text(self, text: str) -> float:
        words = text.strip()
        at = self._text.find(words) if words else -1
        return self.of_span(Span(at, at + len(words))) if at >= 0 else 0.0


def _plain(
    assessment: Assessment,
    document: Document,
    cv: TailoredCv,
    weights: _Weights,
) -> dict[str, Any]:
    opening = [_line(line) for line in cv.opening]
    headline = assessment.facts.headline
    return {
        "document": cv.document,
        "lang": document.language if document.language != "und" else "en",
        "name": person_name(document),
        "label": headline if any(headline in line["text"] for line in opening) else "",
        "opening": opening,
        "parts": [_part(document, part, weights) for part in cv.parts],
    }


def _part(document: Document, part: CvPart, weights: _Weights) -> Json:
    kind = part.kind
    if kind == "languages" and weights.names_skills(part):
        kind = "skills"  # programming languages
    return {
        "kind": kind,
        "prose": kind == "summary",
        "heading": " ".join(part.heading.split()),
        "groups": [_group(document, kind, group, weights) for group in part.groups],
    }


def _group(document: Document, kind: str, group: CvGroup, weights: _Weights) -> Json:
    is_list = kind in _LIST_KINDS
    heads = [_line(line) for line in group.head]
    year = group.began[:4]
    dated = any(year in line["text"] for line in heads) if year else True
    return {
        "title": group.title,
        "began": group.began,
        "ended": group.ended,
        "current": group.current,
        "dates": "" if dated else " – ".join(part for part in (group.began, group.ended) if part),
        "head": [_with_items(document, line, weights) for line in group.head] if is_list else heads,
        "lines": [
            _with_items(document, line, weights) if is_list else _line(line) for line in group.lines
        ],
    }


def _line(line: CvLine) -> Json:
    return {
        "text": line.text,
        "start": line.span.start,
        "end": line.span.end,
        "weight": round(line.weight, 4),
        "skills": line.skills,
    }


def _with_items(document: Document, line: CvLine, weights: _Weights) -> Json:
    """Return a line with its label and entries, the best entry first."""
    label, items = cut_items(document.text, line.span)
    ordered = sorted(items, key=lambda item: -weights.of_span(item))
    return {
        **_line(line),
        "label": shown(document.text, label) if label else "",
        "items": [shown(document.text, item) for item in ordered],
    }


def person_name(document: Document) -> str:
    """Return the person's name, where an address of theirs confirms that the first line is it."""
    text = next((" ".join(line.split()) for line in document.text.splitlines() if line.strip()), "")
    words = text.split()
    if len(words) not in _NAME_WORDS or any(not word[0].isupper() for word in words):
        return ""
    handles = " ".join(match[1] or match[2] for match in _HANDLE.finditer(document.text)).lower()
    own = (re.sub(r"\W", "", word).lower() for word in words)
    return text if any(len(word) > _INITIAL and word in handles for word in own) else ""
