"""The app's registration."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """Teams that were kept on purpose."""

    name = "metier.web.team"
    label = "team"
    default_auto_field = "django.db.models.BigAutoField"
