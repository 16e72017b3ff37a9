"""The child process: killed when it hangs, replaced when it fails, gone when the reader closes."""

import os
import signal
import subprocess
from collections.abc import Callable

import pytest

from metier.core.documents import reader as module
from metier.core.documents.limits import CPU_SECONDS, MAX_FILE_BYTES, WALL_SECONDS
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError

TEXT = b"Ann Example writes Python"


def child_of(reader: DocumentReader) -> int:
    assert reader._child is not None
    return reader._child.pid


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_child_reads_many_documents() -> None:
    with DocumentReader() as reader:
        reader.read_bytes(TEXT, name="a.txt")
        first = child_of(reader)
        with pytest.raises(DocumentError):
            reader.read_bytes(b"", name="empty.txt")
        reader.read_bytes(TEXT, name="b.txt")

        assert child_of(reader) == first


def test_close_leaves_no_process() -> None:
    reader = DocumentReader()
    reader.read_bytes(TEXT, name="a.txt")
    pid = child_of(reader)

    reader.close()
    reader.close()

    assert not is_running(pid)


def test_reader_starts_nothing_until_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a child was started"))

    with DocumentReader() as reader, pytest.raises(DocumentError):
        reader.read_bytes(bytes(MAX_FILE_BYTES + 1), name="huge.txt")


def test_closed_reader_can_read_again() -> None:
    reader = DocumentReader()
    with reader:
        reader.read_bytes(TEXT, name="a.txt")
    with reader:
        assert reader.read_bytes(TEXT, name="b.txt").name == "b.txt"


def test_child_that_hangs_is_killed_and_replaced() -> None:
    with DocumentReader(seconds=1.5) as reader:
        reader.read_bytes(TEXT, name="a.txt")
        hung = child_of(reader)
        os.kill(hung, signal.SIGSTOP)

        with pytest.raises(DocumentError) as caught:
            reader.read_bytes(TEXT, name="b.txt")

        assert caught.value.code == "document-too-slow"
        assert not is_running(hung)
        assert reader.read_bytes(TEXT, name="c.txt").name == "c.txt"


def test_child_that_never_takes_its_input_is_killed() -> None:
    with DocumentReader(seconds=1.5) as reader:
        reader.read_bytes(TEXT, name="a.txt")
        os.kill(child_of(reader), signal.SIGSTOP)

        with pytest.raises(DocumentError) as caught:
            reader.read_bytes(b"Python " * 1_000_000, name="b.txt")

        assert caught.value.code == "document-too-slow"


def test_child_that_died_in_between_is_replaced() -> None:
    with DocumentReader() as reader:
        reader.read_bytes(TEXT, name="a.txt")
        assert reader._child is not None
        reader._child.kill()
        reader._child.wait()

        assert reader.read_bytes(TEXT, name="b.txt").name == "b.txt"


def test_child_that_dies_at_work_is_an_error_and_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = module._talk

    def kill_then_talk(child: subprocess.Popen[bytes], frame: bytes, deadline: float) -> bytes:
        child.kill()
        return talk(child, frame, deadline)

    with DocumentReader() as reader:
        with monkeypatch.context() as patch:
            patch.setattr(module, "_talk", kill_then_talk)
            with pytest.raises(DocumentError) as caught:
                reader.read_bytes(TEXT, name="a.txt")

        assert caught.value.code == "document-too-complex"
        assert reader.read_bytes(TEXT, name="b.txt").name == "b.txt"


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_interruption_never_hands_out_another_documents_text(
    monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    """The reply that nobody waited for must not answer the next question."""

    def send_and_stop(child: subprocess.Popen[bytes], frame: bytes, deadline: float) -> bytes:
        assert child.stdin is not None
        child.stdin.write(frame)
        child.stdin.flush()
        raise interruption

    with DocumentReader() as reader:
        with monkeypatch.context() as patch:
            patch.setattr(module, "_talk", send_and_stop)
            with pytest.raises(interruption):
                reader.read_bytes(b"The secret of somebody else", name="a.txt")

        document = reader.read_bytes(TEXT, name="b.txt")

    assert document.name == "b.txt"
    assert document.text == TEXT.decode()


def test_child_sees_no_secrets_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METIER_SECRET_KEY", "do-not-pass-on")
    started: list[dict[str, str]] = []
    popen: Callable[..., subprocess.Popen[bytes]] = subprocess.Popen

    def note(*args: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(dict(options["env"]))  # type: ignore[call-overload]
        return popen(*args, **options)

    monkeypatch.setattr(subprocess, "Popen", note)
    with DocumentReader() as reader:
        reader.read_bytes(TEXT, name="a.txt")

    (env,) = started
    assert "do-not-pass-on" not in env.values()


def test_bounds_leave_the_child_time_to_stop_itself() -> None:
    assert CPU_SECONDS + 1 < WALL_SECONDS
