"""A snapshot saves time, is never stale, and is never the cause of an error."""

from pathlib import Path

import msgspec
import pytest

from metier.core.framework import load
from metier.core.framework.files import content_key, read_files
from metier.core.framework.load import load_framework
from metier.core.framework.snapshot import read_snapshot, snapshot_name, write_snapshot


@pytest.fixture
def no_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the compiler fail, so that only a snapshot can answer."""

    def refuse(folder: Path) -> None:
        raise AssertionError("the files were compiled again")

    monkeypatch.setattr(load, "compile_folder", refuse)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def snapshots(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.msgpack"))


def test_second_load_reads_the_snapshot(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_framework(folder)
    assert len(snapshots(cache)) == 1

    monkeypatch.setattr(load, "compile_folder", lambda folder: pytest.fail("compiled again"))
    second = load_framework(folder)

    assert second.data == first.data
    assert second.id == first.id


@pytest.mark.usefixtures("no_compiling")
def test_snapshot_beside_the_data_is_read(folder: Path, cache: Path) -> None:
    data = load_framework_without_snapshot(folder)
    key = content_key(folder, read_files(folder))
    assert write_snapshot(data, key, folder)

    assert load_framework(folder).data == data
    assert snapshots(cache) == []


def load_framework_without_snapshot(folder: Path) -> load.FrameworkData:
    from metier.core.framework.check import check_files
    from metier.core.framework.compile import compile_framework
    from metier.core.framework.files import read_version

    findings, parsed = check_files(read_files(folder))
    assert findings == []
    return compile_framework(read_version(folder), parsed)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("skills/programming.yaml", "A language of queries.", "A language of queriez."),
        ("fit.yaml", "title_gain: 3", "title_gain: 4"),
        ("VERSION", "1.2.3", "1.2.4"),
    ],
)
def test_one_changed_byte_is_seen(folder: Path, file: str, old: str, new: str) -> None:
    before = load_framework(folder)

    change(folder / file, old, new)
    after = load_framework(folder)

    assert after.data != before.data
    assert after.data == load_framework(folder, use_snapshot=False).data


def test_file_that_is_added_or_renamed_is_seen(folder: Path) -> None:
    files = read_files(folder)
    key = content_key(folder, files)

    (folder / "roles" / "data-scientist.yaml").rename(folder / "roles" / "other.yaml")

    assert content_key(folder, read_files(folder)) != key


def test_only_the_newest_snapshot_is_kept(folder: Path, cache: Path) -> None:
    load_framework(folder)
    change(folder / "VERSION", "1.2.3", "2.0.0")
    load_framework(folder)

    (kept,) = snapshots(cache)
    assert kept.name == snapshot_name(content_key(folder, read_files(folder)))
    assert list(cache.iterdir()) == [kept], "no temporary file is left over"


DAMAGES = {
    "empty": lambda content: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "noise": lambda content: bytes(range(256)) * 20,
    "another value": lambda content: msgspec.msgpack.encode({"version": "1"}),
    "text that is not UTF-8": lambda content: content.replace(b"Python", b"Pyth\xff\xfe", 1),
    "one letter": lambda content: content.replace(b"Python", b"Pyth0n", 1),
    "a longer tail": lambda content: content + b"\x00",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_snapshot_is_ignored(folder: Path, cache: Path, damage: str) -> None:
    whole = load_framework(folder).data
    (path,) = snapshots(cache)
    content = path.read_bytes()
    path.write_bytes(DAMAGES[damage](content))
    assert path.read_bytes() != content

    assert load_framework(folder).data == whole
    assert path.read_bytes() == content, "it is replaced by a good one"


def test_every_flipped_byte_is_noticed_or_harmless(folder: Path, cache: Path) -> None:
    whole = load_framework(folder).data
    (path,) = snapshots(cache)
    content = path.read_bytes()
    key = content_key(folder, read_files(folder))
    for index in range(0, len(content), 41):
        damaged = bytearray(content)
        damaged[index] ^= 0xFF
        path.write_bytes(damaged)
        assert read_snapshot(folder, key) in (None, whole)


def test_cache_that_cannot_be_written_is_no_error(folder: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")

    assert load_framework(folder).data == load_framework(folder).data
    assert cache.read_text() == "a file where the folder should be"


def test_failed_write_says_so_and_leaves_nothing(folder: Path, cache: Path) -> None:
    data = load_framework(folder, use_snapshot=False).data
    (cache / snapshot_name("0" * 32)).mkdir(parents=True)

    assert write_snapshot(data, "0" * 32) is False
    assert len(list(cache.iterdir())) == 1


def test_old_snapshot_that_cannot_be_removed_is_no_error(folder: Path, cache: Path) -> None:
    (cache / "framework-1-old.msgpack").mkdir(parents=True)

    framework = load_framework(folder)

    assert framework.data.version == "1.2.3"
    assert (cache / snapshot_name(content_key(folder, read_files(folder)))).is_file()


def test_snapshot_can_be_left_out(folder: Path, cache: Path) -> None:
    load_framework(folder, use_snapshot=False)

    assert not cache.exists()


def test_invalid_files_leave_no_snapshot(folder: Path, cache: Path) -> None:
    change(folder / "fit.yaml", "title_gain: 3", "title_gain: -3")

    with pytest.raises(load.FrameworkError):
        load_framework(folder)

    assert snapshots(cache) == []
