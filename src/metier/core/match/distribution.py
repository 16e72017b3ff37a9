"""The distribution of a readiness, with levels correlated within a document.

Levels that rest on one document share a normal factor (a one-factor Gaussian copula with
correlation rho); given the factor they are independent, so the distribution of their weighted
sum is a convolution. The factor is integrated by Gauss-Hermite quadrature. Documents are
independent of one another. Values are placed on a grid by splitting each between its two
neighbors, which keeps the mean exactly.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from metier.core.framework.proficiency import Floats

Waves = NDArray[np.complex128]
GRID = 256
_NODES = 15
_NORMAL = NormalDist()
_EDGE = 1e-12


def readiness_interval(
    worth: Floats, levels: Floats, documents: Sequence[str], rho: float, mass: float = 0.8
) -> tuple[float, float]:
    """Return the central interval that holds `mass` of the readiness.

    Args:
        worth: Value of each skill at each level, shape (k, 6), rows rising, total at most 1.
        levels: Level distributions of the same skills, shape (k, 6).
        documents: For each skill the document its level rests on; empty for none.
        rho: Correlation within a document, 0 to 1.
        mass: Probability inside the interval.

    Returns:
        Low and high end, 0 to 1.
    """
    pmf = readiness_pmf(worth, levels, documents, rho)
    cumulative = np.cumsum(pmf)
    tail = (1 - mass) / 2
    low = int(np.searchsorted(cumulative, tail))
    high = int(np.searchsorted(cumulative, 1 - tail))
    return min(low, GRID) / GRID, min(high, GRID) / GRID


def readiness_pmf(worth: Floats, levels: Floats, documents: Sequence[str], rho: float) -> Floats:
    """Return probabilities of readiness 0/GRID, 1/GRID … on a grid of 2 * GRID points."""
    size = 2 * GRID
    waves = _characters(worth, size)
    product = np.ones(size // 2 + 1, dtype=np.complex128)
    groups: dict[str, list[int]] = {}
    for row, document in enumerate(documents):
        groups.setdefault(document, []).append(row)
    for document, rows in groups.items():
        if document and rho > 0 and len(rows) > 1:
            product *= _group_character(waves[rows], levels[rows], rho)
        else:
            product *= np.einsum("kl,klf->kf", levels[rows], waves[rows]).prod(axis=0)
    pmf: Floats = np.fft.irfft(product, size)
    return np.clip(pmf, 0.0, None)


def _group_character(waves: Waves, levels: Floats, rho: float) -> Waves:
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    weights = weights / weights.sum()
    cumulative = np.clip(np.cumsum(levels, axis=1)[:, :-1], _EDGE, 1 - _EDGE)
    cuts = np.array([[_NORMAL.inv_cdf(float(p)) for p in row] for row in cumulative])
    total: Waves = np.zeros(waves.shape[-1], dtype=np.complex128)
    for node, weight in zip(nodes, weights, strict=True):
        given = _given(cuts, rho, float(node))
        total += weight * np.einsum("kl,klf->kf", given, waves).prod(axis=0)
    return total


def _given(cuts: Floats, rho: float, factor: float) -> Floats:
    z = (cuts - math.sqrt(rho) * factor) / math.sqrt(1 - rho)
    flat = [0.5 * math.erfc(-value / math.sqrt(2)) for value in z.ravel().tolist()]
    below = np.array(flat).reshape(z.shape)
    edges = np.hstack([np.zeros((len(cuts), 1)), below, np.ones((len(cuts), 1))])
    result: Floats = np.diff(edges, axis=1)
    return result


def _characters(worth: Floats, size: int) -> Waves:
    """Return the Fourier transform of each (skill, level) value on the grid, (k, 6, size/2+1)."""
    scaled = worth * GRID
    lower = np.floor(scaled).astype(np.int64)
    part = scaled - lower
    frequency = np.arange(size // 2 + 1)
    roots = np.exp(-2j * np.pi * np.arange(size) / size)
    base = roots[(lower[:, :, None] * frequency) % size]
    step = roots[frequency]
    result: Waves = base * ((1 - part)[:, :, None] + part[:, :, None] * step)
    return result
