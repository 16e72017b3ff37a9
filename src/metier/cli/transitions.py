"""`metier transitions` and `metier routes`: moves from here, one or several."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option, person_options, profile_of
from metier.cli.writing import write_file
from metier.core.errors import UsageError
from metier.core.framework.way_records import Target
from metier.core.workflow import moves
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    from metier.core.framework.index import Framework
    from metier.core.workflow.moves_map import MoveMap

_Command = TypeVar("_Command", bound=Callable[..., Any])
_SHOWN = 24


def origin_options(command: _Command) -> _Command:
    """Add FILE, `--background` and `--from`: where the moves start."""
    command = click.option(
        "--from", "role", metavar="ROLE:STAGE", help="From a role at a stage, not from a person."
    )(command)
    return person_options(command)


def find_origin(
    framework: "Framework",
    file: str | None,
    backgrounds: tuple[str, ...],
    role: str | None,
    as_of: dt.date,
) -> moves.Origin:
    """Return where the moves start.

    Raises:
        UsageError: Nothing or too much says where.
        UnknownIdError: No such role, stage or background.
    """
    if role is not None:
        if file or backgrounds:
            raise UsageError("Give a person or --from, not both.", code="usage")
        target = read_target(framework, role)
        return moves.origin_of_role(framework, target.role, target.stage, as_of=as_of)
    if file is None and len(backgrounds) == 1:
        return moves.origin_of_background(framework, backgrounds[0], as_of=as_of)
    from metier.core.workflow.assess import Reader, assess_profile

    profile = profile_of(Reader(framework), file, backgrounds)
    return moves.origin_of_person(framework, assess_profile(framework, profile, as_of=as_of))


def read_target(framework: "Framework", text: str, stage: str = "mid") -> Target:
    """Return the target in ROLE:STAGE; without a stage, `stage`.

    Raises:
        UnknownIdError: No such role or stage.
    """
    role, colon, given = text.rpartition(":")
    if not colon:
        role, given = text, stage
    return Target(framework.role(role).id, framework.stage(given))


@click.command("transitions")
@origin_options
@click.option("--to", "aims", multiple=True, metavar="ROLE[:STAGE]", help="Only to these.")
@click.option("--stage", default=None, help="Only to this stage.")
@click.option("--hours-per-week", type=float, default=10.0, show_default=True, metavar="N")
@click.option("--map", "whole_map", is_flag=True, help="The whole map: every place to every other.")
@click.option("-o", "--output", "path", metavar="FILE.svg", help="Draw the places that are near.")
@json_option
@as_of_option
def transitions_command(
    file: str | None,
    backgrounds: tuple[str, ...],
    *,
    role: str | None,
    aims: tuple[str, ...],
    stage: str | None,
    hours_per_week: float,
    whole_map: bool,
    path: str | None,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Show the moves from a person, a background or a role: hours, what carries over, pay."""
    framework = open_framework()
    if whole_map:
        _answer_map(framework, as_json=as_json)
        return
    day = day_of(as_of)
    origin = find_origin(framework, file, backgrounds, role, day)
    targets = [read_target(framework, text, stage or "mid") for text in aims] or None
    if targets is None and stage is not None:
        wanted = framework.stage(stage)
        targets = [item for item in moves.every_target(framework) if item.stage == wanted]
    found = moves.list_moves(framework, origin, targets)
    if path is not None:
        from metier.core.workflow.pictures import draw_moves

        write_file(path, draw_moves(framework, origin, found, hours_per_week=hours_per_week))
    if as_json:
        output.write_json(moves.describe_moves(framework, origin, found, as_of=day))
        return
    _show_moves(framework, origin, found, hours_per_week)
    if len(found) == 1:
        _show_one(framework, found[0])
    elif path is not None:
        output.say(f"Drawn in {path}.")
    else:
        output.hint("Next: --to ROLE:STAGE shows what carries over; 'metier routes' several moves.")


def _answer_map(framework: "Framework", *, as_json: bool) -> None:
    from metier.core.workflow.moves_map import describe_map, load_map

    def tell(done: int, whole: int) -> None:
        click.echo(f"\rComputing the map of moves: {done} of {whole}", nl=done == whole, err=True)

    found = load_map(framework, on_row=tell)
    if as_json:
        output.write_json(describe_map(framework, found))
        return
    _show_map(framework, found)


