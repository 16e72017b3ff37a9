"""What a team's training is chosen from, and what was chosen."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

Mode = Literal["coverage", "points", "readiness"]
MODES: tuple[Mode, ...] = ("coverage", "points", "readiness")


class PaidWay(NamedTuple):
    """Taking a step with a resource that costs: whole minutes and cents."""

    resource: str
    minutes: int
    cents: int


class Option(NamedTuple):
    """A step that a person can take.

    Attributes:
        minutes: Expected time without paying.
        needs: Indexes of the options of the same person that come before it.
        ways: Paid ways that take less.
        gain: What it adds in mode readiness.
    """

    person: int
    skill: str
    level: int
    minutes: int
    needs: tuple[int, ...] = ()
    ways: tuple[PaidWay, ...] = ()
    gain: float = 0.0


class Place(NamedTuple):
    """A need: so many people at a level.

    Attributes:
        weight: What filling it counts; the weights of a problem sum to 1.
        chances: P(level or more) of each person.
        options: For a person, the option that brings them there.
    """

    people: int
    weight: float
    chances: tuple[float, ...]
    options: Mapping[int, int]


class Point(NamedTuple):
    """A skill at a level that enough people should hold.

    Attributes:
        wanted: How many are enough.
        holders: People who hold it.
        options: For a person who does not, the option that brings them there.
    """

    wanted: int
    holders: frozenset[int]
    options: Mapping[int, int]


class TeamProblem(NamedTuple):
    """What is to be chosen.

    Attributes:
        minutes: Most minutes of each person.
        cents: Most money, or None for no limit.
    """

    mode: Mode
    options: Sequence[Option]
    minutes: Sequence[int]
    cents: int | None = None
    places: Sequence[Place] = ()
    points: Sequence[Point] = ()


class Effort(NamedTuple):
    """How long and how exactly to solve.

    Attributes:
        gap: Part by which the answer may miss its bound.
        ranked: Of sets that are equally good take the one with least money, then least time; only
            without a gap.
    """

    gap: float = 0.0
    seconds: float = 20.0
    ranked: bool = True


class Investment(NamedTuple):
    """The chosen steps.

    Attributes:
        chosen: Indexes of the options, in index order.
        paid: For an option, the index of the paid way it is taken.
        minutes: Minutes of each person.
        cents: Price of all that is bought.
        value: Objective of the set by the mode.
        bound: No set does better; equal to `value` when that is proven.
    """

    chosen: tuple[int, ...]
    paid: Mapping[int, int]
    minutes: tuple[int, ...]
    cents: int
    value: float
    bound: float
