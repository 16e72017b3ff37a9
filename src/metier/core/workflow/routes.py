"""Routes over several moves: the Pareto front of time against pay, at most three moves."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.types import STAGES
from metier.core.framework.way_records import Target
from metier.core.match.outlook import middle_pay
from metier.core.workflow.answers import Json, head
from metier.core.workflow.moves import Origin, every_target, measure_move
from metier.core.workflow.moves_map import MoveMap

MAX_MOVES = 3
_YEAR = 365.25 / 7
_LEAST_GAIN = 0.02
"""Part by which a slower route must pay more to be worth telling."""
_MONTH = _YEAR / 12


class Hop(NamedTuple):
    """One move of a route.

    Attributes:
        hours: Hours of learning before it.
        week: The week, from the start, in which it is made.
        waits_for: What decides on that week: learning, years or tenure.
        pay: Middle of the pay there.
    """

    target: Target
    hours: float
    week: float
    waits_for: str
    pay: float


class Route(NamedTuple):
    """Moves one after the other.

    Attributes:
        weeks: Weeks until the last move.
        pay: Middle of the pay at its end.
        earned: Pay from the first move on, until the horizon ends, a year on average.
        hours: Hours of learning in all.
    """

    hops: tuple[Hop, ...]
    weeks: float
    pay: float
    earned: float
    hours: float


class RouteSearch:
    """Finds routes from an origin.

    A move needs its hours, learned beside the work, the years that the stage asks for, and a time
    in the role before. Whoever has been in a role for that time has what it asks; so the hours of
    a later move are at most those of the map and at most those of the way from the origin.
    A move leads at most one stage up.

    Args:
        framework: The framework.
        origin: Where the routes start.
        moves: The map of moves.
        hours_per_week: Hours to learn, above 0.
        years: The horizon for what is earned.

    Raises:
        UsageError: Hours or horizon out of range.
    """

    def __init__(
        self,
        framework: Framework,
        origin: Origin,
        moves: MoveMap,
        *,
        hours_per_week: float,
        years: float = 5.0,
    ) -> None:
        if not 0 < hours_per_week <= 168:
            raise UsageError(
                f"{hours_per_week:g} hours a week cannot be planned with.",
                code="plan-hours",
                hint="Give a number above 0 and at most 168.",
            )
        if not 0 < years <= 50:
            raise UsageError(
                f"{years:g} years cannot be looked ahead.", code="route-years", hint="1 to 50."
            )
        self._framework = framework
        self._origin = origin
        self._map = moves
        self._rate = hours_per_week
        self._horizon = years * _YEAR
        self._tenure = framework.data.planning.tenure_months * _MONTH
        self._places = [
            item
            for item in every_target(framework)
            if item != origin.target and middle_pay(framework, item.role, item.stage) is not None
        ]
        self._first = {
            item: measure_move(framework, origin, item).reach.hours for item in self._places
        }
        self._pays = {
            item: middle_pay(framework, item.role, item.stage) or 0.0 for item in self._places
        }

    def front(self, target: Target | None = None) -> list[Route]:
        """Return the routes that no other beats in both time and pay, the quickest first.

        A slower one is told when it pays at least 2% more.

        Args:
            target: Where they end; by default anywhere, and pay is that at their end. With a
                target, pay is what is earned until the horizon ends.

        Raises:
            UnknownIdError: No such role or stage.
        """
        if target is not None:
            self._framework.role(target.role)
            self._framework.stage(target.stage)
        routes = [
            route for route in self._routes(()) if target is None or route.hops[-1].target == target
        ]
        key = _pay_at_end if target is None else _earned
        best: list[Route] = []
        for route in sorted(
            routes, key=lambda item: (item.weeks, -key(item), len(item.hops), item.hours)
        ):
            if not best or key(route) > key(best[-1]) * (1 + _LEAST_GAIN):
                best.append(route)
        return best

    def _routes(self, before: tuple[Hop, ...]) -> Iterable[Route]:
        for place in self._places:
            hop = self._hop(before, place)
            if hop is None:
                continue
            hops = (*before, hop)
            yield self._route(hops)
            if len(hops) < MAX_MOVES:
                yield from self._routes(hops)

    def _hop(self, before: tuple[Hop, ...], place: Target) -> Hop | None:
        """Return the move from the end of a route to a place, or None where none makes sense."""
        last = before[-1] if before else None
        here = last.target.stage if last else self._origin.stage
        if any(hop.target == place for hop in before) or not _is_step(here, place.stage):
            return None
        if last and self._pays[place] <= last.pay and len(before) > 1:
            return None  # a detour through less pay at the end helps nobody
        hours = self._first[place]
        if last:
            row, column = self._map.row(last.target), self._map.row(place)
            hours = min(hours, float(self._map.hours[row, column]))
        start = last.week if last else 0.0
        weeks = {"learning": start + hours / self._rate, "years": self._years(place)}
        if last:
            weeks["tenure"] = start + self._tenure
        reason = max(weeks, key=lambda name: weeks[name])
        return Hop(place, hours, max(0.0, weeks[reason]), reason, self._pays[place])

    def _years(self, place: Target) -> float:
        gates = self._framework.roles[place.role].gates
        asked = next(gate.years for stage, gate in gates.items() if stage == place.stage)
        return (asked - (self._origin.years or 0.0)) * _YEAR

    def _route(self, hops: tuple[Hop, ...]) -> Route:
        earned = 0.0
        for hop, following in zip(hops, (*hops[1:], None), strict=True):
            end = following.week if following else self._horizon
            earned += hop.pay * max(0.0, min(end, self._horizon) - hop.week)
        before = (self._origin.pay or 0.0) * min(hops[0].week, self._horizon)
        return Route(
            hops,
            hops[-1].week,
            hops[-1].pay,
            (earned + before) / self._horizon,
            math.fsum(hop.hours for hop in hops),
        )


def _pay_at_end(route: Route) -> float:
    return route.pay


def _earned(route: Route) -> float:
    return route.earned


def _is_step(here: str | None, there: str) -> bool:
    """Return whether a move leads at most one stage up and one down."""
    if here is None:
        return True
    return abs(STAGES.index(there) - STAGES.index(here)) <= 1


def describe_routes(framework: Framework, origin: Origin, routes: Iterable[Route]) -> Json:
    """Return routes with their moves."""
    salaries = framework.library.salaries
    return {
        **head(framework),
        "origin": origin.name,
        "currency": salaries.currency if salaries else None,
        "caution": salaries.caution if salaries else None,
        "routes": [
            {
                "weeks": route.weeks,
                "pay": route.pay,
                "earned": route.earned,
                "hours": route.hours,
                "moves": [
                    {
                        "role": hop.target.role,
                        "name": framework.roles[hop.target.role].name,
                        "stage": hop.target.stage,
                        "hours": hop.hours,
                        "week": hop.week,
                        "waits_for": hop.waits_for,
                        "pay": hop.pay,
                    }
                    for hop in route.hops
                ],
            }
            for route in routes
        ],
    }
