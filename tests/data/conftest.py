"""The framework that comes with Metier, and the source document beside the project."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def seed() -> Path:
    """The source document's folder, beside the one that METIER_SHARED_DATA names."""
    beside = Path(__file__).parents[3] / "shared" / "data"
    folder = Path(os.environ.get("METIER_SHARED_DATA") or beside).parent / "seed"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there; METIER_SHARED_DATA names the shared data")
    return folder
