"""Folders stand where the platform's own library says, or where a variable says."""

from pathlib import Path

import platformdirs
import pytest

from metier.core.paths import cache_dir, data_dir, overlay_dir


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("METIER_DATA_DIR", "METIER_CACHE_DIR", "METIER_OVERLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("home", [None, "/tmp/xdg", "", "  "])
def test_folders_are_those_of_the_platform(
    monkeypatch: pytest.MonkeyPatch, home: str | None
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
        if home is not None:
            monkeypatch.setenv(name, home)

    assert data_dir() == platformdirs.user_data_path("metier", appauthor=False)
    assert cache_dir() == platformdirs.user_cache_path("metier", appauthor=False)


def test_variables_move_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("METIER_DATA_DIR", str(tmp_path / "d"))
    monkeypatch.setenv("METIER_CACHE_DIR", str(tmp_path / "c"))
    monkeypatch.setenv("METIER_OVERLAY", str(tmp_path / "o"))

    assert (data_dir(), cache_dir()) == (tmp_path / "d", tmp_path / "c")
    assert overlay_dir() == tmp_path / "o"


def test_no_overlay_unless_one_is_named() -> None:
    assert overlay_dir() is None
