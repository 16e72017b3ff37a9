"""Check the framework's files: every error at once, each with file, line, column and code."""

import math
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from metier.core.errors import Finding
from metier.core.framework.check_context import check_context
from metier.core.framework.check_doing import check_doing
from metier.core.framework.check_library import LIBRARY_RULES
from metier.core.framework.check_reference import check_reference
from metier.core.framework.check_repositories import check_repositories
from metier.core.framework.check_rules import RULES
from metier.core.framework.check_view import Problem, View
from metier.core.framework.compile import convert_file
from metier.core.framework.files import DataFile, read_files
from metier.core.framework.parse import Finder, make_locator, parse_data
from metier.core.framework.schema import schema_validator

Parsed = list[tuple[str, Any]]
_MAX_DEPTH = 40
_MAX_VALUES = 1_000_000
_MAX_NUMBER = 2**53


def check_folder(root: Path) -> list[Finding]:
    """Return every finding in the data folder `root`; an empty list means that it is valid."""
    return check_files(read_files(root), strict=True)[0]


class Read(NamedTuple):
    """Files that have been read: typed values, what is wrong in their form, and kinds to doubt.

    Attributes:
        typed: The well-formed files with their values.
        broken: Kinds of file, such as "skills", of which one at least is not well-formed.
    """

    typed: list[tuple[DataFile, Any]]
    findings: list[Finding]
    broken: set[str]


def check_files(files: Sequence[DataFile], *, strict: bool = False) -> tuple[list[Finding], Parsed]:
    """Check the form of every file, then what they say together.

    Args:
        files: The data files.
        strict: Also look for keys that stand twice, which takes another parse.

    Returns:
        The findings in order of file and line, and the typed values of well-formed files.
    """
    read = read_typed(files, strict=strict)
    findings = [*read.findings, *_check_meaning(read.typed, read.broken), *_missing_kinds(files)]
    parsed = [(file.layout.schema, value) for file, value in read.typed]
    return sorted(set(findings)), parsed


def read_typed(files: Sequence[DataFile], *, strict: bool = False) -> Read:
    """Parse every file and check its form by its schema."""
    read = Read([], [], set())
    for file in files:
        value, problems = parse_data(file.path, file.content)
        if not problems:
            problems = list(_check_form(file, value))
        if not problems:
            try:
                read.typed.append((file, convert_file(value, file.layout.type)))
            except msgspec.ValidationError as error:
                problems = [conversion_finding(file, error)]
        if problems:
            read.broken.add(file.layout.schema)
        read.findings.extend(problems)
        if strict and value is not None:
            read.findings.extend(_duplicate_keys(file))
    return read


def _check_form(file: DataFile, value: Any) -> Iterator[Finding]:
    odd = _find_odd(value, (), frozenset(), count(1))
    if odd is not None:
        path, problem = odd
        line, column = make_locator(file.path, file.content).find(path)
        yield Finding(file.path, line, column, "schema", f"{_dotted(path)}: {problem}.")
        return
    validator = schema_validator(file.layout.schema)
    locator: Finder | None = None
    for error in validator.iter_errors(_string_keys(value)):
        locator = locator or make_locator(file.path, file.content)
        path = tuple(error.instance_path)
        line, column = locator.find(path)
        message = f"{_dotted(path)}: {_shorten(error.message)}."
        yield Finding(file.path, line, column, "schema", message)


def _duplicate_keys(file: DataFile) -> Iterator[Finding]:
    for key, line, column in make_locator(file.path, file.content).duplicate_keys():
        yield Finding(
            file.path, line, column, "key-duplicate", f"The key {key!r} stands twice here."
        )


def _find_odd(
    value: Any, path: tuple[str | int, ...], above: frozenset[int], seen: Iterator[int]
) -> tuple[tuple[str | int, ...], str] | None:
    """Return the first value or key that YAML knows and JSON does not, with what is wrong.

    `seen` counts the values met: aliases can make a small file expand without end.
    """
    if next(seen) > _MAX_VALUES:
        return path, "aliases make this file expand to too much"
    if not isinstance(value, dict | list):
        problem = _odd_scalar(value)
        return (path, problem) if problem else None
    if id(value) in above or len(path) > _MAX_DEPTH:
        return path, "this is nested too deeply, or holds itself"
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if not isinstance(key, str | int) or isinstance(key, bool):
            return path, f"the key {key!r} must be text; put it in quotation marks"
        odd = _find_odd(item, (*path, key), above | {id(value)}, seen)
        if odd:
            return odd
    return None


def _odd_scalar(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "this is not a finite number"
    if isinstance(value, int) and abs(value) > _MAX_NUMBER:
        return "this number is too large"
    if value is None or isinstance(value, str | int | float):
        return ""
    return f"YAML reads this as a {type(value).__name__}; put it in quotation marks"


def conversion_finding(
    file: DataFile, error: msgspec.ValidationError, *, below: Sequence[str | int] = ()
) -> Finding:
    """Turn "Expected `int`, got `str` - at `key` in `$.skills[1].levels`" into a finding."""
    message, _, place = str(error).rpartition("$")
    path = [*below]
    path += [
        int(step) if step.isdigit() else step
        for step in re.findall(r"[^.\[\]`]+", place)
        if step != "..."
    ]
    line, column = make_locator(file.path, file.content).find(path)
    what = message.split(" - at ")[0]
    return Finding(file.path, line, column, "schema", f"{_dotted(path)}: {what}.")


def _dotted(path: Sequence[str | int]) -> str:
    return ".".join(str(step) for step in path) or "the file"


def find_problems(
    typed: Iterable[tuple[DataFile, Any]], broken: Container[str]
) -> Iterator[Problem]:
    """Return every rule that the files break together."""
    view = View([(file.path, value) for file, value in typed], broken)
    rules: Sequence[Callable[[View], Iterator[Problem]]] = (
        *RULES,
        *LIBRARY_RULES,
        check_context,
        check_repositories,
        check_doing,
        check_reference,
    )
    for rule in rules:
        yield from rule(view)


def _check_meaning(
    typed: Sequence[tuple[DataFile, Any]], broken: Container[str]
) -> Iterator[Finding]:
    places = Places(file for file, _ in typed)
    for problem in find_problems(typed, broken):
        yield places.finding(problem)


class Places:
    """Where things stand in a set of files; a file is parsed for it once, when first asked."""

    def __init__(self, files: Iterable[DataFile]) -> None:
        self._content = {file.path: file.content for file in files}
        self._finders: dict[str, Finder] = {}

    def __contains__(self, file: str) -> bool:
        return file in self._content

    def finding(self, problem: Problem) -> Finding:
        """Return the problem with its line and column."""
        name = problem.file
        if name not in self._finders:
            self._finders[name] = make_locator(name, self._content[name])
        line, column = self._finders[name].find(problem.path)
        return Finding(name, line, column, problem.code, problem.message)


def _missing_kinds(files: Sequence[DataFile]) -> Iterator[Finding]:
    present = {file.layout.schema for file in files}
    for name in (
        "skills",
        "levels",
        "stages",
        "evidence",
        "priorities",
        "fit",
        "planning",
        "titles",
        "context",
        "headings",
        "adverts",
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
