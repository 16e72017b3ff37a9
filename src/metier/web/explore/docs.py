"""The documentation, from the Markdown files that come with Metier."""

import posixpath
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from metier.core.errors import UnknownIdError

_PACKAGED = Path(__file__).parents[2] / "docs"
_CHECKOUT = Path(__file__).parents[4] / "docs"
SECTIONS: tuple[tuple[str, Promise], ...] = (
    ("tutorial", _("To begin with")),
    ("how-to", _("How to")),
    ("explanation", _("How it works")),
    ("reference", _("To look up")),
)


class Document(NamedTuple):
    """A page of the documentation."""

    path: str
    title: str
    html: Markup


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """List the documentation: first steps, how to, how it works, references."""
    sections = [
        (words, [(name, _title(name)) for name in _names() if name.startswith(f"{section}/")])
        for section, words in SECTIONS
    ]
    return render(request, "explore/docs.html", {"sections": sections})


@require_GET
def document(request: HttpRequest, path: str) -> HttpResponse:
    """Show one page of the documentation."""
    return render(request, "explore/document.html", {"document": _document(path.strip("/"))})


@cache
def _folder() -> Path:
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


@cache
def _names() -> tuple[str, ...]:
    """Return the pages there are; only these can be asked for."""
    folder = _folder()
    found = sorted(folder.glob("*/*.md")) if folder.is_dir() else []
    known = {section for section, _words in SECTIONS}
    names = [path.relative_to(folder).with_suffix("").as_posix() for path in found]
    return tuple(name for name in names if name.split("/")[0] in known)


def _text(name: str) -> str:
    return (_folder() / f"{name}.md").read_text(encoding="utf-8")


@cache
def _title(name: str) -> str:
    lines = _text(name).splitlines()
    heading = next((line for line in lines if line.startswith("# ")), f"# {name}")
    return heading.removeprefix("# ").strip()


@cache
def _document(name: str) -> Document:
    """Return a page as HTML; tags in its text stand as text.

    Raises:
        UnknownIdError: There is no such page.
    """
    if name not in _names():
        raise UnknownIdError(
            f"There is no page {name!r} in the documentation.", code="docs-unknown"
        )
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    text = _text(name)
    if text.startswith("<!--"):
        text = text.partition("-->")[2]
    tokens = parser.parse(text)
    for token in tokens:
        _mend(token.children or [], name)
    html = parser.renderer.render(tokens, parser.options, {})
    region = Markup('<div class="scroll" tabindex="0" role="region" aria-label="{}"><table>')
    html = html.replace("<table>", region.format(_title(name)))
    html = html.replace("</table>", "</table></div>")
    return Document(name, _title(name), Markup(html))  # noqa: S704 our own files, tags escaped


def _mend(parts: list[Token], name: str) -> None:
    """Let links lead within the app; one that leads out of it stands as text."""
    is_out = False
    for part in parts:
        if part.type == "link_open":
            address = _address(str(part.attrGet("href") or ""), name)
            is_out = address is None
            part.attrs = {} if address is None else {"href": address}
        if is_out and part.type in {"link_open", "link_close"}:
            part.tag = "span"


def _address(link: str, name: str) -> str | None:
    """Return where a link of a page leads within the app, or None when it leads elsewhere."""
    target, hash_sign, anchor = link.partition("#")
    if not target:
        return link
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
    if joined.removesuffix(".md") in _names() and target.endswith(".md"):
        address: str = reverse("document", args=[joined.removesuffix(".md")])
        return address + hash_sign + anchor
    return None
