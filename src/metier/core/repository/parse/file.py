"""What one file says: its format's reader, its lines, and the words that are searched in it."""

import re
from collections.abc import Iterable, Sequence

from metier.core.repository.limits import MAX_NAMES
from metier.core.repository.parse.commands import command_names, installed_packages
from metier.core.repository.parse.formats import format_of
from metier.core.repository.parse.lines import docker_images, imported, yaml_names
from metier.core.repository.parse.manifests import declared, is_compiled, is_manifest
from metier.core.repository.parse.notebooks import Notebook, read_notebook
from metier.core.repository.parse.python import python_names
from metier.core.repository.types import FileFacts

_HEAD_CHARS = 1_000
_LONG_LINE = 400
_SAMPLE_BYTES = 8_000
_CONTROL = bytes({*range(9), *range(14, 27), *range(28, 32)})
_SHOWN_CHARS = 40
_NOTEBOOK_FORMATS = {"julia": "julia", "scala": "jvm", "r": "r"}
_SCRIPTS = frozenset({"shell", "make", "docker"})
_LIKE = {
    "requirements": "manifest",
    "setup-py": "python",
    "conda": "manifest",
    "gradle": "jvm",
    "sbt": "jvm",
}


class Searcher:
    """Searches files for words and reads what they say.

    Args:
        patterns: (format, regular expression) pairs; a match is told by the pair's place, a
            space, and its words.
        generated: Words near the beginning that mark a file that a program wrote.
    """

    def __init__(
        self, patterns: Sequence[tuple[str, str]], *, generated: Iterable[str] = ()
    ) -> None:
        flags = re.IGNORECASE | re.MULTILINE
        self._patterns: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for place, (name, pattern) in enumerate(patterns):
            found = (str(place), re.compile(pattern, flags))
            self._patterns.setdefault(name, []).append(found)
        self._generated = [word.lower() for word in generated]

    def facts(self, path: str, content: bytes) -> FileFacts:
        """Return what a file shows; nothing for one that is binary or not of its format."""
        kind = format_of(path)
        if kind is None or _is_binary(content):
            return FileFacts()
        if kind == "notebook":
            book = read_notebook(content)
            return self._notebook(book) if book else FileFacts()
        text = _decode(content)
        if self._is_generated(text) or is_compiled(kind, text):
            return FileFacts(generated=True)
        used = dict.fromkeys(self._used(kind, path, text))
        named = declared(kind, text) if is_manifest(kind) else []
        named += installed_packages(text) if kind in _SCRIPTS or kind == "yaml" else []
        return FileFacts(_count(text), tuple(used)[:MAX_NAMES], tuple(named)[:MAX_NAMES])

    def _used(self, kind: str, path: str, text: str) -> Iterable[tuple[str, str]]:
        if kind in {"python", "setup-py"}:
            yield from (("python", name) for name in sorted(python_names(text)))
        elif kind == "yaml":
            yield from yaml_names(path, text)
        elif kind == "docker":
            yield from docker_images(text)
        yield from imported(kind, text)
        if kind in _SCRIPTS:
            yield from command_names(text)
        yield from self._texts(_LIKE.get(kind, kind), text)

    def _notebook(self, book: Notebook) -> FileFacts:
        used: dict[tuple[str, str], None] = {("language", book.language): None}
        kind = _NOTEBOOK_FORMATS.get(book.language)
        for cell in book.cells:
            if kind:
                used.update(dict.fromkeys(imported(kind, cell)))
        text = "\n".join(book.cells)
        if not kind:
            used.update(dict.fromkeys(("python", name) for name in _cell_names(book.cells)))
            used.update(dict.fromkeys(self._texts("python", text)))
        used.update(dict.fromkeys(self._texts("notebook", text)))
        named = tuple(installed_packages(book.shell))
        return FileFacts(_count(text), tuple(used)[:MAX_NAMES], named[:MAX_NAMES])

    def _texts(self, kind: str, text: str) -> Iterable[tuple[str, str]]:
        for place, pattern in self._patterns.get(kind, ()):
            match = pattern.search(text)
            if match:
                yield "text", f"{place} {_words(match[0])}"

    def _is_generated(self, text: str) -> bool:
        head = text[:_HEAD_CHARS].lower()
        if any(word in head for word in self._generated):
            return True
        lines = text.count("\n") + 1
        return len(text) > 20 * _LONG_LINE and len(text) / lines > _LONG_LINE


def _words(text: str) -> str:
    """Return the first words of what was found, on one line, without quotation marks."""
    return " ".join(text.split())[:_SHOWN_CHARS].strip("\"'` ")


def _cell_names(cells: Sequence[str]) -> list[str]:
    """Return the names that a notebook uses; cells share their imports when all are valid."""
    return sorted(python_names("\n".join(cells)).union(*(python_names(cell) for cell in cells)))


def _count(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def _is_binary(content: bytes) -> bool:
    """Return whether content holds NUL, or more control characters than any text has."""
    sample = content[:_SAMPLE_BYTES]
    if _is_wide(content):
        return False
    return b"\0" in sample or len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) / 20


def _is_wide(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _decode(content: bytes) -> str:
    if _is_wide(content):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
