"""The steps that lead to targets: each raises one skill by one level."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.plan.ways import Way, Ways

Worth = Mapping[str, tuple[float, int]]
"""For each skill asked by a target, its weight in the readiness and its target level."""


class Step(NamedTuple):
    """Raising a skill to `level` from the level below.

    Attributes:
        gain: Expected readiness it adds, 0 to 1; 0 for what only others need. With several
            targets, the mean over them.
        minutes: Expected time, whole minutes, at least 1: P(level below) * likely hours.
        spread: Optimistic and pessimistic minutes, likewise expected.
        needs: Indexes of the steps that come before it.
        gains: The readiness it adds to each target; empty when there is one target.
        ways: What it can be learned from; without a budget those that take `minutes`, else also
            the paid ones that take less.
        missing: P(level below), 0 to 1.
    """

    skill: str
    level: int
    gain: float
    minutes: int
    spread: tuple[float, float]
    needs: tuple[int, ...]
    gains: tuple[float, ...] = ()
    ways: tuple[Way, ...] = ()
    missing: float = 1.0

    def gain_for(self, target: int) -> float:
        """Return the readiness that it adds to one of the targets."""
        return self.gains[target] if self.gains else self.gain


class Done(NamedTuple):
    """What the person reports of the steps.

    Attributes:
        shares: For each (skill, level), the part that is done, 0 to 1; 1 takes it off the plan.
        speed: Factor on the hours of what is left; 1 for a person as quick as supposed.
    """

    shares: Mapping[tuple[str, int], float]
    speed: float = 1.0


NOTHING_DONE = Done({})


def list_steps(
    framework: Framework,
    worth: Worth | Sequence[Worth],
    proficiencies: Proficiencies,
    *,
    done: Done = NOTHING_DONE,
    excluded: Collection[str] = (),
    ways: Ways | None = None,
    also: Collection[tuple[str, int]] = (),
    held: float | None = None,
) -> list[Step]:
    """Return the steps toward one or several targets and everything that they need.

    Args:
        framework: The framework.
        worth: What each target asks.
        proficiencies: The person's levels. A level with P >= `held` takes no step, and a
            prerequisite at such a level holds already.
        done: Steps that are done or partly done, and the person's speed.
        excluded: Skills that are left alone; steps that need them cannot be taken either.
        ways: What there is to learn from; without it every step takes the likely hours.
        also: Further (skill, level) that must be among the steps where they are not held.
        held: Probability from which a level is held, if not the framework's.
    """
    targets = [worth] if isinstance(worth, Mapping) else list(worth)
    limit = framework.data.evidence.held if held is None else held
    holds = HeldLevels(limit, proficiencies, done)
    needs = _find_needs(framework, holds, [*_wanted(targets), *also], frozenset(excluded))
    order = sorted(needs)
    place = {step: index for index, step in enumerate(order)}
    first = framework.data.planning.first_counted
    steps = []
    for skill, level in order:
        missing = 1 - proficiencies.at_least(skill, level)
        gains = tuple(
            _gain(proficiencies, target, (skill, level), needs, first) for target in targets
        )
        factor = 60 * missing * (1 - done.shares.get((skill, level), 0.0)) * done.speed
        low, likely, high = framework.skills[skill].effort[level]
        found = ways.of(skill, level, factor) if ways else None
        minutes = found.minutes if found else max(1, round(factor * likely))
        stretch = minutes / max(1.0, factor * likely) if found else 1.0
        steps.append(
            Step(
                skill=skill,
                level=level,
                gain=sum(gains) / len(gains),
                minutes=minutes,
                spread=(factor * low * stretch, factor * high * stretch),
                needs=tuple(sorted(place[need] for need in needs[skill, level])),
                gains=gains if len(targets) > 1 else (),
                ways=found.ways if found else (),
                missing=missing,
            )
        )
    return steps


class HeldLevels:
    """Which levels need no step: held by the evidence, or reported done.

    Args:
        held: Probability from which a level counts as held.
        proficiencies: The person's levels; None counts only what is reported.
        done: What is reported.
    """

    def __init__(self, held: float, proficiencies: Proficiencies | None, done: Done) -> None:
        self._held = held
        self._proficiencies = proficiencies
        self._done: dict[str, int] = {}
        for (skill, level), share in done.shares.items():
            if share >= 1:
                self._done[skill] = max(level, self._done.get(skill, 0))

    def __call__(self, skill: str, level: int) -> bool:
        """Return whether the level needs no step."""
        if level <= self._done.get(skill, 0):
            return True
        levels = self._proficiencies
        return levels is not None and levels.at_least(skill, level) >= self._held


def _wanted(targets: Sequence[Worth]) -> list[tuple[str, int]]:
    return [
        (skill, level)
        for target in targets
        for skill, (_, asked) in target.items()
        for level in range(1, asked + 1)
    ]


def _find_needs(
    framework: Framework,
    held: HeldLevels,
    wanted: Sequence[tuple[str, int]],
    excluded: frozenset[str],
) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """Return the steps there are, each with the steps that come before it.

    A step that needs an excluded skill is left out, and so is what needs it in turn.
    """
    needs: dict[tuple[str, int], list[tuple[str, int]]] = {}
    queue = [step for step in wanted if not held(*step)]
    while queue:
        step = queue.pop()
        if step not in needs:
            needs[step] = _needs(framework, step, held)
            queue.extend(needs[step])
    barred = {step for step in needs if step[0] in excluded}
    while barred:
        needs = {step: asked for step, asked in needs.items() if step not in barred}
        barred = {step for step, asked in needs.items() if any(n not in needs for n in asked)}
    return needs


def _needs(framework: Framework, step: tuple[str, int], held: HeldLevels) -> list[tuple[str, int]]:
    skill, level = step
    asked = [(skill, level - 1)] if level > 1 else []
    asked += [
        (need.skill, need.level) for need in framework.skills[skill].prerequisites.get(level, ())
    ]
    return [item for item in dict.fromkeys(asked) if not held(*item)]


def _gain(
    proficiencies: Proficiencies,
    target: Worth,
    step: tuple[str, int],
    steps: Collection[tuple[str, int]],
    first: int,
) -> float:
    """Return the readiness that a step adds.

    Below the first level that counts a step adds none; the first one that does brings what the
    steps below it hold back.
    """
    skill, level = step
    weight, asked = target.get(skill, (0.0, 0))
    counted = min(first, asked)
    if not asked or not counted <= level <= asked:
        return 0.0
    below = [k for k in range(1, counted) if (skill, k) in steps] if level == counted else []
    missing = sum(1 - proficiencies.at_least(skill, k) for k in (*below, level))
    return weight / asked * missing
