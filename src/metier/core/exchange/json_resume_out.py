"""A CV as JSON Resume 1.x: https://jsonresume.org/schema. It adds no word to what it is given."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from metier.core.framework.doing_types import CvRules

Json = dict[str, Any]
Weigh = Callable[[str], float]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/.])\+?\(?\d[\d ()./-]{6,18}\d(?![\w/])")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d")
_URL = re.compile(r"https?://[^\s,;<>()\"]+")
_EDGE = " \t,;|–—-·•:()[]/"
_DATES = re.compile(
    r"(?i)\b(?:\d{1,4}|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|"
    r"present|now|today|current\w*|since|until|to|from|years?|months?|mos|yrs)\b"
)
_SCHOOL = re.compile(r"(?i)universit|college|school|institut|academ|polytechnic|faculty")
_DROPPED = ("interests", "references")
_ENTRIES = ("work", "volunteer", "projects")


def write_resume(cv: Mapping[str, Any]) -> Json:
    """Return a CV made from the text of a document.

    Args:
        cv: "name" and "label" (may be empty), "opening" (lines), and "parts": each with "kind",
            "heading" and "groups" of "head", "title", "began", "ended" and "lines"; a line has
            "text", and in a list of skills "label" and "items".
    """
    opening: list[str] = [line["text"] for line in cv["opening"]]
    basics = _basics(cv["name"], cv["label"], "\n".join(opening))
    resume: Json = {}
    about: list[str] = []
    for part in cv["parts"]:
        groups = part["groups"]
        if part["kind"] == "summary":
            about += [
                line["text"] for group in groups for line in (*group["head"], *group["lines"])
            ]
        elif part["kind"] in _WRITERS:
            key, write = _WRITERS[part["kind"]]
            entries = [entry for group in groups for entry in write(group)]
            resume.setdefault(key, []).extend(entries)
    if about:
        basics["summary"] = "\n".join(about)
    return {"basics": basics, **{key: value for key, value in resume.items() if value}}


def select_resume(resume: Mapping[str, Any], weigh: Weigh, rules: CvRules) -> Json:
    """Return a JSON Resume cut to an advert: entries as they stand, their lines the best first.

    Args:
        resume: A JSON Resume; what is not known here is kept as it is.
        weigh: What a text weighs for the advert.
        rules: How many lines are kept.
    """
    found: Json = {}
    for key, value in resume.items():
        if key in _ENTRIES and isinstance(value, list):
            entries = [_select_entry(entry, weigh, rules) for entry in value]
            if key == "projects" and any(_heavy(entry, weigh) for entry in value):
                entries = [
                    entry for entry, old in zip(entries, value, strict=True) if _heavy(old, weigh)
                ]
            found[key] = entries
        elif key == "skills" and isinstance(value, list):
            found[key] = _select_skills(value, weigh)
        elif key in _DROPPED and isinstance(value, list):
            kept = [entry for entry in value if _heavy(entry, weigh)]
            if kept:
                found[key] = kept
        else:
            found[key] = value
    return found


def _select_entry(entry: Any, weigh: Weigh, rules: CvRules) -> Any:
    if not isinstance(entry, dict) or not isinstance(entry.get("highlights"), list):
        return entry
    lines = [line for line in entry["highlights"] if isinstance(line, str)]
    heavy = sorted((line for line in lines if weigh(line) > 0), key=lambda line: -weigh(line))
    kept = heavy[: rules.most_lines]
    silent = [line for line in lines if weigh(line) <= 0]
    kept += silent[: max(0, rules.least_lines - len(kept))]
    return {**entry, "highlights": kept}


def _select_skills(value: list[Any], weigh: Weigh) -> list[Any]:
    def ordered(entry: Any) -> Any:
        if isinstance(entry, dict) and isinstance(entry.get("keywords"), list):
            words = [word for word in entry["keywords"] if isinstance(word, str)]
            return {**entry, "keywords": sorted(words, key=lambda word: -weigh(word))}
        return entry

    return sorted((ordered(entry) for entry in value), key=lambda entry: -_heavy(entry, weigh))


def _heavy(entry: Any, weigh: Weigh) -> float:
    """Return what all texts of an entry weigh."""
    if isinstance(entry, str):
        return weigh(entry)
    if isinstance(entry, dict):
        return sum(_heavy(value, weigh) for value in entry.values())
    if isinstance(entry, list):
        return sum(_heavy(value, weigh) for value in entry)
    return 0.0


def _basics(name: str, label: str, opening: str) -> Json:
    basics: Json = {}
    if name:
        basics["name"] = name
    if label:
        basics["label"] = label
    for key, pattern in (("email", _EMAIL), ("phone", _PHONE), ("url", _URL)):
        found = (match[0] for match in pattern.finditer(opening))
        text = next((text for text in found if not _YEARS.fullmatch(text)), "")
        if text:
            basics[key] = text
    return basics


def _work(group: Json) -> list[Json]:
    if not group["head"]:
        return [{"highlights": _texts(group)}] if group["lines"] else []
    name, rest = _place_of(group)
    entry: Json = {}
    if name:
        entry["name"] = name
    position = group["title"] or group["head"][0]["text"]
    if not name and position.count(",") == 1:
        position, _, name = (part.strip() for part in position.partition(","))
        entry["name"] = name
    entry["position"] = position
    if rest and rest != entry["position"]:
        entry["description"] = rest
    return [{**entry, **_dates(group), "highlights": _texts(group)}]


def _education(group: Json) -> list[Json]:
    if not group["head"]:
        return [_course(line["text"], "") for line in group["lines"]]
    name, rest = _place_of(group)
    title = group["title"] or group["head"][0]["text"]
    if not (name or rest) and title.count(",") == 1:
        title, _, name = (part.strip() for part in title.partition(","))
    entry = {**_course(title, name or rest), **_dates(group)}
    courses = _texts(group)
    return [{**entry, "courses": courses} if courses else entry]


def _course(title: str, other: str) -> Json:
    """Return a course of study; which words name the school is told by the words."""
    if _SCHOOL.search(title) or not other:
        school, study = (title, other) if _SCHOOL.search(title) else ("", title)
    else:
        school, study = other, title
    return {key: value for key, value in (("institution", school), ("studyType", study)) if value}


def _projects(group: Json) -> list[Json]:
    if not group["head"]:
        return [{"name": text} for text in _texts(group)]
    name = group["title"] or group["head"][0]["text"]
    return [{"name": name, **_dates(group), "highlights": _texts(group)}]


def _skills(group: Json) -> list[Json]:
    entries: list[Json] = []
    if group["head"] and len(group["lines"]) == 1:
        line = group["lines"][0]
        name = group["head"][0]["text"].rstrip(_EDGE)
        return [{"name": name, "keywords": line.get("items") or [line["text"]]}]
    for line in (*group["head"], *group["lines"]):
        items = line.get("items") or [line["text"]]
        label = line.get("label") or ""
        if label:
            entries.append({"name": label, "keywords": items})
        elif len(items) == 1:
            entries.append({"name": items[0]})
        else:
            entries.append({"keywords": items})
    return entries


def _languages(group: Json) -> list[Json]:
    lines = (*group["head"], *group["lines"])
    return [{"language": item} for line in lines for item in line.get("items") or [line["text"]]]


def _named(group: Json) -> list[Json]:
    return [{"name": line["text"]} for line in (*group["head"], *group["lines"])]


_WRITERS: dict[str, tuple[str, Callable[[Json], list[Json]]]] = {
    "experience": ("work", _work),
    "education": ("education", _education),
    "projects": ("projects", _projects),
    "skills": ("skills", _skills),
    "languages": ("languages", _languages),
    "certificates": ("certificates", _named),
    "publications": ("publications", _named),
    "interests": ("interests", _named),
}


def _texts(group: Json) -> list[str]:
    return [line["text"] for line in group["lines"]]


def _dates(group: Json) -> Json:
    found: Json = {}
    if group["began"]:
        found["startDate"] = group["began"]
    if group["ended"] and not group["current"]:
        found["endDate"] = group["ended"]
    return found


def _place_of(group: Json) -> tuple[str, str]:
    """Return what else the head names: beside the title in its line, and in another line."""
    title = group["title"]
    beside = ""
    other = ""
    for line in group["head"]:
        text = line["text"]
        pieces = text.split(title) if title and title in text else [text]
        words = next((piece for piece in map(_bare, pieces) if piece), "")
        if not words or words == title:
            continue
        if title and title in text and not beside:
            beside = words
        elif not other:
            other = words
    return (beside, other) if beside else (other, "")


def _bare(text: str) -> str:
    """Return text without what separates it; nothing where it holds no more than dates."""
    text = text.strip(_EDGE)
    return text if re.search(r"[^\W\d_]", _DATES.sub("", text)) else ""
