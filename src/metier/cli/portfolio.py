"""`metier portfolio @NAME …`."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option
from metier.cli.person_group import PERSON, PersonGroup, open_person
from metier.cli.writing import write_file
from metier.core.errors import UsageError
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    from metier.core.framework.index import Framework
    from metier.core.framework.records import Profile


class _Group(PersonGroup):
    usual = "list"


@click.group("portfolio", cls=_Group)
@click.argument("person", metavar=PERSON)
@click.pass_context
def portfolio_command(ctx: click.Context, person: str) -> None:
    """Keep finished work with what it is to show, and publish what you choose.

    Without a command it lists the pieces of the kept profile @NAME.
    """
    ctx.obj = person


@portfolio_command.command("list")
@json_option
@as_of_option
@click.pass_obj
def list_command(person: str, *, as_json: bool, as_of: dt.datetime | None) -> None:
    """List the pieces with their claims, checks and checklists."""
    _, profile = open_person(person)
    framework = open_framework()
    _tell(framework, profile, person, as_json=as_json, as_of=as_of)


@portfolio_command.command("add")
@click.argument("title", default="")
@click.option("--project", default="", metavar="ID", help="The project that it carries out.")
@click.option("--place", default="", metavar="PATH", help="Where it is: a path or an address.")
@click.option("--claim", "claims", multiple=True, metavar="SKILL=LEVEL", help="What it is to show.")
@click.option("--note", default="", metavar="TEXT", help="For yourself; never published.")
@json_option
@as_of_option
@click.pass_obj
def add_command(
    person: str,
    *,
    title: str,
    project: str,
    place: str,
    claims: tuple[str, ...],
    note: str,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Add finished work: a title of its own, or --project."""
    from metier.core.workflow.portfolio import add_artifact

    framework = open_framework()
    refs = [_claim(text) for text in claims]
    profile = _change(
        person,
        lambda old: add_artifact(
            framework,
            old,
            day=day_of(as_of),
            title=title,
            project=project,
            place=place,
            claims=refs,
            note=note,
        ),
    )
    _tell(framework, profile, person, as_json=as_json, as_of=as_of)


