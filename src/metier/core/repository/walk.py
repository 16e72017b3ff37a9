"""Find the files of a repository that are its own, without leaving its folder."""

import os
import stat
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from metier.core.repository.limits import MAX_DEPTH, MAX_ENTRIES
from metier.core.repository.names import NameSet

FOREIGN = "folders of foreign or generated code"
LINK = "symbolic links"
ODD = "neither file nor folder"
UNREADABLE = "not readable"
NESTED = "other repositories inside this one"
DEEP = "folders nested too deeply"
MANY = "beyond the number of files that are looked at"


class Found(NamedTuple):
    """A file below the root; the path has slashes and may hold surrogates."""

    path: str
    size: int


class Walk:
    """The files below a folder, nearest first, and how many entries were left out and why."""

    def __init__(self, root: Path, *, folders: Iterable[str]) -> None:
        self._root = root
        self._folders = NameSet(folders)
        self.skipped: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Found]:
        waiting = deque([("", 0)])
        seen = 0
        while waiting:
            folder, depth = waiting.popleft()
            for entry in self._entries(folder):
                seen += 1
                if seen > MAX_ENTRIES:
                    self.skipped[MANY] += 1
                    return
                path = f"{folder}{entry.name}"
                try:
                    if entry.is_symlink():
                        self.skipped[LINK] += 1
                    elif entry.is_dir(follow_symlinks=False):
                        if self._is_wanted(entry, depth):
                            waiting.append((f"{path}/", depth + 1))
                    elif entry.is_file(follow_symlinks=False):
                        yield Found(path, entry.stat(follow_symlinks=False).st_size)
                    else:
                        self.skipped[ODD] += 1
                except OSError:
                    self.skipped[UNREADABLE] += 1

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._root / folder) as entries:
                return sorted(_take(entries, MAX_ENTRIES), key=lambda entry: entry.name)
        except OSError:
            self.skipped[UNREADABLE] += 1
            return []

    def _is_wanted(self, entry: os.DirEntry[str], depth: int) -> bool:
        if entry.name == ".git":
            return False
        inside = Path(entry.path)
        if entry.name in self._folders or (inside / "pyvenv.cfg").is_file():
            self.skipped[FOREIGN] += 1
        elif (inside / ".git").exists():
            self.skipped[NESTED] += 1
        elif depth >= MAX_DEPTH:
            self.skipped[DEEP] += 1
        else:
            return True
        return False


def _take(entries: Iterator[os.DirEntry[str]], limit: int) -> list[os.DirEntry[str]]:
    return [entry for entry, _ in zip(entries, range(limit), strict=False)]


def read_file(root: Path, path: str, limit: int) -> bytes | None:
    """Return up to `limit` bytes of a regular file; None when it is none or cannot be read."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(root / path, flags)
    except (OSError, ValueError):
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        try:
            return file.read(limit)
        except OSError:
            return None
