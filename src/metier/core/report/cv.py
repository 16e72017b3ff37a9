"""A CV as Markdown, HTML or PDF. Every line stands as the person wrote it."""

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from metier.core.report.typeset import Pdf, typeset

_SPECIAL = re.compile(r"([\\`*_<>\[\]|#])")
_LIST = re.compile(r"^(\d+)([.)])(?=\s)|^([+-])(?=\s)")


def cv_markdown(cv: dict[str, Any]) -> str:
    """Return a CV, made by `workflow.tailoring`, as Markdown."""
    lines: list[str] = []
    for number, line in enumerate(cv["opening"]):
        text = _escaped(line["text"])
        lines += [f"# {text}", ""] if number == 0 else [f"{text}  "]
    for part in cv["parts"]:
        lines.append("")
        if part["heading"]:
            lines += [f"## {_escaped(part['heading'])}", ""]
        for group in part["groups"]:
            for number, line in enumerate(group["head"]):
                text = _escaped(line["text"])
                lines.append(f"### {text}" if number == 0 else f"{text}  ")
            if group["head"]:
                if group["dates"]:
                    lines.append(group["dates"])
                lines.append("")
            mark, gap = ("", [""]) if part["prose"] else ("- ", [])
            for line in group["lines"]:
                lines += [mark + _escaped(line["text"]), *gap]
            lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def cv_html(cv: dict[str, Any]) -> str:
    """Return a CV, made by `workflow.tailoring`, as one HTML file without script."""
    return _environment().get_template("cv.html").render(**cv)


def cv_pdf(cv: dict[str, Any]) -> Pdf:
    """Return a CV, made by `workflow.tailoring`, as PDF.

    Raises:
        UsageError: Typst is not installed, or cannot set the page.
    """
    return typeset("cv.typ", {"opening": cv["opening"], "parts": cv["parts"], "lang": cv["lang"]})


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(r"\\\1", text)
    return _LIST.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", text)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("metier.core.report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
