"""The rules that `checks.yaml`, `practice.yaml` and `applications.yaml` must keep."""

import re
from collections.abc import Iterator
from typing import get_args

from metier.core.framework.check_view import Path, Problem, View
from metier.core.framework.doing_types import ApplicationFile, CheckFile, PracticeFile
from metier.core.framework.types import STAGES
from metier.core.framework.way_records import Grade, Status


def check_doing(view: View) -> Iterator[Problem]:
    """Signs exist, expressions can be searched, and no grade, status or stage is left out."""
    for file, checks in view.of(CheckFile):
        yield from _check_checks(view, file, checks)
    for file, practice in view.of(PracticeFile):
        for grade in get_args(Grade):
            if grade not in practice.quality:
                yield _incomplete(file, ("quality",), grade)
    for file, value in view.of(ApplicationFile):
        yield from _check_board(file, value)


def _check_checks(view: View, file: str, value: CheckFile) -> Iterator[Problem]:
    if view.evidence is not None:
        known = {sign.id for sign in view.evidence[1].signs}
        for name in ("own", "few", "shown", "named"):
            sign = getattr(value, name)
            if sign not in known:
                yield Problem(file, (name,), "id-unknown", f"There is no sign {sign!r}.")
    seen: set[str] = set()
    for i, item in enumerate(value.signs):
        if item.id in seen:
            yield Problem(file, ("signs", i, "id"), "id-duplicate", f"{item.id!r} stands twice.")
        seen.add(item.id)
        words: list[tuple[Path, str]] = [(("signs", i, "line"), item.line)]
        words += [(("signs", i, "words", j), word) for j, word in enumerate(item.words)]
        for path, word in words:
            try:
                re.compile(word)
            except re.error as error:
                yield Problem(
                    file,
                    path,
                    "pattern-invalid",
                    f"{word!r} is no regular expression: {error}.",
                )


def _check_board(file: str, value: ApplicationFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, status in enumerate(value.statuses):
        if status.id in seen:
            path: Path = ("statuses", i, "id")
            yield Problem(file, path, "id-duplicate", f"{status.id!r} stands twice.")
        seen.add(status.id)
    for name in get_args(Status):
        if name not in seen:
            yield _incomplete(file, ("statuses",), name)
    for stage in STAGES:
        if stage not in value.levels:
            yield _incomplete(file, ("levels",), stage)
    needs = {item.need for item in value.needs}
    for need in ("must", "nice", "unspecified"):
        if need not in needs:
            yield _incomplete(file, ("needs",), need)


def _incomplete(file: str, path: Path, name: str) -> Problem:
    return Problem(file, path, "table-incomplete", f"It has no entry for {name!r}.")
