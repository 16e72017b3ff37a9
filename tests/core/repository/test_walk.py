"""Which files are read: the repository's own, inside its folder, within the bounds."""

import os
from pathlib import Path

import pytest

from metier.core.repository import walk as module
from metier.core.repository.names import NameSet
from metier.core.repository.types import shown_path
from metier.core.repository.walk import (
    DEEP,
    FOREIGN,
    LINK,
    MANY,
    NESTED,
    ODD,
    UNREADABLE,
    Walk,
    read_file,
)


def paths(walk: Walk) -> list[str]:
    return [found.path for found in walk]


def test_files_come_nearest_first(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    for name in ("a/b/x.py", "a/x.py", "z.py"):
        (tmp_path / name).touch()

    assert paths(Walk(tmp_path, folders=())) == ["z.py", "a/x.py", "a/b/x.py"]


def test_foreign_folders_are_left_out_and_counted(tmp_path: Path) -> None:
    for name in ("node_modules", "x/Vendor", "my.egg-info", "env", "sub", ".git"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.py").touch()
    (tmp_path / "env/pyvenv.cfg").touch()
    (tmp_path / "sub/.git").touch()
    walk = Walk(tmp_path, folders=["node_modules", "vendor", "*.egg-info"])

    assert paths(walk) == []
    assert walk.skipped == {FOREIGN: 4, NESTED: 1}


def test_links_are_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.py").write_text("import torch")
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    (root / "a/loop").symlink_to(root)
    (root / "out").symlink_to(outside)
    (root / "file.py").symlink_to(outside / "secret.py")
    (root / "gone.py").symlink_to("nowhere")
    walk = Walk(root, folders=())

    assert paths(walk) == []
    assert walk.skipped == {LINK: 4}
    assert read_file(root, "file.py", 100) is None


def test_pipes_and_sockets_are_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    walk = Walk(tmp_path, folders=())

    assert paths(walk) == []
    assert walk.skipped == {ODD: 1}
    assert read_file(tmp_path, "pipe.py", 100) is None


def test_what_may_not_be_read_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    real = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(module.os, "scandir", refuse)
    walk = Walk(tmp_path, folders=())

    assert paths(walk) == []
    assert walk.skipped == {UNREADABLE: 1}


def test_folders_nested_too_deeply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_DEPTH", 3)
    (tmp_path / "a/b/c/d/e").mkdir(parents=True)
    walk = Walk(tmp_path, folders=())

    assert paths(walk) == []
    assert walk.skipped == {DEEP: 1}


def test_number_of_entries_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ENTRIES", 5)
    (tmp_path / "z").mkdir()
    for name in ("a", "b", "c", "z/a", "z/b", "z/c"):
        (tmp_path / f"{name}.py").touch()
    walk = Walk(tmp_path, folders=())

    assert paths(walk) == ["a.py", "b.py", "c.py", "z/a.py"]
    assert walk.skipped == {MANY: 1}


def test_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\xff\n\x1b[2J.py")
    (tmp_path / name).write_bytes(b"import torch\n")
    (found,) = Walk(tmp_path, folders=())

    assert read_file(tmp_path, found.path, 6) == b"import"
    assert shown_path(found.path) == "a\ufffd\ufffd\ufffd[2J.py"


@pytest.mark.parametrize(
    ("pattern", "path", "holds"),
    [
        ("Dockerfile", "x/dockerfile", True),
        ("Dockerfile", "dockerfile.txt", False),
        ("*.tf", "a/b/main.tf", True),
        (".github/workflows/*.yml", ".github/workflows/a.yml", True),
        (".github/workflows/*.yml", "x/.github/workflows/a.yml", True),
        (".github/workflows/*.yml", "workflows/a.yml", False),
        ("docs/*.md", "mydocs/a.md", False),
    ],
)
def test_patterns_of_names(pattern: str, path: str, *, holds: bool) -> None:
    assert (path in NameSet([pattern])) is holds
