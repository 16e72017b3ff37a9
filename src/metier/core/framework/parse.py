"""YAML to plain values, and the line and column of a value when something is wrong with it."""

from collections.abc import Sequence
from typing import Any

import yaml

from metier.core.errors import Finding

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(path: str, content: bytes) -> tuple[Any, list[Finding]]:
    """Return the value in `content` and what is wrong with its syntax."""
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


def _child(node: Any, step: str | int) -> tuple[Any, Any]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item, item.start_mark
    return None, None
