"""Job titles name roles."""

import pytest

from metier.core.extract.titles import match_title, read_title
from metier.core.framework.index import Framework


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Data Scientist", "data-scientist"),
        ("Sr. Data Scientist, Growth", "data-scientist"),
        ("ML Engineer", "machine-learning-engineer"),
        ("AI Engineer", "machine-learning-engineer"),
        ("Analytics Engineer", "data-engineer"),
        ("Junior NLP Engineer (remote)", "nlp-engineer"),
        ("MLOps Engineer II", "mlops-engineer"),
        ("Computer Vision Engineer", "computer-vision-engineer"),
    ],
)
def test_title_names_a_role(framework: Framework, title: str, role: str) -> None:
    match = match_title(framework, title)

    assert match is not None
    assert match.role == role
    assert 0 < match.score <= 1


@pytest.mark.parametrize("title", ["", "Nurse", "Painter of data scientism", "Scientist"])
def test_other_titles_name_none(framework: Framework, title: str) -> None:
    assert match_title(framework, title) is None


def test_a_plain_title_shows_more_than_one_with_additions(framework: Framework) -> None:
    plain = match_title(framework, "Data Engineer")
    more = match_title(framework, "Data Engineer and caretaker")

    assert plain is not None
    assert more is not None
    assert plain.score == 1.0 > more.score


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Head of Business Intelligence", "ai-engineering-manager"),
        ("Data Scientist Manager", "ai-engineering-manager"),
        ("Lead Data Scientist", "data-scientist"),
        ("Databricks Developer (contract)", "data-engineer"),
        ("Cloud Data Architect", "ai-solutions-architect"),
        ("Deep Learning Researcher", "research-scientist"),
        ("Data Analytics Specialist", "ai-business-analyst"),
        ("Data Product Owner", "ai-product-manager"),
        ("AI Governance Analyst", "ai-regulatory-compliance-officer"),
        ("Prompt Engineer", "ai-content-specialist"),
        ("Data Labeling Associate", "ai-training-data-specialist"),
        ("GPU Cluster Engineer", "ai-infrastructure-engineer"),
    ],
)
def test_title_that_no_role_lists_goes_by_subject_and_head(
    framework: Framework, title: str, role: str
) -> None:
    reading = read_title(framework, title)

    assert reading.role == role, reading.why
    assert 0.5 < reading.confidence <= 1
    assert reading.candidates[0].role == role
    assert reading.why.endswith(".")


@pytest.mark.parametrize(
    "title",
    [
        *("", " ", "Engineer", "Controls Engineer", "Frontend Engineer", "Security Engineer"),
        *("Manager", "Sales Representative, AI", "AI Recruiter", "Autonomous Vehicle Technician"),
        *("🦜", "\x00"),
    ],
)
def test_title_of_another_field_gets_no_role_and_a_reason(framework: Framework, title: str) -> None:
    reading = read_title(framework, title)

    assert reading.role is None
    assert reading.confidence == 0
    assert reading.why


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Junior Data Engineer", "entry"),
        ("Sr. ML Engineer", "senior"),
        ("Principal Scientist, NLP", "principal"),
        ("Data Engineer II", "mid"),
        ("Data Engineer", None),
    ],
)
def test_title_names_a_stage(framework: Framework, title: str, stage: str | None) -> None:
    assert read_title(framework, title).stage == stage


def test_a_role_known_by_its_subject_only_is_no_evidence(framework: Framework) -> None:
    assert read_title(framework, "Databricks Developer").role == "data-engineer"
    assert match_title(framework, "Databricks Developer") is None


def test_every_listed_title_names_its_role(framework: Framework) -> None:
    wrong = [
        (title, role.id, read_title(framework, title).role)
        for role in framework.data.roles
        for title in (role.name, *role.titles)
        if read_title(framework, title).role != role.id
    ]

    assert wrong == []


def test_a_huge_title_is_read_in_bounded_time(framework: Framework) -> None:
    assert read_title(framework, "data scientist " * 100_000).role == "data-scientist"
