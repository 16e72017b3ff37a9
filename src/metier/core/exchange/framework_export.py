"""Write the framework as JSON for a static site, as CSV, as SQLite, or as Markdown."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from metier.core.errors import UsageError, unwritable
from metier.core.exchange.framework_pages import write_pages
from metier.core.exchange.tables import Table, list_tables
from metier.core.framework.index import Framework

FORMATS = ("json", "csv", "sqlite", "markdown")


def export_framework(framework: Framework, form: str, target: Path) -> list[Path]:
    """Write the framework in a format; return the files written.

    Args:
        framework: The framework.
        form: One of `FORMATS`.
        target: A folder, which may exist; for SQLite a file that does not exist yet.

    Raises:
        UsageError: The format is unknown, or the target cannot be written.
    """
    if form not in FORMATS:
        raise UsageError(
            f"There is no export format {form!r}.",
            code="export-format",
            hint=f"The formats are {', '.join(FORMATS)}.",
        )
    try:
        return _WRITERS[form](framework, target)
    except OSError as error:
        raise unwritable(target, error) from error


def _write_json(framework: Framework, target: Path) -> list[Path]:
    """Write `v<version>/` with an index, a file for each role and skill, and the library."""
    folder = target / f"v{framework.id.version}"
    library = msgspec.to_builtins(framework.library)
    identity = {"version": framework.id.version, "overlay": framework.id.overlay}
    files: dict[str, Any] = {
        f"roles/{_file(role.id)}.json": {**identity, **_plain(role)}
        for role in framework.data.roles
    }
    files |= {
        f"skills/{_file(skill.id)}.json": {
            **identity,
            **_plain(skill),
            "needed_by": list(framework.needed_by.get(skill.id, ())),
        }
        for skill in framework.data.skills
    }
    files |= {f"{name}.json": {**identity, name: value} for name, value in library.items() if value}
    rest = ("domains", "levels", "stages", "evidence", "priorities", "fit", "headings", "redirects")
    files |= {
        f"{name}.json": {**identity, name: msgspec.to_builtins(getattr(framework.data, name))}
        for name in rest
    }
    files["index.json"] = {
        **identity,
        "roles": [_named(role, role.category) for role in framework.data.roles],
        "skills": [_named(skill, skill.domain) for skill in framework.data.skills],
        "files": sorted(files),
    }
    written = [_write(folder / name, _json(value)) for name, value in sorted(files.items())]
    latest = {"version": framework.id.version, "index": f"v{framework.id.version}/index.json"}
    return [*written, _write(target / "latest.json", _json(latest))]


def _write_csv(framework: Framework, target: Path) -> list[Path]:
    return [_write(target / f"{table.name}.csv", _csv(table)) for table in list_tables(framework)]


def _write_sqlite(framework: Framework, target: Path) -> list[Path]:
    if target.exists():
        raise UsageError(
            f"{target} already exists.", code="output-exists", hint="Give a file that does not."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(target)
    try:
        with connection:
            for table in list_tables(framework):
                _fill(connection, table)
            connection.execute("CREATE TABLE framework (version TEXT, overlay TEXT)")
            connection.execute("INSERT INTO framework VALUES (?, ?)", tuple(framework.id))
    except sqlite3.Error as error:
        raise UsageError(
            f"{target} cannot be written: {error}.", code="output-unwritable"
        ) from error
    finally:
        connection.close()
    return [target]


def _fill(connection: sqlite3.Connection, table: Table) -> None:
    columns = ", ".join(f'"{name}"' for name in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows)  # noqa: S608 names are ours


def _write_markdown(framework: Framework, target: Path) -> list[Path]:
    return [_write(target / name, text) for name, text in write_pages(framework).items()]


def _csv(table: Table) -> str:
    """Return a table as CSV; a cell that a spreadsheet would run as a formula is quoted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell


def _plain(value: Any) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(value)
    return plain


def _named(value: Any, group: str) -> dict[str, str]:
    return {"id": value.id, "name": value.name, "group": group}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=list) + "\n"


def _file(name: str) -> str:
    """Return an id as a file name; the colon of an overlay's id is not allowed everywhere."""
    return name.replace(":", "--")


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


_WRITERS: dict[str, Callable[[Framework, Path], list[Path]]] = {
    "json": _write_json,
    "csv": _write_csv,
    "sqlite": _write_sqlite,
    "markdown": _write_markdown,
}
