"""People in: a folder of CVs and profiles, a sheet, or a kept team file becomes a team."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError, InputError, UsageError
from metier.core.exchange.columns import Column
from metier.core.exchange.grid import Grid, read_grid_bytes, read_grids
from metier.core.exchange.people_sheet import (
    Person,
    Problems,
    SheetOptions,
    SheetProblem,
    SheetReading,
    read_people,
)
from metier.core.extract.titles import read_title
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Evidence, Profile
from metier.core.framework.team_records import FORMAT, Member, StatedLevel, Team
from metier.core.framework.team_types import TeamFile
from metier.core.workflow.assess import Assessment, Reader, assess_profile, build_profile

MAX_FILES = 5_000
_QUOTES = 3
_SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"})
_SKIPPED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_SLUG = re.compile(r"[^a-z0-9]+")
Progress = Callable[[int, int], None]


class ReadOptions(NamedTuple):
    """How people are read.

    Attributes:
        sheet: What is told of a sheet instead of guessed.
        rated_by: Rating kind of `evidence.yaml` that the levels of a sheet are.
        pseudonyms: Name people "Person 1" and so on, in the order read.
        name: What the team is called; the file's or folder's name by default.
    """

    sheet: SheetOptions = SheetOptions()
    rated_by: str = "self-rating"
    pseudonyms: bool = False
    name: str = ""


class TeamReading(NamedTuple):
    """A team and how it was read.

    Attributes:
        problems: What was not read as it stands; `counts` has all by (severity, code).
        columns: What the headings of sheets were taken for.
        forms: The form of each sheet.
    """

    team: Team
    problems: tuple[SheetProblem, ...] = ()
    counts: Mapping[tuple[str, str], int] = {}
    columns: tuple[Column, ...] = ()
    forms: Mapping[str, str] = {}

    @property
    def errors(self) -> int:
        """How many things could not be used."""
        return sum(count for (kind, _), count in self.counts.items() if kind == "error")


def team_rules(framework: Framework) -> TeamFile:
    """Return the team rules of a framework.

    Raises:
        UsageError: This framework has none.
    """
    rules = framework.library.team
    if rules is None:
        raise UsageError("This framework says nothing about teams.", code="team-rules")
    return rules


def read_team(
    framework: Framework,
    path: Path,
    *,
    as_of: dt.date,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
) -> TeamReading:
    """Return the team of a sheet, of a folder of CVs and profiles, or of a kept team file.

    Raises:
        InputError: It cannot be read, or holds nobody.
        UsageError: There are too many files.
    """
    options = options or ReadOptions()
    if path.is_dir():
        return _read_folder(framework, path, as_of=as_of, options=options, progress=progress)
    if path.suffix.lower() == ".json":
        return TeamReading(load_team(framework, path))
    return team_of_grids(framework, read_grids(path), as_of=as_of, options=options, name=path.stem)


def read_sheet_bytes(
    framework: Framework, content: bytes, *, name: str, as_of: dt.date, options: ReadOptions
) -> TeamReading:
    """Return the team of a sheet that is handed in.

    Raises:
        InputError: It cannot be read, or holds nobody.
    """
    grids = read_grid_bytes(content, name=name)
    return team_of_grids(framework, grids, as_of=as_of, options=options, name=Path(name).stem)


def team_of_grids(
    framework: Framework,
    grids: Sequence[Grid],
    *,
    as_of: dt.date,
    options: ReadOptions,
    name: str,
) -> TeamReading:
    """Return the team of the sheets of a file.

    Raises:
        InputError: They hold nobody.
    """
    rules = team_rules(framework)
    _check_rating(framework, options.rated_by)
    problems = Problems(rules.sheet.most_problems)
    reading = read_people(
        framework,
        rules,
        grids,
        problems,
        name_role=lambda text: _name_role(framework, text),
        options=options.sheet,
    )
    if not reading.people:
        raise _nobody(name, grids, problems, options)
    day = as_of.isoformat()
    members = [_member_of_row(person, day, options) for person in reading.people]
    team = _make_team(framework, members, options.name or name, as_of, options)
    return _with_problems(team, problems, reading)


def _nobody(
    name: str, grids: Sequence[Grid], problems: Problems, options: ReadOptions
) -> InputError:
    if options.sheet.sheet and options.sheet.sheet not in {grid.name for grid in grids}:
        there = ", ".join(grid.name for grid in grids)
        return InputError(
            f"{name} has no sheet {options.sheet.sheet!r}.",
            code="sheet-missing",
            hint=f"It has {there}.",
        )
    first = next((item for item in problems.kept if item.severity == "error"), None)
    return InputError(
        f"{name} holds no people." + (f" {first.message}" if first else ""),
        code="team-empty",
        hint=(first.hint if first else "") or "It needs a column of names and one for each skill.",
    )


def _check_rating(framework: Framework, rated_by: str) -> None:
    kinds = [item.id for item in framework.data.evidence.ratings]
    if rated_by not in kinds:
        raise UsageError(
            f"There is no kind of rating {rated_by!r}.",
            code="rating-kind",
            hint=f"There are {', '.join(kinds)}.",
        )


def _name_role(framework: Framework, text: str) -> tuple[str | None, str | None]:
    if text in framework.roles:
        return text, None
    for role in framework.data.roles:
        if role.name.casefold() == text.casefold():
            return role.id, None
    reading = read_title(framework, text)
    return reading.role, reading.stage


def _member_of_row(person: Person, day: str, options: ReadOptions) -> Member:
    fields = person.fields
    return Member(
        id="",
        name=person.name,
        role=fields.get("role"),
        stage=fields.get("stage"),
        hours=float(fields["hours"]) if "hours" in fields else None,
        levels=tuple(
            StatedLevel(skill, level, day, options.rated_by)
            for skill, level in person.levels.items()
        ),
        consent=fields.get("consent", ""),
    )


def _make_team(
    framework: Framework,
    members: Sequence[Member],
    name: str,
    as_of: dt.date,
    options: ReadOptions,
) -> Team:
    taken: set[str] = set()
    named = []
    for number, member in enumerate(members, start=1):
        shown = f"Person {number}" if options.pseudonyms else member.name
        key = base = _SLUG.sub("-", shown.casefold()).strip("-")[:60] or f"person-{number}"
        count = 1
        while key in taken:
            count += 1
            key = f"{base}-{count}"
        taken.add(key)
        named.append(msgspec.structs.replace(member, id=key, name=shown))
    return Team(
        id=str(uuid.uuid4()),
        name=name,
        created=as_of.isoformat(),
        framework_version=framework.id.version,
        overlay=framework.id.overlay,
        members=tuple(named),
    )


def _with_problems(team: Team, problems: Problems, reading: SheetReading | None) -> TeamReading:
    return TeamReading(
        team,
        tuple(problems.kept),
        dict(problems.counts),
        tuple(reading.columns) if reading else (),
        dict(reading.forms) if reading else {},
    )


def _read_folder(
    framework: Framework,
    folder: Path,
    *,
    as_of: dt.date,
    options: ReadOptions,
    progress: Progress | None,
) -> TeamReading:
    """Return the team of a folder: a person for each file, and for each folder in it."""
    rules = team_rules(framework)
    problems = Problems(rules.sheet.most_problems)
    groups = _groups(folder)
    reader = Reader(framework)
    seen: dict[str, str] = {}
    members = []
    with DocumentReader() as documents:
        for number, (name, paths) in enumerate(groups):
            if progress:
                progress(number, len(groups))
            profile = _profile_of(
                reader, documents, paths, problems=problems, seen=seen, folder=folder
            )
            if profile is not None:
                members.append(_member_of_profile(framework, profile, name, as_of, problems))
    if progress:
        progress(len(groups), len(groups))
    if not members:
        first = next(iter(problems.kept), None)
        raise InputError(
            f"{folder} holds no CV and no profile that can be read."
            + (f" {first.message}" if first else ""),
            code="team-empty",
            hint="Put a file for each person into it, or give a sheet.",
        )
    team = _make_team(framework, members, options.name or folder.resolve().name, as_of, options)
    return _with_problems(team, problems, None)


def _groups(folder: Path) -> list[tuple[str, list[Path]]]:
    """Return the files of each person, by name; numbers in names count as numbers."""
    groups = []
    count = 0
    for path in sorted(folder.iterdir(), key=lambda item: _natural(item.name)):
        if path.name.startswith((".", "~$")) or path.name.casefold() in _SKIPPED:
            continue
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file() and p.name[0] not in ".~")
            if inside:
                groups.append((path.name, inside))
                count += len(inside)
        elif path.is_file():
            groups.append((path.stem, [path]))
            count += 1
        if count > MAX_FILES:
            raise UsageError(
                f"{folder} holds more than {MAX_FILES:,} files.",
                code="team-too-large",
                hint="A team's folder holds a file for each person.",
            )
    return groups


def _natural(name: str) -> list[tuple[int, int, str]]:
    parts = re.findall(r"\d{1,12}|\D+", name.casefold())
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def _profile_of(
    reader: Reader,
    documents: DocumentReader,
    paths: Sequence[Path],
    *,
    problems: Problems,
    seen: dict[str, str],
    folder: Path,
) -> Profile | None:
    """Return the profile that the files of one person make; None where none can be read."""
    kept: list[Document] = []
    for path in paths:
        shown = path.relative_to(folder).as_posix()
        if path.suffix.lower() in _SHEETS:
            told = f"{shown} is a sheet; give it by itself."
            problems.add(SheetProblem("error", "folder-sheet", shown, 0, "", told))
            continue
        if path.suffix.lower() == ".json" and (profile := _profile_file(path)) is not None:
            return profile
        try:
            document = documents.read_path(path)
        except DocumentError as error:
            problems.add(SheetProblem("error", error.code, shown, 0, "", error.message, error.hint))
            continue
        if document.sha256 in seen:
            told = f"{shown} is the same file as {seen[document.sha256]}; it was left out."
            problems.add(SheetProblem("corrected", "document-twice", shown, 0, "", told))
            continue
        seen[document.sha256] = shown
        kept.append(document)
    return build_profile(reader, kept) if kept else None


def _profile_file(path: Path) -> Profile | None:
    """Return an exported profile, or None for another kind of JSON."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Profile)
    except (msgspec.DecodeError, OSError, RecursionError):
        return None


