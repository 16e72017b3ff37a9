"""Users. On the loopback there is one, without a password; every row is owned all the same."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models

LOCAL_USER = "local"


class User(AbstractUser):
    """A person who signs in, or the one local person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def local_user() -> User:
    """Return the one user of a machine without accounts."""
    user: User
    user, created = User.objects.get_or_create(username=LOCAL_USER)
    if created:
        user.set_unusable_password()
        user.save()
    return user
