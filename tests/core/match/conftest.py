"""The framework that comes with Metier, and people made of levels rather than of documents."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Ledger, Proficiencies

MakePerson = Callable[..., Proficiencies]


@pytest.fixture(scope="session")
def make_person(framework: Framework) -> MakePerson:
    """Make a person with sure levels in some skills and none in the others."""

    def make(levels: Mapping[str, int], *, document: str = "cv") -> Proficiencies:
        skills = tuple(skill.id for skill in framework.data.skills)
        table = np.zeros((len(skills), 6))
        ledgers = []
        for row, skill in enumerate(skills):
            level = levels.get(skill, 0)
            table[row, level] = 1
            direct = (row,) if skill in levels else ()
            name = document if skill in levels else ""
            ledgers.append(Ledger(direct, (), (), None, False, name, float(level)))
        return Proficiencies(skills, table, ledgers)

    return make


@pytest.fixture(scope="session")
def someone(framework: Framework) -> Proficiencies:
    """A person with a different distribution in every skill, from two documents and none."""
    rng = np.random.default_rng(7)
    skills = tuple(skill.id for skill in framework.data.skills)
    table = rng.dirichlet([2, 1, 1, 1, 0.6, 0.4], len(skills))
    ledgers = [
        Ledger((row,) if row % 3 else (), (), (), None, False, ("", "cv", "letter")[row % 3], 1.0)
        for row in range(len(skills))
    ]
    return Proficiencies(skills, table, ledgers)
