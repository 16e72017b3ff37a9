"""The source's statements held against the framework's own data, whichever way they turn out."""

from collections.abc import Callable
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.library import SalaryFile, Statement
from metier.core.framework.types import STAGES

_FOUNDATIONS = {
    "programming": "python",
    "statistics": "statistics",
    "communication": "communication",
}
_TECHNICAL = ("core", "specialized")
_GUIDED = 2


class Verdict(NamedTuple):
    """What the data say about a statement.

    Attributes:
        holds: True, False, or None when it holds in part.
        finding: The answer in a sentence, with its figures.
        rows: The figures: a label and a value each.
    """

    statement: Statement
    holds: bool | None
    finding: str
    rows: tuple[tuple[str, str], ...]


def judge_claims(framework: Framework) -> list[Verdict]:
    """Return a verdict on each statement of the source that the data can test."""
    return [
        _JUDGES[statement.claim](framework, statement)
        for group in framework.library.statements
        for statement in group.statements
        if statement.claim
    ]


def _foundations(framework: Framework, statement: Statement) -> Verdict:
    """Every role asks for programming, statistics and communication, and how much of them."""
    roles = framework.data.roles
    rows = []
    complete = 0
    for name, skill in _FOUNDATIONS.items():
        levels = [
            item.levels.at("mid")
            for role in roles
            for item in role.requirements
            if item.skill == skill
        ]
        asked = sum(level >= 1 for level in levels)
        used = sum(level >= _GUIDED for level in levels)
        complete += used == len(roles)
        rows.append((name, f"{asked} of {len(roles)} roles ask for it at mid, {used} for level 2"))
    holds = _holds(complete, len(_FOUNDATIONS))
    finding = (
        f"At the mid stage, {complete} of the {len(_FOUNDATIONS)} foundations are asked at level 2 "
        f"or more by all {len(roles)} roles."
    )
    return Verdict(statement, holds, finding, tuple(rows))


def _specialization(framework: Framework, statement: Statement) -> Verdict:
    """The specialized row of the pay table lies above the core row, and by how much."""
    salaries = framework.library.salaries
    core, special = _middles(salaries, "core"), _middles(salaries, "specialized")
    gains = {stage: special[stage] / core[stage] - 1 for stage in STAGES if core.get(stage)}
    higher = sum(gain > 0 for gain in gains.values())
    holds = _holds(higher, len(gains))
    finding = (
        "In the source's own pay table the middle of the specialized range lies "
        f"{_span(list(gains.values()))} the core one; the table states no number of observations."
        if gains
        else "There is no pay table to hold it against."
    )
    rows = tuple((stage, f"{gain:+.1%}") for stage, gain in gains.items())
    return Verdict(statement, holds, finding, rows)


def _business(framework: Framework, statement: Statement) -> Verdict:
    """The share of weight that technical roles give to business and communication skills."""
    listed = set(framework.tiers["business"])
    domains = {"business-strategy", "communication-leadership", "people-leadership"}
    wanted = listed | {skill.id for skill in framework.data.skills if skill.domain in domains}
    shares = []
    for role in framework.data.roles:
        if role.category in _TECHNICAL:
            weights = framework.weights(role, "senior")
            share = sum(weight for item, weight in weights if item.skill in wanted)
            shares.append((share, role.name))
    shares.sort(reverse=True)
    asked = sum(share > 0 for share, _ in shares)
    mean = sum(share for share, _ in shares) / len(shares) if shares else 0.0
    holds = _holds(asked, len(shares))
    finding = (
        f"{asked} of {len(shares)} technical roles ask for business or communication skills at "
        f"senior stage; on average they carry {mean:.0%} of the weight."
    )
    return Verdict(
        statement, holds, finding, tuple((name, f"{share:.0%}") for share, name in shares)
    )


def _holds(found: int, total: int) -> bool | None:
    """Return True for all, None for some, False for none."""
    if not found:
        return False
    return True if found == total else None


def _span(gains: list[float]) -> str:
    """Return a range of gains in words, as "13% to 15% above"."""
    low, high = min(gains), max(gains)
    if low >= 0:
        return f"{low:.0%} to {high:.0%} above"
    if high <= 0:
        return f"{-high:.0%} to {-low:.0%} below"
    return f"between {-low:.0%} below and {high:.0%} above"


def _middles(salaries: SalaryFile | None, category: str) -> dict[str, float]:
    rows = salaries.rows if salaries else ()
    return {
        stage: (band.low + band.high) / 2
        for row in rows
        if row.category == category
        for stage, band in row.bands.items()
    }


_JUDGES: dict[str, Callable[[Framework, Statement], Verdict]] = {
    "foundations-universal": _foundations,
    "specialization-pays": _specialization,
    "business-skills": _business,
}
