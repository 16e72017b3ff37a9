"""Read documents through a child process that can be killed."""

import os
import selectors
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from metier.core.documents.limits import MAX_FILE_BYTES, MAX_TEXT_CHARS, WALL_SECONDS
from metier.core.documents.worker import HEADER, LENGTH, Reply
from metier.core.errors import DocumentError
from metier.core.framework.records import Document

_CHUNK = 1 << 16


class DocumentReader:
    """Reads one document after another in one child; a child that fails is replaced.

    Use it as a context manager. Not for use by several threads at once.
    """

    def __init__(self, *, seconds: float = WALL_SECONDS, most_chars: int = MAX_TEXT_CHARS) -> None:
        """Make ready; longer texts than `most_chars` are cut there, with a warning."""
        self._seconds = seconds
        self._most_chars = most_chars
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        child.wait()

    def read_path(self, path: Path) -> Document:
        """Read a file.

        Raises:
            DocumentError: There is no such file, or it cannot be read as text.
        """
        name = path.name
        try:
            size = path.stat().st_size
            if not path.is_file():
                raise DocumentError(f"{name} is not a file.", code="document-missing")
            _refuse_large(name, size)
            with path.open("rb") as file:
                content = file.read(MAX_FILE_BYTES + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "the path is not valid"
            raise DocumentError(
                f"{path} cannot be opened: {reason}.",
                code="document-missing",
                hint="Check the path and that you may read it.",
            ) from error
        return self.read_bytes(content, name=name)

    def read_bytes(self, content: bytes, *, name: str) -> Document:
        """Read a document that is already in memory.

        Raises:
            DocumentError: It cannot be read as text within the bounds.
        """
        _refuse_large(name, len(content))
        label = name.encode("utf-8", "replace")[:400]
        frame = HEADER.pack(len(label), len(content), self._most_chars) + label + content
        reply = self._exchange(name, frame)
        if reply.document is None:
            raise DocumentError(reply.message, code=reply.code, hint=reply.hint)
        return reply.document

    def _exchange(self, name: str, frame: bytes) -> Reply:
        if self._child is not None and self._child.poll() is not None:
            self.close()
        child = self._child or self._start()
        deadline = time.monotonic() + self._seconds
        try:
            data = _talk(child, frame, deadline)
        except TimeoutError as error:
            self.close()
            raise DocumentError(
                f"{name} took longer than {self._seconds:.0f} seconds to read, so we stopped.",
                code="document-too-slow",
                hint="Try it as plain text.",
            ) from error
        except (BrokenPipeError, EOFError) as error:
            self.close()
            raise DocumentError(
                f"{name} could not be read within the bounds of time and memory.",
                code="document-too-complex",
                hint="Try it as plain text.",
            ) from error
        except BaseException:
            self.close()  # its reply must not answer the next question
            raise
        return msgspec.json.decode(data, type=Reply)

    def _start(self) -> subprocess.Popen[bytes]:
        env = {
            key: value
            for key, value in os.environ.items()
            if key in {"PATH", "LANG", "LC_ALL", "HOME", "TMPDIR"}
        }
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-m", "metier.core.documents.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
        )
        return self._child


def read_document(path: Path | str) -> Document:
    """Read one file in a child process of its own.

    Raises:
        DocumentError: It cannot be read as text within the bounds.
    """
    with DocumentReader() as reader:
        return reader.read_path(Path(path))


def _refuse_large(name: str, size: int) -> None:
    if size > MAX_FILE_BYTES:
        raise DocumentError(
            f"{name} is larger than {MAX_FILE_BYTES // 1_000_000} MB.",
            code="document-too-large",
            hint="A CV is rarely above 1 MB; save it without its pictures.",
        )


def _talk(child: subprocess.Popen[bytes], frame: bytes, deadline: float) -> bytes:
    """Write the frame and read the reply, both without waiting past the deadline."""
    if child.stdin is None or child.stdout is None:
        raise BrokenPipeError
    out, into = child.stdout.fileno(), child.stdin.fileno()
    os.set_blocking(into, False)
    pending = memoryview(frame)
    received = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(out, selectors.EVENT_READ)
        selector.register(into, selectors.EVENT_WRITE)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            for key, _ in selector.select(left):
                if key.fd == into:
                    pending = pending[os.write(into, pending[:_CHUNK]) :]
                    if not pending:
                        selector.unregister(into)
                    continue
                chunk = os.read(out, _CHUNK)
                if not chunk:
                    raise EOFError
                received += chunk
            if len(received) >= LENGTH.size:
                (size,) = LENGTH.unpack_from(received)
                if len(received) >= LENGTH.size + size:
                    return bytes(received[LENGTH.size : LENGTH.size + size])
