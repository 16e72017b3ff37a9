"""The types of what a person does on the way: checking work, practicing, applying.

They describe `checks.yaml`, `practice.yaml` and `applications.yaml`.
"""

from typing import Annotated, Literal

from msgspec import Meta

from metier.core.framework.types import (
    Provenance,
    ReachedLevel,
    Slug,
    Stage,
    Strict,
    Text,
)
from metier.core.framework.way_records import Grade, Status

Days = Annotated[int, Meta(ge=1, le=3650)]
Ease = Annotated[float, Meta(ge=1.1, le=5)]
Looks = Literal["files", "words", "outputs", "several-days", "one-command"]


class CheckSign(Strict, frozen=True):
    """A sign by which files speak to a line of a project's checklist.

    Attributes:
        label: What is looked for, such as "a README".
        line: A regular expression; the sign bears on the lines that it matches.
        looks: What is looked at: names of files, words in the README and other texts, outputs
            of notebooks, days of commits, or a command that starts everything.
        files: Names of files; with a slash their folders too, and * stands for any characters.
        words: Regular expressions to find in the README and other texts.
        leaves: What the sign leaves open, in a sentence.
    """

    id: Slug
    label: Text
    line: Text
    looks: Looks
    leaves: Text
    files: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()


class CheckFile(Strict, frozen=True):
    """The `checks.yaml` file: how finished work is held against a project.

    Attributes:
        own: Sign of evidence for what files of the person's own commits use.
        few: Likewise for what they use in few files or on few days.
        shown: Likewise where it is not known who wrote them.
        named: Likewise for what the texts of the work name, and no file uses.
        readme: Names of files that introduce the work.
        texts: Names of other files that are read for words.
    """

    provenance: Provenance
    basis: Text
    own: Slug
    few: Slug
    shown: Slug
    named: Slug
    readme: tuple[Text, ...]
    texts: tuple[Text, ...]
    signs: tuple[CheckSign, ...]


class PracticeFile(Strict, frozen=True):
    """The `practice.yaml` file: when an interview question comes again.

    Attributes:
        quality: The quality of response, 0 to 5, that a grade stands for.
        passed: Quality from which an answer counts as given; below it a question starts anew.
        first: Days after the first passed answer; `second`, after the second.
        ease: Factor by which intervals grow at first; `least_ease` is the least it falls to.
        longest: The longest interval in days.
        new_each_day: New questions that a day brings, beside those that are due.
        evidence: Why a self-rated answer is no evidence of a skill.
    """

    provenance: Provenance
    basis: Text
    quality: dict[Grade, Annotated[int, Meta(ge=0, le=5)]]
    passed: Annotated[int, Meta(ge=0, le=5)]
    first: Days
    second: Days
    ease: Ease
    least_ease: Ease
    longest: Days
    new_each_day: Annotated[int, Meta(ge=0, le=100)]
    evidence: Text


class StatusSpec(Strict, frozen=True):
    """A status of an application, and those that may follow it.

    Attributes:
        open: The application goes on, and a follow-up is kept.
    """

    id: Status
    label: Text
    open: bool
    next: tuple[Status, ...]


class NeedSpec(Strict, frozen=True):
    """How much a demand of an advert counts, by how it is asked for."""

    need: Literal["must", "nice", "unspecified"]
    weight: Annotated[float, Meta(gt=0)]


class CvRules(Strict, frozen=True):
    """How a CV is cut to one advert.

    Attributes:
        most_lines: Lines kept of one position or project; `least_lines`, even if none of them
            speaks to the advert.
        most_summary: Lines of the summary that are kept.
        most_section: Lines kept of any other section.
    """

    most_lines: Annotated[int, Meta(ge=1, le=100)]
    least_lines: Annotated[int, Meta(ge=0, le=100)]
    most_summary: Annotated[int, Meta(ge=0, le=100)]
    most_section: Annotated[int, Meta(ge=1, le=200)]


class ApplicationFile(Strict, frozen=True):
    """The `applications.yaml` file: the board, the demands of an advert, the CV for it.

    Attributes:
        levels: The level that an advert at a stage is taken to ask of a skill that its role
            does not list; for the others the role says it.
        stage: The stage supposed when an advert does not tell it.
        quoted: Pieces of evidence that are quoted for one demand.
    """

    provenance: Provenance
    basis: Text
    statuses: Annotated[tuple[StatusSpec, ...], Meta(min_length=1)]
    needs: tuple[NeedSpec, ...]
    levels: dict[Stage, ReachedLevel]
    stage: Stage
    quoted: Annotated[int, Meta(ge=1, le=20)]
    cv: CvRules
