"""Pay: what is pay, in which currency, for which period; what only looks like it."""

from collections.abc import Callable

import pytest

from metier.core.extract.advert.records import Advert

ReadAdvert = Callable[..., Advert]
Stated = tuple[str | None, float | None, float | None, str | None, bool]

PAY: dict[str, Stated] = {
    "Salary: $120k–150k": ("USD", 120_000, 150_000, "year", False),
    "Salary: $120,000 - $150,000 per year": ("USD", 120_000, 150_000, "year", True),
    "The base pay range is $148,700—$223,100 USD": ("USD", 148_700, 223_100, "year", False),
    "Pay: $127,000 USD - $235,000 USD": ("USD", 127_000, 235_000, "year", False),
    "We pay $191,000/yr to $237,000/yr.": ("USD", 191_000, 237_000, "year", True),
    "The salary is between $85,000 and\n$130,000.": ("USD", 85_000, 130_000, "year", False),
    "The base pay is expected to be between $225k\nand $275k.": (
        *("USD", 225_000, 275_000),
        *("year", False),
    ),
    "Compensation: $200-$250k, plus equity": ("USD", 200_000, 250_000, "year", False),
    "Salary/Hourly Rate Range*: $170,000 - $215,000": ("USD", 170_000, 215_000, "year", False),
    "Compensation: From $30/hr to $70/hr": ("USD", 30, 70, "hour", True),
    "Wir zahlen €60.000–80.000 brutto/Jahr.": ("EUR", 60_000, 80_000, "year", True),
    "Gehaltsrahmen: 60.000 – 70.000€": ("EUR", 60_000, 70_000, "year", False),
    "Bruttomonatsgehalt von EUR 3.954,00 (14x jährlich)": ("EUR", 3_954, 3_954, "month", True),
    "Day rate: £500 per day": ("GBP", 500, 500, "day", True),
    "Tagessatz: 650 €": ("EUR", 650, 650, "day", True),
    "TJM : 500-600 €": ("EUR", 500, 600, "day", True),
    "Stundenlohn: 45€/h": ("EUR", 45, 45, "hour", True),
    "Lohn: CHF 110'000 im Jahr": ("CHF", 110_000, 110_000, "year", True),
    "CTC: INR 20-30 LPA": ("INR", 2_000_000, 3_000_000, "year", True),
    "Compensation: ₹48–64 LPA": ("INR", 4_800_000, 6_400_000, "year", True),
    "Salary: ₹15,00,000 - ₹25,00,000 per annum": ("INR", 1_500_000, 2_500_000, "year", True),
    "Salary: 80-95K EUR": ("EUR", 80_000, 95_000, "year", False),
    "Salary:\n£85-125,000": ("GBP", 85_000, 125_000, "year", False),
    "Salaire :\n45K à 60K €": ("EUR", 45_000, 60_000, "year", False),
    "Rémunération : 60 000 € à 75 000 € par an": ("EUR", 60_000, 75_000, "year", True),
    "Salaris tussen € 3.712,- en € 5.303,- per maand": ("EUR", 3_712, 5_303, "month", True),
    "Gross salary range is 4200 - 6000 EUR/month.": ("EUR", 4_200, 6_000, "month", True),
    "Salary: 15 000 - 20 000 zł per month": ("PLN", 15_000, 20_000, "month", True),
    "Salary: 7.5 to 9 million JPY per annum": ("JPY", 7_500_000, 9_000_000, "year", True),
    "Salary: CA$110,000 - CA$130,000": ("CAD", 110_000, 130_000, "year", False),
    "Paying up to £65k + bonus": ("GBP", None, 65_000, "year", False),
    "Salary range: from €4,500 gross / month.": ("EUR", 4_500, None, "month", True),
    "Base salary: up to €130,000": ("EUR", None, 130_000, "year", False),
    "Compensation: $200,000+": ("USD", 200_000, 200_000, "year", False),
    "Salary Range: 120k-180k": (None, 120_000, 180_000, "year", False),
    "$145,000 - $175,000 (bonus eligible)": ("USD", 145_000, 175_000, "year", False),
    "$90,000 to $110,000 per year plus an annual bonus": ("USD", 90_000, 110_000, "year", True),
}

