"""Advice to the framework's editors: language, likeness, hours, chains and thin places.

A finding here is no error: it names a place that an editor should look at.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from metier.core.errors import FrameworkError
from metier.core.framework.check import read_typed
from metier.core.framework.files import data_root, read_files
from metier.core.framework.library import (
    BackgroundFile,
    InterviewFile,
    LearningFile,
    LintFile,
    NetworkFile,
    ProjectFile,
)
from metier.core.framework.terms import normalize_term
from metier.core.framework.types import Alias, RoleSpec, SkillFile, SkillSpec

_INDEPENDENT = 3
_GUIDED = 2
_ASKED_BY_MANY = 3
_WAYS = 2


class Advice(NamedTuple):
    """A place to look at: the file, the unit in it, the rule, and a sentence."""

    file: str
    unit: str
    rule: str
    message: str


class _Text(NamedTuple):
    file: str
    unit: str
    field: str
    text: str


def lint_folder(root: Path | None = None) -> list[Advice]:
    """Return advice on a valid data folder, in order of file.

    Raises:
        FrameworkError: The files are not well-formed.
    """
    read = read_typed(read_files(root or data_root()))
    if read.findings:
        raise FrameworkError(read.findings)
    values = [(file.path, value) for file, value in read.typed]
    rules = next((value for _, value in values if isinstance(value, LintFile)), None)
    if rules is None:
        return []
    skills = [
        (path, skill)
        for path, value in values
        if isinstance(value, SkillFile)
        for skill in value.skills
    ]
    roles = [(path, value) for path, value in values if isinstance(value, RoleSpec)]
    learning = [value for _, value in values if isinstance(value, LearningFile)]
    texts = [*_skill_texts(skills), *_role_texts(roles), *_library_texts(values)]
    found = [
        *lint_words(texts, rules),
        *lint_copies(texts, rules),
        *lint_aliases(skills, rules),
        *lint_hours(skills, rules),
        *lint_chains(skills, rules),
        *lint_jumps(skills),
        *lint_ways(skills, roles, learning),
    ]
    return sorted(found)


def lint_words(texts: Iterable[_Text], rules: LintFile) -> Iterator[Advice]:
    """Words that sell, belittle or exclude, or that are spelled the British way."""
    patterns = [
        (re.compile(rf"\b{re.escape(word.say)}\w*", re.IGNORECASE), word) for word in rules.words
    ]
    for text in texts:
        for pattern, word in patterns:
            match = pattern.search(text.text)
            if match:
                message = f"{text.field} says {match[0]!r}: {word.instead}."
                yield Advice(text.file, text.unit, "word", message)


def lint_copies(texts: Iterable[_Text], rules: LintFile) -> Iterator[Advice]:
    """Descriptors that are near copies of one another."""
    import numpy as np  # noqa: PLC0415 only the lint compares all with all
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    items = [text for text in texts if text.field.startswith("levels")]
    plain = [normalize_term(item.text) for item in items]
    for start in range(0, len(plain), 500):
        scores = process.cdist(
            plain[start : start + 500],
            plain,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=rules.near_copy * 100,
            dtype=np.uint8,
        )
        for row, column in zip(*np.nonzero(scores), strict=True):
            first, second = items[start + int(row)], items[int(column)]
            if start + int(row) < int(column):
                message = (
                    f"{first.field} nearly copies {second.unit} {second.field} "
                    f"({int(scores[row, column])}%)."
                )
                yield Advice(first.file, first.unit, "near-copy", message)


def lint_aliases(skills: Iterable[tuple[str, SkillSpec]], rules: LintFile) -> Iterator[Advice]:
    """Aliases that are everyday words and stand without a context rule."""
    everyday = {normalize_term(word) for word in rules.everyday} - set(rules.settled)
    for file, skill in skills:
        ruled = {
            normalize_term(alias.text)
            for alias in skill.aliases
            if isinstance(alias, Alias) and (alias.near or alias.case or alias.lookup)
        }
        plain = {normalize_term(skill.name)} - ruled
        plain |= {normalize_term(alias) for alias in skill.aliases if isinstance(alias, str)}
        for term in sorted(plain & everyday):
            message = f"The alias {term!r} is an everyday word and has no context rule."
            yield Advice(file, skill.id, "alias-everyday", message)


def lint_hours(skills: list[tuple[str, SkillSpec]], rules: LintFile) -> Iterator[Advice]:
    """Hours far from those of the other skills of the same file and kind."""
    groups: dict[tuple[str, str, int], list[float]] = {}
    for file, skill in skills:
        for level, (_, likely, _) in skill.effort.items():
            groups.setdefault((file, skill.kind, level), []).append(likely)
    for file, skill in skills:
        for level, (_, likely, _) in skill.effort.items():
            middle = median(groups[file, skill.kind, level])
            if not middle / rules.hours_factor <= likely <= middle * rules.hours_factor:
                message = (
                    f"{likely:g} hours to level {level} lie far from the {middle:g} that are "
                    f"usual for a {skill.kind} here."
                )
                yield Advice(file, skill.id, "hours", message)


def lint_chains(skills: list[tuple[str, SkillSpec]], rules: LintFile) -> Iterator[Advice]:
    """Skills whose first independent level has too many steps before it."""
    by_id = {skill.id: skill for _, skill in skills}
    for file, skill in skills:
        steps = _steps_before(by_id, skill.id, _INDEPENDENT)
        if len(steps) > rules.chain_steps:
            names = Counter(name for name, _ in steps)
            message = (
                f"Level {_INDEPENDENT} has {len(steps)} steps in {len(names)} skills before it; "
                f"more than {rules.chain_steps} is long."
            )
            yield Advice(file, skill.id, "chain", message)


def lint_jumps(skills: Iterable[tuple[str, SkillSpec]]) -> Iterator[Advice]:
    """Prerequisites at an advanced level of a skill that no lower step asked for at all."""
    for file, skill in skills:
        before: set[str] = set()
        for level in sorted(skill.prerequisites):
            needs = skill.prerequisites[level]
            for need in needs:
                if need.level > _INDEPENDENT and need.skill not in before:
                    message = f"Level {level} needs {need.skill} at level {need.level} at once."
                    yield Advice(file, skill.id, "jump", message)
            before.update(need.skill for need in needs)


def lint_ways(
    skills: Iterable[tuple[str, SkillSpec]],
    roles: Iterable[tuple[str, RoleSpec]],
    learning: Iterable[LearningFile],
) -> Iterator[Advice]:
    """Skills that three or more roles ask for, with fewer than two resources to level 3."""
    asked = Counter(item.skill for _, role in roles for item in role.requirements)
    ways = Counter(
        teaching.skill
        for file in learning
        for resource in file.resources
        for teaching in {
            item.skill: item
            for item in resource.teaches
            if item.to_level >= _INDEPENDENT and item.from_level <= _GUIDED
        }.values()
    )
    for path, skill in skills:
        if asked[skill.id] >= _ASKED_BY_MANY and ways[skill.id] < _WAYS:
            message = (
                f"{asked[skill.id]} roles ask for it, and {ways[skill.id]} resources lead to "
                f"level {_INDEPENDENT}."
            )
            yield Advice(path, skill.id, "ways", message)


def _steps_before(by_id: dict[str, SkillSpec], skill: str, level: int) -> set[tuple[str, int]]:
    """Return every step that must come before `level` of `skill`."""
    found: set[tuple[str, int]] = set()
    waiting = [(skill, level)]
    while waiting:
        name, step = waiting.pop()
        spec = by_id.get(name)
        if spec is None:
            continue
        needs = [(need.skill, need.level) for need in spec.prerequisites.get(step, ())]
        if step > 1:
            needs.append((name, step - 1))
        for need in needs:
            if need not in found:
                found.add(need)
                waiting.append(need)
    return found


def _skill_texts(skills: Iterable[tuple[str, SkillSpec]]) -> Iterator[_Text]:
    for file, skill in skills:
        yield _Text(file, skill.id, "definition", skill.definition)
        for level, text in skill.levels.items():
            yield _Text(file, skill.id, f"levels.{level}", text)


def _library_texts(values: Iterable[tuple[str, Any]]) -> Iterator[_Text]:
    for file, value in values:
        if isinstance(value, ProjectFile):
            for project in value.projects:
                for text in (project.brief, project.why, *project.steps, *project.accept):
                    yield _Text(file, project.id, "project", text)
        elif isinstance(value, InterviewFile):
            for item in value.questions:
                shows = (item.shows.weak, item.shows.good, item.shows.strong)
                for text in (item.question, *shows, *item.follow_ups):
                    yield _Text(file, item.id, "question", text)
        elif isinstance(value, NetworkFile):
            for place in value.communities:
                yield _Text(file, place.id, "community", f"{place.about} {place.take_part}")
        elif isinstance(value, BackgroundFile):
            for background in value.backgrounds:
                yield _Text(file, background.id, "background", background.carries_over)


def _role_texts(roles: Iterable[tuple[str, RoleSpec]]) -> Iterator[_Text]:
    for file, role in roles:
        yield _Text(file, role.id, "day", role.day)
        for field in ("judged_by", "delivers", "success_factors", "hiring_signals", "red_flags"):
            for text in getattr(role, field):
                yield _Text(file, role.id, field, text)
