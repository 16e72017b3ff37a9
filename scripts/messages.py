"""Collect the strings of the interface, bring the catalogs up to date and compile them.

Usage: python scripts/messages.py [--check]. With --check nothing is written, and it fails when a
catalog lacks a string, holds one that is gone, or is not compiled.
"""

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "metier"
LOCALES = SOURCE / "web" / "locale"
LANGUAGES = ("de",)
FOLDERS = (SOURCE / "web", SOURCE / "core" / "report" / "templates")
METHODS = [("**/migrations/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {
    "**.html": {
        "extensions": "jinja2.ext.i18n",
        "trimmed": "true",
        "newstyle_gettext": "true",
        "silent": "false",
    }
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# A fixed day: a file changes only when its strings do.
DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def extract() -> Catalog:
    """Return all strings of the interface."""
    catalog = new_catalog(None)
    for folder in FOLDERS:
        found: Iterator[tuple[str, int, object, list[str], str | None]] = extract_from_dir(
            folder,
            METHODS,
            OPTIONS,
            KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for name, _line, message, comments, context in sorted(found, key=lambda item: item[:2]):
            place = (folder / name).relative_to(SOURCE).as_posix()
            catalog.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return catalog


def new_catalog(language: str | None) -> Catalog:
    """Return an empty catalog with the header of Metier."""
    return Catalog(
        locale=language,
        project="Metier",
        version="1",
        copyright_holder="The Metier authors",
        msgid_bugs_address="nobody",
        last_translator="The Metier authors",
        language_team="The Metier authors",
        header_comment="# Strings of Metier's interface; written by scripts/messages.py.",
        creation_date=DAY,
        revision_date=DAY,
        fuzzy=False,
    )


def update(language: str, template: Catalog) -> Catalog:
    """Return a catalog with the strings there are now; those that are gone are dropped."""
    path = LOCALES / language / "LC_MESSAGES" / "django.po"
    fresh = new_catalog(language)
    content = path.read_bytes() if path.is_file() else b""
    old = read_po(io.BytesIO(content), locale=language) if content else fresh
    for message in template:
        if message.id:
            known = old.get(message.id, message.context)
            fresh.add(
                message.id,
                known.string if known else None,
                message.locations,
                auto_comments=message.auto_comments,
                context=message.context,
            )
    return fresh


def rendered(catalog: Catalog) -> tuple[bytes, bytes]:
    """Return a catalog as text and compiled."""
    text, binary = io.BytesIO(), io.BytesIO()
    write_po(text, catalog, width=100, include_lineno=False, sort_output=True, ignore_obsolete=True)
    write_mo(binary, catalog)
    return text.getvalue(), binary.getvalue()


def translated(message: Message) -> bool:
    """Say whether a string has its translation, in all plural forms."""
    parts = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(parts)


def main() -> int:
    """Write or check the catalogs."""
    template = extract()
    drifted = []
    for language in LANGUAGES:
        catalog = update(language, template)
        folder = LOCALES / language / "LC_MESSAGES"
        for name, content in zip(("django.po", "django.mo"), rendered(catalog), strict=True):
            path = folder / name
            if path.is_file() and path.read_bytes() == content:
                continue
            if "--check" in sys.argv:
                drifted.append(path)
            else:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        missing = [message.id for message in catalog if message.id and not translated(message)]
        print(f"{language}: {len(catalog)} strings, {len(missing)} not translated")
    for path in drifted:
        print(f"{path} has drifted: run 'python scripts/messages.py'")
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main())