@portfolio_command.command("check")
@click.argument("artifact", metavar="ID")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="Whose commits count: a name or an address; may be given twice.",
)
@json_option
@as_of_option
@click.pass_obj
def check_command(
    person: str,
    *,
    artifact: str,
    path: Path | None,
    authors: tuple[str, ...],
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Hold a piece against its project again, at its place or at PATH."""
    from metier.cli.project import show_check
    from metier.core.workflow.assess import Reader
    from metier.core.workflow.keeping import change_profile
    from metier.core.workflow.portfolio import find_artifact
    from metier.core.workflow.proving import check_project, describe_project_check, keep_check

    store, profile = open_person(person)
    piece = find_artifact(profile, artifact)
    if not piece.project:
        raise UsageError(
            f"{artifact} follows no project, so there is nothing to hold it against.",
            code="artifact-project",
            hint="'add --project ID' makes a piece that does.",
        )
    where = path or Path(piece.place).expanduser()
    framework = open_framework()
    check = check_project(
        Reader(framework), piece.project, where, as_of=day_of(as_of), authors=authors
    )
    change_profile(store, profile, lambda old: keep_check(old, check, place=str(where)))
    if as_json:
        output.write_json(describe_project_check(framework, str(where), check))
        return
    show_check(framework, check)
    output.hint(f"Next: metier portfolio {person}")


@portfolio_command.command("done")
@click.argument("artifact", metavar="ID")
@click.argument("numbers", nargs=-1, type=int, metavar="[LINE…]")
@json_option
@as_of_option
@click.pass_obj
def done_command(
    person: str,
    *,
    artifact: str,
    numbers: tuple[int, ...],
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Say which lines of the checklist are met, all of them by number."""
    from metier.core.workflow.portfolio import mark_done

    framework = open_framework()
    profile = _change(person, lambda old: mark_done(framework, old, artifact, numbers))
    _tell(framework, profile, person, as_json=as_json, as_of=as_of)


@portfolio_command.command("remove")
@click.argument("artifact", metavar="ID")
@click.pass_obj
def remove_command(person: str, *, artifact: str) -> None:
    """Take a piece out, with its check and the evidence of that check."""
    from metier.core.workflow.portfolio import remove_artifact

    _change(person, lambda old: remove_artifact(old, artifact))
    output.say(f"{artifact} is removed.")


def _publish_options(command: Any) -> Any:
    for option in (
        click.option("--piece", "pieces", multiple=True, metavar="ID", help="Publish this one."),
        click.option("--all", "everything", is_flag=True, help="Publish all pieces."),
        click.option(
            "--title", default="Portfolio", show_default=True, metavar="TEXT", help="Its heading."
        ),
        click.option("--quotes", is_flag=True, help="Add your own words from your documents."),
    ):
        command = option(command)
    return command


@portfolio_command.command("publish")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to write it.",
)
@_publish_options
@json_option
@as_of_option
@click.pass_obj
def publish_command(
    person: str,
    *,
    folder: Path,
    pieces: tuple[str, ...],
    everything: bool,
    title: str,
    quotes: bool,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Write the pieces you choose as a site: plain pages, one style sheet, no script.

    Notes, paths on this machine and the text of your CV stay here; --quotes adds the lines of
    your documents that name a claimed skill.
    """
    from metier.core.workflow.portfolio import publish_site

    context = _context(person, pieces, everything, title, quotes, as_of)
    files = publish_site(context, folder)
    if as_json:
        output.write_json({**_head(), "path": str(folder), "files": files})
        return
    output.say(f"{len(files)} files are in {folder}.")
    output.say("Read them before you put them online: they are public from then on.")


@portfolio_command.command("pdf")
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it.",
)
@_publish_options
@json_option
@as_of_option
@click.pass_obj
def pdf_command(
    person: str,
    *,
    path: Path,
    pieces: tuple[str, ...],
    everything: bool,
    title: str,
    quotes: bool,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Write the pieces you choose as a PDF; it needs the extra 'pdf'."""
    from metier.core.workflow.portfolio import portfolio_pdf

    pdf = portfolio_pdf(_context(person, pieces, everything, title, quotes, as_of))
    write_file(path, pdf.content)
    if as_json:
        output.write_json(
            {**_head(), "path": str(path), "bytes": len(pdf.content), "missing": pdf.missing}
        )
        return
    output.say(f"{path} is written.")
    if pdf.missing:
        output.say(f"No font here has these characters, so they are missing: {pdf.missing}")


def _head() -> dict[str, Any]:
    from metier.core.workflow.answers import head

    return head(open_framework())


def _context(  # noqa: PLR0917
    person: str,
    pieces: tuple[str, ...],
    everything: bool,
    title: str,
    quotes: bool,
    as_of: dt.datetime | None,
) -> dict[str, Any]:
    from metier.core.workflow.assess import assess_profile
    from metier.core.workflow.portfolio import site_context

    _, profile = open_person(person)
    framework = open_framework()
    chosen = [item.id for item in profile.artifacts] if everything else list(pieces)
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    return site_context(framework, assessment, pieces=chosen, title=title, quotes=quotes)


def _change(person: str, change: Any) -> "Profile":
    from metier.core.workflow.keeping import change_profile

    store, profile = open_person(person)
    return change_profile(store, profile, change)


def _claim(text: str) -> tuple[str, int]:
    skill, _, level = text.partition("=")
    if level not in {"1", "2", "3", "4", "5"}:
        raise UsageError(
            f"{text!r} is no claim.", code="usage", hint="Write SKILL=LEVEL, such as python=3."
        )
    return skill, int(level)


def _tell(
    framework: "Framework",
    profile: "Profile",
    person: str,
    *,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    from metier.core.workflow.assess import assess_profile
    from metier.core.workflow.portfolio import describe_portfolio

    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    found = describe_portfolio(framework, assessment)
    if as_json:
        output.write_json(found)
        return
    if not found["artifacts"]:
        output.say(f"The portfolio of {profile.name} is empty.")
        output.hint(f"Next: metier project check PROJECT FOLDER --profile {person}")
        return
    for item in found["artifacts"]:
        output.title(item["title"])
        place = f"  {item['place']}" if item["place"] else ""
        click.echo(output.dim(f"  {item['id']}  {item['day']}{place}"))
        for claim in item["claims"]:
            says = claim["shown"][0]["says"] if claim["shown"] else "not shown by a check"
            click.echo(f"  {claim['name']}, level {claim['level']}")
            click.echo(output.dim("\n".join(output.wrap(says, 6))))
        if item["lines"]:
            done = sum(1 for line in item["lines"] if line["done"])
            state = "checked" if item["checked"] else "not checked"
            click.echo(f"  checklist: {done} of {len(item['lines'])} met, as you say; {state}")
        if item["note"]:
            click.echo(output.dim("\n".join(output.wrap(f"note: {item['note']}", 2))))
    output.hint(f"Next: metier portfolio {person} publish --all -o site")
