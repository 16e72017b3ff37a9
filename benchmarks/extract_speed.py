"""How fast skills are read from adverts: `python benchmarks/extract_speed.py [PART ...]`.

The parts are core, start, titles, cores and memory; all of them when none is named. Megabytes are
10**6 bytes of UTF-8. Whatever claims one core is pinned to one, and its rate is by processor time,
since other work shares the machine; wall clock stands beside it. Peers read the same texts in
turns with Metier, in processes of their own. Nothing fails when a target is missed.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from adverts import read_adverts
from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.patterns import list_patterns
from metier.core.extract.titles import read_title
from metier.core.framework.load import load_framework
from metier.core.workflow.corpus import extract_corpus

ROUNDS = 5
STARTS = 9
CORPUS_ROUNDS = 3
CORPUS_BYTES, MEMORY_BYTES = 200_000_000, 1_000_000_000
SAMPLES = (10, 50, 100)
MB = 1_000_000
PEER_PYTHON = Path(__file__).parents[1] / ".venv-peers" / "bin" / "python"
PEERS = {
    "gazetteer": "skill-extractor, gazetteer",
    "automaton": "ahocorasick-rs, boundaries",
    "flashtext": "flashtext, Metier's patterns",
}
_START = """
import time
wall, marks = time.perf_counter(), [time.process_time()]
import numpy
marks.append(time.process_time())
from metier.core.extract.matcher import SkillMatcher
from metier.core.framework.load import load_framework
marks.append(time.process_time())
framework = load_framework()
marks.append(time.process_time())
SkillMatcher(framework)
marks.append(time.process_time())
print(time.perf_counter() - wall, *(b - a for a, b in zip(marks, marks[1:])))
"""


class Times(NamedTuple):
    """Seconds of one pass, and what it found."""

    processor: float
    wall: float
    found: int


def pin_to_core() -> None:
    """Keep this process, and those that it starts, on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def show(what: str, value: str, target: str = "") -> None:
    """Print a figure with its target beside it."""
    print(f"{what:<34} {value:>42}" + (f"   target {target}" if target else ""))


def time_metier(matcher: SkillMatcher, texts: list[str]) -> Times:
    """Time one pass with all context handling."""
    wall, spent = time.perf_counter(), time.process_time()
    found = len(matcher.read(texts)[1])
    return Times(time.process_time() - spent, time.perf_counter() - wall, found)


def time_peer(peer: str, given: Path) -> Times | None:
    """Time one pass of a peer; None when it is not installed or failed."""
    answer = given.with_name("answer.json")
    command = [PEER_PYTHON, Path(__file__).with_name("peer_speed.py"), peer, given, answer]
    if not PEER_PYTHON.is_file() or subprocess.run(command, check=False).returncode:
        return None
    return Times(*json.loads(answer.read_text("utf-8")))


def measure_core() -> None:
    """Print megabytes a second on one core, beside the peers."""
    pin_to_core()
    framework = load_framework()
    texts, _, origin = read_adverts(framework)
    size = sum(len(text.encode()) for text in texts) / MB
    patterns = sorted({p.text.lower() for p in list_patterns(framework.data.skills)})
    print(f"one core: {len(texts):,} {origin}, {size:.1f} MB, {len(patterns):,} spellings")
    matcher = SkillMatcher(framework)
    matcher.read(texts[:100])
    times: dict[str, list[Times]] = {name: [] for name in ("metier", *PEERS)}
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "given.json")
        given.write_text(json.dumps({"texts": texts, "patterns": patterns}), "utf-8")
        for _ in range(ROUNDS):
            times["metier"].append(time_metier(matcher, texts))
            for peer in PEERS:
                if (taken := time_peer(peer, given)) is not None:
                    times[peer].append(taken)
    own = statistics.median(size / t.processor for t in times["metier"])
    for name, taken in times.items():
        label = PEERS.get(name, "Metier, context and all")
        if not taken:
            show(label, "not installed; scripts/peers does it")
            continue
        rate = statistics.median(size / t.processor for t in taken)
        wall = statistics.median(size / t.wall for t in taken)
        cells = f"{rate:6.2f} MB/s (wall {wall:5.2f}), {taken[0].found:,} found"
        targets = {"metier": "≥ 6 MB/s, the aim 10", "gazetteer": "Metier ≥ 5 ×"}
        ratio = "" if name == "metier" else f"Metier is {own / rate:.2f} ×; "
        show(label, ratio + cells, targets.get(name, ""))


def measure_start() -> None:
    """Print how long a fresh process takes until it can read."""
    pin_to_core()
    runs = []
    for _ in range(STARTS + 1):
        command = [sys.executable, "-c", _START]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        runs.append([float(cell) for cell in ran.stdout.split()])
    totals = [sum(run[1:]) for run in runs[1:]]
    wall, *parts = (statistics.median(column) for column in zip(*runs[1:], strict=True))
    value = f"{statistics.median(totals):.3f} s of processor (wall {wall:.3f} s)"
    show(f"start, median of {STARTS}", value, "≤ 0.15 s")
    names = ("numpy", "other imports", "framework", "matcher")
    cells = ", ".join(f"{name} {part:.3f}" for name, part in zip(names, parts, strict=True))
    print(f"  of it {cells}; least {min(totals):.3f}")