def _member_of_profile(
    framework: Framework, profile: Profile, name: str, as_of: dt.date, problems: Problems
) -> Member:
    assessment = assess_profile(framework, profile, as_of=as_of)
    if not assessment.sufficient:
        told = f"{name} shows no skill that is known; their levels are those of anybody."
        problems.add(SheetProblem("note", "person-no-evidence", name, 0, "", told))
    target = profile.targets[-1] if profile.targets else None
    fits = assessment.sufficient and assessment.fits
    return Member(
        id="",
        name=name if profile.documents else profile.name or name,
        role=target.role if target else assessment.fits[0].role if fits else None,
        stage=assessment.stage.stage if assessment.sufficient else None,
        guessed=True,
        evidence=tuple(item for item in assessment.evidence if item.kind == "claim"),
        levels=tuple(_rated(item, as_of) for item in assessment.evidence if item.kind == "rating"),
        quotes=_quotes(assessment),
        words=assessment.facts.words,
        years=assessment.facts.years,
        degree=assessment.facts.degree,
    )


def _rated(item: Evidence, as_of: dt.date) -> StatedLevel:
    return StatedLevel(item.skill, item.level or 0, item.month or as_of.isoformat(), item.sign)


def _quotes(assessment: Assessment) -> dict[str, tuple[str, ...]]:
    """Return for each skill some of the words that name it; no other text is kept."""
    texts = {document.sha256: document.text for document in assessment.profile.documents}
    found: dict[str, dict[str, None]] = {}
    for item in assessment.evidence:
        if item.start >= 0 and item.document in texts:
            words = " ".join(texts[item.document][item.start : item.end].split())[:60]
            found.setdefault(item.skill, {}).setdefault(words)
    return {skill: tuple(words)[:_QUOTES] for skill, words in found.items()}


