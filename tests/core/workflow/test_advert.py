"""From a file to an advert: structured fields first, then the text, then the skills."""

import json
from typing import Any

import pytest

from metier.core.documents.reader import DocumentReader
from metier.core.framework.index import Framework
from metier.core.workflow.advert import Adverts, ReadAdvert, describe_advert
from metier.core.workflow.assess import Reader

TEXT = """Senior Data Engineer at Acme

Location: Berlin, Germany (Hybrid)
Salary: €70,000 - €85,000 per year

What you'll do

- Build data pipelines with Airflow
- Own the quality of our data

Requirements

- 5+ years of experience in data engineering
- Strong Python and SQL
- Kafka is a plus
- Bachelor's degree in computer science

Nice to have

- Scala

Benefits

- Courses in Tableau
"""

POSTING: dict[str, Any] = {
    "@type": "JobPosting",
    "title": "Machine Learning Engineer",
    "description": "<p>Location: Rome</p><h3>Requirements</h3><ul><li>PyTorch</li></ul>",
    "hiringOrganization": "Globex",
    "jobLocation": {"address": {"addressLocality": "Paris", "addressCountry": "FR"}},
    "jobLocationType": "TELECOMMUTE",
    "employmentType": "PART_TIME, INTERN",
    "baseSalary": "€50k - €60k per year",
    "experienceRequirements": {"monthsOfExperience": 24},
    "datePosted": "2026-03-01",
}


@pytest.fixture(scope="module")
def adverts(framework: Framework, reader: Reader) -> Adverts:
    return Adverts(framework, reader=reader)


def read(adverts: Adverts, documents: DocumentReader, content: str, name: str) -> ReadAdvert:
    return adverts.read(documents.read_bytes(content.encode(), name=name))


def test_text_is_read_whole(adverts: Adverts, documents: DocumentReader) -> None:
    document, found = read(adverts, documents, TEXT, "advert.txt")

    assert document.text == TEXT
    assert found.title is not None
    assert found.title.value == "Senior Data Engineer"
    assert (found.role, found.stage) == ("data-engineer", "senior")
    assert found.company is not None
    assert found.company.value == "Acme"
    assert [place.value for place in found.locations] == ["Berlin, Germany"]
    assert found.work_mode is not None
    assert found.work_mode.value == "hybrid"
    assert found.pay is not None
    assert (found.pay.low, found.pay.high) == (70_000, 85_000)
    assert found.years is not None
    assert found.years.low == 5
    assert found.degree is not None
    assert found.degree.value == "bachelor"
    assert len(found.responsibilities) == 2


def test_skills_have_their_need(adverts: Adverts, documents: DocumentReader) -> None:
    _, found = read(adverts, documents, TEXT, "advert.txt")
    needs = {item.skill: item.need for item in found.skills}

    assert needs["python"] == "must"
    assert needs["sql"] == "must"
    assert needs["apache-kafka"] == "nice"
    assert needs["scala"] == "nice"
    assert needs["airflow"] == "unspecified"
    assert "tableau" in {item.skill for item in found.aside}
    assert "tableau" not in needs


def test_fields_of_a_posting_go_before_its_text(
    adverts: Adverts, documents: DocumentReader
) -> None:
    document, found = read(adverts, documents, json.dumps(POSTING), "job.json")

    assert document.text.startswith("Machine Learning Engineer")
    assert found.company is not None
    assert (found.company.value, found.company.span) == ("Globex", None)
    assert [place.value for place in found.locations] == ["Paris, FR"]
    assert found.work_mode is not None
    assert found.work_mode.value == "remote"
    assert [item.value for item in found.employment] == ["part-time", "internship"]
    assert found.pay is not None
    assert (found.pay.currency, found.pay.low, found.pay.high) == ("EUR", 50_000, 60_000)
    assert found.pay.span is None
    assert found.years is not None
    assert found.years.low == 2
    assert found.posted == "2026-03-01"
    assert [(item.skill, item.need) for item in found.skills if item.skill == "pytorch"] == [
        ("pytorch", "must")
    ]


def test_page_is_read_through_its_posting(adverts: Adverts, documents: DocumentReader) -> None:
    noise = "<p>" + "Our clients use Tableau and Java, jobs like this one. " * 20 + "</p>"
    script = f'<script type="application/ld+json">{json.dumps(POSTING)}</script>'
    page = f"<html><head>{script}</head><body>{noise}</body></html>"
    document, found = read(adverts, documents, page, "job.html")

    assert "Tableau" not in document.text
    assert "java" not in {item.skill for item in (*found.skills, *found.aside)}
    for item in found.skills:
        for span in item.spans:
            assert document.text[span.start : span.end]


def test_answer_is_plain_and_points_into_its_text(
    adverts: Adverts, documents: DocumentReader, framework: Framework
) -> None:
    answer = describe_advert(framework, "a.txt", read(adverts, documents, TEXT, "a.txt"))
    plain = json.loads(json.dumps(answer))

    assert plain["text"][plain["pay"]["start"] : plain["pay"]["end"]] == "€70,000 - €85,000"
    assert plain["title"]["value"] == "Senior Data Engineer"
    assert plain["skills"]["must"][0].keys() == {"skill", "name", "confidence", "spans"}
    assert plain["responsibilities"][0]["text"] == "Build data pipelines with Airflow"


def test_a_text_that_states_nothing_invents_nothing(
    adverts: Adverts, documents: DocumentReader
) -> None:
    _, found = read(adverts, documents, "Good people wanted for good work.", "a.txt")

    values = (found.title, found.company, found.work_mode, found.pay, found.years, found.degree)
    assert values == (None,) * 6
    assert (found.locations, found.employment, found.skills) == ((), (), ())
    assert (found.role, found.stage, found.posted) == (None, None, None)
