"""The framework in formats that others read: nothing is lost on the way."""

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from metier.core.errors import UsageError
from metier.core.exchange.framework_export import FORMATS, export_framework
from metier.core.exchange.tables import list_tables
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.stats import count_framework
from metier.core.framework.types import STAGES


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_framework()


def test_tables_hold_every_unit(framework: Framework) -> None:
    tables = {table.name: table for table in list_tables(framework)}
    counts = count_framework(framework)

    for name in ("roles", "skills", "domains", "requirements", "titles", "aliases", "levels"):
        assert len(tables[name].rows) == counts[name], name
    for name in ("prerequisites", "resources", "projects", "questions", "communities"):
        assert len(tables[name].rows) == counts[name], name
    for table in tables.values():
        assert all(len(row) == len(table.columns) for row in table.rows), table.name


def test_weights_in_the_table_sum_to_one(framework: Framework) -> None:
    table = next(table for table in list_tables(framework) if table.name == "requirements")
    for stage in STAGES:
        column = table.columns.index(f"weight_{stage}")
        for role in framework.roles:
            total = sum(float(row[column] or 0) for row in table.rows if row[0] == role)
            assert total == pytest.approx(1, abs=1e-4)


def test_ids_of_the_tables_refer_to_one_another(framework: Framework) -> None:
    tables = {table.name: table for table in list_tables(framework)}
    skills = {row[0] for row in tables["skills"].rows}
    roles = {row[0] for row in tables["roles"].rows}

    for name in ("aliases", "levels", "prerequisites", "implications", "crosswalks"):
        assert {row[0] for row in tables[name].rows} <= skills, name
    for name in ("titles", "requirements", "responsibilities", "occupations", "demand"):
        assert {row[0] for row in tables[name].rows} <= roles, name
    assert {row[1] for row in tables["requirements"].rows} <= skills


def test_json_is_versioned_and_whole(framework: Framework, tmp_path: Path) -> None:
    written = export_framework(framework, "json", tmp_path)
    folder = tmp_path / f"v{framework.id.version}"

    latest = json.loads((tmp_path / "latest.json").read_text("utf-8"))
    index = json.loads((tmp_path / latest["index"]).read_text("utf-8"))
    assert index["version"] == framework.id.version
    assert [role["id"] for role in index["roles"]] == list(framework.roles)
    assert len(index["skills"]) == len(framework.skills)
    for name in index["files"]:
        assert json.loads((folder / name).read_text("utf-8"))["version"] == framework.id.version
    assert {path for path in written if path.parent != tmp_path} >= {
        folder / n for n in index["files"]
    }
    python = json.loads((folder / "skills" / "python.json").read_text("utf-8"))
    assert python["levels"]["3"] == framework.skill("python").levels[3]
    assert python["needed_by"] == list(framework.needed_by["python"])
    role = json.loads((folder / "roles" / "data-scientist.json").read_text("utf-8"))
    assert len(role["requirements"]) == len(framework.role("data-scientist").requirements)


def test_csv_is_read_back_as_it_was(framework: Framework, tmp_path: Path) -> None:
    export_framework(framework, "csv", tmp_path)

    for table in list_tables(framework):
        with (tmp_path / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        assert tuple(header) == table.columns
        assert len(rows) == len(table.rows)


def test_no_cell_of_the_csv_is_a_formula(framework: Framework, tmp_path: Path) -> None:
    export_framework(framework, "csv", tmp_path)

    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell[:1] in set("=+-@") and cell for cell in row), path.name


def test_sqlite_answers_a_question(framework: Framework, tmp_path: Path) -> None:
    target = tmp_path / "framework.db"
    assert export_framework(framework, "sqlite", target) == [target]

    connection = sqlite3.connect(target)
    try:
        query = "SELECT count(*) FROM requirements WHERE skill = 'python' AND mid >= 1"
        (asked,) = connection.execute(query).fetchone()
        (version,) = connection.execute("SELECT version FROM framework").fetchone()
    finally:
        connection.close()
    assert asked == sum(
        item.skill == "python" and item.levels.mid >= 1
        for role in framework.data.roles
        for item in role.requirements
    )
    assert version == framework.id.version


def test_sqlite_never_writes_over_a_file(framework: Framework, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    target.write_text("mine")

    with pytest.raises(UsageError) as caught:
        export_framework(framework, "sqlite", target)

    assert caught.value.code == "output-exists"
    assert target.read_text() == "mine"


def test_markdown_has_a_page_for_every_role_and_domain(
    framework: Framework, tmp_path: Path
) -> None:
    export_framework(framework, "markdown", tmp_path)

    for role in framework.data.roles:
        text = (tmp_path / "roles" / f"{role.id}.md").read_text("utf-8")
        assert text.startswith(f"# {role.name}\n")
        assert all(rung.rung in text for rung in role.ladder)
    for domain in framework.data.domains:
        text = (tmp_path / "skills" / f"{domain.id}.md").read_text("utf-8")
        assert all(
            f"## {skill.name}\n" in text
            for skill in framework.data.skills
            if skill.domain == domain.id
        )


@pytest.mark.parametrize("form", FORMATS)
def test_a_place_that_cannot_be_written_is_told(
    framework: Framework, tmp_path: Path, form: str
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")

    with pytest.raises(UsageError) as caught:
        export_framework(framework, form, blocked / "below")

    assert caught.value.code == "output-unwritable"


def test_unknown_format_is_refused(framework: Framework, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        export_framework(framework, "xml", tmp_path)

    assert caught.value.code == "export-format"
