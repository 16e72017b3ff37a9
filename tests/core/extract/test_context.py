"""The words around a skill say who has it, and how well."""

from collections.abc import Callable

import pytest

from metier.core.extract.mentions import Mention

Read = Callable[..., list[Mention]]


def polarities(mentions: list[Mention]) -> dict[str, str]:
    return {mention.skill: mention.polarity for mention in mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No experience in Java is required for this post.", {"java": "negated"}),
        ("We do not use SAS or MATLAB here.", {"sas": "negated", "matlab": "negated"}),
        ("Java is not required; Python is.", {"java": "negated", "python": "has"}),
        ("Python without Java.", {"python": "has", "java": "negated"}),
        ("I have never written Scala.", {"scala": "negated"}),
        ("Not only Python but also Java.", {"python": "has", "java": "has"}),
        ("I do not know Java. I write Python daily.", {"java": "negated", "python": "has"}),
        ("No Java, but Python every day.", {"java": "negated", "python": "has"}),
    ],
)
def test_a_denial_reaches_what_it_denies(read: Read, text: str, expected: dict[str, str]) -> None:
    assert polarities(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("I want to learn Kubernetes next year.", "kubernetes"),
        ("Eager to explore Scala on the side.", "scala"),
        ("Interested in learning Terraform.", "terraform"),
        ("Looking to get into computer vision.", "computer-vision"),
    ],
)
def test_a_wish_is_no_skill(read: Read, text: str, skill: str) -> None:
    assert polarities(read(text)) == {skill: "wants"}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Bachelor's degree in Statistics or Mathematics", {"statistics", "mathematics"}),
        ("M.Sc. in Machine Learning, Lund", {"machine-learning"}),
        ("PhD in Computational Linguistics or Statistics", {"statistics"}),
        ("Sits with the Machine Learning team.", {"machine-learning"}),
        ("Reports to the Data Science department.", {"data-science"}),
        ("Acme Natural Language Processing Labs", {"natural-language-processing"}),
    ],
)
def test_fields_of_degrees_and_names_of_teams_are_other(
    read: Read, text: str, skills: set[str]
) -> None:
    found = polarities(read(text))

    assert skills <= set(found)
    assert {found[skill] for skill in skills} == {"other"}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("At Acme, we apply machine learning to fraud.", {"machine-learning"}),
        ("Acme is a global leader that redefines cybersecurity.", {"cybersecurity"}),
        ("Acme helps companies grow with machine learning.", {"machine-learning"}),
        ("We may use AI to support parts of the hiring process.", {"artificial-intelligence"}),
        ("Work across data engineering, science, machine learning, and product teams.", None),
        ("Master's degree (or equivalent experience) in Statistics.", {"statistics"}),
        ("Master's degree or experience in Statistics, or a related field.", {"statistics"}),
        ("Learning budget, AWS certifications and dental insurance.", {"aws"}),
        ("At GitLab, people work remotely.", {"gitlab"}),
        ("GitLab is hiring a writer.", {"gitlab"}),
        ("Department: Data Science", {"data-science"}),
        ("The Machine Learning and Simulation Sciences (MLS) group hires.", None),
        ("Our customers include SAP and others.", {"sap"}),
        ("Shape the future of machine learning.", {"machine-learning"}),
        ("We seek an AI/ML Engineer.", None),
        ("A partner for the deep learning era.", {"deep-learning"}),
    ],
)
def test_what_a_company_is_does_and_offers_is_other(
    read: Read, text: str, skills: set[str] | None
) -> None:
    found = polarities(read(text))

    assert skills is None or skills <= set(found)
    assert {found[skill] for skill in skills or found} == {"other"}


@pytest.mark.parametrize(
    "text",
    [
        "We are looking for knowledge of machine learning.",
        "We need somebody for machine learning.",
        "At Acme we built machine learning models.",
        "We are on Python and machine learning.",
        "Reports for teams, and machine learning.",
        "Machine learning for product and sales teams.",
        "As we grow, you will own machine learning.",
        "3 years of experience in statistics, machine learning, or a related field.",
    ],
)
def test_what_is_asked_for_or_was_done_is_had(read: Read, text: str) -> None:
    assert polarities(read(text))["machine-learning"] == "has"


def test_a_language_beside_a_degree_is_had(read: Read) -> None:
    assert polarities(read("Degree in physics. Python and SQL.")) == {"python": "has", "sql": "has"}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Expert in Python.", "expert"),
        ("Extensive work with Python.", "expert"),
        ("Python (advanced)", "expert"),
        ("Proficient in Python.", "proficient"),
        ("Python: intermediate", "proficient"),
        ("Familiar with Python.", "familiar"),
        ("Basic Python.", "familiar"),
        ("5+ years of Python", "years-many"),
        ("Seven projects and 10 years of Python", "years-many"),
        ("3 years of experience with Python", "years-several"),
        ("Python: 2 years", "years-few"),
        ("Python (6 months)", "familiar"),
        ("Led a migration to Python.", "led"),
        ("Taught Python to beginners of all trades.", "taught"),
        ("Python every day.", None),
        ("Expert in baking. I write Python.", None),
        ("Machine learning and Python.", None),
        ("Deep learning, Python.", None),
        ("Master of Science in physics, Python.", None),
        ("Master's thesis in Python.", None),
    ],
)
def test_words_of_level_become_signs(read: Read, text: str, sign: str | None) -> None:
    mention = next(m for m in read(text) if m.skill == "python")

    assert (mention.polarity, mention.sign) == ("has", sign)


def test_what_is_not_had_has_no_sign(read: Read) -> None:
    assert {(m.skill, m.sign) for m in read("Not an expert in Java; want to learn Scala.")} == {
        ("java", None),
        ("scala", None),
    }
