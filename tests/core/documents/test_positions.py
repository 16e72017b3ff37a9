"""Dates in all the ways that people write them, and the blocks that they head."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metier.core.documents.positions import find_positions
from metier.core.documents.sections import find_sections
from metier.core.framework.records import Position


def positions_in(text: str) -> list[Position]:
    return find_positions(text, find_sections(text))


@pytest.mark.parametrize(
    ("dates", "began", "ended"),
    [
        ("Jan 2020 - Mar 2021", "2020-01", "2021-03"),
        ("January 2020 – Present", "2020-01", None),
        ("JAN 2020 — DEC 2020", "2020-01", "2020-12"),
        ("Sept. 2019 – Oct 2020", "2019-09", "2020-10"),
        ("Jun '19 - Jul ’21", "2019-06", "2021-07"),
        ("Feb 98 - Mar 01", "1998-02", "2001-03"),
        ("May 20, 2020 – June 1st, 2021", "2020-05", "2021-06"),
        ("Jan2020-Feb2021", "2020-01", "2021-02"),
        ("March 2019   June 2020", "2019-03", "2020-06"),
        ("01/2020 - 03/2021", "2020-01", "2021-03"),
        ("1/2020–2/2021", "2020-01", "2021-02"),
        ("01.2020 - 03.2021", "2020-01", "2021-03"),
        ("2015/03 – 2016/04", "2015-03", "2016-04"),
        ("2020-01 to 2021-03", "2020-01", "2021-03"),
        ("2010-12 - 2011-02", "2010-12", "2011-02"),
        ("2019-01-15 - 2020-02-28", "2019-01", "2020-02"),
        ("2019-2021", "2019-01", "2021-01"),
        ("2001-2010", "2001-01", "2010-01"),
        ("2019 until 2020", "2019-01", "2020-01"),
        ("from 2017 to 2018", "2017-01", "2018-01"),
        ("2019 - now", "2019-01", None),
        ("2019-present", "2019-01", None),
        ("Aug 2019 – till date", "2019-08", None),
        ("06/2018 - Current", "2018-06", None),
        ("since May 2018", "2018-05", None),
        ("Since 2018", "2018-01", None),
    ],
)
def test_dates_are_read(dates: str, began: str, ended: str | None) -> None:
    (position,) = positions_in(f"Experience\nEngineer, Acme, {dates}\nBuilt things\n")

    assert (position.began, position.ended, position.current) == (began, ended, ended is None)
    assert position.title == "Engineer, Acme"
    assert position.section == "experience"


@pytest.mark.parametrize(
    "text",
    [
        "in 2020 I learned Go",
        "Mar 2021 - Jan 2020",
        "13/2020 - 14/2021",
        "1850 - 1900",
        "call 555-2010-2012x",
        "version 2.0 - 3.0",
        "2020-13 - 2021-14",
        "summer 2019",
        "",
    ],
)
def test_what_is_no_span_of_time(text: str) -> None:
    assert positions_in(f"Experience\n{text}\n") == []


def test_block_reaches_to_the_next_one_and_not_beyond_its_section() -> None:
    text = (
        "Experience\n"
        "Lead, Beta, 2020 - now\nLed a team\n"
        "Engineer, Acme, 2017 - 2020\nBuilt things\n"
        "Education\nPhysics, Bern, 2012 - 2016\n"
    )

    lead, engineer, study = positions_in(text)

    assert text[lead.start : lead.end] == "Lead, Beta, 2020 - now\nLed a team\n"
    assert text[engineer.start : engineer.end] == "Engineer, Acme, 2017 - 2020\nBuilt things\n"
    assert text[study.start : study.end] == "Physics, Bern, 2012 - 2016\n"
    assert [p.section for p in (lead, engineer, study)] == ["experience", "experience", "education"]


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("Engineer, Acme | 2019 - 2020", "Engineer, Acme"),
        ("2019 - 2020: Engineer, Acme", "Engineer, Acme"),
        ("Engineer, Acme\n2019 - 2020", "Engineer, Acme"),
        ("• Engineer, Acme (2019 - 2020)", "Engineer, Acme"),
        ("Engineer, Acme (Bern) 2019 - 2020", "Engineer, Acme (Bern)"),
    ],
)
def test_title_is_beside_or_above_the_dates(block: str, title: str) -> None:
    text = f"Experience\n\n{block}\nBuilt things\n"

    (position,) = positions_in(text)

    assert position.title == title
    assert text[position.start : position.end].strip().startswith(block.splitlines()[0])


@settings(deadline=None, max_examples=200, database=None)
@given(
    st.lists(
        st.sampled_from(
            ["2019 - 2020", "Jan 2018 to now", "since 2011", "Skills", "Experience", "Lead, Acme"]
        )
        | st.text(st.sampled_from("ab \n-,:12"), max_size=12),
        max_size=12,
    ).map("\n".join)
)
def test_blocks_are_ordered_and_do_not_overlap(text: str) -> None:
    found = positions_in(text)

    ends = [position.end for position in found]
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(before <= after.start for before, after in zip(ends, found[1:], strict=False))
    assert all(p.ended is None or p.began <= p.ended for p in found)
