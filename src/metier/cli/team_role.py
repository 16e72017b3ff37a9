"""`metier team role …`, `metier team advert` and `metier team lint`."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option, read_with
from metier.cli.writing import write_file
from metier.core.errors import DocumentError, UsageError, unwritable
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    from metier.core.framework.team_definition import RoleDefinition
    from metier.core.workflow.advert import Adverts
    from metier.core.workflow.advert_lint import AdvertRates

_MOST_ADVERTS = 5000


@click.group("role")
def role_command() -> None:
    """Define a role of your own from one of the framework, and write its pages."""


@role_command.command("new")
@click.option("--from", "base", required=True, metavar="ROLE", help="The role to begin with.")
@click.option("--stage", default="mid", metavar="STAGE", help="entry, mid, senior or principal.")
@click.option("--title", default="", help="What you call it.")
@click.option("--company", default="", help="Who you are.")
@click.option("--place", default="", help="Where the work is.")
@click.option("--country", default="", metavar="CODE", help="Its ISO code, such as DE.")
@click.option("--mode", type=click.Choice(["onsite", "hybrid", "remote"]), default=None)
@click.option("--pay", default="", metavar="LOW-HIGH", help="A year's pay, such as 70000-90000.")
@click.option("--currency", default="USD", metavar="CODE", help="Its ISO code.")
@click.option("--level", "levels", multiple=True, metavar="SKILL=LEVEL", help="0 asks nothing.")
@click.option("-o", "target", default="", metavar="FILE", help="Write it there, as YAML.")
@json_option
def new_command(*, base: str, stage: str, as_json: bool, target: str, **given: Any) -> None:
    """Write the definition of a role, to be edited."""
    from metier.core.workflow.team_role import describe_role, new_definition, write_definition

    framework = open_framework()
    definition = new_definition(framework, base, stage, title=given["title"])
    definition = msgspec.convert(
        {**msgspec.to_builtins(definition), **_changes(given)}, type(definition)
    )
    described = describe_role(framework, definition)
    text = write_definition(definition)
    if target:
        _write(target, text.encode())
    if as_json:
        output.write_json(described)
    elif not target:
        click.echo(text, nl=False)
    else:
        output.hint(f"Next: metier team advert {target}")


def _changes(given: dict[str, Any]) -> dict[str, Any]:
    """Return what options change of a definition, as plain values."""
    found: dict[str, Any] = {
        key: given[key] for key in ("company", "place", "country", "mode") if given[key]
    }
    if given["pay"]:
        low, _, high = given["pay"].partition("-")
        try:
            amounts = float(low), float(high or low)
        except ValueError:
            raise UsageError(
                f"{given['pay']!r} is no range of pay.",
                code="pay-unreadable",
                hint="Write it as 70000-90000.",
            ) from None
        found["pay"] = {"low": amounts[0], "high": amounts[1], "currency": given["currency"]}
    changes: dict[str, Any] = {}
    for text in given["levels"]:
        skill, _, level = text.partition("=")
        if not level.isdigit() or int(level) > 5:
            raise UsageError(
                f"{text!r} is no level.",
                code="level-unreadable",
                hint="Write SKILL=LEVEL with a level from 0 to 5.",
            )
        changes[skill] = {"level": int(level)}
    return {**found, "changes": changes} if changes else found


@role_command.command("show")
@click.argument("role", metavar="ROLE[:STAGE]|FILE")
@json_option
def show_command(role: str, *, as_json: bool) -> None:
    """Show what a role asks, as defined."""
    from metier.core.workflow.team_role import describe_role, load_definition

    framework = open_framework()
    found = describe_role(framework, load_definition(framework, role))
    if as_json:
        output.write_json(found)
        return
    click.echo(output.accent(f"{found['title']}, {found['stage']}"))
    output.say(found["mission"])
    must, nice = set(found["musts"]), set(found["wishes"])
    rows = [
        (
            item["name"],
            str(item["level"]),
            f"{item['weight'] * 100:.1f}%",
            "must" if item["skill"] in must else "nice" if item["skill"] in nice else "",
        )
        for item in found["asked"]
    ]
    output.table([("Skill", "Level", "Weight", "In the advert"), *rows], right=(1, 2))


@role_command.command("ladder")
@click.argument("role", metavar="ROLE[:STAGE]|FILE")
@click.option("-o", "target", default="", metavar="FILE", help="md, txt, html or docx.")
def ladder_command(role: str, *, target: str) -> None:
    """Write the internal page of a role's ladder."""
    from metier.core.workflow.team_role import ladder_page

    _put(role, target, ladder_page)


@role_command.command("kit")
@click.argument("role", metavar="ROLE[:STAGE]|FILE")
@click.option("-o", "target", default="", metavar="FILE", help="md, txt, html or docx.")
def kit_command(role: str, *, target: str) -> None:
    """Write an interview kit: questions with scales, and a scorecard."""
    from metier.core.workflow.team_role import interview_kit

    _put(role, target, interview_kit)


@role_command.command("overlay")
@click.argument("role", metavar="FILE")
@click.option("--id", "prefix", required=True, metavar="ID", help="Prefix of your own ids.")
@click.option("-o", "target", required=True, metavar="FOLDER", help="A folder that is made.")
def overlay_command(role: str, *, prefix: str, target: str) -> None:
    """Write an overlay, so that all of Metier knows the role as defined."""
    from metier.core.workflow.team_role import load_definition, overlay_files

    framework = open_framework()
    files = overlay_files(framework, load_definition(framework, role), prefix=prefix)
    folder = Path(target)
    if folder.exists():
        raise UsageError(f"{target} is there already.", code="file-exists", hint="Name another.")
    for name, text in files.items():
        _write(str(folder / name), text.encode())
    output.hint(f"Next: METIER_OVERLAY={target} metier framework check")


