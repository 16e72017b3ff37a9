"""What the columns of a sheet of people are, guessed from their headings."""

from collections.abc import Mapping
from typing import NamedTuple

from metier.core.exchange.grid import Cell, Special, cell_text
from metier.core.framework.index import Framework
from metier.core.framework.lookup import look_up
from metier.core.framework.team_types import SheetRules

_SURE = 0.9
_HEADER_ROWS = 12
_ENDINGS = (" level", " rating", " score", " (0-5)", " (1-5)", " (1-10)", " skill", " skills")
_IDS = frozenset({"id", "person id", "employee id"})


class Column(NamedTuple):
    """A column of a sheet.

    Attributes:
        place: Its number, from 0.
        kind: person, role, stage, skill, level, hours, consent, ignore, "level-of" for a column of
            levels of one skill, or unknown.
        skill: The skill of a column of levels; empty else.
        guessed: The heading is near to what it was taken for, not the same.
        near: Skills that an unknown heading may mean.
    """

    sheet: str
    place: int
    heading: str
    kind: str
    skill: str = ""
    guessed: bool = False
    near: tuple[str, ...] = ()


class Named(NamedTuple):
    """What a text names: a skill, for sure or by a guess, or none with those that are near."""

    skill: str | None
    guessed: bool = False
    near: tuple[str, ...] = ()


