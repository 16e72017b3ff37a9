"""Profiles that are kept on this machine, found by name."""

import datetime as dt
from collections.abc import Callable

import msgspec

from metier.core.errors import StoreError
from metier.core.framework.records import Profile
from metier.core.paths import data_dir
from metier.core.profile.store import FileStore, ProfileStore

LOCAL_OWNER = "local"


def open_store() -> ProfileStore:
    """Return the folder of kept profiles of the library and the command line."""
    return FileStore(data_dir() / "profiles")


def find_profile(store: ProfileStore, name: str, *, owner: str = LOCAL_OWNER) -> Profile:
    """Return the kept profile with this name, id, or unambiguous beginning of an id.

    Raises:
        StoreError: There is none, or several have it.
    """
    entries = store.list_profiles(owner)
    found = [entry for entry in entries if name in (entry.name, entry.id)]
    if not found and len(name) >= 4:
        found = [entry for entry in entries if entry.id.startswith(name)]
    if len(found) == 1:
        return store.get_profile(owner, found[0].id)
    if found:
        ids = ", ".join(entry.id[:8] for entry in found)
        raise StoreError(
            f"{len(found)} profiles are called {name!r}.",
            code="profile-ambiguous",
            hint=f"Name one by its id: {ids}.",
        )
    known = ", ".join(entry.name for entry in entries[:8])
    raise StoreError(
        f"There is no profile {name!r}.",
        code="profile-missing",
        hint=f"There are: {known}." if known else "'metier profile new NAME CV' keeps one.",
    )


def keep_new(
    store: ProfileStore, profile: Profile, name: str, *, owner: str = LOCAL_OWNER, now: dt.datetime
) -> Profile:
    """Keep a profile under a name that no other profile has; return it as kept.

    Raises:
        StoreError: The name is taken or empty.
    """
    name = name.strip().removeprefix("@")
    if not name or len(name) > 200:
        raise StoreError("A kept profile needs a name of 1 to 200 characters.", code="profile-name")
    if any(entry.name == name for entry in store.list_profiles(owner)):
        raise StoreError(
            f"There is a profile {name!r} already.",
            code="profile-name",
            hint="Take another name, or add to it with 'metier profile add'.",
        )
    kept = msgspec.structs.replace(
        profile, name=name, owner=owner, created=now.isoformat(timespec="seconds")
    )
    store.put_profile(kept)
    return kept


def change_profile(
    store: ProfileStore, profile: Profile, change: Callable[[Profile], Profile]
) -> Profile:
    """Apply a change to a kept profile and keep the result; return it."""
    changed = change(profile)
    store.put_profile(changed)
    return changed


def merge_profiles(kept: Profile, new: Profile) -> Profile:
    """Return the kept profile with the documents and evidence of a new one added.

    A document with the same content as a kept one takes its place, so that nothing counts twice.
    """
    fresh = {document.sha256 for document in new.documents}
    documents = [item for item in kept.documents if item.sha256 not in fresh]
    evidence = [item for item in kept.evidence if item.document not in fresh]
    return msgspec.structs.replace(
        kept,
        documents=(*documents, *new.documents),
        evidence=(*evidence, *new.evidence),
        backgrounds=tuple(dict.fromkeys((*kept.backgrounds, *new.backgrounds))),
    )
