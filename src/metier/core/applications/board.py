"""The board of applications: from saved to offer, one step at a time."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.doing_types import ApplicationFile, StatusSpec
from metier.core.framework.way_records import SavedAdvert, StatusChange


def status_of(rules: ApplicationFile, name: str) -> StatusSpec:
    """Return a status by its id.

    Raises:
        UnknownIdError: There is no such status.
    """
    found = next((item for item in rules.statuses if item.id == name), None)
    if found is None:
        known = tuple(item.id for item in rules.statuses)
        raise UnknownIdError(
            f"There is no status {name!r}.",
            code="status-unknown",
            hint=f"There are {', '.join(known)}.",
            candidates=known,
        )
    return found


def move_advert(
    rules: ApplicationFile,
    advert: SavedAdvert,
    name: str,
    *,
    day: dt.date,
    note: str = "",
    follow_up: dt.date | None = None,
) -> SavedAdvert:
    """Return the advert at a new status, from a day on; a follow-up stays while it is open.

    Raises:
        UnknownIdError: There is no such status.
        UsageError: The status cannot follow, or a day comes before another that it must follow.
    """
    wanted = status_of(rules, name)
    last = advert.changes[-1]
    now = status_of(rules, last.status)
    if wanted.id not in now.next:
        hint = f"After it come {', '.join(now.next)}." if now.next else "It is closed."
        raise UsageError(
            f"{advert.id} is {now.label}, and {wanted.id!r} cannot follow.",
            code="status-order",
            hint=f"{hint} '--undo' takes the last step back.",
        )
    if day.isoformat() < last.day:
        raise UsageError(
            f"{day} is before {last.day}, when {advert.id} became {now.label}.",
            code="date-past",
            hint="Give that day or a later one.",
        )
    if follow_up is not None:
        check_future(follow_up, as_of=day)
    kept = follow_up.isoformat() if follow_up else advert.follow_up
    return msgspec.structs.replace(
        advert,
        changes=(*advert.changes, StatusChange(wanted.id, day.isoformat(), note)),
        follow_up=kept if wanted.open else None,
    )


def undo_move(advert: SavedAdvert) -> SavedAdvert:
    """Return the advert as it was before its last change of status.

    Raises:
        UsageError: It has not moved since it was saved.
    """
    if len(advert.changes) == 1:
        raise UsageError(
            f"{advert.id} has not moved since it was saved.",
            code="status-order",
            hint="'remove' takes it off the board.",
        )
    return msgspec.structs.replace(advert, changes=advert.changes[:-1])


def check_future(day: dt.date, *, as_of: dt.date) -> None:
    """Refuse a day to come back on that has passed.

    Raises:
        UsageError: It is before `as_of`.
    """
    if day < as_of:
        raise UsageError(
            f"{day} is past: today counts as {as_of}.",
            code="date-past",
            hint="Give today or a day to come.",
        )


def sort_board(rules: ApplicationFile, adverts: Sequence[SavedAdvert]) -> list[SavedAdvert]:
    """Return adverts by follow-up, the open ones first, then by status and id."""
    order = {item.id: place for place, item in enumerate(rules.statuses)}
    is_open = {item.id: item.open for item in rules.statuses}
    return sorted(
        adverts,
        key=lambda advert: (
            not is_open[advert.changes[-1].status],
            advert.follow_up or "9999",
            -order[advert.changes[-1].status],
            advert.id,
        ),
    )
