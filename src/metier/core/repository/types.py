"""What the parts of the reading of a repository hand to one another."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec


class FileFacts(msgspec.Struct, frozen=True):
    """What one file shows, before any skill is looked for.

    Attributes:
        lines: Lines that are not empty.
        used: (kind, name) pairs of what the file uses, such as ("python", "torch.nn").
        declared: Likewise of what a manifest names.
        generated: A program wrote the file; the rest is empty.
    """

    lines: int = 0
    used: tuple[tuple[str, str], ...] = ()
    declared: tuple[tuple[str, str], ...] = ()
    generated: bool = False


class Touch(NamedTuple):
    """What somebody did to a file: lines added, and the days ("YYYY-MM-DD") of the changes."""

    lines: int
    days: frozenset[str]


class History(NamedTuple):
    """Who did what to which file, as far as the repository's commits tell.

    Attributes:
        touched: By path below the root, what the people asked about did to it.
        commits: Number of their commits.
        days: Days ("YYYY-MM-DD") of their commits.
        people: Everybody with commits, with the number of them, most first.
        warnings: What could not be told, each a sentence.
    """

    touched: dict[str, Touch]
    commits: int
    days: frozenset[str]
    people: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...] = ()


class Proof(NamedTuple):
    """A file that proves a skill.

    Attributes:
        file: Path below the root, as it can be shown.
        why: What in it does, such as "uses torch.nn"; empty for its name alone.
        lines: Lines of it, those of the people asked about where the history tells.
        first: First month of work on it, or None where no history tells; `last` likewise.
        declared: It only names the skill's package.
    """

    file: str
    why: str
    lines: int
    first: str | None
    last: str | None
    declared: bool


class Use(NamedTuple):
    """How a repository shows one skill.

    Attributes:
        files: Files that use it.
        named: Manifests that name it.
        lines: Lines in the files that use it.
        days: Number of days of work on them.
        months: Months of it ("YYYY-MM"), in order.
        proofs: The best files, best first.
        sign: Id of the sign that it amounts to.
    """

    skill: str
    files: int
    named: int
    lines: int
    days: int
    months: tuple[str, ...]
    proofs: tuple[Proof, ...]
    sign: str


def months_of(days: Iterable[str]) -> tuple[str, ...]:
    """Return the months ("YYYY-MM") of days, in order, each once."""
    return tuple(sorted({day[:7] for day in days}))


def shown_path(path: str) -> str:
    """Return a path as text that can be shown: no control characters, no broken encoding."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
