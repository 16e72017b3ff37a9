"""The page of a role of one's own: what it asks, its advert with the lint, and its files."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from metier.core.errors import MetierError, UsageError
from metier.core.framework.advert_types import Employment, Period, WorkMode
from metier.core.framework.lookup import name_skill
from metier.core.framework.team_definition import RoleDefinition
from metier.core.framework.types import Importance
from metier.core.report.blocks import Block
from metier.core.workflow.advert import Adverts
from metier.core.workflow.advert_lint import describe_lint, lint_advert
from metier.core.workflow.team_advert import read_text, write_advert
from metier.core.workflow.team_role import (
    describe_role,
    interview_kit,
    ladder_page,
    overlay_files,
    write_definition,
)
from metier.core.workflow.team_writing import write_blocks, write_job_advert
from metier.web.downloads import attachment
from metier.web.engine import framework, reader
from metier.web.start.services import today
from metier.web.team.kept import team_of
from metier.web.team.models import TeamRow
from metier.web.team.pages import of_team, show

_FIELDS = {
    "role": 80,
    "stage": 20,
    "title": 200,
    "company": 200,
    "place": 200,
    "country": 2,
    "mode": 20,
    "employment": 20,
    "low": 20,
    "high": 20,
    "currency": 3,
    "period": 10,
    "about": 3000,
    "changes": 3000,
    "own": 3000,
    "must": 2000,
    "nice": 2000,
}
_MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/ld+json",
    "yaml": "application/yaml; charset=utf-8",
    "zip": "application/zip",
}
_PAGES: dict[str, Callable[[Any, RoleDefinition], list[Block]]] = {
    "ladder": ladder_page,
    "kit": interview_kit,
}
FILES = (
    ("advert", ("md", "docx", "html", "json")),
    ("ladder", ("md", "docx", "html")),
    ("kit", ("md", "docx", "html")),
    ("definition", ("yaml",)),
    ("overlay", ("zip",)),
)


@cache
def adverts() -> Adverts:
    """Return the reader by which adverts are read back."""
    return Adverts(framework(), reader=reader())


@require_GET
@of_team
def roles(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Define a role from one of the framework; show its advert and what the lint says."""
    given = _given(request)
    held = sorted({member.role for member in team_of(row).members if member.role})
    context: dict[str, Any] = {
        "given": given,
        "held": [role for role in held if role in framework().roles],
        "modes": msgspec.json.schema(WorkMode)["enum"],
        "employments": msgspec.json.schema(Employment)["enum"],
        "periods": msgspec.json.schema(Period)["enum"],
        "files": FILES,
        "query": urlencode({key: value for key, value in given.items() if value}),
        "found": None,
        "error": None,
    }
    status = 200
    if given["role"]:
        try:
            context |= _found(read_definition(given))
        except MetierError as error:
            context["error"] = error
            status = 422
    response = show(request, row, "team/roles.html", context, section="roles")
    response.status_code = status
    return response


def _found(definition: RoleDefinition) -> dict[str, Any]:
    advert = write_advert(framework(), definition, adverts=adverts())
    read = read_text(adverts(), advert.text)
    findings = lint_advert(framework(), advert.text, read, defined=advert.defined)
    return {
        "found": describe_role(framework(), definition),
        "blocks": [(type(block).__name__, block) for block in advert.blocks],
        "lint": describe_lint(findings, advert.text),
        "left_out": advert.dropped,
    }


@require_GET
@of_team
def role_file(request: HttpRequest, _row: TeamRow, kind: str, form: str) -> HttpResponse:
    """Return a file of the role that the query defines."""
    if form not in dict(FILES).get(kind, ()):
        raise UsageError("There is no such file.", code="export-format")
    definition = read_definition(_given(request))
    content = _content(definition, kind, form, today())
    return attachment(content, f"{definition.base}-{kind}.{form}", _MEDIA[form])


