"""Evidence becomes a distribution over levels for each skill.

The posterior of a skill is its kind's prior times the likelihood of what was seen. Claims of
one document are combined by `combine_claims`; documents, ratings and denials multiply. Age
weakens a sign by the skill's half-life. A long document that does not name a skill is weak
evidence against it.
"""

import datetime as dt
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Ledger, Proficiencies
from metier.core.framework.records import Evidence
from metier.core.framework.types import MAX_LEVEL, EvidenceFile, Skill
from metier.core.profile.likelihood import (
    claim_steps,
    combine_claims,
    log_likelihood,
    rating_likelihood,
)


class _Claim(NamedTuple):
    """A claim that speaks for the skill at hand: its place in the evidence, and its steps."""

    item: int
    direct: bool
    document: str
    age_weight: float
    steps: list[float]


def infer_levels(
    framework: Framework,
    evidence: Sequence[Evidence],
    *,
    as_of: dt.date,
    words: int = 0,
    only_background: bool = False,
) -> Proficiencies:
    """Return level distributions over all skills of the framework.

    Args:
        framework: The framework that the evidence was read with.
        evidence: Statements about one person.
        as_of: The day for which ages are counted.
        words: Length of the longest document in words, for what its silence says.
        only_background: The person is known by a background and has no document.
    """
    by_skill: dict[str, list[tuple[int, Evidence]]] = {}
    for index, item in enumerate(evidence):
        by_skill.setdefault(item.skill, []).append((index, item))
    skills = framework.data.skills
    rows = [
        _infer_skill(framework, skill, by_skill, as_of, words, only_background=only_background)
        for skill in skills
    ]
    return Proficiencies(
        tuple(skill.id for skill in skills),
        np.array([levels for levels, _ in rows], dtype=np.float64).reshape(-1, MAX_LEVEL + 1),
        [ledger for _, ledger in rows],
    )


def _infer_skill(
    framework: Framework,
    skill: Skill,
    by_skill: dict[str, list[tuple[int, Evidence]]],
    as_of: dt.date,
    words: int,
    *,
    only_background: bool,
) -> tuple[list[float], Ledger]:
    rules = framework.data.evidence
    own = by_skill.get(skill.id, [])
    claims = _claims(framework, skill, by_skill, own, as_of)
    logs = [math.log(share) for share in rules.priors[skill.kind]]
    fixed = _fixed_terms(framework, skill, own, as_of)
    rated = _latest_rating(own)
    if rated:
        spec = next(item for item in rules.ratings if item.id == rated.sign)
        fixed = _add(fixed, [math.log(p) for p in rating_likelihood(spec, rated.level or 0)])
    silent = not own and not claims and words >= rules.silence.min_words
    if silent:
        fixed = _add(fixed, _silence(rules, words))
    if only_background and not own and not claims and skill.kind != "soft":
        fixed = _add(fixed, [math.log(value) for value in rules.background_silence])
    logs = _add(logs, fixed)
    aged, document = _claim_terms(claims, rules.same_document_discount, aged=True)
    fresh, _ = _claim_terms(claims, rules.same_document_discount, aged=False)
    levels = _normalize(_add(logs, aged))
    ledger = Ledger(
        direct=tuple(claim.item for claim in claims if claim.direct),
        against=tuple(
            index for index, item in own if item.kind == "claim" and _is_against(framework, item)
        ),
        implied=tuple(dict.fromkeys(claim.item for claim in claims if not claim.direct)),
        rated=rated.level if rated else None,
        silent=silent,
        document=document or next((item.document for _, item in own), ""),
        undated_mean=_mean(_normalize(_add(logs, fresh))),
    )
    return levels, ledger


