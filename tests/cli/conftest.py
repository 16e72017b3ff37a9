"""The command line, called in this process or as a program."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from metier.cli.app import run

PROGRAM = Path(sys.executable).with_name("metier")


def refuse(text: str) -> None:
    """Fail on NaN and infinity, which are no JSON."""
    raise AssertionError(text)


class Outcome(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as one JSON value; its numbers are finite."""
        return json.loads(self.out, parse_constant=refuse)

    @property
    def lines(self) -> list[Any]:
        """The output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def metier(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """Run a command in this process."""

    def call(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def program() -> Callable[..., Outcome]:
    """Run the installed program in a process of its own."""

    def call(*arguments: object, stdin: bytes = b"", **env: str) -> Outcome:
        done = subprocess.run(
            [PROGRAM, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**os.environ, **env},
            timeout=60,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def cv(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A CV under a short name in the working folder."""
    (tmp_path / "cv.pdf").write_bytes((samples / "noor-haddad.pdf").read_bytes())
    monkeypatch.chdir(tmp_path)
    return "cv.pdf"
