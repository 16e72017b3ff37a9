"""Finished work held against a project: what is shown, by which files, and what it proves."""

import datetime as dt
import json
import os
from pathlib import Path

import msgspec
import pytest

from metier.core.errors import DocumentError, InputError, UnknownIdError
from metier.core.framework.index import Framework
from metier.core.framework.records import REPOSITORY, Document, Profile
from metier.core.workflow.assess import Reader, assess_profile, build_profile
from metier.core.workflow.proving import (
    ProjectCheck,
    check_project,
    describe_project_check,
    find_project,
    keep_check,
    line_sentence,
)
from repositories import ANN, BOB, Maker, lines_of

DAY = dt.date(2026, 11, 23)
PROJECT = "mle-notebook-to-package"
README = """# Prices

Run everything with one command:

    make all

Runs are tracked in MLflow. Data: https://www.openml.org/d/42165 (CC0 license).
"""


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    """Ann builds and tests a package over six months; Bob writes the service."""
    made = Maker(tmp_path / "prices")
    for month in range(1, 7):
        files = {
            f"prices/part{n}.py": lines_of("from sklearn.pipeline import Pipeline", 60 + month)
            for n in range(4)
        }
        tests = {f"tests/test_{n}.py": lines_of("import pytest", 40 + month) for n in range(4)}
        made.write(
            {**files, **tests, "README.md": README, "Makefile": "all:\n\tpython -m prices\n"}
        )
        made.commit(f"2024-0{month}-10")
    return made.write({"app.py": lines_of("import fastapi", 40)}).commit("2024-08-01", BOB)


def states(check: ProjectCheck) -> dict[str, tuple[str, str]]:
    return {item.skill: (item.state, item.sign) for item in check.skills}


def profile_with(framework: Framework, reader: Reader, text: str = "") -> Profile:
    papers = [Document("cv.txt", "text", "ef" * 32, text, "en", 0, (), ())] if text else []
    return build_profile(reader, papers, name="ann")


def test_own_work_is_told_from_that_of_others(reader: Reader, maker: Maker) -> None:
    check = check_project(reader, PROJECT, maker.root, as_of=DAY, authors=[ANN[1]])

    assert states(check) == {
        "python": ("shown", "project-checked-own"),
        "software-testing": ("shown", "project-checked-own"),
        "scikit-learn": ("shown", "project-checked-own"),
        "fastapi": ("not-seen", ""),
        "docker": ("not-seen", ""),
        "experiment-tracking": ("not-seen", ""),
        "ci-cd": ("not-seen", ""),
    }
    assert check.work.commits == 6
    assert {item.month for item in check.skills if item.sign} == {"2024-06"}


def test_a_little_work_gives_the_weaker_sign(reader: Reader, tmp_path: Path) -> None:
    made = Maker(tmp_path / "small").write({"a.py": lines_of("import sklearn")})
    check = check_project(
        reader, PROJECT, made.commit("2024-05-05").root, as_of=DAY, authors=[ANN[1]]
    )
    assert states(check)["python"] == ("shown", "project-checked-few")


def test_without_authorship_it_proves_less(
    framework: Framework, reader: Reader, maker: Maker, tmp_path: Path
) -> None:
    day = dt.date(2024, 7, 1)
    own = check_project(reader, PROJECT, maker.root, as_of=day, authors=[ANN[1]])
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in sorted(maker.root.rglob("*.py")):
        (copy / path.name).write_bytes(path.read_bytes())
    unknown = check_project(reader, PROJECT, copy, as_of=day)

    assert states(unknown)["python"] == ("shown", "project-checked")
    assert not unknown.work.own
    by_skill = {item.skill: item.chance for item in unknown.skills}
    for item in own.skills:
        if item.sign:
            assert by_skill[item.skill] < item.chance
    assert any("no git repository" in note for note in unknown.work.notes)


def test_what_a_text_names_and_no_file_shows_proves_least(
    framework: Framework, reader: Reader, maker: Maker
) -> None:
    maker.write({"NOTES.md": "The service runs in Docker."}).commit("2024-05-01")
    check = check_project(reader, PROJECT, maker.root, as_of=DAY, authors=[ANN[1]])
    docker = next(item for item in check.skills if item.skill == "docker")
    assert (docker.state, docker.sign) == ("named", "project-named")
    assert docker.lines == ("NOTES.md: “The service runs in Docker.”",)
    signs = framework.signs
    order = ["project-named", "project-checked", "project-checked-few", "project-checked-own"]
    ratios = [signs[name].likelihood[3] / signs[name].likelihood[0] for name in order]
    assert ratios == sorted(ratios)
    assert ratios[-1] > signs["used-at-work"].likelihood[3] / signs["used-at-work"].likelihood[0]


