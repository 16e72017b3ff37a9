"""The board: which status follows which, and days that are in order."""

import datetime as dt

import pytest

from metier.core.applications.board import (
    check_future,
    move_advert,
    sort_board,
    status_of,
    undo_move,
)
from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.doing_types import ApplicationFile
from metier.core.framework.load import load_framework
from metier.core.framework.records import Document, SavedAdvert
from metier.core.framework.way_records import StatusChange

FOUND = load_framework().library.applications
assert FOUND is not None
RULES: ApplicationFile = FOUND
DAY = dt.date(2026, 3, 1)
PAPER = Document("ad.txt", "text", "ab" * 32, "Analyst", "en", 0, (), ())


def saved(name: str = "a", *, follow_up: str | None = None, status: str = "saved") -> SavedAdvert:
    changes = (StatusChange("saved", "2026-03-01"),)
    if status != "saved":
        changes = (*changes, StatusChange(status, "2026-03-02"))  # type: ignore[arg-type]
    return SavedAdvert(name, PAPER, "Analyst", "Acme", changes, follow_up=follow_up)


def test_from_saved_to_accepted_and_no_further() -> None:
    advert = saved()
    for number, status in enumerate(("preparing", "applied", "interview", "interview", "offer")):
        day = DAY + dt.timedelta(days=number)
        advert = move_advert(RULES, advert, status, day=day, note=str(number))
    advert = move_advert(RULES, advert, "accepted", day=DAY + dt.timedelta(days=9))
    assert [change.status for change in advert.changes][-2:] == ["offer", "accepted"]
    assert advert.changes[1] == StatusChange("preparing", "2026-03-01", "0")
    for status in RULES.statuses:
        with pytest.raises(UsageError) as caught:
            move_advert(RULES, advert, status.id, day=DAY + dt.timedelta(days=20))
        assert caught.value.code == "status-order"


def test_every_status_follows_only_what_the_data_says() -> None:
    for status in RULES.statuses:
        for wanted in RULES.statuses:
            advert = saved(status=status.id)
            if wanted.id in status.next:
                moved = move_advert(RULES, advert, wanted.id, day=dt.date(2026, 3, 3))
                assert moved.changes[-1].status == wanted.id
            else:
                with pytest.raises(UsageError):
                    move_advert(RULES, advert, wanted.id, day=dt.date(2026, 3, 3))


def test_every_open_status_can_end_and_every_status_can_be_reached() -> None:
    reached = {"saved"}
    for _ in RULES.statuses:
        reached |= {name for item in RULES.statuses if item.id in reached for name in item.next}
    assert reached == {item.id for item in RULES.statuses}
    assert all(bool(item.next) == item.open for item in RULES.statuses)


def test_an_unknown_status_names_those_there_are() -> None:
    with pytest.raises(UnknownIdError) as caught:
        status_of(RULES, "hired")
    assert caught.value.code == "status-unknown"
    assert "applied" in caught.value.hint


def test_days_are_in_order() -> None:
    advert = saved(status="applied")
    with pytest.raises(UsageError) as caught:
        move_advert(RULES, advert, "interview", day=DAY)
    assert caught.value.code == "date-past"
    with pytest.raises(UsageError):
        move_advert(RULES, saved(), "applied", day=DAY, follow_up=DAY - dt.timedelta(days=1))
    check_future(DAY, as_of=DAY)


def test_a_follow_up_stays_while_it_is_open_and_goes_with_the_end() -> None:
    advert = saved(follow_up="2026-03-09")
    applied = move_advert(RULES, advert, "applied", day=DAY)
    assert applied.follow_up == "2026-03-09"
    assert move_advert(RULES, applied, "rejected", day=DAY).follow_up is None


def test_a_step_can_be_taken_back_but_not_the_first() -> None:
    advert = saved()
    moved = move_advert(RULES, advert, "applied", day=DAY)
    assert undo_move(moved) == advert
    with pytest.raises(UsageError):
        undo_move(advert)


def test_the_board_shows_open_ones_by_the_day_to_come_back() -> None:
    adverts = [
        saved("closed", status="rejected"),
        saved("later", follow_up="2026-05-01"),
        saved("quiet", status="offer"),
        saved("soon", follow_up="2026-03-02"),
    ]
    assert [item.id for item in sort_board(RULES, adverts)] == ["soon", "later", "quiet", "closed"]
