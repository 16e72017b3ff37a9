"""Writes to kept profiles."""

from msgspec.structs import replace

from metier.core.framework.records import Profile
from metier.web.profiles.store import DatabaseStore


def profile_keep(profile: Profile, *, owner: str, name: str) -> Profile:
    """Keep a profile under an owner and return it as kept."""
    kept = replace(profile, owner=owner, name=(name.strip() or profile.name)[:200])
    DatabaseStore().put_profile(kept)
    return kept
