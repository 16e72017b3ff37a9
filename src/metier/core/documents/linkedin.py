"""LinkedIn's data export, a ZIP of CSV tables, to text with sections and positions."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from metier.core.documents.limits import MAX_TABLE_BYTES, MAX_TABLE_ROWS
from metier.core.documents.types import Raw
from metier.core.errors import DocumentError
from metier.core.framework.records import Position, Section, SectionKind


class _Table(NamedTuple):
    """How one table of the export is laid out as text.

    Attributes:
        needs: The column without which the table is not the one that its name says.
        line: Columns of a row's first line, in order; what is empty is left out.
        more: Columns whose text follows.
        dates: Columns of the first and the last month, or none.
    """

    file: str
    heading: str
    kind: SectionKind
    needs: str
    line: tuple[str, ...]
    more: tuple[str, ...] = ()
    dates: tuple[str, str] | None = None


_RUN = ("started on", "finished on")
_TABLES = (
    _Table("profile", "Summary", "summary", "headline", ("headline",), ("summary",)),
    _Table(
        *("positions", "Experience", "experience", "title", ("title", "company name")),
        *(("description",), _RUN),
    ),
    _Table(
        *("volunteering", "Volunteer work", "experience", "role", ("role", "company name")),
        *(("description",), _RUN),
    ),
    _Table(
        *("education", "Education", "education", "school name", ("degree name", "school name")),
        *(("notes", "activities"), ("start date", "end date")),
    ),
    _Table("skills", "Skills", "skills", "name", ("name",)),
    _Table("projects", "Projects", "projects", "title", ("title",), ("description",), _RUN),
    _Table(
        *("certifications", "Certificates", "certificates", "name", ("name", "authority")),
        *((), _RUN),
    ),
    _Table("courses", "Courses", "education", "name", ("name",)),
    _Table(
        *("publications", "Publications", "publications", "name", ("name", "publisher")),
        ("description",),
    ),
    _Table("languages", "Languages", "languages", "name", ("name", "proficiency")),
)
TABLE_FILES = frozenset({"positions.csv", "skills.csv", "education.csv", "certifications.csv"})
"""An archive with one of these, at its top or one folder below, is taken for an export."""
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_WRITTEN = re.compile(r"(?:([A-Za-z]{3})[a-z]*\.? +)?([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:-[0-9]{2})?")
_HEADER_LINES = 10
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    RuntimeError,
)


def is_table(path: str) -> bool:
    """Return whether a path in an archive is one that marks LinkedIn's export."""
    parts = path.replace("\\", "/").lower().split("/")
    return len(parts) <= 2 and parts[-1] in TABLE_FILES


def read_linkedin(name: str, content: bytes) -> Raw:
    """Read the tables that say what a person did and knows; all others are left unread.

    Address, birth date and contacts are not among them. Cells that begin like a formula are
    text like all others.

    Raises:
        DocumentError: No table holds anything that can be read.
    """
    writer = _Writer()
    warnings: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries: dict[str, zipfile.ZipInfo] = {}
        for entry in archive.infolist():
            parts = entry.filename.replace("\\", "/").lower().split("/")
            if len(parts) <= 2:
                entries.setdefault(parts[-1], entry)
        for table in _TABLES:
            if f"{table.file}.csv" not in entries:
                continue
            try:
                rows = list(_rows(archive, entries[f"{table.file}.csv"], table, warnings))
            except (*_BROKEN, csv.Error):
                warnings.append(f"{table.file.capitalize()}.csv is damaged and was left out.")
                continue
            if rows:
                writer.section(table, rows)
    if not writer.sections:
        raise DocumentError(
            f"{name} is an export of LinkedIn without positions, education or skills in it.",
            code="document-no-text",
            hint="Ask LinkedIn for the export with your profile; it comes as a ZIP file.",
        )
    return Raw("".join(writer.parts), 0, warnings, writer.sections, writer.positions)


def _rows(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, table: _Table, warnings: list[str]
) -> Iterator[dict[str, str]]:
    """Yield the rows of a table by the names of its columns in small letters."""
    with archive.open(entry) as file:
        content = file.read(MAX_TABLE_BYTES + 1)
    label = f"{table.file.capitalize()}.csv"
    if len(content) > MAX_TABLE_BYTES:
        content = content[:MAX_TABLE_BYTES]
        warnings.append(f"Only the first {MAX_TABLE_BYTES // 1_000_000} MB of {label} were read.")
    reader = csv.reader(io.StringIO(_decode(content), newline=""))
    columns: list[str] | None = None
    count = 0
    for number, cells in enumerate(reader):
        if columns is None:
            found = [cell.strip().lower() for cell in cells]
            if table.needs in found:
                columns = found
            elif number >= _HEADER_LINES:
                break
            continue
        if count >= MAX_TABLE_ROWS:
            warnings.append(f"Only the first {MAX_TABLE_ROWS:,} rows of {label} were read.")
            return
        count += 1
        yield dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    if columns is None:
        warnings.append(f"{label} has no column {table.needs!r} and was left out.")


def _decode(content: bytes) -> str:
    """Return the text of a table: UTF-8, else UTF-16 by its mark, else Windows' Latin."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    return text.replace("\x00", " ")


class _Writer:
    """Lays tables out as text and notes where each part stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.sections: list[Section] = []
        self.positions: list[Position] = []
        self._size = 0

    def section(self, table: _Table, rows: list[dict[str, str]]) -> None:
        before = len(self.parts)
        start = self._size
        if start:
            self._add("\n")
            start = self._size
        self._add(table.heading + "\n")
        empty = self._size
        for row in rows:
            self._row(table, row)
        if self._size == empty:
            del self.parts[before:]
            self._size = sum(map(len, self.parts))
            return
        self.sections.append(Section(table.kind, start, self._size, table.heading))

    def _row(self, table: _Table, row: dict[str, str]) -> None:
        start = self._size
        words = [row.get(column, "") for column in table.line]
        self._lines(", ".join(word for word in words if word))
        for column in table.more:
            self._lines(row.get(column, ""))
        if self._size == start or table.dates is None:
            return
        began, ended = (_month(row.get(column, "")) for column in table.dates)
        if began and not (ended and ended < began):
            self.positions.append(
                Position(start, self._size, began, ended, ended is None, words[0], table.kind)
            )

    def _lines(self, text: str) -> None:
        for line in text.splitlines():
            if line.strip():
                self._add(line.strip() + "\n")

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._size += len(text)


def _month(text: str) -> str | None:
    """Return "YYYY-MM" of "Jan 2020", "2020" or an ISO date; a missing month is January."""
    if found := _ISO.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    elif found := _WRITTEN.fullmatch(text):
        year, month = int(found[2]), _MONTHS.get((found[1] or "jan").lower(), 0)
    else:
        return None
    return f"{year}-{month:02}" if month and 1900 <= year <= 2100 else None
