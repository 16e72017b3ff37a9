"""Which stage a person is at now: a posterior over the four stages, with its reasons."""

import math
import re
from bisect import bisect_right
from typing import NamedTuple

import numpy as np

from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.types import STAGES, StageFile
from metier.core.profile.facts import Facts

_USUAL_LEVEL = {"entry": 2.0, "mid": 2.8, "senior": 3.3, "principal": 3.8}
_TOP_SKILLS = 8
_MAX_SCOPE = 3
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


def infer_stage(rules: StageFile, facts: Facts, proficiencies: Proficiencies) -> StageNow:
    """Return the stage now from years, titles, words of scope and levels shown."""
    logs: dict[str, float] = {stage.id: math.log(stage.weight) for stage in rules.stages}
    reasons: list[str] = []
    if facts.years is not None:
        band = bisect_right(rules.year_bands, facts.years)
        for stage in rules.stages:
            logs[stage.id] += math.log(stage.years[band])
        origin = "stated" if facts.stated_years else "counted from the positions"
        reasons.append(f"About {facts.years:.0f} years of work, {origin}.")
    _add_titles(rules, facts, logs, reasons)
    _add_scope(rules, facts, logs, reasons)
    _add_levels(rules, proficiencies, logs, reasons)
    top = max(logs.values())
    weights = {stage: math.exp(logs[stage] - top) for stage in STAGES}
    total = math.fsum(weights.values())
    shares = {stage: weight / total for stage, weight in weights.items()}
    best = max(STAGES, key=lambda stage: shares[stage])
    return StageNow(best, shares, tuple(reasons))


def _add_titles(rules: StageFile, facts: Facts, logs: dict[str, float], reasons: list[str]) -> None:
    titles = [job.title for job in facts.jobs[:3]] or [facts.headline]
    for rank, title in enumerate(titles):
        words = set(_WORD.findall(title.lower()))
        for stage in rules.stages:
            found = sorted(words & set(stage.title_words))
            if found:
                logs[stage.id] += rules.title_strength / (1 + rank)
                reasons.append(f"“{title[:60]}” says {found[0]}.")


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
    if len(shown) < _TOP_SKILLS:
        return
    best = sorted(shown, reverse=True)[:_TOP_SKILLS]
    mean = sum(best) / len(best)
    for stage in rules.stages:
        logs[stage.id] -= rules.level_strength * (mean - _USUAL_LEVEL[stage.id]) ** 2
    reasons.append(f"The {_TOP_SKILLS} strongest skills are at level {mean:.1f} on average.")
