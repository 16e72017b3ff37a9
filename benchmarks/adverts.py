"""The texts that benchmarks read: real adverts, or made-up ones where these are not there."""

import gzip
import json
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

from metier.core.framework.index import Framework

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADVERTS = 2_000
_SENTENCES = 40
_OPENINGS = (
    "You have {} years of experience with {} and {}.",
    "We are looking for someone who works with {1} and {2} every day.",
    "Nice to have: {1}, {2}, or a willingness to learn.",
    "Our team of {0} people in the north of the country ships what customers ask for.",
    "No experience with {2} is required.",
)


def read_adverts(framework: Framework) -> tuple[list[str], list[str], str]:
    """Return texts, titles, and a sentence that says where they are from.

    METIER_SHARED_DATA names the folder of the real ones.
    """
    beside = Path(__file__).parents[2] / "shared" / "data"
    folder = Path(os.environ.get("METIER_SHARED_DATA") or beside) / "postings"
    rows = [row for path in sorted(folder.glob("*.gz")) for row in _rows(path)]
    if rows:
        texts = [row.get("description") or row.get("jd_text") or "" for row in rows]
        titles = [row.get("title") or row.get("role") or "" for row in rows]
        return [t for t in texts if t], [t for t in titles if t], "real adverts"
    made = list(_made_up(framework))
    titles = [title for role in framework.data.roles for title in (role.name, *role.titles)]
    return made, titles, f"made-up adverts, as {folder} is not there"


def _rows(path: Path) -> "Iterator[dict[str, str]]":
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _made_up(framework: Framework) -> "Iterator[str]":
    names = [skill.name for skill in framework.data.skills]
    draw = random.Random(1)
    for _ in range(_ADVERTS):
        lines = (
            draw.choice(_OPENINGS).format(draw.randint(1, 9), *draw.choices(names, k=2))
            for _ in range(_SENTENCES)
        )
        yield "\n".join(lines)
