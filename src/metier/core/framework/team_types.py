"""The types of `team.yaml`: how sheets are read, what counts as held, what adverts avoid."""

from typing import Annotated, Literal

from msgspec import Meta

from metier.core.framework.types import (
    Positive,
    Provenance,
    ReachedLevel,
    Share,
    Stage,
    Strict,
    TargetLevel,
    Text,
)

Count = Annotated[int, Meta(gt=0)]
ColumnKind = Literal["person", "role", "stage", "skill", "level", "hours", "consent", "ignore"]
WordingKind = Literal["exclusionary", "inflated"]


class ColumnWords(Strict, frozen=True):
    """Headings by which a column of a sheet is known, in lower case."""

    kind: ColumnKind
    words: tuple[Text, ...]


class LevelWords(Strict, frozen=True):
    """Words of a cell that stand for a level, in lower case."""

    level: TargetLevel
    words: tuple[Text, ...]


class StageWords(Strict, frozen=True):
    """Words of a cell that stand for a stage, in lower case."""

    stage: Stage
    words: tuple[Text, ...]


class Scale(Strict, frozen=True):
    """A scale that people rate on: the level for each value from 0 to its highest."""

    top: Count
    levels: tuple[TargetLevel, ...]


class SheetRules(Strict, frozen=True):
    """How a sheet of people is read.

    Attributes:
        tick_level: Level that a bare tick or "yes" is read as.
        ticks: Cells that are ticks.
        outlier_share: Part of a sheet's figures that must lie above 5 for a scale to 10 to be
            meant; fewer are errors.
        most_problems: How many problems are listed one by one; the others are counted.
    """

    columns: tuple[ColumnWords, ...]
    level_words: tuple[LevelWords, ...]
    stage_words: tuple[StageWords, ...]
    scales: tuple[Scale, ...]
    ticks: tuple[Text, ...]
    tick_level: ReachedLevel
    outlier_share: Share
    most_problems: Count


class Wording(Strict, frozen=True):
    """Phrases that an advert does better without, with the reason and what to write instead."""

    kind: WordingKind
    phrases: tuple[Text, ...]
    reason: Text
    instead: Text


class AdvertRules(Strict, frozen=True):
    """What a good advert keeps to.

    Attributes:
        musts: Most must-haves that a generated advert names; `wishes`, most nice-to-haves.
        most_musts: More must-haves than this are advised against.
        words: Least and most words.
        grade: Highest reading grade (Flesch and Kincaid) that is not advised against.
        wide_pay: Highest part of its lower end by which a pay range may be wide.
        beyond: Share of real adverts that ask less, from which must-haves are too much;
            `least_adverts`, how many it takes to say so.
        levels: How an advert says each level.
        kit: Questions of an interview kit.
    """

    musts: Count
    wishes: Count
    most_musts: Count
    most_musts_basis: Text
    words: tuple[Count, Count]
    words_basis: Text
    grade: Positive
    grade_basis: Text
    wide_pay: Positive
    beyond: Share
    least_adverts: Count
    levels: dict[ReachedLevel, Text]
    kit: Count
    wording: tuple[Wording, ...]


class EffortRule(Strict, frozen=True):
    """Hours (optimistic, likely, pessimistic) that an own skill's levels take unless told."""

    level: ReachedLevel
    hours: tuple[Positive, Positive, Positive]


class SolveRules(Strict, frozen=True):
    """How long the solver of a training plan may take, and how exactly it must answer.

    Attributes:
        exact_steps: Up to so many steps the best set is proven without a gap.
        exact_alone: The same where people are tied by money alone, in mode readiness.
        gap: Part by which the answer may miss the bound in larger problems.
        seconds: Longest time of one solution.
        more_seconds: Longest time of each solution with one limit changed.
    """

    exact_steps: Count
    exact_alone: Count
    gap: Share
    seconds: Positive
    more_seconds: Positive


class TeamFile(Strict, frozen=True):
    """The `team.yaml` file.

    Attributes:
        is_not: What every team answer begins with: what it is not.
        consent: The text by which people are asked; {team}, {purpose}, {lead} are filled in.
        purpose: The purpose named there unless another is given.
        held: Probability from which somebody counts as having a level.
        level: Level that skills are held against where nobody says which.
        holders: People who should have what the team needs.
        strength: Level from which something that a person's own work does not ask is a strength.
        above: Levels that who helps has above who is helped.
        capacity: People whom one person mentors at most.
        least_help: Least worth of a pair, as readiness of the one who is helped.
        next_month_hours: Hours a week that a growth plan supposes where nothing is said.
        growth_weeks: Weeks of a growth plan.
        more_budget: Units of money whose worth is told beside a plan.
        more_hours: Hours for each person whose worth is told beside a plan.
    """

    provenance: Provenance
    basis: Text
    is_not: tuple[Text, ...]
    consent: Text
    purpose: Text
    held: Share
    level: ReachedLevel
    holders: Count
    strength: ReachedLevel
    above: Count
    capacity: Count
    least_help: Share
    next_month_hours: Positive
    growth_weeks: Positive
    more_budget: Positive
    more_hours: Positive
    solve: SolveRules
    sheet: SheetRules
    own_effort: tuple[EffortRule, ...]
    advert: AdvertRules
