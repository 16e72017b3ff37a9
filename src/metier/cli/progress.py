"""`metier progress …`: what is done of a kept plan, and the plan made anew."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option
from metier.cli.plan_options import read_level
from metier.core.workflow import keeping, progressing
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    from metier.core.framework.index import Framework
    from metier.core.framework.records import Profile
    from metier.core.profile.store import ProfileStore

_SHARE = click.option(
    "--share", type=float, default=1.0, show_default=True, help="Part of it that is done, 0 to 1."
)
_HOURS = click.option("--hours", type=float, default=0.0, help="Hours spent since the last report.")


@click.group("progress")
def progress_command() -> None:
    """Report what is done of a kept plan, and make the rest anew."""


@progress_command.command("done")
@click.argument("name", metavar="@NAME")
@click.argument("steps", nargs=-1, required=True, metavar="SKILL=LEVEL…")
@_SHARE
@_HOURS
@json_option
@as_of_option
def done_command(
    name: str,
    steps: tuple[str, ...],
    *,
    share: float,
    hours: float,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Report steps as done or, with --share, partly done; --hours is for all of them together.

    A step marked done is a claim. Work (metier project check) or a test moves a level strongly.
    """
    framework = open_framework()
    store, kept = _open(name)
    levels = [read_level(framework, text) for text in steps]
    day = day_of(as_of)
    for item in levels:
        part = hours / len(levels)
        kept = progressing.report_step(
            framework, kept, item.skill, item.level, day=day, hours=part, share=share
        )
    store.put_profile(kept)
    _show_progress(framework, kept, day, as_json=as_json)


@progress_command.command("activity")
@click.argument("name", metavar="@NAME")
@click.argument("activity")
@_SHARE
@_HOURS
@json_option
@as_of_option
def activity_command(
    name: str,
    activity: str,
    *,
    share: float,
    hours: float,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Report an activity of the kept plan, such as portfolio, as done or partly done."""
    store, kept = _open(name)
    day = day_of(as_of)
    kept = progressing.report_activity(kept, activity, day=day, hours=hours, share=share)
    store.put_profile(kept)
    _show_progress(open_framework(), kept, day, as_json=as_json)


@progress_command.command("show")
@click.argument("name", metavar="@NAME")
@json_option
@as_of_option
def show_command(name: str, *, as_json: bool, as_of: dt.datetime | None) -> None:
    """Show what is done of the kept plan and how quick you are."""
    _, kept = _open(name)
    _show_progress(open_framework(), kept, day_of(as_of), as_json=as_json)


@progress_command.command("replan")
@click.argument("name", metavar="@NAME")
@click.option("--keep", is_flag=True, help="Accept the new plan.")
@json_option
@as_of_option
def replan_command(name: str, *, keep: bool, as_json: bool, as_of: dt.datetime | None) -> None:
    """Make the kept plan anew from what is done, and show what would change."""
    framework = open_framework()
    store, kept = _open(name)
    found = progressing.replan(framework, kept, as_of=day_of(as_of))
    if keep:
        store.put_profile(progressing.keep_plan(framework, kept, found.plan))
    value = progressing.describe_replan(framework, found)
    if as_json:
        output.write_json(value)
        return
    days = value["days_later"]
    when = (
        "on the same day" if not days else f"{abs(days)} days {'later' if days > 0 else 'earlier'}"
    )
    output.say(
        f"Readiness was {output.percent(value['readiness_then'])} on {value['kept']} and is "
        f"{output.percent(value['readiness_now'])} now. The plan ends {when}."
    )
    for key, heading in (("done", "Done"), ("added", "New"), ("dropped", "No longer in it")):
        if value[key]:
            output.title(heading)
            output.table([_named(item) for item in value[key]], indent=2)
    if value["moved"]:
        output.say(f"{len(value['moved'])} others start on another day.")
    output.hint("The new plan is kept." if keep else "Accept it with --keep.")


def _open(name: str) -> tuple["ProfileStore", "Profile"]:
    store = keeping.open_store()
    return store, keeping.find_profile(store, name.removeprefix("@"))


def _named(item: dict[str, object]) -> tuple[str, str]:
    return str(item["name"]), f"level {item['level']}" if item["level"] else ""


def _show_progress(
    framework: "Framework", profile: "Profile", day: dt.date, *, as_json: bool
) -> None:
    value = progressing.describe_progress(framework, profile, as_of=day)
    if as_json:
        output.write_json(value)
        return
    done = [item for item in value["steps"] if item["share"] >= 1]
    output.say(
        f"{len(done)} steps done, {len(value['steps']) - len(done)} under way, "
        f"{value['hours']:.0f} hours logged."
    )
    output.table(
        [
            (item["name"], f"level {item['level']}", output.percent(item["share"]), item["day"])
            for item in value["steps"]
        ],
        indent=2,
    )
    output.table(
        [(item["activity"], output.percent(item["share"])) for item in value["activities"]],
        indent=2,
    )
    if value["speed"] != 1:
        output.say(f"Hours are taken {value['speed']:.2f} times what the framework supposes.")
    if profile.plans:
        output.hint(f"Next: metier progress replan @{profile.name}")