def load_team(framework: Framework, path: Path) -> Team:
    """Return a kept team; ids that the framework has retired are followed.

    Raises:
        InputError: The file is missing or holds no team.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.", code="team-unreadable"
        ) from error
    try:
        team = msgspec.json.decode(content, type=Team)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(
            f"{path.name} holds no team: {error}.",
            code="team-unreadable",
            hint="'metier team import SHEET -o TEAM.json' makes one.",
        ) from error
    if team.format != FORMAT:
        raise InputError(
            f"{path.name} is of another format, {team.format[:40]!r}.",
            code="team-unreadable",
            hint=f"This version reads {FORMAT}.",
        )
    return migrate_team(framework, team)


def migrate_team(framework: Framework, team: Team) -> Team:
    """Return the team with retired skills and roles under their new ids, unknown ones left out."""
    members = []
    for member in team.members:
        levels = [
            msgspec.structs.replace(item, skill=skill)
            for item in member.levels
            for skill in _now(framework, "skill", item.skill)
        ]
        evidence = [
            msgspec.structs.replace(item, skill=skill)
            for item in member.evidence
            for skill in _now(framework, "skill", item.skill)
        ]
        roles = _now(framework, "role", member.role) if member.role else ()
        members.append(
            msgspec.structs.replace(
                member,
                levels=tuple(levels),
                evidence=tuple(evidence),
                role=roles[0] if roles else None,
            )
        )
    return msgspec.structs.replace(team, members=tuple(members))


def _now(framework: Framework, kind: str, name: str) -> tuple[str, ...]:
    known = framework.skills if kind == "skill" else framework.roles
    if name in known:
        return (name,)
    return tuple(item for item in framework.redirects.get((kind, name), ()) if item in known)
