"""The lint of adverts: each finding, with its place."""

import pytest

from metier.core.framework.index import Framework
from metier.core.workflow.advert import Adverts
from metier.core.workflow.advert_lint import (
    AdvertFinding,
    AdvertRates,
    lint_advert,
    measure_adverts,
)
from metier.core.workflow.team_advert import read_text

FILLER = "We keep the data of our clients in order and tell them when it is late. " * 20
GOOD = f"""Senior Data Engineer

Pay: EUR 80,000 - 100,000 per year

The role

{FILLER}

Must have

- Python: you build what others rely on.
- SQL: you tune what is slow.

How to apply

Send us a note.
"""


@pytest.fixture(scope="module")
def adverts(framework: Framework) -> Adverts:
    return Adverts(framework)


def lint(
    framework: Framework, adverts: Adverts, text: str, rates: AdvertRates | None = None
) -> list[AdvertFinding]:
    return lint_advert(framework, text, read_text(adverts, text), rates=rates)


def test_a_plain_advert_passes(framework: Framework, adverts: Adverts) -> None:
    assert lint(framework, adverts, GOOD) == []


@pytest.mark.parametrize(
    ("change", "code", "quote"),
    [
        (("Pay: EUR 80,000 - 100,000 per year\n", ""), "pay-missing", ""),
        (("100,000 per", "180,000 per"), "pay-wide", ""),
        (("Send us a note.", "We look for a rockstar."), "wording-exclusionary", "rockstar"),
        (("Send us a note.", "Our pace is fast-paced."), "wording-inflated", "fast-paced"),
        ((FILLER, ""), "length-short", ""),
        ((FILLER, FILLER * 4), "length-long", ""),
        (("- SQL: you tune", "- Julia and SQL: you tune"), "must-beyond-role", "Julia"),
        (
            ("- SQL:", "- At least 12 years of experience in the field.\n- SQL:"),
            "years-beyond-role",
            "",
        ),
        (("- SQL:", "- A master's degree is required.\n- SQL:"), "degree-beyond-role", "master"),
        (
            (
                "Send us a note.",
                "Organizational responsibilities necessitate comprehensive operationalization of "
                "informational infrastructures notwithstanding considerable heterogeneity "
                * 30
                + ".",
            ),
            "reading-grade",
            "",
        ),
    ],
)
def test_each_weakness_is_found(
    framework: Framework, adverts: Adverts, change: tuple[str, str], code: str, quote: str
) -> None:
    old, new = change
    assert old in GOOD
    text = GOOD.replace(old, new)
    found = [item for item in lint(framework, adverts, text) if item.code == code]
    assert len(found) == 1
    assert not quote or found[0].quote == quote
    if code.startswith("wording"):
        assert text[found[0].start :].startswith(quote)


def test_no_must_haves_and_too_many(framework: Framework, adverts: Adverts) -> None:
    none = GOOD.replace("Must have", "Nice to have")
    assert "musts-none" in {item.code for item in lint(framework, adverts, none)}
    names = [
        framework.skills[item.skill].name for item in framework.roles["data-engineer"].requirements
    ]
    many = GOOD.replace(
        "- SQL: you", "\n".join(f"- {name}." for name in names[:20]) + "\n- SQL: you"
    )
    assert "musts-many" in {item.code for item in lint(framework, adverts, many)}


def test_it_is_held_against_adverts_that_are_given(framework: Framework, adverts: Adverts) -> None:
    one = GOOD.replace("- SQL: you tune what is slow.\n", "")
    rates = measure_adverts([read_text(adverts, one)] * 30, "data-engineer")
    assert (rates.of_role, rates.must_counts[0], rates.asked) == (30, 1, {"python": 1.0})
    codes = {item.code: item for item in lint(framework, adverts, GOOD, rates)}
    assert codes.keys() == {"musts-more-than-adverts", "must-beyond-adverts"}
    assert codes["must-beyond-adverts"].quote == "SQL"


def test_few_adverts_say_nothing(framework: Framework, adverts: Adverts) -> None:
    rates = measure_adverts([read_text(adverts, GOOD)] * 3, "data-engineer")
    assert lint(framework, adverts, GOOD, rates) == []


def test_adverts_for_other_roles_do_not_count(adverts: Adverts) -> None:
    assert measure_adverts([read_text(adverts, GOOD)], "data-scientist").of_role == 0
