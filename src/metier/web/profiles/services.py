"""Writes to kept profiles."""

from django.db import transaction
from msgspec.structs import replace

from metier.core.errors import StoreError
from metier.core.framework.records import Profile
from metier.web.profiles.store import DatabaseStore

_READ = ("documents", "evidence", "rejections", "backgrounds", "framework_version")


@transaction.atomic
def profile_keep(profile: Profile, *, owner: str, name: str) -> Profile:
    """Keep a profile under an owner and return it as kept.

    Where it is kept already, what was read is kept anew; targets, plans and all else that was
    done since stay as they are.
    """
    kept = replace(profile, owner=owner, name=(name.strip() or profile.name)[:200])
    store = DatabaseStore()
    try:
        store.hold(owner, profile.id)
    except StoreError:
        store.put_profile(kept)
        return kept
    there = store.get_profile(owner, profile.id)
    rated = {rating.skill for rating in kept.ratings}
    ratings = (*kept.ratings, *(item for item in there.ratings if item.skill not in rated))
    merged = replace(there, name=kept.name, ratings=ratings, **{n: getattr(kept, n) for n in _READ})
    store.put_profile(merged)
    return merged
