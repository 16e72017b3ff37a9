"""How fast and how surely a team's training is chosen, beside a greedy choice in the same run.

Usage: python benchmarks/team_invest.py [--people N --needs N]

Invented teams with levels of the framework's own skills, in all modes: 12 people and 20 needs,
proven; 200 people and 40 needs, within the stated gap. The peer is what a lead does by hand:
again and again the step with all that it needs that brings most for its hours.
"""

import argparse
import datetime as dt
import random
import time

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.team_records import Member, Need, StatedLevel, Team
from metier.core.framework.types import STAGES
from metier.core.team.greedy import choose_greedily
from metier.core.team.invest import MODES, invest, minutes_of, price_of
from metier.core.workflow.team_invest import InvestRequest, prepare
from metier.core.workflow.team_standing import Standing

DAY = dt.date(2026, 11, 28)


def invent_team(framework: Framework, *, people: int, needs: int, seed: int) -> Team:
    """Return a team whose levels scatter about what their roles ask."""
    rng = random.Random(seed)
    roles = rng.sample(framework.data.roles, 6)
    pool = sorted({item.skill for role in roles for item in role.requirements})
    skills = rng.sample(pool, min(len(pool), max(needs, 40)))
    members = []
    for number in range(people):
        role, stage = rng.choice(roles), rng.choice(STAGES[:3])
        asked = {item.skill: item.levels.at(stage) for item in role.requirements}
        levels = tuple(
            StatedLevel(
                skill,
                min(5, max(0, asked.get(skill, 1) + rng.choice((-2, -1, -1, 0, 1)))),
                DAY.isoformat(),
            )
            for skill in skills
            if rng.random() < 0.8
        )
        hours = float(rng.choice((2, 3, 4, 5)))
        members.append(Member(f"p{number}", f"P{number}", role.id, stage, False, hours, levels))
    wanted = tuple(
        Need(
            skill, rng.choice((2, 3, 3, 4)), rng.randint(2, max(2, people // 6)), rng.random() + 0.2
        )
        for skill in skills[:needs]
    )
    return Team("team", "invented", DAY.isoformat(), framework.id.version, tuple(members), wanted)


def measure(framework: Framework, *, people: int, needs: int, budget: float | None) -> None:
    """Print a row for each mode."""
    team = invent_team(framework, people=people, needs=needs, seed=people)
    standing = Standing(framework, team, as_of=DAY)
    for mode in MODES:
        begun = time.perf_counter()
        request = InvestRequest(mode=mode, budget=budget, weeks=13, hours_per_week=3)
        setting = prepare(standing, request)
        ready = time.perf_counter() - begun
        begun = time.perf_counter()
        found = invest(setting.problem, effort=setting.effort)
        seconds = time.perf_counter() - begun
        problem = setting.problem
        assert price_of(problem, found.paid) == found.cents
        spent = minutes_of(problem, found.chosen, found.paid)
        assert all(a <= b for a, b in zip(spent, problem.minutes, strict=True))
        gap = (found.bound - found.value) / found.bound if found.bound else 0.0
        begun = time.perf_counter()
        by_hand = choose_greedily(problem).value
        peer = time.perf_counter() - begun
        print(
            f"{people:4} people {needs:3} needs {mode:10} {len(problem.options):6} steps  "
            f"ready {ready:5.1f} s  solved {seconds:6.1f} s  gap {gap:6.2%}  "
            f"value {found.value:9.4f}  greedy {by_hand:9.4f} in {peer:5.1f} s",
            flush=True,
        )


def main() -> None:
    """Measure the two sizes, or the one that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int)
    parser.add_argument("--needs", type=int, default=40)
    options = parser.parse_args()
    framework = load_framework()
    sizes = [(options.people, options.needs)] if options.people else [(12, 20), (200, 40)]
    for people, needs in sizes:
        for budget in (None, 50.0 * people):
            print(f"budget: {'none' if budget is None else f'{budget:,.0f} USD'}")
            measure(framework, people=people, needs=needs, budget=budget)


if __name__ == "__main__":
    main()
