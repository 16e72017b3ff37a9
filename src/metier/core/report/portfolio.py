"""A portfolio as a static site: plain pages, one style sheet, no script, nothing from elsewhere."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

STYLE = "style.css"
INDEX = "index.html"
MARK = '<meta name="generator" content="Metier portfolio">'
"""By this a page is known as one that was written here and may be written anew."""


def render_site(context: dict[str, Any]) -> dict[str, str]:
    """Return the files of the site by name.

    Args:
        context: "title", "as_of" and "pieces", as `workflow.portfolio` makes them; each piece
            has an "id" that is safe as a file's name.
    """
    environment = _environment()
    pages = {INDEX: environment.get_template("portfolio_index.html").render(**context, mark=MARK)}
    piece_page = environment.get_template("portfolio_piece.html")
    for piece in context["pieces"]:
        pages[f"{piece['id']}.html"] = piece_page.render(**context, piece=piece, mark=MARK)
    style = files("metier.core.report") / "assets" / "portfolio.css"
    pages[STYLE] = style.read_text("utf-8")
    return pages


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("metier.core.report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
