"""`metier doctor`."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import click

from metier import __version__
from metier.cli import output
from metier.cli.options import json_option
from metier.core.errors import MetierError
from metier.core.paths import cache_dir, data_dir


@click.command("doctor")
@json_option
def doctor_command(*, as_json: bool) -> int:
    """Check that this installation works, and say what is missing for what."""
    checks = []
    for name, check in _CHECKS.items():
        try:
            ok, detail = check()
        except MetierError as error:
            ok, detail = False, str(error)
        checks.append((name, ok, detail))
    if as_json:
        output.write_json(
            {
                "schema_version": 1,
                "checks": [{"name": n, "ok": ok, "detail": d} for n, ok, d in checks],
            }
        )
    else:
        output.table([(n, "ok" if ok else "problem", d) for n, ok, d in checks])
    return 0 if all(ok for _, ok, _ in checks) else MetierError.exit_code


def _version() -> tuple[bool, str]:
    python = ".".join(map(str, sys.version_info[:3]))
    return sys.version_info >= (3, 11), f"Metier {__version__} on Python {python}"


def _framework() -> tuple[bool, str]:
    from metier.core.workflow.opening import open_framework

    framework = open_framework()
    count = f"{len(framework.roles)} roles, {len(framework.skills)} skills"
    return True, f"version {framework.id.version}, {count}"


def _documents() -> tuple[bool, str]:
    from metier.core.documents.reader import DocumentReader

    with DocumentReader() as reader:
        document = reader.read_bytes(b"Five years of Python and SQL.\n", name="probe.txt")
    return document.text.startswith("Five"), "the reading process starts and answers"


def _folder(path: Path) -> tuple[bool, str]:
    existing = next((p for p in (path, *path.parents) if p.exists()), path)
    ok = existing.is_dir() and os.access(existing, os.W_OK)
    return ok, f"{path}{'' if ok else ' cannot be written'}"


def _browser() -> tuple[bool, str]:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    return True, "found" if found else "none found; only the browser tests need one"


_CHECKS: dict[str, Callable[[], tuple[bool, str]]] = {
    "python": _version,
    "framework": _framework,
    "documents": _documents,
    "data folder": lambda: _folder(data_dir()),
    "cache folder": lambda: _folder(cache_dir()),
    "chromium": _browser,
}
