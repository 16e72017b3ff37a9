"""The child process that reads the files of a repository; see `core.child` for its limits."""

import msgspec

from metier.core.child import serve
from metier.core.repository.limits import CPU_SECONDS, MEMORY_BYTES
from metier.core.repository.parse.file import Searcher
from metier.core.repository.types import FileFacts


class Setup(msgspec.Struct, frozen=True):
    """What the child is told first: the words to search, and what marks a generated file."""

    patterns: tuple[tuple[str, str], ...]
    generated: tuple[str, ...]


class Task(msgspec.Struct, frozen=True):
    """A file to read; the path only tells its format."""

    path: str
    content: bytes


class Worker:
    """Answers the frames: the first is a `Setup`, each further one a `Task`."""

    def __init__(self) -> None:
        self._searcher: Searcher | None = None

    def answer(self, frame: bytes) -> bytes:
        """Return the facts of a file, encoded; nothing for the setup."""
        if self._searcher is None:
            setup = msgspec.msgpack.decode(frame, type=Setup)
            self._searcher = Searcher(setup.patterns, generated=setup.generated)
            return b""
        task = msgspec.msgpack.decode(frame, type=Task)
        return msgspec.msgpack.encode(self._read(self._searcher, task))

    @staticmethod
    def _read(searcher: Searcher, task: Task) -> FileFacts | None:
        try:
            return searcher.facts(task.path, task.content)
        except (MemoryError, RecursionError):
            return None


def main() -> None:
    """Serve within the limits."""
    serve(Worker().answer, memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS)


if __name__ == "__main__":
    main()
