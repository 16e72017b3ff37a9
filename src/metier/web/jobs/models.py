"""Long work, whose it is, how far it is, and until when a worker holds it."""

import uuid

from django.conf import settings
from django.db import models

WAITING, RUNNING, DONE, FAILED, CANCELED = "waiting", "running", "done", "failed", "canceled"
ENDED = (DONE, FAILED, CANCELED)


class JobRow(models.Model):
    """One piece of long work. Who holds its lease works on it; a lease that ran out is anyone's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    profile = models.ForeignKey(
        "profiles.ProfileRow", on_delete=models.CASCADE, null=True, related_name="jobs"
    )
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=120)
    arguments = models.JSONField()
    state = models.CharField(max_length=10, default=WAITING)
    made = models.DateTimeField()
    worker = models.CharField(max_length=40, blank=True)
    lease = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    cancel = models.BooleanField(default=False)
    progress = models.FloatField(default=0.0)
    steps = models.PositiveIntegerField(default=0)
    ended = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    content = models.BinaryField(null=True)

    class Meta:
        db_table = "job"
        ordering = ["-made", "id"]
        indexes = [models.Index(fields=["state", "lease"], name="job_state_lease")]
