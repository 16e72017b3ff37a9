"""The app's name for Django."""

from django.apps import AppConfig


class MeConfig(AppConfig):
    """Personal pages."""

    name = "metier.web.me"
    label = "me"
    default_auto_field = "django.db.models.BigAutoField"
