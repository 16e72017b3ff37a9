"""Which programs scripts, recipes and workflows call, and which packages they install."""

import re
from collections.abc import Iterator

from metier.core.repository.limits import MAX_NAMES
from metier.core.repository.parse.manifests import requirement_names

_SEPARATOR = re.compile(r"&&|\|\||[;|\n]|\$\(|`")
_LEAD = re.compile(
    r"^(?:[\s@+\-'\"(!{]+|(?:run|script|entry|command|cmd|sh|bat)(?::\s*|\s+)(?=['\"|>\w])|"
    r"(?:RUN|CMD|ENTRYPOINT)\s+(?:--\S+\s+)*\[?)+",
)
_WORD = re.compile(r"[\w./+-]+")
_LABEL = re.compile(r"[\w./+-]+[ \t]*:(?:\s|$)")
_CARRIERS = frozenset(
    {"sudo", "env", "time", "exec", "nohup", "then", "do", "else", "if", "xargs", "npx", "bunx"}
)
_RUNNERS = {
    ("uv", "run"),
    ("poetry", "run"),
    ("pipenv", "run"),
    ("pdm", "run"),
    ("hatch", "run"),
    ("conda", "run"),
    ("python", "-m"),
    ("python3", "-m"),
    ("coverage", "run"),
}
_INSTALL = re.compile(r"\bpip3?[ \t]+install[ \t]+([^\n;&|]{1,1000})")


def command_names(text: str) -> Iterator[tuple[str, str]]:
    """Yield ("command", program) for the programs called, each once, in order."""
    found: dict[str, None] = {}
    for part in _SEPARATOR.split(text.replace("\\\n", " ")):
        name = _program(part[:400])
        if name:
            found[name] = None
        if len(found) >= MAX_NAMES:
            break
    yield from (("command", name) for name in found)


def installed_packages(text: str) -> Iterator[tuple[str, str]]:
    """Yield the Python packages that `pip install` names."""
    for match in _INSTALL.finditer(text.replace("\\\n", " ")):
        yield from requirement_names(word.strip("'\"") for word in match[1].split())


def _program(part: str) -> str:
    call = _LEAD.sub("", part, count=1)[:200]
    words = [] if _LABEL.match(call) else _WORD.findall(call)
    while words:
        if words[0] in _CARRIERS:
            words = words[1:]
        elif tuple(words[:2]) in _RUNNERS:
            words = words[2:]
        else:
            break
    return words[0].rpartition("/")[2].lower() if words else ""