def _content(definition: RoleDefinition, kind: str, form: str, day: dt.date) -> bytes:
    if kind == "advert":
        advert = write_advert(framework(), definition, adverts=adverts())
        return write_job_advert(advert, form, day=day)
    if kind == "definition":
        return write_definition(definition).encode()
    if kind == "overlay":
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
            files = overlay_files(framework(), definition, prefix="own")
            for name, text in files.items():
                packed.writestr(zipfile.ZipInfo(f"overlay/{name}"), text)
        return content.getvalue()
    return write_blocks(_PAGES[kind](framework(), definition), form, title=definition.title)


def _given(request: HttpRequest) -> dict[str, str]:
    return {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:most]
        for name, most in _FIELDS.items()
    }


def read_definition(given: dict[str, str]) -> RoleDefinition:
    """Return the definition that a form gives.

    Raises:
        MetierError: It names what there is none of, or a value makes no sense.
    """
    role = framework().role(given["role"])
    plain: dict[str, Any] = {
        "base": role.id,
        "stage": framework().stage(given["stage"] or "mid"),
        "title": given["title"] or role.name,
        "changes": dict(_change(line) for line in _lines(given["changes"])),
        "own_skills": [_own(line) for line in _lines(given["own"])],
    }
    plain |= {key: given[key] for key in ("company", "place", "about") if given[key]}
    plain |= {key: given[key] for key in ("mode", "employment") if given[key]}
    if given["country"]:
        plain["country"] = given["country"].upper()
    if given["low"] or given["high"]:
        low = _amount(given["low"] or given["high"])
        plain["pay"] = {
            "low": low,
            "high": _amount(given["high"]) if given["high"] else low,
            "currency": (given["currency"] or "USD").upper(),
            "period": given["period"] or "year",
        }
    own = {item["id"] for item in plain["own_skills"]}
    for key, field in (("must", "musts"), ("nice", "wishes")):
        names = _lines(given[key].replace(",", "\n"))
        if names:
            plain[field] = [n if n in own else name_skill(framework(), n) for n in names]
    try:
        return msgspec.convert(plain, RoleDefinition)
    except msgspec.ValidationError as error:
        raise UsageError(
            f"This is no role: {error}.", code="role-file", hint="Correct the field."
        ) from error


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()][:100]


def _amount(text: str) -> float:
    try:
        return float(text.replace(",", "").replace(" ", ""))
    except ValueError:
        raise UsageError(
            f"{text!r} is no amount.", code="pay-unreadable", hint="Write digits, such as 70000."
        ) from None


def _change(line: str) -> tuple[str, dict[str, Any]]:
    """Return a change written as SKILL=LEVEL or SKILL=LEVEL IMPORTANCE."""
    name, _, rest = line.partition("=")
    level, *importance = rest.split() or [""]
    known: tuple[str, ...] = tuple(msgspec.json.schema(Importance)["enum"])
    if level not in {"0", "1", "2", "3", "4", "5"} or not set(importance) <= set(known):
        raise UsageError(
            f"{line!r} is no change.",
            code="level-unreadable",
            hint=f"Write SKILL=LEVEL, or SKILL=LEVEL and one of {', '.join(known)}.",
        )
    change: dict[str, Any] = {"level": int(level)}
    if importance:
        change["importance"] = importance[0]
    return name_skill(framework(), name.strip()), change


def _own(line: str) -> dict[str, Any]:
    """Return a skill of one's own written as NAME=LEVEL: WHAT IT IS."""
    first, _, definition = line.partition(":")
    name, _, level = first.partition("=")
    slug = "-".join(
        "".join(c if c.isalnum() and c.isascii() else " " for c in name).lower().split()
    )
    if not slug or not level.strip().isdigit():
        raise UsageError(
            f"{line!r} is no skill.",
            code="level-unreadable",
            hint="Write NAME=LEVEL: what it is.",
        )
    return {
        "id": slug[:80],
        "name": name.strip(),
        "level": int(level),
        "definition": definition.strip() or name.strip(),
    }
