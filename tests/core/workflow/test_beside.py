"""What stands beside a result: real CVs and adverts, and whether any role fits at all."""

from collections.abc import Callable
from typing import Any

import pytest

from metier.core.documents.build import build_document
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.match.place import Place, Places
from metier.core.workflow.answers import describe_gap, describe_matches
from metier.core.workflow.assess import Assessment, stand_against
from metier.core.workflow.beside import judge_any_fit, say_any_fit, say_place

Assess = Callable[..., Assessment]

OTHERS = {
    "nurse": """Rosa Marin, registered nurse, 9 years of experience in intensive care
ICU nurse, City Hospital, 2017 - present. Ventilated patients, medication, electronic records.
Trained new nurses, led handovers, audited hand hygiene in Excel. BSc Nursing 2014.
Skills: patient care, triage, communication, teamwork""",
    "accountant": """Otto Brand, senior accountant
Month end close, reconciliations, VAT returns, audit support, budgets in Excel and SAP.
Supervised two juniors at Mill Foods since 2016. Bachelor of Commerce 2012. IFRS, tax.""",
    "chef": """Lia Serra, head chef. Menu design, food cost, hiring and training of 14 cooks,
food safety, supplier negotiation. Hotel Astra since 2015. Diploma in culinary arts 2004.""",
    "lawyer": """Ines Vogt, attorney at law. Contracts, due diligence, employment disputes,
court representation, legal research. Vogt and Partner since 2018. Second state examination.""",
    "sales": """Joe Carr, sales representative for medical devices since 2019. 118% of quota,
demonstrations in surgery, contract negotiation, Salesforce. BA Business Administration 2016.""",
    "mechanical": """Arun Shah, mechanical design engineer. Brake calipers in CATIA and SolidWorks,
tolerances, FEA in ANSYS, prototype tests, supplier visits since July 2017. B.Tech 2016.""",
}


def paper(text: str) -> Document:
    return build_document("cv.txt", text.encode())


@pytest.mark.parametrize("job", OTHERS)
def test_who_works_in_another_field_is_told_that_no_role_fits(
    framework: Framework, assess: Assess, job: str
) -> None:
    found = assess(paper(OTHERS[job]))
    judged = judge_any_fit(framework, found)
    answer = describe_matches(framework, found)

    assert not judged.fits
    assert say_any_fit(framework, judged).startswith(
        "This CV shows little of what any of the roles"
    )
    assert answer["fits_any"] is False
    assert answer["fits_any_why"]["says"]
    for match in answer["matches"]:
        assert match["readiness"]["value"] < 0.5
        assert not match["sufficient"]


@pytest.mark.parametrize("job", ["analyst", "engineer", "graduate"])
def test_who_works_in_the_field_is_not_told_so(
    framework: Framework, assess: Assess, samples: dict[str, Document], job: str
) -> None:
    judged = judge_any_fit(framework, assess(samples[job]))

    assert judged.fits
    assert say_any_fit(framework, judged) == ""


def test_a_gap_and_every_match_say_where_the_readiness_stands(
    framework: Framework, assess: Assess, samples: dict[str, Document]
) -> None:
    found = assess(samples["engineer"])
    gap = describe_gap(framework, found, stand_against(framework, found, "data-engineer", "mid"))
    places: list[dict[str, Any]] = [gap["reference"]]
    places += [match["reference"] for match in describe_matches(framework, found)["matches"]]

    for place in places:
        assert set(place) == {"cvs", "adverts"}
        assert 0 <= place["cvs"]["below"] <= 1
        assert place["cvs"]["n"] >= 10
    assert gap["reference"]["adverts"]["role"] == "data-engineer"


def test_the_sentence_names_number_scope_and_date(framework: Framework) -> None:
    cvs = Place(0.8, 77, "2022-07", None, None, "CVs")
    adverts = Place(0.25, 214, "2026-08", "data-engineer", "mid", "adverts")

    both = say_place(framework, Places(cvs, adverts))

    assert both == (
        "Higher than 80% of 77 real CVs (all roles, 2022-07); one with exactly what the advert "
        "asks stands higher in 75% of 214 adverts (Data Engineer, mid, 2026-08)."
    )
    assert say_place(framework, Places(None, None)) == ""
    assert say_place(framework, Places(None, adverts)).startswith("One with exactly")
