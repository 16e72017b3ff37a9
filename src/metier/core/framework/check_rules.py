"""The rules that the framework's files must keep together. One function each."""

import math
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath
from typing import get_args

from metier.core.framework.check_view import Placed, Problem, View
from metier.core.framework.graph import find_cycles
from metier.core.framework.terms import normalize_term
from metier.core.framework.types import (
    LEVELS,
    MAX_LEVEL,
    STAGES,
    Alias,
    Category,
    EvidenceFile,
    FitFile,
    HeadingFile,
    Importance,
    Kind,
    LevelFile,
    PriorityFile,
    RedirectFile,
    SkillFile,
    StageFile,
)

_ALL_LEVELS = range(1, MAX_LEVEL + 1)


def check_ids(view: View) -> Iterator[Problem]:
    """An id stands once, and a file is named for what it holds."""
    seen: dict[str, str] = {}
    for file, index, _, spec in view.skills:
        if spec.id in seen:
            yield Problem(
                file,
                ("skills", index, "id"),
                "id-duplicate",
                f"The skill id {spec.id!r} is already used in {seen[spec.id]}.",
            )
        seen.setdefault(spec.id, file)
    for file, value in view.of(SkillFile):
        domain = value.domain.id
        if PurePosixPath(file).stem != domain.rpartition(":")[2]:
            yield Problem(
                file,
                ("domain", "id"),
                "file-name",
                f"The domain {domain!r} must stand in skills/{domain}.yaml.",
            )
    roles: set[str] = set()
    for file, role in view.roles:
        if role.id in roles:
            yield Problem(file, ("id",), "id-duplicate", f"The role id {role.id!r} is used twice.")
        roles.add(role.id)
        if PurePosixPath(file).stem != role.id.rpartition(":")[2]:
            yield Problem(
                file,
                ("id",),
                "file-name",
                f"The role {role.id!r} must stand in roles/{role.id}.yaml.",
            )


def check_references(view: View) -> Iterator[Problem]:
    """Every id that is named exists."""
    roles = {role.id for _, role in view.roles}
    if "skills" not in view.broken:
        for file, path, skill in view.references():
            if skill not in view.by_id:
                yield Problem(file, path, "id-unknown", f"There is no skill {skill!r}.")
    if "role" not in view.broken:
        for file, path, role_id in view.role_references():
            if role_id not in roles:
                yield Problem(file, path, "id-unknown", f"There is no role {role_id!r}.")


def check_redirects(view: View) -> Iterator[Problem]:
    """A retired id is not in use, and is retired once."""
    live = {"skill": set(view.by_id), "role": {role.id for _, role in view.roles}}
    seen: set[tuple[str, str]] = set()
    for file, value in view.of(RedirectFile):
        for i, redirect in enumerate(value.redirects):
            if (redirect.kind, redirect.old) in seen:
                yield Problem(
                    file,
                    ("redirects", i, "old"),
                    "id-duplicate",
                    f"The {redirect.kind} {redirect.old!r} is retired twice.",
                )
            seen.add((redirect.kind, redirect.old))
            if redirect.old in live[redirect.kind]:
                yield Problem(
                    file,
                    ("redirects", i, "old"),
                    "redirect-live",
                    f"The {redirect.kind} {redirect.old!r} is retired here but still exists.",
                )


def check_levels(view: View) -> Iterator[Problem]:
    """Every skill describes all five levels and says what each step takes."""
    for file, index, _, spec in view.skills:
        for level in _ALL_LEVELS:
            if level not in spec.levels:
                yield Problem(
                    file,
                    ("skills", index, "levels"),
                    "descriptor-missing",
                    f"{spec.id} does not describe level {level}.",
                )
            if level not in spec.effort:
                yield Problem(
                    file,
                    ("skills", index, "effort"),
                    "effort-missing",
                    f"{spec.id} gives no hours for the step to level {level}.",
                )
        for level, (low, likely, high) in spec.effort.items():
            if not low < likely < high:
                yield Problem(
                    file,
                    ("skills", index, "effort", level),
                    "effort-order",
                    f"{spec.id} at level {level}: hours must rise from low to likely to high.",
                )


