"""The compiled framework on disk: found by the hash of the files it was made from.

A snapshot is MessagePack, never pickle. The one in a wheel stands beside the data; a source
checkout keeps its own in the cache folder. A snapshot whose key is not the key of the files
is not even looked at, so it cannot be stale.
"""

import hashlib
import logging
import os
import tempfile
from pathlib import Path

import msgspec

from metier.core.framework.types import FrameworkData
from metier.core.paths import cache_dir

FORMAT = 6
_DIGEST = 16
_PLAIN_DASHES = 2  # in the name of a snapshot without an overlay
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
        digest, body = content[:_DIGEST], content[_DIGEST:]
        try:
            if digest == _digest(body):
                return msgspec.msgpack.decode(body, type=FrameworkData)
        except (ValueError, msgspec.DecodeError) as error:
            _log.debug("snapshot of another shape: %s", error)
        _log.warning("ignored a damaged snapshot: %s", path)
    return None


def write_snapshot(data: FrameworkData, key: str, folder: Path | None = None) -> bool:
    """Write the snapshot in one step; return whether it could be written.

    A folder that cannot be written costs speed, not correctness, so it is not an error.
    """
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
        _log.info("no snapshot written: %s", error)
        if written:
            _remove(written)
        return False
    for old in folder.glob("framework-*.msgpack"):
        if old.name != snapshot_name(key) and ("-" in key) == (old.stem.count("-") > _PLAIN_DASHES):
            _remove(old)
    return True


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def _remove(path: Path) -> None:
    """Remove a file if that is possible; one that stays does no harm."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.info("not removed: %s", error)
