"""`metier team`: from a sheet to matrix, needs, training, progression and report."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from json_shape import merged
from metier.core.framework.index import Framework
from metier.core.framework.types import STAGES

Metier = Callable[..., Any]
GOLDEN = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("METIER_UPDATE_GOLDEN"))
DAY = ("--as-of", "2026-11-28")
NOT = "This is no tool for hiring or firing"
SHEET = """Name,Role,Seniority,Hours,Python,SQL,Docker,Statistics,Pandas,Communication,Zumba
Ann,Data Scientist,mid,3,5,4,1,4,4,2,1
Bob,Data Engineer,senior,4,3,5,4,1,1,4,
Cid,Data Scientist,junior,2,1,1,0,2,0,maybe,
Dee,ML Engineer,mid,5,4,1,1,2,2,,
Eve,,,,,,,,,,
"""


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A sheet of five people under a short name in the working folder."""
    (tmp_path / "team.csv").write_text(SHEET, "utf-8")
    monkeypatch.chdir(tmp_path)
    return "team.csv"


def answers_of(metier: Metier, sheet: str) -> Iterator[tuple[str, list[Any]]]:
    limits = ("--budget", 100, "--hours-per-week", 3, "--weeks", 10)
    hire = ("--hire", "data-engineer/senior:1000:4", "--move", "docker@3")
    calls: dict[str, list[tuple[object, ...]]] = {
        "team-matrix": [("team", "matrix", sheet)],
        "team-needs": [
            ("team", "needs", sheet),
            ("team", "needs", sheet, "--seat", "data-engineer:mid*6"),
        ],
        "team-invest": [
            ("team", "invest", sheet, *limits, *hire, "--mode", mode)
            for mode in ("coverage", "points", "readiness")
        ],
        "team-progress": [("team", "progress", sheet)],
        "team-check": [("team", "check", sheet)],
        "team-diff": [("team", "diff", sheet, "later.csv")],
    }
    Path("later.csv").write_text(
        SHEET.replace("Eve", "Fay").replace("junior,2,1", "mid,2,4"), "utf-8"
    )
    for name, wanted in calls.items():
        done = [metier(*call, "--json", *DAY) for call in wanted]
        assert [each.code for each in done] == [0] * len(done), (name, done[0].err)
        yield name, [each.json for each in done]


def test_shape_of_json(metier: Metier, sheet: str) -> None:
    first = dict(answers_of(metier, sheet))
    assert dict(answers_of(metier, sheet)) == first, "the same question has the same answer"
    for name, found in first.items():
        shape = merged(found)
        file = GOLDEN / f"{name}.json"
        if UPDATE:
            file.write_text(json.dumps(shape, indent=2) + "\n", "utf-8")
        assert shape == json.loads(file.read_text("utf-8")), name
        assert shape[".schema_version"] == "number"


def test_matrix_and_invest_have_what_programs_rely_on(metier: Metier, sheet: str) -> None:
    matrix = metier("team", "matrix", sheet, "--json", *DAY).json
    assert {"people", "skills", "cells", "single_points"} <= matrix.keys()
    assert {"person", "skill", "expected", "low", "high"} <= matrix["cells"][0].keys()
    found = metier("team", "invest", sheet, "--mode", "coverage", "--json", *DAY).json
    assert {"steps", "objective", "bound", "mode"} <= found.keys()
    assert {"person", "skill", "from", "to", "hours", "price"} <= found["steps"][0].keys()


@pytest.mark.parametrize("command", ["matrix", "needs", "invest", "progress"])
def test_answers_begin_with_what_they_are_not(metier: Metier, sheet: str, command: str) -> None:
    done = metier("team", command, sheet, *DAY)
    assert done.code == 0
    assert done.out.startswith(NOT)
    assert "Read 5 people" in done.err
    assert "Zumba" in done.err


def test_fits_80_columns(metier: Metier, sheet: str) -> None:
    for call in (
        ("matrix", sheet),
        ("needs", sheet, "--seat", "data-engineer:mid*6"),
        ("invest", sheet, "--hire", "data-engineer/senior:1000:4"),
        ("progress", sheet),
        ("progress", sheet, "--person", "Ann"),
    ):
        done = metier("team", *call, *DAY)
        assert done.code == 0
        shown = [line for line in done.out.splitlines() if not line.startswith("Levels are")]
        assert max(map(len, shown)) <= 92


