"""Which roles fit: how much better a role explains the profile than the field at large.

For each skill that roles ask for, a person of role r shows it with probability p(r); people at
large with q. What is shown adds log p/q, what is not adds a part of log (1-p)/(1-q), so that a
skill that every role asks for tells nothing. Job titles add what is set in `fit.yaml`. Readiness
plays no part: an undemanding role would always win.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies

_SHOWN = 0.3


class Fit(NamedTuple):
    """How well a role explains a profile.

    Attributes:
        share: Probability of the role among all roles, given the profile; sums to 1.
        log_ratio: Log-likelihood ratio against the field at large, in nats.
        reasons: Skills that speak most for the role, with their part in nats.
        title: The part of the job titles, in nats.
    """

    role: str
    share: float
    log_ratio: float
    reasons: tuple[tuple[str, float], ...]
    title: float


def rank_roles(
    framework: Framework, proficiencies: Proficiencies, titles: Mapping[str, float]
) -> list[Fit]:
    """Return all roles, best fit first.

    Args:
        framework: The framework.
        proficiencies: The person's levels; what is shown counts by P(level >= 2).
        titles: For roles that the person's job titles name, how strongly (0 to 1 for a current
            title, less for past ones).
    """
    rules = framework.data.fit
    shown_by_role = {
        role.id: {item.skill: rules.shown[item.importance] for item in role.requirements}
        for role in framework.data.roles
    }
    universe = {skill for skills in shown_by_role.values() for skill in skills}
    seen = {
        skill: proficiencies.at_least(skill, 2) if proficiencies.is_shown(skill) else 0.0
        for skill in universe
    }
    at_large = {
        skill: max(
            rules.background_floor,
            sum(skills.get(skill, rules.shown_elsewhere) for skills in shown_by_role.values())
            / len(shown_by_role),
        )
        for skill in universe
    }
    scored = []
    for role, skills in shown_by_role.items():
        parts = {}
        for skill in universe:
            p, q = skills.get(skill, rules.shown_elsewhere), at_large[skill]
            here = math.log(p / q)
            gone = rules.absence_weight * math.log((1 - p) / (1 - q))
            parts[skill] = rules.skill_temper * (seen[skill] * here + (1 - seen[skill]) * gone)
        title = rules.title_gain * titles.get(role, 0.0)
        scored.append((role, math.fsum(parts.values()) + title, parts, title))
    return _finish(scored, seen)


def _finish(
    scored: list[tuple[str, float, dict[str, float], float]], seen: Mapping[str, float]
) -> list[Fit]:
    top = max((score for _, score, _, _ in scored), default=0.0)
    total = math.fsum(math.exp(score - top) for _, score, _, _ in scored)
    fits = []
    for role, score, parts, title in scored:
        best = sorted(
            (
                (skill, round(part, 4))
                for skill, part in parts.items()
                if part > 0 and seen[skill] >= _SHOWN
            ),
            key=lambda item: (-item[1], item[0]),
        )[:6]
        fits.append(Fit(role, math.exp(score - top) / total, score, tuple(best), title))
    return sorted(fits, key=lambda fit: (-fit.log_ratio, fit.role))
