"""Compute where real CVs and adverts fall: `data/market/reference.yaml`.

Usage: python scripts/reference.py. Needs the data beside the project (METIER_SHARED_DATA). Only
percentiles over ten or more documents are written, never a text.

A CV counts for the role that fits it best, at the stage that it is at now, with its readiness
there; so does an advert for the role that its title names for sure, at the stage that it asks for
(mid where it names none), with the readiness of one who has exactly what it asks.
"""

import datetime as dt
import gzip
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from metier.core.documents.build import build_document
from metier.core.extract.titles import read_title
from metier.core.framework.files import data_root
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.workflow.advert import Adverts
from metier.core.workflow.asked import reach_of_advert
from metier.core.workflow.assess import Reader, assess_profile, build_profile, measure_readiness

PERCENTS = (10, 25, 50, 75, 90)
LEAST = 10
BESIDE = Path(__file__).parents[2] / "shared" / "data"
SHARED = Path(os.environ.get("METIER_SHARED_DATA") or BESIDE)
# The CVs of the two sets are of these days: later ones would only make them older.
RESUMES_DAY, GOLD_DAY = dt.date(2022, 7, 1), dt.date(2019, 1, 1)
POSTINGS = ("ai_engineer_2026.jsonl.gz", "analytics_engineer_2026.jsonl.gz")
HEAD = """# yaml-language-server: $schema=../schema/reference.schema.json
# Written by scripts/reference.py; do not edit. Percentiles of readiness, no text of any document.
provenance: {{default: derived}}
framework: {version}
percents: [{percents}]
least: {least}
sources:
  - of: cvs
    about: Real CVs, most of software developers and analysts
    n: {cvs}
    date: "2022-07"
    licence: >-
      resumes_vanetik (65 CVs of 2022; Vanetik and Kogan, Information 14, 2023, 468), GPL-3.0, and
      13 CVs of a public set of 2018; aggregates only
    method: >-
      Each CV counts for the role that fits it best at the stage that it is at now, with its
      readiness there
  - of: adverts
    about: Job adverts for AI and data engineers
    n: {adverts}
    date: "2026-08"
    licence: Adverts of January to August 2026, which belong to their employers; aggregates only
    method: >-
      Each advert counts for the role that its title names, at the stage that it asks for (mid where
      it names none), with the readiness of one who has exactly the skills that it asks for, at the
      levels of the role; what it does not ask counts as for anybody of whom it is not known
rows:
"""


class Reading(NamedTuple):
    """A document's role, stage and readiness there."""

    role: str
    stage: str
    value: float


def read_cvs(framework: Framework, reader: Reader) -> Iterator[Reading]:
    """Yield the readings of all CVs that show anything."""
    folder = SHARED / "resumes_vanetik" / "CV"
    papers = [(path.name, path.read_bytes(), RESUMES_DAY) for path in sorted(folder.iterdir())]
    gold = SHARED.parent / "gold" / "cv_fit_dev.jsonl"
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    papers += [(f"{row['id']}.txt", row["text"].encode(), GOLD_DAY) for row in rows]
    for name, content, day in papers:
        profile = build_profile(reader, [build_document(name, content)])
        found = assess_profile(framework, profile, as_of=day)
        if found.sufficient:
            best, stage = found.fits[0].role, found.stage.stage
            yield Reading(best, stage, measure_readiness(framework, found, best, stage).value)


def read_adverts(framework: Framework, reader: Reader) -> Iterator[Reading]:
    """Yield the readings of all adverts whose title names a role for sure, each text once."""
    adverts = Adverts(framework, reader=reader)
    seen = set()
    for row in _postings():
        title, text = (row.get("title") or row["role"]).strip(), row["description"] or ""
        reading = read_title(framework, title)
        sure = reading.confidence >= framework.data.titles.listed_confidence
        if not (reading.role and sure) or text in seen:
            continue
        seen.add(text)
        read = adverts.read(build_document("advert.txt", text.encode()))
        stage = reading.stage or read.advert.stage or "mid"
        mentions = reader.mentions(read.document)
        value = reach_of_advert(framework, read.document, mentions, role=reading.role, stage=stage)
        yield Reading(reading.role, stage, value)


def _postings() -> Iterator[dict[str, Any]]:
    for name in POSTINGS:
        with gzip.open(SHARED / "postings" / name, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def rows_of(group: str, readings: list[Reading]) -> Iterator[str]:
    """Yield a line of YAML for each role and stage with enough documents, widest first."""
    kept: dict[tuple[str | None, str | None], list[float]] = defaultdict(list)
    for reading in readings:
        keys = [(reading.role, None), (reading.role, reading.stage)]
        for key in [(None, None), *keys] if group == "cvs" else keys:
            kept[key].append(reading.value)
    for (role, stage), values in sorted(kept.items(), key=lambda item: str(item[0])):
        if len(values) >= LEAST:
            at = ", ".join(f"{value:.3f}" for value in np.percentile(values, PERCENTS))
            place = f", role: {role}" if role else ""
            place += f", stage: {stage}" if stage else ""
            yield f"  - {{of: {group}, n: {len(values)}, at: [{at}]{place}}}\n"


def main() -> int:
    """Write the file."""
    if not SHARED.is_dir():
        print(f"{SHARED} is not there; METIER_SHARED_DATA names the shared data.")
        return 1
    framework = load_framework()
    reader = Reader(framework)
    cvs = list(read_cvs(framework, reader))
    adverts = list(read_adverts(framework, reader))
    head = HEAD.format(
        version=framework.id.version,
        percents=", ".join(map(str, PERCENTS)),
        least=LEAST,
        cvs=len(cvs),
        adverts=len(adverts),
    )
    lines = [*rows_of("cvs", cvs), *rows_of("adverts", adverts)]
    path = data_root() / "market" / "reference.yaml"
    path.write_text(head + "".join(lines), encoding="utf-8")
    print(f"Wrote {path}: {len(lines)} rows.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
