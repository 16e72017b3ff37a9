"""Read a repository: its files and its history become skills with proofs, and a profile."""

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from metier.core.errors import DocumentError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Evidence, Profile
from metier.core.repository.digest import how_much, make_digest
from metier.core.repository.history import Log, own_identity, probe, read_log
from metier.core.repository.reader import Contents, read_contents
from metier.core.repository.rules import Rules
from metier.core.repository.skills import find_uses
from metier.core.repository.types import History, Use, months_of, shown_path
from metier.core.workflow.answers import Json, head


class Repository(NamedTuple):
    """What a repository shows about a person, or only shows.

    Attributes:
        document: A text that lists the proofs; the evidence points into it.
        uses: The skills, most lines first.
        authors: Whose work was counted: names or addresses; empty for everybody's.
        chosen: How they were chosen: "option", "git" (the user of this repository's settings)
            or "nobody".
        history: Their commits, or everybody's; None where there is no history.
        contents: What was read and what was left out.
    """

    document: Document
    evidence: tuple[Evidence, ...]
    uses: tuple[Use, ...]
    authors: tuple[str, ...]
    chosen: str
    history: History | None
    contents: Contents


class _Work(NamedTuple):
    """Whose work counts: the history for it, whose it is, how that was chosen, and notes."""

    history: History | None
    authors: tuple[str, ...]
    chosen: str
    notes: tuple[str, ...]

    @property
    def own(self) -> bool:
        """Whether the history is that of the people asked about."""
        return bool(self.authors)


def read_repository(
    framework: Framework,
    root: Path,
    *,
    authors: Sequence[str] = (),
    on_file: Callable[[int], None] | None = None,
) -> Repository:
    """Read the repository in a folder.

    Args:
        framework: The framework whose skills are looked for.
        root: The folder.
        authors: Names or addresses whose work is counted; by default the user that git has
            here, and if nothing is theirs, everybody's, which then proves little.
        on_file: Called with the number of files read so far, after each.

    Raises:
        DocumentError: The folder cannot be read, holds nothing to read, or has no commit of
            the authors named.
    """
    spec = framework.library.repositories
    name = shown_path(root.resolve().name)
    if spec is None:
        raise DocumentError(
            "This framework does not say what a repository shows.",
            code="document-unsupported",
            hint="Its data has no repositories.yaml.",
        )
    _refuse_unusable(root, name)
    work = _choose_work(root, name, tuple(authors))
    rules = Rules(spec)
    contents = read_contents(root, rules, on_file=on_file)
    if not contents.files:
        raise DocumentError(
            f"{name} holds no code, manifest or configuration that can be read.",
            code="document-missing",
            hint=_skipped_sentence(contents.skipped) or "Is it the right folder?",
        )
    kinds = {skill.id: skill.kind for skill in framework.data.skills}
    uses = find_uses(rules, contents.files, work.history, kinds, own=work.own)
    notes = [*work.notes, *(work.history.warnings if work.history else ())]
    skipped = _skipped_sentence(contents.skipped)
    digest = make_digest(
        name,
        _opening(name, work),
        uses,
        {skill: framework.skills[skill].name for skill in kinds},
        [*notes, skipped] if skipped else notes,
    )
    return Repository(
        document=digest.document,
        evidence=digest.evidence,
        uses=uses,
        authors=work.authors,
        chosen=work.chosen,
        history=work.history,
        contents=contents,
    )


def build_repository_profile(
    framework: Framework, repository: Repository, *, backgrounds: Sequence[str] = ()
) -> Profile:
    """Return a new profile of the person whose work a repository holds."""
    return Profile(
        id=str(uuid.uuid4()),
        owner="local",
        name=repository.document.name,
        documents=(repository.document,),
        evidence=repository.evidence,
        framework_version=framework.id.version,
        backgrounds=tuple(backgrounds),
    )


def describe_repository(framework: Framework, path: str, repository: Repository) -> Json:
    """Return what a repository shows, with its proofs."""
    history = repository.history
    months = months_of(history.days) if history else ()
    return {
        **head(framework),
        "path": path,
        "media": repository.document.media,
        "warnings": repository.document.warnings,
        "authors": repository.authors,
        "chosen": repository.chosen,
        "commits": history.commits if history else None,
        "first": months[0] if months else None,
        "last": months[-1] if months else None,
        "people": len(history.people) if history else None,
        "files": len(repository.contents.files),
        "bytes": repository.contents.bytes,
        "skipped": [
            {"reason": reason, "count": count}
            for reason, count in repository.contents.skipped.most_common()
        ],
        "skills": [
            _describe_use(framework, use, item)
            for use, item in zip(repository.uses, repository.evidence, strict=True)
        ],
        "text": repository.document.text,
    }


