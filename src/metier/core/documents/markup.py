"""Markup that no tree is made of: how tangled it is, and its text without a tree.

A parser of HTML looks at all open elements for each new one, so markup that opens and never
closes takes it quadratic time. Such a page is read tag by tag instead, in linear time.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

MAX_OPEN = 2_000
MAX_OPEN_FORMATS = 100
_FEW_TAGS = 500
_TAG_CHARS = 400
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_FORMATS = frozenset("a b big code em font i nobr s small strike strong tt u".split())  # noqa: SIM905
_UNCLOSED = frozenset(  # closed by what follows, or empty by nature
    """
    p li td th tr dd dt option optgroup tbody thead tfoot colgroup rp rt html body head area base
    br col embed hr img input link meta param source track wbr
    """.split()  # noqa: SIM905
)
_RAW = frozenset({"script", "style", "noscript", "template", "svg", "title", "textarea"})


def is_tangled(markup: str) -> bool:
    """Return whether so many elements are open at once that parsing it would take long."""
    if markup.count("<") < _FEW_TAGS:
        return False
    opened: Counter[str] = Counter()
    depth = formats = 0
    for match in _TAG.finditer(markup):
        closes, name = match.groups()
        name = name.lower()
        if name in _UNCLOSED:
            continue
        step = 1 if not closes else -1 if opened[name] else 0
        opened[name] += step
        depth += step
        formats += step if name in _FORMATS else 0
        if depth > MAX_OPEN or formats > MAX_OPEN_FORMATS:
            return True
    return False


def split_tags(markup: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of text with the name of the tag before each, in lower case.

    What scripts and the like hold is yielded with a mark before the name: "#script".
    """
    place, name = 0, ""
    while place < len(markup):
        start = markup.find("<", place)
        start = len(markup) if start < 0 else start
        if start > place:
            yield name, unescape(markup[place:start])
        if start == len(markup):
            return
        if markup.startswith("<!--", start):
            place = _behind(markup, "-->", start)
            continue
        tag = _TAG.match(markup, start)
        if tag is None and markup[start + 1 : start + 2] not in {"!", "?", "/"}:
            yield name, "<"
            place = start + 1
            continue
        place = _behind(markup, ">", start)
        name = tag[2].lower() if tag else ""
        if tag and not tag[1] and name in _RAW:
            end = _find_end(markup, name, place)
            yield f"#{name} {markup[start : min(place, start + _TAG_CHARS)]}", markup[place:end]
            place, name = _behind(markup, ">", end), ""
        elif place == len(markup):
            return
        else:
            yield name, ""


def _behind(markup: str, mark: str, place: int) -> int:
    found = markup.find(mark, place)
    return len(markup) if found < 0 else found + len(mark)


def _find_end(markup: str, name: str, place: int) -> int:
    match = re.compile(f"</{name}", re.IGNORECASE).search(markup, place)
    return match.start() if match else len(markup)