NO_PAY = [
    "We raised a $30M Series B led by good people.",
    "We offer a 401(k) with a 4% match.",
    "A $5,000 sign-on bonus awaits you.",
    "Our product has 100k users in 30 countries.",
    "With over $1B in revenue we keep growing.",
    "Salary: DOE",
    "Salary: competitive, depending on experience",
    "€1,000 learning budget each year",
    "A monthly stipend of $100 for epic dates",
    "Health insurance with a sum insured of INR 7,50,000 per annum",
    "Our funds manage $100,000 to $200,000 in assets",
    "Home office budget: up to $750 per year",
    "We have grown from $0 to $200M in revenue.",
    "Global employers spend $3–5 trillion on benefits every year.",
    "Referral bonus: €1500 for every hire",
    "Work from 2019 to 2024 in 15 countries, 24/7",
    "A market cap of roughly $20 billion",
    "Meal allowance of €10.46/day",
]


@pytest.mark.parametrize("text", PAY, ids=lambda text: text.replace("\n", " "))
def test_pay_is_read(read_advert: ReadAdvert, text: str) -> None:
    pay = read_advert(text).pay

    assert pay is not None
    assert (pay.currency, pay.low, pay.high, pay.period, pay.period_stated) == PAY[text]


@pytest.mark.parametrize("text", NO_PAY)
def test_other_sums_are_no_pay(read_advert: ReadAdvert, text: str) -> None:
    assert read_advert(text).pay is None


def test_span_holds_the_amounts_alone(read_advert: ReadAdvert) -> None:
    text = "The salary range is $99,000 - $232,000. Actual pay varies."
    pay = read_advert(text).pay

    assert pay is not None
    assert pay.span is not None
    assert text[pay.span.start : pay.span.end] == "$99,000 - $232,000"


def test_place_says_whose_dollar_it_is(read_advert: ReadAdvert) -> None:
    canada = read_advert("Location: Toronto, Canada\nSalary: $110,000 - $130,000")
    named = read_advert("Location: Toronto, Canada\nSalary in USD: $110,000 - $130,000")

    assert canada.pay is not None
    assert canada.pay.currency == "CAD"
    assert named.pay is not None
    assert named.pay.currency == "USD"


def test_crown_without_a_place_has_no_currency(read_advert: ReadAdvert) -> None:
    found = read_advert("Salary: 45 000 - 55 000 kr per month")
    placed = read_advert("Location: Stockholm, Sweden\nSalary: 45 000 - 55 000 kr per month")

    assert found.pay is not None
    assert found.pay.currency is None
    assert placed.pay is not None
    assert placed.pay.currency == "SEK"


def test_first_pay_leads_and_others_follow_once(read_advert: ReadAdvert) -> None:
    text = (
        "Salary range\n- Boston: $120,000 - $140,000\n- Austin: $100,000 - $120,000\n"
        "- Chicago: $120,000 - $140,000\n"
    )
    found = read_advert(text)

    assert found.pay is not None
    assert found.pay.low == 120_000
    assert [pay.low for pay in found.other_pay] == [100_000]


def test_number_of_one_item_is_no_end_of_the_next(read_advert: ReadAdvert) -> None:
    pay = read_advert("Logistics\n- Able to work UTC +/- 3\n- £65,000 – £100,000 annually").pay

    assert pay is not None
    assert (pay.low, pay.high) == (65_000, 100_000)


def test_jobs_listed_at_the_end_of_a_page_are_other_jobs(read_advert: ReadAdvert) -> None:
    text = "About the role\nGood work.\n\nSimilar jobs\n\nData Engineer\n€63,000 - €70,000 per year"

    assert read_advert(text).pay is None
