"""What must hold of the reference: rows of the file's length, rising, of enough documents."""

from collections.abc import Iterator
from itertools import pairwise

from metier.core.framework.check_view import Problem, View
from metier.core.framework.reference_types import ReferenceFile


def check_reference(view: View) -> Iterator[Problem]:
    """Every row has a value for each percent, rising, over enough documents of a known source."""
    for file, value in view.of(ReferenceFile):
        known = {source.of for source in value.sources}
        for number, row in enumerate(value.rows):
            rising = all(low <= high for low, high in pairwise(row.at))
            if (
                len(row.at) != len(value.percents)
                or not rising
                or row.n < value.least
                or row.of not in known
            ):
                yield Problem(
                    file,
                    ("rows", number),
                    "reference-row",
                    f"A row needs {len(value.percents)} rising values over {value.least} or more "
                    "documents of a source that is named.",
                )
