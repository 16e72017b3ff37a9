"""Where real CVs and adverts fall, so that a readiness has something to stand beside."""

from typing import Annotated, Literal

from msgspec import Meta

from metier.core.framework.types import Provenance, Share, Slug, Stage, Strict, Text

Group = Literal["cvs", "adverts"]


class ReferenceSource(Strict, frozen=True):
    """The documents of a group: what they are, how many, from when, and under which licence.

    Attributes:
        date: When the newest of them were gathered.
        method: How their readiness was computed.
    """

    of: Group
    about: Text
    n: Annotated[int, Meta(gt=0)]
    date: Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    licence: Text
    method: Text


class ReferenceRow(Strict, frozen=True):
    """The readiness at the file's percents, over `n` documents of a role and a stage.

    Attributes:
        role: The role that they fit best or name; all roles when None.
        stage: The stage that they are at or ask for; all stages when None.
    """

    of: Group
    n: Annotated[int, Meta(gt=0)]
    at: tuple[Share, ...]
    role: Slug | None = None
    stage: Stage | None = None


class ReferenceFile(Strict, frozen=True):
    """The `market/reference.yaml` file, written by `scripts/reference.py`.

    Attributes:
        percents: The percents that the values of the rows stand at, rising.
        least: The fewest documents that a row rests on.
        framework: Version of the framework that the readiness was computed with.
    """

    provenance: Provenance
    framework: Text
    percents: tuple[Annotated[float, Meta(gt=0, lt=100)], ...]
    least: Annotated[int, Meta(gt=0)]
    sources: tuple[ReferenceSource, ...]
    rows: tuple[ReferenceRow, ...]
