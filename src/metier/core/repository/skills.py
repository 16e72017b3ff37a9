"""What the files show and who wrote them become the use of skills, each with its proofs."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from metier.core.framework.repository_types import Grade, RepositoryFile
from metier.core.repository.local import LocalModules
from metier.core.repository.rules import Hit, Rules
from metier.core.repository.types import (
    FileFacts,
    History,
    Proof,
    Touch,
    Use,
    months_of,
    shown_path,
)

MAX_PROOFS = 3


class _Seen(NamedTuple):
    """A file that shows a skill, with what is known of the work on it."""

    path: str
    hit: Hit
    lines: int
    days: frozenset[str]


def find_uses(
    rules: Rules,
    files: Mapping[str, FileFacts],
    history: History | None,
    kinds: Mapping[str, str],
    *,
    own: bool,
) -> tuple[Use, ...]:
    """Return the skills that a repository shows, most lines first.

    Args:
        rules: What shows what.
        files: What each file shows.
        history: What the people asked about did to which file; None when it is not known.
        kinds: The kind of each skill of the framework; others are left out.
        own: Whether the history is one person's own: what they did not write is no use then.
    """
    seen: dict[str, list[_Seen]] = {}
    local = LocalModules(files)
    for path, facts in files.items():
        touch = history.touched.get(path) if history else None
        if own and not _is_own(touch, facts.lines, rules.file.least_lines):
            continue
        lines = min(facts.lines, touch.lines) if own and touch else facts.lines
        days = touch.days if touch else frozenset[str]()
        for hit in rules.hits(path, local.without(path, facts)):
            if hit.skill in kinds:
                seen.setdefault(hit.skill, []).append(_Seen(path, hit, lines, days))
    uses = [_use(rules.file, skill, kinds[skill], items, own=own) for skill, items in seen.items()]
    if own and history and history.commits:
        shown = [skill for skill in rules.file.history if skill in kinds]
        uses = [use for use in uses if use.skill not in shown]
        uses += [_history_use(rules.file, skill, kinds[skill], history) for skill in shown]
    return tuple(sorted(uses, key=lambda use: (-use.lines, -use.files, use.skill)))


def _is_own(touch: Touch | None, lines: int, least: int) -> bool:
    return touch is not None and (touch.lines >= least or 2 * touch.lines >= lines)


def _use(spec: RepositoryFile, skill: str, kind: str, items: list[_Seen], *, own: bool) -> Use:
    used = [item for item in items if not item.hit.declared]
    lines = sum(item.lines for item in used)
    days = frozenset[str]().union(*(item.days for item in used or items))
    if not own:
        sign = spec.present if used else spec.named
    elif used:
        sign = _grade(spec.grades, kind, files=len(used), lines=lines, days=days)
    else:
        sign = spec.own_named
    return Use(
        skill=skill,
        files=len(used),
        named=len(items) - len(used),
        lines=lines,
        days=len(days),
        months=months_of(days),
        proofs=tuple(_proof(item) for item in sorted(items, key=_rank)[:MAX_PROOFS]),
        sign=sign,
    )


def _rank(item: _Seen) -> tuple[bool, int, int, str]:
    """Return what sorts proofs: uses before names, then days of work, then lines."""
    return item.hit.declared, -len(item.days), -item.lines, item.path


def _grade(
    grades: Iterable[Grade], kind: str, *, files: int, lines: int | None, days: Collection[str]
) -> str:
    """Return the sign of the strongest grade that is reached; lines may have no part in it."""
    sign = ""
    months = len(months_of(days))
    for grade in grades:
        sign = grade.sign
        if (
            (not grade.kinds or kind in grade.kinds)
            and files >= grade.files
            and (lines is None or lines >= grade.lines)
            and len(days) >= grade.days
            and months >= grade.months
        ):
            return sign
    return sign


def _history_use(spec: RepositoryFile, skill: str, kind: str, history: History) -> Use:
    """Return a skill that the commits themselves show; a commit counts as a file."""
    months = months_of(history.days)
    commits = history.commits
    why = f"{commits:,} commit{'s' if commits != 1 else ''}"
    return Use(
        skill=skill,
        files=0,
        named=0,
        lines=0,
        days=len(history.days),
        months=months,
        proofs=(Proof("", why, 0, months[0], months[-1], declared=False),),
        sign=_grade(spec.grades, kind, files=commits, lines=None, days=history.days),
    )


def _proof(item: _Seen) -> Proof:
    months = months_of(item.days)
    return Proof(
        file=shown_path(item.path),
        why=shown_path(item.hit.why),
        lines=item.lines,
        first=months[0] if months else None,
        last=months[-1] if months else None,
        declared=item.hit.declared,
    )
