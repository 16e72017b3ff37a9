"""`metier adverts @NAME …`."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option
from metier.cli.person_group import PERSON, PersonGroup, day_option, iso, open_person
from metier.core.errors import UsageError
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from metier.core.framework.records import Profile


_GAPS = 5


class _Group(PersonGroup):
    usual = "list"


@click.group("adverts", cls=_Group)
@click.argument("person", metavar=PERSON)
@click.pass_context
def adverts_command(ctx: click.Context, person: str) -> None:
    """Keep job adverts on a board, from saved to offer.

    Without a command it lists them, with fit, must-have gaps and what is due. 'metier advert FILE
    --save @NAME' puts one there.
    """
    ctx.obj = person


@adverts_command.command("list")
@click.option("--due", "due_only", is_flag=True, help="Only those to come back to now.")
@json_option
@as_of_option
@click.pass_obj
def list_command(person: str, *, due_only: bool, as_json: bool, as_of: dt.datetime | None) -> None:
    """List the adverts: the open ones first, by the day to come back."""
    _, profile = open_person(person)
    _tell_board(profile, person, as_of, as_json=as_json, due_only=due_only)


@adverts_command.command("show")
@click.argument("advert", metavar="ID")
@json_option
@as_of_option
@click.pass_obj
def show_command(person: str, *, advert: str, as_json: bool, as_of: dt.datetime | None) -> None:
    """Show an advert: its history, what is missing, and what you can cite."""
    from metier.cli.advert_person import show_fit
    from metier.core.workflow.advert import Adverts
    from metier.core.workflow.assess import assess_profile
    from metier.core.workflow.board import describe_saved, find_saved

    _, profile = open_person(person)
    saved = find_saved(profile, advert)
    framework = open_framework()
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    found = describe_saved(framework, assessment, Adverts(framework), saved)
    if as_json:
        output.write_json(found)
        return
    click.echo(output.accent(saved.title))
    if saved.company:
        click.echo(f"  {saved.company}")
    for change in saved.changes:
        click.echo(f"  {change.day}  {change.status}" + output.dim(f"  {change.note}".rstrip()))
    if saved.follow_up:
        click.echo(f"  come back on {saved.follow_up}")
    show_fit(framework, found)
    output.hint(f"Next: metier cv {person} --advert {saved.id} -o cv.pdf")


@adverts_command.command("status")
@click.argument("advert", metavar="ID")
@click.argument("status", required=False)
@click.option("--note", default="", metavar="TEXT", help="What happened.")
@day_option("--follow-up", "When to come back to it.")
@day_option("--on", "The day of it; today by default.")
@click.option("--undo", is_flag=True, help="Take the last step back instead.")
@json_option
@as_of_option
@click.pass_obj
def status_command(
    person: str,
    *,
    advert: str,
    status: str | None,
    note: str,
    follow_up: dt.datetime | None,
    on: dt.datetime | None,
    undo: bool,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Move an advert on: preparing, applied, interview, offer, accepted, rejected, withdrawn."""
    from metier.core.workflow.board import change_status, undo_status

    if bool(status) == undo:
        raise UsageError(
            "Give a status, or --undo.", code="usage", hint="A status is, for example, applied."
        )
    framework = open_framework()

    def change(old: "Profile") -> "Profile":
        if status is None:
            return undo_status(old, advert)
        day = iso(on) or day_of(as_of)
        back = iso(follow_up)
        return change_status(framework, old, advert, status, day=day, note=note, follow_up=back)

    _change(person, change, as_of, as_json=as_json)


@adverts_command.command("follow-up")
@click.argument("advert", metavar="ID")
@click.argument("day", required=False, type=click.DateTime(["%Y-%m-%d"]), metavar="[DATE]")
@json_option
@as_of_option
@click.pass_obj
def follow_up_command(
    person: str,
    *,
    advert: str,
    day: dt.datetime | None,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Set the day on which to come back to an advert; without DATE there is none."""
    from metier.core.workflow.board import set_follow_up

    framework = open_framework()
    today = day_of(as_of)
    _change(
        person,
        lambda old: set_follow_up(framework, old, advert, iso(day), as_of=today),
        as_of,
        as_json=as_json,
    )


@adverts_command.command("remove")
@click.argument("advert", metavar="ID")
@json_option
@as_of_option
@click.pass_obj
def remove_command(person: str, *, advert: str, as_json: bool, as_of: dt.datetime | None) -> None:
    """Take an advert off the board."""
    from metier.core.workflow.board import remove_saved

    _change(person, lambda old: remove_saved(old, advert), as_of, as_json=as_json)


def _change(
    person: str,
    change: "Callable[[Profile], Profile]",
    as_of: dt.datetime | None,
    *,
    as_json: bool,
) -> None:
    from metier.core.workflow.keeping import change_profile

    store, profile = open_person(person)
    _tell_board(change_profile(store, profile, change), person, as_of, as_json=as_json)


def _tell_board(
    profile: "Profile",
    person: str,
    as_of: dt.datetime | None,
    *,
    as_json: bool,
    due_only: bool = False,
) -> None:
    from metier.core.workflow.advert import Adverts
    from metier.core.workflow.assess import assess_profile
    from metier.core.workflow.board import describe_board

    framework = open_framework()
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    found = describe_board(framework, assessment, Adverts(framework), due_only=due_only)
    if as_json:
        output.write_json(found)
        return
    if not found["adverts"]:
        words = "Nothing is due" if due_only else "No advert is saved"
        output.say(f"{words}.")
        output.hint(f"Next: metier advert FILE --save {person}")
        return
    for row in found["adverts"]:
        _show_row(row)
    output.hint(f"Next: metier adverts {person} show {found['adverts'][0]['id']}")


def _show_row(row: dict[str, Any]) -> None:
    at = f", {row['company']}" if row["company"] else ""
    output.title(f"{row['title']}{at}")
    back = f"; come back {row['follow_up']}" if row["follow_up"] else ""
    due = " (due)" if row["due"] else ""
    click.echo(f"  {row['id']}")
    click.echo(f"  {row['status']} since {row['since']}{back}{due}")
    ready = row["readiness"]
    if ready:
        share = output.interval(ready["value"], ready["low"], ready["high"])
        names = [item["name"] for item in row["must_gaps"]]
        more = f" and {len(names) - _GAPS} more" if len(names) > _GAPS else ""
        gaps = (", ".join(names[:_GAPS]) or "none") + more
        click.echo("\n".join(output.wrap(f"ready {share}; must-have gaps: {gaps}", 2)))
