"""What a step can be learned from, and how long it takes with each.

The hours of a step hold study and practice, so a resource that covers it takes no time of its
own unless its part for the step is longer than the whole step. Where the library has something
for a step but language or budget leave all of it out, the step takes `self_study` times as
long. Where the library has nothing, the hours are practice and stay as they are.
"""

from collections.abc import Collection
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.library import Resource


class Way(NamedTuple):
    """Learning a step from a resource.

    Attributes:
        resource: Id of the resource; empty for learning without one.
        minutes: Whole minutes that the step takes this way, at least 1.
        cents: Price of the resource, paid once for all steps; 0 when it is free.
        study: Minutes of it that are spent with the resource.
    """

    resource: str
    minutes: int
    cents: int = 0
    study: int = 0


class StepWays(NamedTuple):
    """The minutes that a step takes without paying more than wished, and its ways."""

    minutes: int
    ways: tuple[Way, ...]


class Ways:
    """The library's resources by the step that they teach.

    Args:
        framework: The framework.
        languages: ISO 639-1 codes of the languages that the person learns in.
        has_budget: Whether money is limited, so that paid resources must earn their price.
    """

    def __init__(
        self, framework: Framework, *, languages: Collection[str], has_budget: bool
    ) -> None:
        self._framework = framework
        self._languages = frozenset(languages)
        self._has_budget = has_budget
        self._self_study = framework.data.planning.self_study
        self._by_step: dict[tuple[str, int], list[tuple[Resource, float]]] = {}
        for resource in framework.library.resources:
            for item in resource.teaches:
                effort = framework.skills[item.skill].effort
                levels = range(item.from_level + 1, item.to_level + 1)
                whole = sum(effort[level][1] for level in levels)
                for level in levels:
                    part = item.hours * effort[level][1] / whole
                    self._by_step.setdefault((item.skill, level), []).append((resource, part))

    def of(self, skill: str, level: int, factor: float) -> StepWays:
        """Return the ways of a step.

        Args:
            skill: The skill.
            level: The level that is reached.
            factor: Minutes for each hour of effort: 60 * what is missing * the person's speed.
        """
        likely = self._framework.skills[skill].effort[level][1]
        all_there = self._by_step.get((skill, level), [])
        there = [item for item in all_there if item[0].language in self._languages]
        alone = likely * (self._self_study if all_there else 1.0)
        free = [Way("", max(1, round(factor * alone)))]
        paid: list[Way] = []
        for resource, part in there:
            way = Way(
                resource=resource.id,
                minutes=max(1, round(factor * max(likely, part))),
                cents=round(100 * resource.price.amount),
                study=round(factor * part),
            )
            (paid if way.cents else free).append(way)
        if not self._has_budget:
            return _quickest(free + paid)
        base = min(way.minutes for way in free)
        kept = [way for way in free if way.minutes == base]
        return StepWays(base, (*kept, *(way for way in paid if way.minutes < base)))


def _quickest(ways: list[Way]) -> StepWays:
    least = min(way.minutes for way in ways)
    return StepWays(least, tuple(way for way in ways if way.minutes == least))
