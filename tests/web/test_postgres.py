"""The same tests of what is kept, on a real PostgreSQL started for them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.postgres
_TESTS = (
    *("test_database_store.py", "test_kept_profiles.py", "test_jobs.py", "test_me_together.py"),
    *("test_me_writes.py", "test_me_shares.py", "test_hostile_content.py"),
)
_HERE = Path(__file__).parent
RUNUSER = shutil.which("runuser") or "/usr/sbin/runuser"


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as this module's tests."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="metier-postgres-"))
    as_user = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        as_user = [RUNUSER, "-u", "postgres", "--"]

    def run(*command: str) -> None:
        done = subprocess.run(
            [*as_user, *command], capture_output=True, text=True, cwd="/", check=False, timeout=60
        )
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(folder / "data")
    run(
        *(str(binaries / "initdb"), "-D", data, "-U", "metier", "-A", "trust"),
        *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
    )
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run(
        *(str(binaries / "pg_ctl"), "-D", data, "-w", "-t", "30"),
        *("-l", str(folder / "log"), "-o", options, "start"),
    )
    try:
        yield f"postgresql://metier@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        run(str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_kept_profiles_on_postgres(server: str) -> None:
    """Django reads its settings once, so these run in a process of their own."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"),
            *("--tb=short", *(str(_HERE / name) for name in _TESTS)),
        ],
        env={**os.environ, "METIER_TEST_DATABASE_URL": server},
        cwd=_HERE.parents[1],
        capture_output=True,
        text=True,
        timeout=420,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert "this database is not SQLite" in done.stdout, "it must have run on PostgreSQL"
