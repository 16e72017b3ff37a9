"""The web app: a Django project with one app for each subject."""

from pathlib import Path

STATIC_FOLDER = Path(__file__).parent / "static"
