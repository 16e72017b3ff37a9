"""Places, work mode and type of employment."""

from collections.abc import Callable

import pytest

from metier.core.extract.advert.records import Advert, Span

ReadAdvert = Callable[..., Advert]
Quote = Callable[[str, Span | None], str]

PLACES: dict[str, list[str]] = {
    "Location: Berlin, Germany": ["Berlin, Germany"],
    "**Location:** London (Hybrid)": ["London"],
    "Location: Hybrid in Latvia": ["Latvia"],
    "Locations: Berlin; Paris | Madrid": ["Berlin", "Paris", "Madrid"],
    "Location: Amsterdam or Milan": ["Amsterdam", "Milan"],
    "Location\n\nStockholm, Sweden\n\nDepartment\n\nData": ["Stockholm, Sweden"],
    "Standort: Hamburg": ["Hamburg"],
    "Location: London Type: Full-Time": ["London"],
    "Data Engineer\nAcme\nAthens, Attica, Greece\n\nAbout us": ["Athens, Attica, Greece"],
    "Data Engineer\n📍 Düsseldorf / Hybrid\n\nText": ["Düsseldorf"],
    "Analytics Engineer in Berlin\n\nText": ["Berlin"],
    "The role is based in Springfield and you travel a little.": ["Springfield"],
    "You will work from our Paris office.": ["Paris"],
    "Location: Remote": [],
    "Location: Not specified": [],
    "About us\nAcme is a firm based in Springfield.": [],
    "Salary\n- Boston: $120,000": [],
}

MODES: dict[str, str | None] = {
    "Location: Berlin (Hybrid)": "hybrid",
    "Location: Remote (Europe)": "remote",
    "Work arrangement: On-Site": "onsite",
    "Work arrangement: Not Remote": "onsite",
    "Location: Remote (Europe) or Hybrid (The Netherlands)": "hybrid",
    "Employment type: Full-time (Hybrid)": "hybrid",
    "Data Engineer\nSydney | Full-Time | On-Site (5 Days)\n\nText": "onsite",
    "Good work.\n#LI-Remote": "remote",
    "You join us in the office 3 days per week in Berlin.": "hybrid",
    "We spend two days a week in the office.": "hybrid",
    "This role is fully remote.": "remote",
    "You can work remotely.": "remote",
    "The team is in our office five days a week in Berlin: an in-person role.": "onsite",
    "Paris (2 jours de télétravail par semaine)": "hybrid",
    "We build a hybrid cloud and hybrid search.": None,
    "You work on remote sensing with remote teams.": None,
    "On-site gym and on-site fitness facilities": None,
    "Hybrid model development for physics": None,
    "Telecommute\nNo\n\nMore text": None,
}

EMPLOYMENT: dict[str, list[str]] = {
    "Employment type: Full-time": ["full-time"],
    "Type: Contract": ["contract"],
    "Anstellungsart: Vollzeit oder Teilzeit": ["full-time", "part-time"],
    "AI/ML Engineer Intern - Summer\n\nText": ["internship"],
    "This is a full-time role.": ["full-time"],
    "Benefits\nFull-time employees receive insurance.": [],
    "You own contract management at an early stage company.": [],
}


@pytest.mark.parametrize("text", PLACES, ids=lambda text: text.replace("\n", " "))
def test_places_are_read(read_advert: ReadAdvert, quote: Quote, text: str) -> None:
    found = read_advert(text).locations

    assert [place.value for place in found] == PLACES[text]
    assert [quote(text, place.span) for place in found] == PLACES[text]


@pytest.mark.parametrize("text", MODES, ids=lambda text: text.replace("\n", " "))
def test_work_mode_is_read(read_advert: ReadAdvert, text: str) -> None:
    mode = read_advert(text).work_mode

    assert (mode.value if mode else None) == MODES[text]


@pytest.mark.parametrize("text", EMPLOYMENT, ids=lambda text: text.replace("\n", " "))
def test_employment_is_read(read_advert: ReadAdvert, text: str) -> None:
    assert [item.value for item in read_advert(text).employment] == EMPLOYMENT[text]
