"""What the personal pages keep beside a profile: its history, links to share, undo."""

from django.db import models

from metier.web.profiles.models import ProfileRow


class ReadingRow(models.Model):
    """A readiness as it stood on a day, for the picture over time."""

    profile = models.ForeignKey(ProfileRow, on_delete=models.CASCADE, related_name="readings")
    day = models.DateField()
    role = models.CharField(max_length=80)
    stage = models.CharField(max_length=12)
    value = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    proof = models.FloatField()
    framework_version = models.CharField(max_length=40)

    class Meta:
        db_table = "profile_reading"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "day", "role", "stage"], name="one_reading_a_day"
            )
        ]


class ShareRow(models.Model):
    """A link that shows chosen parts of a profile until a day. The token itself is not stored."""

    profile = models.ForeignKey(ProfileRow, on_delete=models.CASCADE, related_name="shares")
    digest = models.CharField(max_length=64, unique=True)
    parts = models.JSONField()
    role = models.CharField(max_length=80)
    stage = models.CharField(max_length=12)
    label = models.CharField(max_length=80, blank=True)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    revoked = models.BooleanField(default=False)

    class Meta:
        db_table = "profile_share"
        ordering = ["-created"]


class UndoRow(models.Model):
    """A profile as it was before a change, so that the change can be taken back for a while."""

    profile = models.OneToOneField(ProfileRow, on_delete=models.CASCADE, related_name="undo")
    label = models.CharField(max_length=120)
    value = models.BinaryField()
    made = models.DateTimeField()

    class Meta:
        db_table = "profile_undo"
