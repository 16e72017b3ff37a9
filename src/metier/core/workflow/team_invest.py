"""The training of a team: steps of everybody, chosen together within hours and money."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from metier.core.errors import UsageError
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.team_records import Need, Seats
from metier.core.plan.steps import Step, list_steps
from metier.core.plan.ways import Ways
from metier.core.team.invest import (
    MODES,
    Effort,
    Investment,
    Mode,
    Option,
    PaidWay,
    Place,
    Point,
    TeamProblem,
    coverage,
    evaluate,
    invest,
    is_safe,
)
from metier.core.team.matrix import chance_of
from metier.core.workflow.team_matrix import check_threshold
from metier.core.workflow.team_needs import MOST_NEEDS, Chosen, choose_needs
from metier.core.workflow.team_standing import Standing, next_stage

_MAX_WEEKS = 520
_MAX_HOURS = 80
_MINUTES = 60


class Alternative(NamedTuple):
    """A hire or a move that the person considers beside training.

    Attributes:
        kind: "hire" or "move".
        levels: The least level in each skill that the person brings.
        cost: What it costs within the time, in the plan's currency; None where nobody said.
        weeks: Lead time until the person is there; None where nobody said.
    """

    kind: str
    name: str
    levels: Mapping[str, int]
    cost: float | None = None
    weeks: float | None = None


class InvestRequest(NamedTuple):
    """What a training plan is made for.

    Attributes:
        budget: Most money, in the currency of the library's prices; None for no limit.
        hours_per_week: Hours a week of everybody whose own are not known.
        weeks: Weeks from today.
        held: Probability from which a level is held, or None for the rules'.
        holders: How many people should hold each need in mode points.
        languages: ISO 639-1 codes of the languages to learn in.
    """

    mode: Mode = "coverage"
    budget: float | None = None
    hours_per_week: float = 3.0
    weeks: float = 13.0
    needs: Sequence[Need] = ()
    seats: Sequence[Seats] = ()
    most: int = MOST_NEEDS
    held: float | None = None
    holders: int | None = None
    languages: tuple[str, ...] = ("en",)
    alternatives: Sequence[Alternative] = ()


class Setting(NamedTuple):
    """Everything that a training plan is chosen from.

    Attributes:
        chosen: The needs that count.
        problem: The integer program's data; its minutes are for the hours asked.
        steps: For each person the steps there are; `offsets` is where they begin in the problem.
        currency: Currency of prices; `as_of_prices` the latest month that they are of.
    """

    standing: Standing
    request: InvestRequest
    chosen: Chosen
    problem: TeamProblem
    steps: Sequence[Sequence[Step]]
    origins: Sequence[tuple[int, int]]
    currency: str
    as_of_prices: str
    effort: Effort


class Changed(NamedTuple):
    """What another limit would bring: the objective, its bound, and the money spent."""

    value: float
    bound: float
    cents: int


class Training(NamedTuple):
    """A training plan.

    Attributes:
        before: Share of the weight of needs covered, points at risk, or mean readiness, now.
        after: The same when all steps are done.
        more_budget: What more money would bring; None where there is no limit on it.
        more_hours: What more hours for everybody would bring.
        hours_changed: The best for half the hours and for half more.
    """

    setting: Setting
    found: Investment
    before: float
    after: float
    more_budget: Changed | None
    more_hours: Changed | None
    hours_changed: Mapping[float, Changed]


def plan_training(
    standing: Standing, request: InvestRequest, *, with_prices: bool = True
) -> Training:
    """Return the best training plan within hours and money.

    Args:
        standing: Where everybody stands.
        request: What is asked.
        with_prices: Solve again to tell what more money or hours bring, and for other hours.

    Raises:
        UsageError: A limit makes no sense, or nothing says what the team needs.
        UnknownIdError: A need names what the framework does not know.
    """
    setting = prepare(standing, request)
    found = invest(setting.problem, effort=setting.effort)
    before, after = judge(setting, ()), judge(setting, found.chosen)
    more_budget = more_hours = None
    changed: dict[float, Changed] = {}
    if with_prices:
        rules = standing.rules
        problem = setting.problem
        if problem.cents is not None:
            richer = problem._replace(cents=problem.cents + round(100 * rules.more_budget))
            more_budget = _again(setting, richer, found)
        extra = round(_MINUTES * rules.more_hours)
        longer = problem._replace(minutes=[minutes + extra for minutes in problem.minutes])
        more_hours = _again(setting, longer, found)
        for factor in (0.5, 1.5):
            other = problem._replace(minutes=[int(m * factor) for m in problem.minutes])
            changed[factor] = _again(setting, other, found if factor > 1 else None)
    return Training(setting, found, before, after, more_budget, more_hours, changed)


def _again(setting: Setting, problem: TeamProblem, start: Investment | None) -> Changed:
    seconds = setting.standing.rules.solve.more_seconds
    effort = setting.effort._replace(seconds=seconds, ranked=False)
    found = invest(problem, effort=effort, start=start if effort.gap else None)
    value = max(found.value, start.value if start else 0.0)
    return Changed(value, max(found.bound, value), found.cents)


def prepare(standing: Standing, request: InvestRequest) -> Setting:
    """Return what a training plan is chosen from.

    Raises:
        UsageError: A limit makes no sense, or nothing says what the team needs.
        UnknownIdError: A need names what the framework does not know.
    """
    _check(request)
    framework = standing.framework
    chosen = _needs(standing, request)
    held = standing.rules.held if request.held is None else request.held
    ways = Ways(framework, languages=request.languages, has_budget=True)
    minutes = [
        int(_MINUTES * request.weeks * _hours(member.hours, request.hours_per_week) + 1e-6)
        for member in standing.members
    ]
    options: list[Option] = []
    origins: list[tuple[int, int]] = []
    all_steps = []
    for person in range(len(standing.members)):
        steps = _steps_of(standing, request, chosen, person, ways=ways, held=held)
        kept = _useful(steps, _goals(request, chosen, steps), minutes[person])
        place = {index: len(options) + number for number, index in enumerate(kept)}
        for index in kept:
            step = steps[index]
            options.append(
                Option(
                    person,
                    step.skill,
                    step.level,
                    step.minutes,
                    tuple(place[need] for need in step.needs),
                    tuple(_paid(step)),
                    step.gain / max(1, _rising(standing)) if request.mode == "readiness" else 0.0,
                )
            )
            origins.append((person, index))
        all_steps.append(steps)
    problem = TeamProblem(
        mode=request.mode,
        options=options,
        minutes=minutes,
        cents=None if request.budget is None else math.floor(100 * request.budget + 1e-6),
        places=_places(standing, chosen.needs, options) if request.mode == "coverage" else (),
        points=_points(standing, request, chosen.needs, options, held)
        if request.mode == "points"
        else (),
    )
    rules = standing.rules.solve
    most = rules.exact_alone if request.mode == "readiness" else rules.exact_steps
    large = len(options) > most
    currency, month = _prices(standing)
    return Setting(
        standing,
        request,
        chosen,
        problem,
        all_steps,
        origins,
        currency,
        month,
        Effort(rules.gap if large else 0.0, rules.seconds),
    )


def _check(request: InvestRequest) -> None:
    if request.mode not in MODES:
        raise UsageError(
            f"There is no mode {request.mode!r}.",
            code="invest-mode",
            hint=f"The modes are {', '.join(MODES)}.",
        )
    if not 0 < request.weeks <= _MAX_WEEKS:
        raise UsageError(
            f"{request.weeks:g} weeks are no time for a plan.",
            code="invest-weeks",
            hint=f"Give more than 0 and at most {_MAX_WEEKS}.",
        )
    if not 0 <= request.hours_per_week <= _MAX_HOURS:
        raise UsageError(
            f"{request.hours_per_week:g} hours a week are not possible.",
            code="invest-hours",
            hint=f"Give 0 to {_MAX_HOURS}.",
        )
    if request.budget is not None and not 0 <= request.budget <= 1e9:
        raise UsageError(
            f"{request.budget:g} is no budget.", code="invest-budget", hint="Give 0 or more."
        )
    if request.held is not None:
        check_threshold(request.held)
    if request.holders is not None and not 1 <= request.holders <= 100:
        raise UsageError(f"{request.holders} holders are no goal.", code="invest-holders")


def _hours(own: float | None, asked: float) -> float:
    return asked if own is None else own


def _needs(standing: Standing, request: InvestRequest) -> Chosen:
    if request.mode == "readiness":
        if not any(next_stage(standing.framework, member) for member in standing.members):
            raise UsageError(
                "Nobody here has a role with a next stage.",
                code="needs-missing",
                hint="Give roles and stages in the sheet, or another mode.",
            )
        return Chosen("next-stages", (), (), 0, ())
    return choose_needs(standing, needs=request.needs, seats=request.seats, most=request.most)


def _rising(standing: Standing) -> int:
    """Return how many people have a next stage."""
    framework = standing.framework
    return sum(next_stage(framework, member) is not None for member in standing.members)


def _proficiencies(standing: Standing, person: int) -> Proficiencies:
    skills = tuple(skill.id for skill in standing.framework.data.skills)
    return Proficiencies(skills, standing.levels[person], [])


def _steps_of(
    standing: Standing,
    request: InvestRequest,
    chosen: Chosen,
    person: int,
    *,
    ways: Ways,
    held: float,
) -> list[Step]:
    framework = standing.framework
    levels = _proficiencies(standing, person)
    if request.mode == "readiness":
        following = next_stage(framework, standing.members[person])
        if following is None:
            return []
        role, stage = framework.roles[following[0]], following[1]
        worth = {
            item.skill: (weight, item.levels.at(stage))
            for item, weight in framework.weights(role, stage)
        }
        return list_steps(framework, worth, levels, ways=ways)
    limit = max(held, framework.data.evidence.held) if request.mode == "points" else None
    also = [(need.skill, need.level) for need in chosen.needs]
    return list_steps(framework, {}, levels, ways=ways, also=also, held=limit)


def _goals(request: InvestRequest, chosen: Chosen, steps: Sequence[Step]) -> list[int]:
    """Return the steps that are worth something by themselves."""
    if request.mode == "readiness":
        return [index for index, step in enumerate(steps) if step.gain > 0]
    asked = {(need.skill, need.level) for need in chosen.needs}
    return [index for index, step in enumerate(steps) if (step.skill, step.level) in asked]


def _useful(steps: Sequence[Step], goals: Sequence[int], minutes: int) -> list[int]:
    """Return the goals that fit into the minutes, at their quickest, with all that they need."""
    quickest = [
        min([step.minutes, *(way.minutes for way in step.ways if way.cents)]) for step in steps
    ]
    kept: set[int] = set()
    for goal in goals:
        closed: set[int] = set()
        queue = [goal]
        while queue:
            index = queue.pop()
            if index not in closed:
                closed.add(index)
                queue.extend(steps[index].needs)
        if sum(quickest[index] for index in closed) <= minutes:
            kept |= closed
    return sorted(kept)


def _paid(step: Step) -> list[PaidWay]:
    return [
        PaidWay(way.resource, way.minutes, way.cents)
        for way in step.ways
        if way.cents and way.minutes < step.minutes
    ]


def _by_level(options: Sequence[Option]) -> dict[tuple[str, int], dict[int, int]]:
    found: dict[tuple[str, int], dict[int, int]] = {}
    for index, option in enumerate(options):
        found.setdefault((option.skill, option.level), {})[option.person] = index
    return found


def _places(standing: Standing, needs: Sequence[Need], options: Sequence[Option]) -> list[Place]:
    by_level = _by_level(options)
    total = math.fsum(need.weight for need in needs)
    rows = standing.framework.rows
    return [
        Place(
            need.people,
            need.weight / total,
            tuple(chance_of(standing.levels[:, rows[need.skill]], need.level).tolist()),
            by_level.get((need.skill, need.level), {}),
        )
        for need in needs
    ]


def _points(
    standing: Standing,
    request: InvestRequest,
    needs: Sequence[Need],
    options: Sequence[Option],
    held: float,
) -> list[Point]:
    by_level = _by_level(options)
    wanted = standing.rules.holders if request.holders is None else request.holders
    rows = standing.framework.rows
    found = []
    for need in needs:
        chances = chance_of(standing.levels[:, rows[need.skill]], need.level)
        holders = frozenset(int(n) for n in np.flatnonzero(chances >= held - 1e-9))
        able = by_level.get((need.skill, need.level), {})
        rising = {person: index for person, index in able.items() if person not in holders}
        found.append(Point(wanted, holders, rising))
    return found


def _prices(standing: Standing) -> tuple[str, str]:
    resources = standing.framework.library.resources
    currency = next((item.price.currency for item in resources), "USD")
    return currency, max((item.price.as_of for item in resources), default="")


def judge(setting: Setting, taken: Sequence[int]) -> float:
    """Return coverage, points at risk, or mean readiness for next stages, once steps are taken."""
    problem = setting.problem
    if problem.mode == "coverage":
        picked = frozenset(taken)
        return math.fsum(place.weight * coverage(place, picked) for place in problem.places)
    if problem.mode == "points":
        picked = frozenset(taken)
        return float(sum(not is_safe(point, picked) for point in problem.points))
    standing = setting.standing
    now = [
        float(standing.readiness[following][number])
        for number, member in enumerate(standing.members)
        if (following := next_stage(standing.framework, member))
    ]
    return math.fsum(now) / len(now) + evaluate(problem, taken)


def end_of(standing: Standing, weeks: float) -> dt.date:
    """Return the day on which so many weeks from the team's day end."""
    return standing.as_of + dt.timedelta(days=round(7 * weeks))
