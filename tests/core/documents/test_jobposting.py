"""schema.org JobPosting: in pages and in JSON, in all the shapes that it has in the wild."""

import json
from typing import Any

import pytest

from metier.core.documents.build import build_document
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError
from metier.core.framework.posting import PostedPay, Posting

PLAIN: dict[str, Any] = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Data Engineer",
    "description": "<p>We build pipelines.</p><ul><li>Python &amp; SQL</li><li>dbt</li></ul>",
    "hiringOrganization": {"@type": "Organization", "name": "Acme"},
    "jobLocation": {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Berlin",
            "addressRegion": "BE",
            "addressCountry": {"@type": "Country", "name": "DE"},
        },
    },
    "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "datePosted": "2026-03-01T08:00:00Z",
    "validThrough": "2026-4-1",
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": 60000,
            "maxValue": 80000,
            "unitText": "YEAR",
        },
    },
    "experienceRequirements": {
        "@type": "OccupationalExperienceRequirements",
        "monthsOfExperience": "36",
    },
    "educationRequirements": {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "bachelor degree",
    },
}


def read(**changes: Any) -> Posting:
    """Read a JSON file with the posting, with fields changed."""
    posting = build_document("job.json", json.dumps({**PLAIN, **changes}).encode()).posting
    assert posting is not None
    return posting


def page(*scripts: str, body: str = "<p>Welcome to our page about a job.</p>") -> bytes:
    tags = "".join(f'<script type="application/ld+json">{text}</script>' for text in scripts)
    return f"<!doctype html><html><head>{tags}</head><body>{body}</body></html>".encode()


def test_every_field_of_a_tidy_posting_is_read() -> None:
    assert read() == Posting(
        text="Data Engineer\n\nWe build pipelines.\n\n• Python & SQL\n\n• dbt",
        title="Data Engineer",
        company="Acme",
        locations=("Berlin, BE, DE",),
        employment=("FULL_TIME", "CONTRACTOR"),
        pay=PostedPay("EUR", "year", 60000.0, 80000.0),
        months=36,
        degree="bachelor",
        posted="2026-03-01",
        valid_through="2026-04-01",
    )


@pytest.mark.parametrize(
    "value",
    [
        PLAIN,
        [PLAIN],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, PLAIN]},
        [{"@type": "Organization", "name": "X"}, {"@type": "WebPage", "mainEntity": PLAIN}],
        {**PLAIN, "@type": ["Thing", "JobPosting"]},
        {**PLAIN, "@type": "http://schema.org/JobPosting"},
        {**PLAIN, "@type": "schema:jobposting"},
        {key: value for key, value in PLAIN.items() if key != "@type"},
    ],
)
def test_posting_is_found_wherever_it_stands(value: Any) -> None:
    as_file = build_document("job.json", json.dumps(value).encode()).posting
    assert as_file is not None
    assert as_file.company == "Acme"
    if "JobPosting" in json.dumps(value):
        in_page = build_document("job.html", page(json.dumps(value))).posting
        assert in_page == as_file


@pytest.mark.parametrize(
    "script",
    [
        "//<![CDATA[\n{}\n//]]>",
        "<!-- {} -->",
        "{};",
        "/*<![CDATA[*/{}/*]]>*/",
        "\ufeff{}",
    ],
)
def test_wrappers_around_the_data_do_not_matter(script: str) -> None:
    found = build_document("job.html", page(script.replace("{}", json.dumps(PLAIN)))).posting

    assert found is not None
    assert found.title == "Data Engineer"


def test_raw_line_breaks_in_strings_do_not_matter() -> None:
    script = json.dumps({**PLAIN, "description": "One BREAK two"}).replace(" BREAK ", "\n")
    found = build_document("job.html", page(script)).posting

    assert found is not None
    assert "One\ntwo" in found.text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Acme", "Acme"),
        ([{"name": "Acme &amp; Sons"}], "Acme & Sons"),
        ({"legalName": "Acme"}, "Acme"),
        ({"name": {"name": "Acme"}}, "Acme"),
        (None, None),
        (42, None),
        ({}, None),
    ],
)
def test_company_in_every_shape(value: Any, expected: str | None) -> None:
    assert read(hiringOrganization=value).company == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Berlin, Germany", ("Berlin, Germany",)),
        ({"address": "Berlin"}, ("Berlin",)),
        ({"addressLocality": "Berlin", "addressCountry": "DE"}, ("Berlin, DE",)),
        ({"address": [{"addressLocality": "Berlin"}]}, ("Berlin",)),
        ([{"address": "Berlin"}, "Paris", {"name": "Rome"}], ("Berlin", "Paris", "Rome")),
        ({"address": {"addressLocality": "", "addressCountry": None}}, ()),
        (7, ()),
    ],
)
def test_places_in_every_shape(value: Any, expected: tuple[str, ...]) -> None:
    assert read(jobLocation=value).locations == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            {"currency": "usd", "value": {"minValue": "120,000.00", "maxValue": "150000"}},
            PostedPay("USD", None, 120000.0, 150000.0),
        ),
        (
            {"currency": "EUR", "value": {"value": "60.000", "unitText": "Yearly"}},
            PostedPay("EUR", "year", 60000.0, 60000.0),
        ),
        ({"currency": "GBP", "value": 500, "unitText": "DAY"}, PostedPay("GBP", "day", 500, 500)),
        (
            {"currency": "USD", "value": {"minValue": 30, "unitText": "per hour"}},
            PostedPay("USD", "hour", 30, None),
        ),
        (
            {"currency": "USD", "value": {"maxValue": "90k", "unitText": "ANNUAL"}},
            PostedPay("USD", "year", None, 90000.0),
        ),
        (
            [{"currency": "EUR", "minValue": 5000, "maxValue": 4000, "unitText": "MONTH"}],
            PostedPay("EUR", "month", 4000, 5000),
        ),
        (55000, PostedPay("SEK", None, 55000, 55000)),
        ({"currency": "EUR", "value": {"minValue": 0, "maxValue": 0, "unitText": "YEAR"}}, None),
        ({"currency": "EUR", "value": {"minValue": True}}, None),
        ({"currency": "EUR", "value": {"minValue": "NaN", "maxValue": "1e999"}}, None),
        ({}, None),
        (None, None),
    ],
)
def test_pay_in_every_shape(value: Any, expected: PostedPay | None) -> None:
    assert read(baseSalary=value, salaryCurrency="SEK").pay == expected


