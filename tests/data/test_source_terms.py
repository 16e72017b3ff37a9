"""Whatever the source document lists for the roles at hand is in the framework."""

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest

from eight_roles import ROLES as EIGHT_ROLES
from metier.core.framework.index import Framework
from metier.core.framework.lookup import look_up
from metier.core.framework.types import STAGES

ROLES = set(EIGHT_ROLES)


def source_terms(seed: Path) -> list[tuple[str, str]]:
    """Return (role, term) of every line for the roles at hand."""
    with (seed / "terms.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["role"], row["term"]) for row in rows if row["role"] in ROLES]


def leads_somewhere(framework: Framework, term: str) -> bool:
    answer = look_up(framework, term)
    return answer.skill is not None or answer.heading is not None


def squeeze(text: str) -> str:
    """Return `text` with single spaces and without the marks of bold and quotes."""
    return re.sub(r"\s+", " ", text.replace("**", "")).strip()


def test_the_roles_of_the_source_are_there(framework: Framework) -> None:
    assert set(framework.roles) >= ROLES


@pytest.mark.shared_data
def test_every_term_of_the_source_leads_to_a_skill_or_a_heading(
    framework: Framework, seed: Path
) -> None:
    terms = source_terms(seed)

    lost = [pair for pair in terms if not leads_somewhere(framework, pair[1])]

    assert {role for role, _ in terms} == ROLES
    assert lost == []


@pytest.mark.shared_data
def test_every_term_of_the_source_is_carried_by_a_requirement_or_a_heading(
    framework: Framework, seed: Path
) -> None:
    carried = {
        (role.id, term.lower())
        for role in framework.data.roles
        for item in role.requirements
        for term in item.terms
    }
    headings = {heading.term.lower() for heading in framework.data.headings}

    lost = [
        (role, term)
        for role, term in source_terms(seed)
        if (role, term.lower()) not in carried and term.lower() not in headings
    ]

    assert lost == []


@pytest.mark.shared_data
def test_ladders_quote_the_source(framework: Framework, seed: Path) -> None:
    source = squeeze((seed / "skills-mapping.txt").read_text("utf-8"))

    invented = [
        (role, text)
        for role in sorted(ROLES)
        for rung in framework.roles[role].ladder
        for text in rung.responsibilities
        if squeeze(text) not in source
    ]

    assert all(framework.roles[role].ladder for role in ROLES)
    assert invented == []


def test_every_term_of_a_role_file_leads_to_a_skill_or_a_heading(framework: Framework) -> None:
    lost = [
        (role.id, item.skill, term)
        for role in framework.data.roles
        for item in role.requirements
        for term in item.terms
        if not leads_somewhere(framework, term)
    ]

    assert lost == []


def test_headings_stand_for_skills_that_exist(framework: Framework) -> None:
    for heading in framework.data.headings:
        assert heading.skills
        assert set(heading.skills) <= set(framework.skills)


def test_priority_tiers_hold_skills_that_exist(framework: Framework) -> None:
    rules = framework.data.priorities
    tiered = {skill for tiers in rules.tiers.values() for tier in tiers for skill in tier.skills}

    assert (tiered | {skill for line in rules.universal for skill in line.skills}) - set(
        framework.skills
    ) == set()


def test_no_list_of_priorities_names_a_skill_twice(framework: Framework) -> None:
    for tiers in framework.data.priorities.tiers.values():
        skills = [skill for tier in tiers for skill in tier.skills]
        assert len(skills) == len(set(skills))


def test_ladders_cover_the_stages_in_order(framework: Framework) -> None:
    for role in framework.data.roles:
        assert [stage for rung in role.ladder for stage in rung.stages] == list(STAGES)


def test_targets_never_fall_from_stage_to_stage(framework: Framework) -> None:
    falling = [
        (role.id, item.skill)
        for role in framework.data.roles
        for item in role.requirements
        for low, high in pairwise(STAGES)
        if item.levels.at(low) > item.levels.at(high)
    ]

    assert falling == []
