"""extract, recommend, gap and plan with a folder."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from json_shape import merged
from repositories import ANN, BOB, Maker, lines_of

Metier = Callable[..., Any]
GOLDEN = Path(__file__).parent / "golden" / "repository.json"
TARGET = ("--role", "machine-learning-engineer", "--stage", "mid")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A repository of two people under a short name in the working folder."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    made = Maker(tmp_path / "work").write({f"{n}.py": lines_of("import torch") for n in range(3)})
    made.commit("2024-01-10").write({"a.sql": "SELECT 1\n" * 9, "x.png": "x"})
    made.write({"requirements.txt": "numpy\n" * 9}).commit("2025-01-10", BOB)
    monkeypatch.chdir(tmp_path)
    return "work"


def test_extract_for_people(metier: Metier, repository: str) -> None:
    done = metier("extract", repository, "--author", ANN[0])

    assert done.code == 0
    assert "the work of Ann Example: 1 commit." in done.out
    assert "PyTorch: 3 files, 60 lines, 2024-01" in done.out
    assert "0.py: uses torch, 20 lines" in done.out
    assert "SQL" not in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_extract_of_several_authors(metier: Metier, repository: str) -> None:
    both = metier("extract", repository, "--author", ANN[1], "--author", BOB[1], "--json").json

    assert {"pytorch", "sql"} <= {item["skill"] for item in both["skills"]}
    assert both["commits"] == 2


def test_extract_says_when_it_counts_everybody_s_work(metier: Metier, repository: str) -> None:
    done = metier("extract", repository)

    assert done.code == 0
    assert "everybody" in done.out
    assert "Left out:" in done.out
    assert done.out.rstrip().endswith("Next: metier recommend work")


def test_documents_and_repositories_in_one_call(
    metier: Metier, repository: str, tmp_path: Path
) -> None:
    (tmp_path / "cv.txt").write_text("Skills: Python, SQL")
    done = metier("extract", "cv.txt", repository, "none.pdf", "--jsonl")

    assert done.code == 3
    assert [line.get("media") for line in done.lines] == ["text", "repository", None]
    assert done.lines[2]["error"]["code"] == "document-missing"


def test_unknown_author(metier: Metier, repository: str) -> None:
    done = metier("extract", repository, "--author", "eve")

    assert done.code == 3
    assert done.err.startswith("error [author-missing]: work has no commit by eve.")


@pytest.mark.parametrize(
    "command", [["recommend"], ["gap", *TARGET], ["plan", *TARGET, "--hours-per-week", "6"]]
)
def test_a_folder_goes_where_a_cv_goes(
    metier: Metier, repository: str, command: list[str], tmp_path: Path
) -> None:
    Maker(tmp_path / "work").user(ANN)
    done = metier(command[0], repository, *command[1:], "--json")

    assert done.code == 0
    assert done.json["as_of"]
    assert "the work of Ann Example" in done.err


def test_gap_names_the_file_that_proves(metier: Metier, repository: str, tmp_path: Path) -> None:
    Maker(tmp_path / "work").user(ANN)
    answer = metier("gap", repository, *TARGET, "--json").json

    torch = next(item for item in answer["contributions"] if item["skill"] == "pytorch")
    (piece,) = [item for item in torch["evidence"] if item["sign"].startswith("repo-")]
    assert piece["file"] == "0.py"
    assert "0.py: uses torch" in piece["surface"]


def test_terminal_sees_no_control_characters(
    metier: Metier, repository: str, tmp_path: Path
) -> None:
    name = os.fsdecode(b"\x1b[31m\xffbad\n.py")
    (tmp_path / "work" / name).write_bytes(b"import spacy\n" * 99)

    for form in ([], ["--json"]):
        done = metier("extract", repository, *form)
        assert done.code == 0
        assert "\x1b" not in done.out
        assert "bad" in done.out


def test_shape_of_json(metier: Metier, repository: str) -> None:
    answers = [
        metier("extract", repository, *who, "--json").json for who in (["--author", BOB[0]], [])
    ]
    found = merged(answers)
    if os.environ.get("METIER_UPDATE_GOLDEN"):
        GOLDEN.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    assert found == json.loads(GOLDEN.read_text("utf-8"))
