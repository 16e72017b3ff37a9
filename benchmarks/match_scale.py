"""A million people against 84 targets: `python benchmarks/match_scale.py [PEOPLE]`.

The peer is scipy's bare product of the same sparse people with the same table, on one core, in
the same run. The people are drawn by a seed. Besides the ratio: the whole way from one Parquet
file to another, its peak of memory, and the largest difference from people assessed one by one.
"""

import datetime as dt
import resource
import sys
import tempfile
import time
import uuid
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.records import Profile, Rating
from metier.core.workflow.assess import assess_profile, measure_readiness
from metier.core.workflow.matching import make_matcher, match_people, read_people

RUNS = 3
ONE_BY_ONE = 5


def draw_people(framework: Framework, count: int, path: Path) -> None:
    """Write people with 8 to 32 stated levels each."""
    rng = np.random.default_rng(20261128)
    ids = pa.array([skill.id for skill in framework.data.skills])
    each = rng.integers(8, 33, size=count)
    person = np.repeat(np.arange(count), each)
    skill = rng.integers(0, len(ids), size=int(each.sum()))
    level = rng.integers(0, 6, size=len(skill)).astype(np.int8)
    names = pa.array([f"p{number:07d}" for number in range(count)])
    columns = {"person": names.take(pa.array(person)), "skill": ids.take(pa.array(skill))}
    pq.write_table(pa.table({**columns, "level": pa.array(level)}), path)


def largest_difference(framework: Framework, source: Path, out: Path) -> float:
    """Return the largest difference of some people's readiness from that of each alone."""
    stated = pq.read_table(source, filters=[("person", "<", f"p{ONE_BY_ONE:07d}")]).to_pylist()
    found = pq.read_table(out, filters=[("person", "<", f"p{ONE_BY_ONE:07d}")]).to_pylist()
    worst = 0.0
    for row in found:
        ratings = tuple(
            Rating(item["skill"], item["level"], "2026-01-01")
            for item in stated
            if item["person"] == row["person"]
        )
        profile = Profile(str(uuid.uuid4()), "local", "", (), (), "0", ratings=ratings)
        person = assess_profile(framework, profile, as_of=dt.date(2026, 11, 28))
        for name, value in row.items():
            role, colon, stage = name.rpartition(":")
            if colon:
                alone = measure_readiness(framework, person, role, stage).value
                worst = max(worst, abs(value - alone))
    return worst


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    framework = load_framework()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "people.parquet"), Path(folder, "out.parquet")
        draw_people(framework, count, source)
        begin = time.perf_counter()
        people = read_people(framework, source)
        read = time.perf_counter()
        match_people(framework, people, out=out)
        end = time.perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        matcher = make_matcher(framework)
        rows = matcher.rows(people.stated)
        bare, mine = [], []
        for _ in range(RUNS):
            start = time.perf_counter()
            product = rows @ matcher.table
            bare.append(time.perf_counter() - start)
            del product
            start = time.perf_counter()
            product = matcher.readiness(rows)
            mine.append(time.perf_counter() - start)
            del product
        print(f"{count:,} people, {rows.nnz:,} levels, {len(matcher.targets)} targets")
        print(f"file to file {end - begin:.1f} s (reading {read - begin:.1f}), peak {peak:,.0f} MB")
        print(
            f"product {min(mine):.2f} s, bare scipy {min(bare):.2f} s: {min(mine) / min(bare):.2f}"
        )
        print(
            f"largest difference from one by one: {largest_difference(framework, source, out):.1e}"
        )


if __name__ == "__main__":
    main()
