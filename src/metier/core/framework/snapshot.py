"""The compiled framework on disk: found by the hash of the files it was made from.

A snapshot is MessagePack, never pickle. The one in a wheel stands beside the data; a source
checkout keeps its own in the cache folder. A snapshot whose key is not the key of the files
is not even looked at, so it cannot be stale.
"""

import gc
from pathlib import Path

import msgspec

from metier.core.framework.data import FrameworkData
from metier.core.framework.kept import read_kept, write_kept

FORMAT = 8


def snapshot_name(key: str) -> str:
    """Return the file name of the snapshot of the files with hash `key`."""
    return f"{_prefix(key)}-{FORMAT}-{key}.msgpack"


def _prefix(key: str) -> str:
    """Return what snapshots of this sort begin with: of the framework, or with an overlay."""
    return "overlay" if "-" in key else "framework"


def read_snapshot(root: Path, key: str) -> FrameworkData | None:
    """Return the snapshot with this key from beside the data or from the cache, if any."""
    body = read_kept(snapshot_name(key), root)
    try:
        return _decode(body) if body is not None else None
    except (ValueError, msgspec.DecodeError) as error:
        import logging  # noqa: PLC0415 seldom anything to say

        logging.getLogger(__name__).debug("snapshot of another shape: %s", error)
    return None


def write_snapshot(data: FrameworkData, key: str, folder: Path | None = None) -> bool:
    """Write the snapshot in one step; return whether it could be written.

    A folder that cannot be written costs speed, not correctness, so it is not an error.
    """
    body = msgspec.msgpack.encode(data)
    return write_kept(snapshot_name(key), body, pattern=f"{_prefix(key)}-*.msgpack", folder=folder)


def _decode(body: bytes) -> FrameworkData:
    """Decode a snapshot; nothing in it is garbage, so none is looked for meanwhile."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return msgspec.msgpack.decode(body, type=FrameworkData)
    finally:
        if collects:
            gc.enable()
