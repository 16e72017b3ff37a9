"""An advert held against a person, what they can cite for it, and the board."""

import datetime as dt

import pytest

from metier.core.errors import StoreError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Profile
from metier.core.workflow.advert import Adverts, ReadAdvert
from metier.core.workflow.applying import describe_advert_fit, fit_advert
from metier.core.workflow.assess import Assessment, Reader, assess_profile, build_profile
from metier.core.workflow.board import (
    change_status,
    describe_board,
    describe_saved,
    find_saved,
    remove_saved,
    save_advert,
    set_follow_up,
    undo_status,
)

DAY = dt.date(2026, 11, 23)
ADVERT = """Senior Data Scientist

Acme is looking for a Senior Data Scientist in Utrecht.

Requirements:
- 5+ years of experience
- A master's degree in statistics
- You must know Python, SQL and Kubernetes

Nice to have:
- Tableau
- Rust
"""


@pytest.fixture(scope="module")
def adverts(framework: Framework, reader: Reader) -> Adverts:
    return Adverts(framework, reader=reader)


def text_document(text: str, name: str = "ad.txt") -> Document:
    import hashlib

    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, "text", digest, text, "en", 0, (), ())


@pytest.fixture
def read(adverts: Adverts) -> ReadAdvert:
    return adverts.read(text_document(ADVERT))


@pytest.fixture
def person(reader: Reader, samples: dict[str, Document]) -> Profile:
    return build_profile(reader, [samples["analyst"]], name="noor")


@pytest.fixture
def analyst(framework: Framework, person: Profile) -> Assessment:
    return assess_profile(framework, person, as_of=DAY)


def test_only_true_evidence_can_be_cited_with_its_place(
    framework: Framework, analyst: Assessment, read: ReadAdvert
) -> None:
    fit = fit_advert(framework, analyst, read.advert)
    papers = {document.name: document.text for document in analyst.profile.documents}
    cited = 0
    for item in fit.demands:
        direct = [
            analyst.evidence[n] for n in analyst.proficiencies.ledger(item.demand.skill).direct
        ]
        places = {(each.start, each.end) for each in direct}
        for quote in item.quotes:
            text = papers[quote.document]
            assert text[quote.start : quote.end] == quote.words
            assert (quote.start, quote.end) in places
            assert quote.line == " ".join(text[quote.line_start : quote.line_end].split())
            assert quote.words in text[quote.line_start : quote.line_end]
            assert quote.sign != "denied"
            cited += 1
    assert cited >= 2
    by_skill = {item.demand.skill: item for item in fit.demands}
    assert by_skill["rust"].quotes == by_skill["kubernetes"].quotes == ()


def test_the_strongest_evidence_is_cited_first(
    framework: Framework, analyst: Assessment, read: ReadAdvert
) -> None:
    fit = fit_advert(framework, analyst, read.advert)
    sql = next(item for item in fit.demands if item.demand.skill == "sql")
    signs = [framework.signs[quote.sign].likelihood for quote in sql.quotes]
    ratios = [values[sql.demand.target] / values[0] for values in signs]
    assert ratios == sorted(ratios, reverse=True)


def test_musts_gates_and_readiness(
    framework: Framework, analyst: Assessment, read: ReadAdvert
) -> None:
    fit = fit_advert(framework, analyst, read.advert)
    assert (fit.role, fit.stage, fit.stage_stated) == ("data-scientist", "senior", True)
    assert "kubernetes" in {item.demand.skill for item in fit.must_gaps}
    assert "rust" not in {item.demand.skill for item in fit.must_gaps}
    assert fit.own is not None
    value, low, high = fit.own
    assert 0 < low <= value <= high < 1
    gates = {gate.gate: gate for gate in fit.gates}
    assert gates["years"].met is False
    assert gates["degree"].met is False
    assert fit.rank is not None
    assert fit.fit == pytest.approx(analyst.fits[fit.rank - 1].share)


