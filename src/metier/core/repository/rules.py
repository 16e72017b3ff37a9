"""The rules of `repositories.yaml`, ready to look names up."""

import re
from typing import NamedTuple

from metier.core.framework.repository_types import RepositoryFile
from metier.core.repository.names import NameSet
from metier.core.repository.types import FileFacts

# What parts a name into its beginnings: "torch.nn.functional" is also "torch.nn" and "torch".
_PARTING = {
    "python": ".",
    "jvm": ".",
    "nuget": ".",
    "npm": "/",
    "go": "/",
    "gem": "/",
    "include": "/",
    "maven": ":",
    "kubernetes": "/",
    "action": "/",
    "cloudformation": "::",
}
_EXACT_CASE = frozenset({"python", "jvm", "nuget", "r", "julia", "kubernetes", "cloudformation"})
_LAST_PART = frozenset({"image"})
_NAMED_KINDS = (
    "python",
    "pypi",
    "npm",
    "go",
    "crate",
    "gem",
    "r",
    "julia",
    "nuget",
    "jvm",
    "maven",
    "include",
    "swift",
    "image",
    "action",
    "terraform",
    "kubernetes",
    "cloudformation",
    "command",
)
_WHY = {
    "python": "uses",
    "npm": "imports",
    "image": "image",
    "action": "action",
    "terraform": "resource",
    "kubernetes": "object",
    "cloudformation": "resource",
    "command": "calls",
    "include": "includes",
}


class Hit(NamedTuple):
    """A skill that a file shows: why (empty: by its name), and if a manifest only names it."""

    skill: str
    why: str
    declared: bool


class Rules:
    """Looks up which skills the facts of a file show."""

    def __init__(self, file: RepositoryFile) -> None:
        self.file = file
        self._exact: dict[tuple[str, str], list[str]] = {}
        self._begins: dict[str, list[tuple[str, str]]] = {}
        self._texts: dict[str, str] = {}
        self._endings: dict[str, list[str]] = {}
        self._basenames: dict[str, list[str]] = {}
        self._odd_names: list[tuple[NameSet, str]] = []
        for spec in file.skills:
            for kind in _NAMED_KINDS:
                for name in getattr(spec, kind):
                    self._add_name(kind, name, spec.skill)
            for _ in spec.text:
                self._texts[str(len(self._texts))] = spec.skill
            self._add_files(spec.file, spec.skill)

    def by_file(self, path: str) -> list[str]:
        """Return the skills that a file shows by its name alone."""
        lowered = path.lower()
        name = lowered.rpartition("/")[2]
        found = [*self._basenames.get(name, ())]
        if "." in name:
            found += self._endings.get(name.rpartition(".")[2], ())
        found += [skill for names, skill in self._odd_names if path in names]
        return found

    def hits(self, path: str, facts: FileFacts) -> list[Hit]:
        """Return each skill that a file shows, once, for the best reason."""
        found = {skill: Hit(skill, "", False) for skill in self.by_file(path)}
        for kind, item in facts.used:
            for skill in self._lookup(kind, item):
                found.setdefault(skill, Hit(skill, _reason(kind, item), False))
        for kind, item in facts.declared:
            for skill in self._lookup_declared(kind, item):
                found.setdefault(skill, Hit(skill, f"names {item.rstrip(':')}", True))
        return list(found.values())

    def _add_name(self, kind: str, name: str, skill: str) -> None:
        cased = name if kind in _EXACT_CASE else name.lower()
        if cased.endswith("*"):
            self._begins.setdefault(kind, []).append((cased[:-1], skill))
        else:
            self._exact.setdefault((kind, cased), []).append(skill)

    def _add_files(self, patterns: tuple[str, ...], skill: str) -> None:
        for pattern in patterns:
            lowered = pattern.lower()
            if re.fullmatch(r"\*\.\w+", lowered):
                self._endings.setdefault(lowered[2:], []).append(skill)
            elif "*" not in lowered and "/" not in lowered:
                self._basenames.setdefault(lowered, []).append(skill)
            else:
                self._odd_names.append((NameSet([pattern]), skill))

    def _lookup(self, kind: str, name: str) -> list[str]:
        if kind == "text":
            return [self._texts[name.partition(" ")[0]]]
        if kind == "language":
            return self._endings.get({"python": "py"}.get(name, name), [])
        cased = name if kind in _EXACT_CASE else name.lower()
        found: list[str] = []
        for part in _beginnings(kind, cased):
            found += self._exact.get((kind, part), ())
        found += [skill for start, skill in self._begins.get(kind, ()) if cased.startswith(start)]
        return found

    def _lookup_declared(self, kind: str, name: str) -> list[str]:
        found = self._lookup(kind, name)
        if kind == "pypi":
            found += self._exact.get(("python", name.replace("-", "_")), ())
            found += self._exact.get(("python", name), ())
        return found


def _beginnings(kind: str, name: str) -> list[str]:
    """Return a name with all its beginnings, the longest first; of an image its last part too."""
    found = [name]
    parting = _PARTING.get(kind)
    while parting and parting in name:
        name = name.rpartition(parting)[0]
        found.append(name)
    if kind in _LAST_PART and "/" in found[0]:
        found.append(found[0].rpartition("/")[2])
    return found


def _reason(kind: str, name: str) -> str:
    if kind == "text":
        return f"has {name.partition(' ')[2]}"
    if kind == "language":
        return f"{name} cells"
    return f"{_WHY.get(kind, 'imports')} {name}"
