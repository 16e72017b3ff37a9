"""A folder becomes a profile: whose work counts, what is told, and how strong it is."""

import datetime as dt
import os
from pathlib import Path

import msgspec
import pytest

from metier.core.errors import DocumentError
from metier.core.framework.index import Framework
from metier.core.framework.records import REPOSITORY, Evidence
from metier.core.profile.posterior import infer_levels
from metier.core.profile.store import read_profile, write_profile
from metier.core.workflow.assess import Reader, assess_profile
from metier.core.workflow.reporting import report_person
from metier.core.workflow.repository import (
    Repository,
    build_repository_profile,
    describe_repository,
    read_repository,
)
from repositories import ANN, BOB, Maker, lines_of

AS_OF = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    """Ann trains models in 2023 and 2024; Bob writes the pages."""
    made = Maker(tmp_path / "work")
    for month in range(1, 7):
        files = {f"train{n}.py": lines_of("import torch", 60 + month) for n in range(4)}
        made.write(files).commit(f"2024-0{month}-10")
    made.write({"page.tsx": "import React from 'react'\n" * 9, "requirements.txt": "ray\n" * 6})
    return made.commit("2025-03-10", BOB)


def skills_of(repository: Repository) -> dict[str, str]:
    return {use.skill: use.sign for use in repository.uses}


def test_work_of_the_named_author(framework: Framework, maker: Maker) -> None:
    read = read_repository(framework, maker.root, authors=[ANN[1]])

    assert skills_of(read) == {
        "python": "repo-written",
        "pytorch": "repo-written",
        "git": "repo-written",
    }
    assert (read.chosen, read.authors) == ("option", (ANN[1],))
    assert {item.month for item in read.evidence} == {"2024-06"}


def test_default_is_the_user_that_git_has_there(framework: Framework, maker: Maker) -> None:
    read = read_repository(framework, maker.user(BOB).root)

    assert read.chosen == "git"
    assert skills_of(read)["react"] == "repo-written-few"
    assert skills_of(read)["ray"] == "repo-named-own"
    assert "pytorch" not in skills_of(read)


@pytest.mark.parametrize("user", [None, ("Eve", "eve@example.org")])
def test_everybody_s_work_says_little_and_that_is_told(
    framework: Framework, maker: Maker, user: tuple[str, str] | None
) -> None:
    if user:
        maker.user(user)
    read = read_repository(framework, maker.root)

    assert (read.chosen, read.authors) == ("nobody", ())
    assert {skills_of(read)[skill] for skill in ("python", "react")} == {"repo-present"}
    assert "git" not in skills_of(read)
    (note,) = read.document.warnings
    assert "everybody's work" in note
    assert "ann@example.org" in note


def test_author_without_a_commit_is_an_error_that_names_others(
    framework: Framework, maker: Maker
) -> None:
    with pytest.raises(DocumentError, match="no commit by eve") as caught:
        read_repository(framework, maker.root, authors=["eve"])

    assert caught.value.code == "author-missing"
    assert "Ann Example" in caught.value.hint


