"""The projects that evidence most of what a person misses for a target in the fewest hours."""

import math
from typing import NamedTuple

from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.library import Project
from metier.core.framework.types import STAGES
from metier.core.match.gap import GapItem
from metier.core.plan.cover import Cover, Offer, best_shares, cover_all, cover_most
from metier.core.workflow.answers import Json, describe_readiness, head
from metier.core.workflow.assess import Assessment, Standing, stand_against

MAX_HOURS = 20_000


class ChosenProject(NamedTuple):
    """A project of the set.

    Attributes:
        role: The role whose projects it is among.
        covers: Skill, level that it evidences, share of the way that it covers, and what that
            is worth in readiness; only skills that no other chosen project covers further.
    """

    project: Project
    role: str
    covers: tuple[tuple[str, int, float, float], ...]


class ProjectPlan(NamedTuple):
    """The chosen projects and what they would prove.

    Attributes:
        mode: "most-coverage" within hours, or "least-hours" for all that can be covered.
        hours: The limit of hours, or None.
        missing: Readiness that is missing; `covered` is the part that the projects evidence,
            and `coverable` the part that any projects of these stages could.
        left: Missing skills that no chosen project evidences, the largest loss first.
    """

    role: str
    stage: str
    mode: str
    hours: float | None
    standing: Standing
    projects: tuple[ChosenProject, ...]
    cover: Cover
    missing: float
    coverable: float
    left: tuple[GapItem, ...]
    done: tuple[str, ...]


def plan_projects(
    framework: Framework,
    assessment: Assessment,
    role_id: str,
    stage: str,
    *,
    hours: float | None = None,
) -> ProjectPlan:
    """Return the best set of projects toward a target, proven.

    A project covers a missing skill in full when it evidences the level aimed at, and in part at
    a lower level: by the share of the way from the level held now. Projects of later stages than
    the one aimed at, and those that the portfolio holds already, are left out.

    Args:
        framework: The framework.
        assessment: Where the person stands.
        role_id: The role aimed at.
        stage: The stage aimed at.
        hours: The most hours, or None for the least hours that cover all that can be covered.

    Raises:
        UnknownIdError: No such role or stage.
        UsageError: Hours out of range.
    """
    if hours is not None and not 0 < hours <= MAX_HOURS:
        raise UsageError(
            f"{hours:g} hours cannot be planned with.",
            code="plan-hours",
            hint=f"Give a number above 0 and at most {MAX_HOURS:,}.",
        )
    standing = stand_against(framework, assessment, role_id, stage)
    gaps = {item.skill: item for item in standing.gaps}
    weights = {item.skill: item.missing for item in standing.gaps if item.missing > 0}
    done = tuple(
        dict.fromkeys(item.project for item in assessment.profile.artifacts if item.project)
    )
    found = _candidates(framework, stage, gaps, done)
    offers = [offer for offer, _, _ in found]
    if hours is None:
        cover = cover_all(offers, weights)
    else:
        cover = cover_most(offers, weights, math.floor(hours * 60 + 1e-6))
    whole = best_shares(offers, range(len(offers)))
    reached = best_shares(offers, cover.chosen)
    return ProjectPlan(
        role=standing.readiness.role,
        stage=stage,
        mode="least-hours" if hours is None else "most-coverage",
        hours=hours,
        standing=standing,
        projects=_chosen(found, cover, weights, reached),
        cover=cover,
        missing=math.fsum(weights.values()),
        coverable=math.fsum(weights.get(skill, 0.0) * part for skill, part in whole.items()),
        left=tuple(item for item in standing.gaps if item.skill not in reached),
        done=done,
    )


def describe_projects(framework: Framework, assessment: Assessment, plan: ProjectPlan) -> Json:
    """Return the chosen projects as plain values."""
    scale = 1 / 60 if plan.mode == "least-hours" else 1.0
    return {
        **head(framework, assessment.as_of),
        "role": plan.role,
        "stage": plan.stage,
        "readiness": describe_readiness(plan.standing.readiness),
        "mode": plan.mode,
        "hours_limit": plan.hours,
        "hours": plan.cover.minutes / 60,
        "missing": plan.missing,
        "coverable": plan.coverable,
        "covered": plan.cover.covered,
        "objective": plan.cover.value * scale,
        "bound": plan.cover.bound * scale,
        "projects": [
            {
                "id": item.project.id,
                "title": item.project.title,
                "role": item.role,
                "stage": item.project.stage,
                "brief": item.project.brief,
                "hours_low": item.project.hours[0],
                "hours": item.project.hours[1],
                "hours_high": item.project.hours[2],
                "covers": [
                    {
                        "skill": skill,
                        "name": framework.skills[skill].name,
                        "level": level,
                        "share": share,
                        "gain": gain,
                    }
                    for skill, level, share, gain in item.covers
                ],
            }
            for item in plan.projects
        ],
        "left": [
            {
                "skill": item.skill,
                "name": framework.skills[item.skill].name,
                "target": item.target,
                "missing": item.missing,
            }
            for item in plan.left
        ],
        "done": plan.done,
    }


_Candidate = tuple[Offer, Project, str]


def _candidates(
    framework: Framework, stage: str, gaps: dict[str, GapItem], done: tuple[str, ...]
) -> list[_Candidate]:
    """Return the projects up to a stage that evidence any missing skill, with their shares."""
    latest = STAGES.index(stage)
    found: list[_Candidate] = []
    for file in framework.library.projects:
        for project in file.projects:
            if STAGES.index(project.stage) > latest or project.id in done:
                continue
            shares = {
                item.skill: _share(gaps[item.skill], item.level)
                for item in project.evidences
                if item.skill in gaps and item.level > gaps[item.skill].likely
            }
            if shares:
                minutes = max(1, round(60 * project.hours[1]))
                found.append((Offer(project.id, minutes, shares), project, file.role))
    return sorted(found, key=lambda item: item[1].id)


def _share(gap: GapItem, level: int) -> float:
    """Return the share of the way from the level held to the level aimed at."""
    return min(1.0, (level - gap.likely) / (gap.target - gap.likely))


def _chosen(
    found: list[_Candidate],
    cover: Cover,
    weights: dict[str, float],
    reached: dict[str, float],
) -> tuple[ChosenProject, ...]:
    """Return the chosen projects, most readiness an hour first; each skill counts for one."""
    order = sorted(
        cover.chosen,
        key=lambda index: (
            -sum(weights.get(s, 0.0) * part for s, part in found[index][0].shares.items())
            / found[index][0].minutes,
            found[index][0].id,
        ),
    )
    taken: set[str] = set()
    chosen = []
    for index in order:
        offer, project, role = found[index]
        levels = {item.skill: item.level for item in project.evidences}
        covers = [
            (skill, levels[skill], part, weights[skill] * part)
            for skill, part in offer.shares.items()
            if skill in weights and part >= reached[skill] - 1e-9 and skill not in taken
        ]
        taken |= {skill for skill, *_ in covers}
        covers.sort(key=lambda item: (-item[3], item[0]))
        chosen.append(ChosenProject(project, role, tuple(covers)))
    return tuple(chosen)
