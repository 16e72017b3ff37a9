"""What a plan brings by half of its time: `python benchmarks/plan_value.py`.

For real CVs and the role that fits each best, one stage above the one now: the readiness gained
over the start when half of the plan's hours are spent, beside two peers that walk the same steps
toward the same target with the same hours: a topological order (graphlib), and the next-best rule
of oak-domain-career 0.13 with the role page's order as its curriculum. All in one run; a step
counts when it ends. The CVs are read from the folder beside the project.
"""

import datetime as dt
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter
from pathlib import Path

from metier.core.documents.reader import DocumentReader
from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.types import STAGES
from metier.core.plan.optimize import choose_most_gain
from metier.core.plan.order import order_steps
from metier.core.plan.steps import Step, list_steps
from metier.core.workflow.assess import Reader, assess_profile, build_profile, measure_readiness

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".venv-peers" / "bin" / "python"
AS_OF = dt.date(2026, 11, 23)
HOURS, WEEKS = 6, 26
MINUTES = HOURS * WEEKS * 60


def shared_data() -> Path:
    """Return the folder of real data."""
    return Path(os.environ.get("METIER_SHARED_DATA", ROOT.parent / "shared" / "data"))


def cases(framework: Framework) -> Iterator[tuple[str, str, str, list[Step]]]:
    """Yield name, role, stage and steps for each real CV."""
    reader = Reader(framework)
    with DocumentReader() as documents:
        for path in sorted((shared_data() / "resumes_vanetik" / "CV").glob("*.docx")):
            profile = build_profile(reader, [documents.read_path(path)])
            person = assess_profile(framework, profile, as_of=AS_OF)
            if not person.sufficient:
                continue
            role = person.fits[0].role
            stage = STAGES[min(len(STAGES) - 1, STAGES.index(person.stage.stage) + 1)]
            now = measure_readiness(framework, person, role, stage)
            worth = {item.skill: (item.weight, item.target) for item in now.contributions}
            yield path.stem, role, stage, list_steps(framework, worth, person.proficiencies)


def curriculum(framework: Framework, role: str, steps: Sequence[Step]) -> list[int]:
    """Return the steps as the role page lists their skills, the lower levels first."""
    listed = {item.skill: n for n, item in enumerate(framework.roles[role].requirements)}
    return sorted(
        range(len(steps)),
        key=lambda i: (steps[i].level, listed.get(steps[i].skill, len(listed)), steps[i].skill),
    )


def gained(steps: Sequence[Step], sequence: Sequence[int], minutes: float) -> float:
    """Return the readiness gained by the steps that have ended after so many minutes."""
    clock = total = 0.0
    for index in sequence:
        clock += steps[index].minutes
        if clock > minutes:
            break
        total += steps[index].gain
    return total


def ask_oak(given: list[list[list[object]]]) -> list[list[str]] | None:
    """Return the peer's orders, or None where it is not installed."""
    if not PEERS.is_file():
        return None
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "in.json"), Path(name, "out.json")
        source.write_text(json.dumps(given), "utf-8")
        worker = Path(__file__).with_name("oak_worker.py")
        ran = subprocess.run([PEERS, worker, source, target], check=False)
        return json.loads(target.read_text("utf-8")) if ran.returncode == 0 else None


def peer_orders(
    framework: Framework, found: Sequence[tuple[str, str, str, list[Step]]]
) -> dict[str, list[list[int]]]:
    """Return the peers' orders of all steps of each case; a peer that is not there is left out."""
    lists = [curriculum(framework, role, steps) for _, role, _, steps in found]
    orders = {
        "topological order": [
            list(TopologicalSorter({i: steps[i].needs for i in order}).static_order())
            for (_, _, _, steps), order in zip(found, lists, strict=True)
        ]
    }
    oak = ask_oak(
        [
            [[str(i), [str(need) for need in steps[i].needs]] for i in order]
            for (_, _, _, steps), order in zip(found, lists, strict=True)
        ]
    )
    if oak is None:
        print("oak-domain-career: not run (not installed; scripts/peers does it)")
    else:
        orders["oak-domain-career"] = [[int(key) for key in keys] for keys in oak]
    return orders


def tell(name: str, values: list[float]) -> None:
    """Print how much more is gained than by a peer."""
    low = sorted(values)[len(values) // 10]
    print(
        f"{name:45} {statistics.median(values):+6.0%} on the median case, {low:+6.0%} on the "
        f"tenth part where least, {min(values):+6.0%} at the least"
    )


def main() -> None:
    """Print how much more is gained by half time, over all cases."""
    if not shared_data().is_dir():
        sys.exit("The real CVs are not there; set METIER_SHARED_DATA.")
    framework = load_framework()
    found = list(cases(framework))
    peers = peer_orders(framework, found)
    more: dict[str, list[float]] = {}
    for number, (_, _, _, steps) in enumerate(found):
        chosen = choose_most_gain(steps, MINUTES).chosen
        half = sum(steps[index].minutes for index in chosen) / 2
        best = gained(steps, order_steps(steps, chosen).sequence, half)
        if best <= 0:
            continue
        for name, orders in peers.items():
            whole = orders[number]
            own = [index for index in whole if index in set(chosen)]
            for row, order in ((name, whole), (f"{name}, of the plan's own steps", own)):
                other = gained(steps, order, half)
                more.setdefault(row, []).append(best / other - 1 if other else float("inf"))
    print(f"{len(found)} real CVs, {HOURS} hours a week for {WEEKS} weeks; gain at half time\n")
    for name, values in more.items():
        tell(name, values)


if __name__ == "__main__":
    main()
