"""`metier advert`."""

import datetime as dt

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option, jsonl_option, read_with
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError
from metier.core.extract.advert.records import Advert, Degree, Pay, Years
from metier.core.framework.index import Framework
from metier.core.workflow import answers
from metier.core.workflow.advert import NEEDS, Adverts, ReadAdvert, describe_advert
from metier.core.workflow.opening import open_framework

_HEADINGS = {"must": "Must have", "nice": "Nice to have", "unspecified": "Also named"}


@click.command("advert")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--for", "person", default=None, metavar="@NAME", help="Hold it against a person.")
@click.option("--save", "board", default=None, metavar="@NAME", help="Put it on their board.")
@json_option
@jsonl_option
@as_of_option
def advert_command(
    files: tuple[str, ...],
    *,
    person: str | None,
    board: str | None,
    as_json: bool,
    as_lines: bool,
    as_of: dt.datetime | None,
) -> int:
    """Read job adverts: title, place, pay, and what they ask for.

    A file may be text, a web page, JSON with a schema.org JobPosting, PDF or any other format
    that is read; the fields of a JobPosting go before its text. "-" reads standard input. A
    file that cannot be read is reported in its place, and the exit code is then 3.

    --for says how @NAME, or the CV in a file, stands to it: readiness for what it asks, must-have
    gaps, and for each demand what the person's own documents let them cite. --save puts it on
    the board of @NAME ('metier adverts').
    """
    from metier.cli.advert_person import assess_for, save_for, show_fit
    from metier.core.workflow.applying import describe_advert_fit, fit_advert

    day = day_of(as_of)
    framework = open_framework()
    assessment = assess_for(framework, person, day) if person else None
    adverts = Adverts(framework)
    results = []
    failed = False
    with DocumentReader() as documents:
        for file in files:
            try:
                read = adverts.read(read_with(documents, file))
            except DocumentError as error:
                failed = True
                value = answers.describe_error(file, error.code, error.message, error.hint)
                if not (as_json or as_lines):
                    click.echo(f"error [{error.code}]: {error}", err=True)
            else:
                value = describe_advert(framework, file, read)
                if not (as_json or as_lines):
                    _show(framework, read)
                if assessment:
                    fit = fit_advert(framework, assessment, read.advert)
                    value["for"] = describe_advert_fit(framework, assessment, read, fit)
                    if not (as_json or as_lines):
                        show_fit(framework, value["for"])
                if board:
                    value["saved"] = save_for(board, read, day)
                    if not (as_json or as_lines):
                        output.hint(f"Saved: metier adverts {board} show {value['saved']}")
            if as_lines:
                output.write_json(value, line=True)
            results.append(value)
    if as_json:
        output.write_json(results[0] if len(results) == 1 else results)
    return DocumentError.exit_code if failed else 0


def _show(framework: Framework, read: ReadAdvert) -> None:
    document, advert = read
    click.echo(output.accent(advert.title.value if advert.title else document.name))
    for warning in document.warnings:
        output.say(f"Note: {warning}")
    output.table([row for row in _rows(framework, advert) if row[1]], indent=2)
    for need in NEEDS:
        names = [framework.skills[item.skill].name for item in advert.skills if item.need == need]
        if names:
            output.title(_HEADINGS[need])
            click.echo("\n".join(output.wrap(", ".join(names), 2)))
    if not advert.skills:
        output.say("It asks for no skill of the framework.")


def _rows(framework: Framework, advert: Advert) -> list[tuple[str, str]]:
    """Return what the advert states, each with its name; empty where it states nothing."""
    role = framework.roles[advert.role].name if advert.role else ""
    stage = f"{advert.stage} (by the {advert.stage_from})" if advert.stage else ""
    pays = [_pay_words(pay) for pay in (advert.pay, *advert.other_pay) if pay]
    degrees = [_degree_words(item) for item in (advert.degree, advert.degree_preferred) if item]
    return [
        ("Company", advert.company.value if advert.company else ""),
        ("Place", "; ".join(place.value for place in advert.locations)),
        ("Applicants from", "; ".join(place.value for place in advert.applicants)),
        ("Work mode", advert.work_mode.value if advert.work_mode else ""),
        ("Employment", ", ".join(item.value for item in advert.employment)),
        ("Role", role),
        ("Stage", stage),
        ("Pay", "; ".join(pays)),
        ("Years", _years_words(advert.years) if advert.years else ""),
        ("Degree", ", ".join(degrees)),
        ("Posted", advert.posted or ""),
        ("Valid through", advert.valid_through or ""),
    ]


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"up to {high:,g}"
    if high is None:
        return f"from {low:,g}"
    dash = "–" if output.unicode_ok() else "-"
    return f"{low:,g}" if low == high else f"{low:,g}{dash}{high:,g}"


def _pay_words(pay: Pay) -> str:
    period = f" a {pay.period}" if pay.period and pay.period != "hour" else ""
    period = " an hour" if pay.period == "hour" else period
    supposed = " (by its size)" if pay.period and not pay.period_stated else ""
    return f"{pay.currency or ''} {_amounts(pay)}{period}{supposed}".strip()


def _amounts(pay: Pay) -> str:
    """Return the amounts, whole where they are."""
    low, high = (None if item is None else round(item, 2) for item in (pay.low, pay.high))
    return _range(low, high)


def _years_words(years: Years) -> str:
    wished = " preferred" if years.need == "nice" else ""
    if years.low is not None and years.high is None:
        return f"{years.low:g} or more{wished}"
    return f"{_range(years.low, years.high)}{wished}"


def _degree_words(degree: Degree) -> str:
    if degree.value == "none":
        return "none needed"
    need = {"must": "required", "nice": "preferred"}.get(degree.need, "named")
    return f"{degree.value} {need}{', or equivalent experience' if degree.equivalent else ''}"
