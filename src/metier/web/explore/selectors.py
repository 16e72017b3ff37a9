"""What the pages of the framework show, read once for the process where it never changes."""

from functools import cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from metier.core.framework.trace import Trace, trace_source
from metier.core.framework.types import STAGES
from metier.core.framework.way_records import Target
from metier.core.workflow.exploring import SORTS, RoleQuery
from metier.core.workflow.moves_map import MoveMap, load_map
from metier.core.workflow.searching import Entry, Hit, SearchIndex, build_index
from metier.web import navigation, words
from metier.web.engine import framework
from metier.web.explore.glossary import TERMS
from metier.web.language import current

MOST_HITS = 60
_PAY_STEP = 50_000


class ShownHit(NamedTuple):
    """A hit as a link.

    Attributes:
        is_content: Its words are the framework's, in English.
    """

    kind: str
    name: str
    about: str
    address: str
    by: str
    is_content: bool


@cache
def moves() -> MoveMap:
    """Return the map of moves."""
    return load_map(framework())


@cache
def traces() -> tuple[Trace, ...]:
    """Return each line of the source with what carries it."""
    return tuple(trace_source(framework()))


@cache
def _index(language: str) -> SearchIndex:
    """Return the search index, with the interface's own words in a language."""
    del language  # the words below follow it
    terms = [Entry("term", term.id, str(term.word), str(term.text)) for term in TERMS]
    shown = [page for area in navigation.AREAS for page in area.pages] + list(navigation.HELP)
    pages = [Entry("page", page.route, str(page.words)) for page in shown]
    return build_index(framework(), [*terms, *dict.fromkeys(pages)])


def search(query: str, *, limit: int = MOST_HITS, kind: str = "") -> list[ShownHit]:
    """Return what a query finds, as links."""
    kinds = frozenset([kind]) if kind else frozenset()
    return [_show(hit) for hit in _index(current()).find(query, limit=limit, kinds=kinds)]


def found_roles(query: str) -> frozenset[str] | None:
    """Return the roles that a text finds, directly or by a skill they ask; None without a text."""
    if not query.strip():
        return None
    hits = _index(current()).find(query, limit=MOST_HITS, kinds=frozenset(["role", "skill"]))
    roles = {hit.entry.id for hit in hits if hit.entry.kind == "role"}
    if not roles:
        skills = [hit.entry.id for hit in hits if hit.entry.kind == "skill"][:1]
        roles = {role for skill in skills for role in framework().needed_by.get(skill, ())}
    return frozenset(roles)


def _show(hit: Hit) -> ShownHit:
    entry = hit.entry
    is_content = entry.kind not in {"term", "page"}
    return ShownHit(entry.kind, entry.name, _about(entry), address_of(entry), hit.by, is_content)


def _about(entry: Entry) -> str:
    if entry.kind in {"project", "question"}:
        return framework().roles[entry.owner].name
    return entry.about


def address_of(entry: Entry) -> str:
    """Return where something that was found stands."""
    simple = {"role": "role", "skill": "skill"}
    owned = {"project": "role", "question": "role", "resource": "skill"}
    listed = {"community": "network", "guide": "network", "path": "paths", "term": "glossary"}
    address: str
    if entry.kind in simple:
        address = reverse(simple[entry.kind], args=[entry.id])
    elif entry.kind in owned:
        address = reverse(owned[entry.kind], args=[entry.owner]) + f"#{entry.id}"
    elif entry.kind in listed:
        address = reverse(listed[entry.kind]) + f"#{entry.id}"
    elif entry.kind == "background":
        address = reverse("home") + f"?background={entry.id}"
    else:
        address = reverse(entry.id)
    return address


def hit_kinds() -> dict[str, str]:
    """Return the words for the kinds of what can be found."""
    return {
        "role": _("Role"),
        "skill": _("Skill"),
        "project": _("Project"),
        "question": _("Interview question"),
        "resource": _("Resource"),
        "community": _("People"),
        "guide": _("Guide"),
        "background": _("Background"),
        "path": _("Path"),
        "term": _("Term"),
        "page": _("Page"),
    }


def role_query(request: HttpRequest) -> tuple[RoleQuery, dict[str, str]]:
    """Return what a request looks for among the roles, and its words for the form.

    What is not among the choices counts as not chosen.
    """
    given = {
        "q": request.GET.get("q", "").strip()[:200],
        "category": _one_of(request, "category", words.CATEGORIES, ""),
        "stage": _one_of(request, "stage", STAGES, "mid"),
        "demand": _one_of(request, "demand", words.HORIZONS, ""),
        "pay": _one_of(request, "pay", [str(step) for step in pay_steps()], ""),
        "sort": _one_of(request, "sort", SORTS, "category"),
    }
    query = RoleQuery(
        found=found_roles(given["q"]),
        category=given["category"],
        stage=given["stage"],
        demand=given["demand"],
        pay=float(given["pay"] or 0),
        sort=given["sort"],
    )
    return query, given


def _one_of(request: HttpRequest, name: str, choices: Any, default: str) -> str:
    value = request.GET.get(name, default)
    return value if value in choices else default


@cache
def pay_steps() -> tuple[int, ...]:
    """Return the amounts that pay can be asked to reach, every 50,000 of what there is."""
    table = framework().library.salaries
    bands = [band for row in (table.rows if table else ()) for band in row.bands.values()]
    middles = [(band.low + band.high) / 2 for band in bands]
    if not middles:
        return ()
    first = int(min(middles) // _PAY_STEP + 1) * _PAY_STEP
    return tuple(range(first, int(max(middles)) + 1, _PAY_STEP))


def targets_of(values: list[str]) -> list[Target]:
    """Return the role-stages that texts such as "data-scientist:mid" name, each once.

    Raises:
        UnknownIdError: No such role or stage.
    """
    found = []
    for value in values:
        role, _colon, stage = value.partition(":")
        if role:
            target = Target(framework().role(role).id, framework().stage(stage or "mid"))
            found.append(target)
    return list(dict.fromkeys(found))
