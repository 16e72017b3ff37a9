"""The child process that parses for us: killed when it hangs, replaced when it fails."""

import os
import signal

import msgspec
import pytest

from metier.core.child import Child
from metier.core.repository.types import FileFacts
from metier.core.repository.worker import Setup, Task

WORKER = "metier.core.repository.worker"
OPENING = msgspec.msgpack.encode(Setup((), ()))
TASK = msgspec.msgpack.encode(Task("a.py", b"import torch\n"))


@pytest.fixture
def child() -> Child:
    return Child(WORKER, seconds=5.0, opening=OPENING)


def pid_of(child: Child) -> int:
    assert child._process is not None
    return child._process.pid


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def names(answer: bytes) -> set[str]:
    return {name for _, name in msgspec.msgpack.decode(answer, type=FileFacts).used}


def test_one_child_answers_many_times(child: Child) -> None:
    assert names(child.ask(TASK)) == {"torch"}
    first = pid_of(child)
    assert names(child.ask(TASK)) == {"torch"}
    assert pid_of(child) == first
    child.close()
    child.close()
    assert not is_running(first)


def test_child_that_ended_is_replaced_and_told_the_opening_again(child: Child) -> None:
    child.ask(TASK)
    with pytest.raises(EOFError):
        child.ask(b"no task")
    assert names(child.ask(TASK)) == {"torch"}
    child.close()


def test_child_that_hangs_is_killed() -> None:
    child = Child(WORKER, seconds=1.5, opening=OPENING)
    child.ask(TASK)
    hung = pid_of(child)
    os.kill(hung, signal.SIGSTOP)

    with pytest.raises(TimeoutError):
        child.ask(TASK)

    assert not is_running(hung)
    assert names(child.ask(TASK)) == {"torch"}
    child.close()


def test_module_that_does_not_start(child: Child) -> None:
    with pytest.raises(EOFError):
        Child("metier.no_such_module", seconds=5.0).ask(b"x")
