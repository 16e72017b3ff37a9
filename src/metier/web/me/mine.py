"""Whose page it is: the active profile of the person, assessed once for each of its revisions."""

import datetime as dt
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from metier.core.errors import StoreError
from metier.core.framework.records import Profile
from metier.core.framework.way_records import Target
from metier.core.profile.store import Entry
from metier.core.workflow.assess import Assessment, assess_profile, suggest_role
from metier.web.accounts.models import local_user
from metier.web.engine import framework
from metier.web.held import Held
from metier.web.profiles.access import personal
from metier.web.profiles.store import DatabaseStore
from metier.web.start.services import today

PROFILE_COOKIE = "metier_profile"
_HELD = 24
_ANSWERS = 40
_Answer = TypeVar("_Answer")
_View = Callable[..., HttpResponse]


class Mine(NamedTuple):
    """The active profile, assessed as of today.

    Attributes:
        answers: What was computed of it already; it goes when the profile or the day changes.
    """

    profile: Profile
    assessment: Assessment
    revision: int
    answers: dict[Hashable, Any]

    def once(self, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
        """Return an answer that depends on this profile and `key` alone, computed once.

        Whoever takes it must not change it.
        """
        if key not in self.answers:
            while len(self.answers) >= _ANSWERS:
                self.answers.pop(next(iter(self.answers)), None)
            self.answers[key] = make()
        answer: _Answer = self.answers[key]
        return answer

    @property
    def id(self) -> str:
        """The profile's id."""
        return self.profile.id

    @property
    def target(self) -> Target:
        """The first target, or the best fit at the stage now where none is chosen."""
        if self.chosen:
            return self.chosen[0]
        return Target(suggest_role(framework(), self.assessment), self.assessment.stage.stage)

    @property
    def chosen(self) -> tuple[Target, ...]:
        """The chosen targets that the framework knows; an overlay's may be away for a while."""
        return tuple(item for item in self.profile.targets if item.role in framework().roles)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The chosen targets, or the one that is supposed."""
        return self.chosen or (self.target,)


_Key = tuple[str, str, int, dt.date]
_held = Held[_Key, Mine](_HELD)


def owner_id() -> str:
    """Return the id of the one local user."""
    return str(local_user().id)


def entries() -> list[Entry]:
    """Return the person's profiles."""
    return DatabaseStore().list_profiles(owner_id())


def get_mine(profile_id: str) -> Mine:
    """Return a profile of the person, assessed.

    Raises:
        StoreError: They have no such profile.
    """
    owner, store = owner_id(), DatabaseStore()
    key = (owner, profile_id, store.revision(owner, profile_id), today())
    if found := _held.get(key):
        return found
    profile, revision = _read_whole(store, owner, profile_id)
    key = (owner, profile_id, revision, key[3])
    assessment = assess_profile(framework(), profile, as_of=key[3])
    return _held.put(key, Mine(assessment.profile, assessment, revision, {}))


def _read_whole(store: DatabaseStore, owner: str, profile_id: str) -> tuple[Profile, int]:
    """Return a profile and its revision, read anew where another tab wrote in between."""
    while True:
        before = store.revision(owner, profile_id)
        profile = store.get_profile(owner, profile_id)
        if store.revision(owner, profile_id) == before:
            return profile, before


def forget_mine(profile_id: str) -> None:
    """Drop what is held of a profile that was erased."""
    _held.drop(lambda key: key[1] == profile_id)


def active(request: HttpRequest) -> Mine | None:
    """Return the profile that the person works on: the one chosen, else their only or latest."""
    wanted = request.COOKIES.get(PROFILE_COOKIE, "")
    there = entries()
    ids = [entry.id for entry in there]
    if wanted not in ids:
        wanted = ids[-1] if ids else ""
    return get_mine(wanted) if wanted else None


def mine(view: _View) -> _View:
    """Give a personal view the active profile; without one lead to the start."""

    @wraps(view)
    @personal
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            found = active(request)
        except StoreError:
            found = None
        if found is None:
            return redirect("start")
        return view(request, found, *args, **kwargs)

    return respond


def remember_profile(response: HttpResponse, profile_id: str) -> HttpResponse:
    """Make a profile the active one of this browser."""
    response.set_cookie(PROFILE_COOKIE, profile_id, httponly=True, samesite="Strict")
    return response
