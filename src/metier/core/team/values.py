"""What a set of steps is worth to a team, and what it costs."""

import math
from collections.abc import Collection, Mapping

from metier.core.team.invest_types import Place, Point, TeamProblem


def evaluate(problem: TeamProblem, chosen: Collection[int]) -> float:
    """Return the objective of a set of options, whatever it costs."""
    taken = frozenset(chosen)
    if problem.mode == "readiness":
        return math.fsum(problem.options[index].gain for index in taken)
    if problem.mode == "points":
        return float(
            sum(
                is_safe(point, taken) and len(point.holders) < point.wanted
                for point in problem.points
            )
        )
    gains = (
        place.weight * (coverage(place, taken) - coverage(place, frozenset()))
        for place in problem.places
    )
    return math.fsum(gains)


def coverage(place: Place, taken: Collection[int]) -> float:
    """Return the mean chance over a need's seats when the likeliest sit in them."""
    chances = [
        1.0 if place.options.get(person) in taken and person in place.options else chance
        for person, chance in enumerate(place.chances)
    ]
    return math.fsum(sorted(chances, reverse=True)[: place.people]) / place.people


def is_safe(point: Point, taken: Collection[int]) -> bool:
    """Return whether enough people hold a point once steps are taken."""
    new = sum(option in taken for option in point.options.values())
    return len(point.holders) + new >= point.wanted


def price_of(problem: TeamProblem, paid: Mapping[int, int]) -> int:
    """Return the cents of the paid ways: each resource once for each person."""
    bought = {
        (problem.options[index].person, way.resource): way.cents
        for index, number in paid.items()
        for way in (problem.options[index].ways[number],)
    }
    return sum(bought.values())


def minutes_of(
    problem: TeamProblem, chosen: Collection[int], paid: Mapping[int, int]
) -> tuple[int, ...]:
    """Return the minutes of each person."""
    total = [0] * len(problem.minutes)
    for index in chosen:
        option = problem.options[index]
        taken = option.ways[paid[index]].minutes if index in paid else option.minutes
        total[option.person] += taken
    return tuple(total)
