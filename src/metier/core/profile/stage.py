"""Which stage a person is at now: a posterior over the four stages, with its reasons."""

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.types import STAGES, StageFile
from metier.core.profile.facts import Facts

_ORIGIN = {
    "stated": "as the text says",
    "counted": "counted from the positions",
    "skills": "the longest that a skill is said to be used",
    "degree": "half of the time since the degree",
}
_MAX_SCOPE = 3
_TITLES = 3
_WORD = re.compile(r"[a-z]+")


class StageNow(NamedTuple):
    """A posterior over stages.

    Attributes:
        stage: The most probable one.
        shares: Probability of each stage, in order; they sum to 1.
        reasons: Sentences that say what spoke for it.
    """

    stage: str
    shares: dict[str, float]
    reasons: tuple[str, ...]


def infer_stage(
    rules: StageFile, facts: Facts, proficiencies: Proficiencies, *, titles: Sequence[str] = ()
) -> StageNow:
    """Return the stage now from years, titles, words of scope and levels shown.

    Args:
        rules: How the stages are told apart.
        facts: What the documents say apart from skills.
        proficiencies: The levels shown.
        titles: The person's own titles that stand outside of the positions.
    """
    logs: dict[str, float] = {stage.id: math.log(stage.weight) for stage in rules.stages}
    reasons: list[str] = []
    if facts.years is not None:
        band = bisect_right(rules.year_bands, facts.years)
        for stage in rules.stages:
            logs[stage.id] += math.log(stage.years[band])
        origin = _ORIGIN[facts.years_from]
        reasons.append(f"About {facts.years:.0f} years of work, {origin}.")
    if facts.written is not None:
        reasons.append(f"The text seems to be of {facts.written}, so “until now” ends there.")
    _add_titles(rules, facts, titles, (logs, reasons))
    _add_scope(rules, facts, logs, reasons)
    _add_levels(rules, proficiencies, logs, reasons)
    top = max(logs.values())
    weights = {stage: math.exp(logs[stage] - top) for stage in STAGES}
    total = math.fsum(weights.values())
    shares = {stage: weight / total for stage, weight in weights.items()}
    best = max(STAGES, key=lambda stage: shares[stage])
    return StageNow(best, shares, tuple(reasons))


def _add_titles(
    rules: StageFile,
    facts: Facts,
    titles: Sequence[str],
    found: tuple[dict[str, float], list[str]],
) -> None:
    """Add what words of the titles say: positions by their rank, other titles once."""
    logs, reasons = found
    held = [(rank, job.title) for rank, job in enumerate(facts.jobs[:_TITLES])]
    named: set[str] = set()
    for rank, title in [*(held or [(0, facts.headline)]), *((0, title) for title in titles)]:
        words = f" {' '.join(_WORD.findall(title.lower()))} "
        is_position = (rank, title) in held
        for stage in rules.stages:
            told = sorted(word for word in stage.title_words if f" {word} " in words)
            if told and (is_position or stage.id not in named):
                named.add(stage.id)
                logs[stage.id] += rules.title_strength / (1 + rank)
                reasons.append(f"“{title[:60]}” says {told[0]}.")


def _add_scope(rules: StageFile, facts: Facts, logs: dict[str, float], reasons: list[str]) -> None:
    for stage in rules.stages:
        found = [phrase for phrase in stage.scope_words if phrase in facts.scope]
        logs[stage.id] += rules.scope_strength * min(len(found), _MAX_SCOPE)
        if found:
            quoted = ", ".join(f"“{phrase}”" for phrase in found[:3])
            reasons.append(f"The text says {quoted}, which speaks for {stage.name.lower()}.")


def _add_levels(
    rules: StageFile, proficiencies: Proficiencies, logs: dict[str, float], reasons: list[str]
) -> None:
    shown = [
        float(row @ np.arange(6))
        for row, ledger in zip(proficiencies.levels, proficiencies.ledgers, strict=True)
        if ledger.direct or ledger.rated is not None
    ]
    if len(shown) < rules.top_skills:
        return
    best = sorted(shown, reverse=True)[: rules.top_skills]
    mean = sum(best) / len(best)
    for stage in rules.stages:
        logs[stage.id] -= rules.level_strength * (mean - stage.level) ** 2
    reasons.append(f"The {rules.top_skills} strongest skills are at level {mean:.1f} on average.")
