"""Whether any role can be said to fit a profile at all."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Floats, Proficiencies

_STAGE = "entry"


class AnyFit(NamedTuple):
    """Whether any role fits, and why.

    Attributes:
        fits: Whether one does: enough of it is shown, or a title names a role.
        shown: The largest share of a role's weight at entry that is shown directly, soft skills
            aside, 0 to 1.
        role: The role of which that much is shown.
        least: The share from which a role can be said to fit.
        named: Whether a title names a role of the framework.
    """

    fits: bool
    shown: float
    role: str
    least: float
    named: bool


def find_any_fit(framework: Framework, proficiencies: Proficiencies, *, named: bool) -> AnyFit:
    """Return whether any role can be said to fit.

    Fit compares the roles with one another, so one of them always comes first, even for a cook.
    What a document shows of a role is held against a share that is set in `fit.yaml`.

    Args:
        framework: The framework.
        proficiencies: The person's levels, with what they rest on.
        named: Whether one of the person's titles names a role.
    """
    shown = np.array([bool(led.direct) or led.rated is not None for led in proficiencies.ledgers])
    shares = _weights(framework) @ shown.astype(np.float64)
    best = int(shares.argmax())
    least = framework.data.fit.least_shown
    most = float(shares[best])
    role = framework.data.roles[best].id
    return AnyFit(fits=named or most >= least, shown=most, role=role, least=least, named=named)


@lru_cache(maxsize=4)
def _weights(framework: Framework) -> Floats:
    """Return the weight of each skill in each role at entry, 0 for soft ones: (roles, skills)."""
    table = np.zeros((len(framework.data.roles), len(framework.data.skills)))
    for row, role in enumerate(framework.data.roles):
        for item, weight in framework.weights(role, _STAGE):
            if framework.skills[item.skill].kind != "soft":
                table[row, framework.rows[item.skill]] = weight
    return table