def test_folder_without_history(framework: Framework, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import torch\n")
    read = read_repository(framework, tmp_path)

    assert skills_of(read) == {"python": "repo-present", "pytorch": "repo-present"}
    assert {item.month for item in read.evidence} == {None}
    assert "no git repository" in read.document.warnings[0]
    with pytest.raises(DocumentError, match="no commit by ann"):
        read_repository(framework, tmp_path, authors=["ann"])


def test_files_that_git_does_not_know_are_nobody_s(framework: Framework, maker: Maker) -> None:
    maker.write({"new.py": lines_of("import jax")})

    assert "jax" not in skills_of(read_repository(framework, maker.root, authors=[ANN[0]]))
    folder = maker.root / "untracked"
    folder.mkdir()
    (folder / "a.py").write_text("import jax\n")
    assert skills_of(read_repository(framework, folder))["jax"] == "repo-present"


def test_without_git_on_this_machine(
    framework: Framework, maker: Maker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    read = read_repository(framework, maker.root)

    assert "not installed" in read.document.warnings[0]
    assert skills_of(read)["pytorch"] == "repo-present"


def test_folder_of_another_user_is_explained(
    framework: Framework, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setattr("metier.core.repository.git._KEPT", frozenset(os.environ))
    read = read_repository(framework, maker.root)

    assert "safe.directory" in read.document.warnings[0]
    assert skills_of(read)["pytorch"] == "repo-present"


def test_damaged_repository_is_read_as_files(framework: Framework, maker: Maker) -> None:
    (maker.root / ".git/HEAD").write_text("nonsense")
    read = read_repository(framework, maker.root)

    assert read.history is None
    assert skills_of(read)["pytorch"] == "repo-present"


@pytest.mark.parametrize("content", [None, b"\x89PNG"])
def test_nothing_to_read(framework: Framework, tmp_path: Path, content: bytes | None) -> None:
    if content:
        (tmp_path / "a.png").write_bytes(content)

    with pytest.raises(DocumentError) as caught:
        read_repository(framework, tmp_path)

    assert caught.value.code == "document-missing"


def test_bare_repository_is_explained(framework: Framework, maker: Maker, tmp_path: Path) -> None:
    maker.git("clone", "--quiet", "--bare", str(maker.root), str(tmp_path / "bare.git"))

    with pytest.raises(DocumentError, match="bare"):
        read_repository(framework, tmp_path / "bare.git")


def test_description_is_whole(framework: Framework, maker: Maker) -> None:
    read = read_repository(framework, maker.root, authors=[ANN[0]])
    value = describe_repository(framework, "work", read)

    assert (value["commits"], value["first"], value["last"]) == (6, "2024-01", "2024-06")
    assert value["media"] == REPOSITORY
    for item in value["skills"]:
        assert value["text"][item["start"] : item["end"]].startswith(item["name"])
        assert item["proofs"]
    torch = next(item for item in value["skills"] if item["skill"] == "pytorch")
    assert (torch["files"], torch["days"]) == (4, 6)
    assert torch["proofs"][0] == {
        "file": "train0.py",
        "why": "uses torch",
        "lines": 66,
        "first": "2024-01",
        "last": "2024-06",
        "declared": False,
    }
    msgspec.json.encode(value)


def test_profile_is_assessed_reported_and_kept(
    framework: Framework, maker: Maker, tmp_path: Path
) -> None:
    read = read_repository(framework, maker.root, authors=[ANN[0]])
    profile = build_repository_profile(framework, read)
    assessment = assess_profile(framework, profile, as_of=AS_OF)

    assert assessment.sufficient
    assert assessment.proficiencies.mean("pytorch") > 1.5
    assert assessment.facts.words == 0  # a repository does not tell by its silence
    assert (assessment.facts.years, assessment.facts.degree) == (None, "none")
    html = report_person(
        framework,
        assessment,
        role_id=None,
        stage=None,
        hours_per_week=6,
        weeks=9,
        reader=Reader(framework),
    )
    assert "train0.py" in html
    write_profile(profile, tmp_path / "kept.json")
    assert read_profile(tmp_path / "kept.json") == profile


def test_profile_of_before_repositories_still_loads() -> None:
    old = msgspec.json.encode(Evidence(skill="python", kind="claim", sign="listed", document="x"))
    plain = msgspec.json.decode(old)
    del plain["file"]

    assert msgspec.convert(plain, Evidence).file == ""


def level(framework: Framework, sign: str) -> float:
    evidence = [Evidence(skill="pytorch", kind="claim", sign=sign, document="x", start=0, end=1)]
    return infer_levels(framework, evidence, as_of=AS_OF).mean("pytorch")


def test_signs_are_in_order_of_strength(framework: Framework) -> None:
    order = [
        "repo-named",
        "repo-present",
        "mentioned",
        "used-in-project",
        "repo-written-few",
        "repo-written",
        "years-several",
        "repo-written-much",
    ]
    means = [level(framework, sign) for sign in order]

    assert means == sorted(means)
    assert level(framework, "repo-present") < level(framework, "repo-named-own")


def test_time_of_the_last_work_ages_it(framework: Framework, maker: Maker) -> None:
    read = read_repository(framework, maker.root, authors=[ANN[0]])
    profile = build_repository_profile(framework, read)

    soon = assess_profile(framework, profile, as_of=dt.date(2024, 7, 1))
    late = assess_profile(framework, profile, as_of=dt.date(2040, 7, 1))

    assert late.proficiencies.mean("pytorch") < soon.proficiencies.mean("pytorch")


def test_what_was_left_out_is_said(framework: Framework, maker: Maker) -> None:
    maker.write({"node_modules/a.js": "x", "b.png": b"x"}).commit("2025-01-01")
    read = read_repository(framework, maker.root, authors=[ANN[0]])

    assert read.document.warnings[-1] == (
        "Left out: folders of foreign or generated code (1), neither code nor configuration (1)."
    )
