"""The web app: a Django project with one app for each subject."""

from pathlib import Path

STATIC_FOLDERS = {
    "/static": Path(__file__).parent / "static",
    "/parts": Path(__file__).parent.parent / "core" / "report" / "assets",
}
