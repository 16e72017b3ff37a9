"""Years and degrees: what is asked, how firmly, and what only speaks of years."""

from collections.abc import Callable

import pytest

from metier.core.extract.advert.records import Advert, Span
from metier.core.extract.mentions import Mention

ReadAdvert = Callable[..., Advert]
Quote = Callable[[str, Span | None], str]

YEARS: dict[str, tuple[float | None, float | None, str]] = {
    "Requirements\n- 5+ years of experience in data engineering": (5, None, "must"),
    "Requirements\n- 3-5 years of relevant experience": (3, 5, "must"),
    "Requirements\n- 3 to 5 years’ experience in a similar role": (3, 5, "must"),
    "Requirements\n- At least three (3) years of professional experience": (3, None, "must"),
    "Requirements\n- 4–6 years in analytics": (4, 6, "must"),
    "Experience: 5-8 Years": (5, 8, "unspecified"),
    "Years of experience: 4+ years": (4, None, "unspecified"),
    "Around four or more years of experience in the field": (4, None, "unspecified"),
    "You have up to 2 years of experience": (None, 2, "unspecified"),
    "Anforderungen\n- mindestens zwei Jahre Berufserfahrung": (2, None, "must"),
    "Profil recherché\n- 3 à 5 ans d'expérience en data": (3, 5, "must"),
    "Functie-eisen\n- 2-4 jaar ervaring in een soortgelijke functie": (2, 4, "must"),
    "Nice to have\n- 4+ years of experience in automation": (4, None, "nice"),
    "5 years of experience in data preferred": (5, None, "nice"),
}

NO_YEARS = [
    "For 25 years our company has led the market with its experience.",
    "Over the last 10 years we gained experience in many fields.",
    "We were founded 12 years ago by experienced engineers.",
    "About us\nWe have 30 years of experience in retail.",
    "You must be at least 18 years of age.",
    "Stock options with 4-year vesting",
    "Benefits\n- After 5 years of experience with us you get a sabbatical",
    "Contract for 2 years",
]

DEGREES: dict[str, tuple[str, str, bool]] = {
    "Requirements\n- Bachelor's degree in Computer Science": ("bachelor", "must", False),
    "Requirements\n- Bachelor’s or Master’s degree in CS": ("bachelor", "must", False),
    "Requirements\n- BS/MS in Computer Science": ("bachelor", "must", False),
    "Requirements\n- Master's degree in statistics": ("master", "must", False),
    "Requirements\n- PhD in machine learning": ("doctorate", "must", False),
    "Requirements\n- B.Sc. in physics, or equivalent experience": ("bachelor", "must", True),
    "Requirements\n- Degree in mathematics or a related field": ("bachelor", "must", False),
    "Nice to have\n- Master’s or Ph.D. in Computer Science": ("master", "nice", False),
    "A PhD is preferred.": ("doctorate", "nice", False),
    "Bachelor's degree required.": ("bachelor", "must", False),
    "You hold a Bachelor's degree in economics.": ("bachelor", "unspecified", False),
    "No degree required.": ("none", "must", False),
    "Anforderungen\n- Abgeschlossenes Studium der Informatik oder vergleichbare Qualifikation": (
        *("bachelor", "must", True),
    ),
    "Profil recherché\n- Bac+5 en informatique": ("master", "must", False),
    "Minimum Qualifications\nDoctorate and 2 years of experience; Master's degree and 5 years": (
        *("master", "must", False),
    ),
}

NO_DEGREE = [
    "You are a certified Scrum Master.",
    "You own our master data.",
    "Proficiency in MS Office and MS Excel",
    "You have a high degree of ownership.",
    "You will master the art of data.",
    "About us\nOur founders hold PhDs from good universities.",
    "Work on a BA team in the BS building",
]


@pytest.mark.parametrize("text", YEARS, ids=lambda text: text.replace("\n", " "))
def test_years_are_read(read_advert: ReadAdvert, text: str) -> None:
    years = read_advert(text).years

    assert years is not None
    assert (years.low, years.high, years.need) == YEARS[text]


@pytest.mark.parametrize("text", NO_YEARS, ids=lambda text: text.replace("\n", " "))
def test_other_years_are_no_demand(read_advert: ReadAdvert, text: str) -> None:
    assert read_advert(text).years is None


def test_years_in_general_go_before_those_of_one_skill(
    read_advert: ReadAdvert, quote: Quote
) -> None:
    text = (
        "Requirements\n- 8 years of experience in Java\n"
        "- 5+ years of experience in software engineering\n- 2+ years of experience in teams\n"
    )
    start = text.index("Java")
    java = Mention(start, start + 4, "Java", "java", "language", "wants", "other", 1.0, None)
    years = read_advert(text, mentions=[java]).years

    assert years is not None
    assert quote(text, years.span) == "5+ years"


def test_years_of_one_skill_stand_in_when_there_are_no_others(read_advert: ReadAdvert) -> None:
    years = read_advert("Requirements\n- 3 years of experience in Python").years

    assert years is not None
    assert years.low == 3


@pytest.mark.parametrize("text", DEGREES, ids=lambda text: text.replace("\n", " "))
def test_degree_is_read(read_advert: ReadAdvert, text: str) -> None:
    degree = read_advert(text).degree

    assert degree is not None
    assert (degree.value, degree.need, degree.equivalent) == DEGREES[text]


@pytest.mark.parametrize("text", NO_DEGREE, ids=lambda text: text.replace("\n", " "))
def test_other_words_are_no_degree(read_advert: ReadAdvert, text: str) -> None:
    assert read_advert(text).degree is None


def test_a_higher_degree_may_be_preferred(read_advert: ReadAdvert, quote: Quote) -> None:
    text = "Requirements\n- Bachelor’s degree in engineering (Master’s preferred).\n"
    found = read_advert(text)

    assert found.degree is not None
    assert (found.degree.value, found.degree.need) == ("bachelor", "must")
    assert found.degree_preferred is not None
    assert (found.degree_preferred.value, found.degree_preferred.need) == ("master", "nice")
    assert quote(text, found.degree_preferred.span) == "Master’s"


@pytest.mark.parametrize(
    ("text", "stage", "origin"),
    [
        ("Senior Data Engineer\n\nRequirements\n- 2 years of experience", "senior", "title"),
        ("Data Engineer\nSeniority level: Mid-Senior level", "mid", "words"),
        ("Data Engineer\nSeniority level: Entry level", "entry", "words"),
        ("Data Engineer\n\nRequirements\n- 1-2 years of experience", "entry", "years"),
        ("Data Engineer\n\nRequirements\n- 3+ years of experience", "mid", "years"),
        ("Data Engineer\n\nRequirements\n- 5+ years of experience", "senior", "years"),
        ("Data Engineer\n\nRequirements\n- 12+ years of experience", "principal", "years"),
        ("Data Engineer\n\nGood work.", None, None),
    ],
)
def test_stage_comes_from_title_then_words_then_years(
    read_advert: ReadAdvert, text: str, stage: str | None, origin: str | None
) -> None:
    found = read_advert(text)

    assert (found.stage, found.stage_from) == (stage, origin)
    assert found.role == "data-engineer"
