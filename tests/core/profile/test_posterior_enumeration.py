"""The posterior equals a plain enumeration over levels, written here a second time."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from metier.core.framework.index import Framework
from metier.core.framework.records import Evidence
from metier.core.profile.likelihood import rating_likelihood
from metier.core.profile.posterior import infer_levels

AS_OF = dt.date(2026, 11, 1)
SKILLS = ("python", "pytorch", "tensorflow", "pandas", "deep-learning", "sql", "communication")


def fifths(r: float) -> list[list[float]]:
    """Return P(stated fifth | true fifth) of two normals with correlation r, by summing."""
    normal = NormalDist()
    cuts = [-9.0, *(normal.inv_cdf(k / 5) for k in range(1, 5)), 9.0]
    table = []
    for true in range(5):
        grid = np.linspace(cuts[true], cuts[true + 1], 801)
        middle = (grid[1:] + grid[:-1]) / 2
        mass = [normal.cdf(b) - normal.cdf(a) for a, b in pairwise(grid)]
        given_y = NormalDist(0, (1 - r * r) ** 0.5)
        table.append(
            [
                5
                * sum(
                    m * (given_y.cdf(cuts[s + 1] - r * y) - given_y.cdf(cuts[s] - r * y))
                    for m, y in zip(mass, middle, strict=True)
                )
                for s in range(5)
            ]
        )
    return table


def weight_of_age(framework: Framework, skill: str, month: str | None) -> float:
    if month is None:
        return 1.0
    months = (AS_OF.year - int(month[:4])) * 12 + AS_OF.month - int(month[5:])
    half_life = framework.skills[skill].volatility.half_life_years
    fade = 0.5 ** (max(0, months) / 12 / half_life)
    return max(framework.data.evidence.age_floor, fade)


def speaking_for(
    framework: Framework, skill: str, evidence: Sequence[Evidence]
) -> list[tuple[str, list[float]]]:
    """Return (document, ratio at each step 0→1 … 4→5) of each claim that speaks for a skill."""
    found = []
    for item in evidence:
        if item.kind != "claim" or item.sign == "denied":
            continue
        voices = [(1.0, 5)] if item.skill == skill else []
        voices += [
            (implied.strength, implied.cap)
            for implied in framework.skills[item.skill].implies
            if implied.skill == skill
        ]
        table = framework.signs[item.sign].likelihood
        age = weight_of_age(framework, skill, item.month)
        for strength, cap in voices:
            ratios = [
                (table[step] / table[step - 1]) ** (strength * age) if step <= cap else 1.0
                for step in range(1, 6)
            ]
            found.append((item.document, ratios))
    return found


def claimed(voices: list[tuple[str, list[float]]], level: int, discount: float) -> float:
    """Return how likely all claims are at a level: per document and step, largest ratio first."""
    p = 1.0
    for document in {name for name, _ in voices}:
        for step in range(level):
            ratios = sorted((r[step] for name, r in voices if name == document), reverse=True)
            for rank, ratio in enumerate(ratios):
                p *= ratio ** (discount**rank)
    return p


def denied(framework: Framework, own: Sequence[Evidence], level: int) -> float:
    """Return how likely the denials are at a level, repeats in one document discounted."""
    discount = framework.data.evidence.same_document_discount
    seen: dict[str, int] = {}
    p = 1.0
    for item in own:
        if item.sign == "denied":
            rank = seen.get(item.document, 0)
            seen[item.document] = rank + 1
            weight = weight_of_age(framework, item.skill, item.month) * discount**rank
            p *= framework.signs["denied"].likelihood[level] ** weight
    return p


def rated(framework: Framework, own: Sequence[Evidence], level: int) -> float:
    """Return how likely the latest rating is at a level."""
    ratings = [item for item in own if item.kind == "rating"]
    if not ratings:
        return 1.0
    latest = max(ratings, key=lambda item: item.month or "")
    spec = framework.data.evidence.ratings[0]
    return rating_likelihood(spec, latest.level or 0)[level]


def unnamed(framework: Framework, words: int, level: int) -> float:
    """Return how likely it is at a level that so long a document does not name the skill."""
    spec = framework.data.evidence.silence
    if words < spec.min_words:
        return 1.0
    share = min(1.0, (words - spec.min_words) / (spec.full_words - spec.min_words))
    return spec.likelihood[level] ** share


def enumerate_levels(
    framework: Framework, skill: str, evidence: Sequence[Evidence], words: int
) -> list[float]:
    """Return P(level) of one skill: for each level, multiply whatever speaks about it."""
    rules = framework.data.evidence
    own = [item for item in evidence if item.skill == skill]
    voices = speaking_for(framework, skill, evidence)
    joint = []
    for level in range(6):
        p = rules.priors[framework.skills[skill].kind][level]
        p *= claimed(voices, level, rules.same_document_discount)
        p *= denied(framework, own, level)
        p *= rated(framework, own, level)
        if not own and not voices:
            p *= unnamed(framework, words, level)
        joint.append(p)
    return [p / sum(joint) for p in joint]


@st.composite
def people(draw: st.DrawFn) -> list[Evidence]:
    months = st.one_of(
        st.none(),
        st.builds("{}-{:02d}".format, st.integers(2005, 2027), st.integers(1, 12)),
    )
    signs = st.sampled_from(
        ["listed", "mentioned", "used-at-work", "familiar", "expert", "led", "years-many", "denied"]
    )
    return [
        Evidence(
            skill=draw(st.sampled_from(SKILLS)),
            kind="claim",
            sign=draw(signs),
            document=draw(st.sampled_from(["cv", "letter", ""])),
            start=10 * place,
            end=10 * place + 4,
            month=draw(months),
        )
        for place in range(draw(st.integers(0, 8)))
    ]


@settings(max_examples=50, deadline=None, database=None)
@given(evidence=people(), words=st.integers(0, 900))
def test_claims_denials_implications_age_and_silence(
    framework: Framework, evidence: list[Evidence], words: int
) -> None:
    inferred = infer_levels(framework, evidence, as_of=AS_OF, words=words)

    for skill in (*SKILLS, "machine-learning", "numpy", "kubernetes"):
        expected = enumerate_levels(framework, skill, evidence, words)
        assert inferred.distribution(skill) == pytest.approx(expected, abs=1e-12)
    assert inferred.levels.sum(axis=1) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("stated", range(6))
def test_ratings_beside_claims(framework: Framework, stated: int) -> None:
    evidence = [
        Evidence("python", "claim", "used-at-work", "cv", 0, 6),
        Evidence("python", "rating", "self-rating", month="2026-01-31", level=5 - stated),
        Evidence("python", "rating", "self-rating", month="2026-10-31", level=stated),
    ]

    inferred = infer_levels(framework, evidence, as_of=AS_OF)

    expected = enumerate_levels(framework, "python", evidence, 0)
    assert inferred.distribution("python") == pytest.approx(expected, abs=1e-12)


def test_the_table_of_a_rating_equals_an_integration(framework: Framework) -> None:
    spec = framework.data.evidence.ratings[0]
    columns = [rating_likelihood(spec, stated) for stated in range(6)]
    denial = columns[0][1:]

    assert columns[0][0] == pytest.approx(1 - spec.false_claim)
    assert [column[0] for column in columns[1:]] == pytest.approx([spec.false_claim / 5] * 5)
    assert sum(denial) / 5 == pytest.approx(spec.false_denial, abs=1e-4)
    for true, row in enumerate(fifths(spec.r)):
        told = [column[true + 1] / (1 - denial[true]) for column in columns[1:]]
        assert told == pytest.approx(row, abs=1e-4)
