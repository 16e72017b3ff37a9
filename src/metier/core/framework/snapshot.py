"""The compiled framework on disk: found by the hash of the files it was made from.

A snapshot is MessagePack, never pickle. The one in a wheel stands beside the data; a source
checkout keeps its own in the cache folder. A snapshot whose key is not the key of the files
is not even looked at, so it cannot be stale.
"""

import gc
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from metier.core.framework.types import FrameworkData
from metier.core.paths import cache_dir

if TYPE_CHECKING:
    from logging import Logger

FORMAT = 6
_DIGEST = 16


def snapshot_name(key: str) -> str:
    """Return the file name of the snapshot of the files with hash `key`."""
    return f"{_prefix(key)}-{FORMAT}-{key}.msgpack"


def _prefix(key: str) -> str:
    """Return what snapshots of this sort begin with: of the framework, or with an overlay."""
    return "overlay" if "-" in key else "framework"


def read_snapshot(root: Path, key: str) -> FrameworkData | None:
    """Return the snapshot with this key from beside the data or from the cache, if any."""
    for folder in (root, cache_dir()):
        path = folder / snapshot_name(key)
        try:
            content = path.read_bytes()
        except OSError:
            continue
        digest, body = content[:_DIGEST], content[_DIGEST:]
        try:
            if digest == _digest(body):
                return _decode(body)
        except (ValueError, msgspec.DecodeError) as error:
            _logger().debug("snapshot of another shape: %s", error)
        _logger().warning("ignored a damaged snapshot: %s", path)
    return None


def write_snapshot(data: FrameworkData, key: str, folder: Path | None = None) -> bool:
    """Write the snapshot in one step; return whether it could be written.

    A folder that cannot be written costs speed, not correctness, so it is not an error.
    """
    import tempfile  # noqa: PLC0415 seldom written

    folder = folder or cache_dir()
    body = msgspec.msgpack.encode(data)
    written: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            written = Path(file.name)
            file.write(_digest(body) + body)
        os.replace(written, folder / snapshot_name(key))  # noqa: PTH105 atomic
    except OSError as error:
        _logger().info("no snapshot written: %s", error)
        if written:
            _remove(written)
        return False
    for old in folder.glob(f"{_prefix(key)}-*.msgpack"):
        if old.name != snapshot_name(key):
            _remove(old)
    return True


def _logger() -> "Logger":
    import logging  # noqa: PLC0415 seldom anything to say

    return logging.getLogger(__name__)


def _decode(body: bytes) -> FrameworkData:
    """Decode a snapshot; nothing in it is garbage, so none is looked for meanwhile."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return msgspec.msgpack.decode(body, type=FrameworkData)
    finally:
        if collects:
            gc.enable()


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def _remove(path: Path) -> None:
    """Remove a file if that is possible; one that stays does no harm."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _logger().info("not removed: %s", error)
