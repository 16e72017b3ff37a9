"""The tables of likelihoods have the shapes that the model rests on."""

from itertools import pairwise

import pytest

from metier.core.framework.index import Framework
from metier.core.framework.types import STAGES


def test_priors_sum_to_one_and_have_their_peak_at_none(framework: Framework) -> None:
    for kind, shares in framework.data.evidence.priors.items():
        assert sum(shares) == pytest.approx(1, abs=1e-9), kind
        assert max(shares) == shares[0], kind
        assert min(shares) > 0, kind


def test_claims_never_fall_and_are_flat_above_their_cap(framework: Framework) -> None:
    for sign in framework.data.evidence.signs:
        assert min(sign.likelihood) > 0
        if sign.claim:
            assert all(low <= high for low, high in pairwise(sign.likelihood)), sign.id
            assert sign.cap is not None
            assert len(set(sign.likelihood[sign.cap :])) == 1, sign.id


def test_denial_and_silence_never_rise(framework: Framework) -> None:
    rules = framework.data.evidence
    tables = [sign.likelihood for sign in rules.signs if not sign.claim]

    for table in [*tables, rules.silence.likelihood, rules.background_silence]:
        assert all(low >= high for low, high in pairwise(table))


def test_signs_that_extraction_gives_are_all_in_the_table(framework: Framework) -> None:
    given = {"expert", "proficient", "familiar", "led", "taught", "denied", "listed", "mentioned"}
    given |= {"years-few", "years-several", "years-many"}
    given |= {"used-at-work", "used-in-project", "studied", "certified"}

    assert given <= set(framework.signs)


def test_tables_of_years_are_shares_over_the_bands(framework: Framework) -> None:
    rules = framework.data.stages

    assert [stage.id for stage in rules.stages] == list(STAGES)
    assert sum(stage.weight for stage in rules.stages) == pytest.approx(1)
    for stage in rules.stages:
        assert len(stage.years) == len(rules.year_bands) + 1
        assert sum(stage.years) == pytest.approx(1)


def test_shown_shares_rank_by_importance(framework: Framework) -> None:
    fit = framework.data.fit

    assert 0 < fit.shown_elsewhere < min(fit.shown.values())
    assert fit.shown["important"] < fit.shown["essential"] < fit.shown_blocker < 1
    assert fit.past_title_gain < fit.title_gain
    assert fit.near_title_gain < fit.title_gain
    assert fit.absence_weight < fit.blocker_absence
