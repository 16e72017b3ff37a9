"""How it looks: width, ASCII, and the shape of every JSON answer."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from json_shape import merged
from metier.core.framework.load import load_framework

Metier = Callable[..., Any]
GOLDEN = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("METIER_UPDATE_GOLDEN"))
DAY = ("--as-of", "2026-11-01")
PERSON = [
    ["extract", "cv.pdf"],
    ["recommend", "cv.pdf", *DAY],
    ["gap", "cv.pdf", "--role", "data-scientist", "--stage", "mid", *DAY],
    ["gap", "cv.pdf", "--role", "research-scientist", "--stage", "principal", *DAY],
    ["plan", "cv.pdf", "--role", "data-scientist", "--stage", "mid", "--hours-per-week", "6", *DAY],
]
FRAMEWORK = [
    ["roles"],
    ["skills"],
    ["skill", "cross-validation"],
    ["framework", "stats"],
    *(["role", role] for role in load_framework().roles),
]
DRAWN = "·░▒▓█…–→"  # what Metier draws; the framework's own words may hold more


@pytest.mark.parametrize("arguments", [*PERSON, *FRAMEWORK], ids=" ".join)
def test_fits_80_columns(metier: Metier, cv: str, arguments: list[str]) -> None:
    done = metier(*arguments)
    assert done.code == 0
    wide = [line for line in done.out.splitlines() if len(line) > 80 and "metier " not in line]
    assert wide == []


@pytest.mark.parametrize("arguments", PERSON, ids=" ".join)
def test_ascii_is_enough(
    metier: Metier, cv: str, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("METIER_ASCII", "1")
    done = metier(*arguments)
    assert done.code == 0
    assert not set(DRAWN) & set(done.out)


def test_no_color_where_nobody_looks(metier: Metier, cv: str) -> None:
    assert "\x1b" not in metier(*PERSON[2]).out


def answers_of(metier: Metier, samples: Path, name: str) -> list[Any]:
    """Return enough answers of a command that each of its fields is seen filled."""
    framework = load_framework()
    files = [samples / f for f in ("noor-haddad.pdf", "tomas-lindqvist.docx", "ama-boateng.json")]
    targets = [("data-scientist", "entry"), ("research-scientist", "principal")]
    calls: dict[str, list[list[object]]] = {
        "roles": [["roles"]],
        "role": [["role", role] for role in framework.roles],
        "skills": [["skills"]],
        "skill": [
            ["skill", text]
            for text in ("python", "pytorch", "scikit-lern", framework.data.headings[0].term)
        ],
        "stats": [["framework", "stats"]],
        "check": [["framework", "check", "--data", samples]],
        "doctor": [["doctor"]],
        "extract": [["extract", file] for file in (*files, "none.pdf")],
        "recommend": [["recommend", file, *DAY] for file in files],
        "gap": [
            ["gap", file, "--role", role, "--stage", stage, *DAY]
            for file in files
            for role, stage in targets
        ],
        "plan": [
            [
                *("plan", files[0], "--role", "data-scientist", "--stage", "mid"),
                *("--hours-per-week", 6, *DAY, *aim),
            ]
            for aim in ((), ("--weeks", 20))
        ],
        "report": [["report", files[0], "-o", "report.html"]],
    }
    return [metier(*call, "--json").json for call in calls[name]]


@pytest.mark.parametrize(
    "name",
    [
        "roles",
        "role",
        "skills",
        "skill",
        "stats",
        "check",
        "doctor",
        "extract",
        "recommend",
        "gap",
        "plan",
        "report",
    ],
)
def test_shape_of_json(
    metier: Metier, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = merged(answers_of(metier, samples, name))
    file = GOLDEN / f"{name}.json"
    if UPDATE:
        file.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    assert found == json.loads(file.read_text("utf-8")), (
        "The shape of a JSON answer changed. Fields may be added, never renamed or removed. "
        "METIER_UPDATE_GOLDEN=1 writes the new shape."
    )
    assert found[".schema_version"] == "number"
