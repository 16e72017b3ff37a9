"""The title of the job and the name of the company."""

from collections.abc import Callable

import pytest

from metier.core.extract.advert.records import Advert, Span

ReadAdvert = Callable[..., Advert]
Quote = Callable[[str, Span | None], str]

TITLES: dict[str, str | None] = {
    "Job title: Data Engineer (m/w/d)\nText": "Data Engineer",
    "**Position:** BI Analyst": "BI Analyst",
    "# Senior Analytics Engineer — Acme\n\nText": "Senior Analytics Engineer",
    "BI Engineer (m/w/d) at Acme\n\nText": "BI Engineer",
    "Analytics Engineer, Stockholm\n\nText": "Analytics Engineer",
    "Senior Data Engineer – ML Platform\n\nText": "Senior Data Engineer – ML Platform",
    "Analytics Engineer | London/Hybrid | £85,000\n\nText": "Analytics Engineer",
    "Data Engineer (Europe, 100% remote)\n\nText": "Data Engineer",
    "We are looking for a motivated Senior Data Engineer to join us.": "Senior Data Engineer",
    "Acme seeks an experienced and curious AI Engineer. This is it.": "AI Engineer",
    "As a Machine Learning Engineer, you will train models.": "Machine Learning Engineer",
    "Wir suchen einen Data Engineer (m/w/d) für unser Team.": "Data Engineer",
    "Reports to: Head of Product\n\nGood work.": None,
    "We're Acme, the leader in engineering\nand design of good things.": None,
    "Our engineers love what they do.": None,
}

COMPANIES: dict[str, str | None] = {
    "Senior Data Engineer\nAcme Analytics GmbH · Berlin · Hybrid\n": "Acme Analytics GmbH",
    "Data Analyst\nFramed, Inc.\nRemote": "Framed, Inc.",
    "Company: Acme GmbH\nText": "Acme GmbH",
    "About Acme\n\nWe make things.": "Acme",
    "About acme\n\nWe make things.": "acme",
    "Acme Health (NYSE: ACM) is a leader in care.": "Acme Health",
    "Data Engineer at Acme\n\nText": "Acme",
    "At Acme, we build things.": "Acme",
    "Why join Acme?\n\nWe pay.": "Acme",
    "Über uns\nAcme ist ein Verlag.": "Acme",
    "Now is an exciting time to join us.": None,
    "This role is a good one. You are looking for a challenge.": None,
    "Worked at Oracle, Google and others.": None,
    "company.\n- Great fit for managers: This role is hard": None,
}


@pytest.mark.parametrize("text", TITLES, ids=lambda text: text.replace("\n", " "))
def test_title_is_read(read_advert: ReadAdvert, quote: Quote, text: str) -> None:
    title = read_advert(text).title

    assert (title.value if title else None) == TITLES[text]
    assert title is None or quote(text, title.span) == title.value


@pytest.mark.parametrize("text", COMPANIES, ids=lambda text: text.replace("\n", " "))
def test_company_is_read(read_advert: ReadAdvert, quote: Quote, text: str) -> None:
    company = read_advert(text).company

    assert (company.value if company else None) == COMPANIES[text]
    assert company is None or quote(text, company.span) == company.value


def test_the_name_that_is_said_most_wins(read_advert: ReadAdvert) -> None:
    text = "Globex is a client. About Acme\nAt Acme, we care. Acme's people know Globex."

    company = read_advert(text).company

    assert company is not None
    assert company.value == "Acme"
