"""The framework holds what its users are promised, role by role and skill by skill."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from eight_roles import ROLES as EIGHT_ROLES
from metier.core.framework.claims import judge_claims
from metier.core.framework.index import Framework
from metier.core.framework.path_load import load_path
from metier.core.framework.stats import count_framework
from metier.core.framework.types import STAGES, RoleSpec

ROLES = (
    *EIGHT_ROLES,
    "reinforcement-learning-engineer",
    "ai-infrastructure-engineer",
    "ai-training-data-specialist",
    "ai-product-manager",
    "ai-business-analyst",
    "ai-solutions-architect",
    "ai-product-marketing-manager",
    "ai-regulatory-compliance-officer",
    "ai-engineering-manager",
    "ai-solutions-manager",
    "chief-technology-officer-ai",
    "ai-content-specialist",
    "ai-technical-writer",
)
CROSSWALKED = {"language", "tool", "platform", "method", "concept"}


@pytest.fixture(params=ROLES)
def role(request: pytest.FixtureRequest, framework: Framework) -> RoleSpec:
    return framework.roles[request.param]


def test_there_are_21_roles_in_six_categories(framework: Framework) -> None:
    assert sorted(framework.roles) == sorted(ROLES)
    assert len({role.category for role in framework.data.roles}) == 6


def test_counts_reach_what_is_promised(framework: Framework) -> None:
    counts = count_framework(framework)

    assert counts["roles"] == 21
    assert counts["skills"] >= 420
    assert counts["projects"] >= 105
    assert counts["questions"] >= 315
    assert counts["communities"] >= 80
    assert counts["backgrounds"] >= 70


def test_role_asks_for_enough_in_enough_groups(role: RoleSpec) -> None:
    essential = [item for item in role.requirements if item.importance == "essential"]
    important = [item for item in role.requirements if item.importance == "important"]

    assert len({item.group for item in essential}) >= 4
    assert len(essential) >= 12
    assert len(important) >= 6


def test_role_is_told_whole(role: RoleSpec) -> None:
    assert len(role.day.split()) >= 50
    assert len(role.judged_by) >= 3
    assert len(role.delivers) >= 3
    assert len(role.titles) >= 10
    assert len(role.ladder) == 3
    assert all(len(rung.responsibilities) >= 3 for rung in role.ladder)
    assert set(role.behaviors) == set(STAGES) == set(role.gates)
    assert role.success_lists
    assert len(role.success_factors) >= 3
    assert len(role.hiring_signals) >= 3
    assert len(role.red_flags) >= 3
    assert role.neighbors
    assert role.feeders
    assert {item.scheme for item in role.occupations} == {"onet-soc", "esco"}


def test_role_leads_on(framework: Framework, role: RoleSpec) -> None:
    leads = {*role.tracks.individual, *role.tracks.management}

    assert leads or role.id == "chief-technology-officer-ai"
    assert role.id not in leads


@pytest.mark.shared_data
def test_occupation_codes_exist(role: RoleSpec, data: Path) -> None:
    onet = (data / "onet" / "Occupation Data.txt").read_text("utf-8")
    esco = (data / "esco" / "occupations.csv").read_text("utf-8")

    for item in role.occupations:
        assert (
            (item.code + "\t" in onet) if item.scheme == "onet-soc" else (item.code + "," in esco)
        )


@pytest.mark.shared_data
def test_codes_of_backgrounds_exist(framework: Framework, data: Path) -> None:
    onet = (data / "onet" / "Occupation Data.txt").read_text("utf-8")

    for background in framework.library.backgrounds:
        assert background.occupations or background.kind == "student"
        for code in background.occupations:
            assert f"{code}\t" in onet, (background.id, code)


def test_role_has_projects_that_evidence_what_it_asks(framework: Framework, role: RoleSpec) -> None:
    projects = [
        item
        for file in framework.library.projects
        if file.role == role.id
        for item in file.projects
    ]
    asked = {item.skill for item in role.requirements}
    shown = {item.skill for project in projects for item in project.evidences}

    assert len(projects) >= 5
    assert len(shown & asked) >= 8
    for project in projects:
        assert len(project.steps) >= 4
        assert len(project.accept) >= 3
        assert len(project.evidences) >= 3


def test_role_has_questions_of_every_kind_for_every_stage(
    framework: Framework, role: RoleSpec
) -> None:
    questions = [
        item
        for file in framework.library.interviews
        if file.role == role.id
        for item in file.questions
    ]
    kinds = Counter(item.kind for item in questions)
    stages = Counter(stage for item in questions for stage in item.stages)

    assert len(questions) >= 15
    assert set(kinds) == {"technical", "design", "case", "behavioral"}
    assert all(stages[stage] >= 2 for stage in STAGES)


def test_no_question_stands_twice(framework: Framework) -> None:
    texts = Counter(
        item.question.casefold() for file in framework.library.interviews for item in file.questions
    )

    assert max(texts.values()) == 1


def test_role_has_people_to_meet(framework: Framework, role: RoleSpec) -> None:
    places = [
        item for item in framework.library.communities if role.id in item.roles or not item.roles
    ]

    assert len(places) >= 5


def test_role_has_a_demand_horizon_and_a_pay_row(framework: Framework, role: RoleSpec) -> None:
    library = framework.library
    assert library.demand is not None
    assert library.salaries is not None
    horizons = [h.id for h in library.demand.horizons for item in h.roles if item.role == role.id]

    assert len(horizons) == 1
    assert role.pay_category in {row.category for row in library.salaries.rows}


def test_demand_marks_what_the_source_names(framework: Framework) -> None:
    demand = framework.library.demand
    assert demand is not None
    said = Counter(item.provenance for horizon in demand.horizons for item in horizon.roles)

    assert said == {"source": 12, "authored": 9}


def test_pay_row_that_the_source_lacks_is_derived(framework: Framework) -> None:
    salaries = framework.library.salaries
    assert salaries is not None
    rows = {row.category: row for row in salaries.rows}

    assert {name for name, row in rows.items() if row.provenance == "derived"} == {"compliance"}
    for stage in STAGES:
        band = rows["compliance"].bands[stage]
        for field in ("low", "high"):
            mean = sum(getattr(rows[c].bands[stage], field) for c in ("business", "emerging")) / 2
            assert abs(getattr(band, field) - mean) <= 2500


def test_skills_that_many_roles_ask_have_two_ways_to_level_3(framework: Framework) -> None:
    ways: Counter[str] = Counter()
    for resource in framework.library.resources:
        ways.update(
            {item.skill for item in resource.teaches if item.to_level >= 3 and item.from_level <= 2}
        )

    thin = [
        skill for skill, roles in framework.needed_by.items() if len(roles) >= 3 and ways[skill] < 2
    ]

    assert thin == []


def test_most_skills_have_a_counterpart_elsewhere(framework: Framework) -> None:
    kinds = {skill.id for skill in framework.data.skills if skill.kind in CROSSWALKED}
    known = {item.skill for item in framework.library.crosswalks}

    assert len(kinds & known) / len(kinds) >= 0.6


@pytest.mark.shared_data
def test_counterparts_exist(framework: Framework, data: Path) -> None:
    esco = (data / "esco" / "skills.csv").read_text("utf-8")
    with (data / "onet" / "Technology Skills.txt").open(encoding="utf-8", newline="") as file:
        onet = {row["Example"] for row in csv.DictReader(file, delimiter="\t")}

    for item in framework.library.crosswalks:
        assert (item.code in onet) if item.scheme == "onet" else (f"{item.code}," in esco), item


def test_paths_bear_the_source_s_months(framework: Framework) -> None:
    paths = {path.id: load_path(framework, path) for path in framework.library.paths}

    assert set(paths) == {"new-graduate", "career-changer", "tech-professional"}
    for loads in paths.values():
        assert len(loads) == 3
        for load in loads:
            low, likely, high = load.hours
            assert 0 < low < likely < high
            assert load.fits, load


def test_claims_are_computed_with_their_figures(framework: Framework) -> None:
    verdicts = {verdict.statement.claim: verdict for verdict in judge_claims(framework)}

    assert set(verdicts) == {"foundations-universal", "specialization-pays", "business-skills"}
    assert verdicts["specialization-pays"].holds is True
    assert dict(verdicts["specialization-pays"].rows)["entry"] == "+14.9%"
    assert verdicts["foundations-universal"].holds is None
