"""Bring a profile of an older framework up to this one, and say what changed."""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from metier.core.framework.index import Framework
from metier.core.framework.records import KeptPlan, Profile
from metier.core.framework.way_records import KeptStep


class Migration(NamedTuple):
    """A profile that names only living ids, and a sentence for each id that changed."""

    profile: Profile
    changes: tuple[str, ...]


def migrate_profile(framework: Framework, profile: Profile) -> Migration:
    """Return the profile with retired ids replaced through the redirects.

    A skill that was split passes its evidence on to each of its parts. What names an id that
    is neither alive nor redirected stays in the profile, since an overlay may know it, and is
    told as not used.
    """
    changes: dict[str, None] = {}

    def renew(kind: str, old: str) -> tuple[str, ...]:
        if old in (framework.skills if kind == "skill" else framework.roles):
            return (old,)
        new = living_ids(framework, kind, old)
        if not new:
            changes[
                f"The {kind} {old} is not in this framework; what names it is kept, not used."
            ] = None
            return (old,)
        verb = "was split into" if len(new) > 1 else "is now called"
        changes[f"The {kind} {old} {verb} {', '.join(new)}."] = None
        return new

    def skills(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return _renewed(items, "skill", lambda old: renew("skill", old))

    def roles(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return _renewed(items, "role", lambda old: renew("role", old))

    artifacts = tuple(
        msgspec.structs.replace(item, claims=skills(item.claims)) for item in profile.artifacts
    )
    renewed = msgspec.structs.replace(
        profile,
        evidence=skills(profile.evidence),
        rejections=skills(profile.rejections),
        ratings=skills(profile.ratings),
        progress=skills(profile.progress),
        targets=roles(profile.targets),
        artifacts=artifacts,
        plans=tuple(_renewed_plan(plan, skills, roles, renew) for plan in profile.plans),
        framework_version=framework.id.version,
    )
    return Migration(renewed, tuple(changes))


def _renewed_plan(
    plan: KeptPlan,
    skills: Callable[[tuple[Any, ...]], tuple[Any, ...]],
    roles: Callable[[tuple[Any, ...]], tuple[Any, ...]],
    renew: Callable[[str, str], tuple[str, ...]],
) -> KeptPlan:
    """Return a kept plan under living ids; the parts of a split step share its hours."""
    steps: list[KeptStep] = []
    for step in plan.steps:
        parts = skills((step,)) if step.skill else (step,)
        hours = step.hours / len(parts)
        steps += [msgspec.structs.replace(part, hours=hours) for part in parts]
    request = msgspec.structs.replace(
        plan.request,
        targets=roles(plan.request.targets),
        fixed=skills(plan.request.fixed),
        excluded=tuple(new for old in plan.request.excluded for new in renew("skill", old)),
    )
    return msgspec.structs.replace(plan, steps=tuple(steps), request=request)


def _renewed(
    items: tuple[Any, ...], field: str, renew: Callable[[str], tuple[str, ...]]
) -> tuple[Any, ...]:
    return tuple(
        dict.fromkeys(
            item if new == getattr(item, field) else msgspec.structs.replace(item, **{field: new})
            for item in items
            for new in renew(getattr(item, field))
        )
    )


def living_ids(framework: Framework, kind: str, old: str) -> tuple[str, ...]:
    """Return the living ids that a chain of redirects leads to; the id itself where it lives."""
    known = framework.skills if kind == "skill" else framework.roles
    found: dict[str, None] = {}
    waiting = [old]
    seen = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name in known:
            found[name] = None
        waiting += framework.redirects.get((kind, name), ())
    return tuple(found)


def former_ids(framework: Framework, kind: str, living: str) -> tuple[str, ...]:
    """Return the retired ids that lead to a living one, in the order of their redirects."""
    return tuple(
        old
        for of, old in framework.redirects
        if of == kind and old != living and living in living_ids(framework, kind, old)
    )
