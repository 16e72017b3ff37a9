"""Adverts of a role: read back as they were meant, in every format, and valid as JobPosting."""

import datetime as dt
import json

import jsonschema_rs
import pytest

from metier.core.documents.reader import DocumentReader
from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.team_definition import OwnSkill, PayOffer, RoleDefinition
from metier.core.framework.types import STAGES
from metier.core.workflow.advert import Adverts
from metier.core.workflow.advert_lint import lint_advert
from metier.core.workflow.team_advert import (
    JobAdvert,
    job_posting,
    posting_json,
    read_text,
    write_advert,
)
from metier.core.workflow.team_writing import format_of, write_job_advert

DAY = dt.date(2026, 11, 28)
ROLES = ("data-engineer", "ai-ethics-officer", "ai-content-specialist", "research-scientist")
TEXT = {"type": "string", "minLength": 1}
# What schema.org says of the types of a JobPosting's properties, as far as adverts use them.
POSTING = {
    "type": "object",
    "required": ["@context", "@type", "title", "description", "datePosted", "hiringOrganization"],
    "additionalProperties": False,
    "properties": {
        "@context": {"const": "https://schema.org/"},
        "@type": {"const": "JobPosting"},
        "title": TEXT,
        "description": TEXT,
        "skills": TEXT,
        "datePosted": {"type": "string", "format": "date"},
        "validThrough": {"type": "string", "format": "date"},
        "directApply": {"type": "boolean"},
        "employmentType": {
            "enum": [
                "FULL_TIME",
                "PART_TIME",
                "CONTRACTOR",
                "TEMPORARY",
                "INTERN",
                "VOLUNTEER",
                "PER_DIEM",
                "OTHER",
            ]
        },
        "hiringOrganization": {
            "type": "object",
            "required": ["@type", "name"],
            "properties": {"@type": {"const": "Organization"}, "name": TEXT},
        },
        "jobLocationType": {"const": "TELECOMMUTE"},
        "applicantLocationRequirements": {
            "type": "object",
            "properties": {"@type": {"const": "Country"}, "name": TEXT},
        },
        "jobLocation": {
            "type": "object",
            "required": ["@type", "address"],
            "properties": {
                "@type": {"const": "Place"},
                "address": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "@type": {"const": "PostalAddress"},
                        "addressLocality": TEXT,
                        "addressCountry": {"type": "string", "pattern": "^[A-Z]{2}$"},
                    },
                },
            },
        },
        "baseSalary": {
            "type": "object",
            "required": ["@type", "currency", "value"],
            "properties": {
                "@type": {"const": "MonetaryAmount"},
                "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
                "value": {
                    "type": "object",
                    "required": ["@type", "minValue", "maxValue", "unitText"],
                    "properties": {
                        "@type": {"const": "QuantitativeValue"},
                        "minValue": {"type": "number", "exclusiveMinimum": 0},
                        "maxValue": {"type": "number", "exclusiveMinimum": 0},
                        "unitText": {"enum": ["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]},
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def adverts(framework: Framework) -> Adverts:
    return Adverts(framework)


def definition(framework: Framework, role: str, stage: str, **given: object) -> RoleDefinition:
    plain = {
        "title": framework.roles[role].name,
        "company": "Acme",
        "place": "Berlin",
        "country": "DE",
        "mode": "hybrid",
        "pay": PayOffer(60_000, 80_000, "EUR"),
    }
    return RoleDefinition(base=role, stage=stage, **{**plain, **given})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def senior(framework: Framework, adverts: Adverts) -> JobAdvert:
    return write_advert(
        framework, definition(framework, "data-engineer", "senior"), adverts=adverts
    )


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("role", ROLES)
def test_an_advert_is_read_back_as_it_was_meant_and_passes_the_lint(
    framework: Framework, adverts: Adverts, role: str, stage: str
) -> None:
    given = definition(framework, role, stage)
    found = write_advert(framework, given, adverts=adverts)
    read = read_text(adverts, found.text)
    for need, meant in (("must", found.musts), ("nice", found.wishes)):
        assert {item.skill for item in read.skills if item.need == need} == {
            item.skill for item in meant
        }
    assert len(found.musts) >= 4
    assert lint_advert(framework, found.text, read, defined=found.defined) == []


def test_what_it_states_is_read_back(adverts: Adverts, senior: JobAdvert) -> None:
    read = read_text(adverts, senior.text)
    assert read.title
    assert read.title.value == "Data Engineer"
    assert read.company
    assert read.company.value == "Acme"
    assert read.pay
    assert (read.pay.currency, read.pay.low, read.pay.high) == ("EUR", 60_000, 80_000)
    assert read.work_mode
    assert read.work_mode.value == "hybrid"
    assert read.role == "data-engineer"


@pytest.mark.parametrize("form", ["md", "txt", "html", "docx", "json"])
def test_every_format_is_read_back_alike(adverts: Adverts, senior: JobAdvert, form: str) -> None:
    content = write_job_advert(senior, form, day=DAY)
    with DocumentReader() as documents:
        _, read = adverts.read(documents.read_bytes(content, name=f"advert.{form}"))
    for need, meant in (("must", senior.musts), ("nice", senior.wishes)):
        assert {item.skill for item in read.skills if item.need == need} == {
            item.skill for item in meant
        }


@pytest.mark.parametrize("mode", ["onsite", "remote", None])
def test_the_posting_is_valid(framework: Framework, adverts: Adverts, mode: str | None) -> None:
    given = definition(framework, "data-engineer", "mid", mode=mode)
    posting = job_posting(write_advert(framework, given, adverts=adverts), day=DAY)
    jsonschema_rs.Draft202012Validator(POSTING, validate_formats=True).validate(posting)
    assert ("jobLocationType" in posting) == (mode == "remote")
    assert posting["validThrough"] == "2027-01-27"


def test_a_posting_cannot_end_its_script_element(framework: Framework, adverts: Adverts) -> None:
    name = "</script><script>alert(1)</script>"
    given = definition(framework, "data-engineer", "mid", company=name)
    text = posting_json(write_advert(framework, given, adverts=adverts), day=DAY)
    assert "<" not in text
    assert json.loads(text)["hiringOrganization"]["name"] == name


def test_own_skills_and_given_demands_stand_in_it(framework: Framework, adverts: Adverts) -> None:
    own = OwnSkill("billing", "Acme billing", "How we bill.", 2)
    given = definition(
        framework,
        "data-engineer",
        "senior",
        own_skills=(own,),
        musts=("sql", "billing"),
        wishes=("python",),
    )
    found = write_advert(framework, given, adverts=adverts)
    assert "- Acme billing: you do the usual case with some help." in found.text
    assert [item.skill for item in found.musts] == ["sql", "billing"]


def test_a_text_that_names_further_skills_as_must_is_told(
    framework: Framework, adverts: Adverts
) -> None:
    given = definition(
        framework, "data-engineer", "senior", about="Requirements:\n- You must know COBOL and Rust."
    )
    with pytest.raises(UsageError) as caught:
        write_advert(framework, given, adverts=adverts)
    assert caught.value.code == "advert-mismatch"


def test_formats_go_by_the_name() -> None:
    assert format_of("a/b.DOCX") == "docx"
    with pytest.raises(UsageError) as caught:
        format_of("advert.pages")
    assert caught.value.code == "export-format"