def test_pay_in_words_is_kept_as_words() -> None:
    found = read(baseSalary="$120k - $150k a year")

    assert found.pay is None
    assert found.pay_text == "$120k - $150k a year"


def test_remote_work_and_where_from() -> None:
    found = read(
        jobLocationType="TELECOMMUTE",
        applicantLocationRequirements=[{"@type": "Country", "name": "DE"}, {"name": "AT"}],
    )

    assert found.remote
    assert found.applicants == ("DE", "AT")


def test_demands_join_the_text_unless_the_description_has_them() -> None:
    found = read(
        description="<p>Good work. Know Python.</p>",
        qualifications="Know Python.",
        responsibilities=["Build", "Run"],
        skills=[{"@type": "DefinedTerm", "name": "Kafka"}],
        educationRequirements="Master's degree",
        experienceRequirements="5 years of experience",
    )

    assert found.text == (
        "Data Engineer\n\nGood work. Know Python.\n\nResponsibilities:\n• Build\n• Run\n\n"
        "Skills:\n• Kafka\n\nEducation:\nMaster's degree\n\nExperience:\n5 years of experience"
    )
    assert found.degree is None
    assert found.months is None


def test_description_that_is_escaped_twice() -> None:
    assert "• Python & SQL" in read(description="&lt;ul&gt;&lt;li&gt;Python &amp;amp; SQL").text


def test_page_without_words_of_its_own_is_its_posting() -> None:
    document = build_document("job.html", page(json.dumps(PLAIN), body="<div id=app>…</div>"))

    assert document.text.startswith("Data Engineer\n\nWe build pipelines.")
    assert document.warnings == ()


def test_page_with_words_keeps_them() -> None:
    body = "<p>" + "All the words of a page about a job. " * 9 + "</p>"
    document = build_document("job.html", page(json.dumps(PLAIN), body=body))

    assert document.text.startswith("All the words")
    assert document.posting is not None


def test_data_of_a_page_that_is_broken_is_told_and_the_page_read() -> None:
    document = build_document("job.html", page('{"@type": "JobPosting", "title": '))

    assert document.posting is None
    assert document.text == "Welcome to our page about a job."
    assert any("JSON-LD" in warning for warning in document.warnings)


def test_first_of_several_postings_is_read_and_it_says_so() -> None:
    document = build_document("jobs.json", json.dumps([PLAIN, {**PLAIN, "title": "B"}]).encode())

    assert document.posting is not None
    assert document.posting.title == "Data Engineer"
    assert document.warnings[0] == "It holds 2 job postings; the first one was read."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"@type": "JobPosting", "title": "A', "document-damaged"),
        (b'{"@type": "JobPosting", "x": ' + b"[" * 200_000, "document-damaged"),
        (b'{"a":' * 100_000 + b'"JobPosting"' + b"}" * 100_000, "document-damaged"),
        (b'{"kind": "JobPosting"}', "document-unsupported"),
        (b'{"@type": "JobPosting", "baseSalary": ' + b"9" * 10_000 + b"}", "document-damaged"),
        (b'{"@type": "JobPosting"}', "document-no-text"),
    ],
)
def test_hostile_json_is_refused_with_a_code(content: bytes, code: str) -> None:
    with DocumentReader() as reader, pytest.raises(DocumentError) as caught:
        reader.read_bytes(content, name="job.json")

    assert caught.value.code == code


def test_half_a_character_is_replaced() -> None:
    assert read(title="Data \ud800 Engineer").title == "Data ? Engineer"


def test_hostile_nesting_in_a_page_is_told() -> None:
    with DocumentReader() as reader:
        document = reader.read_bytes(
            page('{"@type": "JobPosting", "x": ' + "[" * 200_000), name="job.html"
        )

    assert document.posting is None
    assert any("JSON-LD" in warning for warning in document.warnings)


def test_a_million_values_are_read_within_the_bounds() -> None:
    wide = json.dumps([{"a": 1}] * 300_000 + [PLAIN]).encode()
    with DocumentReader() as reader, pytest.raises(DocumentError) as caught:
        reader.read_bytes(wide, name="job.json")

    assert caught.value.code == "document-unsupported"
