"""How much of what a target asks a person brings, with an interval and its contributions."""

import math
from typing import NamedTuple

import numpy as np

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.match.distribution import readiness_interval
from metier.core.match.target import Target

_LEVELS = np.arange(6, dtype=np.float64)


class Contribution(NamedTuple):
    """One requirement's part in a readiness.

    Attributes:
        weight: Share of the target's weight, 0 to 1.
        target: Level asked for.
        expected: Mean level of the person.
        chance: P(level >= target).
        share: What it adds to the readiness: weight * E[min(level / target, 1)].
        evidence: Indexes into the profile's evidence that name the skill.
    """

    skill: str
    weight: float
    target: int
    expected: float
    chance: float
    share: float
    evidence: tuple[int, ...]


class Readiness(NamedTuple):
    """A person held against a role at a stage. The four parts are never blended.

    Attributes:
        value: Expected share of what is asked, 0 to 1; the sum of the contributions.
        low: Lower end of the 80% interval; `high` is the upper.
        contributions: One for each requirement asked, largest share first.
        proof: Share of the weight with direct evidence.
        sufficient: Whether `proof` is enough to say anything.
        blockers: Skills without which nobody does this role, and which are improbable.
        questions: Skills whose rating would narrow the answer most.
    """

    role: str
    stage: str
    value: float
    low: float
    high: float
    contributions: tuple[Contribution, ...]
    proof: float
    sufficient: bool
    blockers: tuple[str, ...]
    questions: tuple[str, ...]


def assess_readiness(
    framework: Framework, target: Target, proficiencies: Proficiencies
) -> Readiness:
    """Return the readiness of a person for a target."""
    rules = framework.data.evidence
    levels = proficiencies.levels[target.rows]
    ledgers = [proficiencies.ledgers[row] for row in target.rows]
    contributions = []
    for number, ask in enumerate(target.asks):
        distribution = levels[number]
        contributions.append(
            Contribution(
                skill=ask.requirement.skill,
                weight=ask.weight,
                target=ask.level,
                expected=float(distribution @ _LEVELS),
                chance=float(distribution[ask.level :].sum()),
                share=float(distribution @ target.worth[number]),
                evidence=ledgers[number].direct + ledgers[number].against,
            )
        )
    low, high = readiness_interval(
        target.worth, levels, [ledger.document for ledger in ledgers], rules.document_correlation
    )
    value = math.fsum(item.share for item in contributions)
    shown = [bool(ledger.direct) or ledger.rated is not None for ledger in ledgers]
    proof = math.fsum(
        ask.weight for ask, is_shown in zip(target.asks, shown, strict=True) if is_shown
    )
    blockers = tuple(
        ask.requirement.skill
        for ask, item in zip(target.asks, contributions, strict=True)
        if ask.requirement.blocker and item.chance < rules.blocker
    )
    order = sorted(range(len(contributions)), key=lambda n: -contributions[n].share)
    return Readiness(
        role=target.role.id,
        stage=target.stage,
        value=value,
        low=min(low, value),
        high=max(high, value),
        contributions=tuple(contributions[n] for n in order),
        proof=proof,
        sufficient=proof >= rules.sufficient_proof,
        blockers=blockers,
        questions=_questions(target, levels),
    )


def _questions(target: Target, levels: np.ndarray, limit: int = 5) -> tuple[str, ...]:
    """Return the skills that add most to the variance of the readiness."""
    mean = (levels * target.worth).sum(axis=1)
    variance = (levels * target.worth**2).sum(axis=1) - mean**2
    order = np.argsort(-variance)[:limit]
    return tuple(target.asks[int(n)].requirement.skill for n in order)
