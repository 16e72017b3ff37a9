"""Who wrote what in a repository, and when, from its commits."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from metier.core.repository.git import GitAnswer, GitRun, ask_git
from metier.core.repository.limits import MAX_FILE_BYTES
from metier.core.repository.types import History, Touch
from metier.core.repository.walk import read_file

_START, _FIELD, _END = "\x1e", "\x1f", b"\0"
_FORMAT = "%x1e%H%x1f%aN%x1f%aE%x1f%as%x1f%(trailers:key=Co-authored-by,valueonly,separator=%x1f)"
_LOG = (
    "log",
    "--no-merges",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--find-renames",
    "--numstat",
    "-z",
    "--relative",
    f"--format={_FORMAT}",
    "--",
    ".",
)
_DAY = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])-\d\d")
_PERSON = re.compile(r"\s*(.*?)\s*<([^<>]*)>\s*")
_HASH = re.compile(r"^[0-9a-f]{40,64}$", re.MULTILINE)
_IGNORED = ".git-blame-ignore-revs"


class Person(NamedTuple):
    """Somebody who commits: the name and the address, as git gives them."""

    name: str
    email: str

    def is_called(self, wanted: Sequence[str]) -> bool:
        """Return whether one of the names or addresses, in lower case, is this person's."""
        names = {self.name.lower(), self.email.lower(), f"{self.name} <{self.email}>".lower()}
        return any(text in names for text in wanted)


class Log(NamedTuple):
    """The history for the people asked about, and for everybody.

    Attributes:
        mine: What the people asked about did; no commit when none is theirs.
        everyone: What everybody did.
    """

    mine: History
    everyone: History


class _Tally:
    """What some of the commits did to the files that are there now."""

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()
        self.days: dict[str, set[str]] = {}
        self.commits = 0
        self.all_days: set[str] = set()

    def add_commit(self, day: str) -> None:
        self.commits += 1
        self.all_days.add(day)

    def add_file(self, path: str, day: str, lines: int) -> None:
        self.lines[path] += lines
        self.days.setdefault(path, set()).add(day)

    def history(self, people: Counter[str], warnings: Sequence[str]) -> History:
        return History(
            touched={
                path: Touch(self.lines[path], frozenset(days)) for path, days in self.days.items()
            },
            commits=self.commits,
            days=frozenset(self.all_days),
            people=tuple(people.most_common()),
            warnings=tuple(warnings),
        )


def own_identity(root: Path) -> tuple[str, ...]:
    """Return the name and the address that git would commit with here; empty when unset."""
    found = []
    for key in ("user.name", "user.email"):
        answer = ask_git(root, "config", "--get", key)
        text = answer.out.decode("utf-8", "replace").strip()
        if answer.code == 0 and text:
            found.append(text)
    return tuple(found)


def probe(root: Path) -> GitAnswer:
    """Return what git says about the folder: code 0 when it stands in a work tree."""
    return ask_git(root, "rev-parse", "--is-inside-work-tree")


def read_log(root: Path, authors: Sequence[str]) -> Log:
    """Read the commits that touched the folder.

    Args:
        root: A folder in a work tree.
        authors: Names or addresses of the people asked about.
    """
    wanted = [author.strip().lower() for author in authors]
    hidden, warnings = _hidden_commits(root)
    run = GitRun(root, *_LOG)
    mine, everyone = _Tally(), _Tally()
    people: Counter[str] = Counter()
    names: dict[str, str] = {}
    for commit in _commits(run.chunks()):
        hers = any(person.is_called(wanted) for person in commit.people)
        counts = commit.hash not in hidden and bool(_DAY.fullmatch(commit.day))
        if counts:
            people.update({f"{p.name} <{p.email}>" for p in commit.people})
            everyone.add_commit(commit.day)
            if hers:
                mine.add_commit(commit.day)
        for lines, old, new in commit.files:
            path = names.get(new, new)
            if old:
                names[old] = path
            if counts:
                everyone.add_file(path, commit.day, lines)
                if hers:
                    mine.add_file(path, commit.day, lines)
    if run.code is None:
        warnings.append("The history is too long to be read whole; its newest part was read.")
    elif run.code and everyone.commits:
        warnings.append("git reported damage in the history; what could be read was read.")
    return Log(mine.history(people, warnings), everyone.history(people, warnings))


class _Commit(NamedTuple):
    """A commit; files are (lines added, old path of a rename or empty, path)."""

    hash: str
    day: str
    people: tuple[Person, ...]
    files: list[tuple[int, str, str]]


def _commits(chunks: Iterable[bytes]) -> Iterator[_Commit]:
    """Yield the commits of a log in the format above, newest first."""
    commit: _Commit | None = None
    tokens = _tokens(chunks)
    for token in tokens:
        text = token.lstrip("\n")
        if text.startswith(_START):
            if commit:
                yield commit
            commit = _head(text[1:])
            continue
        parts = text.split("\t", 2)
        if commit is None or len(parts) < 3:
            continue
        added, _, path = parts
        old = ""
        if not path:
            old, path = next(tokens, ""), next(tokens, "")
        if path:
            commit.files.append((int(added) if added.isdecimal() else 0, old, path))
    if commit:
        yield commit


def _head(text: str) -> _Commit:
    fields = [*text.split(_FIELD), "", "", "", ""]
    people = [Person(_clean(fields[1]), _clean(fields[2]))]
    for helper in fields[4:]:
        match = _PERSON.fullmatch(helper.strip()[:300])
        if match:
            people.append(Person(_clean(match[1]), _clean(match[2])))
    return _Commit(fields[0], fields[3], tuple(people), [])


def _clean(text: str) -> str:
    """Return a name without what cannot be shown."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char for char in text if char.isprintable())[:200]


def _tokens(chunks: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(_END)
        yield from (token.decode("utf-8", "surrogateescape") for token in whole)
        if len(rest) > MAX_FILE_BYTES:
            rest = b""
    if rest:
        yield rest.decode("utf-8", "surrogateescape")


def _hidden_commits(root: Path) -> tuple[frozenset[str], list[str]]:
    """Return commits that say nothing of who wrote their lines, and what to say about it.

    The oldest commit of a shallow clone seems to add everything; reformatting is told by the
    file that `git blame` uses for it.
    """
    warnings = []
    found: set[str] = set()
    shallow = ask_git(root, "rev-parse", "--git-path", "shallow").out.decode().strip()
    content = read_file(root, shallow, MAX_FILE_BYTES) if shallow else None
    if content:
        found.update(_HASH.findall(content.decode("ascii", "replace")))
        warnings.append(
            "This is a shallow clone, so who wrote its older lines is not known; "
            "'git fetch --unshallow' brings the rest."
        )
    ignored = read_file(root, _IGNORED, MAX_FILE_BYTES)
    if ignored:
        found.update(_HASH.findall(ignored.decode("ascii", "replace")))
    return frozenset(found), warnings
