"""Ranking: rows sorted and filtered by what a person cares about."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.core.errors import UsageError
from metier.core.match.ranking import HORIZONS, SORT_KEYS, RoleRow, filter_rows, sort_rows

number = st.none() | st.floats(min_value=0, max_value=1e6)
row = st.builds(
    RoleRow,
    role=st.sampled_from(["a", "b", "c", "d"]),
    category=st.sampled_from(["core", "business"]),
    stage=st.sampled_from(["entry", "mid"]),
    fit=st.floats(min_value=0, max_value=1),
    readiness=st.floats(min_value=0, max_value=1),
    hours=number,
    pay_now=number,
    pay_then=number,
    pay_per_hour=st.none() | st.floats(min_value=-1e4, max_value=1e4),
    interest=st.none() | st.floats(min_value=0, max_value=1),
    demand=st.none() | st.sampled_from(HORIZONS),
)
rows = st.lists(row, max_size=8)


def value(one: RoleRow, key: str) -> float | None:
    if key == "demand":
        return None if one.demand is None else float(HORIZONS.index(one.demand))
    found = getattr(one, key)
    assert found is None or isinstance(found, float)
    return found


@given(rows, st.sampled_from(SORT_KEYS), st.booleans())
def test_known_values_stand_in_order_and_unknown_ones_last(
    given_rows: list[RoleRow], key: str, descending: bool
) -> None:
    found = sort_rows(iter(given_rows), by=key, descending=descending)

    assert sorted(found, key=repr) == sorted(given_rows, key=repr)
    values = [value(one, key) for one in found]
    known = [one for one in values if one is not None]
    assert values == known + [None] * (len(values) - len(known))
    assert known == sorted(known, reverse=descending)
    for (left, a), (right, b) in itertools.pairwise(zip(values, found, strict=True)):
        if left == right:
            assert (-a.fit, a.role, a.stage) <= (-b.fit, b.role, b.stage)


def make(
    role: str,
    fit: float,
    *,
    hours: float | None = None,
    pay_then: float | None = None,
    demand: str | None = None,
) -> RoleRow:
    return RoleRow(role, "core", "mid", fit, 0.5, hours=hours, pay_then=pay_then, demand=demand)


def test_the_best_comes_first_where_no_direction_is_given() -> None:
    one = make("one", 0.6, hours=300.0, pay_then=90.0, demand="growing")
    two = make("two", 0.3, hours=100.0, pay_then=120.0, demand="emerging")
    three = make("three", 0.1, demand="high")

    def order(key: str) -> list[str]:
        return [found.role for found in sort_rows([three, two, one], by=key)]

    assert order("fit") == ["one", "two", "three"]
    assert order("hours") == ["two", "one", "three"]
    assert order("pay_then") == ["two", "one", "three"]
    assert order("demand") == ["three", "one", "two"]


@given(
    given_rows=rows,
    categories=st.sets(st.sampled_from(["core", "business"])),
    stages=st.sets(st.sampled_from(["entry", "mid"])),
    min_pay=number,
    demand=st.none() | st.sampled_from(HORIZONS),
    max_hours=number,
)
def test_a_filter_keeps_what_meets_it_and_drops_what_is_not_known(
    *,
    given_rows: list[RoleRow],
    categories: set[str],
    stages: set[str],
    min_pay: float | None,
    demand: str | None,
    max_hours: float | None,
) -> None:
    found = filter_rows(
        given_rows,
        categories=categories,
        stages=stages,
        min_pay=min_pay,
        demand=demand,
        max_hours=max_hours,
    )

    expected = list(given_rows)
    if categories:
        expected = [one for one in expected if one.category in categories]
    if stages:
        expected = [one for one in expected if one.stage in stages]
    if min_pay is not None:
        expected = [one for one in expected if one.pay_then is not None and one.pay_then >= min_pay]
    if max_hours is not None:
        expected = [one for one in expected if one.hours is not None and one.hours <= max_hours]
    if demand is not None:
        far = HORIZONS.index(demand)
        expected = [one for one in expected if one.demand and HORIZONS.index(one.demand) <= far]
    assert found == expected


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: sort_rows([], by="luck"), "ranking-key"),
        (lambda: filter_rows([], demand="soon"), "ranking-horizon"),
        (lambda: filter_rows([], max_hours=-1.0), "ranking-bound"),
        (lambda: filter_rows([], min_pay=float("nan")), "ranking-bound"),
    ],
)
def test_what_cannot_mean_anything_is_refused(call: Callable[[], list[RoleRow]], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        call()

    assert caught.value.code == code
    assert caught.value.hint
