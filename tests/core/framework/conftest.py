"""A small valid framework, and a cache folder that no test shares."""

import shutil
from pathlib import Path

import pytest

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework

FIXTURES = Path(__file__).parents[2] / "fixtures" / "framework"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("METIER_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A valid data folder that the test may change."""
    return Path(shutil.copytree(FIXTURES / "valid", tmp_path / "data"))


@pytest.fixture(scope="session")
def framework() -> Framework:
    return load_framework(FIXTURES / "valid", use_snapshot=False)