def test_the_checklist_says_what_was_seen_and_never_that_a_line_is_met(
    reader: Reader, maker: Maker
) -> None:
    check = check_project(reader, PROJECT, maker.root, as_of=DAY, authors=[ANN[1]])
    first, second, third = check.lines[:3]
    assert first.state == "seen"
    assert "README.md" in line_sentence(first)
    assert "Makefile" in line_sentence(first)
    assert "open: " in line_sentence(first)
    assert second.state == "seen"
    assert third.state == "judge"
    assert line_sentence(third) == "files cannot tell; a person judges"
    assert " met\n" not in check.document.text


def test_nothing_is_executed(reader: Reader, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    trap = f"import pathlib\npathlib.Path({str(mark)!r}).touch()\n"
    made = Maker(tmp_path / "trap").write(
        {
            "setup.py": trap,
            "conftest.py": trap,
            "sitecustomize.py": trap,
            "Makefile": f"all:\n\ttouch {mark}\n",
            ".git/hooks/post-checkout": f"#!/bin/sh\ntouch {mark}\n",
        }
    )
    (made.root / ".git/hooks/post-checkout").chmod(0o755)
    made.git("config", "core.fsmonitor", f"touch {mark}")
    made.git("config", "diff.external", f"touch {mark}")
    check_project(reader, PROJECT, made.root, as_of=DAY)
    assert not mark.exists()


def test_findings_become_evidence_with_their_places(
    framework: Framework, reader: Reader, maker: Maker
) -> None:
    check = check_project(reader, PROJECT, maker.root, as_of=DAY, authors=[ANN[1]])
    before = profile_with(framework, reader, "Ann. Knows Python. " * 40)
    after = keep_check(before, check, place="~/prices")

    document = after.documents[-1]
    assert document.media == REPOSITORY
    for item in after.evidence[len(before.evidence) :]:
        words = document.text[item.start : item.end]
        assert words.startswith(framework.skills[item.skill].name)
        assert item.file in words
    (artifact,) = after.artifacts
    assert (artifact.id, artifact.project, artifact.place) == (PROJECT, PROJECT, "~/prices")
    assert {ref.skill for ref in artifact.claims} == {"python", "software-testing", "scikit-learn"}
    assert len(artifact.found) == len(check.lines)
    assert artifact.done == ()
    was = assess_profile(framework, before, as_of=DAY).proficiencies
    now = assess_profile(framework, after, as_of=DAY).proficiencies
    assert now.at_least("software-testing", 2) > was.at_least("software-testing", 2) + 0.3
    assert (
        assess_profile(framework, after, as_of=DAY).facts
        == assess_profile(framework, before, as_of=DAY).facts
    )


def test_a_second_check_takes_the_place_of_the_first(
    framework: Framework, reader: Reader, maker: Maker
) -> None:
    check = check_project(reader, PROJECT, maker.root, as_of=DAY, authors=[ANN[1]])
    once = keep_check(profile_with(framework, reader), check, place="a")
    done = msgspec.structs.replace(once.artifacts[0], done=(1,), note="mine")
    once = msgspec.structs.replace(once, artifacts=(done,))
    again = check_project(reader, PROJECT, maker.root, as_of=DAY, authors=[ANN[1]])
    twice = keep_check(once, again, place="b")
    assert twice.evidence == once.evidence
    assert twice.documents == once.documents
    assert twice.artifacts[0] == done


def test_files_of_a_repository_that_is_kept_do_not_count_twice(
    framework: Framework, reader: Reader, maker: Maker
) -> None:
    from metier.core.workflow.repository import build_repository_profile, read_repository

    repository = read_repository(framework, maker.root, authors=[ANN[1]])
    kept = build_repository_profile(framework, repository)
    check = check_project(reader, PROJECT, maker.root, as_of=DAY, authors=[ANN[1]])
    after = keep_check(kept, check, place="")
    skills = [item.skill for item in after.evidence]
    assert len(skills) == len(set(skills))
    assert {"git", "python"} <= set(skills)


def test_work_held_against_two_projects_counts_once(
    framework: Framework, reader: Reader, maker: Maker
) -> None:
    from metier.core.workflow.portfolio import describe_portfolio

    other = "de-load-twice"
    first = check_project(reader, PROJECT, maker.root, as_of=DAY, authors=[ANN[1]])
    once = keep_check(profile_with(framework, reader), first, place="")
    maker.write({"q.sql": "SELECT 1;\n" * 30}).commit("2024-09-09")
    second = check_project(reader, other, maker.root, as_of=DAY, authors=[ANN[1]])
    twice = keep_check(once, second, place="")
    skills = [item.skill for item in twice.evidence]
    assert len(skills) == len(set(skills))
    assert {item.skill for item in once.evidence} <= set(skills)
    found = describe_portfolio(framework, assess_profile(framework, twice, as_of=DAY))
    for artifact in found["artifacts"]:
        for claim in artifact["claims"]:
            assert claim["shown"], (artifact["id"], claim["skill"])
    assert {"python", "sql"} <= set(skills)


def test_work_that_shows_nothing_is_not_kept(
    framework: Framework, reader: Reader, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text("<p>Hello</p>", "utf-8")
    check = check_project(reader, PROJECT, tmp_path, as_of=DAY)
    assert {item.state for item in check.skills} == {"not-seen"}
    with pytest.raises(InputError) as caught:
        keep_check(profile_with(framework, reader), check, place="")
    assert caught.value.code == "project-unshown"


def test_a_notebook_alone(reader: Reader, tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": "Served with Docker."},
        {"cell_type": "code", "source": "import sklearn\nx = 1", "outputs": [{}]},
    ]
    path = tmp_path / "fall.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}), "utf-8")
    check = check_project(reader, PROJECT, path, as_of=DAY)
    found = states(check)
    assert found["scikit-learn"] == ("shown", "project-checked")
    assert found["docker"] == ("named", "project-named")
    assert check.work.work.outputs == {"fall.ipynb": 1}
    assert check.work.notes


def test_a_document_alone(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("# Report\n\nThe pipeline uses scikit-learn and Docker.\n", "utf-8")
    check = check_project(reader, PROJECT, path, as_of=DAY)
    assert states(check)["docker"] == ("named", "project-named")
    assert states(check)["fastapi"] == ("not-seen", "")


def test_a_folder_of_texts_alone(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "memo.txt").write_text("We deploy with Docker.", "utf-8")
    check = check_project(reader, PROJECT, tmp_path, as_of=DAY)
    assert states(check)["docker"][0] == "named"
    assert "only its texts" in check.work.notes[0]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda root: root / "nowhere", "document-missing"),
        (lambda root: root, "document-missing"),
        (lambda root: _file(root / "a.bin", b"\x00\x01\x02" * 50), "document-binary"),
        (lambda root: _file(root / "a.py", b"x = 1\n" * 300_000), "document-unsupported"),
    ],
)
def test_what_cannot_be_read_is_told(reader: Reader, tmp_path: Path, make, code: str) -> None:
    path = make(tmp_path)
    with pytest.raises(DocumentError) as caught:
        check_project(reader, PROJECT, path, as_of=DAY)
    assert caught.value.code == code


def _file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_authors_of_one_file_cannot_be_told(reader: Reader, tmp_path: Path) -> None:
    path = _file(tmp_path / "a.py", b"import sklearn\n")
    with pytest.raises(DocumentError) as caught:
        check_project(reader, PROJECT, path, as_of=DAY, authors=["Ann"])
    assert caught.value.code == "author-missing"


def test_an_unknown_project_names_near_ones(framework: Framework) -> None:
    with pytest.raises(UnknownIdError) as caught:
        find_project(framework, "mle-notebook-package")
    assert caught.value.code == "project-unknown"
    assert PROJECT in caught.value.candidates


def test_as_plain_values(framework: Framework, reader: Reader, maker: Maker) -> None:
    check = check_project(reader, PROJECT, maker.root, as_of=DAY, authors=[ANN[1]])
    found = describe_project_check(framework, "prices", check)
    assert json.loads(json.dumps(found, default=list)) == json.loads(
        json.dumps(describe_project_check(framework, "prices", check), default=list)
    )
    assert found["own"] is True
    assert [item["number"] for item in found["lines"]] == [1, 2, 3, 4, 5]
    assert {item["state"] for item in found["skills"]} == {"shown", "not-seen"}
