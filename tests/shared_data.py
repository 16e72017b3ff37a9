"""Where the real data sets beside the project are, and how a test does without them."""

import os
from pathlib import Path

import pytest


def shared_folder(name: str) -> Path:
    """Return the data that METIER_SHARED_DATA names, or what stands beside it; skip without."""
    beside = Path(__file__).parents[2] / "shared" / "data"
    data = Path(os.environ.get("METIER_SHARED_DATA") or beside)
    folder = data if name == "data" else data.parent / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there; METIER_SHARED_DATA names the shared data")
    return folder
