"""How long the exact plan takes: `python benchmarks/plan_speed.py`.

For the largest real gaps (nobody against every role at principal) the time to the proven best
set, beside HiGHS solving the linear relaxation of the same program in the same run: what any
exact method has to spend at least. The median of five, with steps and both objectives.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.types import STAGES
from metier.core.plan.optimize import choose_least_time, choose_most_gain
from metier.core.plan.order import order_steps
from metier.core.plan.steps import Step, list_steps
from metier.core.profile.posterior import infer_levels
from metier.core.program import Program

RUNS = 5
MINUTES = 6 * 26 * 60
GOAL = 0.8


def timed(job: Callable[[], object]) -> float:
    """Return the median wall time of a job in milliseconds, after one run to warm up."""
    job()
    spent = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        job()
        spent.append(1000 * (time.perf_counter() - begin))
    return statistics.median(spent)


def relax_gain(steps: list[Step]) -> float:
    """Return the best gain within the minutes when steps may be taken in part."""
    program = closed(steps)
    program.add_row([(i, float(step.minutes)) for i, step in enumerate(steps)], high=MINUTES)
    found = program.minimize([(i, -step.gain) for i, step in enumerate(steps)], integer=False)
    return -found.bound if found else 0.0


def relax_time(steps: list[Step], gain: float) -> float:
    """Return the least minutes for the gain when steps may be taken in part."""
    program = closed(steps)
    program.add_row([(i, step.gain) for i, step in enumerate(steps)], low=gain)
    costs = [(i, float(step.minutes)) for i, step in enumerate(steps)]
    found = program.minimize(costs, integer=False)
    return found.bound if found else 0.0


def closed(steps: list[Step]) -> Program:
    """Return a program whose steps are taken only with what they need."""
    program = Program()
    program.add_columns(len(steps))
    program.add_needs((i, need) for i, step in enumerate(steps) for need in step.needs)
    return program


def main() -> None:
    """Print the table."""
    framework = load_framework()
    nobody = infer_levels(framework, [], as_of=dt.date(2026, 11, 23))
    head = ("role", "steps", "gain ms", "LP ms", "ratio", "proven", "time ms", "LP ms", "ratio")
    print(f"nobody → principal; {MINUTES // 60} hours, or least hours to {GOAL:.0%}\n")
    widths = (28, 6, 9, 8, 7, 7, 9, 8, 7, 7, 9)
    head = (*head, "proven", "order ms")
    print(" ".join(f"{cell:>{width}}" for cell, width in zip(head, widths, strict=True)))
    for role in framework.data.roles:
        weights = framework.weights(role, "principal")
        worth = {item.skill: (weight, item.levels.principal) for item, weight in weights}
        steps = list_steps(framework, worth, nobody)
        before = sum(
            weight * sum(p * min(n / target, 1) for n, p in enumerate(nobody.distribution(skill)))
            for skill, (weight, target) in worth.items()
        )
        missing = GOAL - before
        most, least = choose_most_gain(steps, MINUTES), choose_least_time(steps, missing)
        most_ms = timed(lambda steps=steps: choose_most_gain(steps, MINUTES))
        most_lp = timed(lambda steps=steps: relax_gain(steps))
        least_ms = timed(lambda steps=steps, gain=missing: choose_least_time(steps, gain))
        least_lp = timed(lambda steps=steps, gain=missing: relax_time(steps, gain))
        order_ms = timed(lambda steps=steps, chosen=most.chosen: order_steps(steps, chosen))
        cells = (
            role.id,
            str(len(steps)),
            f"{most_ms:.1f}",
            f"{most_lp:.1f}",
            f"{most_ms / most_lp:.1f}",
            "yes" if most.value == most.bound else "no",
            f"{least_ms:.1f}",
            f"{least_lp:.1f}",
            f"{least_ms / least_lp:.1f}",
            "yes" if least.value == least.bound else "no",
            f"{order_ms:.1f}",
        )
        print(" ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)))
    all_targets(framework, nobody)


def all_targets(framework: Framework, nobody: Proficiencies) -> None:
    """Print how long the proven plans for all 84 targets take, and the orders."""
    begin = time.perf_counter()
    proven = ordered = count = 0
    slowest = 0.0
    for role in framework.data.roles:
        for stage in STAGES:
            weights = framework.weights(role, stage)
            worth = {item.skill: (weight, item.levels.at(stage)) for item, weight in weights}
            start = time.perf_counter()
            steps = list_steps(framework, worth, nobody)
            choice = choose_most_gain(steps, MINUTES)
            order = order_steps(steps, choice.chosen)
            slowest = max(slowest, time.perf_counter() - start)
            count += 1
            proven += choice.value == choice.bound
            ordered += order.area == order.bound
    spent = time.perf_counter() - begin
    print(
        f"\nall {count} targets in {spent:.1f} s, slowest {slowest:.2f} s; {proven} selections and "
        f"{ordered} orders proven best"
    )


if __name__ == "__main__":
    main()
