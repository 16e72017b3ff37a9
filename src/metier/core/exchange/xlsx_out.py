"""Tables as XLSX or CSV, in which no text can act as a formula.

A cell that begins with =, +, -, @, a tab or a line break can be run as a formula by a spreadsheet
program that opens the file, so an apostrophe goes before it (OWASP, CSV injection). Numbers stay
numbers.
"""

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

Value = str | int | float | None
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MAX_CELL = 32_000
_SHEET_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_SCALE = ("#F7F5F0", "#DCE9F2", "#B5D2E6", "#86B4D3", "#3F7FA8", "#1E4E70")


class Sheet(NamedTuple):
    """A sheet of a workbook.

    Attributes:
        rows: The first is the head.
        heat: Columns from this index on hold levels 0 to 5 and are shaded by them; 0 for none.
        widths: Widths of the first columns, in characters.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    heat: int = 0
    widths: Sequence[int] = ()


def defuse(value: Value) -> Value:
    """Return a value that no spreadsheet program runs as a formula."""
    if isinstance(value, str):
        text = value[:_MAX_CELL]
        return f"'{text}" if text.startswith(_ACTIVE) else text
    return value


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook."""
    import xlsxwriter  # noqa: PLC0415 only when a file is written

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    shades = [
        book.add_format(
            {
                "bg_color": color,
                "font_color": "#FFFFFF" if level > 3 else "#1C1B1A",
                "num_format": "0.0",
            }
        )
        for level, color in enumerate(_SCALE)
    ]
    taken: set[str] = set()
    for sheet in sheets:
        page = book.add_worksheet(_name(sheet.name, taken))
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                shown = defuse(value)
                if shown is None:
                    continue
                if isinstance(shown, str):
                    page.write_string(number, column, shown, head if number == 0 else None)
                elif sheet.heat and number and column >= sheet.heat:
                    page.write_number(number, column, shown, shades[min(5, int(shown + 0.5))])
                else:
                    page.write_number(number, column, shown)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        page.freeze_panes(1, 1)
    book.close()
    return target.getvalue()


def _name(text: str, taken: set[str]) -> str:
    """Return a name that a workbook allows and that no other sheet has."""
    base = " ".join(text.translate(_FORBIDDEN).split())[:_SHEET_NAME] or "Sheet"
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        name = f"{base[: _SHEET_NAME - 4]} {count}"
    taken.add(name.casefold())
    return name


def write_csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark, which spreadsheet programs need."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for row in rows:
        writer.writerow(["" if value is None else defuse(value) for value in row])
    return target.getvalue().encode("utf-8-sig")
