"""Where Metier keeps things: XDG folders, each movable by one environment variable."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path


def data_dir() -> Path:
    """Return the folder for what the person keeps (`METIER_DATA_DIR`); it may not exist yet."""
    return _folder("METIER_DATA_DIR") or user_data_path("metier", appauthor=False)


def cache_dir() -> Path:
    """Return the folder for what can be rebuilt (`METIER_CACHE_DIR`); it may not exist yet."""
    return _folder("METIER_CACHE_DIR") or user_cache_path("metier", appauthor=False)


def overlay_dir() -> Path | None:
    """Return the folder of a company's overlay (`METIER_OVERLAY`), if one is set."""
    return _folder("METIER_OVERLAY")


def _folder(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value).expanduser() if value else None
