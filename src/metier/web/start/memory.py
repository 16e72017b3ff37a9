"""What a browser is working on: in memory only, bound to that browser, gone after an hour."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from metier.core.errors import StoreError
from metier.core.framework.records import Profile

KEEP_SECONDS = 3600.0
MAX_ITEMS = 200
MAX_CHARS = 40_000_000


@dataclass
class Work:
    """A profile at work, whose it is, and when it was last used."""

    id: str
    browser: str
    profile: Profile
    used: float = field(default=0.0)

    @property
    def size(self) -> int:
        """Characters of text held."""
        return sum(len(document.text) for document in self.profile.documents)


class WorkingMemory:
    """Profiles that nobody has kept. The oldest go when there are too many."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._items: OrderedDict[str, Work] = OrderedDict()

    def add(self, browser: str, profile: Profile) -> Work:
        """Hold a profile for a browser and return it with its id."""
        work = Work(secrets.token_urlsafe(18), browser, profile, self._clock())
        with self._lock:
            self._items[work.id] = work
            self._expire()
        return work

    def get(self, browser: str, work_id: str) -> Work:
        """Return what a browser works on.

        Raises:
            StoreError: It has expired, or it is another browser's.
        """
        with self._lock:
            self._expire()
            work = self._items.get(work_id)
            if work is None or not secrets.compare_digest(work.browser, browser):
                raise StoreError(
                    "This answer is no longer held.",
                    code="work-expired",
                    hint="Nothing was stored. Hand in the document again.",
                )
            work.used = self._clock()
            self._items.move_to_end(work_id)
            return work

    def replace(self, work: Work, profile: Profile) -> None:
        """Hold a changed profile in place of the old one."""
        with self._lock:
            work.profile = profile

    def forget(self, browser: str, work_id: str) -> None:
        """Drop what a browser works on, at once."""
        self.get(browser, work_id)
        with self._lock:
            self._items.pop(work_id, None)

    def forget_all(self, browser: str) -> None:
        """Drop everything that a browser works on, at once."""
        with self._lock:
            mine = [key for key, work in self._items.items() if work.browser == browser]
            for key in mine:
                del self._items[key]

    def _expire(self) -> None:
        limit = self._clock() - KEEP_SECONDS
        for key in [key for key, work in self._items.items() if work.used < limit]:
            del self._items[key]
        while len(self._items) > MAX_ITEMS or (
            len(self._items) > 1 and sum(w.size for w in self._items.values()) > MAX_CHARS
        ):
            self._items.popitem(last=False)


MEMORY = WorkingMemory()
