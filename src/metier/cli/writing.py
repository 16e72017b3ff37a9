"""Writing what a command makes into a file."""

from pathlib import Path

from metier.core.errors import unwritable


def write_file(path: str | Path, content: bytes | str) -> None:
    """Write a file; text as UTF-8.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        Path(path).write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise unwritable(path, error) from error
