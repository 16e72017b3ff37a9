"""A team's training plan as plain values: steps, people, limits, what stays unmet, alternatives."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.lookup import name_skill
from metier.core.framework.proficiency import Floats
from metier.core.match.typical import typical_levels, with_prerequisites
from metier.core.plan.resources import assign_resources
from metier.core.plan.ways import Way
from metier.core.team.invest import TeamProblem, coverage, is_safe
from metier.core.team.matrix import chance_of
from metier.core.workflow.answers import Json, head
from metier.core.workflow.team_invest import Alternative, Changed, Training, end_of

_UNMET = 12
_RELAXATIONS = 3


class _Closure(NamedTuple):
    """What a person would need to take for one step: expected minutes without paying."""

    person: int
    minutes: int


def describe_training(training: Training) -> Json:
    """Return a training plan as plain values."""
    setting, found = training.setting, training.found
    standing, request = setting.standing, setting.request
    members = standing.members
    problem = setting.problem
    return {
        **head(standing.framework, standing.as_of),
        "is_not": standing.rules.is_not,
        "team": standing.team.name,
        "mode": request.mode,
        "until": end_of(standing, request.weeks).isoformat(),
        "weeks": request.weeks,
        "hours_per_week": request.hours_per_week,
        "budget": request.budget,
        "currency": setting.currency,
        "prices_as_of": setting.as_of_prices,
        "origin": setting.chosen.origin,
        "needs": len(setting.chosen.needs),
        "before": training.before,
        "after": training.after,
        "objective": found.value,
        "bound": found.bound,
        "proven": found.value == found.bound,
        "gap": _gap(found.value, found.bound),
        "spent": found.cents / 100,
        "hours": sum(found.minutes) / 60,
        "steps": _steps(training),
        "people": [
            {
                "person": member.id,
                "name": member.name,
                "hours": found.minutes[number] / 60,
                "limit": problem.minutes[number] / 60,
            }
            for number, member in enumerate(members)
        ],
        "more": _more(training),
        "sensitivity": [
            {
                "hours_factor": factor,
                "objective": item.value,
                "bound": item.bound,
                "spent": item.cents / 100,
            }
            for factor, item in sorted(training.hours_changed.items())
        ],
        "unmet": _unmet(training),
        "alternatives": [_alternative(training, item) for item in request.alternatives],
    }


def _gap(value: float, bound: float) -> float:
    return max(0.0, (bound - value) / bound) if bound > 0 else 0.0


def _more(training: Training) -> list[Json]:
    """Return what the next bit of each limit would add."""
    rules = training.setting.standing.rules
    found = []
    pairs: list[tuple[str, float, Changed | None]] = [
        ("budget", rules.more_budget, training.more_budget),
        ("hours for everybody", rules.more_hours, training.more_hours),
    ]
    for limit, amount, changed in pairs:
        if changed is not None:
            found.append(
                {
                    "limit": limit,
                    "amount": amount,
                    "adds": max(0.0, changed.value - training.found.value),
                    "adds_at_most": max(0.0, changed.bound - training.found.value),
                }
            )
    return found


def _steps(training: Training) -> list[Json]:
    """Return the steps, person by person, each after what it needs."""
    setting, found = training.setting, training.found
    framework, members = setting.standing.framework, setting.standing.members
    resources = {item.id: item for item in framework.library.resources}
    ways = _ways(training)
    bought: set[tuple[int, str]] = set()
    serves = _serves(training)
    steps = []
    for index in _ordered(setting.problem, found.chosen):
        option = setting.problem.options[index]
        way = ways.get(index)
        price = 0.0
        if way and way.cents and (option.person, way.resource) not in bought:
            bought.add((option.person, way.resource))
            price = way.cents / 100
        resource = resources.get(way.resource) if way else None
        minutes = option.ways[found.paid[index]].minutes if index in found.paid else option.minutes
        steps.append(
            {
                "person": members[option.person].id,
                "name": members[option.person].name,
                "skill": option.skill,
                "skill_name": framework.skills[option.skill].name,
                "from": option.level - 1,
                "to": option.level,
                "hours": minutes / 60,
                "price": price,
                "currency": setting.currency,
                "resource": resource.id if resource else None,
                "resource_title": resource.title if resource else None,
                "behavior": framework.skills[option.skill].levels.get(option.level, ""),
                "serves": serves.get(index, []),
                "known": bool(setting.standing.shown[option.person, framework.rows[option.skill]]),
            }
        )
    return steps


def _ways(training: Training) -> dict[int, Way]:
    """Return what each chosen step is learned from; paid only where the plan pays."""
    setting, found = training.setting, training.found
    by_person: dict[int, list[int]] = {}
    for index in found.chosen:
        by_person.setdefault(setting.origins[index][0], []).append(index)
    ways: dict[int, Way] = {}
    for person, indexes in by_person.items():
        steps = setting.steps[person]
        local = {setting.origins[index][1]: index for index in indexes}
        paid = {}
        for index in indexes:
            if index in found.paid:
                step = steps[setting.origins[index][1]]
                resource = setting.problem.options[index].ways[found.paid[index]].resource
                paid[setting.origins[index][1]] = next(
                    n for n, way in enumerate(step.ways) if way.resource == resource
                )
        assigned = assign_resources(steps, sorted(local), paid, free_only=True)
        ways |= {local[number]: way for number, way in assigned.items()}
    return ways


def _ordered(problem: TeamProblem, chosen: Sequence[int]) -> list[int]:
    """Return the steps by person, what is needed first, else by skill and level."""
    left = sorted(
        chosen,
        key=lambda n: (
            problem.options[n].person,
            problem.options[n].skill,
            problem.options[n].level,
        ),
    )
    there = set(left)
    order: list[int] = []
    done: set[int] = set()

    def visit(index: int) -> None:
        if index in done:
            return
        done.add(index)
        for need in problem.options[index].needs:
            if need in there:
                visit(need)
        order.append(index)

    for index in left:
        visit(index)
    return order


def _serves(training: Training) -> dict[int, list[str]]:
    """Return for each chosen step the goals that it, or what needs it, brings."""
    setting, found = training.setting, training.found
    problem, framework = setting.problem, setting.standing.framework
    goals: dict[int, list[str]] = {}
    asked = {(need.skill, need.level) for need in setting.chosen.needs}
    for index in found.chosen:
        option = problem.options[index]
        if (option.skill, option.level) in asked or option.gain > 0:
            name = f"{framework.skills[option.skill].name} {option.level}"
            for below in _closure(problem, index):
                if name not in goals.setdefault(below, []):
                    goals[below].append(name)
    return goals


def _closure(problem: TeamProblem, index: int) -> set[int]:
    found: set[int] = set()
    queue = [index]
    while queue:
        here = queue.pop()
        if here not in found:
            found.add(here)
            queue.extend(problem.options[here].needs)
    return found


def _unmet(training: Training) -> list[Json]:
    """Return needs that stay unmet, which limit holds, and the cheapest ways to relax it."""
    setting, found = training.setting, training.found
    request = setting.request
    if request.mode == "readiness":
        return []
    standing, problem = setting.standing, setting.problem
    framework = standing.framework
    held = standing.rules.held if request.held is None else request.held
    taken = frozenset(found.chosen)
    rows = []
    for number, need in enumerate(setting.chosen.needs):
        chances = chance_of(standing.levels[:, framework.rows[need.skill]], need.level)
        if request.mode == "points":
            point = problem.points[number]
            short = (
                point.wanted
                - len(point.holders)
                - sum(option in taken for option in point.options.values())
            )
            share = float(is_safe(point, taken))
        else:
            place = problem.places[number]
            new = {person for person, option in place.options.items() if option in taken}
            holding = {int(n) for n in np.flatnonzero(chances >= held - 1e-9)} | new
            short = need.people - len(holding)
            share = coverage(place, taken)
        if short > 0:
            rows.append((need, short, share, number))
    rows.sort(key=lambda row: (-row[0].weight * (1 - row[2]), row[3]))
    return [
        {
            "skill": need.skill,
            "name": framework.skills[need.skill].name,
            "level": need.level,
            "people": need.people,
            "missing": short,
            "coverage": share,
            **_relaxations(training, need.skill, need.level),
        }
        for need, short, share, _ in rows[:_UNMET]
    ]


def _relaxations(training: Training, skill: str, level: int) -> Json:
    """Return which limit keeps a need from being met, and what would lift it most cheaply."""
    setting, found = training.setting, training.found
    standing, request = setting.standing, setting.request
    taken = frozenset(found.chosen)
    options = []
    for person, steps in enumerate(setting.steps):
        goal = next(
            (n for n, step in enumerate(steps) if (step.skill, step.level) == (skill, level)), None
        )
        if goal is None:
            continue
        closed: set[int] = set()
        queue = [goal]
        while queue:
            index = queue.pop()
            if index not in closed:
                closed.add(index)
                queue.extend(steps[index].needs)
        done = {setting.origins[index][1] for index in taken if setting.origins[index][0] == person}
        if goal in done:
            continue
        minutes = sum(steps[index].minutes for index in closed - done)
        spare = setting.problem.minutes[person] - found.minutes[person]
        options.append((max(0, minutes - spare), minutes, person))
    if not options:
        return {"limit": "people", "relaxations": []}
    options.sort()
    weeks = request.weeks
    return {
        "limit": "hours" if options and options[0][0] > 0 else "worth",
        "relaxations": [
            {
                "person": standing.members[person].id,
                "hours": minutes / 60,
                "more_hours": extra / 60,
                "more_hours_per_week": extra / 60 / weeks,
            }
            for extra, minutes, person in options[:_RELAXATIONS]
        ],
    }


def _alternative(training: Training, item: Alternative) -> Json:
    """Return what somebody who joins would bring, without and with the training."""
    setting = training.setting
    standing, problem, request = setting.standing, setting.problem, setting.request
    late = item.weeks is not None and item.weeks > request.weeks
    row: Json = {
        "kind": item.kind,
        "name": item.name,
        "cost": item.cost,
        "currency": setting.currency,
        "weeks": item.weeks,
        "in_time": not late,
        "brings": None,
        "with_training": None,
    }
    if request.mode == "readiness":
        return row
    base = _levels_of(standing.framework, standing.levels, item)
    rows = standing.framework.rows
    taken = frozenset(training.found.chosen)
    values = []
    for picked in (frozenset[int](), taken):
        if request.mode == "coverage":
            total = 0.0
            for need, place in zip(setting.chosen.needs, problem.places, strict=True):
                extra = float(chance_of(base[rows[need.skill]], need.level))
                wider = place._replace(chances=(*place.chances, extra))
                total += place.weight * coverage(wider, picked)
            values.append(total)
        else:
            held = standing.rules.held if request.held is None else request.held
            risky = 0
            for need, point in zip(setting.chosen.needs, problem.points, strict=True):
                has = float(chance_of(base[rows[need.skill]], need.level)) >= held
                more = frozenset({*point.holders, -1}) if has else point.holders
                risky += not is_safe(point._replace(holders=more), picked)
            values.append(float(risky))
    row["brings"] = values[0] - training.before
    row["with_training"] = values[1]
    return row


def _levels_of(framework: Framework, levels: Floats, item: Alternative) -> Floats:
    """Return the levels of somebody who surely has these and else what one knows of nobody."""
    found = np.zeros((levels.shape[1], levels.shape[2]))
    found[:, 0] = 1.0
    for skill, level in item.levels.items():
        found[framework.rows[skill]] = np.eye(levels.shape[2])[level]
    return found


def parse_alternative(framework: Framework, kind: str, text: str) -> Alternative:
    """Return a hire or move written as WHAT, WHAT:COST or WHAT:COST:WEEKS.

    WHAT is ROLE/STAGE, or skills such as python@4+sql@3.

    Raises:
        UsageError: It is not written so.
        UnknownIdError: It names what the framework does not know.
    """
    what, *rest = text.split(":")
    numbers = [_number(part) for part in rest]
    pairs = [_pair(part) for part in what.split("+")] if "@" in what else []
    if len(rest) > 2 or any(number is not None and number < 0 for number in numbers):
        raise _unreadable(kind, text)
    if any(pair is None for pair in pairs):
        raise _unreadable(kind, text)
    cost, weeks = (*numbers, None, None)[:2]
    if pairs:
        asked = [(name_skill(framework, pair[0]), pair[1]) for pair in pairs if pair]
        return Alternative(kind, what, with_prerequisites(framework, asked), cost, weeks)
    name, _, stage = what.partition("/")
    found = framework.role(name)
    levels = typical_levels(framework, found.id, stage or "mid")
    return Alternative(kind, f"{found.name}, {stage or 'mid'}", levels, cost, weeks)


def _unreadable(kind: str, text: str) -> UsageError:
    return UsageError(
        f"{text!r} is no {kind}.",
        code="alternative-unreadable",
        hint="Write ROLE/STAGE:COST:WEEKS or SKILL@LEVEL+SKILL@LEVEL:COST:WEEKS.",
    )


def _number(text: str) -> float | None:
    """Return a number of 0 or more, None for nothing, and -1 for what is none."""
    if not text.strip():
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return -1.0
    return value if 0 <= value < math.inf else -1.0


def _pair(text: str) -> tuple[str, int] | None:
    skill, _, level = text.partition("@")
    return (skill.strip(), int(level)) if level.strip() in {"1", "2", "3", "4", "5"} else None
