"""Writes to the active profile: each keeps what was before, so that it can be taken back."""

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Callable, Collection

import msgspec
from django.db import connection, transaction
from django.utils import timezone

from metier.core.errors import ProfileError, StoreError, UsageError
from metier.core.framework.records import Profile, Rating
from metier.core.framework.way_records import Target
from metier.core.profile.check import check_profile
from metier.core.profile.migrate import living_ids, migrate_profile
from metier.core.workflow.assess import measure_readiness
from metier.web.engine import framework
from metier.web.jobs.models import JobRow
from metier.web.me.mine import Mine, entries, forget_mine, get_mine, owner_id
from metier.web.me.models import ReadingRow, ShareRow, UndoRow
from metier.web.profiles.store import DatabaseStore
from metier.web.start.memory import MEMORY
from metier.web.start.services import today

UNDO_MINUTES = 15
MOST_TARGETS = 4
SHARE_PARTS = ("standing", "gap", "plan", "portfolio", "evidence")
SHARE_DAYS = (1, 7, 30, 90)


@transaction.atomic
def profile_change(mine: Mine, label: str, change: Callable[[Profile], Profile]) -> Profile:
    """Apply a change to the profile as it is now stored, and keep what was before for a while.

    Args:
        mine: The profile as the page knew it; another tab may have changed it since.
        label: What was done, for the offer to take it back.
        change: Returns the changed profile.

    Raises:
        StoreError: The profile is gone.
    """
    store, owner = DatabaseStore(), owner_id()
    store.hold(owner, mine.id)
    before = store.get_profile(owner, mine.id)
    current = migrate_profile(framework(), before).profile
    changed = change(current)
    if changed == current:
        return current
    store.put_profile(changed)
    UndoRow.objects.filter(profile_id=mine.id).delete()
    UndoRow.objects.create(
        profile_id=mine.id,
        label=label.replace("\x00", "")[:120],
        value=msgspec.msgpack.encode(before),
        made=timezone.now(),
    )
    return changed


@transaction.atomic
def profile_undo(mine: Mine, change: str) -> str:
    """Take the last change back and return what it was.

    Args:
        mine: The profile.
        change: Id of the change that the page offered to take back; another tab may have made
            a later one, which stays.

    Raises:
        StoreError: There is nothing to take back any more.
    """
    DatabaseStore().hold(owner_id(), mine.id)
    row = _undo_row(mine.id)
    if row is None or str(row.pk) != change:
        raise StoreError(
            "There is nothing to take back.",
            code="undo-missing",
            hint=f"A change can be taken back for {UNDO_MINUTES} minutes, until the next one.",
        )
    DatabaseStore().put_profile(msgspec.msgpack.decode(bytes(row.value), type=Profile))
    label = str(row.label)
    row.delete()
    return label


def undo_offer(profile_id: str) -> tuple[str, str]:
    """Return what the last change was and its id, while it can be taken back; else nothing."""
    row = _undo_row(profile_id)
    return (str(row.label), str(row.pk)) if row else ("", "")


def _undo_row(profile_id: str) -> UndoRow | None:
    """Return what can be taken back; what no longer can is dropped, since it holds a profile."""
    row: UndoRow | None = UndoRow.objects.filter(profile_id=profile_id).first()
    if row and row.made < timezone.now() - dt.timedelta(minutes=UNDO_MINUTES):
        row.delete()
        return None
    return row


def profile_erase(profile_id: str) -> None:
    """Erase a profile and everything kept with it, at once.

    Raises:
        StoreError: They have no such profile.
    """
    DatabaseStore().delete_profile(owner_id(), profile_id)
    forget_mine(profile_id)
    if connection.vendor == "sqlite":  # its log would keep what the file no longer holds
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def everything_erase(browser: str) -> int:
    """Erase all profiles, all long work and what a browser works on; return what is left."""
    for entry in entries():
        profile_erase(entry.id)
    JobRow.objects.filter(owner_id=owner_id()).delete()
    MEMORY.forget_all(browser)
    return len(entries())


