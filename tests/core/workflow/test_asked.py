"""An advert as the person it looks for."""

import pytest

from metier.core.documents.build import build_document
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.match.fit import Fit
from metier.core.workflow.asked import asked_evidence, fit_advert, reach_of_advert
from metier.core.workflow.assess import Reader

ADVERT = """We are hiring

Requirements
- Strong SQL, Airflow and dbt
- Experience with Snowflake and data modeling
- Kafka is a plus
- No experience in Java is required
"""


def read(text: str) -> Document:
    return build_document("advert.txt", text.encode())


@pytest.fixture(scope="module")
def fits(framework: Framework, reader: Reader) -> list[Fit]:
    document = read(ADVERT)
    return fit_advert(framework, document, reader.mentions(document))


def test_what_an_advert_asks_fits_the_role_it_is_for(fits: list[Fit]) -> None:
    assert fits[0].role == "data-engineer"
    assert sum(fit.share for fit in fits) == pytest.approx(1)


def test_what_is_denied_is_not_asked(reader: Reader) -> None:
    document = read(ADVERT)
    found = {item.skill for item in asked_evidence(document, reader.mentions(document))}

    assert {"sql", "airflow", "apache-kafka"} <= found
    assert "java" not in found


def test_a_role_named_in_the_text_counts_unless_skills_alone_are_asked_for(
    framework: Framework, reader: Reader, fits: list[Fit]
) -> None:
    named = read(ADVERT + "\nYou will join us as a technical writer.\n")
    mentions = reader.mentions(named)
    role = "ai-technical-writer"

    def title(found: list[Fit]) -> float:
        return next(fit.title for fit in found if fit.role == role)

    assert title(fits) == 0
    assert title(fit_advert(framework, named, mentions)) > 0
    assert title(fit_advert(framework, named, mentions, with_titles=False)) == 0


def test_an_applicant_reaches_at_least_the_weight_of_what_is_asked(
    framework: Framework, reader: Reader
) -> None:
    document = read(ADVERT)
    mentions = reader.mentions(document)
    asked = {mention.skill for mention in mentions if mention.polarity == "has"}
    weights = framework.weights(framework.roles["data-engineer"], "mid")

    reach = reach_of_advert(framework, document, mentions, role="data-engineer", stage="mid")

    least = sum(weight for item, weight in weights if item.skill in asked)
    assert least < reach < 1
    empty = read("We are hiring.")
    nothing = reach_of_advert(
        framework, empty, reader.mentions(empty), role="data-engineer", stage="mid"
    )
    assert 0 < nothing < reach - 0.5 * least
