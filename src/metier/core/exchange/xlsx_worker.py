"""The child process that opens workbooks, within limits of time, memory and files."""

import datetime as dt
import io
import zipfile
from typing import Any

import msgspec

from metier.core.child import serve
from metier.core.exchange.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, GridReply, Special

_MEMORY_BYTES = 2_500_000_000
_CPU_SECONDS = 85
_MAX_UNPACKED = 400_000_000
_MAX_FILLED = 5_000


def answer(content: bytes) -> bytes:
    """Return the sheets of a workbook, or why it cannot be read, as MessagePack."""
    try:
        reply = GridReply(grids=open_workbook(content))
    except MemoryError:
        reply = GridReply(
            code="big", message="{name} needs more memory than a sheet may use.", hint=""
        )
    except Exception as error:  # whatever a foreign file does to the library
        reply = GridReply(
            code="bad",
            message="{name} is no workbook that can be read: "
            + str(error)[:150].replace("{", "(").replace("}", ")")
            + ".",
            hint="Open it in a spreadsheet program and save it as .xlsx or .csv.",
        )
    return msgspec.msgpack.encode(reply)


def open_workbook(content: bytes) -> list[Grid]:
    """Return the visible sheets of a workbook; raises what the library raises."""
    from openpyxl import load_workbook  # noqa: PLC0415 only the child needs it

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(item.file_size for item in archive.infolist()) > _MAX_UNPACKED:
            raise ValueError("it unpacks to more than a sheet may hold")
        if not any(item.startswith("xl/") for item in archive.namelist()):
            raise ValueError("it is a ZIP archive without a workbook in it")
    book = load_workbook(io.BytesIO(content), data_only=False)
    valued: Any = None
    grids = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_row > MAX_ROWS:
            raise ValueError(f"sheet {sheet.title!r} has more than {MAX_ROWS:,} rows")
        rows: list[list[Cell]] = []
        formulas: list[tuple[int, int]] = []
        for number, row in enumerate(sheet.iter_rows(max_col=min(sheet.max_column, MAX_COLUMNS))):
            cells: list[Cell] = []
            for place, cell in enumerate(row):
                if cell.data_type == "f":
                    formulas.append((number, place))
                cells.append(_cell(cell))
            rows.append(cells)
        notes: list[str] = []
        if formulas:
            if valued is None:
                valued = load_workbook(io.BytesIO(content), data_only=True)
            notes.append(_fill_formulas(rows, formulas, valued[sheet.title]))
        filled = _fill_merged(rows, sheet.merged_cells.ranges)
        grids.append(Grid(sheet.title, rows, notes, filled))
    return grids


def _fill_formulas(rows: list[list[Cell]], places: list[tuple[int, int]], sheet: Any) -> str:
    """Put the values that the workbook holds for formulas in their place."""
    found = 0
    for row, column in places:
        cell = sheet.cell(row + 1, column + 1)
        if cell.value is not None:
            rows[row][column] = _cell(cell)
            found += 1
    return f"{len(places)} cells hold formulas; {found} of them had a value, which was taken."


def _fill_merged(rows: list[list[Cell]], ranges: Any) -> list[str]:
    """Copy the value of merged cells into all that they cover; return where."""
    filled = []
    for area in list(ranges)[:_MAX_FILLED]:
        if area.min_row > len(rows) or area.min_col > len(rows[area.min_row - 1]):
            continue
        value = rows[area.min_row - 1][area.min_col - 1]
        for row in rows[area.min_row - 1 : area.max_row]:
            for column in range(area.min_col - 1, min(area.max_col, len(row))):
                row[column] = value
        filled.append(str(area.coord))
    return filled


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if cell.data_type == "f":
        return Special("formula", str(getattr(value, "text", value)))
    if cell.data_type == "e":
        return Special("error", str(value))
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return Special("date", value.isoformat()[:10])
    text = str(value).strip()
    return text or None


def main() -> None:
    """Set the limits and serve."""
    serve(answer, memory_bytes=_MEMORY_BYTES, cpu_seconds=_CPU_SECONDS)


if __name__ == "__main__":
    main()