def _describe_use(framework: Framework, use: Use, item: Evidence) -> Json:
    return {
        "skill": use.skill,
        "name": framework.skills[use.skill].name,
        "sign": use.sign,
        "says": framework.signs[use.sign].label,
        "files": use.files,
        "manifests": use.named,
        "lines": use.lines,
        "days": use.days,
        "months": use.months,
        "first": use.months[0] if use.months else None,
        "last": use.months[-1] if use.months else None,
        "how_much": how_much(use),
        "proofs": [proof._asdict() for proof in use.proofs],
        "start": item.start,
        "end": item.end,
    }


def _refuse_unusable(root: Path, name: str) -> None:
    """Refuse what is no folder to read, or holds a repository's own store and no files.

    Raises:
        DocumentError: It is one of these.
    """
    if root.resolve() == Path(root.resolve().anchor):
        raise DocumentError(
            "The root of the file system is no repository.",
            code="document-unsupported",
            hint="Name the folder of one repository.",
        )
    try:
        names = {entry.name for entry in root.iterdir()}
    except OSError as error:
        raise DocumentError(
            f"{name} cannot be opened: {error.strerror}.",
            code="document-missing",
            hint="Check the path and that you may read it.",
        ) from error
    if {"HEAD", "objects", "refs"} <= names:
        raise DocumentError(
            f"{name} is a bare repository and has no files.",
            code="document-unsupported",
            hint="Clone it and give the clone.",
        )


def _choose_work(root: Path, name: str, authors: tuple[str, ...]) -> _Work:
    """Return whose work counts.

    Raises:
        DocumentError: Authors are named, and no commit is theirs.
    """
    note = _why_no_history(root)
    if note:
        if authors:
            raise _no_such_author(name, authors, note)
        return _Work(None, (), "nobody", (note,))
    wanted = authors or own_identity(root)
    log = read_log(root, wanted)
    if log.mine.commits:
        return _Work(log.mine, wanted, "option" if authors else "git", ())
    if authors:
        raise _no_such_author(name, authors, _who_is_there(log))
    if not log.everyone.commits:
        return _Work(None, (), "nobody", ("No commit touches this folder.", *log.mine.warnings))
    who = f"No commit here is by {wanted[0]}" if wanted else "git has no user here"
    return _Work(
        log.everyone,
        (),
        "nobody",
        (
            f"{who}, so everybody's work is counted, which says little about one person. "
            f"{_who_is_there(log)} Name yourself with --author.",
        ),
    )


def _why_no_history(root: Path) -> str:
    """Return a sentence when no history can be read; empty when one can."""
    try:
        answer = probe(root)
    except FileNotFoundError:
        return "git is not installed here, so nothing is known of who wrote the files, and when."
    if answer.code == 0 and answer.out.strip() == b"true":
        return ""
    if "dubious ownership" in answer.err:
        return (
            "git does not read the history, because the folder belongs to another user; if you "
            f"trust it, 'git config --global --add safe.directory {root.resolve()}' allows it."
        )
    if "not a git repository" in answer.err:
        return "This folder is no git repository, so nothing is known of who wrote it, and when."
    return "git could not read this repository, so nothing is known of who wrote it, and when."


def _who_is_there(log: Log) -> str:
    people = log.everyone.people
    if not people:
        return "It has no commits."
    names = ", ".join(person for person, _ in people[:3])
    return f"Most commits are by {names}."


def _no_such_author(name: str, authors: Sequence[str], why: str) -> DocumentError:
    return DocumentError(
        f"{name} has no commit by {' or '.join(authors)}.", code="author-missing", hint=why
    )


def _opening(name: str, work: _Work) -> str:
    if not work.history:
        return f"Repository {name}, by whom is not known."
    commits = f"{work.history.commits:,} commit{'s' if work.history.commits != 1 else ''}"
    if work.own:
        return f"Repository {name}, the work of {' / '.join(work.authors)}: {commits}."
    return f"Repository {name}, the work of everybody: {commits}."


def _skipped_sentence(skipped: Counter[str]) -> str:
    """Return what was left out, with counts and reasons; empty when it was nothing."""
    if not skipped:
        return ""
    parts = [f"{reason} ({count:,})" for reason, count in skipped.most_common()]
    return f"Left out: {', '.join(parts)}."
