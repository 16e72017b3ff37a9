"""Role titles that a running text names, such as "you join us as a data engineer".

A title counts in the singular: "work with data scientists" names colleagues. Titles of one word
are left out, because running text uses most of them in other senses.
"""

import re
from collections import Counter
from functools import lru_cache

from metier.core.framework.index import Framework
from metier.core.framework.terms import normalize_term

_WORD = re.compile(r"[a-z0-9+#]+")


def count_titles(framework: Framework, text: str) -> Counter[str]:
    """Return how often a text names a title of each role, the longest title first."""
    known = _phrases(framework)
    longest = max((phrase.count(" ") + 1 for phrase in known), default=0)
    words = _words(framework, text)
    found: Counter[str] = Counter()
    place = 0
    while place < len(words):
        for size in range(min(longest, len(words) - place), 1, -1):
            role = known.get(" ".join(words[place : place + size]))
            if role:
                found[role] += 1
                place += size - 1
                break
        place += 1
    return found


@lru_cache(maxsize=4)
def _phrases(framework: Framework) -> dict[str, str]:
    found: dict[str, str] = {}
    for role in framework.data.roles:
        for title in (role.name, *role.titles):
            words = _words(framework, title)
            if len(words) > 1:
                found.setdefault(" ".join(words), role.id)
    return found


def _words(framework: Framework, text: str) -> list[str]:
    """Return the words in lower case, abbreviations of titles written out."""
    short = framework.data.titles.abbreviations
    plain = (short.get(word, word) for word in _WORD.findall(normalize_term(text)))
    return " ".join(plain).split()
