"""What Python code imports and uses, by its syntax tree; it is never executed."""

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterable, Iterator

from metier.core.repository.limits import MAX_NAMES

_MAX_DOTS = 6
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([^\n#;]{1,500})", re.MULTILINE)
_FROM = re.compile(
    r"^[ \t]*from[ \t]+([\w.]{1,200})[ \t]+import[ \t]+\(?([^\n#;)]{0,500})", re.MULTILINE
)


def python_names(text: str) -> set[str]:
    """Return the dotted names that code imports or uses through an import.

    `import torch.nn as nn; nn.LSTM()` gives "torch", "torch.nn" and "torch.nn.LSTM". Code that
    is not valid Python 3 is read by its import lines, without strings and comments.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(_bound(_imports_by_line(_without_strings(text))))
    return _names_of(tree)


def _names_of(tree: ast.AST) -> set[str]:
    known: dict[str, str] = {}
    found: set[str] = set()
    uses: list[ast.Attribute] = []
    for node in _nodes(tree):
        if isinstance(node, ast.Attribute):
            uses.append(node)
        elif isinstance(node, ast.Import):
            for item in node.names:
                found.add(item.name)
                top = item.name.partition(".")[0]
                known[item.asname or top] = item.name if item.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            for item in node.names:
                found.add(f"{node.module}.{item.name}")
                known[item.asname or item.name] = f"{node.module}.{item.name}"
    for use in uses:
        name = _dotted(use, known)
        if name:
            found.add(name)
        if len(found) >= MAX_NAMES:
            break
    return set(_bound(found))


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node; faster than `ast.walk`, whose order nobody needs here."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                waiting += [item for item in value if isinstance(item, ast.AST)]
            elif isinstance(value, ast.AST) and value._fields:
                waiting.append(value)


def _dotted(node: ast.Attribute, known: dict[str, str]) -> str | None:
    parts = [node.attr]
    inner: ast.expr = node.value
    while isinstance(inner, ast.Attribute) and len(parts) < _MAX_DOTS:
        parts.append(inner.attr)
        inner = inner.value
    if not isinstance(inner, ast.Name) or inner.id not in known:
        return None
    return ".".join([known[inner.id], *reversed(parts)])


def _bound(names: Iterable[str]) -> Iterator[str]:
    for count, name in enumerate(sorted(names)):
        if count < MAX_NAMES and len(name) <= 200 and name.isprintable():
            yield name


def _without_strings(text: str) -> str:
    """Return code with its strings and comments emptied, as far as it can be told apart."""
    lines: dict[int, list[str]] = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type not in {tokenize.STRING, tokenize.COMMENT}:
                lines.setdefault(token.start[0], []).append(token.string)
    except (tokenize.TokenError, SyntaxError, RecursionError):
        return text
    return "\n".join(_spaced(parts) for _, parts in sorted(lines.items()))


def _spaced(parts: list[str]) -> str:
    return re.sub(r"\s*\.\s*", ".", " ".join(part.strip() for part in parts if part.strip()))


def _imports_by_line(text: str) -> set[str]:
    found = set()
    for match in _IMPORT.finditer(text):
        found |= {part.split()[0] for part in match[1].split(",") if part.split()}
    for match in _FROM.finditer(text):
        if not match[1].startswith("."):
            found.add(match[1])
            parts = (part.split() for part in match[2].split(","))
            found |= {f"{match[1]}.{words[0]}" for words in parts if words and words[0] != "("}
    return {name for name in found if re.fullmatch(r"[\w.*]+", name)}


def setup_requirements(text: str) -> list[str]:
    """Return the requirements that a setup.py states in literals; it is not executed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    named: dict[str, ast.expr] = {}
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            named.update((t.id, node.value) for t in node.targets if isinstance(t, ast.Name))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in {"install_requires", "extras_require", "tests_require"}:
                    value = keyword.value
                    if isinstance(value, ast.Name):
                        value = named.get(value.id, value)
                    found += _texts(value)
    return found


def _texts(value: ast.expr) -> list[str]:
    """Return the strings in a literal; of a dictionary those in its values."""
    values = value.values if isinstance(value, ast.Dict) else [value]
    return [
        node.value
        for item in values
        for node in ast.walk(item)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
