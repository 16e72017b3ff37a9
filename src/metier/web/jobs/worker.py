"""The worker: takes one piece of work after another, inside the process that serves the pages."""

import datetime as dt
import logging
import secrets
import threading
from collections.abc import Callable

from django.db import close_old_connections
from django.utils import timezone

from metier.core.errors import MetierError
from metier.web.jobs.kinds import KINDS
from metier.web.jobs.models import JobRow
from metier.web.jobs.services import (
    JobStoppedError,
    job_beat,
    job_fail,
    job_finish,
    job_stop,
    job_take,
)

PAUSE_SECONDS = 1.0
BEAT_EVERY = dt.timedelta(seconds=1)
_FEW = 500.0
_logger = logging.getLogger("django.metier.jobs")


def run_next(worker: str, *, now: Callable[[], dt.datetime] = timezone.now) -> bool:
    """Take the next piece of work and do it; return whether there was any."""
    row = job_take(worker, now=now())
    if row is None:
        return False
    try:
        outcome = KINDS[row.kind](row.arguments, _beater(row, now))
    except JobStoppedError:
        job_stop(row, now=now())
    except MetierError as error:
        job_fail(row, error, now=now())
    except Exception as error:  # one bad piece of work must not end the worker
        _logger.error("Work of kind %s broke: %s", row.kind, type(error).__name__)  # noqa: TRY400
        broken = MetierError("This work broke, and that is our mistake.", code="internal")
        job_fail(row, broken, now=now())
    else:
        job_finish(row, outcome, now=now())
    return True


def _beater(row: JobRow, now: Callable[[], dt.datetime]) -> Callable[[int], None]:
    """Return what the work calls as it goes; it writes at most once a second."""
    last: list[dt.datetime] = []

    def beat(steps: int) -> None:
        moment = now()
        if last and moment - last[0] < BEAT_EVERY:
            return
        last[:] = [moment]
        # how many steps there will be is not known: the bar nears its end and never reaches it
        job_beat(row, now=moment, progress=steps / (steps + _FEW), steps=steps)

    return beat


class Worker(threading.Thread):
    """A thread that does the work until it is told to stop."""

    def __init__(self) -> None:
        """Make ready; `start` begins."""
        super().__init__(name="metier-jobs", daemon=True)
        self._ends = threading.Event()
        self._name = secrets.token_urlsafe(12)

    def run(self) -> None:
        """Do one piece after another; look for new ones once a second."""
        while not self._ends.is_set():
            try:
                busy = run_next(self._name)
            except Exception as error:  # the database may be away for a while
                _logger.error("The worker waits: %s", type(error).__name__)  # noqa: TRY400
                busy = False
            close_old_connections()
            if not busy:
                self._ends.wait(PAUSE_SECONDS)

    def stop(self) -> None:
        """End after the present piece."""
        self._ends.set()
