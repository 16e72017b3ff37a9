"""Selections with budgets, activities and two targets, against all there are in small instances."""

import itertools
import math
import random
from typing import NamedTuple

import pytest

from metier.core.plan.activities import Activity, Group
from metier.core.plan.optimize import PlanProblem, Selection, select
from metier.core.plan.steps import Step
from metier.core.plan.ways import Way

INSTANCES = 1000


class Outcome(NamedTuple):
    """One way to carry out a set: what each target gains, minutes and cents."""

    gains: tuple[float, ...]
    minutes: int
    cents: int

    @property
    def gain(self) -> float:
        return sum(self.gains) / len(self.gains)


def draw_problem(seed: int) -> PlanProblem:
    """Return a small problem of any mode, with or without each of its parts."""
    rng = random.Random(seed)
    targets = rng.choice((1, 1, 2))
    resources = {f"r{n}": rng.randint(1, 9) * 100 for n in range(2)}
    steps = []
    for index in range(rng.randint(1, 5)):
        gains = tuple(rng.choice((0.0, rng.randint(1, 60) / 1000)) for _ in range(targets))
        minutes = rng.randint(4, 40)
        ways = [Way("", minutes)]
        for name, cents in resources.items():
            if rng.random() < 0.5:
                ways.append(Way(name, rng.randint(1, minutes), cents))
        needs = tuple(sorted(rng.sample(range(index), min(index, rng.choice((0, 0, 1))))))
        gain = sum(gains) / targets
        spread = (1.0, 9.0)
        several = gains if targets > 1 else ()
        steps.append(Step(f"s{index}", 1, gain, minutes, spread, needs, several, tuple(ways)))
    activities = []
    for number in range(rng.choice((0, 0, 1, 2))):
        holds = [
            (index, rng.randint(1, max(1, step.minutes // 4)))
            for index, step in enumerate(steps)
            if rng.random() < 0.6 and step.minutes > 4
        ]
        needs = tuple(sorted(rng.sample(range(len(steps)), rng.choice((0, 1)))))
        minutes = rng.randint(2, 30)
        activities.append(
            Activity(f"p{number}", "project", "p", minutes, (1, 9), "c", needs, tuple(holds))
        )
    groups = [Group(tuple(range(len(activities))), 1)] if activities else []
    mode = rng.choice(("most-readiness", "least-hours", "least-money"))
    whole = [math.fsum(step.gain_for(t) for step in steps) for t in range(targets)]
    has_limit = mode != "least-hours" or rng.random() < 0.3
    return PlanProblem(
        mode=mode,
        steps=steps,
        activities=activities,
        groups=groups,
        minutes=rng.randint(10, 150) if has_limit else None,
        cents=rng.choice((None, 0, rng.randint(100, 1500))),
        goals=()
        if mode == "most-readiness"
        else tuple(rng.randint(0, 99) / 100 * total for total in whole),
        must=tuple(rng.sample(range(len(steps)), rng.choice((0, 0, 1)))),
        project_share=rng.choice((0.25, 0.5, 1.0)),
    )


def outcomes(problem: PlanProblem) -> list[Outcome]:
    """Return every way to carry out every set that the rules allow."""
    steps, activities = problem.steps, problem.activities
    uses_money = problem.cents is not None or problem.mode == "least-money"
    targets = len(steps[0].gains) or 1
    found = []
    for bits in itertools.product((False, True), repeat=len(steps)):
        chosen = [index for index, taken in enumerate(bits) if taken]
        if not set(problem.must) <= set(chosen):
            continue
        if any(not bits[need] for index in chosen for need in steps[index].needs):
            continue
        gains = tuple(sum(steps[i].gain_for(t) for i in chosen) for t in range(targets))
        for picked in picks(problem):
            if any(not bits[need] for number in picked for need in activities[number].needs):
                continue
            base = sum(steps[i].minutes for i in chosen)
            base += sum(activities[n].minutes for n in picked)
            saved = most_held(problem, chosen, picked)
            for cents, faster in payments(steps, chosen, uses_money=uses_money):
                found.append(Outcome(gains, base - saved - faster, cents))
    return found


def picks(problem: PlanProblem) -> list[tuple[int, ...]]:
    if not problem.groups:
        return [()]
    (group,) = problem.groups
    return list(itertools.combinations(group.members, group.take))


def most_held(problem: PlanProblem, chosen: list[int], picked: tuple[int, ...]) -> int:
    """Return the most practice minutes that the picked activity can hold (there is one at most)."""
    best = 0
    for number in picked:
        activity = problem.activities[number]
        there = [minutes for index, minutes in activity.holds if index in chosen]
        room = int(problem.project_share * activity.minutes)
        for size in range(len(there) + 1):
            for part in itertools.combinations(there, size):
                if sum(part) <= room:
                    best = max(best, sum(part))
    return best


def payments(steps: list[Step], chosen: list[int], *, uses_money: bool) -> list[tuple[int, int]]:
    """Return (cents, minutes saved) for every set of resources that can be paid for."""
    prices = {way.resource: way.cents for step in steps for way in step.ways if way.cents}
    names = sorted(prices) if uses_money else []
    found = []
    for size in range(len(names) + 1):
        for bought in itertools.combinations(names, size):
            saved = 0
            for index in chosen:
                step = steps[index]
                quickest = min(
                    [step.minutes, *(w.minutes for w in step.ways if w.resource in bought)]
                )
                saved += step.minutes - quickest
            found.append((sum(prices[name] for name in bought), saved))
    return found


def allowed(problem: PlanProblem) -> list[Outcome]:
    """Return the outcomes that keep limits and reach the goals, lowered to what can be."""
    steps = problem.steps
    kept = [
        item
        for item in outcomes(problem)
        if (problem.minutes is None or item.minutes <= problem.minutes)
        and (problem.cents is None or item.cents <= problem.cents)
    ]
    for target, goal in enumerate(problem.goals):
        whole = math.fsum(step.gain_for(target) for step in steps)
        kept = [item for item in kept if item.gains[target] >= min(goal, whole) - 1e-9]
    return kept


def ranked(problem: PlanProblem, item: Outcome) -> tuple[float, float, float]:
    gain = -round(item.gain, 9)
    return {
        "most-readiness": (gain, item.minutes, item.cents),
        "least-hours": (item.minutes, item.cents, 0),
        "least-money": (item.cents, item.minutes, 0),
    }[problem.mode]


@pytest.mark.parametrize("block", range(8))
def test_the_selection_is_the_best_of_all(block: int) -> None:
    for seed in range(block * INSTANCES // 8, (block + 1) * INSTANCES // 8):
        problem = draw_problem(seed)
        everything = allowed(problem)

        found = select(problem)

        if not everything:
            assert found is None, seed
            continue
        assert found is not None, seed
        best = min(everything, key=lambda item: ranked(problem, item))
        assert_equal(problem, found, best, seed)


def assert_equal(problem: PlanProblem, found: Selection, best: Outcome, seed: int) -> None:
    gain = math.fsum(problem.steps[index].gain for index in found.steps)
    here = Outcome((gain,), found.minutes, found.cents)
    assert found.value == found.bound, seed
    got, wanted = ranked(problem, here), ranked(problem, best)
    assert got[0] == pytest.approx(wanted[0], abs=1e-9), seed
    assert got[1:] == wanted[1:], seed
    chosen = set(found.steps)
    assert all(set(problem.steps[index].needs) <= chosen for index in chosen), seed
    assert all(set(problem.activities[n].needs) <= chosen for n in found.activities), seed
    assert set(found.held) <= chosen, seed
    assert set(found.held.values()) <= set(found.activities), seed


def test_the_instances_have_every_part() -> None:
    problems = [draw_problem(seed) for seed in range(INSTANCES)]

    assert {problem.mode for problem in problems} == {
        "most-readiness",
        "least-hours",
        "least-money",
    }
    found = [select(problem) for problem in problems]
    assert any(item is None for item in found)
    assert any(item and item.paid for item in found)
    assert any(item and item.held for item in found)
    assert any(len(problem.goals) == 2 for problem in problems)


def test_a_resource_is_paid_once_for_all_its_steps() -> None:
    ways = (Way("", 30), Way("book", 10, 500))
    steps = [Step(f"s{n}", 1, 0.1, 30, (1, 9), (), (), ways) for n in range(3)]

    found = select(PlanProblem("most-readiness", steps, minutes=30, cents=500))

    assert found is not None
    assert (found.cents, found.minutes, len(found.paid)) == (500, 30, 3)
    assert found.value == pytest.approx(0.3)


def test_practice_in_a_project_is_counted_once() -> None:
    steps = [Step("s", 1, 0.1, 40, (1, 9), ())]
    activities = [
        Activity(f"p{n}", "project", "p", 20, (1, 9), "c", (), ((0, 10),)) for n in range(2)
    ]

    found = select(
        PlanProblem("most-readiness", steps, activities, [Group((0, 1), 2)], minutes=100)
    )

    assert found is not None
    assert found.minutes == 40 + 20 + 20 - 10
