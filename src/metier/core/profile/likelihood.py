"""What one sign says about a level, as log-likelihoods over levels 0 to 5."""

import math
from functools import lru_cache
from statistics import NormalDist

from metier.core.framework.types import MAX_LEVEL, RatingSpec, SignSpec

_NORMAL = NormalDist()
_GRID = 400


def log_likelihood(sign: SignSpec) -> list[float]:
    """Return log P(sign | level) for levels 0 to 5."""
    return [math.log(value) for value in sign.likelihood]


def claim_steps(sign: SignSpec, *, cap: int = MAX_LEVEL, strength: float = 1.0) -> list[float]:
    """Return what a claim adds to the log-likelihood at each step from a level to the next.

    Args:
        sign: A one-sided sign; its steps are never negative.
        cap: No step above this level counts (an implication speaks only so high).
        strength: Factor on every step, 0 to 1.

    Returns:
        Five numbers, for the steps 0→1 to 4→5.
    """
    logs = log_likelihood(sign)
    return [
        strength * (logs[level] - logs[level - 1]) if level <= cap else 0.0
        for level in range(1, MAX_LEVEL + 1)
    ]


def combine_claims(steps: list[list[float]], discount: float) -> list[float]:
    """Return the joint steps of claims from one document.

    For each step apart, the claims' steps are sorted and the k-th largest is multiplied by
    discount**k. Sorted by step, a further claim can only add, so no level's mean can fall.
    """
    joint = []
    for values in zip(*steps, strict=True):
        ordered = sorted(values, reverse=True)
        joint.append(math.fsum(value * discount**k for k, value in enumerate(ordered)))
    return joint


def rating_likelihood(rating: RatingSpec, level: int) -> list[float]:
    """Return P(the stated level is `level` | true level) for true levels 0 to 5.

    Having the skill at all is one question, how well another. Among those who have it, stated
    and true level are bins, equally likely, of two normal variables with correlation r.
    """
    denial = [
        min(1.0, rating.false_denial * MAX_LEVEL * _bin_given_bin(rating.r, 0, true))
        for true in range(MAX_LEVEL)
    ]
    if level == 0:
        return [1 - rating.false_claim, *denial]
    return [rating.false_claim / MAX_LEVEL] + [
        (1 - denial[true]) * _bin_given_bin(rating.r, level - 1, true) for true in range(MAX_LEVEL)
    ]


@lru_cache(maxsize=256)
def _bin_given_bin(r: float, stated: int, true: int) -> float:
    """Return P(X in its `stated` fifth | Y in its `true` fifth), by the midpoint rule."""
    width = 1 / (MAX_LEVEL * _GRID)
    spread = math.sqrt(1 - r * r)
    low = _quantile(stated / MAX_LEVEL)
    high = _quantile((stated + 1) / MAX_LEVEL)
    total = 0.0
    for step in range(_GRID):
        y = _NORMAL.inv_cdf(true / MAX_LEVEL + (step + 0.5) * width)
        total += _cdf((high - r * y) / spread) - _cdf((low - r * y) / spread)
    return total / _GRID


def _quantile(share: float) -> float:
    if share <= 0:
        return -math.inf
    return math.inf if share >= 1 else _NORMAL.inv_cdf(share)


def _cdf(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2))
