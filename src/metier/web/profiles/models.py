"""Kept profiles as rows; levels are never stored."""

import uuid

from django.conf import settings
from django.db import models

KINDS = (
    *("rejection", "rating", "target", "progress", "background", "activity"),
    *("plan", "advert", "attempt", "artifact", "contact"),
)


class ProfileRow(models.Model):
    """A profile and its owner; `revision` rises with every change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=200, blank=True)
    framework_version = models.CharField(max_length=40)
    created = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "profile"
        ordering = ["created", "id"]


class DocumentRow(models.Model):
    """A text that evidence points into; the uploaded file itself is not kept."""

    profile = models.ForeignKey(ProfileRow, on_delete=models.CASCADE, related_name="documents")
    place = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=400)
    media = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    pages = models.PositiveIntegerField()
    text = models.TextField()
    structure = models.JSONField()

    class Meta:
        db_table = "profile_document"
        ordering = ["place"]


class EvidenceRow(models.Model):
    """One statement about the person."""

    profile = models.ForeignKey(ProfileRow, on_delete=models.CASCADE, related_name="evidence")
    place = models.PositiveIntegerField()
    skill = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=12)
    sign = models.CharField(max_length=60)
    document = models.CharField(max_length=64, blank=True)
    start = models.IntegerField()
    end = models.IntegerField()
    section = models.CharField(max_length=20)
    month = models.CharField(max_length=10, null=True)
    level = models.PositiveSmallIntegerField(null=True)
    file = models.TextField(blank=True, default="")

    class Meta:
        db_table = "profile_evidence"
        ordering = ["place"]


class CorrectionRow(models.Model):
    """What the person said or did: a correction, a target, progress, a plan, a contact."""

    profile = models.ForeignKey(ProfileRow, on_delete=models.CASCADE, related_name="corrections")
    place = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=12,
        choices=[(kind, kind) for kind in KINDS],
    )
    value = models.JSONField()

    class Meta:
        db_table = "profile_correction"
        ordering = ["place"]
