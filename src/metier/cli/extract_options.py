"""The options of `metier extract --batch`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

import click


class BatchOptions(NamedTuple):
    """How a corpus is read; `source` is None when none is."""

    source: str | None
    target: str | None
    text: str
    key: str
    workers: int | None
    restart: bool
    spark: bool


def batch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options, and hand them on as one argument `batch`."""

    @wraps(command)
    def gather(**given: Any) -> Any:
        fields = {name: given.pop(f"batch_{name}") for name in BatchOptions._fields}
        return command(batch=BatchOptions(**fields), **given)

    for option in reversed(_OPTIONS):
        gather = option(gather)
    return gather


_OPTIONS = (
    click.option(
        "--batch", "batch_source", metavar="CORPUS", help="Read all texts of a Parquet file."
    ),
    click.option(
        "-o", "--output", "batch_target", metavar="OUT", help="Where a batch's mentions go."
    ),
    click.option(
        "--text", "batch_text", default="text", metavar="COLUMN", help="A batch's column of texts."
    ),
    click.option("--id", "batch_key", default="id", metavar="COLUMN", help="Its column of ids."),
    click.option(
        "--workers",
        "batch_workers",
        type=click.IntRange(1, 256),
        help="Processes that read a batch; all cores by default.",
    ),
    click.option("--restart", "batch_restart", is_flag=True, help="Drop an interrupted run."),
    click.option("--spark", "batch_spark", is_flag=True, help="Read a batch on Spark."),
)