def _put(role: str, target: str, page: Any) -> None:
    """Write a page of a role to a file, or as text to the terminal."""
    from metier.core.workflow.team_role import load_definition
    from metier.core.workflow.team_writing import format_of, write_blocks

    form = format_of(target) if target else "txt"
    framework = open_framework()
    definition = load_definition(framework, role)
    content = write_blocks(page(framework, definition), form, title=definition.title)
    if target:
        _write(target, content)
    else:
        click.echo(content.decode(), nl=False)


@click.command("advert")
@click.argument("role", metavar="ROLE[:STAGE]|FILE")
@click.option("-o", "target", default="", metavar="FILE", help="md, txt, html, docx or json.")
@click.option("--adverts", "corpus", default="", metavar="FOLDER", help="Real adverts to compare.")
@json_option
@as_of_option
def advert_command(
    role: str, *, target: str, corpus: str, as_json: bool, as_of: dt.datetime | None
) -> None:
    """Write a job advert for a role, and hold it against the lint.

    A JSON file is a schema.org JobPosting; an HTML page carries it too.
    """
    from metier.core.workflow.advert import Adverts
    from metier.core.workflow.advert_lint import describe_lint, lint_advert
    from metier.core.workflow.team_advert import job_posting, read_text, write_advert
    from metier.core.workflow.team_role import load_definition
    from metier.core.workflow.team_writing import FORMATS, format_of, write_job_advert

    form = format_of(target, (*FORMATS, "json")) if target else "txt"
    day = day_of(as_of)
    framework = open_framework()
    adverts = Adverts(framework)
    definition = load_definition(framework, role)
    advert = write_advert(framework, definition, adverts=adverts)
    rates = _rates(adverts, corpus, definition) if corpus else None
    read = read_text(adverts, advert.text)
    findings = lint_advert(framework, advert.text, read, defined=advert.defined, rates=rates)
    if target:
        _write(target, write_job_advert(advert, form, day=day))
    if as_json:
        output.write_json(
            {
                "title": definition.title,
                "text": advert.text,
                "musts": [item.skill for item in advert.musts],
                "wishes": [item.skill for item in advert.wishes],
                "left_out": list(advert.dropped),
                "posting": job_posting(advert, day=day),
                **describe_lint(findings, advert.text),
            }
        )
        return
    if not target:
        click.echo(advert.text, nl=False)
    _tell(describe_lint(findings, advert.text))


@click.command("lint")
@click.argument("file", metavar="FILE")
@click.option("--role", default="", metavar="ROLE[:STAGE]|FILE", help="The role that it is for.")
@click.option("--adverts", "corpus", default="", metavar="FOLDER", help="Real adverts to compare.")
@json_option
def lint_command(file: str, *, role: str, corpus: str, as_json: bool) -> None:
    """Say what an advert does better without, and what it lacks."""
    from metier.core.documents.reader import DocumentReader
    from metier.core.team.definition import define_role
    from metier.core.workflow.advert import Adverts
    from metier.core.workflow.advert_lint import describe_lint, lint_advert
    from metier.core.workflow.team_role import load_definition, new_definition

    framework = open_framework()
    definition = load_definition(framework, role) if role else None
    adverts = Adverts(framework)
    with DocumentReader() as documents:
        document, advert = adverts.read(read_with(documents, file))
    if corpus and definition is None and advert.role:
        definition = new_definition(framework, advert.role, advert.stage or "mid")
    rates = _rates(adverts, corpus, definition) if corpus and definition else None
    defined = define_role(framework, definition) if definition else None
    findings = lint_advert(framework, document.text, advert, defined=defined, rates=rates)
    found = describe_lint(findings, document.text)
    if as_json:
        output.write_json(found)
    else:
        _tell(found)


def _rates(adverts: "Adverts", corpus: str, definition: "RoleDefinition") -> "AdvertRates":
    """Return what the adverts in a folder ask; those that cannot be read are told of."""
    from metier.core.documents.reader import DocumentReader
    from metier.core.workflow.advert_lint import measure_adverts

    folder = Path(corpus)
    if not folder.is_dir():
        raise UsageError(f"{corpus} is no folder.", code="document-missing")
    read = []
    with DocumentReader() as documents:
        files = sorted(path for path in folder.rglob("*") if path.is_file())[:_MOST_ADVERTS]
        for path in files:
            try:
                read.append(adverts.read(documents.read_path(path)).advert)
            except DocumentError as error:
                click.echo(f"error [{error.code}]: {path.name}: {error}", err=True)
    found = measure_adverts(read, definition.base)
    click.echo(f"{found.of_role} of {found.adverts} adverts are for this role.", err=True)
    return found


def _tell(found: dict[str, Any]) -> None:
    output.title("Lint")
    output.say(f"{found['words']} words, reading grade {found['reading_grade']:g}.")
    if not found["findings"]:
        output.say("Nothing to change.")
    for item in found["findings"]:
        quote = f" “{item['quote']}”" if item["quote"] else ""
        click.echo("\n".join(output.wrap(f"[{item['code']}]{quote} {item['reason']}", 2)))
        click.echo("\n".join(output.wrap(item["instead"], 4)))


def _write(target: str, content: bytes) -> None:
    path = Path(target)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error
    write_file(path, content)
    output.hint(f"Written: {target}")
