"""Python modules of a repository's own, whose names are no library's."""

from collections.abc import Iterable

import msgspec

from metier.core.repository.types import FileFacts

_HOMES = ("", "src", "lib", "python")


class LocalModules:
    """Knows which names an import in a file takes from the repository itself.

    A folder counts as a module only with an `__init__.py`: without one an installed package of
    the same name goes before it.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_folder: dict[str, set[str]] = {}
        for path in paths:
            folder, _, name = path.rpartition("/")
            stem, _, ending = name.rpartition(".")
            if ending not in {"py", "pyx"}:
                continue
            if stem == "__init__":
                folder, _, stem = folder.rpartition("/")
            if stem:
                self._by_folder.setdefault(folder, set()).add(stem)

    def without(self, path: str, facts: FileFacts) -> FileFacts:
        """Return the facts of a file without the Python names that are the repository's own."""
        names = self._names_for(path)
        used = tuple(
            (kind, name)
            for kind, name in facts.used
            if kind != "python" or name.partition(".")[0] not in names
        )
        return msgspec.structs.replace(facts, used=used)

    def _names_for(self, path: str) -> set[str]:
        found: set[str] = set()
        for home in _HOMES:
            found |= self._by_folder.get(home, set())
        folder = path.rpartition("/")[0]
        while folder:
            found |= self._by_folder.get(folder, set())
            folder = folder.rpartition("/")[0]
        return found
