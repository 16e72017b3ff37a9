"""A child process that answers one frame after another, and that can be killed.

What is handed in by others is parsed there: whatever it does to the child, the parent goes on.
Frames either way are a length (8 bytes) and so many bytes.
"""

import os
import resource
import selectors
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from typing import BinaryIO

LENGTH = struct.Struct("!Q")
_CHUNK = 1 << 16
_KEPT = frozenset({"PATH", "LANG", "LC_ALL", "HOME", "TMPDIR"})


class Child:
    """Runs a module as a program and asks it; not for use by several threads at once.

    Args:
        module: Name of the module, whose main function calls `serve`.
        seconds: How long one answer may take.
        opening: A frame that every new child gets first; its answer is dropped.
    """

    def __init__(self, module: str, *, seconds: float, opening: bytes = b"") -> None:
        self._module = module
        self._seconds = seconds
        self._opening = opening
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, frame: bytes) -> bytes:
        """Return the answer to a frame.

        Raises:
            TimeoutError: It took too long; the child was killed, the next call starts another.
            EOFError: The child ended, for it met one of its limits; likewise.
        """
        if self._process is not None and self._process.poll() is not None:
            self.close()
        try:
            if self._process is None:
                self._process = _start(self._module)
                self._talk(self._opening)
            return self._talk(frame)
        except BrokenPipeError as error:
            self.close()
            raise EOFError from error
        except BaseException:
            self.close()  # its answer must not go to the next question
            raise

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        process.wait()

    def _talk(self, content: bytes) -> bytes:
        """Write a frame and read the answer, both without waiting past the deadline."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise BrokenPipeError
        deadline = time.monotonic() + self._seconds
        out, into = process.stdout.fileno(), process.stdin.fileno()
        os.set_blocking(into, False)
        pending = memoryview(LENGTH.pack(len(content)) + content)
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


def serve(answer: Callable[[bytes], bytes], *, memory_bytes: int, cpu_seconds: int) -> None:
    """Answer the frames on standard input until it ends, within limits.

    Args:
        answer: Makes the answer to a frame; what it raises ends the child.
        memory_bytes: Memory that the child may use.
        cpu_seconds: Processor time for one answer.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    while (frame := _read_frame(source)) is not None:
        _limit_cpu(cpu_seconds)
        reply = answer(frame)
        sink.write(LENGTH.pack(len(reply)) + reply)
        sink.flush()


def _read_frame(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    return source.read(size)


def _limit_cpu(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    total = int(used.ru_utime + used.ru_stime) + 1 + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard != resource.RLIM_INFINITY:
        total = min(total, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (total, hard))


def _start(module: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 a module of ours
        [sys.executable, "-I", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={key: value for key, value in os.environ.items() if key in _KEPT},
    )
