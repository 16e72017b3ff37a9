"""The dates of positions say how long and how recently a skill was used."""

import datetime as dt

from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.read import read_mentions
from metier.core.extract.recency import SkillPeriod, find_periods
from metier.core.framework.records import Document, Position, Section

AS_OF = dt.date(2026, 11, 23)
TEXT = "Skills: Python, Rust\nOne: Python\nTwo: Python, SQL\nThree: SQL, no Java\n"


def document() -> Document:
    def block(word: str, began: str, ended: str | None, *, current: bool = False) -> Position:
        start = TEXT.index(word)
        return Position(start, TEXT.index("\n", start), began, ended, current, word, "experience")

    positions = (
        block("One", "2015-01", "2017-01"),
        block("Two", "2016-01", "2019-01"),
        block("Three", "2026-05", None, current=True),
    )
    sections = (Section("experience", 0, len(TEXT), ""),)
    return Document("cv", "txt", "0" * 64, TEXT, "en", 0, sections, positions)


def test_months_of_overlapping_positions_count_once(matcher: SkillMatcher) -> None:
    cv = document()

    found = find_periods(cv, read_mentions(matcher, cv), as_of=AS_OF)

    assert found == (
        SkillPeriod("python", 3, 48, "2015-01", "2019-01"),
        SkillPeriod("sql", 2, 42, "2016-01", "2026-11"),
        SkillPeriod("rust", 1, 0, None, None),
    )
