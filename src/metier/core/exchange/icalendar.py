"""Events as an iCalendar file (RFC 5545) that calendars on any device import."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple


class Event(NamedTuple):
    """Something on one or several whole days.

    Attributes:
        uid: Names the event for good, so that importing it again changes it and adds none.
        day: The first day.
        end_day: The last day, or None for one day.
        title: One line.
        text: What it is about; may be empty.
        minutes: How long it takes, or None for whole days; it goes into the text.
    """

    uid: str
    day: dt.date
    end_day: dt.date | None
    title: str
    text: str = ""
    minutes: int | None = None


def write_calendar(events: Sequence[Event], *, name: str, as_of: dt.date) -> str:
    """Return the events as iCalendar text with CRLF line ends.

    Args:
        events: The events, in any order.
        name: What a calendar program calls the whole.
        as_of: The day of writing, so that the same events make the same text.
    """
    from icalendar import Calendar  # noqa: PLC0415 only calendars need it
    from icalendar import Event as Entry  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//Metier//Metier//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    stamp = dt.datetime.combine(as_of, dt.time(), tzinfo=dt.UTC)
    for event in sorted(events, key=lambda item: (item.day, item.uid)):
        entry = Entry()
        entry.add("uid", event.uid)
        entry.add("dtstamp", stamp)
        entry.add("dtstart", event.day)
        last = event.end_day or event.day
        if last < dt.date.max:
            entry.add("dtend", last + dt.timedelta(days=1))
        entry.add("summary", event.title)
        text = event.text
        if event.minutes is not None:
            text = f"{_duration(event.minutes)}. {text}".strip()
        if text:
            entry.add("description", text)
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return str(calendar.to_ical().decode("utf-8"))


def _duration(minutes: int) -> str:
    hours = minutes / 60
    if hours < 1:
        return f"About {minutes} minutes"
    return f"About {hours:.0f} hour{'s' if round(hours) != 1 else ''}"
