"""A corpus is read whole, by one process or two, and an interrupted run goes on."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from metier.core.errors import InputError, UsageError
from metier.core.workflow import corpus
from metier.core.workflow.corpus import extract_corpus

TEXTS = [f"Text {number}: Python and SQL, no Java, machine learning." for number in range(90)]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus that is read ten texts at a time."""
    monkeypatch.setattr(corpus, "_MOST_ROWS", 10)
    path = tmp_path / "corpus.parquet"
    ids = [f"a{number}" for number in range(len(TEXTS))]
    pq.write_table(pa.table({"id": ids, "text": TEXTS, "more": ids}), path, row_group_size=25)
    return path


def answer(path: Path) -> list[tuple[str, list[str]]]:
    rows = pq.read_table(path).to_pylist()
    return [(row["id"], [mention["skill"] for mention in row["mentions"]]) for row in rows]


def test_every_text_is_read_in_order(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"

    result = extract_corpus(source, target)

    skills = ["python", "sql", "java", "machine-learning"]
    assert answer(target) == [(f"a{number}", skills) for number in range(90)]
    assert (result.texts, result.resumed, result.mentions) == (90, 0, 360)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus.parquet", "out.parquet"]


def test_two_processes_give_what_one_gives(source: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"

    extract_corpus(source, one)
    extract_corpus(source, two, workers=2)

    assert pq.read_table(one).equals(pq.read_table(two))


def test_an_interrupted_run_goes_on_where_it_stopped(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, whole = tmp_path / "out.parquet", tmp_path / "whole.parquet"
    extract_corpus(source, whole)

    def interrupt(done: int, total: int) -> None:
        if done >= 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_corpus(source, target, progress=interrupt)
    assert not target.exists()
    seen: list[int] = []
    result = extract_corpus(source, target, progress=lambda done, total: seen.append(done))

    assert result.resumed == 40
    assert seen == [50, 60, 70, 80, 90]
    assert pq.read_table(target).equals(pq.read_table(whole))


def test_parts_of_another_run_are_not_mixed_in(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    parts = tmp_path / "out.parquet.parts"
    parts.mkdir()
    (parts / "job.json").write_text("{}")

    with pytest.raises(UsageError) as caught:
        extract_corpus(source, target)
    assert caught.value.code == "corpus-parts"

    extract_corpus(source, target, restart=True)
    assert len(answer(target)) == 90


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no parquet at all" * 100])
def test_a_file_that_is_no_parquet_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "corpus.parquet"
    path.write_bytes(content)

    with pytest.raises(InputError) as caught:
        extract_corpus(path, tmp_path / "out.parquet")
    assert caught.value.code == "corpus-unreadable"


def test_a_missing_column_is_named(source: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'body'"):
        extract_corpus(source, tmp_path / "out.parquet", text="body")
    assert not list(tmp_path.glob("out*"))


def test_an_empty_corpus_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "corpus.parquet"
    pq.write_table(
        pa.table({"id": pa.array([], pa.int64()), "text": pa.array([], pa.string())}), path
    )

    with pytest.raises(InputError) as caught:
        extract_corpus(path, tmp_path / "out.parquet")
    assert caught.value.code == "corpus-empty"
