"""Many people at once give what each gives alone."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metier.core.framework.load import load_framework
from metier.core.framework.records import Evidence
from metier.core.match.batch import BatchMatcher, Stated, largest, latest_of
from metier.core.match.readiness import assess_readiness
from metier.core.profile.posterior import infer_levels
from metier.core.workflow.matching import make_matcher

AS_OF = dt.date(2026, 11, 1)
FRAMEWORK = load_framework()
MATCHER = make_matcher(FRAMEWORK)
SKILLS = len(FRAMEWORK.data.skills)
PEOPLE = st.lists(
    st.lists(st.tuples(st.integers(0, SKILLS - 1), st.integers(0, 5)), max_size=6),
    min_size=1,
    max_size=3,
)


def state(people: list[list[tuple[int, int]]]) -> Stated:
    rows = [(n, skill, level) for n, one in enumerate(people) for skill, level in one]
    person, skill, level = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return latest_of(Stated(person, skill, level, len(people)))


@settings(deadline=None, max_examples=10)
@given(PEOPLE)
def test_readiness_is_that_of_each_alone(people: list[list[tuple[int, int]]]) -> None:
    found = MATCHER.readiness(MATCHER.rows(state(people)))

    for n, one in enumerate(people):
        evidence = [
            Evidence(FRAMEWORK.data.skills[skill].id, "rating", "self-rating", level=level)
            for skill, level in dict(one).items()
        ]
        levels = infer_levels(FRAMEWORK, evidence, as_of=AS_OF)
        for number in (0, 17, 42, 83):
            target = MATCHER.targets[number]
            shares = (levels.levels[target.rows] * target.worth).sum(axis=1)
            assert found[n, number] == pytest.approx(shares.sum(), abs=1e-9)
            lacks = MATCHER.missing(MATCHER.rows(state(people)), number)[n]
            weights = [ask.weight for ask in target.asks]
            assert lacks == pytest.approx(weights - shares, abs=1e-9)


def test_of_several_statements_the_last_counts() -> None:
    stated = state([[(3, 1), (5, 2), (3, 4)], [(3, 0)]])

    assert stated.person.tolist() == [0, 0, 1]
    assert dict(zip(stated.skill.tolist()[:2], stated.level.tolist()[:2], strict=True)) == {
        3: 4,
        5: 2,
    }
    assert stated.level.tolist()[2] == 0


def test_nobody_has_the_readiness_of_the_prior() -> None:
    nobody = infer_levels(FRAMEWORK, [], as_of=AS_OF)
    found = MATCHER.readiness(MATCHER.rows(state([[]])))

    assert isinstance(MATCHER, BatchMatcher)
    assert found[0] == pytest.approx(MATCHER.base)
    single = assess_readiness(FRAMEWORK, MATCHER.targets[0], nobody)
    assert found[0, 0] == pytest.approx(single.value, abs=1e-12)


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1), st.integers(1, 6))
def test_largest_are_the_largest_in_order(rows: list[list[int]], count: int) -> None:
    values = np.array(rows, dtype=np.float64)

    found = np.take_along_axis(values, largest(values, count), axis=1)

    assert found.tolist() == [sorted(row, reverse=True)[: min(4, count)] for row in rows]
