"""Writes to the table of long work: each is one statement that holds or does nothing."""

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.db.models import F, Q

from metier.core.errors import MetierError, StoreError
from metier.web.jobs.models import CANCELED, DONE, ENDED, FAILED, RUNNING, WAITING, JobRow

LEASE = dt.timedelta(seconds=60)
MOST_TRIES = 3
KEPT = dt.timedelta(days=1)


class Outcome(NamedTuple):
    """What long work leads to: a page, or a file.

    Attributes:
        address: The page that shows it; empty for a file.
        name: Name of the file; empty for a page.
    """

    address: str = ""
    name: str = ""
    media: str = ""
    content: bytes | None = None


class JobStoppedError(Exception):
    """The person canceled the work, or another worker has taken it over."""


def job_add(
    *,
    owner: str,
    kind: str,
    label: str,
    arguments: dict[str, Any],
    now: dt.datetime,
    profile: str | None = None,
) -> JobRow:
    """Put work in the queue, and take out what ended long ago."""
    JobRow.objects.filter(state__in=ENDED, ended__lt=now - KEPT).delete()
    row: JobRow = JobRow.objects.create(
        owner_id=owner,
        profile_id=profile,
        kind=kind,
        label=label.replace("\x00", "")[:120],
        arguments=arguments,
        made=now,
    )
    return row


def job_find(owner: str, job_id: str) -> JobRow:
    """Return a job of the owner.

    Raises:
        StoreError: They have no such job.
    """
    try:
        row = JobRow.objects.filter(pk=uuid.UUID(job_id), owner_id=owner).first()
    except ValueError:
        row = None
    if row is None:
        raise StoreError(
            "There is no such work.",
            code="job-missing",
            hint="Work that ended is shown for a day.",
        )
    found: JobRow = row
    return found


def job_take(worker: str, *, now: dt.datetime) -> JobRow | None:
    """Return the oldest work that nobody holds, now held by this worker; None without any.

    The update names the state that was seen, so of two workers one gets no row.
    """
    free = Q(state=WAITING) | Q(state=RUNNING, lease__lt=now)
    while True:
        row = JobRow.objects.filter(free).order_by("made", "id").first()
        if row is None:
            return None
        seen = JobRow.objects.filter(pk=row.pk, state=row.state, tries=row.tries)
        if row.cancel or row.tries >= MOST_TRIES:
            state = CANCELED if row.cancel else FAILED
            result = {} if row.cancel else _said(_given_up())
            seen.update(state=state, ended=now, result=result, worker="", lease=None)
            continue
        taken = seen.update(
            state=RUNNING, worker=worker, lease=now + LEASE, tries=F("tries") + 1, progress=0.0
        )
        if taken:
            held: JobRow = JobRow.objects.get(pk=row.pk)
            return held


def job_beat(row: JobRow, *, now: dt.datetime, progress: float, steps: int) -> None:
    """Say how far the work is, and hold it for another while.

    Raises:
        JobStoppedError: It was canceled, or is held by another worker by now.
    """
    held = _held(row).filter(cancel=False)
    if not held.update(lease=now + LEASE, progress=progress, steps=steps):
        raise JobStoppedError


def job_finish(row: JobRow, outcome: Outcome, *, now: dt.datetime) -> bool:
    """Keep what the work led to; return whether it was still this worker's."""
    result = {"address": outcome.address, "name": outcome.name, "media": outcome.media}
    values = {"result": result, "content": outcome.content, "progress": 1.0}
    return _end(row, DONE, values, now=now)


def job_fail(row: JobRow, error: MetierError, *, now: dt.datetime) -> bool:
    """Keep why the work could not be done; return whether it was still this worker's."""
    return _end(row, FAILED, {"result": _said(error)}, now=now)


def job_stop(row: JobRow, *, now: dt.datetime) -> bool:
    """Note that canceled work has stopped; return whether it was still this worker's."""
    return _end(row, CANCELED, {"result": {}}, now=now)


def job_cancel(owner: str, job_id: str, *, now: dt.datetime) -> None:
    """Ask for work to stop: at once where it waits, at the next beat where it runs.

    Raises:
        StoreError: The owner has no such job.
    """
    row = job_find(owner, job_id)
    JobRow.objects.filter(pk=row.pk, state=WAITING).update(state=CANCELED, cancel=True, ended=now)
    JobRow.objects.filter(pk=row.pk, state=RUNNING).update(cancel=True)


def _given_up() -> StoreError:
    return StoreError(
        "This work was begun several times and never ended.",
        code="job-crashed",
        hint="The server may have been stopped each time, or it is too much for this machine.",
    )


def _said(error: MetierError) -> dict[str, str]:
    return {"code": error.code, "message": error.message, "hint": error.hint}


def _held(row: JobRow) -> Any:
    return JobRow.objects.filter(pk=row.pk, state=RUNNING, worker=row.worker, tries=row.tries)


def _end(row: JobRow, state: str, values: dict[str, Any], *, now: dt.datetime) -> bool:
    return bool(_held(row).update(state=state, ended=now, lease=None, arguments={}, **values))