def _claims(
    framework: Framework,
    skill: Skill,
    by_skill: dict[str, list[tuple[int, Evidence]]],
    own: list[tuple[int, Evidence]],
    as_of: dt.date,
) -> list[_Claim]:
    """Return direct claims, and those for other skills that imply this one."""
    found = []
    for index, item in own:
        sign = framework.signs.get(item.sign)
        if item.kind == "claim" and sign and sign.claim:
            weight = _age_weight(framework.data.evidence, skill, item.month, as_of)
            found.append(_Claim(index, True, item.document, weight, claim_steps(sign)))
    for source, strength, cap in framework.implied_by.get(skill.id, ()):
        for index, item in by_skill.get(source, []):
            sign = framework.signs.get(item.sign)
            if item.kind != "claim" or not sign or not sign.claim:
                continue
            if any(_same_span(item, other) for _, other in own):
                continue
            weight = _age_weight(framework.data.evidence, skill, item.month, as_of)
            steps = claim_steps(sign, cap=cap, strength=strength)
            found.append(_Claim(index, False, item.document, weight, steps))
    return found


def _claim_terms(claims: list[_Claim], discount: float, *, aged: bool) -> tuple[list[float], str]:
    """Return the claims' log-likelihood over levels, and the document that weighs most."""
    by_document: dict[str, list[list[float]]] = {}
    for claim in claims:
        weight = claim.age_weight if aged else 1.0
        by_document.setdefault(claim.document, []).append([weight * s for s in claim.steps])
    total = [0.0] * (MAX_LEVEL + 1)
    heaviest, document = 0.0, ""
    for name, steps in by_document.items():
        joint = combine_claims(steps, discount)
        running = 0.0
        for level, step in enumerate(joint, start=1):
            running += step
            total[level] += running
        if running > heaviest:
            heaviest, document = running, name
    return total, document


def _fixed_terms(
    framework: Framework, skill: Skill, own: list[tuple[int, Evidence]], as_of: dt.date
) -> list[float]:
    """Return the log-likelihood of two-sided signs such as denials, repeats discounted."""
    rules = framework.data.evidence
    total = [0.0] * (MAX_LEVEL + 1)
    seen: dict[tuple[str, str], int] = {}
    for _, item in own:
        sign = framework.signs.get(item.sign)
        if item.kind != "claim" or not sign or sign.claim:
            continue
        key = (item.document, item.sign)
        repeat = seen.get(key, 0)
        seen[key] = repeat + 1
        weight = _age_weight(rules, skill, item.month, as_of)
        weight *= rules.same_document_discount**repeat
        total = _add(total, [weight * value for value in log_likelihood(sign)])
    return total


def _is_against(framework: Framework, item: Evidence) -> bool:
    sign = framework.signs.get(item.sign)
    return sign is not None and not sign.claim


def _latest_rating(own: list[tuple[int, Evidence]]) -> Evidence | None:
    ratings = [item for _, item in own if item.kind == "rating"]
    return max(reversed(ratings), key=lambda item: item.month or "", default=None)


def _silence(rules: EvidenceFile, words: int) -> list[float]:
    spec = rules.silence
    weight = min(1.0, (words - spec.min_words) / max(1, spec.full_words - spec.min_words))
    return [weight * math.log(value) for value in spec.likelihood]


def _age_weight(rules: EvidenceFile, skill: Skill, month: str | None, as_of: dt.date) -> float:
    """Return the weight that age leaves to a sign, between the floor and 1."""
    if month is None:
        return 1.0
    year, number = int(month[:4]), int(month[5:7])
    years = max(0.0, (as_of.year - year) + (as_of.month - number) / 12)
    return max(rules.age_floor, math.exp2(-years / skill.volatility.half_life_years))


def _same_span(one: Evidence, two: Evidence) -> bool:
    return one.document == two.document and one.start < two.end and two.start < one.end


def _add(one: list[float], two: list[float]) -> list[float]:
    return [a + b for a, b in zip(one, two, strict=True)]


def _normalize(logs: list[float]) -> list[float]:
    top = max(logs)
    weights = [math.exp(value - top) for value in logs]
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def _mean(levels: list[float]) -> float:
    return math.fsum(level * share for level, share in enumerate(levels))
