"""Read the skills of a corpus on Spark, for corpora that outgrow a machine.

It needs pyspark (`pip install metier[spark]`) and Java. Workers must have Metier installed.
"""

import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from metier.core.errors import InputError
from metier.core.extract.arrow import read_record_batch
from metier.core.workflow.corpus import corpus_matcher

if TYPE_CHECKING:
    import pyarrow as pa

MENTIONS = (
    "mentions array<struct<start int, end int, skill string, kind string, polarity string, "
    "need string, sign string, confidence float>>"
)
"""The column of mentions, as Spark spells its type."""

_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}


def map_batches(
    batches: Iterator["pa.RecordBatch"], *, text: str = "text", key: str = "id"
) -> Iterator["pa.RecordBatch"]:
    """Yield the mentions of each batch: the function to give to `DataFrame.mapInArrow`."""
    for batch in batches:
        yield read_record_batch(corpus_matcher(), batch, text=text, key=key)


def extract_on_spark(source: str, target: str, *, text: str = "text", key: str = "id") -> int:
    """Write the mentions in the texts of `source` to `target`; return the number of texts.

    The session that `spark-submit` set up is used, else a local one with all cores. `target`
    becomes a folder of Parquet files and must not exist.

    Raises:
        InputError: The corpus cannot be read, or lacks a column.
    """
    from pyspark.errors import AnalysisException  # noqa: PLC0415 heavy
    from pyspark.sql import SparkSession  # noqa: PLC0415

    for name in ("PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON"):
        os.environ.setdefault(name, sys.executable)
    builder: Any = SparkSession.builder.appName("metier")
    if "SPARK_ENV_LOADED" not in os.environ:
        for name, value in _LOCAL.items():
            builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        frame = session.read.parquet(source).select(key, text)
        kind = frame.schema[key].dataType.simpleString()
        read = partial(map_batches, text=text, key=key)
        found = frame.mapInArrow(read, f"`{key}` {kind}, {MENTIONS}")
        found.write.parquet(target)
        return int(session.read.parquet(target).count())
    except AnalysisException as error:
        raise InputError(
            f"Spark cannot use {source} or {target}: {str(error).splitlines()[0]}",
            code="corpus-unreadable",
            hint="Give Parquet with a column of texts and one of ids, and a target that is new.",
        ) from error
    finally:
        session.stop()