class Columns:
    """Names columns by the rules of `team.yaml` and by what the person said.

    Args:
        framework: The framework whose skills are named.
        rules: The sheet rules.
        mapping: For a heading, a skill, a kind of column, or "ignore".

    Raises:
        UnknownIdError: What a heading is mapped to is no skill and no kind.
    """

    def __init__(self, framework: Framework, rules: SheetRules, mapping: Mapping[str, str]) -> None:
        self._framework = framework
        self._kinds = {word: item.kind for item in rules.columns for word in item.words}
        self._known = frozenset(item.kind for item in rules.columns)
        self._mapping = {_fold(heading): meaning for heading, meaning in mapping.items()}
        for meaning in self._mapping.values():
            if meaning not in self._known:
                framework.skill(meaning)
        self._named: dict[str, Named] = {}

    def name_skill(self, text: str) -> Named:
        """Return the skill that a text names; a near spelling is a guess."""
        found = self._named.get(text)
        if found is None:
            found = self._named[text] = self._name(text)
        return found

    def _name(self, text: str) -> Named:
        folded = _fold(text)
        mapped = self._mapping.get(folded)
        if mapped and mapped not in self._known:
            return Named(mapped)
        if text in self._framework.skills:
            return Named(text)
        for ending in ("", *_ENDINGS):
            if ending and not folded.endswith(ending):
                continue
            answer = look_up(self._framework, folded.removesuffix(ending) if ending else text)
            if answer.skill:
                return Named(answer.skill.id)
            if not ending:
                near = tuple(item.skill for item in answer.candidates)
                sure = answer.candidates and not answer.heading
                if sure and answer.candidates[0].score >= _SURE and len(folded) > 4:
                    return Named(near[0], guessed=True, near=near)
        return Named(None, near=near)

    def turn(self, rows: list[list[Cell]]) -> tuple[list[list[Cell]], bool]:
        """Return the rows, turned where skills stand in the first column and people on top."""
        start = self.header_row(rows)
        head = [cell_text(cell) for cell in rows[start][1:] if cell is not None]
        first = [cell_text(row[0]) for row in rows[start + 1 : start + 300] if row and row[0]]
        if len(first) < 3 or len(first) > 250 or _kinds_of(self._kinds, head):
            return rows, False
        down = sum(self.name_skill(text).skill is not None for text in first)
        if down < max(3, 0.6 * len(first)):
            return rows, False
        across = sum(self.name_skill(text).skill is not None for text in head)
        if across > 0.2 * max(1, len(head)):
            return rows, False
        width = max(len(row) for row in rows)
        even = [row + [None] * (width - len(row)) for row in rows[start:]]
        turned = [list(column) for column in zip(*even, strict=True)]
        turned[0][0] = "Name"
        return turned, True

    def header_row(self, rows: list[list[Cell]]) -> int:
        """Return the index of the row that holds the headings."""
        for number, row in enumerate(rows[:_HEADER_ROWS]):
            texts = [_fold(cell_text(cell)) for cell in row if isinstance(cell, str)]
            if any(self._kind(text) == "person" for text in texts) and len(texts) > 1:
                return number
        for number, row in enumerate(rows[:_HEADER_ROWS]):
            if sum(isinstance(cell, str) for cell in row) > 1:
                return number
        return 0

    def classify(self, sheet: str, rows: list[list[Cell]], start: int) -> list[Column]:
        """Return what each column with a heading is."""
        head = rows[start]
        kinds = [self._kind(_fold(cell_text(cell))) for cell in head]
        has_skill = "skill" in kinds
        people = [index for index, kind in enumerate(kinds) if kind == "person"]
        if len(people) > 1:  # a number beside a name identifies nobody to a reader
            named = [i for i in people if _fold(cell_text(head[i])) not in _IDS] or people
            people = named[:1]
        first_free = not people and bool(head) and kinds[0] in (None, "ignore")
        if first_free and _holds_names(rows, start):
            people = [0]
        found: list[Column] = []
        for index, cell in enumerate(head):
            heading = " ".join(cell_text(cell).split())[:80]
            if index in people:
                guessed = kinds[index] != "person"
                found.append(Column(sheet, index, heading or "(no heading)", "person", "", guessed))
                continue
            if not heading:
                if any(index < len(row) and row[index] is not None for row in rows[start + 1 :]):
                    found.append(Column(sheet, index, f"column {letter(index)}", "unknown"))
                continue
            kind = "ignore" if kinds[index] == "person" else kinds[index]
            if kind == "level" and not has_skill:
                kind = "stage"
            found.append(self._column(sheet, index, heading, kind, cell))
        return _once(found)

    def _column(self, sheet: str, index: int, heading: str, kind: str | None, cell: Cell) -> Column:
        if kind is not None:
            return Column(sheet, index, heading, kind)
        if isinstance(cell, Special):
            return Column(sheet, index, heading, "unknown")
        named = self.name_skill(heading)
        if named.skill is None:
            return Column(sheet, index, heading, "unknown", near=named.near)
        return Column(sheet, index, heading, "level-of", named.skill, named.guessed)

    def _kind(self, folded: str) -> str | None:
        mapped = self._mapping.get(folded)
        if mapped:
            return mapped if mapped in self._known else None
        if folded in self._framework.names:
            return None
        return self._kinds.get(folded)


def letter(index: int) -> str:
    """Return the letters of a column, from "A" for 0."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def _fold(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split()).strip(" :*")


def _kinds_of(kinds: Mapping[str, str], texts: list[str]) -> set[str]:
    return {kinds[_fold(text)] for text in texts if _fold(text) in kinds} & {"role", "skill"}


def _holds_names(rows: list[list[Cell]], start: int) -> bool:
    """Return whether the first column holds different texts, as names are."""
    cells = [row[0] for row in rows[start + 1 : start + 200] if row and row[0] is not None]
    texts = {cell for cell in cells if isinstance(cell, str) and not cell[0].isdigit()}
    return bool(cells) and len(texts) >= 0.8 * len(cells)


def _once(columns: list[Column]) -> list[Column]:
    """Keep the first of several columns of one kind; the others are unknown."""
    seen: set[str] = set()
    kept = []
    for column in columns:
        key = column.kind
        if key in ("role", "stage", "skill", "level", "hours", "consent"):
            kept.append(column._replace(kind="ignore") if key in seen else column)
            seen.add(key)
        else:
            kept.append(column)
    return kept
