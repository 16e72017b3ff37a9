"""The app's registration."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """Profiles that were kept on purpose."""

    name = "metier.web.profiles"
    label = "profiles"
