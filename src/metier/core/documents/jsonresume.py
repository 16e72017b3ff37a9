"""JSON Resume 1.x to text, with sections and positions known from its structure."""

import json
import re
from typing import Any

from metier.core.documents.types import Raw
from metier.core.errors import DocumentError
from metier.core.framework.records import Position, Section, SectionKind

_PARTS: tuple[tuple[str, str, SectionKind], ...] = (
    ("work", "Experience", "experience"),
    ("volunteer", "Volunteer work", "experience"),
    ("education", "Education", "education"),
    ("skills", "Skills", "skills"),
    ("projects", "Projects", "projects"),
    ("certificates", "Certificates", "certificates"),
    ("publications", "Publications", "publications"),
    ("awards", "Awards", "other"),
    ("languages", "Languages", "languages"),
    ("interests", "Interests", "interests"),
    ("references", "References", "other"),
)
_TITLES = ("position", "studyType", "area", "name", "title", "language")
_NAMES = ("name", "organization", "institution", "issuer", "publisher", "awarder")
_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-.*)?)?\s*$")
_SKIPPED = frozenset({"startDate", "endDate", "url", "website", "date", "releaseDate", "score"})


def read_json(name: str, content: bytes) -> Raw:
    """Read a JSON Resume.

    Raises:
        DocumentError: It is not JSON, or not in the form of JSON Resume.
    """
    try:
        value = _whole(json.loads(content.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            f"{name} is not valid JSON.", code="document-damaged", hint=str(error)[:120]
        ) from error
    if not isinstance(value, dict) or not {"basics", "work", "skills", "education"} & set(value):
        raise DocumentError(
            f"{name} is JSON, but neither a JSON Resume nor a JobPosting.",
            code="document-unsupported",
            hint="JSON Resume 1.x has fields such as 'basics', 'work' and 'skills'; "
            'a schema.org posting has "@type": "JobPosting".',
        )
    return _Writer(value).write()


def _whole(value: Any) -> Any:
    """Return `value` with halves of characters replaced, which no file can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return value


class _Writer:
    """Lays the fields out as text and notes where each part stands."""

    def __init__(self, resume: dict[str, Any]) -> None:
        self._resume = resume
        self._parts: list[str] = []
        self._size = 0
        self._sections: list[Section] = []
        self._positions: list[Position] = []

    def write(self) -> Raw:
        basics = self._resume.get("basics")
        if isinstance(basics, dict):
            self._line(basics.get("name"))
            self._line(basics.get("label"))
            if basics.get("summary"):
                self._section("Summary", "summary", [basics["summary"]])
        for key, heading, kind in _PARTS:
            entries = self._resume.get(key)
            if isinstance(entries, list) and entries:
                self._section(heading, kind, entries)
        return Raw("".join(self._parts), 0, [], self._sections, self._positions)

    def _section(self, heading: str, kind: SectionKind, entries: list[Any]) -> None:
        if self._size:
            self._add("\n")
        start = self._size
        self._line(heading)
        for entry in entries:
            self._entry(kind, entry)
        self._sections.append(Section(kind, start, self._size, heading))

    def _entry(self, kind: SectionKind, entry: Any) -> None:
        if not isinstance(entry, dict):
            self._line(entry)
            return
        start = self._size
        title = next((entry[key] for key in _TITLES if isinstance(entry.get(key), str)), "")
        if kind == "skills":
            self._line(_skill_line(entry))
        else:
            place = next(
                (
                    entry[key]
                    for key in _NAMES
                    if isinstance(entry.get(key), str) and entry[key] != title
                ),
                "",
            )
            self._line(", ".join(part for part in (title, place) if part))
            shown = {title, place}
            for key, value in entry.items():
                if key not in _SKIPPED:
                    self._value(value, shown)
        began, ended = _month(entry.get("startDate")), _month(entry.get("endDate"))
        if began and not (ended and ended < began):
            self._positions.append(
                Position(start, self._size, began, ended, ended is None, title, kind)
            )

    def _value(self, value: Any, shown: set[str]) -> None:
        if isinstance(value, str):
            if value not in shown:
                self._line(value)
        elif isinstance(value, list):
            for item in value:
                self._line(f"• {item}" if isinstance(item, str) else None)

    def _line(self, value: Any) -> None:
        if isinstance(value, str) and value.strip():
            self._add(value.strip() + "\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)


def _skill_line(entry: dict[str, Any]) -> str:
    keywords = entry.get("keywords")
    words = [str(word) for word in keywords] if isinstance(keywords, list) else []
    name, level = (str(entry.get(key) or "") for key in ("name", "level"))
    lead = f"{name} ({level})" if level else name
    return f"{lead}: {', '.join(words)}" if words else lead


def _month(value: Any) -> str | None:
    """Return "YYYY-MM" of an ISO 8601 date that may lack day or month."""
    match = _DATE.match(value) if isinstance(value, str) else None
    if not match or not 1900 <= int(match[1]) <= 2100:
        return None
    return f"{match[1]}-{match[2] or '01'}"
