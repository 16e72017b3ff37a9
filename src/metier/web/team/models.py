"""Kept teams: each is its file, whole, so that it can be exported and compared as it is."""

import uuid

from django.conf import settings
from django.db import models


class TeamRow(models.Model):
    """A team and its owner; `revision` rises with every change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    value = models.BinaryField()
    revision = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "team"
        ordering = ["created", "id"]
