"""Where one can go: the areas of the app and their pages, in the order of the navigation.

A new area, such as tests of skills, market data or teams, is one more entry here: its pages stand
in the second row as soon as they have addresses.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Page(NamedTuple):
    """A page in the navigation: its words, the name of its route, and keys that lead to it."""

    words: Promise
    route: str
    keys: str = ""


class Area(NamedTuple):
    """A part of the app: what it is called, where it begins, and its pages."""

    id: str
    words: Promise
    route: str
    pages: tuple[Page, ...] = ()


class Shown(NamedTuple):
    """An area or a page as a link."""

    id: str
    words: str
    address: str
    keys: str
    is_here: bool


AREAS = (
    Area(
        "explore",
        _("Explore"),
        "roles",
        (
            Page(_("Roles"), "roles", "g r"),
            Page(_("Skills"), "skills", "g s"),
            Page(_("Compare"), "compare", "g c"),
            Page(_("Map"), "map", "g m"),
            Page(_("Pay"), "pay", "g p"),
            Page(_("Demand"), "demand", "g d"),
            Page(_("Paths"), "paths"),
            Page(_("People"), "network"),
            Page(_("Source"), "source"),
        ),
    ),
    Area("start", pgettext_lazy("area", "Start"), "start"),
    Area(
        "me",
        _("My way"),
        "me",
        (
            Page(_("Where I stand"), "me", "g i"),
            Page(_("What was read"), "me-review"),
            Page(_("Targets"), "me-targets", "g t"),
            Page(_("What is missing"), "me-gap"),
            Page(_("Plan"), "me-plan", "g w"),
            Page(_("Rate yourself"), "me-rate"),
            Page(_("Portfolio"), "me-portfolio"),
            Page(_("Interviews"), "me-practice"),
            Page(_("Applications"), "me-applications"),
            Page(_("People"), "me-network"),
            Page(_("Report"), "me-report"),
            Page(_("Profiles"), "me-profiles"),
            Page(_("In the background"), "me-jobs"),
        ),
    ),
    Area("team", _("Team"), "team"),
)
HELP = (
    Page(_("Help"), "docs"),
    Page(_("Glossary"), "glossary", "g l"),
    Page(_("Privacy"), "privacy"),
    Page(_("Source document"), "source"),
)


_WHOLE = ("/", "/me/")
"""Addresses that others begin with, so that they lead only to themselves."""


def area_of(path: str) -> Area | None:
    """Return the area that an address belongs to; the one whose page matches longest."""
    found: list[tuple[int, Area]] = []
    for area in AREAS:
        for route in (area.route, *(page.route for page in area.pages)):
            if _leads_to(path, reverse(route)):
                found.append((len(reverse(route)), area))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def areas(path: str) -> list[Shown]:
    """Return the links of the first row."""
    here = area_of(path)
    return [
        Shown(area.id, str(area.words), reverse(area.route), "", area is here) for area in AREAS
    ]


def pages(path: str) -> list[Shown]:
    """Return the links of the second row: the pages of the area that one is in."""
    here = area_of(path)
    return [_show(page, path) for page in (here.pages if here else ())]


def help_pages(path: str) -> list[Shown]:
    """Return the links at the foot of every page."""
    return [_show(page, path) for page in HELP]


def shortcuts() -> list[Shown]:
    """Return the pages that keys lead to."""
    listed = [page for area in AREAS for page in area.pages] + list(HELP)
    home = Page(pgettext_lazy("area", "Start"), "home", "g h")
    return [_show(page, "") for page in (home, *listed) if page.keys]


def _show(page: Page, path: str) -> Shown:
    address = reverse(page.route)
    return Shown(page.route, str(page.words), address, page.keys, _leads_to(path, address))


def _leads_to(path: str, address: str) -> bool:
    if address in _WHOLE:
        return path == address
    return path.startswith(address)
