"""Options and inputs that the commands of a team share."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option
from metier.core.errors import InputError, UsageError
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    from metier.core.framework.index import Framework
    from metier.core.workflow.team_reading import TeamReading
    from metier.core.workflow.team_standing import Standing

_Command = TypeVar("_Command", bound=Callable[..., Any])


def reading_options(command: _Command) -> _Command:
    """Add PATH and how it is read."""
    for option in (
        click.option("--strict", is_flag=True, help="Refuse what cannot be read whole."),
        click.option("--pseudonyms", is_flag=True, help="Call people Person 1, Person 2 …"),
        click.option(
            "--rated-by",
            default="self-rating",
            metavar="KIND",
            show_default=True,
            help="Whose ratings the levels of a sheet are.",
        ),
        click.option("--sheet", default=None, metavar="NAME", help="Read only this sheet."),
        click.option(
            "--scale",
            type=click.IntRange(1, 100),
            default=None,
            metavar="N",
            help="Highest level of the sheet's scale; guessed by default.",
        ),
        click.option(
            "--map",
            "mapping",
            multiple=True,
            metavar="'HEADING=SKILL'",
            help="What a heading is: a skill, person, role, stage, hours, ignore …",
        ),
        click.argument("path", type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return as_of_option(json_option(command))


def needs_options(command: _Command) -> _Command:
    """Add `--need`, `--seat` and `--threshold`."""
    for option in (
        click.option(
            "--threshold",
            type=float,
            default=None,
            metavar="P",
            help="Chance from which somebody holds a level; 0.5 by default.",
        ),
        click.option(
            "--seat",
            "seats",
            multiple=True,
            metavar="ROLE:STAGE*N",
            help="So many people are needed in a role, such as data-engineer:senior*2.",
        ),
        click.option(
            "--need",
            "needs",
            multiple=True,
            metavar="SKILL@LEVEL*N",
            help="So many people should have a skill, such as python@3*2.",
        ),
    ):
        command = option(command)
    return command


def open_team(
    path: Path, *, as_of: dt.datetime | None, quiet: bool = False, **how: Any
) -> "tuple[Framework, TeamReading]":
    """Return the framework and the team at a path, and say how it was read.

    Raises:
        MetierError: It cannot be read; with `strict` also when a part of it cannot.
    """
    from metier.core.exchange.people_sheet import SheetOptions
    from metier.core.workflow.team_reading import ReadOptions, read_team
    from metier.core.workflow.team_told import say_reading

    framework = open_framework()
    sheet = SheetOptions(
        mapping=dict(_pair(text) for text in how.get("mapping", ())),
        scale=how.get("scale"),
        sheet=how.get("sheet"),
    )
    options = ReadOptions(
        sheet=sheet,
        rated_by=how.get("rated_by", "self-rating"),
        pseudonyms=how.get("pseudonyms", False),
    )
    show = _progress if sys.stderr.isatty() else None
    day = day_of(as_of)
    reading = read_team(framework, path, as_of=day, options=options, progress=show)
    if how.get("strict") and reading.errors:
        for problem in reading.problems:
            if problem.severity == "error":
                click.echo(say_problem(problem), err=True)
        raise InputError(
            f"{reading.errors} things in {path.name} cannot be read.",
            code="team-not-whole",
            hint="Mend them, or leave out --strict to go on with the rest.",
        )
    if not quiet and reading.counts:
        click.echo(output.dim(say_reading(reading)), err=True)
        for problem in [p for p in reading.problems if p.severity == "error"][:3]:
            click.echo(output.dim(f"  {say_problem(problem)}"), err=True)
        if reading.errors:
            click.echo(output.dim(f"  All of it: metier team check {path}"), err=True)
    return framework, reading


def stand(reading: "TeamReading", framework: "Framework", as_of: dt.datetime | None) -> "Standing":
    """Return where everybody of a team stands."""
    from metier.core.workflow.team_standing import Standing

    return Standing(framework, reading.team, as_of=day_of(as_of))


def say_problem(problem: Any) -> str:
    """Return a problem with its place, on one line."""
    place = problem.sheet + (f":{problem.row}" if problem.row else "")
    place += f":{problem.column}" if problem.column else ""
    return f"{place}: {problem.code}: {problem.message} {problem.hint}".strip()


def begin(standing: "Standing") -> None:
    """Say what a team's answer is not."""
    for line in standing.rules.is_not:
        click.echo(output.dim(line))
    click.echo()


def _pair(text: str) -> tuple[str, str]:
    heading, sign, meaning = text.rpartition("=")
    if not sign or not heading.strip() or not meaning.strip():
        raise UsageError(
            f"{text!r} maps no heading.",
            code="map-unreadable",
            hint="Write HEADING=SKILL, such as 'Data viz=data-visualization'.",
        )
    return heading.strip(), meaning.strip()


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    click.echo(f"\rReading {done} of {total} people{end}", err=True, nl=False)
