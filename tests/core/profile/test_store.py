"""The folder of JSON files as a store of profiles."""

import stat
from pathlib import Path

import msgspec
import pytest

from metier.core.errors import ProfileError, StoreError
from metier.core.profile.store import FileStore
from store_conformance import StoreConformance, make_profile


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "profiles")


@pytest.fixture
def owner() -> str:
    return "local"


@pytest.fixture
def stranger() -> str:
    return "other"


class TestFileStore(StoreConformance):
    """The tests of every store."""


@pytest.mark.parametrize(
    "bad", ["../local", "..", "", "a/b", "/tmp/x", "a\0b", "x\n", ".hidden", "x" * 200]
)
def test_ids_never_leave_the_folder(store: FileStore, tmp_path: Path, bad: str) -> None:
    profile = make_profile("local")

    for wrong in (
        msgspec.structs.replace(profile, id=bad),
        msgspec.structs.replace(profile, owner=bad),
    ):
        with pytest.raises(StoreError, match="no valid id"):
            store.put_profile(wrong)
    with pytest.raises(StoreError):
        store.list_profiles(bad)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"id": 3}', b"\xff\xfe\x00", b'{"id":"a","owner":"local"}']
)
def test_a_damaged_file_is_told_and_left_as_it_was(
    store: FileStore, tmp_path: Path, content: bytes
) -> None:
    profile = make_profile("local")
    store.put_profile(profile)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(content)

    with pytest.raises(ProfileError, match="not a valid profile") as caught:
        store.get_profile("local", profile.id)
    with pytest.raises(ProfileError):
        store.list_profiles("local")

    assert caught.value.code == "profile-damaged"
    assert path.read_bytes() == content


def test_files_are_for_their_owner_only(store: FileStore, tmp_path: Path) -> None:
    store.put_profile(make_profile("local"))

    (path,) = tmp_path.rglob("*.json")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_write_that_fails_leaves_the_old_profile_and_nothing_else(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = make_profile("local")
    store.put_profile(profile)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("metier.core.profile.store.os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        store.put_profile(msgspec.structs.replace(profile, name="new"))

    assert store.get_profile("local", profile.id) == profile
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [f"{profile.id}.json"]
