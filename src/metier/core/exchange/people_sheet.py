"""People from the sheets of a file: people by skills, people by role and stage, or long form.

What a heading means is guessed and shown; whatever cannot be used is told with its place, all
at once, and so is every correction.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from metier.core.exchange.cell_level import LevelReader, guess_top
from metier.core.exchange.columns import Column, Columns, letter
from metier.core.exchange.grid import Cell, Grid, Special, cell_text
from metier.core.framework.index import Framework
from metier.core.framework.team_types import TeamFile

Severity = Literal["error", "corrected", "note"]
Form = Literal["people-by-skill", "people-by-role", "long"]
NameRole = Callable[[str], tuple[str | None, str | None]]


class SheetProblem(NamedTuple):
    """Something that was not read as it stands.

    Attributes:
        severity: "error" for what could not be used, "corrected" for what was read otherwise.
        code: Stable id of the kind.
        row: Row from 1, or 0 where it is about more than one.
        column: Letter of the column, or empty.
    """

    severity: Severity
    code: str
    sheet: str
    row: int
    column: str
    message: str
    hint: str = ""


class Spot(NamedTuple):
    """A place in a sheet: row from 1 or 0, and the letter of the column or nothing."""

    sheet: str
    row: int = 0
    column: str = ""


class Problems:
    """The problems of one import: so many one by one, the others counted by kind.

    A correction that is made again and again, such as a word read as a level, is listed where it
    stands first.
    """

    def __init__(self, most: int) -> None:
        self.kept: list[SheetProblem] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self._most = most
        self._told: set[tuple[str, str, str]] = set()

    def add(self, problem: SheetProblem) -> None:
        """Note a problem."""
        self.counts[problem.severity, problem.code] += 1
        key = (problem.sheet, problem.code, problem.message)
        if problem.severity == "corrected" and key in self._told:
            return
        self._told.add(key)
        if len(self.kept) < self._most:
            self.kept.append(problem)

    @property
    def errors(self) -> int:
        """How many things could not be used."""
        return sum(count for (kind, _), count in self.counts.items() if kind == "error")


class Person(NamedTuple):
    """A person of a sheet; `levels` by skill."""

    name: str
    levels: dict[str, int]
    fields: dict[str, str]


class SheetReading(NamedTuple):
    """What the sheets of a file say.

    Attributes:
        people: In the order of their first row.
        forms: The form that each sheet was read in, by its name.
        columns: What each heading was taken for.
    """

    people: list[Person]
    forms: dict[str, Form]
    columns: list[Column]


class SheetOptions(NamedTuple):
    """What is told instead of guessed.

    Attributes:
        mapping: For a heading, what it is: a skill, a kind of column, or "ignore".
        scale: Highest value of the scale that levels are on, or None to guess.
        sheet: The only sheet to read, or None for all that hold people.
    """

    mapping: Mapping[str, str] = {}
    scale: int | None = None
    sheet: str | None = None


def read_people(
    framework: Framework,
    rules: TeamFile,
    grids: Sequence[Grid],
    problems: Problems,
    *,
    name_role: NameRole,
    options: SheetOptions | None = None,
) -> SheetReading:
    """Return the people of all sheets that hold any.

    Args:
        framework: The framework whose skills and roles are named.
        rules: The team rules.
        grids: The sheets.
        problems: Takes what could not be read as it stands.
        name_role: Names the role and the stage that a title stands for.
        options: What is told instead of guessed.
    """
    reading = _Reading(framework, rules, problems, name_role, options or SheetOptions())
    for grid in grids:
        if reading.options.sheet in (None, grid.name):
            reading.add(grid)
    return SheetReading(list(reading.people.values()), reading.forms, reading.columns)


class _Reading:
    """The people that were found so far."""

    def __init__(
        self,
        framework: Framework,
        rules: TeamFile,
        problems: Problems,
        name_role: NameRole,
        options: SheetOptions,
    ) -> None:
        self.options = options
        self.people: dict[str, Person] = {}
        self.forms: dict[str, Form] = {}
        self.columns: list[Column] = []
        self._rules = rules.sheet
        self._problems = problems
        self._name_role = name_role
        self._columns = Columns(framework, rules.sheet, options.mapping)
        self._framework = framework
        self._stages = {word: item.stage for item in rules.sheet.stage_words for word in item.words}
        self._rows: dict[str, tuple[str, int]] = {}

    def add(self, grid: Grid) -> None:
        """Read one sheet."""
        rows = grid.rows
        for note in grid.notes:
            self._tell("note", "sheet-read", Spot(grid.name), note)
        if grid.filled:
            shown = ", ".join(grid.filled[:6]) + (" …" if len(grid.filled) > 6 else "")
            told = f"Merged cells count for each cell that they cover: {shown}."
            self._tell("corrected", "cells-merged", Spot(grid.name), told)
        if not any(any(cell is not None for cell in row) for row in rows):
            self._tell("note", "sheet-empty", Spot(grid.name), "The sheet is empty.")
            return
        rows, turned = self._columns.turn(rows)
        if turned:
            told = "Skills stand in rows and people in columns; it was read the other way around."
            self._tell("corrected", "sheet-turned", Spot(grid.name), told)
        start = self._columns.header_row(rows)
        columns = self._columns.classify(grid.name, rows, start)
        self.columns += columns
        kinds = {column.kind: column for column in reversed(columns)}
        if "person" not in kinds:
            told = "No column names people, so the sheet was not read."
            hint = "Call the column Name, or say which it is: --map 'HEADING=person'."
            self._tell("error", "sheet-people", Spot(grid.name, start + 1), told, hint)
            return
        self._tell_columns(grid.name, start, columns, rows)
        if {"skill", "level"} <= kinds.keys():
            self.forms[grid.name] = "long"
            self._long(grid.name, rows, start, kinds)
        else:
            wide = any(column.kind == "level-of" for column in columns)
            self.forms[grid.name] = "people-by-skill" if wide else "people-by-role"
            self._wide(grid.name, rows, start, columns)

    def _tell(
        self, severity: Severity, code: str, spot: Spot, message: str, hint: str = ""
    ) -> None:
        self._problems.add(SheetProblem(severity, code, *spot, message, hint))

    def _tell_columns(
        self, sheet: str, start: int, columns: list[Column], rows: list[list[Cell]]
    ) -> None:
        for column in columns:
            spot = Spot(sheet, start + 1, letter(column.place))
            if column.kind == "unknown":
                filled = sum(
                    column.place < len(row) and row[column.place] is not None
                    for row in rows[start + 1 :]
                )
                near = " or ".join(column.near[:3])
                hint = f"--map '{column.heading}={(column.near or ('SKILL',))[0]}' reads it"
                hint += f"; near are {near}." if near else "; '=ignore' leaves it out in silence."
                told = f"{column.heading!r} names no skill; its {filled} cells were not read."
                self._tell("error", "column-unknown", spot, told, hint)
            elif column.guessed:
                told = f"{column.heading!r} was taken for {column.skill or column.kind}."
                self._tell("corrected", "column-guessed", spot, told)

    def _wide(self, sheet: str, rows: list[list[Cell]], start: int, columns: list[Column]) -> None:
        levels = [column for column in columns if column.kind == "level-of"]
        cells = (
            row[column.place]
            for row in rows[start + 1 :]
            for column in levels
            if column.place < len(row)
        )
        reader = self._reader(sheet, list(cells))
        fields = [c for c in columns if c.kind in ("role", "stage", "hours", "consent")]
        who = next(column for column in columns if column.kind == "person").place
        for number, row in enumerate(rows[start + 1 :], start=start + 2):
            name = self._name(sheet, number, row, who)
            if not name:
                continue
            person = self._person(sheet, number, name, once=True)
            for column in fields:
                cell = row[column.place] if column.place < len(row) else None
                self._field(sheet, number, column, person, cell)
            for column in levels:
                cell = row[column.place] if column.place < len(row) else None
                if cell is not None:
                    spot = Spot(sheet, number, letter(column.place))
                    self._level(spot, reader, person, column.skill, cell)

    def _long(
        self, sheet: str, rows: list[list[Cell]], start: int, kinds: Mapping[str, Column]
    ) -> None:
        who, what, how = (kinds[kind].place for kind in ("person", "skill", "level"))
        cells = [row[how] for row in rows[start + 1 :] if how < len(row)]
        reader = self._reader(sheet, cells)
        fields = [kinds[kind] for kind in ("role", "stage", "hours", "consent") if kind in kinds]
        for number, row in enumerate(rows[start + 1 :], start=start + 2):
            name = self._name(sheet, number, row, who)
            if not name:
                continue
            person = self._person(sheet, number, name, once=False)
            for column in fields:
                cell = row[column.place] if column.place < len(row) else None
                self._field(sheet, number, column, person, cell)
            text = cell_text(row[what]) if what < len(row) else ""
            cell = row[how] if how < len(row) else None
            if not text or cell is None:
                if text or cell is not None:
                    missing = "skill" if not text else "level"
                    told = f"The row names no {missing}."
                    self._tell("error", "row-incomplete", Spot(sheet, number, letter(what)), told)
                continue
            named = self._columns.name_skill(text)
            if named.skill is None:
                near = " or ".join(named.near[:3])
                self._tell(
                    "error",
                    "skill-unknown",
                    Spot(sheet, number, letter(what)),
                    f"{text[:60]!r} names no skill.",
                    f"Near are {near}; --map '{text[:60]}={named.near[0]}' reads it."
                    if near
                    else "Add it to an overlay, or map it with --map.",
                )
                continue
            if named.guessed:
                told = f"{text[:60]!r} was taken for {named.skill}."
                self._tell("corrected", "column-guessed", Spot(sheet, number, letter(what)), told)
            self._level(Spot(sheet, number, letter(how)), reader, person, named.skill, cell)

    def _reader(self, sheet: str, cells: list[Cell]) -> LevelReader:
        top = self.options.scale or guess_top(cells, outliers=self._rules.outlier_share)
        if top != 5 and not self.options.scale:
            told = f"Levels go up to {top}, so they were mapped from 0 to {top} to 0 to 5."
            self._tell("corrected", "scale-mapped", Spot(sheet), told, "--scale says another.")
        return LevelReader(self._rules, top=top)

    def _name(self, sheet: str, number: int, row: list[Cell], who: int) -> str:
        cell = row[who] if who < len(row) else None
        name = " ".join(cell_text(cell).split())[:120]
        if isinstance(cell, Special):
            told = f"{cell.text[:40]!r} is no name; the row was not read."
            self._tell("error", "row-person", Spot(sheet, number, letter(who)), told)
            return ""
        filled = sum(item is not None for item in row)
        if not name and filled:
            told = f"The row has {filled} filled cells and no name; it was not read."
            self._tell("error", "row-person", Spot(sheet, number, letter(who)), told)
        return name

    def _person(self, sheet: str, number: int, name: str, *, once: bool) -> Person:
        key = name.casefold()
        person = self.people.get(key)
        if person is None:
            person = self.people[key] = Person(name, {}, {})
            self._rows[key] = (sheet, number)
        elif once and self._rows[key][0] == sheet and self._rows[key][1] != number:
            told = f"{name!r} stands in row {self._rows[key][1]} as well; both were put together."
            hint = "Give one of them another name, if they are two people."
            self._tell("corrected", "person-twice", Spot(sheet, number), told, hint)
        return person

    def _level(
        self, spot: Spot, reader: LevelReader, person: Person, skill: str, cell: Cell
    ) -> None:
        found = reader.read(cell)
        if found.level is None:
            hint = "Write a level from 0 to 5."
            self._tell("error", found.code, spot, f"{skill}: {found.told}.", hint)
            return
        if found.told and reader.top == 5:
            told = found.told[:1].upper() + found.told[1:]
            self._tell("corrected", "level-read", spot, f"{told}.")
        before = person.levels.get(skill)
        if before is not None and before != found.level:
            told = (
                f"{person.name!r} has {skill} at {before} and at {found.level}; the later counts."
            )
            self._tell("corrected", "level-twice", spot, told)
        person.levels[skill] = found.level

    def _field(self, sheet: str, number: int, column: Column, person: Person, cell: Cell) -> None:
        text = cell_text(cell)
        if not text:
            return
        spot = Spot(sheet, number, letter(column.place))
        if column.kind == "role":
            self._role(spot, person, text)
        elif column.kind == "stage":
            found = self._stages.get(text.casefold())
            if found is None:
                hint = "The stages are entry, mid, senior, principal."
                self._tell("error", "cell-stage", spot, f"{text[:40]!r} is no stage.", hint)
            else:
                person.fields["stage"] = found
        elif column.kind == "hours":
            hours = _hours(text)
            if hours is None:
                self._tell("error", "cell-hours", spot, f"{text[:40]!r} are no hours a week.")
            else:
                person.fields["hours"] = f"{hours:g}"
        else:
            person.fields["consent"] = text[:40]

    def _role(self, spot: Spot, person: Person, text: str) -> None:
        role, stage = self._name_role(text)
        if role is None:
            hint = "'metier roles' lists them; an overlay adds your own."
            self._tell("error", "cell-role", spot, f"{text[:60]!r} names none of the roles.", hint)
            return
        if text.casefold() not in (role, self._framework.roles[role].name.casefold()):
            told = f"{text[:60]!r} was read as {role}" + (f", {stage}." if stage else ".")
            self._tell("corrected", "role-read", spot, told)
        person.fields["role"] = role
        if stage:
            person.fields.setdefault("stage", stage)


def _hours(text: str) -> float | None:
    """Return hours a week from 0 to 80, or None for what are none."""
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        return None
    return hours if 0 <= hours <= 80 else None
