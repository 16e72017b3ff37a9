"""Saved adverts: on the board from saved to offer, with what is due."""

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from metier.core.applications.board import (
    check_future,
    move_advert,
    sort_board,
    status_of,
    undo_move,
)
from metier.core.errors import StoreError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Profile, SavedAdvert
from metier.core.framework.way_records import StatusChange
from metier.core.workflow.advert import Adverts, ReadAdvert
from metier.core.workflow.answers import Json, head
from metier.core.workflow.applying import (
    AdvertFit,
    application_rules,
    describe_advert_fit,
    describe_must_gaps,
    fit_advert,
)
from metier.core.workflow.assess import Assessment

_LONGEST_ID = 48


def find_saved(profile: Profile, advert_id: str) -> SavedAdvert:
    """Return a saved advert by its id, or by the beginning of one.

    Raises:
        StoreError: There is none, or several begin so.
    """
    exact = [item for item in profile.adverts if item.id == advert_id]
    found = exact or [item for item in profile.adverts if item.id.startswith(advert_id)]
    if len(found) == 1 and advert_id:
        return found[0]
    known = ", ".join(item.id for item in (found or profile.adverts)[:8])
    many = "several adverts" if len(found) > 1 else "no advert"
    raise StoreError(
        f"{profile.name} has {many} {advert_id!r}.",
        code="advert-missing",
        hint=f"There are {known}." if known else f"'metier advert FILE --save @{profile.name}'.",
    )


def save_advert(profile: Profile, read: ReadAdvert, *, day: dt.date) -> tuple[Profile, SavedAdvert]:
    """Return the profile with an advert on its board, and the advert as it was saved.

    Raises:
        UsageError: It is saved already.
    """
    document, advert = read
    for item in profile.adverts:
        if item.document.sha256 == document.sha256:
            raise UsageError(
                f"{document.name} is saved already, as {item.id}.",
                code="advert-saved",
                hint=f"'metier adverts @{profile.name} show {item.id}' shows it.",
            )
    title = advert.title.value if advert.title else document.name
    company = advert.company.value if advert.company else ""
    saved = SavedAdvert(
        id=_free_id(profile, f"{company} {title}"),
        document=document,
        title=title,
        company=company,
        changes=(StatusChange("saved", day.isoformat()),),
        role=advert.role,
        stage=advert.stage,
    )
    return msgspec.structs.replace(profile, adverts=(*profile.adverts, saved)), saved


def change_status(
    framework: Framework,
    profile: Profile,
    advert_id: str,
    status: str,
    *,
    day: dt.date,
    note: str = "",
    follow_up: dt.date | None = None,
) -> Profile:
    """Return the profile with an advert at a new status.

    Raises:
        StoreError: There is no such advert.
        UnknownIdError: There is no such status.
        UsageError: The status cannot follow, or a day is out of order.
    """
    rules = application_rules(framework)
    advert = find_saved(profile, advert_id)
    moved = move_advert(rules, advert, status, day=day, note=note, follow_up=follow_up)
    return _replace(profile, moved)


def undo_status(profile: Profile, advert_id: str) -> Profile:
    """Return the profile with the last change of an advert's status taken back.

    Raises:
        StoreError: There is no such advert.
        UsageError: It has not moved.
    """
    return _replace(profile, undo_move(find_saved(profile, advert_id)))


def set_follow_up(
    framework: Framework, profile: Profile, advert_id: str, day: dt.date | None, *, as_of: dt.date
) -> Profile:
    """Return the profile with the day on which to come back to an advert, or without one.

    Raises:
        StoreError: There is no such advert.
        UsageError: The day is past, or the application is closed.
    """
    advert = find_saved(profile, advert_id)
    status = status_of(application_rules(framework), advert.changes[-1].status)
    if day is not None:
        check_future(day, as_of=as_of)
        if not status.open:
            raise UsageError(
                f"{advert.id} is {status.label}; there is nothing to follow up.",
                code="status-order",
                hint="'--undo' takes its last step back.",
            )
    text = day.isoformat() if day else None
    return _replace(profile, msgspec.structs.replace(advert, follow_up=text))


def remove_saved(profile: Profile, advert_id: str) -> Profile:
    """Return the profile without a saved advert.

    Raises:
        StoreError: There is no such advert.
    """
    gone = find_saved(profile, advert_id)
    return msgspec.structs.replace(
        profile, adverts=tuple(item for item in profile.adverts if item is not gone)
    )


def fit_saved(
    adverts: Adverts, framework: Framework, assessment: Assessment, saved: SavedAdvert
) -> tuple[ReadAdvert, AdvertFit]:
    """Return a saved advert as it is read today, held against the person."""
    read = adverts.read(saved.document)
    return read, fit_advert(framework, assessment, read.advert)


def describe_board(
    framework: Framework, assessment: Assessment, adverts: Adverts, *, due_only: bool = False
) -> Json:
    """Return the board as plain values: the open ones first, by the day to come back."""
    rules = application_rules(framework)
    today = assessment.as_of.isoformat()
    shown = [
        item
        for item in sort_board(rules, assessment.profile.adverts)
        if not due_only or (item.follow_up is not None and item.follow_up <= today)
    ]
    rows = []
    for saved in shown:
        _, fit = fit_saved(adverts, framework, assessment, saved)
        rows.append({**_row(saved, today), **_numbers(framework, fit)})
    return {
        **head(framework, assessment.as_of),
        "statuses": [
            {"id": item.id, "label": item.label, "open": item.open, "next": item.next}
            for item in rules.statuses
        ],
        "adverts": rows,
        "due": [row["id"] for row in rows if row["due"]],
    }


def describe_saved(
    framework: Framework, assessment: Assessment, adverts: Adverts, saved: SavedAdvert
) -> Json:
    """Return one saved advert, its history, and how the person stands to it."""
    read, fit = fit_saved(adverts, framework, assessment, saved)
    return {
        **describe_advert_fit(framework, assessment, read, fit),
        **_row(saved, assessment.as_of.isoformat()),
        "changes": [
            {"status": item.status, "day": item.day, "note": item.note} for item in saved.changes
        ],
        "text": saved.document.text,
    }


def _row(saved: SavedAdvert, today: str) -> Json:
    last = saved.changes[-1]
    return {
        "id": saved.id,
        "title": saved.title,
        "company": saved.company,
        "status": last.status,
        "since": last.day,
        "note": last.note,
        "follow_up": saved.follow_up,
        "due": saved.follow_up is not None and saved.follow_up <= today,
    }


def _numbers(framework: Framework, fit: AdvertFit) -> Json:
    own = fit.own
    return {
        "role": fit.role,
        "stage": fit.stage,
        "fit": fit.fit,
        "readiness": {"value": own[0], "low": own[1], "high": own[2]} if own else None,
        "must_gaps": describe_must_gaps(framework, fit),
    }


def _free_id(profile: Profile, words: str) -> str:
    parts = re.findall(r"[a-z0-9]+", words.lower())
    base = "-".join(parts)[:_LONGEST_ID].strip("-") or "advert"
    taken: Sequence[str] = [item.id for item in profile.adverts]
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _replace(profile: Profile, changed: SavedAdvert) -> Profile:
    adverts = tuple(changed if item.id == changed.id else item for item in profile.adverts)
    return msgspec.structs.replace(profile, adverts=adverts)
