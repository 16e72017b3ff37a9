"""`metier team import|check|diff|consent|person|delete`: people in, kept, taken along, erased."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click
import msgspec

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option
from metier.cli.team_options import open_team, reading_options, say_problem
from metier.core.workflow.opening import open_framework

_SHOWN = 60


@click.command("check")
@reading_options
def check_command(path: Path, *, as_json: bool, as_of: dt.datetime | None, **how: Any) -> int:
    """Say how PATH is read: every heading, every correction, everything that cannot be used."""
    from metier.core.workflow.team_told import describe_reading, say_column, say_reading

    framework, reading = open_team(path, as_of=as_of, quiet=True, **how)
    if as_json:
        output.write_json(describe_reading(framework, reading))
        return 0
    output.say(say_reading(reading))
    if reading.columns:
        output.title("Headings")
        output.table([(c.heading, say_column(c.kind, c.skill)) for c in reading.columns], indent=2)
    for severity, words in (
        ("error", "Not read"),
        ("corrected", "Read otherwise than written"),
        ("note", "Notes"),
    ):
        found = [item for item in reading.problems if item.severity == severity]
        if found:
            output.title(words)
            for problem in found[:_SHOWN]:
                click.echo(f"  {say_problem(problem)}")
            count = sum(n for (kind, _), n in reading.counts.items() if kind == severity)
            if count > min(len(found), _SHOWN):
                click.echo(f"  and {count - min(len(found), _SHOWN)} more")
    output.hint(f"Next: metier team matrix {path}")
    return 0


@click.command("import")
@reading_options
@click.option(
    "--seat", "seats", multiple=True, metavar="ROLE:STAGE*N", help="People needed in a role."
)
@click.option(
    "--need", "needs", multiple=True, metavar="SKILL@LEVEL*N", help="People needed with a skill."
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="TEAM.json",
    help="Where to keep it.",
)
@click.option("--name", default="", help="What the team is called.")
@click.option("--add", "merge", is_flag=True, help="Add to the team that TEAM.json holds.")
def import_command(
    path: Path,
    *,
    as_json: bool,
    as_of: dt.datetime | None,
    target: Path,
    name: str,
    merge: bool,
    needs: tuple[str, ...],
    seats: tuple[str, ...],
    **how: Any,
) -> None:
    """Keep the team that PATH holds as a file, with what it needs."""
    from metier.core.workflow.team_keeping import merge_teams, refuse_same, save_team
    from metier.core.workflow.team_needs import parse_need, parse_seats
    from metier.core.workflow.team_reading import load_team
    from metier.core.workflow.team_told import describe_reading

    refuse_same(path, target)
    framework, reading = open_team(path, as_of=as_of, **how)
    team = reading.team
    if merge and target.exists():
        team = merge_teams(load_team(framework, target), team)
    team = msgspec.structs.replace(
        team,
        name=name or team.name,
        needs=tuple(parse_need(framework, text) for text in needs) or team.needs,
        seats=tuple(parse_seats(framework, text) for text in seats) or team.seats,
    )
    save_team(team, target)
    if as_json:
        output.write_json({**describe_reading(framework, reading), "path": str(target)})
        return
    output.say(
        f"{len(team.members)} people are kept in {target}. It speaks of people: ask for their "
        "consent ('metier team consent') and share it with care."
    )
    output.hint(f"Next: metier team matrix {target}")


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@json_option
@as_of_option
def diff_command(old: Path, new: Path, *, as_json: bool, as_of: dt.datetime | None) -> None:
    """Compare two states of a team: who came and left, roles, and levels that moved."""
    from metier.core.workflow.team_keeping import compare_teams
    from metier.core.workflow.team_reading import read_team
    from metier.core.workflow.team_standing import Standing

    framework = open_framework()
    day = day_of(as_of)
    first, second = (
        Standing(framework, read_team(framework, path, as_of=day).team, as_of=day)
        for path in (old, new)
    )
    found = compare_teams(first, second)
    if as_json:
        output.write_json({**found, "is_not": second.rules.is_not})
        return
    for line in second.rules.is_not:
        click.echo(output.dim(line))
    for word in ("joined", "left"):
        if found[word]:
            output.say(f"{word.capitalize()}: {', '.join(found[word])}.")
    output.say(f"{found['raised']} levels rose, {found['lowered']} fell.")
    output.table(
        [
            (row["person"], row["skill"], f"{row['before']:.1f}", "to", f"{row['after']:.1f}")
            for row in found["levels"][:_SHOWN]
        ],
        indent=2,
    )


@click.command("consent")
@click.option("--team", default="", help="What the team is called.")
@click.option("--purpose", default="", help="What it is for.")
@click.option("--lead", default="", help="Who asks.")
def consent_command(*, team: str, purpose: str, lead: str) -> None:
    """Write the words by which to ask people whether they agree."""
    from metier.core.workflow.team_keeping import consent_text

    values = {"team": team, "purpose": purpose, "lead": lead}
    click.echo(consent_text(open_framework(), values))


@click.group("person")
def person_command() -> None:
    """Take along or erase what a team's file holds of one person."""


@person_command.command("export")
@click.argument("path", type=click.Path(path_type=Path), metavar="TEAM.json")
@click.argument("name")
def export_command(path: Path, name: str) -> None:
    """Write everything that TEAM.json holds of a person, as JSON."""
    from metier.core.workflow.team_keeping import export_member
    from metier.core.workflow.team_reading import load_team

    framework = open_framework()
    found = export_member(framework, load_team(framework, path), name)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=list))


@person_command.command("delete")
@click.argument("path", type=click.Path(path_type=Path), metavar="TEAM.json")
@click.argument("name")
def delete_person_command(path: Path, name: str) -> None:
    """Erase everything that TEAM.json holds of a person."""
    from metier.core.workflow.team_keeping import save_team, without_member
    from metier.core.workflow.team_reading import load_team

    team = load_team(open_framework(), path)
    save_team(without_member(team, name), path)
    output.say(f"{name} is erased from {path}. Sheets and reports made before still name them.")


@click.command("delete")
@click.argument("path", type=click.Path(path_type=Path), metavar="TEAM.json")
def delete_command(path: Path) -> None:
    """Erase a team's file."""
    from metier.core.workflow.team_keeping import delete_team

    name = delete_team(open_framework(), path)
    output.say(f"The team {name} is erased.")
