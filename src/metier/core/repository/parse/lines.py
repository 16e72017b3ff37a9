"""What files of line-oriented formats import, call and define, by rules on their lines."""

import re
from collections.abc import Callable, Iterable, Iterator

from metier.core.repository.parse.commands import command_names

Pairs = Iterator[tuple[str, str]]

_JS = re.compile(
    r"(?:\bfrom|\bimport|\brequire[ \t]*\(|\bimport[ \t]*\()[ \t]*['\"]([^'\"\s]{1,200})['\"]"
)
_JVM = re.compile(r"^[ \t]*import[ \t]+(?:static[ \t]+)?([A-Za-z_][\w.]*)", re.MULTILINE)
_R = re.compile(
    r"\b(?:library|require|requireNamespace|loadNamespace)[ \t]*\([ \t]*['\"]?([A-Za-z][\w.]*)"
)
_R_SCOPED = re.compile(r"\b([A-Za-z][\w.]{0,60}):::?[A-Za-z_.]")
_GO_BLOCK = re.compile(r"^import[ \t]*\(", re.MULTILINE)
_GO_ONE = re.compile(r"^import[ \t]+(?:[\w.]+[ \t]+)?\"([^\"\s]+)\"", re.MULTILINE)
_GO_PATH = re.compile(r"\"([^\"\s]+)\"")
_RUST = re.compile(r"^[ \t]*(?:pub[ \t]+)?(?:use|extern[ \t]+crate)[ \t]+:{0,2}(\w+)", re.MULTILINE)
_JULIA = re.compile(r"^[ \t]*(?:using|import)[ \t]+([^\n#]{1,300})", re.MULTILINE)
_RUBY = re.compile(r"^[ \t]*require[ \t(]+['\"]([\w./-]+)", re.MULTILINE)
_DOTNET = re.compile(
    r"^[ \t]*(?:global[ \t]+)?(?:using|Imports|open)[ \t]+(?:static[ \t]+)?([A-Z][\w.]*)",
    re.MULTILINE,
)
_SWIFT = re.compile(r"^[ \t]*(?:@\w+[ \t]+)?import[ \t]+(?:\w+[ \t]+)??(\w+)[ \t]*$", re.MULTILINE)
_INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*[<\"]([^>\"\n]{1,200})[>\"]", re.MULTILINE)
_TERRAFORM = re.compile(
    r"^[ \t]*(?:resource|data|provider)[ \t]+\"([\w-]+)\""
    r"|\bsource[ \t]*=[ \t]*\"[\w.-]+/([\w-]+)\"",
    re.MULTILINE,
)
_FROM = re.compile(r"^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)", re.MULTILINE | re.IGNORECASE)
_IMAGE = re.compile(
    r"^[ \t]*-?[ \t]*(?:image|container):[ \t]*['\"]?([\w./:@-]+)", re.MULTILINE | re.IGNORECASE
)
_ACTION = re.compile(r"^[ \t]*-?[ \t]*uses:[ \t]*['\"]?([\w.-]+/[\w./-]+)@", re.MULTILINE)
_API = re.compile(r"^apiVersion:[ \t]*['\"]?([\w./-]+)", re.MULTILINE)
_KIND = re.compile(r"^kind:[ \t]*['\"]?(\w+)", re.MULTILINE)
_CLOUD_TYPE = re.compile(r"\bType['\"]?:[ \t]*['\"]?(AWS::\w+::\w+)")
_WORKFLOW = re.compile(
    r"(?:^|/)(?:\.github/workflows/|\.circleci/|\.gitlab-ci|\.?azure-pipelines|bitbucket-pipelines|"
    r"buildspec|cloudbuild|taskfile|\.travis|\.drone|\.woodpecker|\.pre-commit-config)"
)


def imported(kind: str, text: str) -> Pairs:
    """Yield (kind of name, name) pairs for what a file of a format imports or defines."""
    reader = _READERS.get(kind)
    if reader:
        yield from reader(text)


def yaml_names(path: str, text: str) -> Pairs:
    """Yield images, actions, objects of Kubernetes and of CloudFormation; and programs called."""
    yield from images(_IMAGE.finditer(text))
    yield from (("action", match[1].lower()) for match in _ACTION.finditer(text))
    for part in re.split(r"^---", text, flags=re.MULTILINE)[:500]:
        api, kind = _API.search(part), _KIND.search(part)
        if api and kind:
            group = api[1].rpartition("/")[0] or "core"
            yield "kubernetes", f"{group}/{kind[1]}"
    yield from (("cloudformation", match[1]) for match in _CLOUD_TYPE.finditer(text))
    if _WORKFLOW.search(path.lower()):
        yield from command_names(text)


def images(matches: Iterable[re.Match[str]]) -> Pairs:
    """Yield the container images that were matched, without registry, tag and digest."""
    for match in matches:
        name = match[1].partition("@")[0]
        host, slash, rest = name.partition("/")
        if slash and ("." in host or ":" in host):
            name = rest
        name = re.sub(r":[^/]*$", "", name)
        if name and name != "scratch":
            yield "image", name.lower().removeprefix("library/")


def docker_images(text: str) -> Pairs:
    """Yield the images that a Dockerfile builds on."""
    return images(_FROM.finditer(text))


def _found(kind: str, *patterns: re.Pattern[str]) -> Callable[[str], Pairs]:
    def read(text: str) -> Pairs:
        for pattern in patterns:
            for match in pattern.finditer(text):
                name = next((group for group in match.groups() if group), "")
                if name:
                    yield kind, name

    return read


def _js(text: str) -> Pairs:
    for match in _JS.finditer(text):
        if not match[1].startswith((".", "/")):
            yield "npm", match[1].lower().removeprefix("node:")


def _go(text: str) -> Pairs:
    end = 0
    while block := _GO_BLOCK.search(text, end):
        end = text.find(")", block.end())
        if end < 0:
            break
        for match in _GO_PATH.finditer(text, block.end(), end):
            yield "go", match[1].lower()
    yield from (("go", match[1].lower()) for match in _GO_ONE.finditer(text))


def _julia(text: str) -> Pairs:
    for match in _JULIA.finditer(text):
        for part in match[1].partition(":")[0].split(","):
            name = part.strip().partition(".")[0]
            if name:
                yield "julia", name


def _ruby(text: str) -> Pairs:
    yield from (("gem", match[1].lower()) for match in _RUBY.finditer(text))


def _rust(text: str) -> Pairs:
    yield from (("crate", match[1].lower()) for match in _RUST.finditer(text))


_READERS: dict[str, Callable[[str], Pairs]] = {
    "web": _js,
    "jvm": _found("jvm", _JVM),
    "r": _found("r", _R, _R_SCOPED),
    "go": _go,
    "rust": _rust,
    "julia": _julia,
    "ruby": _ruby,
    "nuget": _found("nuget", _DOTNET),
    "swift": _found("swift", _SWIFT),
    "c": _found("include", _INCLUDE),
    "terraform": _found("terraform", _TERRAFORM),
}
