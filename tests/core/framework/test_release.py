"""Versions are held against the last release: ids survive, expectations rise only with notice."""

import json
from pathlib import Path

import msgspec
import pytest

from metier.core.errors import UsageError
from metier.core.framework.files import data_root, read_version
from metier.core.framework.load import load_framework
from metier.core.framework.release import (
    Release,
    compare_releases,
    is_enough,
    make_release,
    read_release,
    read_releases,
    step_between,
    version_key,
)

BASE = Path(__file__).parents[2] / "fixtures" / "framework" / "valid"


def release_of(folder: Path) -> Release:
    return make_release(load_framework(folder, use_snapshot=False))


def changed(folder: Path, file: str, old: str, new: str) -> Release:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return release_of(folder)


def test_nothing_changed_is_no_step(folder: Path) -> None:
    difference = compare_releases(release_of(BASE), release_of(folder))

    assert difference.bump == "none"
    assert (difference.added, difference.removed, difference.raised) == ({}, {}, ())


def test_wording_is_a_patch(folder: Path) -> None:
    after = changed(folder, "skills/modeling.yaml", "Names a use of it.", "Names two uses of it.")

    assert compare_releases(release_of(BASE), after).bump == "patch"


def test_wording_of_the_library_is_a_patch(folder: Path) -> None:
    after = changed(folder, "projects/data-scientist.yaml", "A first answer", "A second answer")

    assert compare_releases(release_of(BASE), after).bump == "patch"


def test_a_lowered_expectation_is_a_patch_and_listed(folder: Path) -> None:
    after = changed(
        folder,
        "roles/data-scientist.yaml",
        "{entry: 1, mid: 2, senior: 3",
        "{entry: 0, mid: 2, senior: 3",
    )

    difference = compare_releases(release_of(BASE), after)
    assert difference.bump == "patch"
    assert [(item.skill, item.before, item.after) for item in difference.lowered] == [
        ("sql", (1, 2, 3, 3), (0, 2, 3, 3))
    ]


def test_a_raised_expectation_is_major(folder: Path) -> None:
    after = changed(
        folder,
        "roles/data-scientist.yaml",
        "{entry: 1, mid: 2, senior: 3",
        "{entry: 2, mid: 2, senior: 3",
    )

    difference = compare_releases(release_of(BASE), after)
    assert difference.bump == "major"
    assert [(item.role, item.skill) for item in difference.raised] == [("data-scientist", "sql")]


def test_a_new_question_is_minor(folder: Path) -> None:
    path = folder / "interviews" / "data-scientist.yaml"
    path.write_text(
        path.read_text()
        + "  - {id: ds-new, stages: [mid], kind: case, skills: [{skill: sql, level: 3}], "
        "question: And, shows: {weak: a, good: b, strong: c}, follow_ups: []}\n"
    )

    difference = compare_releases(release_of(BASE), release_of(folder))
    assert difference.bump == "minor"
    assert difference.added == {"question": ("ds-new",)}


def test_a_renamed_id_is_major_and_asks_for_a_redirect(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        path.write_text(path.read_text().replace("scikit-learn", "sci-learn"))
    difference = compare_releases(release_of(BASE), release_of(folder))

    assert difference.bump == "major"
    assert difference.removed == {"skill": ("scikit-learn",)}
    assert difference.unredirected == ("skill scikit-learn",)

    path = folder / "redirects.yaml"
    path.write_text(
        path.read_text()
        + '  - {kind: skill, old: scikit-learn, new: [sci-learn], since: "2.0.0"}\n'
    )
    assert compare_releases(release_of(BASE), release_of(folder)).unredirected == ()


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("1.2.3", "2.0.0", "major"),
        ("1.2.3", "1.3.0", "minor"),
        ("1.2.3", "1.2.4", "patch"),
        ("1.2.3", "1.2.3", "none"),
        ("1.2.3", "1.2.2", "none"),
        ("0.1.0", "0.2.0", "major"),
        ("0.1.0", "0.1.1", "minor"),
        ("0.9.0", "1.0.0", "major"),
    ],
)
def test_step_between_versions(old: str, new: str, step: str) -> None:
    assert step_between(old, new) == step


def test_versions_compare_as_numbers() -> None:
    assert version_key("0.10.0") > version_key("0.9.9")


def test_release_files_are_read_back(folder: Path) -> None:
    release = release_of(BASE)
    path = folder / "releases" / "1.0.0.json"
    path.parent.mkdir()
    path.write_bytes(msgspec.json.encode(release))

    assert read_release(path) == release
    assert read_releases(folder) == [release]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"version": 1}'])
def test_a_file_that_is_no_release_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)

    with pytest.raises(UsageError) as caught:
        read_release(path)

    assert caught.value.code == "version-unknown"


def test_the_data_keep_the_version_rules_since_every_release() -> None:
    """Raise data/VERSION, say why in data/CHANGELOG.md, and redirect what was retired."""
    now = make_release(load_framework())
    kept = [release for release in read_releases(data_root()) if release.version != now.version]

    assert kept
    for release in kept:
        difference = compare_releases(release, now)
        step = step_between(release.version, now.version)
        assert is_enough(step, difference.bump), (release.version, difference.bump)
        assert difference.unredirected == ()


def test_the_changelog_tells_of_this_version() -> None:
    text = (data_root() / "CHANGELOG.md").read_text("utf-8")

    assert f"## {read_version(data_root())}\n" in text
    for release in read_releases(data_root()):
        assert f"## {release.version}\n" in text


def test_a_released_version_is_what_its_file_says() -> None:
    """A release is for good: its file cannot be rewritten to fit the data of the day."""
    first = json.loads((data_root() / "releases" / "0.1.0.json").read_text("utf-8"))

    assert len(first["ids"]["skill"]) == 509
    assert len(first["ids"]["role"]) == 8
