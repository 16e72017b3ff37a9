"""The rules that `repositories.yaml` must keep: ids exist and stand once, its words compile."""

import re
from collections.abc import Iterator

from metier.core.framework.check_view import Path, Problem, View
from metier.core.framework.repository_types import RepositoryFile


def check_repositories(view: View) -> Iterator[Problem]:
    """Skills and signs exist, a skill stands once, every pattern can be searched."""
    for file, value in view.of(RepositoryFile):
        yield from _check_skills(view, file, value)
        yield from _check_signs(view, file, value)
        yield from _check_patterns(file, value)


def _check_skills(view: View, file: str, value: RepositoryFile) -> Iterator[Problem]:
    named: list[tuple[Path, str]] = [
        (("skills", i, "skill"), item.skill) for i, item in enumerate(value.skills)
    ]
    seen: set[str] = set()
    for path, skill in named:
        if skill in seen:
            yield Problem(file, path, "id-duplicate", f"Skill {skill!r} stands twice.")
        seen.add(skill)
    named += [(("history", i), skill) for i, skill in enumerate(value.history)]
    named += [(("unseen", i), skill) for i, skill in enumerate(value.unseen)]
    for path, skill in named:
        if "skills" not in view.broken and skill not in view.by_id:
            yield Problem(file, path, "id-unknown", f"There is no skill {skill!r}.")


def _check_signs(view: View, file: str, value: RepositoryFile) -> Iterator[Problem]:
    if view.evidence is None:
        return
    known = {sign.id for sign in view.evidence[1].signs}
    named: list[tuple[Path, str]] = [
        (("grades", i, "sign"), grade.sign) for i, grade in enumerate(value.grades)
    ]
    named += [(("own_named",), value.own_named), (("present",), value.present)]
    named += [(("named",), value.named)]
    for path, sign in named:
        if sign not in known:
            yield Problem(file, path, "id-unknown", f"There is no sign {sign!r}.")


def _check_patterns(file: str, value: RepositoryFile) -> Iterator[Problem]:
    for i, item in enumerate(value.skills):
        for j, sign in enumerate(item.text):
            try:
                re.compile(sign.pattern)
            except re.error as error:
                yield Problem(
                    file,
                    ("skills", i, "text", j, "pattern"),
                    "pattern-invalid",
                    f"{sign.pattern!r} is no regular expression: {error}.",
                )
