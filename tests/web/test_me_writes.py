"""Each write does what it says, to the profile as it is stored, and can be taken back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from metier.core.framework.load import load_framework
from metier.core.framework.records import Profile
from metier.web.me import services
from metier.web.me.models import ReadingRow, UndoRow
from web.checks import check_error, check_page, page_of
from web.conftest import stored
from web.test_me_pages import ADVERT

UNDO = "//form[contains(@class, 'undo')]//input[@name='change']/@value"
MISSING = "undo-missing"


def post(browser: Client, address: str, **fields: Any) -> Any:
    response = browser.post(address, {name.replace("_", "-"): v for name, v in fields.items()})
    assert response.status_code == 302, (address, response.status_code, response.content[:2000])
    assert response["Location"].startswith("/me/")
    return response


def undo_of(browser: Client, address: str = "/me/rate/") -> str:
    return str((page_of(browser.get(address)).xpath(UNDO) or [""])[0])


def rate(browser: Client, **levels: str) -> None:
    fields = {f"level-{name.replace('_', '-')}": value for name, value in levels.items()}
    assert browser.post("/me/rate/save/", fields).status_code == 302


def targets(profile: Profile) -> list[tuple[str, str]]:
    return [(item.role, item.stage) for item in profile.targets]


WRITES: dict[str, tuple[str, dict[str, Any], Callable[[Profile], Any]]] = {
    "target": ("/me/targets/choose/", {"role": "data-engineer", "stage": "mid"}, targets),
    "rating": ("/me/rate/save/", {"level-apache-kafka": "2"}, lambda p: p.ratings),
    "skill": ("/me/review/add/", {"name": "PyTorch", "level": "2"}, lambda p: p.ratings),
    "plan": ("/me/plan/accept/", {"hours": "5", "weeks": "10"}, lambda p: p.plans),
    "step": ("/me/plan/report/", {"skill": "sql", "level": "4"}, lambda p: p.progress),
    "piece": ("/me/portfolio/add/", {"title": "A piece"}, lambda p: p.artifacts),
    "contact": ("/me/network/change/", {"name": "Ada"}, lambda p: p.contacts),
    "advert": ("/me/applications/add/", {"text": ADVERT}, lambda p: p.adverts),
}


@pytest.mark.parametrize("what", WRITES)
def test_a_write_is_kept_and_taken_back(me: Client, what: str) -> None:
    address, fields, part = WRITES[what]
    before = stored(me)
    assert me.post(address, fields).status_code == 302
    after = stored(me)
    assert len(part(after)) == len(part(before)) + 1
    page = check_page(me.get("/me/rate/"))
    change = page.xpath(UNDO)
    assert len(change) == 1
    back = me.post("/me/undo/", {"section": "me-plan", "change": change[0]})
    assert back["Location"] == "/me/plan/"
    assert stored(me) == before
    assert not page_of(me.get("/me/rate/")).xpath(UNDO), "it cannot be taken back twice"
    check_error(me.post("/me/undo/", {"change": change[0]}), 404, MISSING)


@pytest.mark.parametrize("what", WRITES)
def test_a_write_of_a_stale_tab_loses_nothing(me: Client, what: str) -> None:
    """Each tab showed the profile as it was; both changes stand in the end."""
    address, fields, part = WRITES[what]
    me.get("/me/plan/")
    rate(me, apache_spark="5")
    assert me.post(address, fields).status_code == 302
    profile = stored(me)
    assert "apache-spark" in {item.skill for item in profile.ratings}
    assert len(part(profile)) >= 1


def test_undo_of_a_stale_tab_takes_no_later_change_back(me: Client) -> None:
    rate(me, python="3")
    first = undo_of(me)
    rate(me, sql="3")
    second = undo_of(me)
    assert first != second
    check_error(me.post("/me/undo/", {"change": first}), 404, MISSING)
    for odd in ("", "x", "-1", "9" * 60, "1 OR 1=1"):
        check_error(me.post("/me/undo/", {"change": odd}), 404, MISSING)
    assert {item.skill for item in stored(me).ratings} == {"python", "sql"}
    post(me, "/me/undo/", change=second)
    assert {item.skill for item in stored(me).ratings} == {"python"}


def test_undo_is_over_after_a_while(me: Client) -> None:
    rate(me, python="3")
    change = undo_of(me)
    UndoRow.objects.update(made=timezone.now() - dt.timedelta(minutes=services.UNDO_MINUTES + 1))
    assert undo_of(me) == ""
    check_error(me.post("/me/undo/", {"change": change}), 404, MISSING)
    assert stored(me).ratings
    assert not UndoRow.objects.exists(), "what was before is not kept for longer"


@pytest.mark.parametrize("section", ["", "none", "//evil.example", "https://evil.example/", "home"])
def test_undo_leads_nowhere_else(me: Client, section: str) -> None:
    rate(me, python="3")
    response = me.post("/me/undo/", {"section": section, "change": undo_of(me)})
    assert response["Location"] == "/me/"


def test_what_changes_nothing_offers_no_undo(me: Client) -> None:
    assert me.post("/me/rate/save/", {}).status_code == 302
    me.post("/me/targets/choose/", {"role": "data-engineer", "stage": "mid", "remove": "1"})
    me.post("/me/review/document/", {"document": "0" * 64})
    assert undo_of(me) == ""


def test_targets_are_ordered_limited_and_taken_off(me: Client) -> None:
    roles = list(load_framework().roles)[:5]
    for role in roles[:4]:
        post(me, "/me/targets/choose/", role=role, stage="mid")
    assert targets(stored(me)) == [(role, "mid") for role in reversed(roles[:4])]
    fifth = me.post("/me/targets/choose/", {"role": roles[4], "stage": "mid"})
    check_error(fifth, 422, "target-count")
    post(me, "/me/targets/choose/", role=roles[0], stage="mid")
    assert targets(stored(me))[0] == (roles[0], "mid")
    assert len(stored(me).targets) == 4
    post(me, "/me/targets/choose/", role=roles[0], stage="mid", remove="1")
    assert (roles[0], "mid") not in targets(stored(me))


def test_choosing_a_target_can_lead_to_its_gap(me: Client) -> None:
    response = post(me, "/me/targets/choose/", role="data-engineer", stage="mid", go="gap")
    assert response["Location"] == "/me/gap/"
    assert "Data Engineer" in page_of(me.get("/me/gap/")).xpath("string(//main)")


def test_ratings_move_the_readiness_and_are_taken_back(me: Client) -> None:
    post(me, "/me/targets/choose/", role="data-scientist", stage="mid")

    def value() -> float:
        me.get("/me/")
        return float(ReadingRow.objects.get(role="data-scientist").value)

    before = value()
    rate(me, python="0", sql="0", machine_learning="0")
    low = value()
    assert low < before
    rate(me, python="5", sql="5", machine_learning="5")
    assert len(stored(me).ratings) == 3, "a new rating takes the place of the old"
    assert value() > low
    rate(me, python="none", sql="none", machine_learning="none")
    assert not stored(me).ratings
    assert value() == pytest.approx(before)
    assert ReadingRow.objects.count() == 1, "one reading a day"


def test_rejecting_a_mention_and_taking_it_back(me: Client) -> None:
    mark = page_of(me.get("/me/review/")).xpath("//button[@name='mention']/@value")[0]
    response = post(me, "/me/review/mention/", mention=mark, anchor="text")
    assert response["Location"] == "/me/review/#text"
    assert len(stored(me).rejections) == 1
    page = check_page(me.get("/me/review/"))
    assert len(page.xpath("//span[contains(@class, 'rejected')]")) == 1
    post(me, "/me/review/mention/", mention=mark)
    assert not stored(me).rejections


def test_a_document_is_taken_out_with_what_it_said(me: Client) -> None:
    digest = stored(me).documents[0].sha256
    post(me, "/me/review/document/", document=digest)
    profile = stored(me)
    assert not profile.documents
    assert not profile.evidence
    assert me.get("/me/").status_code == 200
    post(me, "/me/undo/", change=undo_of(me))
    assert stored(me).documents[0].sha256 == digest


def test_a_plan_is_worked_on_and_made_anew(me: Client) -> None:
    post(me, "/me/targets/choose/", role="data-scientist", stage="mid")
    post(me, "/me/plan/accept/", hours="6", weeks="20")
    first = stored(me).plans[-1].steps[0]
    post(
        me, "/me/plan/report/", skill=first.skill, level=first.level, hours_spent="3,5", share="0.5"
    )
    half = stored(me).progress[-1]
    assert (half.skill, half.level, half.hours, half.share) == (first.skill, first.level, 3.5, 0.5)
    response = post(me, "/me/plan/report/", skill=first.skill, level=first.level, section="me")
    assert response["Location"] == "/me/"
    board = check_page(me.get("/me/plan/?view=board")).xpath("string(//main)")
    assert load_framework().skills[first.skill].name in board
    post(me, "/me/plan/accept/", anew="1")
    plans = stored(me).plans
    assert len(plans) == 2
    assert plans[1].request.hours == plans[0].request.hours
    assert (first.skill, first.level) not in {(s.skill, s.level) for s in plans[1].steps}


def test_reporting_by_htmx_answers_a_part(me: Client) -> None:
    fields = {"skill": "sql", "level": "4"}
    response = me.post("/me/plan/report/", fields, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert b"<html" not in response.content
    assert stored(me).progress[-1].skill == "sql"


def test_the_portfolio_of_a_folder(me: Client, tmp_path: Any) -> None:
    post(me, "/me/portfolio/add/", project="ba-three-kinds-of-late", title="Late")
    piece = stored(me).artifacts[0].id
    post(me, "/me/portfolio/mark/", piece=piece, line=["1", "3"])
    assert stored(me).artifacts[0].done == (1, 3)
    (tmp_path / "report.sql").write_text("SELECT airline, AVG(delay) FROM flights GROUP BY 1;\n")
    (tmp_path / "README.md").write_text("# Three kinds of late\nSQL against BTS data.\n")
    checked = me.post("/me/portfolio/check/", {"piece": piece, "place": str(tmp_path)})
    assert checked.status_code == 200
    check_page(checked)
    assert stored(me).artifacts[0].checked
    site = me.post("/me/portfolio/publish/", {"piece": piece, "title": "../../evil"})
    assert site["Content-Type"] == "application/zip"
    pdf = me.post("/me/portfolio/publish/", {"piece": piece, "as": "pdf"})
    assert pdf.content.startswith(b"%PDF-")
    post(me, "/me/portfolio/mark/", piece=piece, remove="1")
    assert not stored(me).artifacts


def test_an_application_moves_and_is_taken_off(me: Client) -> None:
    post(me, "/me/applications/add/", text=ADVERT)
    advert = stored(me).adverts[0].id
    change = f"/me/applications/{advert}/change/"
    post(me, change, status="preparing", note="wrote", follow_up="2100-01-02")
    saved = stored(me).adverts[0]
    assert [item.status for item in saved.changes] == ["saved", "preparing"]
    assert saved.follow_up == "2100-01-02"
    post(me, change, follow_up="")
    assert stored(me).adverts[0].follow_up is None
    check_error(me.post(change, {"status": "dreamed"}), 404, "status-unknown")
    check_error(me.post(change, {"follow-up": "soon"}), 422, "plan-date")
    check_error(me.post("/me/applications/add/", {"text": ADVERT}), 422, "advert-saved")
    post(me, change, remove="1")
    assert not stored(me).adverts
    check_error(me.get(f"/me/applications/{advert}/"), 404, "advert-missing")


def test_contacts(me: Client) -> None:
    address = "/me/network/change/"
    post(me, address, name="Ada L.", where="a meetup", follow_up="2100-01-02")
    post(me, address, act="log", name="Ada L.", note="coffee")
    contact = stored(me).contacts[0]
    assert contact.follow_up == "2100-01-02" or contact.follow_up is None
    assert [item.note for item in contact.meetings] == ["coffee"]
    post(me, address, act="follow-up", name="Ada L.", follow_up="2100-03-04")
    assert stored(me).contacts[0].follow_up == "2100-03-04"
    check_error(me.post(address, {"act": "call", "name": "Ada L."}), 422, "usage")
    check_error(me.post(address, {"act": "log", "name": "Bob"}), 404, "contact-missing")
    post(me, address, act="remove", name="Ada L.")
    assert not stored(me).contacts


def test_practice(me: Client) -> None:
    question = page_of(me.get("/me/practice/")).xpath("//input[@name='question']/@value")[0]
    address = "/me/practice/answer/"
    post(me, address, question=question, grade="weak", note="too long")
    assert stored(me).attempts[0].question == question
    check_error(me.post(address, {"question": question, "grade": "great"}), 422, "grade-unknown")
    check_error(me.post(address, {"question": "x", "grade": "good"}), 404, "question-unknown")


def test_a_profile_erased_in_another_tab(me: Client) -> None:
    profile_id = stored(me).id
    me.get("/me/plan/")
    post(me, f"/me/profiles/{profile_id}/delete/")
    response = me.post("/me/rate/save/", {"level-python": "3"})
    assert (response.status_code, response["Location"]) == (302, "/start/")
