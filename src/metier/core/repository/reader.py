"""Read the files of a repository, each in a child process, within bounds of number and size."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from metier.core.child import Child
from metier.core.framework.repository_types import RepositoryFile
from metier.core.repository.limits import (
    FILE_SECONDS,
    MAX_FAILURES,
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_NOTEBOOK_BYTES,
    MAX_TOTAL_BYTES,
    READ_SECONDS,
)
from metier.core.repository.names import NameSet
from metier.core.repository.parse.formats import format_of
from metier.core.repository.rules import Rules
from metier.core.repository.types import FileFacts
from metier.core.repository.walk import UNREADABLE, Found, Walk, read_file
from metier.core.repository.worker import Setup, Task

OTHER = "neither code nor configuration"
GENERATED = "generated or foreign files"
LARGE = "too large"
BINARY = "binary, for all its name says"
COMPLEX = "too much to be read within the bounds"
TOO_MANY = "beyond the files that are read"

_WORKER = "metier.core.repository.worker"


class Contents(NamedTuple):
    """What the files of a repository say.

    Attributes:
        files: What each file shows, by its path below the root.
        bytes: Bytes that were read.
        skipped: How many entries were left out, by reason.
    """

    files: dict[str, FileFacts]
    bytes: int
    skipped: Counter[str]


def read_contents(
    root: Path, rules: Rules, *, on_file: Callable[[int], None] | None = None
) -> Contents:
    """Return what the files below a folder say. The folder must exist.

    Args:
        root: The folder.
        rules: What shows what.
        on_file: Called with the number of files read so far, after each.
    """
    with _FileReader(root, rules.file) as reader:
        walk = Walk(root, folders=rules.file.skipped_folders)
        for found in walk:
            reader.take(found, named=bool(rules.by_file(found.path)))
            if on_file:
                on_file(len(reader.files))
        skipped = walk.skipped + reader.skipped
        return Contents(reader.files, reader.bytes, skipped)


def read_single(root: Path, found: Found, rules: Rules) -> Contents:
    """Return what one file below a folder says, by its name and its content."""
    with _FileReader(root, rules.file) as reader:
        reader.take(found, named=bool(rules.by_file(found.path)))
        return Contents(reader.files, reader.bytes, reader.skipped)


class _FileReader:
    """Reads one file after another until a bound is met, and counts what is left out."""

    def __init__(self, root: Path, spec: RepositoryFile) -> None:
        setup = Setup(
            tuple((sign.format, sign.pattern) for skill in spec.skills for sign in skill.text),
            spec.generated,
        )
        self._root = root
        self._child = Child(_WORKER, seconds=FILE_SECONDS, opening=msgspec.msgpack.encode(setup))
        self._foreign = NameSet(spec.skipped_files)
        self._deadline = time.monotonic() + READ_SECONDS
        self._failures = 0
        self.files: dict[str, FileFacts] = {}
        self.bytes = 0
        self.skipped: Counter[str] = Counter()

    def __enter__(self) -> "_FileReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close()

    def take(self, found: Found, *, named: bool) -> None:
        """Read a file; `named` says that its name alone shows something."""
        kind = format_of(found.path)
        if found.path in self._foreign:
            self.skipped[GENERATED] += 1
        elif kind is None and not named:
            self.skipped[OTHER] += 1
        elif len(self.files) >= MAX_FILES:
            self.skipped[TOO_MANY] += 1
        elif kind is None:
            self.files[found.path] = FileFacts()
        else:
            self._read(found, kind)

    def _read(self, found: Found, kind: str) -> None:
        limit = MAX_NOTEBOOK_BYTES if kind == "notebook" else MAX_FILE_BYTES
        if found.size > limit:
            self.skipped[LARGE] += 1
            return
        if self._is_over(found.size):
            self.skipped[TOO_MANY] += 1
            return
        content = read_file(self._root, found.path, limit)
        if content is None:
            self.skipped[UNREADABLE] += 1
            return
        self.bytes += len(content)
        facts = self._ask(found.path, content)
        if facts is None:
            self.skipped[COMPLEX] += 1
        elif facts.generated:
            self.skipped[GENERATED] += 1
        elif not facts.lines and content.strip():
            self.skipped[BINARY] += 1
        else:
            self.files[found.path] = facts

    def _is_over(self, size: int) -> bool:
        return (
            self.bytes + size > MAX_TOTAL_BYTES
            or self._failures >= MAX_FAILURES
            or time.monotonic() > self._deadline
        )

    def _ask(self, path: str, content: bytes) -> FileFacts | None:
        label = path.encode("utf-8", "replace").decode()
        try:
            answer = self._child.ask(msgspec.msgpack.encode(Task(label, content)))
        except (TimeoutError, EOFError):
            self._failures += 1
            return None
        return msgspec.msgpack.decode(answer, type=FileFacts | None)
