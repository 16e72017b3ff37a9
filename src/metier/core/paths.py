"""Where Metier keeps things: XDG folders, each movable by one environment variable."""

import os
import sys
from pathlib import Path


def data_dir() -> Path:
    """Return the folder for what the person keeps (`METIER_DATA_DIR`); it may not exist yet."""
    return _folder("METIER_DATA_DIR") or _user_folder("XDG_DATA_HOME", ".local/share", "data")


def cache_dir() -> Path:
    """Return the folder for what can be rebuilt (`METIER_CACHE_DIR`); it may not exist yet."""
    return _folder("METIER_CACHE_DIR") or _user_folder("XDG_CACHE_HOME", ".cache", "cache")


def overlay_dir() -> Path | None:
    """Return the folder of a company's overlay (`METIER_OVERLAY`), if one is set."""
    return _folder("METIER_OVERLAY")


def _folder(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value).expanduser() if value else None


def _user_folder(variable: str, below_home: str, kind: str) -> Path:
    """Return the person's folder; on Linux without the library, which costs 15 ms a start."""
    system: str = sys.platform
    if system == "linux":
        base = os.environ.get(variable, "").strip()
        return (Path(base) if base else Path.home() / below_home) / "metier"
    import platformdirs  # noqa: PLC0415

    find = platformdirs.user_data_path if kind == "data" else platformdirs.user_cache_path
    return find("metier", appauthor=False)
