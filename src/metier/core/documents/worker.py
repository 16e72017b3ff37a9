"""The child process that parses foreign documents, within limits of time, memory and files.

Frames on standard input: length of the name, length of the content, most characters of text
(8 bytes each), name, content. Frames on standard output: length (8 bytes), JSON of `Reply`.
"""

import os
import resource
import struct
import sys
from typing import BinaryIO

import msgspec

from metier.core.documents.build import build_document
from metier.core.documents.limits import CPU_SECONDS, MAX_TEXT_CHARS, MEMORY_BYTES
from metier.core.errors import DocumentError
from metier.core.framework.records import Document

HEADER = struct.Struct("!QQQ")
LENGTH = struct.Struct("!Q")


class Reply(msgspec.Struct):
    """A document, or the error that says why there is none."""

    document: Document | None = None
    code: str = ""
    message: str = ""
    hint: str = ""


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer frames until the input ends."""
    while len(head := source.read(HEADER.size)) == HEADER.size:
        name_size, size, most_chars = HEADER.unpack(head)
        name = source.read(name_size).decode("utf-8", "replace")
        content = source.read(size)
        _limit_cpu()
        reply = msgspec.json.encode(answer(name, content, most_chars=most_chars))
        sink.write(LENGTH.pack(len(reply)) + reply)
        sink.flush()


def answer(name: str, content: bytes, *, most_chars: int = MAX_TEXT_CHARS) -> Reply:
    """Return the document or the error as a reply; nothing else leaves the child."""
    try:
        return Reply(document=build_document(name, content, most_chars=most_chars))
    except DocumentError as error:
        return Reply(code=error.code, message=error.message, hint=error.hint)
    except MemoryError:
        return Reply(
            code="document-too-complex",
            message=f"{name} needs more memory than a document may use.",
        )
    except RecursionError:
        return Reply(
            code="document-too-complex", message=f"{name} is nested too deeply to be read."
        )


def _limit_cpu() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard != resource.RLIM_INFINITY:
        seconds = min(seconds, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def main() -> None:
    """Set the limits, hand standard output to the protocol alone, and serve."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sink = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    serve(sys.stdin.buffer, sink)


if __name__ == "__main__":
    main()
