"""Check the framework's files: every error at once, each with file, line, column and code."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from metier.core.errors import Finding
from metier.core.framework.check_rules import RULES
from metier.core.framework.check_view import Problem, View
from metier.core.framework.compile import convert_file
from metier.core.framework.files import DataFile, read_files
from metier.core.framework.parse import Locator, parse_yaml
from metier.core.framework.schema import schema_validator

Parsed = list[tuple[str, Any]]


def check_folder(root: Path) -> list[Finding]:
    """Return every finding in the data folder `root`; an empty list means that it is valid."""
    return check_files(read_files(root), strict=True)[0]


def check_files(files: Sequence[DataFile], *, strict: bool = False) -> tuple[list[Finding], Parsed]:
    """Check the form of every file, then what they say together.

    Args:
        files: The data files.
        strict: Also look for keys that stand twice, which takes another parse.

    Returns:
        The findings in order of file and line, and the typed values of well-formed files.
    """
    findings: list[Finding] = []
    typed: list[tuple[DataFile, Any]] = []
    for file in files:
        value, problems = parse_yaml(file.path, file.content)
        if not problems:
            problems = list(_check_form(file, value, strict=strict))
        findings += problems
        if not problems:
            typed.append((file, convert_file(value, file.layout.type)))
    findings += _check_meaning(typed)
    findings += _missing_kinds(files)
    parsed = [(file.layout.schema, value) for file, value in typed]
    return sorted(set(findings)), parsed


def _check_form(file: DataFile, value: Any, *, strict: bool) -> Iterator[Finding]:
    validator = schema_validator(file.layout.schema)
    plain = _string_keys(value)
    locator = Locator(file.content) if strict else None
    for error in validator.iter_errors(plain):
        locator = locator or Locator(file.content)
        path = list(error.instance_path)
        line, column = locator.find(path)
        where = ".".join(str(step) for step in path) or "the file"
        message = f"{where}: {_shorten(error.message)}."
        yield Finding(file.path, line, column, "schema", message)
    if strict and locator:
        for key, line, column in locator.duplicate_keys():
            yield Finding(
                file.path, line, column, "key-duplicate", f"The key {key!r} stands twice here."
            )


def _check_meaning(typed: Iterable[tuple[DataFile, Any]]) -> Iterator[Finding]:
    pairs = list(typed)
    view = View([(file.path, value) for file, value in pairs])
    content = {file.path: file.content for file, _ in pairs}
    locators: dict[str, Locator] = {}
    rules: Sequence[Callable[[View], Iterator[Problem]]] = RULES
    for rule in rules:
        for problem in rule(view):
            if problem.file not in locators:
                locators[problem.file] = Locator(content[problem.file])
            line, column = locators[problem.file].find(problem.path)
            yield Finding(problem.file, line, column, problem.code, problem.message)


def _missing_kinds(files: Sequence[DataFile]) -> Iterator[Finding]:
    present = {file.layout.schema for file in files}
    for name in (
        "skills",
        "levels",
        "stages",
        "evidence",
        "priorities",
        "fit",
        "headings",
        "redirects",
    ):
        if name not in present:
            yield Finding(f"{name}.yaml", 1, 1, "file-missing", f"There is no {name} file.")


def _string_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _string_keys(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_string_keys(item) for item in value]
    return value


def _shorten(message: str, limit: int = 200) -> str:
    return message if len(message) <= limit else f"…{message[-limit:]}"
