"""The shape of JSON answers: each path of keys with the types seen there."""

from collections.abc import Iterator
from typing import Any


def shape(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each path of keys in a JSON value with its type."""
    if isinstance(value, dict):
        yield path, "object"
        for key, item in value.items():
            yield from shape(item, f"{path}.{'*' if key.isdigit() else key}")
    elif isinstance(value, list):
        yield path, "array"
        for item in value:
            yield from shape(item, f"{path}[]")
    else:
        names = {bool: "boolean", int: "number", float: "number", str: "string"}
        yield path, names.get(type(value), "null")


def merged(values: list[Any]) -> dict[str, str]:
    """Return the paths of several values, each with all types seen there."""
    found: dict[str, set[str]] = {}
    for value in values:
        for path, kind in shape(value):
            found.setdefault(path or ".", set()).add(kind)
    return {path: "|".join(sorted(kinds)) for path, kinds in sorted(found.items())}