def test_an_advert_that_asks_nothing_known(
    framework: Framework, analyst: Assessment, adverts: Adverts
) -> None:
    read = adverts.read(text_document("Baker\n\nYou bake bread in Lyon.\n"))
    fit = fit_advert(framework, analyst, read.advert)
    assert fit.demands == ()
    assert fit.own is None
    found = describe_advert_fit(framework, analyst, read, fit)
    assert found["readiness"] is None
    assert (found["stage"], found["stage_stated"]) == ("mid", False)


def test_a_person_without_evidence_cites_nothing(
    framework: Framework, read: ReadAdvert, reader: Reader
) -> None:
    empty = assess_profile(framework, build_profile(reader, [], backgrounds=["nurse"]), as_of=DAY)
    fit = fit_advert(framework, empty, read.advert)
    assert all(item.quotes == () for item in fit.demands)


def test_from_saved_to_applied(
    framework: Framework, person: Profile, read: ReadAdvert, adverts: Adverts
) -> None:
    kept, saved = save_advert(person, read, day=DAY)
    assert saved.id == "acme-senior-data-scientist"
    kept = change_status(framework, kept, "acme", "applied", day=DAY, follow_up=DAY)
    board = describe_board(framework, assess_profile(framework, kept, as_of=DAY), adverts)
    (row,) = board["adverts"]
    assert (row["status"], row["due"]) == ("applied", True)
    assert board["due"] == [saved.id]
    assert "kubernetes" in {item["skill"] for item in row["must_gaps"]}
    earlier = assess_profile(framework, kept, as_of=DAY - dt.timedelta(days=1))
    assert describe_board(framework, earlier, adverts, due_only=True)["adverts"] == []
    shown = describe_saved(
        framework, assess_profile(framework, kept, as_of=DAY), adverts, find_saved(kept, "acme")
    )
    assert [change["status"] for change in shown["changes"]] == ["saved", "applied"]
    assert shown["text"] == ADVERT
    kept = undo_status(kept, "acme")
    assert find_saved(kept, "acme").changes[-1].status == "saved"
    assert remove_saved(kept, "acme").adverts == ()


def test_an_advert_is_saved_once_and_ids_stay_apart(
    person: Profile, read: ReadAdvert, adverts: Adverts
) -> None:
    kept, first = save_advert(person, read, day=DAY)
    with pytest.raises(UsageError) as caught:
        save_advert(kept, read, day=DAY)
    assert caught.value.code == "advert-saved"
    assert first.id in caught.value.message
    kept, second = save_advert(kept, adverts.read(text_document(ADVERT + "\n")), day=DAY)
    assert second.id == f"{first.id}-2"
    assert find_saved(kept, first.id) is not find_saved(kept, second.id)
    with pytest.raises(StoreError) as several:
        find_saved(kept, "acme")
    assert several.value.code == "advert-missing"
    with pytest.raises(StoreError):
        find_saved(kept, "")


def test_follow_ups_lie_ahead_and_end_with_the_application(
    framework: Framework, person: Profile, read: ReadAdvert
) -> None:
    kept, saved = save_advert(person, read, day=DAY)
    with pytest.raises(UsageError) as past:
        set_follow_up(framework, kept, saved.id, DAY - dt.timedelta(days=1), as_of=DAY)
    assert past.value.code == "date-past"
    kept = set_follow_up(framework, kept, saved.id, DAY, as_of=DAY)
    assert find_saved(kept, saved.id).follow_up == DAY.isoformat()
    kept = set_follow_up(framework, kept, saved.id, None, as_of=DAY)
    assert find_saved(kept, saved.id).follow_up is None
    closed = change_status(framework, kept, saved.id, "withdrawn", day=DAY)
    with pytest.raises(UsageError) as over:
        set_follow_up(framework, closed, saved.id, DAY, as_of=DAY)
    assert over.value.code == "status-order"
