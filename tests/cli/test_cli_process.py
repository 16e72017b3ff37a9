"""What only a process of its own shows: exit codes, pipes, encodings, terminals."""

import os
import pty
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fixtures.document_bytes import CV_TEXT

Program = Callable[..., Any]
METIER = Path(sys.executable).with_name("metier")
GAP = ("gap", "cv.pdf", "--role", "data-scientist", "--stage", "mid")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["roles"], 0),
        (["--version"], 0),
        ([], 2),
        (["roels"], 2),
        (["extract", "/nowhere/cv.pdf"], 3),
        (["extract", "/"], 3),
        (["role", "nobody"], 4),
    ],
)
def test_exit_codes(program: Program, arguments: list[str], code: int) -> None:
    done = program(*arguments)
    assert done.code == code
    assert "Traceback" not in done.err
    assert bool(done.out) == (code == 0)


def test_version(program: Program) -> None:
    from metier import __version__

    assert __version__ in program("--version").out


def test_standard_input(program: Program) -> None:
    done = program("extract", "-", "--json", stdin=CV_TEXT.encode())
    assert done.code == 0
    assert done.json["text"] == CV_TEXT
    lines = program("skill", "--jsonl", "-", stdin=b"sklearn\nnumpy\n").lines
    assert [line["skill"]["id"] for line in lines] == ["scikit-learn", "numpy"]


def test_empty_standard_input(program: Program) -> None:
    done = program("extract", "-")
    assert done.code == 3
    assert "[document-empty]" in done.err


def test_reader_that_goes_away(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    with errors.open("wb") as file:
        child = subprocess.Popen([METIER, "skills"], stdout=subprocess.PIPE, stderr=file)
        assert child.stdout is not None
        child.stdout.read(10)
        child.stdout.close()
        code = child.wait(30)
    assert errors.read_text() == ""
    assert code == 0


@pytest.mark.parametrize(
    "env",
    [
        {"METIER_ASCII": "1"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii", "METIER_ASCII": "1"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=str,
)
def test_poor_encodings(cv: str, env: dict[str, str]) -> None:
    Path("cv.txt").write_text("Zoë Łukasz\nSkills\nPython — naïve Bayes, “Kubernetes”\n", "utf-8")
    for arguments in (
        *([GAP] if len(env) == 2 else []),
        ("extract", "cv.txt"),
        ("extract", "cv.txt", "--json"),
        ("extract", "ż.txt"),
    ):
        done = subprocess.run(
            [METIER, *arguments],
            capture_output=True,
            env={**os.environ, **env},
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode == (3 if "ż.txt" in arguments else 0)


def on_terminal(*arguments: str, **env: str) -> str:
    """Return what a terminal gets to see."""
    leader, follower = pty.openpty()
    child = subprocess.Popen(
        [METIER, *arguments],
        stdout=follower,
        stderr=follower,
        stdin=follower,
        env={**os.environ, "TERM": "xterm", **env},
    )
    os.close(follower)
    seen = b""
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not chunk:
            break
        seen += chunk
    os.close(leader)
    assert child.wait(30) == 0
    return seen.decode()


def test_color_on_a_terminal_only_without_no_color() -> None:
    assert "\x1b[" in on_terminal("roles")
    assert "\x1b[" not in on_terminal("roles", NO_COLOR="1")


def test_serve_says_that_the_port_is_taken(program: Program) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = program("serve", "--no-open", "--port", taken.getsockname()[1])
    assert done.code == 2
    assert "[port-taken]" in done.err
    assert done.out == ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("env", "name"),
    [
        ({"METIER_MODE": "hosted"}, "setting-invalid"),
        ({"METIER_DATABASE_URL": "mysql://x/y"}, "setting-invalid"),
        ({"METIER_DATA_DIR": "/dev/null/metier"}, "data-unwritable"),
        ({"METIER_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "database-"),
    ],
    ids=str,
)
def test_serve_refuses_bad_settings(program: Program, env: dict[str, str], name: str) -> None:
    done = program("serve", "--no-open", "--port", free_port(), **env)
    assert "Traceback" not in done.err
    assert f"[{name}" in done.err
    assert done.code in {2, 3}
    assert done.out == ""


def test_serve_refuses_a_damaged_database(program: Program, tmp_path: Path) -> None:
    damaged = tmp_path / "metier.sqlite3"
    damaged.write_bytes(b"this is no database, but somebody may want it back\n" * 100)
    before = damaged.read_bytes()
    done = program("serve", "--no-open", "--port", free_port(), METIER_DATA_DIR=str(tmp_path))
    assert "Traceback" not in done.err
    assert "[database-" in done.err
    assert done.code in {2, 3}
    assert damaged.read_bytes() == before
