"""`metier team invest|report`: what to train, and everything in one file for the quarter."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from metier.cli import output
from metier.cli.options import day_of
from metier.cli.team_options import (
    begin,
    needs_options,
    open_team,
    reading_options,
    stand,
)
from metier.cli.writing import write_file
from metier.core.errors import UsageError
from metier.core.workflow.answers import Json

if TYPE_CHECKING:
    from metier.core.framework.index import Framework
    from metier.core.workflow.team_invest import InvestRequest

_Command = TypeVar("_Command", bound=Callable[..., Any])
_MODES = ("coverage", "points", "readiness")
_AFTER = {
    "coverage": "covered of what the team needs, by weight",
    "points": "needs that rest on one person or nobody",
    "readiness": "mean readiness for next stages",
}


def _limits(command: _Command) -> _Command:
    for option in (
        click.option(
            "--move",
            "moves",
            multiple=True,
            metavar="WHAT[:COST[:WEEKS]]",
            help="A move into the team to compare with.",
        ),
        click.option(
            "--hire",
            "hires",
            multiple=True,
            metavar="WHAT[:COST[:WEEKS]]",
            help="A hire to compare with: ROLE/STAGE or SKILL@LEVEL+…",
        ),
        click.option(
            "--holders",
            type=int,
            default=None,
            metavar="N",
            help="In mode points: how many should hold each need; 2 by default.",
        ),
        click.option(
            "--mode",
            type=click.Choice(_MODES),
            default="coverage",
            show_default=True,
            help="What to bring most of: coverage of needs, fewest single points, readiness.",
        ),
        click.option(
            "--until",
            type=click.DateTime(["%Y-%m-%d"]),
            default=None,
            metavar="DATE",
            help="The last day, instead of --weeks.",
        ),
        click.option("--weeks", type=float, default=13.0, show_default=True, metavar="N"),
        click.option(
            "--hours-per-week",
            type=float,
            default=3.0,
            show_default=True,
            metavar="N",
            help="Hours of everybody whose own the sheet does not say.",
        ),
        click.option(
            "--budget",
            type=float,
            default=None,
            metavar="N",
            help="Money for resources, in the currency of their prices; no limit by default.",
        ),
    ):
        command = option(command)
    return command


def _request(
    framework: "Framework", as_of: dt.datetime | None, given: dict[str, Any]
) -> "InvestRequest":
    from metier.core.workflow.team_invest import InvestRequest
    from metier.core.workflow.team_invest_answers import parse_alternative
    from metier.core.workflow.team_needs import parse_need, parse_seats

    weeks = given.pop("weeks")
    until = given.pop("until")
    if until is not None:
        weeks = (until.date() - day_of(as_of)).days / 7
        if weeks <= 0:
            raise UsageError(
                f"{until.date()} has passed.", code="invest-weeks", hint="Give a later day."
            )
    return InvestRequest(
        mode=given.pop("mode"),
        budget=given.pop("budget"),
        hours_per_week=given.pop("hours_per_week"),
        weeks=weeks,
        needs=[parse_need(framework, text) for text in given.pop("needs")],
        seats=[parse_seats(framework, text) for text in given.pop("seats")],
        held=given.pop("threshold"),
        holders=given.pop("holders"),
        alternatives=[
            *(parse_alternative(framework, "hire", text) for text in given.pop("hires")),
            *(parse_alternative(framework, "move", text) for text in given.pop("moves")),
        ],
    )


def _split(given: dict[str, Any]) -> dict[str, Any]:
    """Return how PATH is read, taken out of all options."""
    keys = ("strict", "pseudonyms", "rated_by", "sheet", "scale", "mapping")
    return {key: given.pop(key) for key in keys}


@click.command("invest")
@reading_options
@needs_options
@_limits
def invest_command(path: Path, *, as_json: bool, as_of: dt.datetime | None, **given: Any) -> None:
    """Choose the training that brings most within hours and money, proven or with its bound."""
    from metier.core.workflow.team_invest import plan_training
    from metier.core.workflow.team_invest_answers import describe_training

    framework, reading = open_team(path, as_of=as_of, **_split(given))
    request = _request(framework, as_of, given)
    standing = stand(reading, framework, as_of)
    found = describe_training(plan_training(standing, request))
    if as_json:
        output.write_json(found)
        return
    begin(standing)
    _show(found)
    output.hint(f"Next: metier team report {path} -o quarter.html")


def _show(found: Json) -> None:
    points = found["mode"] == "points"
    before, after = (
        f"{found[key]:.0f}" if points else output.percent(found[key]) for key in ("before", "after")
    )
    click.echo(f"{before} now, {output.accent(after)} after: {_AFTER[found['mode']]}")
    output.say(
        f"{found['hours']:.0f} hours and {found['spent']:,.0f} {found['currency']} until "
        f"{found['until']} (prices as of {found['prices_as_of']}, each resource bought once a "
        "person). "
        + (
            "Proven: nothing else within these limits brings more."
            if found["proven"]
            else f"The best found; at most {found['gap']:.1%} more is possible."
        )
    )
    person = None
    for step in found["steps"]:
        if step["person"] != person:
            person = step["person"]
            row = next(item for item in found["people"] if item["person"] == person)
            output.title(f"{step['name']}: {row['hours']:.0f} of {row['limit']:.0f} hours")
        price = f", {step['price']:,.0f} {step['currency']}" if step["price"] else ""
        learn = step["resource_title"] or "practice"
        hours = f"{step['hours']:.0f} h" if step["hours"] >= 1 else "<1 h"
        asked = "" if step["known"] else " (ask first: nothing is known of it)"
        output.say(
            f"  {step['skill_name']} {step['from']} to {step['to']}: {hours}, {learn}{price}{asked}"
        )
    if not found["steps"]:
        output.say("Nothing that helps fits into these limits.")
    _show_limits(found, points=points)


def _show_limits(found: Json, *, points: bool) -> None:
    def worth(value: float) -> str:
        return f"{value:.0f}" if points else f"{100 * value:.1f} points"

    output.title("What the limits cost")
    for row in found["more"]:
        unit = found["currency"] if row["limit"] == "budget" else "hours for everybody"
        output.say(f"  {row['amount']:,.0f} more {unit}: {worth(row['adds'])} more")
    for row in found["sensitivity"]:
        words = "Half the hours" if row["hours_factor"] < 1 else "Half more hours"
        output.say(f"  {words}: {worth(row['objective'])} instead of {worth(found['objective'])}")
    if found["unmet"]:
        output.title("What stays unmet")
    for row in found["unmet"]:
        nearest = row["relaxations"][0] if row["relaxations"] else None
        told = f"  {row['name']} at {row['level']}: {row['missing']} missing."
        if nearest and nearest["more_hours"] > 0:
            told += (
                f" Nearest is {nearest['person']}, with {nearest['more_hours_per_week']:.1f} more "
                "hours a week."
            )
        elif nearest:
            told += f" {nearest['person']} could, but other steps are worth more."
        else:
            told += " Nobody here can be trained to it."
        output.say(told)
    for row in found["alternatives"]:
        cost = f", {row['cost']:,.0f} {row['currency']}" if row["cost"] is not None else ""
        weeks = f", {row['weeks']:.0f} weeks" if row["weeks"] is not None else ""
        late = "" if row["in_time"] else ", too late"
        brings = "" if row["brings"] is None else f": {worth(abs(row['brings']))}"
        output.say(f"  Instead, {row['kind']} {row['name']}{cost}{weeks}{late}{brings}")


@click.command("report")
@reading_options
@needs_options
@_limits
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where to write it: .html, .pdf or .xlsx.",
)
def report_command(
    path: Path, *, target: Path, as_json: bool, as_of: dt.datetime | None, **given: Any
) -> None:
    """Write everything about the team into one file for the quarter."""
    from metier.core.workflow.team_report import (
        gather_report,
        report_html,
        report_pdf,
        report_xlsx,
    )

    form = target.suffix.lower()
    if form not in (".html", ".pdf", ".xlsx"):
        raise UsageError(
            f"{target.name} ends like no format that there is.",
            code="export-format",
            hint="End the name with .html, .pdf or .xlsx.",
        )
    framework, reading = open_team(path, as_of=as_of, **_split(given))
    request = _request(framework, as_of, given)
    found = gather_report(stand(reading, framework, as_of), request)
    if form == ".html":
        content = report_html(found).encode()
    elif form == ".pdf":
        made = report_pdf(found)
        content = made.content
        if made.missing:
            click.echo(f"Note: no font here has {made.missing}.", err=True)
    else:
        content = report_xlsx(found)
    write_file(target, content)
    if as_json:
        output.write_json({"schema_version": 1, "path": str(target), "bytes": len(content)})
    else:
        click.echo(f"Written to {target}. It speaks of people: share it with care.")
