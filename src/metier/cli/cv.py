"""`metier cv`."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option, profile_of, read_one
from metier.cli.writing import write_file
from metier.core.errors import UsageError
from metier.core.workflow.opening import open_framework

if TYPE_CHECKING:
    from metier.core.framework.index import Framework
    from metier.core.framework.records import Profile
    from metier.core.workflow.advert import ReadAdvert
    from metier.core.workflow.assess import Reader
    from metier.core.workflow.tailoring import AdvertCv

_FORMATS = ("json", "md", "html", "pdf")


@click.command("cv")
@click.argument("person", metavar="FILE|@NAME")
@click.option("--advert", required=True, metavar="FILE|ID", help="The advert: a file, or saved.")
@click.option(
    "--format", "kind", type=click.Choice(_FORMATS), default=None, help="By FILE's ending, or md."
)
@click.option("-o", "--output", "path", default="-", metavar="FILE", help="Where to write it.")
@click.option("--document", default=None, metavar="NAME", help="Make it from this document.")
@json_option
@as_of_option
def cv_command(
    person: str,
    *,
    advert: str,
    kind: str | None,
    path: str,
    document: str | None,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Make a CV for one advert by selecting and ordering what is true; nothing is added.

    Every line stands in the person's CV; the lines that speak to the advert come first in their
    part. ID is an advert saved on the board of @NAME. Format json is a JSON Resume; pdf needs the
    extra 'pdf'. --json answers with the span of every line.
    """
    from metier.core.workflow.assess import Reader, assess_profile
    from metier.core.workflow.tailoring import describe_cv, make_cv, read_original, write_cv

    framework = open_framework()
    reader = Reader(framework)
    profile = profile_of(reader, person, ())
    read = _read_advert(framework, reader, profile, person, advert)
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    original = None if person.startswith("@") or person == "-" else read_original(Path(person))
    made = make_cv(reader, assessment, read, document=document, original=original)
    if as_json:
        output.write_json(describe_cv(framework, assessment, made))
        return
    kind = kind or _ending(path)
    result = write_cv(made, kind)
    if isinstance(result, str):
        _write(path, result.encode("utf-8"))
    else:
        _write(path, result.content)
        if result.missing:
            click.echo(f"No font here has these characters: {result.missing}", err=True)
    _tell(framework, made, path)


def _read_advert(
    framework: "Framework", reader: "Reader", profile: "Profile", person: str, advert: str
) -> "ReadAdvert":
    from metier.core.workflow.advert import Adverts
    from metier.core.workflow.board import find_saved

    adverts = Adverts(framework, reader=reader)
    if advert == "-" or Path(advert).exists() or not person.startswith("@"):
        return adverts.read(read_one(advert))
    return adverts.read(find_saved(profile, advert).document)


def _ending(path: str) -> str:
    ending = path.rpartition(".")[2].lower() if "." in Path(path).name else ""
    return {"markdown": "md", "htm": "html"}.get(ending, ending if ending in _FORMATS else "md")


def _write(path: str, content: bytes) -> None:
    if path == "-":
        if sys.stdout.isatty() and content.startswith(b"%PDF"):
            raise UsageError("A PDF cannot be shown here.", code="usage", hint="Give -o cv.pdf.")
        click.echo(content, nl=False)
        return
    write_file(path, content)


def _tell(framework: "Framework", made: "AdvertCv", path: str) -> None:
    """Say on standard error what was kept and which demands no line names."""
    cv = made.cv
    where = "" if path == "-" else f" {path} is written."
    click.echo(
        f"{cv.kept} of {cv.all} lines of {cv.document} are in it; they name {len(cv.shown)} of "
        f"{len(made.fit.demands)} skills that the advert asks.{where}",
        err=True,
    )
    if cv.unshown:
        names = ", ".join(framework.skills[skill].name for skill in cv.unshown)
        click.echo(
            "\n".join(
                output.wrap(
                    f"Your CV does not name: {names}. If you have one, write it "
                    "into your CV, where you can stand for it.",
                    0,
                )
            ),
            err=True,
        )