def measure_titles() -> None:
    """Print titles a second on one core."""
    pin_to_core()
    framework = load_framework()
    _, titles, _ = read_adverts(framework)
    rates, walls = [], []
    read_title(framework, titles[0])
    for _ in range(ROUNDS):
        wall, spent = time.perf_counter(), time.process_time()
        for title in titles:
            read_title(framework, title)
        rates.append(len(titles) / (time.process_time() - spent))
        walls.append(len(titles) / (time.perf_counter() - wall))
    value = f"{statistics.median(rates):,.0f} a second (wall {statistics.median(walls):,.0f})"
    show(f"titles, {len(titles):,} of adverts", value, "≥ 10,000")


def write_corpus(path: Path, size: int) -> None:
    """Write adverts over and over, each headed by its number, until they have `size` bytes."""
    import pyarrow as pa  # noqa: PLC0415 heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    texts, _, _ = read_adverts(load_framework())
    schema = pa.schema([("id", pa.int64()), ("text", pa.string())])
    written = number = 0
    with pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=False) as writer:
        while written < size:
            made = [f"Advert {number + n}\n{text}" for n, text in enumerate(texts)]
            ids = range(number, number + len(made))
            writer.write_table(pa.table([list(ids), made], schema=schema), row_group_size=1_000)
            written += sum(len(text.encode()) for text in made)
            number += len(made)


def run_corpus(source: str, target: str, workers: str) -> None:
    """Read a corpus, and print wall seconds, processor seconds and resident MB by progress."""
    samples: dict[int, float] = {}

    def sample(done: int, total: int) -> None:
        for percent in SAMPLES:
            if percent not in samples and 100 * done >= percent * total:
                samples[percent] = resident_mb()

    began = time.perf_counter()
    extract_corpus(Path(source), Path(target), workers=int(workers), progress=sample)
    wall = time.perf_counter() - began
    users = (resource.getrusage(kind) for kind in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    spent = sum(usage.ru_utime + usage.ru_stime for usage in users)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": wall, "spent": spent, "resident": samples, "peak": peak}))


def resident_mb() -> float:
    """Return the memory of this process in MiB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class CorpusRun(NamedTuple):
    """A run over a corpus: seconds, MiB resident by percent done, and the peak in MiB."""

    wall: float
    spent: float
    resident: dict[str, float]
    peak: float


def corpus_process(source: Path, workers: int) -> CorpusRun:
    """Run `run_corpus` in a fresh process and return what it printed."""
    target = source.with_name("mentions.parquet")
    command = [sys.executable, __file__, "corpus", source, target, str(workers)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return CorpusRun(**json.loads(ran.stdout))


def measure_cores() -> None:
    """Print the wall clock of two processes against one.

    On a shared machine neither has its cores whole; twice the ratio of processor times is what two
    free cores would give.
    """
    ones, twos, loads = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "corpus.parquet")
        write_corpus(source, CORPUS_BYTES)
        for _ in range(CORPUS_ROUNDS):
            loads.append(f"{os.getloadavg()[0]:.1f}")
            ones.append(corpus_process(source, 1))
            twos.append(corpus_process(source, 2))
    one, two = (statistics.median(run.wall for run in runs) for runs in (ones, twos))
    ratios = [a.wall / b.wall for a, b in zip(ones, twos, strict=True)]
    free = statistics.median(2 * a.spent / b.spent for a, b in zip(ones, twos, strict=True))
    value = f"{one:.1f} s and {two:.1f} s: {statistics.median(ratios):.2f} ×"
    show(f"one and two processes, {CORPUS_BYTES // MB} MB", value, "≥ 1.6 ×")
    by_round = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"  by round {by_round}; by processor time {free:.2f} ×; load {', '.join(loads)}")


def measure_memory() -> None:
    """Print the memory of one process along a large corpus."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "corpus.parquet")
        write_corpus(source, MEMORY_BYTES)
        run = corpus_process(source, 1)
    along = ", ".join(f"{size:.0f} at {percent}%" for percent, size in run.resident.items())
    show(f"memory over {MEMORY_BYTES // MB} MB", f"{along}, peak {run.peak:.0f} MiB", "flat")
    rate = f"{MEMORY_BYTES / MB / run.spent:.2f} MB/s of processor"
    print(f"  Parquet in and out, one process: {rate}, wall {run.wall:.0f} s")


PARTS: dict[str, Callable[[], None]] = {
    "core": measure_core,
    "start": measure_start,
    "titles": measure_titles,
    "cores": measure_cores,
    "memory": measure_memory,
}


def main() -> None:
    """Run the parts, each in a process of its own, so that none is pinned by another."""
    asked = sys.argv[1:]
    if asked[:1] == ["corpus"]:
        run_corpus(*asked[1:])
    elif len(asked) == 1:
        PARTS[asked[0]]()
    else:
        for part in asked or PARTS:
            print(f"load {os.getloadavg()[0]:.1f}", flush=True)
            subprocess.run([sys.executable, __file__, part], check=True)


if __name__ == "__main__":
    main()
