"""`metier network [ROLE|@NAME] …`."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option
from metier.cli.person_group import PersonGroup, day_option, iso, open_person
from metier.cli.writing import write_file
from metier.core.errors import UsageError
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from metier.core.framework.index import Framework
    from metier.core.framework.records import Profile


class _Group(PersonGroup):
    usual = "show"
    optional = True


@click.group("network", cls=_Group)
@click.argument("who", metavar="[ROLE|@NAME]")
@click.pass_context
def network_command(ctx: click.Context, who: str) -> None:
    """Show where the people of a role are, and keep in touch with those you met.

    'metier network ROLE' shows where they are and how to write to them; with --for @NAME, the
    places and drafts for that person. 'metier network @NAME' lists the contacts of a kept
    profile, and the other commands change them. Contacts stay on this machine.
    """
    ctx.obj = who


@network_command.command("show")
@click.option("--for", "person", default=None, metavar="@NAME", help="For this kept profile.")
@click.option("--role", default=None, metavar="ROLE", help="With --for: the role aimed at.")
@click.option("--stage", default=None, metavar="STAGE", help="With --for: the stage aimed at.")
@click.option("--draft", default=None, metavar="GUIDE", help="With --for: show this draft.")
@json_option
@as_of_option
@click.pass_obj
def show_command(
    who: str,
    *,
    person: str | None,
    role: str | None,
    stage: str | None,
    draft: str | None,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Show places, people and drafts for a role or a person; for @NAME, the contacts."""
    if who.startswith("@"):
        _tell_contacts(open_person(who)[1], who, as_of, as_json=as_json)
        return
    framework = open_framework()
    if person is not None:
        _show_for(framework, person, role or who or None, stage, draft, as_of, as_json=as_json)
        return
    if role or stage or draft:
        raise UsageError(
            "--role, --stage and --draft go with --for @NAME.",
            code="usage",
            hint="Without a person, write 'metier network ROLE'.",
        )
    _show_role(framework, who, as_json=as_json)


@network_command.command("list")
@json_option
@as_of_option
@click.pass_obj
def list_command(person: str, *, as_json: bool, as_of: dt.datetime | None) -> None:
    """List the contacts, by the day to write again."""
    _tell_contacts(open_person(person)[1], person, as_of, as_json=as_json)


@network_command.command("due")
@json_option
@as_of_option
@click.pass_obj
def due_command(person: str, *, as_json: bool, as_of: dt.datetime | None) -> None:
    """List the contacts to write to now."""
    _tell_contacts(open_person(person)[1], person, as_of, as_json=as_json, due_only=True)


