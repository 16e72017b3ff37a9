"""The database as a store of profiles, by the same protocol as the folder of files."""

import uuid
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import F

from metier.core.framework.records import (
    ActivityLog,
    Artifact,
    Attempt,
    Contact,
    Document,
    Evidence,
    KeptPlan,
    Profile,
    Progress,
    Rating,
    Rejection,
    SavedAdvert,
    Target,
)
from metier.core.profile.store import Entry, missing_profile
from metier.web.profiles.models import CorrectionRow, DocumentRow, EvidenceRow, ProfileRow

_KINDS: dict[str, tuple[str, Any]] = {
    "rejection": ("rejections", Rejection),
    "rating": ("ratings", Rating),
    "target": ("targets", Target),
    "progress": ("progress", Progress),
    "background": ("backgrounds", str),
    "activity": ("activities", ActivityLog),
    "plan": ("plans", KeptPlan),
    "advert": ("adverts", SavedAdvert),
    "attempt": ("attempts", Attempt),
    "artifact": ("artifacts", Artifact),
    "contact": ("contacts", Contact),
}
_STRUCTURE = ("sections", "positions", "warnings", "posting")


class DatabaseStore:
    """Keeps profiles in the database; owners are ids of users."""

    def list_profiles(self, owner: str) -> list[Entry]:
        """Return the owner's profiles, oldest first."""
        key = _uuid(owner)
        if key is None:
            return []
        rows = ProfileRow.objects.filter(owner_id=key).order_by("created", "id")
        return [Entry(str(row.id), row.name, row.created) for row in rows]

    def get_profile(self, owner: str, profile_id: str) -> Profile:
        """Return a profile of the owner."""
        row = self._row(owner, profile_id)
        fields: dict[str, Any] = {name: () for name, _ in _KINDS.values()}
        for kind, (name, record) in _KINDS.items():
            values = row.corrections.filter(kind=kind).order_by("place")
            fields[name] = tuple(msgspec.convert(item.value, record) for item in values)
        return Profile(
            id=str(row.id),
            owner=owner,
            name=row.name,
            documents=tuple(_document(item) for item in row.documents.order_by("place")),
            evidence=tuple(_evidence(item) for item in row.evidence.order_by("place")),
            framework_version=row.framework_version,
            created=row.created,
            **fields,
        )

    @transaction.atomic
    def put_profile(self, profile: Profile) -> None:
        """Store a profile whole, or not at all."""
        key, owner = _uuid(profile.id), _uuid(profile.owner)
        if key is None or owner is None:
            raise missing_profile(profile.id)
        profile = msgspec.convert(_storable(msgspec.to_builtins(profile)), Profile)
        if ProfileRow.objects.filter(pk=key).exclude(owner_id=owner).exists():
            raise missing_profile(profile.id)
        row, _ = ProfileRow.objects.update_or_create(
            pk=profile.id,
            defaults={
                "owner_id": profile.owner,
                "name": profile.name[:200],
                "framework_version": profile.framework_version,
                "created": profile.created,
            },
        )
        ProfileRow.objects.filter(pk=row.pk).update(revision=F("revision") + 1)
        for related in (row.documents, row.evidence, row.corrections):
            related.all().delete()
        DocumentRow.objects.bulk_create(
            DocumentRow(
                profile=row,
                place=place,
                structure={name: msgspec.to_builtins(getattr(item, name)) for name in _STRUCTURE},
                **{
                    name: getattr(item, name)
                    for name in ("sha256", "name", "media", "language", "pages", "text")
                },
            )
            for place, item in enumerate(profile.documents)
        )
        EvidenceRow.objects.bulk_create(
            EvidenceRow(
                profile=row,
                place=place,
                **{name: getattr(item, name) for name in item.__struct_fields__},
            )
            for place, item in enumerate(profile.evidence)
        )
        CorrectionRow.objects.bulk_create(
            CorrectionRow(profile=row, place=place, kind=kind, value=msgspec.to_builtins(item))
            for kind, (name, _) in _KINDS.items()
            for place, item in enumerate(getattr(profile, name))
        )

    def delete_profile(self, owner: str, profile_id: str) -> None:
        """Erase a profile of the owner and all its rows."""
        self._row(owner, profile_id).delete()

    def hold(self, owner: str, profile_id: str) -> None:
        """Let no other writer change a profile of the owner until the transaction ends.

        Raises:
            StoreError: The owner has no such profile.
        """
        row = self._row(owner, profile_id)
        if ProfileRow.objects.select_for_update().filter(pk=row.pk).first() is None:
            raise missing_profile(profile_id)

    def revision(self, owner: str, profile_id: str) -> int:
        """Return how often a profile of the owner was changed.

        Raises:
            StoreError: The owner has no such profile.
        """
        return int(self._row(owner, profile_id).revision)

    def _row(self, owner: str, profile_id: str) -> ProfileRow:
        key, user = _uuid(profile_id), _uuid(owner)
        if key is None or user is None:
            raise missing_profile(profile_id)
        row: ProfileRow | None = ProfileRow.objects.filter(pk=key, owner_id=user).first()
        if row is None:
            raise missing_profile(profile_id)
        return row


def _document(row: DocumentRow) -> Document:
    fields = {
        name: getattr(row, name)
        for name in ("sha256", "name", "media", "language", "pages", "text")
    }
    return msgspec.convert({**fields, **row.structure}, Document)


def _evidence(row: EvidenceRow) -> Evidence:
    return Evidence(**{name: getattr(row, name) for name in Evidence.__struct_fields__})


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _storable(value: Any) -> Any:
    """Return plain values without NUL, which PostgreSQL cannot hold; offsets stay right."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, list | tuple):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    return value
