"""Which roles fit: how much better a role explains the profile than the field at large.

A naive Bayes model with shown probabilities (`rolemodel`): each skill and each subject that is
shown or not adds its log-likelihood ratio, tempered because the skills of one document are not
independent. Job titles add what is set in `fit.yaml`. Readiness plays no part: an undemanding role
would always win.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Floats, Proficiencies
from metier.core.match.rolemodel import RoleModel, role_model

_SHOWN = 0.3
_REASONS = 6
_USED = 2


class Fit(NamedTuple):
    """How well a role explains a profile; the parts of `log_ratio` are in nats and sum to it.

    Attributes:
        share: Probability of the role among all roles, given the profile; sums to 1.
        log_ratio: Log-likelihood ratio against the field at large.
        reasons: Skills shown that speak most for the role, with their part.
        against: Skills that speak most against it, shown or missing, with their part.
        title: The part of the job titles.
        domains: Subjects shown or missing that matter most, with their part.
        rest: The part of everything else.
    """

    role: str
    share: float
    log_ratio: float
    reasons: tuple[tuple[str, float], ...]
    title: float
    against: tuple[tuple[str, float], ...] = ()
    domains: tuple[tuple[str, float], ...] = ()
    rest: float = 0.0


def rank_roles(
    framework: Framework, proficiencies: Proficiencies, titles: Mapping[str, float]
) -> list[Fit]:
    """Return all roles, best fit first.

    Args:
        framework: The framework.
        proficiencies: The person's levels; what is shown counts by P(level >= 2).
        titles: For roles that the person's job titles name, how strongly: 1 for a current title,
            less for past ones and for titles of occupations near the role.
    """
    model = role_model(framework)
    used = proficiencies.levels[:, _USED:].sum(axis=1)
    direct = np.array([bool(led.direct) or led.rated is not None for led in proficiencies.ledgers])
    seen = np.where(direct, used, 0.0)
    had = np.maximum(seen, used)
    skills = seen * model.shown + (1 - had) * model.absent
    shown = 1 - np.exp(np.log1p(-np.minimum(seen, 1 - 1e-12)) @ model.members.T)
    domains = shown * model.domain_shown + (1 - shown) * model.domain_absent
    gains = [framework.data.fit.title_gain * titles.get(role, 0.0) for role in model.roles]
    scores = [math.fsum((*skills[row], *domains[row], gain)) for row, gain in enumerate(gains)]
    top = max(scores, default=0.0)
    total = math.fsum(math.exp(score - top) for score in scores)
    fits = [
        _explain(framework, model, row, (skills[row], domains[row], seen))._replace(
            share=math.exp(score - top) / total, log_ratio=score, title=gains[row]
        )
        for row, score in enumerate(scores)
    ]
    fits = [fit._replace(rest=fit.log_ratio - _told(fit)) for fit in fits]
    return sorted(fits, key=lambda fit: (-fit.log_ratio, fit.role))


def _explain(
    framework: Framework, model: RoleModel, row: int, parts: tuple[Floats, Floats, Floats]
) -> Fit:
    """Return the fit of a role with the reasons that matter, its sums not yet filled in."""
    skills, domains, seen = parts
    names = [skill.id for skill in framework.data.skills]
    known = bool((seen > 0).any())
    given = zip(names, skills.tolist(), seen.tolist(), strict=True)
    sides: tuple[list[tuple[str, float]], list[tuple[str, float]]] = ([], [])
    for name, part, share in given:
        if part > 0 and share >= _SHOWN:
            sides[0].append((name, part))
        elif part < 0 and known:
            sides[1].append((name, part))
    subjects = zip(model.domains, domains.tolist(), strict=True)
    matter = sorted(subjects, key=lambda item: (-abs(item[1]), item[0]))[:_REASONS]
    return Fit(
        role=model.roles[row],
        share=0.0,
        log_ratio=0.0,
        reasons=tuple(sorted(sides[0], key=lambda item: (-item[1], item[0]))[:_REASONS]),
        title=0.0,
        against=tuple(sorted(sides[1], key=lambda item: (item[1], item[0]))[:_REASONS]),
        domains=tuple(matter) if known else (),
    )


def _told(fit: Fit) -> float:
    parts = (*fit.reasons, *fit.against, *fit.domains)
    return math.fsum((fit.title, *(part for _, part in parts)))
