"""What evidence may and may not do to a level."""

import datetime as dt
from collections.abc import Callable

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.records import Evidence
from metier.core.profile.likelihood import claim_steps, combine_claims, rating_likelihood
from metier.core.profile.posterior import infer_levels

AS_OF = dt.date(2026, 11, 1)
Claim = Callable[..., Evidence]
CLAIMS = (
    "listed",
    "mentioned",
    "used-at-work",
    "used-in-project",
    "studied",
    "certified",
    "familiar",
    "proficient",
    "expert",
    "years-few",
    "years-several",
    "years-many",
    "led",
    "taught",
)
SKILLS = ("python", "pytorch", "tensorflow", "keras", "pandas", "deep-learning", "sql")
months = st.one_of(
    st.none(), st.builds("{}-{:02d}".format, st.integers(2000, 2028), st.integers(1, 12))
)


@st.composite
def evidence_of(draw: st.DrawFn, signs: tuple[str, ...], most: int) -> list[Evidence]:
    return [
        Evidence(
            skill=draw(st.sampled_from(SKILLS)),
            kind="claim",
            sign=draw(st.sampled_from(signs)),
            document=draw(st.sampled_from(["cv", "letter", ""])),
            start=10 * place,
            end=10 * place + 4,
            month=draw(months),
        )
        for place in range(draw(st.integers(0, most)))
    ]


def at_least(inferred: Proficiencies) -> np.ndarray:
    """Return P(level >= k) of every skill, k from 0 to 5."""
    return np.cumsum(inferred.levels[:, ::-1], axis=1)[:, ::-1]


further_claims = st.builds(
    Evidence,
    skill=st.sampled_from(SKILLS),
    kind=st.just("claim"),
    sign=st.sampled_from(CLAIMS),
    document=st.sampled_from(["cv", "letter", "", "new"]),
    start=st.just(1000),
    end=st.just(1005),
    month=months,
)
ratings = st.builds(
    Evidence,
    skill=st.sampled_from(SKILLS),
    kind=st.just("rating"),
    sign=st.just("self-rating"),
    month=st.just("2026-05-01"),
    level=st.integers(0, 5),
)


@settings(max_examples=80, deadline=None, database=None)
@given(
    claims=evidence_of((*CLAIMS, "denied"), 7),
    rated=st.lists(ratings, max_size=2),
    further=further_claims,
    words=st.integers(0, 900),
)
def test_a_further_claim_never_lowers_any_level(
    framework: Framework,
    *,
    claims: list[Evidence],
    rated: list[Evidence],
    further: Evidence,
    words: int,
) -> None:
    before = claims + rated

    old = infer_levels(framework, before, as_of=AS_OF, words=words)
    new = infer_levels(framework, [*before, further], as_of=AS_OF, words=words)

    assert (at_least(new) >= at_least(old) - 1e-12).all()
    assert new.mean(further.skill) >= old.mean(further.skill) - 1e-12


@pytest.mark.parametrize("sign", CLAIMS)
def test_a_claim_raises_its_skill(framework: Framework, claim: Claim, sign: str) -> None:
    nothing = infer_levels(framework, [], as_of=AS_OF)
    something = infer_levels(framework, [claim("sql", sign)], as_of=AS_OF)

    assert something.mean("sql") > nothing.mean("sql")
    assert something.is_shown("sql")
    assert not nothing.is_shown("sql")


def test_a_repeat_in_the_same_document_counts_less_than_another_document(
    framework: Framework, claim: Claim
) -> None:
    first = claim("sql", "used-at-work")
    once = infer_levels(framework, [first], as_of=AS_OF)
    again = infer_levels(framework, [first, claim("sql", "used-at-work", place=1)], as_of=AS_OF)
    other = infer_levels(
        framework, [first, claim("sql", "used-at-work", document="letter")], as_of=AS_OF
    )

    assert once.mean("sql") < again.mean("sql") < other.mean("sql")


def test_age_weakens_a_claim_toward_no_claim(framework: Framework, claim: Claim) -> None:
    nothing = infer_levels(framework, [], as_of=AS_OF).mean("pytorch")
    means = [
        infer_levels(framework, [claim("pytorch", "led", month=month)], as_of=AS_OF).mean("pytorch")
        for month in (None, "2026-11", "2024-11", "2020-11", "1999-01", "1980-01")
    ]

    assert means == sorted(means, reverse=True)
    assert means[0] == means[1] > means[2] > means[3]
    assert means[-2] == means[-1] > nothing


def test_a_month_to_come_counts_as_now(framework: Framework, claim: Claim) -> None:
    now = infer_levels(framework, [claim("sql", "led")], as_of=AS_OF)
    later = infer_levels(framework, [claim("sql", "led", month="2031-01")], as_of=AS_OF)

    assert later.mean("sql") == now.mean("sql")


def test_the_ledger_tells_the_mean_without_age(framework: Framework, claim: Claim) -> None:
    old = infer_levels(framework, [claim("sql", "led", month="2010-01")], as_of=AS_OF)
    new = infer_levels(framework, [claim("sql", "led")], as_of=AS_OF)

    assert old.ledger("sql").undated_mean == pytest.approx(new.mean("sql"), abs=1e-12)
    assert old.mean("sql") < old.ledger("sql").undated_mean


