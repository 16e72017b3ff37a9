"""Read the skills of a corpus: a Parquet file in, a Parquet file out, with all cores.

The result is written in parts, so an interrupted run goes on where it stopped.
"""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from metier.core.errors import InputError, UsageError, unwritable
from metier.core.extract.arrow import check_columns, read_record_batch
from metier.core.extract.matcher import SkillMatcher
from metier.core.framework.index import FrameworkId
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_BATCH_BYTES = 8_000_000
_MOST_ROWS = 8_192
_AHEAD = 2
_JOB = "job.json"

Progress = Callable[[int, int], None]


class Job(msgspec.Struct, frozen=True):
    """What a run reads; parts of another job are not mixed into it."""

    source: str
    size: int
    modified: int
    rows: int
    text: str
    key: str
    framework: FrameworkId


class CorpusResult(NamedTuple):
    """What a run did: texts read in all, of these before it began, and mentions found."""

    texts: int
    resumed: int
    mentions: int
    framework: FrameworkId


def extract_corpus(
    source: Path,
    target: Path,
    *,
    text: str = "text",
    key: str = "id",
    workers: int = 1,
    restart: bool = False,
    progress: Progress | None = None,
) -> CorpusResult:
    """Write the mentions in the texts of `source` to `target`, both Parquet.

    Parts are kept beside the target until all are there; the same call then goes on with them.

    Args:
        source: The corpus.
        target: The result; replaced in one step when all is done.
        text: Column of texts.
        key: Column of ids, copied to the result.
        workers: Processes that read.
        restart: Drop the parts of an earlier run, of whatever job.
        progress: Called with the texts done and the texts in all.

    Raises:
        InputError: The corpus cannot be read, or lacks a column.
        UsageError: The parts are of another job, or the result cannot be written.
    """
    file = _open(source)
    check_columns(file.schema_arrow, text=text, key=key)
    job = _describe(source, file, text=text, key=key)
    folder = target.with_name(f"{target.name}.parts")
    try:
        done = _prepare(folder, job, restart=restart)
        resumed = min(done * job.rows, file.metadata.num_rows)
        batches = islice(file.iter_batches(job.rows, columns=[key, text]), done, None)
        total, finished = file.metadata.num_rows, resumed
        for number, answer in enumerate(_read(batches, job, workers), start=done):
            _write_part(folder, number, answer)
            finished += answer.num_rows
            if progress:
                progress(finished, total)
        mentions = _join(folder, target)
        shutil.rmtree(folder)
    except OSError as error:
        raise unwritable(target, error) from error
    return CorpusResult(total, resumed, mentions, job.framework)


def _open(source: Path) -> "pq.ParquetFile":
    import pyarrow as pa  # noqa: PLC0415 heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        return pq.ParquetFile(source, pre_buffer=False)  # buffers are kept to the end
    except (OSError, pa.ArrowException) as error:
        raise InputError(
            f"{source} cannot be read as Parquet: {str(error).splitlines()[0]}.",
            code="corpus-unreadable",
            hint="Give a Parquet file with a column of texts and one of ids.",
        ) from error


def _describe(source: Path, file: "pq.ParquetFile", *, text: str, key: str) -> Job:
    total = sum(
        group.column(index).total_uncompressed_size
        for group in map(file.metadata.row_group, range(file.metadata.num_row_groups))
        for index in range(group.num_columns)
        if group.column(index).path_in_schema == text
    )
    mean = max(1, total // max(1, file.metadata.num_rows))
    stat = source.stat()
    return Job(
        source=str(source.resolve()),
        size=stat.st_size,
        modified=stat.st_mtime_ns,
        rows=max(1, min(_MOST_ROWS, _BATCH_BYTES // mean)),
        text=text,
        key=key,
        framework=open_framework().id,
    )


def _prepare(folder: Path, job: Job, *, restart: bool) -> int:
    """Return how many parts of the job are there already."""
    if restart and folder.is_dir():
        shutil.rmtree(folder)
    described = msgspec.json.encode(job)
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / _JOB).write_bytes(described)
        return 0
    if not (folder / _JOB).is_file() or (folder / _JOB).read_bytes() != described:
        raise UsageError(
            f"{folder} holds parts of another run.",
            code="corpus-parts",
            hint="Add --restart to drop them, or give another output.",
        )
    done = 0
    while _part(folder, done).is_file():
        done += 1
    return done


def _part(folder: Path, number: int) -> Path:
    return folder / f"{number:08d}.parquet"


def _read(
    batches: Iterator["pa.RecordBatch"], job: Job, workers: int
) -> Iterator["pa.RecordBatch"]:
    """Yield the answers in order; at most a few batches wait at a time."""
    if workers == 1:
        for batch in batches:
            yield read_record_batch(corpus_matcher(), batch, text=job.text, key=job.key)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[bytes]] = []
        try:
            for batch in batches:
                waiting.append(pool.submit(_read_bytes, _to_bytes(batch), job.text, job.key))
                if len(waiting) >= workers * _AHEAD:
                    yield _from_bytes(waiting.pop(0).result())
            while waiting:
                yield _from_bytes(waiting.pop(0).result())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@lru_cache(maxsize=1)
def corpus_matcher() -> SkillMatcher:
    """Return the reader of this process, made once."""
    return SkillMatcher(open_framework())


def _read_bytes(content: bytes, text: str, key: str) -> bytes:
    """Read one batch in a worker."""
    return _to_bytes(read_record_batch(corpus_matcher(), _from_bytes(content), text=text, key=key))


def _to_bytes(batch: "pa.RecordBatch") -> bytes:
    import pyarrow as pa  # noqa: PLC0415 heavy

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _from_bytes(content: bytes) -> "pa.RecordBatch":
    import pyarrow as pa  # noqa: PLC0415 heavy

    with pa.ipc.open_stream(content) as reader:
        return reader.read_next_batch()


def _write_part(folder: Path, number: int, batch: "pa.RecordBatch") -> None:
    import pyarrow as pa  # noqa: PLC0415 heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    unfinished = folder / "unfinished"
    pq.write_table(pa.Table.from_batches([batch]), unfinished, compression="zstd")
    unfinished.replace(_part(folder, number))


def _join(folder: Path, target: Path) -> int:
    """Write all parts to the target, a row group each; return the number of mentions."""
    import pyarrow.compute as pc  # noqa: PLC0415 heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    parts = sorted(folder.glob("*.parquet"))
    whole = folder / "whole"
    mentions = 0
    writer = None
    for part in parts:
        table = pq.read_table(part)
        writer = writer or pq.ParquetWriter(whole, table.schema, compression="zstd")
        writer.write_table(table)
        mentions += pc.sum(pc.list_value_length(table["mentions"])).as_py() or 0
    if writer is None:
        raise InputError("The corpus holds no texts.", code="corpus-empty")
    writer.close()
    whole.replace(target)
    return mentions
