"""Years, titles and degrees as documents tell them."""

import datetime as dt

import pytest

from metier.core.framework.records import Document, Position, SectionKind
from metier.core.profile.facts import gather_facts

AS_OF = dt.date(2026, 11, 1)


def document(text: str = "", positions: tuple[Position, ...] = ()) -> Document:
    return Document("cv", "txt", "0" * 64, text, "en", 1, (), positions)


def position(
    began: str,
    ended: str | None,
    title: str = "Analyst",
    section: SectionKind = "experience",
) -> Position:
    return Position(0, 0, began, ended, ended is None, title, section)


def test_overlapping_positions_count_once() -> None:
    jobs = (
        position("2018-01", "2022-01"),
        position("2020-01", "2021-01"),
        position("2021-01", "2023-01"),
    )

    assert gather_facts([document("", jobs)], [], as_of=AS_OF).years == 5.0


def test_gaps_between_positions_do_not_count() -> None:
    jobs = (position("2010-01", "2011-01"), position("2020-01", "2022-01"))

    assert gather_facts([document("", jobs)], [], as_of=AS_OF).years == 3.0


def test_positions_of_several_documents_overlap_too() -> None:
    papers = [document("", (position("2020-01", "2022-01"),)) for _ in range(2)]

    assert gather_facts(papers, [], as_of=AS_OF).years == 2.0


def test_a_current_position_lasts_until_the_day_asked_for() -> None:
    papers = [document("", (position("2022-11", None),))]

    assert gather_facts(papers, [], as_of=AS_OF).years == 4.0
    assert gather_facts(papers, [], as_of=dt.date(2024, 11, 1)).years == 2.0
    assert gather_facts(papers, [], as_of=dt.date(2020, 1, 1)).years == 0.0


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Analyst with 12 years of experience in trade.", 12.0),
        ("8+ years' professional working experience.", 8.0),
        ("6 yrs exp in SQL, 4 years of experience in Java", 6.0),
        ("The firm is 80 years old, experience it.", None),
        ("99 years of experience", None),
        ("Age: 28 years old\nWork experience", None),
        ("A 6-year experience with SQL", 6.0),
        ("Work experience for almost 10 years", 10.0),
        ("", None),
    ],
)
def test_stated_years_are_read(text: str, years: float | None) -> None:
    assert gather_facts([document(text)], [], as_of=AS_OF).years == years


def test_what_the_head_of_a_document_states_holds_over_the_calendar() -> None:
    jobs = (position("2020-01", "2023-01"),)
    more = gather_facts([document("9 years of experience", jobs)], [], as_of=AS_OF)
    fewer = gather_facts([document("2 years of experience", jobs)], [], as_of=AS_OF)

    assert (more.years, more.stated_years) == (9.0, True)
    assert (fewer.years, fewer.stated_years) == (2.0, True)


def test_what_is_stated_further_down_may_be_of_one_skill_and_never_takes_years_away() -> None:
    jobs = (position("2020-01", "2023-01"),)
    below = "Analyst in trade.\n" * 80
    more = gather_facts([document(below + "9 years of experience", jobs)], [], as_of=AS_OF)
    fewer = gather_facts([document(below + "2 years of experience", jobs)], [], as_of=AS_OF)

    assert (more.years, more.years_from) == (9.0, "stated")
    assert (fewer.years, fewer.years_from) == (3.0, "counted")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("SQL- Exprience - 30 months\nR- Exprience - Less than 1 year months", 2.5),
        ("Python (3 years), C (1+ years)", 3.0),
        ("A contract of 30 months", None),
    ],
)
def test_the_longest_use_of_a_skill_is_work(text: str, years: float | None) -> None:
    assert gather_facts([document(text)], [], as_of=AS_OF).years == years


def test_half_of_the_time_since_the_degree_is_work_where_nothing_tells_more() -> None:
    text = "B.Sc. Physics, Graz 2016\nCertified in 2025"
    alone = gather_facts([document(text)], [], as_of=AS_OF)
    worked = (position("2018-01", "2026-01"),)
    beside = gather_facts([document("B.Sc. Physics, 2016", worked)], [], as_of=AS_OF)
    coming = gather_facts([document("B.Sc. Physics, 2028")], [], as_of=AS_OF)

    assert (alone.years, alone.years_from) == (5.0, "degree")
    assert (beside.years, beside.years_from) == (8.0, "counted")
    assert coming.years == 0.0


def test_until_now_ends_where_an_old_text_does() -> None:
    jobs = (position("2017-01", None),)
    short = "Since January 2017. SQL- Exprience - 17 months"
    old = gather_facts([document(short, jobs)], [], as_of=AS_OF)
    fresh = gather_facts([document(short + ". Certified in 2024", jobs)], [], as_of=AS_OF)
    steady = gather_facts([document("Since January 2017", jobs)], [], as_of=AS_OF)
    past = gather_facts([document("B.Sc. Physics, 2016")], [], as_of=AS_OF)

    assert (old.written, old.years) == (2018, 1.9)
    assert (fresh.written, fresh.years) == (None, 9.8)
    assert (steady.written, steady.years) == (None, 9.8)
    assert (past.written, past.years) == (2017, 0.5)


def test_study_is_no_work() -> None:
    jobs = (
        position("2015-01", "2019-01", "BSc Physics, University of Graz", "education"),
        position("2015-01", "2019-01", "Student of physics", "other"),
        position("2019-01", "2020-01", "Lab technician", "other"),
    )

    found = gather_facts([document("", jobs)], [], as_of=AS_OF)

    assert found.years == 1.0
    assert [job.title for job in found.jobs] == ["Lab technician"]


def test_jobs_stand_latest_first_and_current_before_past() -> None:
    jobs = (
        position("2012-01", "2015-01", "First"),
        position("2015-01", "2026-01", "Second"),
        position("2014-01", None, "Third"),
    )

    found = gather_facts([document("", jobs)], [], as_of=AS_OF)

    assert [job.title for job in found.jobs] == ["Third", "Second", "First"]


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("PhD in biology, M.Sc. before", "doctorate"),
        ("Doctoral studies", "doctorate"),
        ("M.Tech, Pune", "master"),
        ("Master's degree", "master"),
        ("B.Sc. Chemistry", "bachelor"),
        ("Bachelor of Arts", "bachelor"),
        ("Baker's apprentice", "none"),
    ],
)
def test_the_highest_degree_is_told(text: str, degree: str) -> None:
    assert gather_facts([document(text)], [], as_of=AS_OF).degree == degree


def test_words_of_scope_and_length() -> None:
    text = "Ada\nAnalyst\n\nI led a team of six and mentored two."

    found = gather_facts([document(text)], ["led a team", "mentored", "board"], as_of=AS_OF)

    assert found.scope == ("led a team", "mentored")
    assert found.words == 11
    assert found.headline.startswith("Ada · Analyst")


def test_nothing_tells_nothing() -> None:
    found = gather_facts([], [], as_of=AS_OF)

    assert (found.years, found.jobs, found.headline, found.degree) == (None, (), "", "none")