@network_command.command("add")
@click.argument("name", nargs=-1, required=True, metavar="NAME…")
@click.option("--where", default="", metavar="TEXT", help="Where you met.")
@click.option("--community", default="", metavar="ID", help="The community where you met.")
@click.option("--note", default="", metavar="TEXT", help="Anything, for yourself.")
@day_option("--follow-up", "When to write.")
@json_option
@as_of_option
@click.pass_obj
def add_command(
    person: str,
    *,
    name: tuple[str, ...],
    where: str,
    community: str,
    note: str,
    follow_up: dt.datetime | None,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Add somebody, or a place of people."""
    from metier.core.workflow.networking import add_contact

    framework = open_framework()
    _change(
        person,
        lambda old: add_contact(
            framework,
            old,
            " ".join(name),
            day=day_of(as_of),
            where=where,
            community=community,
            note=note,
            follow_up=iso(follow_up),
        ),
        as_of,
        as_json=as_json,
    )


@network_command.command("log")
@click.argument("contact")
@click.argument("note", nargs=-1, required=True, metavar="NOTE…")
@day_option("--on", "The day of it; today by default.")
@day_option("--follow-up", "When to write again.")
@json_option
@as_of_option
@click.pass_obj
def log_command(
    person: str,
    *,
    contact: str,
    note: tuple[str, ...],
    on: dt.datetime | None,
    follow_up: dt.datetime | None,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Note a message or a conversation; what was due is done with it."""
    from metier.core.workflow.networking import log_meeting

    day = iso(on) or day_of(as_of)
    _change(
        person,
        lambda old: log_meeting(old, contact, " ".join(note), day=day, follow_up=iso(follow_up)),
        as_of,
        as_json=as_json,
    )


@network_command.command("follow-up")
@click.argument("contact")
@click.argument("day", required=False, type=click.DateTime(["%Y-%m-%d"]), metavar="[DATE]")
@json_option
@as_of_option
@click.pass_obj
def follow_up_command(
    person: str,
    *,
    contact: str,
    day: dt.datetime | None,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Set the day on which to write again; without DATE there is none."""
    from metier.core.workflow.networking import set_contact_follow_up

    today = day_of(as_of)
    _change(
        person,
        lambda old: set_contact_follow_up(old, contact, iso(day), as_of=today),
        as_of,
        as_json=as_json,
    )


@network_command.command("remove")
@click.argument("contact")
@json_option
@as_of_option
@click.pass_obj
def remove_command(person: str, *, contact: str, as_json: bool, as_of: dt.datetime | None) -> None:
    """Erase a contact and all that is noted."""
    from metier.core.workflow.networking import remove_contact

    _change(person, lambda old: remove_contact(old, contact), as_of, as_json=as_json)


@network_command.command("calendar")
@click.option("-o", "--output", "path", default="-", metavar="FILE", help="Where to write it.")
@as_of_option
@click.pass_obj
def calendar_command(person: str, *, path: str, as_of: dt.datetime | None) -> None:
    """Write all follow-ups, of contacts and adverts, as an iCalendar file."""
    from metier.core.workflow.networking import follow_up_calendar

    text = follow_up_calendar(open_person(person)[1], as_of=day_of(as_of))
    if path == "-":
        click.echo(text, nl=False)
        return
    write_file(path, text)
    output.say(f"{path} is written. It names your contacts; import it where only you look.")


def _show_role(framework: "Framework", role: str, *, as_json: bool) -> None:
    from metier.core.workflow.answers import head
    from metier.core.workflow.library import describe_guides, describe_network

    chosen = framework.role(role) if role else None
    places = describe_network(framework, chosen)
    guides = describe_guides(framework)
    if as_json:
        output.write_json({**head(framework), "network": places, "guides": guides})
        return
    for kind in dict.fromkeys(place["kind"] for place in places):
        output.title(kind.capitalize())
        for place in places:
            if place["kind"] == kind:
                click.echo(f"  {place['name']}" + output.dim(f"  {place['cost']}"))
                for line in output.wrap(place["take_part"], 4):
                    click.echo(output.dim(line))
    output.title("How to go about it")
    for guide in guides:
        click.echo(f"  {guide['title']}")
        for line in output.wrap(guide["when"], 4):
            click.echo(output.dim(line))
    output.hint("Next: metier network data-scientist --json  (with steps and drafts)")


def _show_for(  # noqa: PLR0917
    framework: "Framework",
    person: str,
    role: str | None,
    stage: str | None,
    draft: str | None,
    as_of: dt.datetime | None,
    *,
    as_json: bool,
) -> None:
    from metier.core.workflow.assess import assess_profile
    from metier.core.workflow.networking import describe_outreach, plan_outreach

    _, profile = open_person(person)
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    outreach = plan_outreach(framework, assessment, role_id=role, stage=stage)
    found = describe_outreach(framework, outreach)
    if draft is not None:
        found["drafts"] = [_find_draft(found["drafts"], draft)]
    if as_json:
        output.write_json(found)
        return
    if draft is not None:
        _show_draft(found["drafts"][0])
        return
    name = framework.roles[outreach.role].name
    click.echo(output.accent(f"{name}, {outreach.stage}"))
    output.title("Where to go")
    for place in found["network"]:
        click.echo(f"  {place['name']}" + output.dim(f"  {place['kind']}, {place['cost']}"))
        gaps = ", ".join(
            f"{item['name']} {item['gap'] * 100:.0f} pt" for item in place["about_gaps"]
        )
        why = f"You miss: {gaps}. " if gaps else ""
        click.echo(output.dim("\n".join(output.wrap(f"{why}{place['take_part']}", 4))))
    output.title("Whom to meet")
    for item in found["people"]:
        click.echo(f"  {framework.roles[item['role']].name}, {item['stage']}")
        click.echo(output.dim("\n".join(output.wrap(item["why"], 4))))
    output.title("Drafts to edit")
    output.table(
        [
            (item["id"], f"{len(item['filled'])} filled, {len(item['open'])} to write")
            for item in found["drafts"]
        ],
        indent=2,
    )
    output.hint(f"Next: metier network --for {person} --draft {found['drafts'][0]['id']}")


def _find_draft(drafts: list[dict[str, Any]], name: str) -> dict[str, Any]:
    from metier.core.errors import UnknownIdError

    for item in drafts:
        if item["id"] == name:
            return item
    known = tuple(item["id"] for item in drafts)
    raise UnknownIdError(
        f"There is no guide {name!r}.",
        code="guide-unknown",
        hint=f"There are {', '.join(known)}.",
        candidates=known,
    )


def _show_draft(item: dict[str, Any]) -> None:
    click.echo(output.accent(item["title"]))
    output.say(item["when"])
    output.title("Draft")
    for line in item["text"].splitlines():
        click.echo("\n".join(output.wrap(line, 2)) if line else "")
    if item["filled"]:
        output.title("Filled in for you")
        output.table(
            [(each["words"], f"from {each['source']}") for each in item["filled"]], indent=2
        )
    if item["open"]:
        output.title("Still to write")
        click.echo("\n".join(output.wrap(", ".join(item["open"]), 2)))


def _change(
    person: str,
    change: "Callable[[Profile], Profile]",
    as_of: dt.datetime | None,
    *,
    as_json: bool,
) -> None:
    from metier.core.workflow.keeping import change_profile

    store, profile = open_person(person)
    _tell_contacts(change_profile(store, profile, change), person, as_of, as_json=as_json)


def _tell_contacts(
    profile: "Profile",
    person: str,
    as_of: dt.datetime | None,
    *,
    as_json: bool,
    due_only: bool = False,
) -> None:
    from metier.core.workflow.networking import describe_contacts

    framework = open_framework()
    found = describe_contacts(framework, profile, as_of=day_of(as_of), due_only=due_only)
    if as_json:
        output.write_json(found)
        return
    if not found["contacts"]:
        output.say("Nobody is due." if due_only else f"{profile.name} has no contacts yet.")
        output.hint(f"Next: metier network --for {person}")
        return
    for item in found["contacts"]:
        back = f"  write again {item['follow_up']}" if item["follow_up"] else ""
        due = " (due)" if item["due"] else ""
        click.echo(f"{item['name']}{back}{due}")
        about = ", ".join(part for part in (item["where"], item["community"], item["note"]) if part)
        if about:
            click.echo(output.dim("\n".join(output.wrap(about, 2))))
        for meeting in item["meetings"][-3:]:
            click.echo(
                output.dim("\n".join(output.wrap(f"{meeting['day']}  {meeting['note']}", 2)))
            )
    output.hint(f"Next: metier network {person} log '{found['contacts'][0]['name']}' 'what it was'")
