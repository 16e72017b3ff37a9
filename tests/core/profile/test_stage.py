"""The stage now: a posterior over four stages from years, titles, scope and levels."""

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.records import Evidence
from metier.core.framework.types import STAGES
from metier.core.profile.facts import Facts, Job
from metier.core.profile.posterior import infer_levels
from metier.core.profile.stage import StageNow, infer_stage

AS_OF = dt.date(2026, 11, 1)


@pytest.fixture(scope="module")
def nobody(framework: Framework) -> Proficiencies:
    return infer_levels(framework, [], as_of=AS_OF)


def facts(
    *,
    years: float | None = None,
    titles: tuple[str, ...] = (),
    headline: str = "",
    scope: tuple[str, ...] = (),
) -> Facts:
    jobs = tuple(Job(title, "2020-01", None, True) for title in titles)
    return Facts(years, False, jobs, headline, "none", scope, 300)


def tail(stage: StageNow) -> np.ndarray:
    """Return P(this stage or a later one), for each stage."""
    shares = [stage.shares[name] for name in STAGES]
    return np.cumsum(shares[::-1])[::-1]


def test_shares_sum_to_one_and_without_evidence_are_the_prior(
    framework: Framework, nobody: Proficiencies
) -> None:
    rules = framework.data.stages
    stage = infer_stage(rules, facts(), nobody)

    assert sum(stage.shares.values()) == pytest.approx(1, abs=1e-12)
    assert stage.shares == pytest.approx({item.id: item.weight for item in rules.stages})
    assert stage.reasons == ()


def test_years_follow_the_table(framework: Framework, nobody: Proficiencies) -> None:
    rules = framework.data.stages
    for band, years in enumerate((0.5, 1.0, 3.0, 4.0, 8.0, 12.0, 15.0)):
        joint = [item.weight * item.years[band] for item in rules.stages]

        stage = infer_stage(rules, facts(years=years), nobody)

        assert [stage.shares[name] for name in STAGES] == pytest.approx(
            [share / sum(joint) for share in joint]
        )


def test_more_years_never_speak_for_an_earlier_stage(
    framework: Framework, nobody: Proficiencies
) -> None:
    stages = [
        infer_stage(framework.data.stages, facts(years=years), nobody)
        for years in (0, 0.9, 1, 2, 4, 7, 10, 15, 40)
    ]

    for fewer, more in pairwise(stages):
        assert (tail(more) >= tail(fewer) - 1e-12).all()
    assert stages[0].stage == "entry"
    assert stages[-1].stage in {"senior", "principal"}
    assert "years of work" in stages[0].reasons[0]


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Data Science Intern", "entry"),
        ("Junior Analyst", "entry"),
        ("Senior Data Engineer", "senior"),
        ("Principal Scientist", "principal"),
        ("Head of Data", "principal"),
        ("Staff Data Engineer", "principal"),
    ],
)
def test_words_of_the_title_move_their_stage(
    framework: Framework, nobody: Proficiencies, title: str, stage: str
) -> None:
    rules = framework.data.stages
    plain = infer_stage(rules, facts(titles=("Data Engineer",)), nobody)
    named = infer_stage(rules, facts(titles=(title,)), nobody)
    past = infer_stage(rules, facts(titles=("Data Engineer", title)), nobody)

    assert named.shares[stage] > past.shares[stage] > plain.shares[stage]
    assert any(title in reason for reason in named.reasons)


def test_a_staff_nurse_is_no_principal(framework: Framework, nobody: Proficiencies) -> None:
    rules = framework.data.stages
    plain = infer_stage(rules, facts(titles=("Nurse",)), nobody)

    assert infer_stage(rules, facts(titles=("Staff Nurse",)), nobody).shares == plain.shares


def test_the_headline_counts_where_no_position_is_told(
    framework: Framework, nobody: Proficiencies
) -> None:
    rules = framework.data.stages
    alone = infer_stage(rules, facts(headline="Senior Analyst"), nobody)
    beside = infer_stage(rules, facts(headline="Senior Analyst", titles=("Analyst",)), nobody)

    assert alone.shares["senior"] > beside.shares["senior"]


def test_a_title_outside_of_the_positions_counts_once(
    framework: Framework, nobody: Proficiencies
) -> None:
    rules = framework.data.stages
    plain = facts(titles=("Analyst",))

    without = infer_stage(rules, plain, nobody)
    once = infer_stage(rules, plain, nobody, titles=["Senior Analyst"])
    twice = infer_stage(rules, plain, nobody, titles=["Senior Analyst", "Senior Data Analyst"])

    assert once.shares["senior"] > without.shares["senior"]
    assert twice.shares == once.shares


def test_years_alone_never_make_a_principal(framework: Framework, nobody: Proficiencies) -> None:
    for years in range(46):
        stage = infer_stage(framework.data.stages, facts(years=float(years)), nobody)
        assert stage.stage != "principal"


def test_words_of_scope_move_their_stage(framework: Framework, nobody: Proficiencies) -> None:
    rules = framework.data.stages
    words = rules.stages[2].scope_words

    shares = [
        infer_stage(rules, facts(scope=words[:count]), nobody).shares["senior"]
        for count in range(6)
    ]

    assert shares[0] < shares[1] < shares[2] < shares[3] == shares[4] == shares[5]


def test_levels_move_the_stage(framework: Framework) -> None:
    skills = [skill.id for skill in framework.data.skills[:8]]

    def rated(level: int) -> StageNow:
        ratings = [
            Evidence(skill, "rating", "self-rating", month="2026-10-01", level=level)
            for skill in skills
        ]
        inferred = infer_levels(framework, ratings, as_of=AS_OF)
        return infer_stage(framework.data.stages, facts(years=5), inferred)

    means = [float(tail(rated(level))[1:].sum()) for level in range(1, 6)]

    assert means == sorted(means)
    assert means[0] < means[-1]
