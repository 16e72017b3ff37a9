"""Sheets of people: every form is read, every guess is told, nothing is dropped in silence."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.core.errors import InputError, UnknownIdError
from metier.core.exchange.cell_level import LevelReader, guess_top
from metier.core.exchange.grid import Special, read_grid_bytes, read_grids
from metier.core.exchange.people_sheet import (
    Problems,
    SheetOptions,
    SheetReading,
    read_people,
)
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.workflow.team_reading import team_rules

RULES = team_rules(load_framework())


def read(
    framework: Framework, content: bytes, name: str = "team.csv", **told: Any
) -> tuple[SheetReading, Problems]:
    problems = Problems(RULES.sheet.most_problems)
    found = read_people(
        framework,
        RULES,
        read_grid_bytes(content, name=name),
        problems,
        name_role=lambda text: ("data-scientist", None) if "scientist" in text else (None, None),
        options=SheetOptions(**told),
    )
    return found, problems


def workbook(*sheets: tuple[str, list[list[Any]]], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
        if merge:
            page.merge_cells(merge)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def codes(problems: Problems) -> set[tuple[str, str]]:
    return set(problems.counts)


def test_people_by_skills(framework: Framework) -> None:
    found, problems = read(framework, b"Name,Python,SQL\nAnn,3,\nBob,0,5\n")
    assert [(p.name, p.levels) for p in found.people] == [
        ("Ann", {"python": 3}),
        ("Bob", {"python": 0, "sql": 5}),
    ]
    assert not problems.counts
    assert found.forms == {"team.csv": "people-by-skill"}


def test_people_by_role_and_stage(framework: Framework) -> None:
    found, problems = read(
        framework, b"Employee;Role;Seniority;Hours per week\nAnn;data scientist;junior;2,5\n"
    )
    assert found.people[0].fields == {"role": "data-scientist", "stage": "entry", "hours": "2.5"}
    assert found.forms == {"team.csv": "people-by-role"}
    assert not problems.errors


def test_long_form(framework: Framework) -> None:
    text = "Person\tSkill\tRating\nAnn\tPython\t4\nAnn\tSQL\texpert\nBob\tNo such thing\t2\n"
    found, problems = read(framework, text.encode())
    assert found.people[0].levels == {"python": 4, "sql": 5}
    assert ("error", "skill-unknown") in codes(problems)
    assert next(p for p in problems.kept if p.code == "skill-unknown").row == 4
    assert found.forms == {"team.csv": "long"}


def test_an_unknown_heading_is_told_with_what_it_may_be(framework: Framework) -> None:
    found, problems = read(framework, b"Name,Python,Pandoras\nAnn,3,4\n")
    problem = next(p for p in problems.kept if p.code == "column-unknown")
    assert problem.column == "C"
    assert "1 cells were not read" in problem.message
    assert "--map 'Pandoras=pandas'" in problem.hint
    assert found.people[0].levels == {"python": 3}


def test_a_near_heading_is_guessed_and_told(framework: Framework) -> None:
    found, problems = read(framework, b"Name,Kubernets\nAnn,3\n")
    assert found.people[0].levels == {"kubernetes": 3}
    assert ("corrected", "column-guessed") in codes(problems)


def test_a_heading_is_mapped_as_told(framework: Framework) -> None:
    found, problems = read(
        framework,
        b"Wer,Zeug,Rest\nAnn,3,x\n",
        mapping={"Wer": "person", "zeug": "python", "Rest": "ignore"},
    )
    assert found.people[0].levels == {"python": 3}
    assert not problems.errors
    with pytest.raises(UnknownIdError):
        read(framework, b"Name,Zeug\nAnn,3\n", mapping={"Zeug": "pythn"})


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("maybe", "cell-level"),
        ("7", "cell-range"),
        ("-1", "cell-range"),
        ("45123", "cell-date"),
        ("=1+2", "cell-formula"),
    ],
)
def test_each_bad_cell_is_an_error_with_its_place(
    framework: Framework, cell: str, code: str
) -> None:
    content = f"Name,Python,SQL\nAnn,{cell},2\nBob,3,{cell}\n".encode()
    content += b"".join(b"P%d,3,2\n" % n for n in range(60))
    found, problems = read(framework, content)
    places = [(p.row, p.column) for p in problems.kept if p.code == code]
    assert places == [(2, "B"), (3, "C")]
    assert found.people[0].levels == {"sql": 2}
    assert found.people[1].levels == {"python": 3}


def test_a_date_in_a_workbook_is_told(framework: Framework) -> None:
    import datetime as dt

    content = workbook(("S", [["Name", "Python"], ["Ann", dt.date(2026, 4, 3)], ["Bob", 2]]))
    found, problems = read(framework, content)
    assert found.people[1].levels == {"python": 2}
    assert ("error", "cell-date") in codes(problems)


def test_levels_to_ten_are_mapped_and_told(framework: Framework) -> None:
    found, problems = read(framework, b"Name,Python,SQL\nAnn,10,7\nBob,1,0\nCid,8,4\n")
    assert [p.levels for p in found.people] == [
        {"python": 5, "sql": 4},
        {"python": 1, "sql": 0},
        {"python": 4, "sql": 2},
    ]
    assert ("corrected", "scale-mapped") in codes(problems)


def test_one_figure_above_five_is_an_error_and_no_scale(framework: Framework) -> None:
    rows = b"".join(b"P%d,3,2\n" % n for n in range(50))
    _, problems = read(framework, b"Name,Python,SQL\nAnn,8,2\n" + rows)
    assert codes(problems) == {("error", "cell-range")}


def test_merged_cells_count_for_all_that_they_cover(framework: Framework) -> None:
    content = workbook(("S", [["Name", "Python"], ["Ann", 4], ["Bob", None]]), merge="B2:B3")
    found, problems = read(framework, content)
    assert [p.levels for p in found.people] == [{"python": 4}, {"python": 4}]
    assert ("corrected", "cells-merged") in codes(problems)


def test_a_formula_without_a_value_is_told(framework: Framework) -> None:
    content = workbook(("S", [["Name", "Python", "SQL"], ["Ann", "=1+2", 3]]))
    found, problems = read(framework, content)
    assert found.people[0].levels == {"sql": 3}
    assert ("error", "cell-formula") in codes(problems)


def test_two_sheets_are_put_together_by_name(framework: Framework) -> None:
    content = workbook(
        ("Roles", [["Name", "Role"], ["Ann", "a scientist"], ["Bob", "a baker"]]),
        ("Skills", [["Name", "Python"], ["ann", 2], ["Cid", 3]]),
        ("Notes", [["What we said on Monday"]]),
    )
    found, problems = read(framework, content)
    assert [(p.name, p.levels, p.fields.get("role")) for p in found.people] == [
        ("Ann", {"python": 2}, "data-scientist"),
        ("Bob", {}, None),
        ("Cid", {"python": 3}, None),
    ]
    assert ("error", "cell-role") in codes(problems)
    assert ("error", "sheet-people") in codes(problems)
    only, _ = read(framework, content, sheet="Skills")
    assert [p.name for p in only.people] == ["ann", "Cid"]


def test_somebody_who_stands_twice_is_put_together_and_told(framework: Framework) -> None:
    found, problems = read(framework, b"Name,Python,SQL\nAnn,3,\nBob,1,1\nann ,2,4\n")
    assert found.people[0].levels == {"python": 2, "sql": 4}
    assert {("corrected", "person-twice"), ("corrected", "level-twice")} <= codes(problems)


def test_a_row_without_a_name_is_told(framework: Framework) -> None:
    _, problems = read(framework, b"Name,Python\n,3\nAnn,2\n")
    assert [(p.code, p.row) for p in problems.kept] == [("row-person", 2)]


def test_a_sheet_that_lies_on_its_side_is_turned(framework: Framework) -> None:
    content = b"Skill matrix,Ann Lee,Bob Ray\nPython,3,1\nSQL,2,\nDocker,0,4\nPandas,1,1\n"
    found, problems = read(framework, content)
    assert found.people[1].levels == {"python": 1, "docker": 4, "pandas": 1}
    assert ("corrected", "sheet-turned") in codes(problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separators_and_encodings(framework: Framework, encoding: str, delimiter: str) -> None:
    lines = [["Name", "Python", "SQL"], ["José Müller", "3", "2"], ["Zoë", "1", "4"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    found, problems = read(framework, content)
    assert [p.name for p in found.people] == ["José Müller", "Zoë"]
    assert found.people[0].levels == {"python": 3, "sql": 2}
    assert not problems.errors


def test_files_that_are_no_sheet(tmp_path: Path) -> None:
    for content, code in (
        (b"%PDF-1.7 ...", "sheet-format"),
        (b"\xd0\xcf\x11\xe0 old", "sheet-format"),
        (b"PK\x03\x04 broken", "sheet-unreadable"),
        (b"Name,Python\n" + b"x" * 200_000 + b",3\n", "sheet-unreadable"),
        (None, "sheet-too-large"),
    ):
        with pytest.raises(InputError) as caught:
            read_grid_bytes(content, name="x")
        assert caught.value.code == code
    with pytest.raises(InputError) as caught:
        read_grids(tmp_path / "none.csv")
    assert caught.value.code == "sheet-unreadable"


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(45):
            part.write(b"A" * 10_000_000)
    with pytest.raises(InputError) as caught:
        read_grid_bytes(packed.getvalue(), name="bomb.xlsx")
    assert caught.value.code == "sheet-unreadable"


def test_a_separator_that_is_told_and_nul_characters(framework: Framework) -> None:
    found, problems = read(framework, b"sep=;\r\nName;Python\r\nA\0nn;3\r\n")
    assert (found.people[0].name, found.people[0].levels) == ("Ann", {"python": 3})
    assert not problems.errors


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sheet_or_a_coded_error(content: bytes) -> None:
    if content.startswith(b"PK"):
        return
    code = ""
    try:
        grids = read_grid_bytes(content, name="x.csv")
    except InputError as error:
        code, grids = error.code, []
    assert code.startswith("sheet-") or len(grids) == 1


def test_problems_beyond_the_most_are_counted(framework: Framework) -> None:
    rows = "".join(f"P{n},no level {n}\n" for n in range(700))
    _, problems = read(framework, f"Name,Python\n{rows}".encode())
    assert len(problems.kept) == RULES.sheet.most_problems
    assert problems.counts["error", "cell-level"] == 700


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12)))
def test_any_cell_is_a_level_or_an_error(cell: Any) -> None:
    if cell is None:
        return
    for top in (5, 10, 100):
        found = LevelReader(RULES.sheet, top=top).read(cell)
        assert (found.level is None) == bool(found.code)
        assert found.level is None or 0 <= found.level <= 5
        assert found.level is not None or found.told


@given(st.integers(1, 100))
def test_a_scale_never_falls(top: int) -> None:
    reader = LevelReader(RULES.sheet, top=top)
    levels = [reader.read(value).level for value in range(top + 1)]
    assert levels == sorted(levels, key=lambda level: level or 0)
    assert levels[0] == 0
    assert levels[-1] in (4, 5)


def test_the_scale_is_guessed_from_figures_alone() -> None:
    assert guess_top(["3", 5, None, "x", Special("date", "2026-01-01")], outliers=0.05) == 5
    assert guess_top([8, 9, 3], outliers=0.05) == 10
    assert guess_top([80, 90, 3], outliers=0.05) == 100
