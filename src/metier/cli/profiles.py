"""`metier profile …`: profiles kept on this machine."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option, profile_of
from metier.cli.writing import write_file
from metier.core.errors import ProfileError, UsageError
from metier.core.workflow import keeping
from metier.core.workflow.answers import SCHEMA_VERSION
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    from metier.core.framework.records import Profile


@click.group("profile")
def profile_command() -> None:
    """Keep profiles on this machine, under a name.

    Where a command takes a CV it also takes @NAME, the name of a kept profile.
    """


@profile_command.command("new")
@click.argument("name")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--background", "backgrounds", multiple=True, metavar="NAME")
@json_option
def new_command(
    name: str, files: tuple[str, ...], backgrounds: tuple[str, ...], *, as_json: bool
) -> None:
    """Keep a new profile, made from CVs, repositories or backgrounds."""
    profile = _read(files, backgrounds)
    now = dt.datetime.now().astimezone()
    kept = keeping.keep_new(keeping.open_store(), profile, name, now=now)
    _tell(kept, as_json=as_json)
    if not as_json:
        output.hint(f"Next: metier recommend @{kept.name}")


@profile_command.command("add")
@click.argument("name")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--background", "backgrounds", multiple=True, metavar="NAME")
@json_option
def add_command(
    name: str, files: tuple[str, ...], backgrounds: tuple[str, ...], *, as_json: bool
) -> None:
    """Add CVs, repositories or backgrounds to a kept profile."""
    store = keeping.open_store()
    kept = keeping.find_profile(store, name.removeprefix("@"))
    new = _read(files, backgrounds)
    kept = keeping.change_profile(store, kept, lambda old: keeping.merge_profiles(old, new))
    _tell(kept, as_json=as_json)


@profile_command.command("list")
@json_option
def list_command(*, as_json: bool) -> None:
    """List the kept profiles."""
    entries = keeping.open_store().list_profiles(keeping.LOCAL_OWNER)
    if as_json:
        rows = [entry._asdict() for entry in entries]
        output.write_json({"schema_version": SCHEMA_VERSION, "profiles": rows})
        return
    if not entries:
        output.say("No profile is kept yet. 'metier profile new NAME CV' keeps one.")
        return
    output.table([(entry.name, entry.id[:8], entry.created[:10]) for entry in entries])


@profile_command.command("show")
@click.argument("name")
@json_option
def show_command(name: str, *, as_json: bool) -> None:
    """Show what a kept profile holds."""
    store = keeping.open_store()
    _tell(keeping.find_profile(store, name.removeprefix("@")), as_json=as_json)


@profile_command.command("rate")
@click.argument("name")
@click.argument("ratings", nargs=-1, required=True, metavar="SKILL=LEVEL…")
@json_option
@as_of_option
def rate_command(
    name: str, ratings: tuple[str, ...], *, as_json: bool, as_of: dt.datetime | None
) -> None:
    """Rate yourself: SKILL=LEVEL, level 0 to 5."""
    from metier.core.framework.lookup import name_skill
    from metier.core.framework.records import Rating

    store = keeping.open_store()
    kept = keeping.find_profile(store, name.removeprefix("@"))
    framework = open_framework()
    day = day_of(as_of).isoformat()
    given = [_rating(text) for text in ratings]
    new = tuple(Rating(name_skill(framework, skill), level, day) for skill, level in given)
    kept = keeping.change_profile(
        store, kept, lambda old: msgspec.structs.replace(old, ratings=old.ratings + new)
    )
    _tell(kept, as_json=as_json)


@profile_command.command("export")
@click.argument("name")
@click.option("-o", "--output", "path", default="-", metavar="FILE", help="Where to write it.")
def export_command(name: str, path: str) -> None:
    """Write a kept profile, whole, as JSON."""
    kept = keeping.find_profile(keeping.open_store(), name.removeprefix("@"))
    text = msgspec.json.format(msgspec.json.encode(kept)).decode()
    if path == "-":
        click.echo(text)
        return
    write_file(path, text)


@profile_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", default=None, metavar="NAME", help="Keep it under another name.")
@json_option
def import_command(file: Path, name: str | None, *, as_json: bool) -> None:
    """Keep a profile that was exported."""
    from metier.core.profile.store import read_profile

    profile = read_profile(file)
    store = keeping.open_store()
    if any(entry.id == profile.id for entry in store.list_profiles(keeping.LOCAL_OWNER)):
        raise ProfileError(
            f"The profile in {file.name} is kept here already.",
            code="profile-name",
            hint="Delete the kept one first, if the file is to take its place.",
        )
    now = dt.datetime.now().astimezone()
    _tell(keeping.keep_new(store, profile, name or profile.name, now=now), as_json=as_json)


@profile_command.command("delete")
@click.argument("name")
def delete_command(name: str) -> None:
    """Erase a kept profile and everything in it."""
    store = keeping.open_store()
    kept = keeping.find_profile(store, name.removeprefix("@"))
    store.delete_profile(kept.owner, kept.id)
    output.say(f"{kept.name} is erased.")


def _read(files: tuple[str, ...], backgrounds: tuple[str, ...]) -> "Profile":
    from metier.core.workflow.assess import Reader

    if not files and not backgrounds:
        raise UsageError(
            "There is nothing to keep.",
            code="person-missing",
            hint="Give a CV or a repository, or --background ('metier backgrounds').",
        )
    reader: Reader = Reader(open_framework())
    profile = profile_of(reader, files[0] if files else None, backgrounds)
    for file in files[1:]:
        profile = keeping.merge_profiles(profile, profile_of(reader, file, ()))
    return profile


def _rating(text: str) -> tuple[str, int]:
    skill, _, level = text.partition("=")
    if level not in {"0", "1", "2", "3", "4", "5"}:
        raise UsageError(
            f"{text!r} is no rating.", code="usage", hint="Write SKILL=LEVEL, such as python=3."
        )
    return skill, int(level)


def _tell(profile: "Profile", *, as_json: bool) -> None:
    """Say what a profile holds."""
    counts = {
        "documents": len(profile.documents),
        "evidence": len(profile.evidence),
        "ratings": len(profile.ratings),
        "targets": len(profile.targets),
        "progress": len(profile.progress),
        "plans": len(profile.plans),
        "adverts": len(profile.adverts),
        "attempts": len(profile.attempts),
        "artifacts": len(profile.artifacts),
        "contacts": len(profile.contacts),
    }
    if as_json:
        output.write_json(
            {
                "schema_version": SCHEMA_VERSION,
                "id": profile.id,
                "name": profile.name,
                "created": profile.created,
                "framework_version": profile.framework_version,
                "documents": [document.name for document in profile.documents],
                "backgrounds": profile.backgrounds,
                "counts": counts,
            }
        )
        return
    click.echo(output.accent(profile.name))
    output.table([(name, str(count)) for name, count in counts.items() if count], indent=2)
    for document in profile.documents:
        click.echo(output.dim(f"  {document.name}"))
