"""A team's documents as files: Markdown, text, HTML, DOCX, and adverts as JobPosting."""

import datetime as dt
from collections.abc import Sequence
from pathlib import PurePath

from metier.core.errors import UsageError
from metier.core.report.blocks import Block, to_docx, to_html, to_markdown, to_text
from metier.core.report.html import render_page
from metier.core.workflow.team_advert import JobAdvert, posting_json

FORMATS = ("md", "txt", "html", "docx")


def format_of(name: str, formats: Sequence[str] = FORMATS) -> str:
    """Return the format that a file name asks for.

    Raises:
        UsageError: It ends like none of them.
    """
    found = PurePath(name).suffix.lstrip(".").lower()
    if found not in formats:
        raise UsageError(
            f"{name} ends like no format that there is.",
            code="export-format",
            hint=f"End the name with .{', .'.join(formats)}.",
        )
    return found


def write_blocks(blocks: Sequence[Block], form: str, *, title: str, posting: str = "") -> bytes:
    """Return a document in one of the formats; `posting` is the JSON-LD of an HTML page."""
    if form == "docx":
        return to_docx(blocks, title=title)
    if form == "html":
        context = {"title": title, "body": to_html(blocks), "posting": posting}
        return render_page("blocks.html", context).encode()
    return (to_text(blocks) if form == "txt" else to_markdown(blocks)).encode()


def write_job_advert(advert: JobAdvert, form: str, *, day: dt.date) -> bytes:
    """Return an advert in one of the formats, or for "json" as a schema.org JobPosting.

    The HTML page carries the JobPosting too, for search engines.
    """
    posting = posting_json(advert, day=day)
    if form == "json":
        return posting.encode() + b"\n"
    title = advert.defined.definition.title
    return write_blocks(advert.blocks, form, title=title, posting=posting)