def _show_map(framework: "Framework", found: "MoveMap") -> None:
    """Write the moves between roles at mid, as the nearest neighbors of each."""
    output.say("Hours from each role at mid to the three nearest others at mid; --json has all.")
    rows = [n for n, item in enumerate(found.targets) if item.stage == "mid"]
    lines = []
    for row in rows:
        near = sorted((float(found.hours[row, column]), column) for column in rows if column != row)
        names = [
            f"{framework.roles[found.targets[column].role].name} {hours:.0f} h"
            for hours, column in near[:3]
        ]
        lines.append((framework.roles[found.targets[row].role].name[:32], "; ".join(names)))
    output.table(lines, indent=2)


def _show_moves(
    framework: "Framework", origin: moves.Origin, found: list[moves.Move], hours_per_week: float
) -> None:
    click.echo(f"From {output.accent(origin.name)}")
    rows: list[tuple[str, ...]] = [("", "", "has", "hours", "all asked", "weeks", "pay", "")]
    for move in found[:_SHOWN]:
        reach = move.reach
        years = f"and {move.years_short:.0f} years" if move.years_short else ""
        rows.append(
            (
                framework.roles[move.target.role].name[:30],
                move.target.stage,
                output.percent(reach.before),
                f"{reach.hours:.0f}",
                f"{reach.whole:.0f}",
                f"{reach.hours / hours_per_week:.0f}",
                _pay(move),
                years,
            )
        )
    output.table(rows, right=(2, 3, 4, 5, 6), indent=2)
    if len(found) > _SHOWN:
        output.say(f"{len(found) - _SHOWN} more need more hours; --json lists all.")
    output.say(
        "Hours are those to being ready (80% of what is asked, and all that nobody does the role "
        "without), beside those to all that is asked. Pay is the middle of the source's table."
    )


def _pay(move: moves.Move) -> str:
    if move.pay is None:
        return ""
    gain = "" if move.gain is None else f" ({move.gain / 1000:+.0f}k)"
    return f"${move.pay / 1000:.0f}k{gain}"


def _show_one(framework: "Framework", move: moves.Move) -> None:
    output.title("What carries over")
    output.table(
        [(framework.skills[skill].name, f"{share * 100:.1f} pt") for skill, share in move.carried],
        indent=2,
    )
    output.title("What is new, most hours first")
    output.table(
        [
            (framework.skills[skill].name, f"to level {level}", f"{hours:.0f} h")
            for skill, level, hours in move.reach.steps[:12]
        ],
        right=(2,),
        indent=2,
    )


@click.command("routes")
@origin_options
@click.option("--to", "aim", metavar="ROLE[:STAGE]", help="Where to; without it, anywhere.")
@click.option("--hours-per-week", type=float, default=10.0, show_default=True, metavar="N")
@click.option("--years", type=float, default=5.0, show_default=True, help="Count pay so long.")
@json_option
@as_of_option
def routes_command(
    file: str | None,
    backgrounds: tuple[str, ...],
    *,
    role: str | None,
    aim: str | None,
    hours_per_week: float,
    years: float,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Find routes of up to three moves: none is both quicker and better paid."""
    from metier.core.workflow.moves_map import load_map
    from metier.core.workflow.routes import RouteSearch, describe_routes

    framework = open_framework()
    origin = find_origin(framework, file, backgrounds, role, day_of(as_of))
    target = read_target(framework, aim) if aim else None
    search = RouteSearch(
        framework, origin, load_map(framework), hours_per_week=hours_per_week, years=years
    )
    found = search.front(target)
    if as_json:
        output.write_json(describe_routes(framework, origin, found))
        return
    click.echo(f"From {output.accent(origin.name)}, at {hours_per_week:g} hours a week")
    for route in found:
        output.title(
            f"{route.weeks / 52.18:.1f} years to ${route.pay / 1000:.0f}k a year; "
            f"${route.earned / 1000:.0f}k a year on average over {years:g} years"
        )
        waits = {"learning": "learning", "years": "years of work", "tenure": "time in the role"}
        output.table(
            [
                (
                    f"week {hop.week:.0f}",
                    f"{framework.roles[hop.target.role].name}, {hop.target.stage}",
                    f"{hop.hours:.0f} h",
                    f"decided by {waits[hop.waits_for]}",
                )
                for hop in route.hops
            ],
            right=(0, 2),
            indent=2,
        )
    if not found:
        output.say("No route of three moves leads there: a move goes at most one stage up.")
    output.say("Pay is the middle of the source's table; years of work are counted from today.")
