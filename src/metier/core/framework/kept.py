"""Files that Metier computes once and keeps: each carries a hash of its content.

They lie beside the data in a wheel, else in the cache folder. One that is damaged is ignored,
and one that cannot be written costs speed, not correctness.
"""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from metier.core.paths import cache_dir

if TYPE_CHECKING:
    from logging import Logger

_DIGEST = 16


def read_kept(name: str, folder: Path) -> bytes | None:
    """Return the body of the file `name` in `folder` or in the cache, if it is there and whole."""
    for place in (folder, cache_dir()):
        path = place / name
        try:
            content = path.read_bytes()
        except OSError:
            continue
        digest, body = content[:_DIGEST], content[_DIGEST:]
        if digest == _digest(body):
            return body
        _logger().warning("ignored a damaged file: %s", path)
    return None


def write_kept(name: str, body: bytes, *, pattern: str, folder: Path | None = None) -> bool:
    """Write a file in one step, and remove others that match `pattern`; return whether it was."""
    import tempfile  # noqa: PLC0415 seldom written

    folder = folder or cache_dir()
    written: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            written = Path(file.name)
            file.write(_digest(body) + body)
        os.replace(written, folder / name)  # noqa: PTH105 atomic
    except OSError as error:
        _logger().info("not kept: %s", error)
        if written:
            _remove(written)
        return False
    for old in folder.glob(pattern):
        if old.name != name:
            _remove(old)
    return True


def _logger() -> "Logger":
    import logging  # noqa: PLC0415 seldom anything to say

    return logging.getLogger(__name__)


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def _remove(path: Path) -> None:
    """Remove a file if that is possible; one that stays does no harm."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _logger().info("not removed: %s", error)
