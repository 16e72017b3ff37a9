"""The uses of skills as a text that proves them, and as evidence that points into it."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from metier.core.framework.records import REPOSITORY, Document, Evidence
from metier.core.repository.types import Proof, Use


class Digest(NamedTuple):
    """What is kept of a repository: a document that lists the proofs, and the evidence."""

    document: Document
    evidence: tuple[Evidence, ...]


def make_digest(
    name: str,
    opening: str,
    uses: Sequence[Use],
    names: Mapping[str, str],
    warnings: Sequence[str],
) -> Digest:
    """Return the digest of a repository.

    Args:
        name: Name of its folder, as it can be shown.
        opening: A sentence on whose work it is read as.
        uses: The skills that it shows.
        names: Names of skills by id.
        warnings: What was left out, each a sentence.
    """
    text = f"{opening}\n"
    spans: list[tuple[Use, int, int]] = []
    for use in uses:
        proofs = (proof_line(proof) for proof in use.proofs if proof.file)
        block = "\n".join([f"{names[use.skill]}: {how_much(use)}", *proofs])
        spans.append((use, len(text) + 1, len(text) + 1 + len(block)))
        text += f"\n{block}\n"
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    document = Document(
        name=name,
        media=REPOSITORY,
        sha256=digest,
        text=text,
        language="en",
        pages=0,
        sections=(),
        positions=(),
        warnings=tuple(warnings),
    )
    evidence = tuple(
        Evidence(
            skill=use.skill,
            kind="claim",
            sign=use.sign,
            document=digest,
            start=start,
            end=end,
            section=REPOSITORY,
            month=use.months[-1] if use.months else None,
            file=use.proofs[0].file if use.proofs else "",
        )
        for use, start, end in spans
    )
    return Digest(document, evidence)


def how_much(use: Use) -> str:
    """Return in words how much a repository shows of a skill."""
    if use.files:
        parts = [_counted(use.files, "file"), _counted(use.lines, "line")]
    elif use.named:
        parts = [f"named in {_counted(use.named, 'manifest')}"]
    else:
        parts = [proof.why for proof in use.proofs]
    return ", ".join([*parts, *([span] if (span := since(use.months)) else [])])


def since(months: Sequence[str]) -> str:
    """Return the first and the last of months that are in order; empty without any."""
    if not months:
        return ""
    return months[0] if months[0] == months[-1] else f"{months[0]} to {months[-1]}"


def proof_line(proof: Proof) -> str:
    """Return one proof, a file, as a line."""
    parts = [proof.why] if proof.why else []
    if not proof.declared:
        parts.append(_counted(proof.lines, "line"))
    return f"  {proof.file}: {', '.join(parts)}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' if number != 1 else ''}"
