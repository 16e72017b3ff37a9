"""The framework that comes with Metier, and the real data beside the project."""

from pathlib import Path

import pytest

from shared_data import shared_folder


@pytest.fixture(scope="session")
def seed() -> Path:
    """The source document's folder."""
    return shared_folder("seed")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data."""
    return shared_folder("data")
