"""`metier compare` and `metier whatif`."""

import datetime as dt

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option, person_options, profile_of
from metier.cli.transitions import read_target
from metier.core.errors import UsageError
from metier.core.framework.lookup import name_skill
from metier.core.workflow.assess import Reader, assess_profile
from metier.core.workflow.opening import open_framework

_SHOWN = 20


@click.command("compare")
@click.argument("roles", nargs=-1, required=True, metavar="ROLE[:STAGE]…")
@click.option("--for", "file", metavar="FILE", help="A CV or @NAME to hold against them.")
@click.option("--stage", default="mid", show_default=True, help="For roles without a stage.")
@json_option
@as_of_option
def compare_command(
    roles: tuple[str, ...],
    *,
    file: str | None,
    stage: str,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Set two to four roles side by side."""
    from metier.core.workflow.ranking import compare_roles, describe_comparison

    framework = open_framework()
    day = day_of(as_of)
    person = None
    if file:
        person = assess_profile(framework, profile_of(Reader(framework), file, ()), as_of=day)
    targets = [read_target(framework, text, stage) for text in roles]
    compared = compare_roles(framework, targets, person)
    value = describe_comparison(framework, compared, person, as_of=day)
    if as_json:
        output.write_json(value)
        return
    columns = value["roles"]
    output.table(
        [
            ("", *(f"{one['name'][:24]}" for one in columns)),
            ("stage", *(one["stage"] for one in columns)),
            ("pay, US$ a year", *(_band(one["pay"]) for one in columns)),
            ("demand", *(one["demand"]["horizon"] if one["demand"] else "" for one in columns)),
            ("years of work", *(f"{one['years']:g}" for one in columns)),
            *([] if person is None else _own(columns)),
        ],
        indent=2,
    )
    output.title("What they ask, level by skill")
    rows = [
        (
            item["name"][:30],
            *(str(level) if level else "·" for level in item["levels"]),
            *([] if item["expected"] is None else [f"you {item['expected']:.1f}"]),
        )
        for item in value["skills"][:_SHOWN]
    ]
    output.table(rows, indent=2)
    if len(value["skills"]) > _SHOWN:
        output.say(f"{len(value['skills']) - _SHOWN} more skills; --json lists all.")
    output.say(value["caution"] or "")


def _band(pay: dict[str, float] | None) -> str:
    if pay is None:
        return ""
    more = "+" if pay["open"] else ""
    return f"{pay['low'] / 1000:.0f}k-{pay['high'] / 1000:.0f}k{more}"


def _own(columns: list[dict[str, dict[str, float]]]) -> list[tuple[str, ...]]:
    return [
        ("readiness", *(output.interval(*one["readiness"].values()) for one in columns)),
        ("hours to ready", *(f"{one['hours']:.0f}" for one in columns)),
    ]


@click.command("whatif")
@person_options
@click.option(
    "--set", "levels", multiple=True, required=True, metavar="SKILL=LEVEL", help="Level 0 to 5."
)
@click.option("--target", "aims", multiple=True, metavar="ROLE[:STAGE]", help="Show these too.")
@json_option
@as_of_option
def whatif_command(
    file: str | None,
    backgrounds: tuple[str, ...],
    *,
    levels: tuple[str, ...],
    aims: tuple[str, ...],
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Set skills to levels, and see fits, readiness and hours move. Nothing is kept."""
    from metier.core.workflow.what_if import describe_what_if, suppose

    framework = open_framework()
    given = {}
    for text in levels:
        name, _, level = text.partition("=")
        if level not in {"0", "1", "2", "3", "4", "5"}:
            raise UsageError(f"{text!r} is not of the form SKILL=LEVEL.", code="usage")
        given[name_skill(framework, name)] = int(level)
    profile = profile_of(Reader(framework), file, backgrounds)
    person = assess_profile(framework, profile, as_of=day_of(as_of))
    found = suppose(framework, person, given)
    stage = person.stage.stage
    targets = [read_target(framework, text, stage) for text in aims]
    value = describe_what_if(framework, found, targets)
    if as_json:
        output.write_json(value)
        return
    output.table(
        [(item["name"], f"{item['before']:.1f}", f"{item['after']}") for item in value["levels"]],
        indent=2,
    )
    for item in value["targets"]:
        before, after = item["before"], item["after"]
        output.title(f"{framework.roles[item['role']].name}, {item['stage']}")
        output.say(
            f"Readiness {output.percent(before['readiness']['value'])} becomes "
            f"{output.percent(after['readiness']['value'])}; hours to ready {before['hours']:.0f} "
            f"become {after['hours']:.0f}."
        )
    output.title("Fit")
    moved = sorted(value["fits"], key=lambda item: item["place_after"])
    output.table(
        [
            (
                item["name"],
                output.percent(item["before"]),
                output.percent(item["after"]),
                ""
                if item["place_before"] == item["place_after"]
                else f"was {item['place_before']}",
            )
            for item in moved[:10]
        ],
        right=(1, 2),
        indent=2,
    )