def check_prerequisites(view: View) -> Iterator[Problem]:
    """Prerequisites lie no higher than the step, and no step waits for itself."""
    graph: dict[tuple[str, int], list[tuple[str, int]]] = {}
    places: dict[str, Placed] = {}
    for placed in view.skills:
        spec = placed.spec
        places.setdefault(spec.id, placed)
        for level in _ALL_LEVELS:
            steps = [(spec.id, level - 1)] if level > 1 else []
            steps += [(need.skill, need.level) for need in spec.prerequisites.get(level, ())]
            graph[spec.id, level] = steps
        for level, needs in spec.prerequisites.items():
            for i, need in enumerate(needs):
                if need.level > level:
                    yield Problem(
                        placed.file,
                        ("skills", placed.row, "prerequisites", level, i, "level"),
                        "level-unreachable",
                        f"{spec.id} at level {level} needs {need.skill} at level {need.level}: "
                        "a prerequisite may not be higher than the step.",
                    )
    for cycle in find_cycles(graph):
        skill, level = cycle[0]
        placed = places[skill]
        path = " needs ".join(f"{name} at {step}" for name, step in cycle)
        yield Problem(
            placed.file,
            ("skills", placed.row, "prerequisites", level),
            "prerequisite-cycle",
            f"These steps wait for one another: {path}.",
        )


def check_broader(view: View) -> Iterator[Problem]:
    """The parents of a skill form a tree."""
    graph = {spec.id: [spec.broader] if spec.broader else [] for spec in view.by_id.values()}
    for cycle in find_cycles(graph):
        placed = next(item for item in view.skills if item.spec.id == cycle[0])
        yield Problem(
            placed.file,
            ("skills", placed.row, "broader"),
            "broader-cycle",
            f"These skills are each other's parents: {', '.join(cycle)}.",
        )


def check_aliases(view: View) -> Iterator[Problem]:
    """A spelling belongs to one skill; others may claim it only with a context rule."""
    owners: dict[str, str] = {normalize_term(skill): skill for skill in view.by_id}
    for file, index, _, spec in view.skills:
        term = normalize_term(spec.name)
        owner = owners.setdefault(term, spec.id)
        if owner != spec.id:
            yield Problem(
                file,
                ("skills", index, "name"),
                "alias-duplicate",
                f"{term!r} already names {owner}.",
            )
    for file, index, _, spec in view.skills:
        for i, alias in enumerate(spec.aliases):
            if isinstance(alias, Alias) and alias.near:
                continue
            term = normalize_term(view.alias_text(alias))
            owner = owners.setdefault(term, spec.id)
            if owner != spec.id:
                yield Problem(
                    file,
                    ("skills", index, "aliases", i),
                    "alias-duplicate",
                    f"{term!r} already names {owner}; give one of them a context rule.",
                )


def check_texts(view: View) -> Iterator[Problem]:
    """No definition or level descriptor stands twice."""
    seen: dict[str, str] = {}
    for file, index, _, spec in view.skills:
        texts: list[tuple[tuple[str | int, ...], str]] = [(("definition",), spec.definition)]
        texts += [(("levels", level), text) for level, text in spec.levels.items()]
        for path, text in texts:
            key = normalize_term(text).rstrip(".")
            where = f"{spec.id} {'.'.join(map(str, path))}"
            if key in seen:
                yield Problem(
                    file,
                    ("skills", index, *path),
                    "text-copied",
                    f"{where} repeats {seen[key]} word for word.",
                )
            seen.setdefault(key, where)


def check_roles(view: View) -> Iterator[Problem]:
    """Requirements stand once, rise with the stage, and rest on steps that have hours."""
    for file, role in view.roles:
        seen: set[str] = set()
        for i, requirement in enumerate(role.requirements):
            path = ("requirements", i)
            if requirement.skill in seen:
                yield Problem(
                    file,
                    path,
                    "requirement-duplicate",
                    f"{role.id} asks for {requirement.skill} twice.",
                )
            seen.add(requirement.skill)
            targets = [requirement.levels.at(stage) for stage in STAGES]
            if targets != sorted(targets):
                yield Problem(
                    file,
                    (*path, "levels"),
                    "target-falls",
                    f"{role.id} asks less of {requirement.skill} at a later stage: {targets}.",
                )
            if max(targets) == 0:
                yield Problem(
                    file,
                    (*path, "levels"),
                    "target-missing",
                    f"{role.id} names {requirement.skill} but asks for it at no stage.",
                )
            spec = view.by_id.get(requirement.skill)
            missing = [n for n in range(1, max(targets) + 1) if spec and n not in spec.effort]
            if missing:
                yield Problem(
                    file,
                    (*path, "levels"),
                    "target-without-effort",
                    f"{requirement.skill} gives no hours for level {missing[0]}, which "
                    f"{role.id} asks for.",
                )
        for stage in STAGES:
            if stage not in role.gates:
                yield Problem(
                    file, ("gates",), "gate-missing", f"{role.id} has no gate for {stage}."
                )