def test_strict_refuses_what_is_not_whole(metier: Metier, sheet: str) -> None:
    done = metier("team", "matrix", sheet, "--strict", *DAY)
    assert done.code == 3
    assert "team-not-whole" in done.err
    assert "team.csv:4:J: cell-level" in done.err
    assert "team.csv:1:K: column-unknown" in done.err
    told = metier("team", "check", sheet, *DAY)
    assert "team.csv:4:J: cell-level" in told.out


def test_headings_are_mapped(metier: Metier, sheet: str) -> None:
    done = metier("team", "check", sheet, "--map", "Zumba=ignore", "--json", *DAY)
    assert {row["code"] for row in done.json["problems"] if row["severity"] == "error"} == {
        "cell-level"
    }
    assert metier("team", "check", sheet, "--map", "Zumba", *DAY).code == 2
    assert metier("team", "check", sheet, "--map", "Zumba=nothing", *DAY).code == 4


def test_from_import_to_erasure(metier: Metier, sheet: str) -> None:
    done = metier("team", "import", sheet, "-o", "team.json", "--need", "docker@3*2", *DAY)
    assert done.code == 0
    needs = metier("team", "needs", "team.json", "--json", *DAY).json
    assert (needs["origin"], needs["needs"][0]["skill"]) == ("given", "docker")
    assert json.loads(metier("team", "person", "export", "team.json", "Cid").out)["person"]
    assert metier("team", "person", "delete", "team.json", "Cid").code == 0
    assert "Cid" not in Path("team.json").read_text("utf-8")
    assert metier("team", "person", "export", "team.json", "Cid").code == 4
    assert metier("team", "delete", sheet).code == 3
    assert Path(sheet).exists()
    assert metier("team", "delete", "team.json").code == 0
    assert not Path("team.json").exists()
    assert metier("team", "import", sheet, "-o", "team.csv").code == 2


def test_files_for_the_quarter(metier: Metier, sheet: str) -> None:
    for name, start in (("q.html", b"<!doctype"), ("q.pdf", b"%PDF"), ("q.xlsx", b"PK")):
        done = metier("team", "report", sheet, "-o", name, "--weeks", 6, *DAY)
        assert done.code == 0, done.err
        assert Path(name).read_bytes().startswith(start)
    for name in ("m.csv", "m.xlsx"):
        assert metier("team", "matrix", sheet, "-o", name, *DAY).code == 0
        assert Path(name).stat().st_size > 100
    assert metier("team", "report", sheet, "-o", "q.txt", *DAY).code == 2
    assert metier("team", "matrix", sheet, "-o", "m.txt", *DAY).code == 2


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--weeks", "0"), 2),
        (("--hours-per-week", "200"), 2),
        (("--budget", "-5"), 2),
        (("--until", "2026-01-01"), 2),
        (("--need", "python"), 2),
        (("--need", "pithon@3"), 4),
        (("--seat", "data-engineer:boss"), 4),
        (("--hire", "data-engineer/senior:cheap"), 2),
        (("--threshold", "2"), 2),
        (("--rated-by", "astrology"), 2),
    ],
)
def test_what_makes_no_sense_is_told(
    metier: Metier, sheet: str, options: tuple[str, ...], code: int
) -> None:
    done = metier("team", "invest", sheet, *options, *DAY)
    assert done.code == code
    assert "error [" in done.err


def test_the_consent_text_names_team_and_lead(metier: Metier) -> None:
    done = metier("team", "consent", "--team", "the search team", "--lead", "Kim")
    assert "the search team" in done.out
    assert done.out.rstrip().endswith("Kim")


def test_roles_are_read_by_id_and_by_name(
    metier: Metier, framework: Framework, tmp_path: Path
) -> None:
    path = tmp_path / "roles.csv"
    lines = ["Name,Role,Stage"]
    for number, role in enumerate(framework.data.roles):
        lines.append(f"P{number},{role.id},{STAGES[number % 4]}")
        lines.append(f"Q{number},{role.name},{STAGES[number % 4]}")
    path.write_text("\n".join(lines), "utf-8")
    found = metier("team", "check", path, "--json", *DAY).json
    assert found["counts"] == []
    assert found["people"][0]["role"] == found["people"][1]["role"]
