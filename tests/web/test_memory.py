"""What is held in memory: bound to a browser, gone after an hour, never too much."""

import threading

import pytest
from msgspec.structs import replace

from metier.core.errors import StoreError
from metier.core.framework.records import Document, Profile
from metier.web.start.memory import KEEP_SECONDS, MAX_CHARS, MAX_ITEMS, WorkingMemory


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def make_profile(text: str = "Python") -> Profile:
    document = Document("cv.txt", "text", "0" * 64, text, "en", 0, (), ())
    return Profile("id", "local", "cv", (document,), (), "0.1.0")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memory(clock: Clock) -> WorkingMemory:
    return WorkingMemory(clock=clock)


def expired(memory: WorkingMemory, browser: str, work_id: str) -> bool:
    try:
        memory.get(browser, work_id)
    except StoreError as error:
        return error.code == "work-expired"
    return False


def test_belongs_to_a_browser(memory: WorkingMemory) -> None:
    work = memory.add("a", make_profile())
    assert memory.get("a", work.id) is work
    assert expired(memory, "b", work.id)
    assert expired(memory, "", work.id)
    assert expired(memory, "a", "other")


def test_ids_cannot_be_guessed(memory: WorkingMemory) -> None:
    ids = {memory.add("a", make_profile()).id for _ in range(100)}
    assert len(ids) == 100
    assert min(map(len, ids)) >= 22


def test_goes_an_hour_after_last_use(memory: WorkingMemory, clock: Clock) -> None:
    work = memory.add("a", make_profile())
    clock.now += KEEP_SECONDS - 1
    assert not expired(memory, "a", work.id)
    clock.now += KEEP_SECONDS - 1
    assert not expired(memory, "a", work.id)
    clock.now += KEEP_SECONDS + 1
    assert expired(memory, "a", work.id)
    assert not memory._items


def test_the_oldest_go_when_there_are_too_many(memory: WorkingMemory) -> None:
    first = memory.add("a", make_profile())
    second = memory.add("a", make_profile())
    for _ in range(MAX_ITEMS - 2):
        memory.add("a", make_profile())
    memory.get("a", first.id)
    memory.add("a", make_profile())
    assert not expired(memory, "a", first.id)
    assert expired(memory, "a", second.id)
    assert len(memory._items) == MAX_ITEMS


def test_the_oldest_go_when_there_is_too_much(memory: WorkingMemory) -> None:
    text = "x" * (MAX_CHARS // 4)
    works = [memory.add("a", make_profile(text)) for _ in range(6)]
    assert [expired(memory, "a", work.id) for work in works] == [True, True, *[False] * 4]


def test_one_is_always_held(memory: WorkingMemory) -> None:
    work = memory.add("a", make_profile("x" * (MAX_CHARS + 1)))
    assert not expired(memory, "a", work.id)


def test_replace_and_forget(memory: WorkingMemory) -> None:
    work = memory.add("a", make_profile())
    changed = replace(work.profile, name="other")
    memory.replace(work, changed)
    assert memory.get("a", work.id).profile.name == "other"
    with pytest.raises(StoreError):
        memory.forget("b", work.id)
    memory.forget("a", work.id)
    assert expired(memory, "a", work.id)


def test_many_threads(memory: WorkingMemory) -> None:
    failures: list[BaseException] = []

    def use(browser: str) -> None:
        try:
            for _ in range(200):
                work = memory.add(browser, make_profile())
                memory.get(browser, work.id)
                memory.forget(browser, work.id)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=use, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert not memory._items
