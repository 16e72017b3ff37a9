"""What the library holds about a role or a skill, as plain values for JSON and pages."""

from typing import Any

import msgspec

from metier.core.framework.index import Framework
from metier.core.framework.library import Background, LearningPath
from metier.core.framework.path_load import load_path
from metier.core.framework.types import RoleSpec, Skill

Json = dict[str, Any]


def describe_market(framework: Framework, role: RoleSpec) -> Json:
    """Return the pay and the demand horizon of a role, each with where it comes from."""
    library = framework.library
    found: Json = {"pay": None, "demand": None}
    if library.salaries:
        table = library.salaries
        row = next((row for row in table.rows if row.category == role.pay_category), None)
        if row:
            found["pay"] = {
                "label": row.label,
                "bands": _plain(row.bands),
                "currency": table.currency,
                "period": table.period,
                "region": table.region,
                "year": table.year,
                "provenance": row.provenance,
                "basis": row.basis,
                "caution": table.caution,
            }
    for horizon in library.demand.horizons if library.demand else ():
        for item in horizon.roles:
            if item.role == role.id:
                found["demand"] = {
                    "horizon": horizon.id,
                    "years": horizon.years,
                    "reason": item.reason,
                    "provenance": item.provenance,
                }
    return found


def describe_weights(framework: Framework, role: RoleSpec) -> Json:
    """Return the rule of the weights and the list of tiers that the role goes by."""
    rules = framework.data.priorities
    return {
        "rule": rules.rule.strip(),
        "list": rules.category_list[role.category],
        "importance": dict(rules.importance),
        "tier_factor": dict(rules.tier_factor),
    }


def describe_tracks(framework: Framework, role: RoleSpec) -> list[Json]:
    """Return the source's career tracks that run through a role."""
    return [
        _plain(track)
        for track in framework.library.tracks
        if any(stop.role == role.id for stop in track.stops)
    ]


def describe_practice(framework: Framework, role: RoleSpec) -> Json:
    """Return the projects, interview questions, network and success factors of a role."""
    library = framework.library
    return {
        "projects": [
            _plain(item)
            for file in library.projects
            if file.role == role.id
            for item in file.projects
        ],
        "questions": [
            _plain(item)
            for file in library.interviews
            if file.role == role.id
            for item in file.questions
        ],
        "network": describe_network(framework, role),
        "success_lists": [
            {
                "list": group.success_list,
                "factors": [{"name": item.name, "text": item.text} for item in group.statements],
            }
            for group in library.statements
            if group.success_list in role.success_lists
        ],
    }


def describe_network(framework: Framework, role: RoleSpec | None) -> list[Json]:
    """Return the places where people of a role, or of any, are."""
    return [
        _plain(item)
        for item in framework.library.communities
        if role is None or role.id in item.roles or not item.roles
    ]


def describe_guides(framework: Framework) -> list[Json]:
    """Return how to go about networking, with drafts to edit."""
    return [_plain(item) for item in framework.library.guides]


def describe_teaching(framework: Framework, skill: Skill) -> Json:
    """Return what teaches a skill, what proves it, what asks about it, and its counterparts."""
    library = framework.library
    return {
        "resources": [
            {
                "id": resource.id,
                "title": resource.title,
                "by": resource.by,
                "year": resource.year,
                "kind": resource.kind,
                "price": _plain(resource.price),
                "checked": resource.checked,
                "part": item.part,
                "from": item.from_level,
                "to": item.to_level,
                "hours": item.hours,
            }
            for resource in library.resources
            for item in resource.teaches
            if item.skill == skill.id
        ],
        "projects": [
            {"id": project.id, "role": file.role, "title": project.title, "level": item.level}
            for file in library.projects
            for project in file.projects
            for item in project.evidences
            if item.skill == skill.id
        ],
        "questions": [
            {
                "id": question.id,
                "role": file.role,
                "question": question.question,
                "level": item.level,
            }
            for file in library.interviews
            for question in file.questions
            for item in question.skills
            if item.skill == skill.id
        ],
        "crosswalks": [
            {"scheme": item.scheme, "code": item.code, "label": item.label, "match": item.match}
            for item in library.crosswalks
            if item.skill == skill.id
        ],
    }


def describe_path(framework: Framework, path: LearningPath) -> Json:
    """Return a learning path with the load of each phase held against its months."""
    return {
        "id": path.id,
        "heading": path.heading,
        "summary": path.summary,
        "weekly_hours": path.weekly_hours,
        "assumes": _plain(path.assumes),
        "phases": [
            {
                "phase": phase.phase,
                "months": phase.months,
                "hours": {
                    "low": round(load.hours[0], 1),
                    "likely": round(load.hours[1], 1),
                    "high": round(load.hours[2], 1),
                },
                "offered": {"low": round(load.offered[0]), "high": round(load.offered[1])},
                "fits": load.fits,
                "weekly": round(load.weekly, 1),
                "tasks": _plain(phase.tasks),
            }
            for phase, load in zip(path.phases, load_path(framework, path), strict=True)
        ],
    }


def describe_background(background: Background) -> Json:
    """Return a background."""
    found: Json = _plain(background)
    return found


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)
