"""Folders that no test shares with the person's own, and Django configured once a process.

Every xdist worker imports this file in a process of its own and so has folders of its own.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework

SCRATCH = Path(tempfile.mkdtemp(prefix="metier-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
TOKEN = "token-of-the-tests"
_FOREIGN = ("METIER_ASCII", "METIER_DATABASE_URL", "METIER_MODE", "METIER_SECRET_KEY", "NO_COLOR")

for _name in _FOREIGN:
    os.environ.pop(_name, None)
os.environ["METIER_DATA_DIR"] = str(SCRATCH / "data")
os.environ["METIER_CACHE_DIR"] = str(SCRATCH / "cache")
os.environ["METIER_TOKEN"] = TOKEN
os.environ["DJANGO_SETTINGS_MODULE"] = "metier.web.settings"
if _url := os.environ.pop("METIER_TEST_DATABASE_URL", ""):  # set by the PostgreSQL tests
    os.environ["METIER_DATABASE_URL"] = _url


def pytest_unconfigure() -> None:
    shutil.rmtree(SCRATCH, ignore_errors=True)


settings.register_profile("metier", deadline=None)  # speed is measured in benchmarks alone
settings.load_profile("metier")


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The framework that comes with Metier."""
    return load_framework()


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the three fictional CVs."""
    import metier

    return Path(metier.__file__).parent / "data" / "samples"


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """What METIER_DATA_DIR points to."""
    return SCRATCH / "data"


@pytest.fixture(scope="session")
def token() -> str:
    """The token that the web app asks for."""
    return TOKEN


@pytest.fixture(scope="session")
def django_ready() -> Iterator[None]:
    """Django, set up and with a fresh database."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    yield
    connections.close_all()
