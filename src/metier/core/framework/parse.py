"""YAML and CSV to plain values, and the line and column of a value that is wrong."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Any, Protocol

import yaml

from metier.core.errors import Finding

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 5_000_000
_MAX_DEPTH = 200
_BRACKETS = re.compile(rb"[\[\]{}]")
_DEEP_BLOCK = re.compile(rb"(?:[-?:][ \t]+){100}|^[ ]{400}", re.MULTILINE)


class Finder(Protocol):
    """Finds where a value of a file stands."""

    def find(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Return the line and column, from 1, of the deepest part of `path` that exists."""

    def duplicate_keys(self) -> list[tuple[str, int, int]]:
        """Return every key that stands twice in one mapping, with line and column."""


def parse_data(path: str, content: bytes) -> tuple[Any, list[Finding]]:
    """Return the value in a data file and what is wrong with its syntax."""
    return parse_csv(path, content) if path.endswith(".csv") else parse_yaml(path, content)


def make_locator(path: str, content: bytes) -> Finder:
    """Return what finds the places of values in a data file."""
    return CsvLocator(content) if path.endswith(".csv") else Locator(content)


def parse_csv(path: str, content: bytes) -> tuple[Any, list[Finding]]:
    """Return the rows of a CSV file with a header as `{"rows": [{column: text}]}`."""
    line = 1
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
        rows: list[dict[str, str]] = []
        for row in reader:
            line = reader.line_num
            if None in row or None in row.values():
                problem = (
                    f"this row has not the {len(reader.fieldnames or ())} columns of the header"
                )
                return None, [
                    Finding(path, line, 1, "csv-syntax", f"This is not valid CSV: {problem}.")
                ]
            rows.append(dict(row))
    except (csv.Error, UnicodeDecodeError) as error:
        return None, [Finding(path, line, 1, "csv-syntax", f"This is not valid CSV: {error}.")]
    return {"rows": rows}, []


class CsvLocator:
    """Finds the line and column of a value in a CSV file with one line a row."""

    def __init__(self, content: bytes) -> None:
        self._text = content.decode("utf-8", errors="replace")

    def find(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Return the line of the row that `path` names, and column 1."""
        reader = csv.reader(io.StringIO(self._text, newline=""))
        row = path[1] if len(path) > 1 and isinstance(path[1], int) else -1
        for number, _ in enumerate(reader):
            if number == row + 1:
                return reader.line_num, 1
        return 1, 1

    def duplicate_keys(self) -> list[tuple[str, int, int]]:
        """Return every column that stands twice in the header."""
        header = next(csv.reader(io.StringIO(self._text, newline="")), [])
        twice = {name for name in header if header.count(name) > 1}
        return [(name, 1, 1) for name in sorted(twice)]


def parse_yaml(path: str, content: bytes) -> tuple[Any, list[Finding]]:
    """Return the value in `content` and what is wrong with its syntax."""
    problem = _too_much(content)
    if problem:
        return None, [Finding(path, 1, 1, "yaml-syntax", f"This is not valid YAML: {problem}.")]
    try:
        return yaml.load(content, Loader=_Loader), []  # noqa: S506 a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or "cannot be parsed"
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        line, column, problem = 1, 1, str(error).splitlines()[0]
    return None, [Finding(path, line, column, "yaml-syntax", f"This is not valid YAML: {problem}.")]


class Locator:
    """Finds the line and column of a value in a YAML file by its path of keys and indexes."""

    def __init__(self, content: bytes) -> None:
        self._root = yaml.compose(content, Loader=_Loader)

    def find(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Return the line and column, from 1, of the deepest part of `path` that exists."""
        node = self._root
        mark = node.start_mark if node is not None else None
        for step in path:
            node, key_mark = _child(node, step)
            if node is None:
                break
            mark = key_mark
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)

    def duplicate_keys(self) -> list[tuple[str, int, int]]:
        """Return every key that stands twice in one mapping, with line and column."""
        found: list[tuple[str, int, int]] = []
        stack = [self._root] if self._root is not None else []
        visited: set[int] = set()  # an alias may stand for a node above it
        while stack:
            node = stack.pop()
            if id(node) in visited:
                continue
            visited.add(id(node))
            if isinstance(node, yaml.MappingNode):
                seen: set[str] = set()
                for key, value in node.value:
                    if key.value in seen:
                        found.append(
                            (key.value, key.start_mark.line + 1, key.start_mark.column + 1)
                        )
                    seen.add(key.value)
                    stack.append(value)
            elif isinstance(node, yaml.SequenceNode):
                stack.extend(node.value)
        return found


def _too_much(content: bytes) -> str:
    """Return what the parser could not bear: libyaml recurses on nesting, without a limit."""
    if len(content) > _MAX_BYTES:
        return f"it is larger than {_MAX_BYTES // 1_000_000} MB"
    if _DEEP_BLOCK.search(content):
        return "it is nested too deeply"
    depth = deepest = 0
    for match in _BRACKETS.finditer(content):
        depth += 1 if match[0] in b"[{" else -1
        deepest = max(deepest, depth)
        depth = max(depth, 0)
    return "it is nested too deeply" if deepest > _MAX_DEPTH else ""


def _child(node: Any, step: str | int) -> tuple[Any, Any]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item, item.start_mark
    return None, None
