"""Where the labelled sets are, and the one way in which an eval says that they are not."""

import json
import os
import sys
from pathlib import Path
from typing import Any


def shared_folder() -> Path:
    """Return the folder that holds `data` and `gold`; ends the eval in peace without it."""
    beside = Path(__file__).parents[2] / "shared" / "data"
    folder = Path(os.environ.get("METIER_SHARED_DATA") or beside)
    if not folder.is_dir():
        print(f"skipped: {folder} is not there; METIER_SHARED_DATA names the shared data")
        sys.exit(0)
    return folder.parent


def read_labelled(name: str) -> list[dict[str, Any]]:
    """Return the lines of a labelled set; ends the eval in peace when it is not there.

    METIER_SHARED_DATA names the data folder; the labelled sets are in `gold` beside it.
    """
    path = shared_folder() / "gold" / name
    if not path.is_file():
        print(f"skipped: {path} is not there; METIER_SHARED_DATA names the shared data")
        sys.exit(0)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def show_table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print rows under a head, the first column to the left and the others to the right."""
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    for row in [head, *rows]:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells))
