"""Whatever a repository holds: it is read within the bounds, and what is left out is counted."""

import json
import random
from pathlib import Path

import pytest

from metier.core.repository import reader as module
from metier.core.repository.reader import (
    BINARY,
    COMPLEX,
    GENERATED,
    LARGE,
    OTHER,
    TOO_MANY,
    read_contents,
)
from metier.core.repository.rules import Rules

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + step)}: &{chr(98 + step)} [{','.join([f'*{chr(97 + step)}'] * 9)}]\n"
    for step in range(12)
)
HOSTILE = {
    "line.py": b"x = " + b"(" * 40_000,  # one long line is told before it is parsed
    "deep.py": b"x = " + b"(\n" * 40_000,
    "long.py": b"x = (" + b"-\n" * 60_000 + b"1)",
    "wide.py": b"x = [" + b"[1],\n" * 38_000 + b"]",
    "dots.py": b"import a\n(a" + b"\n.b" * 40_000 + b")",
    "calls.py": b"import a\nx = (a" + b"()\n" * 60_000 + b")",
    "indent.py": b"".join(b" " * depth + b"if 1:\n" for depth in range(900)),
    "old.py": b"print 1\n" + b"import a\n" * 20_000,
    "deep.ipynb": b'{"cells": ' + b"[\n" * 400_000,
    "deep/package.json": b'{"dependencies": ' + b'{"a":\n' * 30_000,
    "deep/pyproject.toml": b"a = " + b"[\n" * 80_000,
    "dotted/pyproject.toml": b"a" + b".a" * 38_000 + b" = 1\n" + b"#\n" * 60_000,
    "tables/pyproject.toml": b"".join(b"[a.b%d.c]\n" % number for number in range(20_000)),
    "bomb.yml": BOMB.encode(),
    "quotes.js": b"import \n" * 24_000,
    "spaces.sql": b"CREATE TABLE " + b" \n" * 60_000 + b"x" * 60_000,
    "tables.sql": b"CREATE TABLE (x\n" * 60_000,
    "select.py": b"x = 'SELECT " + b"a\nSELECT " * 20_000,
    "selects.js": b"'SELECT \n" * 20_000,
    "from.dockerfile": b"FROM --a \\\n" * 20_000,
    "run.sh": b"sudo \n" * 32_000,
    "sudo.sh": b"sudo sudo \\\n" * 20_000,
    "setup.cfg": b"[options]\n" * 20_000,
    "go.mod": b"a.a\n" * 48_000,
    "x.r": b"library(\n" * 20_000,
    "y.r": b"a.b:\n" * 40_000,
    "a.yaml": b"image:\n" * 28_000,
    "b.yaml": b"---\napiVersion: \n" * 20_000,
    "setup.py": b"setup(install_requires=" + b"[\n" * 20_000,
    "DESCRIPTION": b"Package: x\nImports:" + b"\n a" * 60_000,
    "pom.xml": b"<groupId>a</groupId>\n" * 20_000,
    "build.gradle": b"'a:\n" * 48_000,
    "a.csproj": b"<PackageReference \n" * 20_000,
    "a.go": b"import (\n" * 20_000,
    "a.jl": b"using a,\n" * 20_000,
    "a.java": b"import static \n" * 20_000,
    "odd.ts": random.Random(1).randbytes(60_000).replace(b"\0", b"x"),
}


def test_hostile_files_end_and_the_others_are_read(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in HOSTILE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "zz").mkdir()
    (tmp_path / "zz/good.py").write_text("import torch\n")

    monkeypatch.setattr(module, "FILE_SECONDS", 3.0)

    contents = read_contents(tmp_path, rules)

    assert ("python", "torch") in contents.files["zz/good.py"].used
    left = sum(contents.skipped[reason] for reason in (COMPLEX, GENERATED, BINARY))
    assert len(contents.files) + left == len(HOSTILE) + 1


def test_large_files_are_left_out(tmp_path: Path, rules: Rules) -> None:
    with (tmp_path / "huge.py").open("wb") as file:
        file.truncate(1_000_000_000)
    with (tmp_path / "huge.ipynb").open("wb") as file:
        file.truncate(200_000_000)
    (tmp_path / "a.py").write_text("x = 1\n")

    contents = read_contents(tmp_path, rules)

    assert set(contents.files) == {"a.py"}
    assert contents.skipped == {LARGE: 2}
    assert contents.bytes == 6


def test_notebook_may_be_larger_than_code(tmp_path: Path, rules: Rules) -> None:
    cell = {"cell_type": "code", "source": "import torch", "outputs": ["x" * 3_000_000]}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell]}))

    assert ("python", "torch") in read_contents(tmp_path, rules).files["a.ipynb"].used


def test_reasons_are_counted(tmp_path: Path, rules: Rules) -> None:
    for name, content in {
        "a.png": b"\x89PNG",
        "a.csv": b"1,2",
        "b.py": b"\0\1\2" * 99,
        "lib.min.js": b"x",
        "c.py": b"# @generated\nx = 1\n",
        "d.py": b"",
    }.items():
        (tmp_path / name).write_bytes(content)

    contents = read_contents(tmp_path, rules)

    assert set(contents.files) == {"d.py"}
    assert contents.skipped == {OTHER: 2, BINARY: 1, GENERATED: 2}


@pytest.mark.parametrize(
    ("bound", "value"), [("MAX_FILES", 2), ("MAX_TOTAL_BYTES", 13), ("READ_SECONDS", -1.0)]
)
def test_bounds_of_the_whole(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch, bound: str, value: float
) -> None:
    monkeypatch.setattr(module, bound, value)
    for number in range(4):
        (tmp_path / f"{number}.py").write_text("x = 1\n")

    contents = read_contents(tmp_path, rules)

    expected = 0 if bound == "READ_SECONDS" else 2
    assert len(contents.files) == expected
    assert contents.skipped == {TOO_MANY: 4 - expected}


def test_child_that_keeps_failing_ends_the_reading(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WORKER", "metier.no_such_module")
    monkeypatch.setattr(module, "MAX_FAILURES", 2)
    for number in range(5):
        (tmp_path / f"{number}.py").write_text("x = 1\n")

    contents = read_contents(tmp_path, rules)

    assert contents.skipped == {COMPLEX: 2, TOO_MANY: 3}


def test_file_that_is_swapped_for_a_link_is_not_followed(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    real = module.read_file

    def swap(root: Path, path: str, limit: int) -> bytes | None:
        (root / path).unlink()
        (root / path).symlink_to("/etc/hostname")
        return real(root, path, limit)

    monkeypatch.setattr(module, "read_file", swap)

    assert read_contents(tmp_path, rules).files == {}
