"""How long commands take: `python benchmarks/cli_speed.py`.

Processor time (user and system, children included), the median of ten warm runs, each beside
`python -c 'import numpy'` and `python -c pass` of the same run. The commands take turns, so
that a machine that slows down slows all of them.
"""

import resource
import statistics
import subprocess
import sys
from pathlib import Path

from metier.core.framework.files import data_root

RUNS = 10
SAMPLES = data_root() / "samples"
METIER = (sys.executable, "-m", "metier")
PDF = str(SAMPLES / "noor-haddad.pdf")
TARGET = ("--role", "data-scientist", "--stage", "mid")
COMMANDS: dict[str, tuple[str, ...]] = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "python -c 'import numpy'": (sys.executable, "-c", "import numpy"),
    "metier role data-scientist": (*METIER, "role", "data-scientist"),
    "metier gap SAMPLE.pdf": (*METIER, "gap", PDF, *TARGET),
}


def cpu_seconds(command: tuple[str, ...]) -> float:
    """Run a command and return the processor time of it and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=Path(__file__).parent)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for name in [*COMMANDS, *(list(COMMANDS) * RUNS)]:
        times[name].append(cpu_seconds(COMMANDS[name]))
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    nothing, numpy = (medians[name] for name in list(COMMANDS)[:2])
    print(f"processor time, median of {RUNS} warm runs\n")
    print(f"{'command':<28} {'seconds':>8} {'min':>7} {'× numpy':>8} {'× pass':>8}")
    for name, seconds in medians.items():
        least = min(times[name][1:])
        ratios = f"{seconds / numpy:>8.2f} {seconds / nothing:>8.2f}"
        print(f"{name:<28} {seconds:>8.3f} {least:>7.3f} {ratios}")


if __name__ == "__main__":
    main()
