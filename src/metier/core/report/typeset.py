"""Pages as PDF through Typst. The text goes in as data, so nothing in it is read as markup."""

import json
from importlib.resources import files
from typing import Any, NamedTuple

from metier.core.errors import UsageError


class Pdf(NamedTuple):
    """A PDF, and the characters that no font here has, so that they are missing in it."""

    content: bytes
    missing: str


def typeset(template: str, data: dict[str, Any]) -> Pdf:
    """Return a template of this package as PDF.

    Args:
        template: Its name, such as "cv.typ"; it reads the data from `sys.inputs.data`.
        data: Plain values.

    Raises:
        UsageError: Typst is not installed, or cannot set the page.
    """
    try:
        import typst  # noqa: PLC0415 optional
    except ImportError as error:
        raise UsageError(
            "Writing PDF needs Typst, which is not installed.",
            code="pdf-missing",
            hint="Install Metier with its extra 'pdf', or write HTML and print it.",
        ) from error
    source = (files("metier.core.report") / "templates" / template).read_bytes()
    try:
        content = typst.compile(source, sys_inputs={"data": json.dumps(data)})
    except typst.TypstError as error:
        raise UsageError(
            "Typst could not set this page.", code="pdf-failed", hint=str(error)[:300]
        ) from error
    return Pdf(content, _missing(content, data))


def _missing(content: bytes, data: dict[str, Any]) -> str:
    """Return the letters and signs of the data, beyond ASCII, that the PDF's text does not hold."""
    import pypdfium2  # noqa: PLC0415 only after a PDF was made

    document = pypdfium2.PdfDocument(content)
    try:
        there = {char for page in document for char in page.get_textpage().get_text_range()}
    finally:
        document.close()
    wanted = {char for text in _texts(data) for char in text if not char.isascii()}
    return "".join(sorted(char for char in wanted - there if char.isprintable()))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return []