def profile_decode(content: bytes) -> Profile:
    """Return the profile in an exported file.

    Raises:
        ProfileError: It is none, or holds what no profile can hold.
    """
    try:
        profile = msgspec.json.decode(content, type=Profile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProfileError(
            "This file holds no exported profile.",
            code="profile-damaged",
            hint="Choose the JSON file that 'Export' gave you.",
        ) from error
    check_profile(framework(), profile)
    return profile


def profile_adopt(profile: Profile, *, owner: str) -> Profile:
    """Keep a profile from elsewhere under a new id, so that it takes the place of none."""
    kept = msgspec.structs.replace(profile, id=str(uuid.uuid4()), owner=owner)
    DatabaseStore().put_profile(kept)
    return kept


def reading_take(mine: Mine) -> None:
    """Note today's readiness for each target, once a day and anew after each change."""
    for target in mine.targets:
        found = measure_readiness(framework(), mine.assessment, target.role, target.stage)
        ReadingRow.objects.update_or_create(
            profile_id=mine.id,
            day=today(),
            role=target.role,
            stage=target.stage,
            defaults={
                "value": found.value,
                "low": found.low,
                "high": found.high,
                "proof": found.proof,
                "framework_version": framework().id.version,
            },
        )


def target_add(profile: Profile, role: str, stage: str) -> Profile:
    """Return the profile with a target in first place.

    Raises:
        UnknownIdError: No such role or stage.
        UsageError: There are too many already.
    """
    target = Target(framework().role(role).id, framework().stage(stage))
    kept = tuple(item for item in profile.targets if item != target)
    if len(kept) >= MOST_TARGETS:
        raise UsageError(
            f"There are {MOST_TARGETS} targets already.",
            code="target-count",
            hint="Take one off first; a plan aims at two at most.",
        )
    return msgspec.structs.replace(profile, targets=(target, *kept))


def target_remove(profile: Profile, role: str, stage: str) -> Profile:
    """Return the profile without a target."""
    kept = tuple(item for item in profile.targets if (item.role, item.stage) != (role, stage))
    return msgspec.structs.replace(profile, targets=kept)


def levels_rate(profile: Profile, levels: dict[str, int | None]) -> Profile:
    """Return the profile with ratings; None takes one back.

    Raises:
        UnknownIdError: No such skill.
    """
    day = today().isoformat()
    kept = tuple(item for item in profile.ratings if item.skill not in levels)
    new = tuple(
        Rating(framework().skill(skill).id, level, day)
        for skill, level in levels.items()
        if level is not None
    )
    return msgspec.structs.replace(profile, ratings=kept + new)


def share_make(mine: Mine, *, parts: Collection[str], days: int, label: str) -> str:
    """Make a link that shows chosen parts for some days, and return its token.

    Raises:
        UsageError: Nothing is chosen, or the days are not on offer.
    """
    chosen = [part for part in SHARE_PARTS if part in parts]
    if not chosen or days not in SHARE_DAYS:
        raise UsageError(
            "Choose what the link shows and for how long.",
            code="share-choice",
            hint=f"Days on offer: {', '.join(map(str, SHARE_DAYS))}.",
        )
    token = secrets.token_urlsafe(24)
    now = timezone.now()
    ShareRow.objects.create(
        profile_id=mine.id,
        digest=digest_of(token),
        parts=chosen,
        role=mine.target.role,
        stage=mine.target.stage,
        label=label.replace("\x00", "").strip()[:80],
        created=now,
        expires=now + dt.timedelta(days=days),
    )
    return token


def share_revoke(mine: Mine, share_id: int) -> None:
    """Let a link show nothing any more."""
    ShareRow.objects.filter(profile_id=mine.id, pk=share_id).update(revoked=True)


def digest_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def share_open(token: str) -> tuple[ShareRow, Mine]:
    """Return a link that still holds, and the profile that it shows.

    Raises:
        StoreError: There is no such link, or it holds no longer.
    """
    row = ShareRow.objects.filter(digest=digest_of(token)).first()
    role = living_ids(framework(), "role", row.role) if row else ()
    if row is None or not role or row.revoked or row.expires <= timezone.now():
        raise StoreError(
            "This link shows nothing any more.",
            code="share-gone",
            hint="It has expired or was taken back. Ask whoever sent it for a new one.",
        )
    row.role = role[0]
    return row, get_mine(str(row.profile_id))
