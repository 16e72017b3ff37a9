"""Which roles a job title names, by the titles that the framework lists for each role."""

import re
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.terms import normalize_term

_WORD = re.compile(r"[a-z0-9+#]+")
_ABBREVIATIONS = {
    "ml": "machine learning",
    "ai": "ai",
    "cv": "computer vision",
    "nlp": "nlp",
    "sr": "senior",
    "jr": "junior",
    "dev": "developer",
    "eng": "engineer",
    "engr": "engineer",
    "mgr": "manager",
}


class TitleMatch(NamedTuple):
    """A role that a title names, and how much of the role's own title it shows, 0 to 1."""

    role: str
    score: float


def match_title(framework: Framework, title: str) -> TitleMatch | None:
    """Return the role that `title` names, or None when it names none."""
    words = f" {_expand(title)} "
    best: TitleMatch | None = None
    longest = 0
    for role in framework.data.roles:
        for known in (role.name, *role.titles):
            phrase = _expand(known)
            if f" {phrase} " in words and len(phrase) > longest:
                longest = len(phrase)
                best = TitleMatch(role.id, 1.0 if phrase == words.strip() else 0.9)
    return best


def _expand(title: str) -> str:
    words = _WORD.findall(normalize_term(title).replace(".", ""))
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)
