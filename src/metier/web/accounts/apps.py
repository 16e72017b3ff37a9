"""The app's registration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, who own every row."""

    name = "metier.web.accounts"
    label = "accounts"
