"""How likely people of a role show each skill and each subject, beside the field at large.

A role's own requirements come first. A skill that it does not name is expected by what implies
it (who works with PyTorch shows deep learning) and by the roles that ask alike (data engineers
use Git, though only their neighbors ask for it). The field at large is the mean over the roles, so
a skill that all show alike tells nothing.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Floats

_MOST = 0.92
_DOMAIN_RANGE = (0.05, 0.95)


class RoleModel(NamedTuple):
    """Log-likelihood ratios against the field at large, in nats.

    Attributes:
        roles: Role ids, r of them.
        shown: What a shown skill adds, shape (r, skills of the framework).
        absent: What one that is not shown adds, of the same shape; mostly 0 or less.
        domains: Ids of the skill domains, d of them.
        members: Which skills belong to each, shape (d, skills), 0 or 1.
        domain_shown: What a domain of which something is shown adds, shape (r, d).
        domain_absent: What one of which nothing is shown adds.
    """

    roles: tuple[str, ...]
    shown: Floats
    absent: Floats
    domains: tuple[str, ...]
    members: Floats
    domain_shown: Floats
    domain_absent: Floats


@lru_cache(maxsize=4)
def role_model(framework: Framework) -> RoleModel:
    """Return the model of all roles of a framework; computed once."""
    rules = framework.data.fit
    skills = framework.data.skills
    asked, blocking = _asked(framework)
    chance = _spread(framework, asked)
    large = chance.mean(axis=0)
    soft = np.array([rules.soft_weight if skill.kind == "soft" else 1.0 for skill in skills])
    weight = rules.skill_temper * soft
    missing = np.where(blocking, rules.blocker_absence, rules.absence_weight)
    domains = tuple(dict.fromkeys(skill.domain for skill in skills))
    members = np.array([[float(skill.domain == name) for skill in skills] for name in domains])
    hits = 1 - np.exp(rules.skill_temper * np.log1p(-chance) @ members.T)
    hits = np.clip(hits, *_DOMAIN_RANGE)
    usual = hits.mean(axis=0)
    return RoleModel(
        roles=tuple(role.id for role in framework.data.roles),
        shown=weight * np.log(chance / large),
        absent=weight * missing * np.log((1 - chance) / (1 - large)),
        domains=domains,
        members=members,
        domain_shown=rules.domain_weight * np.log(hits / usual),
        domain_absent=rules.domain_weight * np.log((1 - hits) / (1 - usual)),
    )


def _asked(framework: Framework) -> tuple[Floats, Floats]:
    """Return P(shown | role) of what each role asks, 0 for the rest; and which are blockers."""
    rules = framework.data.fit
    shape = (len(framework.data.roles), len(framework.data.skills))
    asked, blocking = np.zeros(shape), np.zeros(shape)
    for row, role in enumerate(framework.data.roles):
        for item in role.requirements:
            column = framework.rows[item.skill]
            chance = rules.shown_blocker if item.blocker else rules.shown[item.importance]
            asked[row, column] = chance
            blocking[row, column] = item.blocker
    return asked, blocking


def _spread(framework: Framework, asked: Floats) -> Floats:
    """Return P(shown | role) of every skill: what is asked, and what goes with it."""
    rules = framework.data.fit
    spared = np.ones_like(asked)
    for skill in framework.data.skills:
        for item in skill.implies:
            passed = rules.implied_share * item.strength * asked[:, framework.rows[skill.id]]
            spared[:, framework.rows[item.skill]] *= 1 - passed
    own = 1 - (1 - asked) * spared * (1 - rules.shown_elsewhere)
    lent = _likeness(asked) @ own
    rest = 1 - (1 - own) * (1 - rules.alike_share * lent)
    chance: Floats = np.minimum(np.where(asked > 0, asked, rest), _MOST)
    return chance


def _likeness(asked: Floats) -> Floats:
    """Return how alike the roles ask: squared cosines, 0 to oneself, rows summing to 1."""
    length = np.linalg.norm(asked, axis=1, keepdims=True)
    unit = asked / np.where(length > 0, length, 1)
    alike: Floats = (unit @ unit.T) ** 2
    np.fill_diagonal(alike, 0)
    total = alike.sum(axis=1, keepdims=True)
    return alike / np.where(total > 0, total, 1)
