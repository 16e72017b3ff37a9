"""The app's name for Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work."""

    name = "metier.web.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
