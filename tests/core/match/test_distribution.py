"""The distribution of a readiness equals an enumeration of every combination of levels."""

import itertools
import math
from statistics import NormalDist

import numpy as np
import pytest

from metier.core.match.distribution import GRID, readiness_interval, readiness_pmf

NORMAL = NormalDist()


def draw(seed: int, skills: int, *, on_grid: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return worths that rise to a total of at most 1, and level distributions."""
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(skills))
    targets = rng.integers(1, 6, skills)
    worth = weights[:, None] * np.minimum(np.arange(6) / targets[:, None], 1)
    if on_grid:
        worth = np.floor(worth * GRID) / GRID
    return worth, rng.dirichlet([2, 1, 1, 1, 0.5, 0.5], skills)


def enumerate_pmf(worth: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Return the pmf of independent skills, each combination at its place on the grid."""
    pmf = np.zeros(2 * GRID)
    for combination in itertools.product(range(6), repeat=len(worth)):
        rows = range(len(worth))
        place = round(sum(worth[row, combination[row]] for row in rows) * GRID)
        pmf[place] += math.prod(levels[row, combination[row]] for row in rows)
    return pmf


def integrate_pmf(worth: np.ndarray, levels: np.ndarray, rho: float) -> np.ndarray:
    """Return the pmf of skills that share a normal factor, by a fine sum over the factor."""
    pmf = np.zeros(2 * GRID)
    edges = np.linspace(-7, 7, 281)
    cuts = [[NORMAL.inv_cdf(p) for p in np.cumsum(row)[:-1]] for row in levels]
    for low, high in itertools.pairwise(edges):
        factor = (low + high) / 2
        given = []
        for row in cuts:
            below = [
                NORMAL.cdf((cut - math.sqrt(rho) * factor) / math.sqrt(1 - rho)) for cut in row
            ]
            given.append(np.diff([0.0, *below, 1.0]))
        mass = NORMAL.cdf(high) - NORMAL.cdf(low)
        pmf += mass * enumerate_pmf(worth, np.array(given))
    return pmf


@pytest.mark.parametrize("seed", range(6))
def test_independent_skills(seed: int) -> None:
    worth, levels = draw(seed, 3 + seed % 2, on_grid=True)

    pmf = readiness_pmf(worth, levels, ["cv"] * len(worth), 0.0)

    assert pmf == pytest.approx(enumerate_pmf(worth, levels), abs=1e-12)


def test_skills_of_different_documents_are_independent() -> None:
    worth, levels = draw(11, 4, on_grid=True)

    pmf = readiness_pmf(worth, levels, ["a", "b", "", ""], 0.6)

    assert pmf == pytest.approx(enumerate_pmf(worth, levels), abs=1e-12)


@pytest.mark.parametrize("rho", [0.1, 0.3, 0.6])
def test_skills_of_one_document_share_a_factor(rho: float) -> None:
    worth, levels = draw(3, 3, on_grid=True)

    pmf = readiness_pmf(worth, levels, ["cv"] * 3, rho)

    # 15 nodes integrate polynomials of the factor up to degree 29; what remains of these
    # normal distribution functions stays below 1e-4 up to the correlation in use (0.3).
    slack = 1e-4 if rho <= 0.3 else 2e-3
    assert np.cumsum(pmf) == pytest.approx(np.cumsum(integrate_pmf(worth, levels, rho)), abs=slack)


def test_two_documents_are_two_groups() -> None:
    worth, levels = draw(5, 4, on_grid=True)
    pairs = [integrate_pmf(worth[rows], levels[rows], 0.3) for rows in (slice(0, 2), slice(2, 4))]

    pmf = readiness_pmf(worth, levels, ["a", "a", "b", "b"], 0.3)

    both = np.convolve(*pairs)[: 2 * GRID]
    assert np.cumsum(pmf) == pytest.approx(np.cumsum(both), abs=2e-4)


@pytest.mark.parametrize("seed", range(5))
def test_the_mean_is_the_value_whatever_the_grid(seed: int) -> None:
    worth, levels = draw(seed, 40, on_grid=False)
    documents = ["cv"] * 25 + [""] * 15

    pmf = readiness_pmf(worth, levels, documents, 0.3)

    assert pmf.min() >= 0
    assert pmf.sum() == pytest.approx(1, abs=1e-9)
    mean = float(pmf @ np.arange(2 * GRID)) / GRID
    assert mean == pytest.approx(float((worth * levels).sum()), abs=1e-6)


def test_the_interval_holds_its_mass_and_little_more() -> None:
    worth, levels = draw(2, 4, on_grid=True)
    exact = enumerate_pmf(worth, levels)

    low, high = readiness_interval(worth, levels, [""] * 4, 0.0)

    first, last = round(low * GRID), round(high * GRID)
    assert exact[first : last + 1].sum() >= 0.8 - 1e-9
    assert exact[:first].sum() <= 0.1 + 1e-9
    assert exact[last + 1 :].sum() <= 0.1 + 1e-9


def test_correlation_widens_the_interval() -> None:
    worth, levels = draw(4, 30, on_grid=False)

    widths = []
    for rho in (0.0, 0.3, 0.7):
        low, high = readiness_interval(worth, levels, ["cv"] * 30, rho)
        widths.append(high - low)

    assert widths[0] < widths[1] < widths[2]


def test_sure_levels_leave_no_interval() -> None:
    worth = np.array([[0, 0.25, 0.5, 0.5, 0.5, 0.5], [0, 0.5, 0.5, 0.5, 0.5, 0.5]])
    levels = np.array([[0, 1, 0, 0, 0, 0], [0, 0, 0, 1.0, 0, 0]])

    assert readiness_interval(worth, levels, ["cv", "cv"], 0.3) == (0.75, 0.75)
