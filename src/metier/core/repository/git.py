"""Ask git about a repository: bounded in time and output, and nothing in it is executed."""

import os
import selectors
import subprocess
import time
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple

from metier.core.repository.limits import (
    GIT_SECONDS,
    MAX_GIT_ANSWER_BYTES,
    MAX_LOG_BYTES,
)

_CHUNK = 1 << 16
_KEPT = frozenset({"PATH", "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "TMPDIR"})
_FIXED = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
# A repository's own settings can name programs to run; each of these takes one away.
_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.askPass=false",
    "diff.external=",
    "gpg.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "log.showSignature=false",
    "protocol.allow=never",
    "uploadpack.packObjectsHook=",
    "diff.renameLimit=500",
)


class GitAnswer(NamedTuple):
    """What git wrote, and its exit code; the code is None when it had to be stopped."""

    code: int | None
    out: bytes
    err: str


def ask_git(root: Path, *arguments: str) -> GitAnswer:
    """Return a short answer of git.

    Raises:
        FileNotFoundError: There is no git on this machine.
    """
    out = bytearray()
    run = GitRun(root, *arguments)
    for chunk in run.chunks(limit=MAX_GIT_ANSWER_BYTES):
        out += chunk
    return GitAnswer(run.code, bytes(out), run.err)


class GitRun:
    """One call of git whose output is read as it comes.

    Attributes:
        code: The exit code, once the output has ended; None when git was stopped.
        err: What it complained about.
    """

    def __init__(self, root: Path, *arguments: str, seconds: float = GIT_SECONDS) -> None:
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        self._seconds = seconds
        self._command = ["git", *settings, "--no-pager", "--no-optional-locks"]
        self._command += ["-C", os.fspath(root), *arguments]
        self.code: int | None = None
        self.err = ""

    def chunks(self, *, limit: int = MAX_LOG_BYTES) -> Generator[bytes, None, None]:
        """Yield the output; git is stopped beyond `limit` bytes or after its time.

        Raises:
            FileNotFoundError: There is no git on this machine.
        """
        environment = {key: value for key, value in os.environ.items() if key in _KEPT}
        process = subprocess.Popen(  # noqa: S603 the arguments are ours
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**environment, **_FIXED},
        )
        errors = bytearray()
        whole = False
        try:
            whole = yield from self._drain(process, limit, errors)
        finally:
            process.kill()
            for stream in (process.stdout, process.stderr):
                if stream:
                    stream.close()
            self.err = errors[-2000:].decode("utf-8", "replace")
            code = process.wait()
            self.code = code if whole else None

    def _drain(
        self, process: subprocess.Popen[bytes], limit: int, errors: bytearray
    ) -> Generator[bytes, None, bool]:
        """Yield the output; return whether all of it came in time."""
        deadline = time.monotonic() + self._seconds
        taken = 0
        with selectors.DefaultSelector() as selector:
            for stream in (process.stdout, process.stderr):
                if stream:
                    selector.register(stream, selectors.EVENT_READ)
            while selector.get_map():
                left = deadline - time.monotonic()
                ready = selector.select(left) if left > 0 else []
                if not ready or taken > limit:
                    return False
                for key, _ in ready:
                    chunk = os.read(key.fd, _CHUNK)
                    if not chunk:
                        selector.unregister(key.fileobj)
                    elif key.fileobj is process.stderr:
                        errors += chunk
                        del errors[:-_CHUNK]
                    else:
                        taken += len(chunk)
                        yield chunk
        return _ends(process, deadline)


def _ends(process: subprocess.Popen[bytes], deadline: float) -> bool:
    try:
        process.wait(timeout=max(1.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return True
