"""The compiled framework on disk: found by the hash of the files it was made from.

A snapshot is MessagePack, never pickle. The one in a wheel stands beside the data; a source
checkout keeps its own in the cache folder. A snapshot whose key is not the key of the files
is not even looked at, so it cannot be stale.
"""

import logging
import os
import tempfile
from pathlib import Path

import msgspec

from metier.core.framework.types import FrameworkData
from metier.core.paths import cache_dir

FORMAT = 3
_log = logging.getLogger(__name__)


def snapshot_name(key: str) -> str:
    """Return the file name of the snapshot of the files with hash `key`."""
    return f"framework-{FORMAT}-{key}.msgpack"


def read_snapshot(root: Path, key: str) -> FrameworkData | None:
    """Return the snapshot with this key from beside the data or from the cache, if any."""
    for folder in (root, cache_dir()):
        path = folder / snapshot_name(key)
        try:
            content = path.read_bytes()
        except OSError:
            continue
        try:
            return msgspec.msgpack.decode(content, type=FrameworkData)
        except msgspec.DecodeError:
            _log.warning("ignored a damaged snapshot: %s", path)
    return None


def write_snapshot(data: FrameworkData, key: str, folder: Path | None = None) -> bool:
    """Write the snapshot in one step; return whether it could be written.

    A folder that cannot be written costs speed, not correctness, so it is not an error.
    """
    folder = folder or cache_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(msgspec.msgpack.encode(data))
        os.replace(file.name, folder / snapshot_name(key))  # noqa: PTH105 atomic
    except OSError as error:
        _log.info("no snapshot written: %s", error)
        return False
    for old in folder.glob("framework-*.msgpack"):
        if old.name != snapshot_name(key):
            old.unlink(missing_ok=True)
    return True
