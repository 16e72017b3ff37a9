"""Calendars that other programs read."""

import datetime as dt

from icalendar import Calendar

from metier.core.exchange.icalendar import Event, write_calendar

AS_OF = dt.date(2026, 11, 23)


def test_events_come_back_as_they_went_in() -> None:
    text = "Learn; then, rest.\nA line, with Ünïcode 🐍 and a very long tail " + "x" * 200
    events = [
        Event(
            "b@metier", dt.date(2027, 2, 28), dt.date(2028, 2, 29), "Zwei, Wochen; und", text, 90
        ),
        Event("a@metier", dt.date(2026, 12, 1), None, "One day"),
    ]

    written = write_calendar(events, name="Plan", as_of=AS_OF)

    calendar = Calendar.from_ical(written)
    first, second = calendar.walk("VEVENT")
    assert (str(first["uid"]), first["dtstart"].dt) == ("a@metier", dt.date(2026, 12, 1))
    assert first["dtend"].dt == dt.date(2026, 12, 2)
    assert second["dtend"].dt == dt.date(2028, 3, 1)
    assert str(second["summary"]) == "Zwei, Wochen; und"
    assert str(second["description"]) == f"About 2 hours. {text}"
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))


def test_the_same_events_make_the_same_text() -> None:
    events = [Event(f"{n}@metier", AS_OF, None, str(n)) for n in range(3)]

    one = write_calendar(events, name="x", as_of=AS_OF)

    assert one == write_calendar(events[::-1], name="x", as_of=AS_OF)


def test_the_last_day_of_all_does_no_harm() -> None:
    written = write_calendar([Event("z", dt.date.max, None, "Never")], name="x", as_of=AS_OF)

    assert "Never" in written


def test_control_characters_and_breaks_start_no_property() -> None:
    event = Event("u", AS_OF, None, "x\r\nATTENDEE:mailto:a@b", "y\nBEGIN:VALARM")

    (read,) = Calendar.from_ical(write_calendar([event], name="x", as_of=AS_OF)).walk("VEVENT")

    assert "attendee" not in read
    assert not read.subcomponents