def check_evidence(view: View) -> Iterator[Problem]:
    """Claims are one-sided and flat above their cap; priors are distributions."""
    if view.evidence is None:
        return
    file, value = view.evidence
    for kind, prior in value.priors.items():
        if not math.isclose(sum(prior), 1, abs_tol=1e-9):
            yield Problem(
                file,
                ("priors", kind),
                "prior-sum",
                f"The prior for {kind} sums to {sum(prior):.4f}, not 1.",
            )
    seen: set[str] = set()
    for i, sign in enumerate(value.signs):
        path = ("signs", i)
        shape = list(sign.likelihood)
        if sign.id in seen:
            yield Problem(file, (*path, "id"), "id-duplicate", f"Sign {sign.id!r} stands twice.")
        seen.add(sign.id)
        if not all(0 < p <= 1 for p in shape):
            yield Problem(
                file,
                (*path, "likelihood"),
                "sign-range",
                f"{sign.id}: every likelihood must lie above 0 and at most at 1.",
            )
        if sign.claim and shape != sorted(shape):
            yield Problem(
                file,
                (*path, "likelihood"),
                "sign-falls",
                f"{sign.id} is a claim, so its likelihood may not fall as the level rises.",
            )
        if sign.claim and len(set(shape[sign.cap or MAX_LEVEL :])) > 1:
            yield Problem(
                file,
                (*path, "likelihood"),
                "sign-cap",
                f"{sign.id} must be flat above its cap {sign.cap}.",
            )


def check_tables(view: View) -> Iterator[Problem]:
    """A table that the engine looks something up in has an entry for all that may be asked."""
    for file, path, held, needed in _tables(view):
        missing = [str(key) for key in needed if key not in held]
        if missing:
            yield Problem(
                file,
                path,
                "table-incomplete",
                f"{'.'.join(map(str, path))} has no entry for {', '.join(missing)}.",
            )
    for file, value in view.of(StageFile):
        for i, stage in enumerate(value.stages):
            if len(stage.years) != len(value.year_bands) + 1:
                yield Problem(
                    file,
                    ("stages", i, "years"),
                    "table-incomplete",
                    f"{stage.id} needs {len(value.year_bands) + 1} shares, one for each band.",
                )


def _tables(
    view: View,
) -> Iterator[tuple[str, tuple[str | int, ...], Collection[object], Iterable[object]]]:
    """Return each table's file, path, what it holds, and what it must hold."""
    for file, rules in view.of(PriorityFile):
        yield file, ("importance",), rules.importance, get_args(Importance)
        tiers = {tier.tier for tiers in rules.tiers.values() for tier in tiers}
        yield file, ("tier_factor",), rules.tier_factor, sorted(tiers)
        yield file, ("category_list",), rules.category_list, get_args(Category)
        yield file, ("tiers",), rules.tiers, sorted(set(rules.category_list.values()))
    for file, fit in view.of(FitFile):
        yield file, ("shown",), fit.shown, get_args(Importance)
    for file, evidence in view.of(EvidenceFile):
        yield file, ("priors",), evidence.priors, get_args(Kind)
    for file, levels in view.of(LevelFile):
        yield file, ("levels",), [item.level for item in levels.levels], LEVELS
    for file, stages in view.of(StageFile):
        yield file, ("stages",), [item.id for item in stages.stages], STAGES


def check_headings(view: View) -> Iterator[Problem]:
    """A heading is not also the name of a skill, nor an alias that needs no context."""
    names = {normalize_term(placed.spec.name) for placed in view.skills}
    for placed in view.skills:
        names.update(
            normalize_term(view.alias_text(alias))
            for alias in placed.spec.aliases
            if isinstance(alias, str) or not (alias.near or alias.never)
        )
    for file, value in view.of(HeadingFile):
        for i, heading in enumerate(value.headings):
            if normalize_term(heading.term) in names:
                yield Problem(
                    file,
                    ("headings", i, "term"),
                    "heading-is-skill",
                    f"{heading.term!r} also names a skill, so it needs no heading.",
                )


RULES = (
    check_ids,
    check_references,
    check_redirects,
    check_levels,
    check_prerequisites,
    check_broader,
    check_aliases,
    check_texts,
    check_roles,
    check_evidence,
    check_tables,
    check_headings,
)