def test_a_denial_lowers(framework: Framework, claim: Claim) -> None:
    shown = claim("sql", "listed")
    denied = claim("sql", "denied", place=1)

    alone = infer_levels(framework, [denied], as_of=AS_OF)
    before = infer_levels(framework, [shown], as_of=AS_OF)
    after = infer_levels(framework, [shown, denied], as_of=AS_OF)

    assert alone.mean("sql") < infer_levels(framework, [], as_of=AS_OF).mean("sql")
    assert after.mean("sql") < before.mean("sql")
    assert after.ledger("sql").against == (1,)
    assert not alone.is_shown("sql")


def test_a_rating_pulls_both_ways(framework: Framework, claim: Claim) -> None:
    shown = claim("sql", "led")
    before = infer_levels(framework, [shown], as_of=AS_OF).mean("sql")

    means = []
    for level in range(6):
        rating = Evidence("sql", "rating", "self-rating", month="2026-10-01", level=level)
        inferred = infer_levels(framework, [shown, rating], as_of=AS_OF)
        assert inferred.ledger("sql").rated == level
        means.append(inferred.mean("sql"))

    assert means == sorted(means)
    assert means[1] < before < means[5]


@pytest.mark.parametrize("signs", [(), ("listed",), ("led", "expert", "years-many")])
def test_a_higher_rating_never_gives_a_lower_level(
    framework: Framework, claim: Claim, signs: tuple[str, ...]
) -> None:
    shown = [claim("sql", sign, document=sign) for sign in signs]
    means = [
        infer_levels(
            framework,
            [*shown, Evidence("sql", "rating", "self-rating", month="2026-10-01", level=level)],
            as_of=AS_OF,
        ).mean("sql")
        for level in range(6)
    ]

    assert means == sorted(means)


def test_the_latest_rating_holds(framework: Framework) -> None:
    early = Evidence("sql", "rating", "self-rating", month="2026-10-01", level=1)
    late = Evidence("sql", "rating", "self-rating", month="2026-10-02", level=4)
    same_day = Evidence("sql", "rating", "self-rating", month="2026-10-02", level=2)

    assert infer_levels(framework, [late, early], as_of=AS_OF).ledger("sql").rated == 4
    assert infer_levels(framework, [early, late, same_day], as_of=AS_OF).ledger("sql").rated == 2


@pytest.mark.parametrize("true", range(6))
def test_stated_levels_are_shares_at_each_true_level(framework: Framework, true: int) -> None:
    for rating in framework.data.evidence.ratings:
        column = [rating_likelihood(rating, stated)[true] for stated in range(6)]

        assert sum(column) == pytest.approx(1, abs=1e-9)
        assert max(range(6), key=column.__getitem__) == true


def test_an_implication_speaks_up_to_its_cap_only(framework: Framework, claim: Claim) -> None:
    implied = next(i for i in framework.skills["pytorch"].implies if i.skill == "python")
    nothing = infer_levels(framework, [], as_of=AS_OF).distribution("python")
    through = infer_levels(framework, [claim("pytorch", "expert")], as_of=AS_OF)
    levels = through.distribution("python")
    direct = infer_levels(framework, [claim("python", "expert")], as_of=AS_OF)

    ratios = levels / nothing
    assert (np.diff(ratios[: implied.cap + 1]) > 0).all()
    assert ratios[implied.cap :] == pytest.approx(ratios[implied.cap])
    assert through.mean("python") < direct.mean("python")
    assert through.ledger("python").implied == (0,)
    assert through.ledger("python").direct == ()
    assert not through.is_shown("python")


def test_an_implication_goes_one_hop_and_never_back(framework: Framework, claim: Claim) -> None:
    source = claim("pytorch", "expert")
    reached = {i.skill for i in framework.skills["pytorch"].implies}
    nothing = infer_levels(framework, [], as_of=AS_OF)
    something = infer_levels(framework, [source], as_of=AS_OF)

    moved = {skill for skill in something.skills if something.mean(skill) != nothing.mean(skill)}

    assert moved == reached | {"pytorch"}


def test_an_implication_is_not_stacked_on_direct_evidence_of_its_span(
    framework: Framework, claim: Claim
) -> None:
    direct = claim("python", "listed")
    same = infer_levels(framework, [direct, claim("pytorch", "listed")], as_of=AS_OF)
    apart = infer_levels(framework, [direct, claim("pytorch", "listed", place=1)], as_of=AS_OF)
    alone = infer_levels(framework, [direct], as_of=AS_OF)

    assert same.mean("python") == alone.mean("python") < apart.mean("python")


def test_silence_speaks_in_long_documents_only(framework: Framework, claim: Claim) -> None:
    shown = [claim("sql", "listed")]
    rules = framework.data.evidence.silence
    means = [
        infer_levels(framework, shown, as_of=AS_OF, words=words).mean("kubernetes")
        for words in (0, rules.min_words, 400, rules.full_words, 5000)
    ]

    assert means[0] == means[1] > means[2] > means[3] == means[4]
    long = infer_levels(framework, shown, as_of=AS_OF, words=5000)
    short = infer_levels(framework, shown, as_of=AS_OF, words=0)
    assert long.ledger("kubernetes").silent
    assert not long.ledger("sql").silent
    assert long.mean("sql") == short.mean("sql")


def test_claims_combine_in_any_order(framework: Framework) -> None:
    steps = [claim_steps(framework.signs[sign]) for sign in CLAIMS]

    assert combine_claims(steps, 0.5) == pytest.approx(combine_claims(steps[::-1], 0.5))
    assert combine_claims(steps[:1], 0.5) == steps[0]
