"""Sets of file and folder names with * in them, looked up quickly."""

import re
from collections.abc import Iterable
from fnmatch import translate


class NameSet:
    """Names, case left aside; * stands for any characters, and a slash for a folder above."""

    def __init__(self, patterns: Iterable[str]) -> None:
        lowered = [pattern.lower() for pattern in patterns]
        self._exact = frozenset(p for p in lowered if "*" not in p and "/" not in p)
        odd = [p for p in lowered if "*" in p or "/" in p]
        joined = "|".join(f"(?:{_expression(pattern)})" for pattern in odd)
        self._pattern = re.compile(joined) if joined else None

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str):
            return False
        lowered = path.lower()
        if lowered.rpartition("/")[2] in self._exact:
            return True
        return self._pattern is not None and self._pattern.match(f"/{lowered}") is not None


def _expression(pattern: str) -> str:
    """Return a regular expression for a path that begins with a slash."""
    anywhere = "" if pattern.startswith("/") else "*/"
    return translate(f"{anywhere}{pattern}")
