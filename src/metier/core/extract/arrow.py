"""Mentions of a whole corpus: one function from Arrow batch to Arrow batch.

It needs pyarrow (`pip install metier[batch]`), and serves one process, many, and Spark alike.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from metier.core.errors import InputError
from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.mentions import NEEDS, POLARITIES, SIGNS

if TYPE_CHECKING:
    import pyarrow as pa


def mention_type() -> "pa.DataType":
    """Return the type of the column `mentions`: a list of records, offsets in characters."""
    import pyarrow as pa  # noqa: PLC0415 heavy

    return pa.list_(
        pa.struct(
            [
                pa.field("start", pa.int32()),
                pa.field("end", pa.int32()),
                pa.field("skill", pa.string()),
                pa.field("kind", pa.string()),
                pa.field("polarity", pa.string()),
                pa.field("need", pa.string()),
                pa.field("sign", pa.string()),
                pa.field("confidence", pa.float32()),
            ]
        )
    )


def check_columns(schema: "pa.Schema", *, text: str, key: str) -> None:
    """Check that a corpus has a column of texts and one of ids.

    Raises:
        InputError: One is missing, or the texts are no strings.
    """
    import pyarrow as pa  # noqa: PLC0415 heavy

    for name in (text, key):
        if name not in schema.names:
            raise InputError(
                f"The corpus has no column '{name}'; its columns are {', '.join(schema.names)}.",
                code="corpus-column",
                hint="Name the columns with --text and --id.",
            )
    kind = schema.field(text).type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise InputError(
            f"The column '{text}' holds {kind}, not text.",
            code="corpus-column",
            hint="Name the column of texts with --text.",
        )


def read_record_batch(
    matcher: SkillMatcher, batch: "pa.RecordBatch", *, text: str = "text", key: str = "id"
) -> "pa.RecordBatch":
    """Return the ids of `batch` with the mentions in its texts, row by row.

    Args:
        matcher: Reads the skills.
        batch: Has a column of texts and one of ids; a null text has no mentions.
        text: Name of the column of texts.
        key: Name of the column of ids, of any type.

    Raises:
        InputError: A column is missing or of another type.
    """
    import pyarrow as pa  # noqa: PLC0415 heavy

    check_columns(batch.schema, text=text, key=key)
    columns, owner = matcher.read([value or "" for value in batch.column(text).to_pylist()])
    counts = np.bincount(owner, minlength=batch.num_rows)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    kinds = np.array(matcher.kinds)
    skills = columns.skill
    values = [
        pa.array(columns.start, pa.int32()),
        pa.array(columns.end, pa.int32()),
        _words(skills, matcher.skill_ids),
        _words(skills, kinds),
        _words(columns.polarity, POLARITIES),
        _words(columns.need, NEEDS),
        _words(columns.sign, (None, *SIGNS[1:])),
        pa.array(columns.confidence, pa.float32()),
    ]
    kind = mention_type()
    structs = pa.StructArray.from_arrays(values, fields=list(kind.value_type))
    lists = pa.ListArray.from_arrays(pa.array(offsets), structs)
    return pa.RecordBatch.from_arrays([batch.column(key), lists], names=[key, "mentions"])


def _words(index: Any, names: Any) -> "pa.Array":
    import pyarrow as pa  # noqa: PLC0415 heavy

    words = pa.array(list(names), pa.string())
    return words.take(pa.array(index.astype(np.int32)))
