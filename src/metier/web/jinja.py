"""Jinja2 as Django's template engine, with the filters that pages and reports share."""

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from metier import __version__
from metier.core.report.html import FILTERS
from metier.web import STATIC_FOLDERS, language, navigation, words


def build_environment(**options: Any) -> Environment:
    """Return the environment of all pages."""
    options.update(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment = Environment(**options)  # noqa: S701 autoescape is set in the settings
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    environment.filters.update(FILTERS)
    environment.filters.update(language.FILTERS, word=words.word, cap=words.cap)
    environment.globals.update(
        url=reverse,
        asset=asset,
        version=__version__,
        language=language.current,
        languages=lambda: settings.LANGUAGES,
        en=language.en,
        navigation=navigation,
    )
    return environment


@cache
def asset(name: str) -> str:
    """Return the address of a static file with a hash of its content, so it can be cached."""
    for route, folder in STATIC_FOLDERS.items():
        path = folder / name
        if path.is_file():
            digest = hashlib.blake2b(path.read_bytes(), digest_size=6).hexdigest()
            return f"{route}/{name}?v={digest}"
    raise FileNotFoundError(name)
