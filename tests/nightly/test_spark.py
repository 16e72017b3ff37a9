"""The reader of a corpus gives on Spark what it gives without."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from metier.cli.app import run
from metier.core.errors import InputError
from metier.core.workflow.corpus import extract_corpus

pytest.importorskip("pyspark", reason="pyspark is not installed: make nightly installs it")
TEXTS = [f"Text {number}: Python and SQL, no Java, 5 years of dbt." for number in range(500)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.parquet"
    pq.write_table(pa.table({"id": list(range(len(TEXTS))), "text": TEXTS}), path)
    return path


def test_spark_gives_what_one_process_gives(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone, spark = tmp_path / "alone.parquet", tmp_path / "spark"
    extract_corpus(source, alone)

    arguments = ["extract", "--batch", str(source), "-o", str(spark), "--spark", "--json"]
    assert run(arguments) == 0

    assert json.loads(capsys.readouterr().out) == {"texts": 500}
    rows = sorted(pq.read_table(spark).to_pylist(), key=lambda row: row["id"])
    assert rows == pq.read_table(alone).to_pylist()


def test_a_corpus_that_is_not_there_is_refused(tmp_path: Path) -> None:
    from metier.core.workflow.corpus_spark import extract_on_spark

    with pytest.raises(InputError) as caught:
        extract_on_spark(str(tmp_path / "none.parquet"), str(tmp_path / "out"))
    assert caught.value.code == "corpus-unreadable"
