"""Where a readiness stands among real CVs, and among applicants whom real adverts look for."""

from itertools import pairwise
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.reference_types import Group, ReferenceFile, ReferenceRow


class Place(NamedTuple):
    """A value's place among documents of one group.

    Attributes:
        below: Share of the documents that lie below the value, 0 to 1, by straight lines between
            the percentiles that are known.
        n: How many documents the percentiles rest on.
        date: Month in which the newest of them were gathered.
        role: The role that they are of, or None for all roles.
        stage: The stage that they are of, or None for all stages.
        about: What the documents are.
    """

    below: float
    n: int
    date: str
    role: str | None
    stage: str | None
    about: str


class Places(NamedTuple):
    """A value's place among CVs and among adverts; None where there is no figure."""

    cvs: Place | None
    adverts: Place | None


def place_readiness(framework: Framework, role: str, stage: str, value: float) -> Places:
    """Return the share of real CVs and of adverts' applicants that lie below a readiness.

    CVs are of people whom the role fits best, at the stage that they are at; adverts are of the
    role, and their applicant has exactly what they ask. Where a role's stage has too few, all its
    stages are taken; for CVs all roles, where the role has too few.

    Args:
        framework: The framework; its library may hold no reference.
        role: Id of a role.
        stage: Id of a stage.
        value: A readiness, 0 to 1.

    Raises:
        UnknownIdError: No such role or stage.
    """
    asked, at = framework.role(role).id, framework.stage(stage)
    reference = framework.library.reference
    if reference is None:
        return Places(None, None)
    near: list[tuple[str | None, str | None]] = [(asked, at), (asked, None)]
    return Places(
        cvs=_place(reference, "cvs", [*near, (None, None)], value),
        adverts=_place(reference, "adverts", near, value),
    )


def _place(
    reference: ReferenceFile,
    group: Group,
    wanted: list[tuple[str | None, str | None]],
    value: float,
) -> Place | None:
    rows = {(row.role, row.stage): row for row in reference.rows if row.of == group}
    row = next((rows[key] for key in wanted if key in rows), None)
    if row is None:
        return None
    source = next(source for source in reference.sources if source.of == group)
    return Place(
        below=_share_below(reference, row, value),
        n=row.n,
        date=source.date,
        role=row.role,
        stage=row.stage,
        about=source.about,
    )


def _share_below(reference: ReferenceFile, row: ReferenceRow, value: float) -> float:
    """Return the share below a value; nothing lies below 0 and all below 1."""
    points = [(0.0, 0.0), *zip(row.at, (p / 100 for p in reference.percents), strict=True)]
    points.append((1.0, 1.0))
    for (low, under), (high, over) in pairwise(points):
        if value < high:
            return under + (over - under) * max(0.0, value - low) / (high - low)
    return 1.0
