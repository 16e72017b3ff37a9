"""No text of an exported sheet acts as a formula; numbers stay numbers."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.core.exchange.xlsx_out import Sheet, defuse, write_csv, write_xlsx

ATTACKS = ["=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/c calc'!A1", "＝1+2"]


@pytest.mark.parametrize("text", ATTACKS)
def test_formulas_are_neutralized_everywhere(text: str) -> None:
    rows = [["Name", text], [text, 3.5]]
    page = openpyxl.load_workbook(io.BytesIO(write_xlsx([Sheet("S", rows)]))).active
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type in ("s", "n") for cell in cells)
    assert all(not str(cell.value).startswith(("=", "+", "@")) for cell in cells)
    assert page["B2"].value == 3.5
    back = list(csv.reader(io.StringIO(write_csv(rows).decode("utf-8-sig"), newline="")))
    assert back[1][0].startswith("'")


@given(st.text(max_size=20))
def test_only_an_apostrophe_is_added(text: str) -> None:
    assert defuse(text) in (text, f"'{text}")


def test_negative_numbers_stay_numbers() -> None:
    assert defuse(-3) == -3
    assert write_csv([["a"], [-3]]).decode("utf-8-sig") == "a\r\n-3\r\n"


def test_sheet_names_are_allowed_and_differ() -> None:
    names = ["a/b:c", "A B C", "", "x" * 40, "x" * 41]
    book = openpyxl.load_workbook(
        io.BytesIO(write_xlsx([Sheet(name, [["h"], [1]]) for name in names]))
    )
    assert len({name.casefold() for name in book.sheetnames}) == len(names)
    assert all(len(name) <= 31 for name in book.sheetnames)
