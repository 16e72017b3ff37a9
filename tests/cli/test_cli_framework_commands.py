"""roles, role, skills, skill, framework and doctor."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metier.core.framework.load import load_framework
from metier.core.framework.types import STAGES

Metier = Callable[..., Any]
FIXTURES = Path(__file__).parents[1] / "fixtures" / "framework"


def test_roles_as_json(metier: Metier) -> None:
    done = metier("roles", "--json")
    assert done.code == 0
    framework = load_framework()
    assert done.json["framework_version"] == framework.id.version
    assert [role["id"] for role in done.json["roles"]] == list(framework.roles)
    for role in done.json["roles"]:
        assert {"id", "name", "category", "mission"} <= role.keys()
        assert all(role[key] for key in ("id", "name", "category", "mission"))


def test_roles_for_people(metier: Metier) -> None:
    done = metier("roles")
    assert done.code == 0
    assert all(role in done.out for role in load_framework().roles)
    assert done.out.rstrip().splitlines()[-1].startswith("Next: metier ")


@pytest.mark.parametrize("role", list(load_framework().roles))
def test_role(metier: Metier, role: str) -> None:
    done = metier("role", role)
    spec = load_framework().roles[role]
    assert done.code == 0
    assert done.out.startswith(spec.name)
    answer = metier("role", role, "--json").json
    assert answer["role"]["id"] == role
    assert len(answer["role"]["requirements"]) == len(spec.requirements)
    for item in answer["role"]["requirements"]:
        levels = [item["levels"][stage] for stage in STAGES]
        assert levels == sorted(levels)


def test_skills(metier: Metier) -> None:
    framework = load_framework()
    done = metier("skills")
    assert done.code == 0
    everything = metier("skills", "--json").json
    assert [skill["id"] for skill in everything["skills"]] == list(framework.skills)
    domain = framework.data.domains[0].id
    some = metier("skills", "--domain", domain, "--json").json["skills"]
    assert some
    assert {skill["domain"] for skill in some} == {domain}


def test_skill(metier: Metier) -> None:
    answer = metier("skill", "sklearn", "--json").json
    assert answer["query"] == "sklearn"
    assert answer["skill"]["id"] == "scikit-learn"
    assert {"id", "name", "kind", "domain"} <= answer["skill"].keys()
    assert answer["candidates"][0]["id"] == "scikit-learn"
    shown = metier("skill", "cross", "validation")
    assert shown.code == 0
    assert shown.out.startswith("Cross-validation")


def test_skill_that_does_not_exist(metier: Metier) -> None:
    done = metier("skill", "qqqqzzzz", "--json")
    assert done.code == 4
    assert done.json["skill"] is None
    assert done.json["candidates"] == []


def test_skill_answers_a_line_for_each_line(metier: Metier) -> None:
    texts = ["sklearn", "k8s", "qqqqzzzz", "Python"]
    stdin = "".join(f"{text}\n" for text in texts).encode()
    done = metier("skill", "--jsonl", "-", stdin=stdin)
    assert done.code == 0
    assert [line["query"] for line in done.lines] == texts
    found = [line["skill"] and line["skill"]["id"] for line in done.lines]
    assert found == ["scikit-learn", "kubernetes", None, "python"]


def test_skill_lines_that_are_no_text(metier: Metier) -> None:
    done = metier("skill", "--jsonl", "-", stdin=b"\xff\xfe\x00\n\nSQL\r\n" + b"x" * 50_000)
    assert done.code == 0
    assert [line["skill"] and line["skill"]["id"] for line in done.lines] == [None, "sql", None]


def test_heading_stands_for_skills(metier: Metier) -> None:
    heading = load_framework().data.headings[0]
    done = metier("skill", heading.term)
    assert done.code == 0
    answer = metier("skill", heading.term, "--json")
    assert answer.code == 0
    assert answer.json["skill"] is None
    assert answer.json["heading"]["skills"] == list(heading.skills)


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["role", "data-scientst"], "data-scientist"),
        (["gap", "none.pdf", "--role", "mlops-enginer", "--stage", "mid"], "mlops-engineer"),
        (["skill", "scikit-lern"], "scikit-learn"),
        (["skill", "Kubernets"], "Kubernetes"),
        (["roels"], "roles"),
        (["recomend", "cv.pdf"], "recommend"),
    ],
)
def test_misspelled(metier: Metier, arguments: list[str], near: str) -> None:
    done = metier(*arguments)
    assert done.code == (2 if near in {"roles", "recommend"} else 4)
    assert "Did you mean" in done.err
    assert near in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    ("arguments", "code", "name"),
    [
        (["gap", "none.pdf", "--role", "data-scientist", "--stage", "chief"], 4, "stage-unknown"),
        (["skills", "--domain", "none"], 4, "domain-unknown"),
        (["skill"], 2, "usage"),
        (["framework", "check", "--data", "/nowhere"], 2, "usage"),
        (["plan", "x", "--role", "data-scientist", "--stage", "mid"], 2, "--hours-per-week"),
        (["roles", "--jsonn"], 2, "--json"),
        (["framework", "nothing"], 2, "nothing"),
        (["extract"], 2, "FILE"),
    ],
)
def test_usage(metier: Metier, arguments: list[str], code: int, name: str) -> None:
    done = metier(*arguments)
    assert done.code == code
    assert name in done.err
    assert done.out == ""


def test_help_names_every_command(metier: Metier) -> None:
    from metier.cli.app import _COMMANDS, _HELP

    done = metier("--help")
    assert done.code == 0
    assert set(_COMMANDS) == set(_HELP)
    assert all(f"\n  {name}" in done.out for name in _COMMANDS)


def test_help_of_every_command(metier: Metier) -> None:
    from metier.cli.app import _COMMANDS

    for name in _COMMANDS:
        done = metier(name, "--help")
        assert done.code == 0
        assert "Usage:" in done.out


def test_framework_stats(metier: Metier) -> None:
    framework = load_framework()
    answer = metier("framework", "stats", "--json").json
    assert answer["roles"] == len(framework.roles)
    assert answer["skills"] == len(framework.skills)
    done = metier("framework", "stats")
    assert done.code == 0
    assert str(len(framework.skills)) in done.out


def test_framework_check(metier: Metier) -> None:
    done = metier("framework", "check", "--data", FIXTURES / "valid")
    assert (done.code, done.out) == (0, "No errors.\n")
    assert metier("framework", "check", "--data", FIXTURES / "valid", "--json").json["errors"] == []


def test_framework_check_names_every_error(metier: Metier, tmp_path: Path) -> None:
    import shutil

    broken = Path(shutil.copytree(FIXTURES / "valid", tmp_path / "data"))
    (broken / "skills" / "programming.yaml").write_text("a: [1\n")
    done = metier("framework", "check", "--data", broken)
    assert done.code == 3
    assert "skills/programming.yaml:" in done.out
    assert "yaml-syntax" in done.out
    answer = metier("framework", "check", "--data", broken, "--json")
    assert answer.code == 3
    for error in answer.json["errors"]:
        assert {"file", "line", "column", "code", "message"} == error.keys()


def test_framework_schema(metier: Metier, tmp_path: Path) -> None:
    done = metier("framework", "schema")
    assert done.code == 0
    assert metier("framework", "schema", "-o", tmp_path / "schema").code == 0
    written = {
        path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
        for path in (tmp_path / "schema").glob("*.json")
    }
    assert written == done.json


def test_framework_schema_cannot_be_written(metier: Metier, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = metier("framework", "schema", "-o", tmp_path / "file" / "schema")
    assert done.code == 2
    assert "[output-unwritable]" in done.err


def test_doctor(metier: Metier) -> None:
    done = metier("doctor")
    assert done.code == 0
    assert "problem" not in done.out
    answer = metier("doctor", "--json").json
    assert all({"name", "ok", "detail"} == check.keys() for check in answer["checks"])
    assert all(check["ok"] for check in answer["checks"])


def test_doctor_finds_an_unwritable_folder(metier: Metier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METIER_DATA_DIR", "/dev/null/metier")
    done = metier("doctor", "--json")
    assert done.code == 1
    assert [check["name"] for check in done.json["checks"] if not check["ok"]] == ["data folder"]
