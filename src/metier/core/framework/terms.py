"""The one way in which spellings of a term are made comparable."""

import re

_SEPARATORS = re.compile(r"[\s\-_\u2010-\u2015]+")


def normalize_term(text: str) -> str:
    """Return `text` in lower case with hyphens, underscores and runs of space as one space."""
    return _SEPARATORS.sub(" ", text.casefold()).strip()
