"""HTML to text, and the JSON-LD that a page carries. Runs in the child process only."""

import re
from collections.abc import Iterator
from typing import Any

from metier.core.documents.markup import is_tangled, split_tags

_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "title"})
_BLOCKS = frozenset(
    """
    address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5
    h6 header hr li main nav ol p pre section table td th tr ul title
    """.split()  # noqa: SIM905 reads better
)
_BLANKS = re.compile(r"\n{3,}")


def page_text(markup: str) -> str:
    """Return the visible text of a page, one block a line."""
    return _loose_text(markup) if is_tangled(markup) else _text_of(_parse(markup))


def page_text_and_data(markup: str) -> tuple[str, list[str]]:
    """Return a page's visible text and the content of its JSON-LD scripts."""
    if is_tangled(markup):
        parts = split_tags(markup)
        scripts = [text for tag, text in parts if tag[:7] == "#script" and "ld+json" in tag]
        return _loose_text(markup), scripts
    tree = _parse(markup)
    scripts = [
        node.text()
        for node in tree.css("script[type]")
        if "ld+json" in (node.attributes.get("type") or "").lower()
    ]
    return _text_of(tree), scripts


def _parse(markup: str) -> Any:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 only for HTML

    return LexborHTMLParser(markup)


def _text_of(tree: Any) -> str:
    root = tree.body or tree.root
    return _trim("".join(_parts(root)) if root is not None else "")


def _loose_text(markup: str) -> str:
    """Return the text of markup that is too tangled for a tree, one block a line."""
    parts = []
    for tag, text in split_tags(markup):
        if tag[:1] == "#":
            continue
        if text:
            parts.append(re.sub(r"\s+", " ", text))
        elif tag in _BLOCKS:
            parts.append("\n• " if tag == "li" else "\n")
    return _trim("".join(parts))


def _trim(text: str) -> str:
    lines = "\n".join(line.strip(" \t") for line in text.split("\n"))
    return _BLANKS.sub("\n\n", lines).strip()


def _parts(root: Any) -> Iterator[str]:
    """Yield the text of a page; a block stands on lines of its own."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, kept = stack.pop()  # kept: line breaks count, as in <pre>
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag
        if node.next is not None and node is not root:
            stack.append((node.next, kept))
        if tag == "-text":
            text = node.text(deep=False)
            yield text if kept else re.sub(r"\s+", " ", text)
        elif tag not in _HIDDEN:
            if tag in _BLOCKS:
                yield "\n• " if tag == "li" else "\n"
                stack.append(("\n", kept))
            if node.child is not None:
                stack.append((node.child, kept or tag == "pre"))
