"""The questions to begin with when there is no document: those that tell the roles apart."""

from metier.core.framework.index import Framework

_STAGE = "mid"


def first_questions(framework: Framework, *, count: int = 10) -> list[str]:
    """Return the skills whose rating tells the roles apart most, at most one of a domain.

    A skill tells roles apart by the variance of its weight over them: what all ask alike, or
    only one asks a little, tells nothing.
    """
    weights: dict[str, list[float]] = {}
    roles = framework.data.roles
    for number, role in enumerate(roles):
        for item, weight in framework.weights(role, _STAGE):
            weights.setdefault(item.skill, [0.0] * len(roles))[number] = weight
    spread = {skill: _variance(values) for skill, values in weights.items()}
    chosen: list[str] = []
    domains: set[str] = set()
    for skill in sorted(spread, key=lambda name: (-spread[name], name)):
        domain = framework.skills[skill].domain
        if domain not in domains:
            domains.add(domain)
            chosen.append(skill)
        if len(chosen) == count:
            break
    return chosen


def _variance(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / len(values)
