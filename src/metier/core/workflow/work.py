"""Read finished work, a folder or one file, into what a check can go by."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from metier.core.assess.checklist import Work, match_names
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError
from metier.core.framework.doing_types import CheckFile
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.repository.inventory import Inventory, read_words, take_inventory
from metier.core.repository.limits import MAX_NOTEBOOK_BYTES
from metier.core.repository.parse.formats import format_of
from metier.core.repository.reader import read_single
from metier.core.repository.rules import Rules
from metier.core.repository.skills import find_uses
from metier.core.repository.types import Use, shown_path
from metier.core.repository.walk import Found, read_file
from metier.core.workflow.repository import read_repository

_PAPERS = frozenset({None, "markup", "text"})
_BY_NAME = "Whose work it is cannot be told from one file; give the folder of its repository."


class FinishedWork(NamedTuple):
    """Finished work, read and not run.

    Attributes:
        name: Name of the folder or file.
        work: What the checklist is held against.
        uses: What its code uses, by skill.
        own: Whether the uses are those of the person's own commits.
        opening: Whose work it is read as, in a sentence.
        commits: Number of commits that count, or None without a history.
        notes: What could not be told, each a sentence.
    """

    name: str
    work: Work
    uses: dict[str, Use]
    own: bool
    opening: str
    commits: int | None
    notes: tuple[str, ...]


def read_work(
    framework: Framework, rules: CheckFile, path: Path, *, authors: tuple[str, ...] = ()
) -> FinishedWork:
    """Return finished work in a folder or a file.

    Raises:
        DocumentError: There is nothing to read, it cannot be read, or the authors named have no
            commit in it.
    """
    if path.is_dir():
        return _read_folder(framework, rules, path, authors)
    if authors:
        raise DocumentError(
            f"{path.name} is one file and has no history of commits.",
            code="author-missing",
            hint="Give the folder of its repository.",
        )
    return _read_file(framework, path)


def text_document(name: str, text: str) -> Document:
    """Return a text of the work as a document whose mentions can be read."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Document(name, "markdown", digest, text, "en", 0, (), ())


def _read_folder(
    framework: Framework, rules: CheckFile, path: Path, authors: tuple[str, ...]
) -> FinishedWork:
    spec = framework.library.repositories
    readable = (*rules.readme, *rules.texts)
    inventory = take_inventory(
        path,
        skipped=spec.skipped_folders if spec else (),
        is_text=lambda name: bool(match_names(readable, [name])),
    )
    try:
        found = read_repository(framework, path, authors=authors)
    except DocumentError as error:
        if error.code != "document-missing" or not inventory.texts:
            raise
        return _texts_alone(path, inventory)
    history = found.history
    return FinishedWork(
        found.document.name,
        Work(
            inventory.files,
            _readme_first(rules, inventory),
            inventory.outputs,
            tuple(sorted(history.days)) if history else (),
        ),
        {use.skill: use for use in found.uses},
        bool(found.authors),
        found.document.text.partition("\n")[0],
        history.commits if history else None,
        found.document.warnings,
    )


def _readme_first(rules: CheckFile, inventory: Inventory) -> dict[str, str]:
    """Return the texts with those that introduce the work first."""
    first = match_names(rules.readme, inventory.texts)
    return {name: inventory.texts[name] for name in dict.fromkeys((*first, *inventory.texts))}


def _texts_alone(path: Path, inventory: Inventory) -> FinishedWork:
    name = shown_path(path.resolve().name)
    return FinishedWork(
        name,
        Work(inventory.files, inventory.texts, inventory.outputs, ()),
        {},
        False,
        f"Folder {name}, by whom is not known.",
        None,
        ("It holds no code, manifest or configuration; only its texts were read.",),
    )


def _read_file(framework: Framework, path: Path) -> FinishedWork:
    """Return one file: a notebook or code by what it uses, a document by its words."""
    name = shown_path(path.name)
    texts: dict[str, str] = {}
    outputs: dict[str, int] = {}
    uses: dict[str, Use] = {}
    kind = format_of(path.name) if path.is_file() else None
    if kind in _PAPERS:
        with DocumentReader() as documents:
            texts[name] = documents.read_path(path).text
    else:
        uses = _uses_of(framework, path)
        content = read_file(path.parent, path.name, MAX_NOTEBOOK_BYTES)
        book = read_words(content) if content and kind == "notebook" else None
        if book is not None:
            texts[name], outputs[name] = book
    opening = f"File {name}, by whom is not known."
    work = Work((name,), texts, outputs, ())
    return FinishedWork(name, work, uses, False, opening, None, (_BY_NAME,))


def _uses_of(framework: Framework, path: Path) -> dict[str, Use]:
    spec = framework.library.repositories
    if spec is None:
        return {}
    rules = Rules(spec)
    size = path.stat().st_size
    contents = read_single(path.parent, Found(path.name, size), rules)
    if not contents.files:
        why = ", ".join(contents.skipped) or "it cannot be read"
        raise DocumentError(
            f"{path.name} cannot be read as code: {why}.",
            code="document-unsupported",
            hint="Give a folder, a notebook or a document.",
        )
    kinds = {skill.id: skill.kind for skill in framework.data.skills}
    uses = find_uses(rules, contents.files, None, kinds, own=False)
    return {use.skill: use for use in uses}
