"""Every personal page answers with its content, for whoever begins and for whoever goes on."""

import json
from typing import Any

import pytest
from django.test import Client

from metier.core.framework.load import load_framework
from web.checks import check_page, page_of
from web.conftest import new_client, stored

PAGES = {
    "/me/": "Data",
    "/me/review/": "Is this right?",
    "/me/targets/": "",
    "/me/gap/": "",
    "/me/what-if/": "",
    "/me/plan/": "",
    "/me/plan/?view=board": "",
    "/me/plan/?view=calendar": "",
    "/me/rate/": "",
    "/me/portfolio/": "",
    "/me/practice/": "",
    "/me/applications/": "",
    "/me/network/": "",
    "/me/report/": "",
    "/me/profiles/": "Whose way is it?",
    "/me/jobs/": "What takes longer",
}
ADVERT = (
    "Senior Data Scientist at Acme Rail\n\nRequirements\n"
    "- Five years of Python and SQL\n- Experience with Spark and Airflow\n- PyTorch is a plus\n"
)


@pytest.fixture
def busy(me: Client) -> Client:
    """A person who has used every part once."""
    me.post("/me/targets/choose/", {"role": "data-scientist", "stage": "mid"})
    me.post("/me/plan/accept/", {"hours": "6", "weeks": "20", "with": ["portfolio", "network"]})
    step = stored(me).plans[-1].steps[0]
    me.post("/me/plan/report/", {"skill": step.skill, "level": str(step.level), "share": "0.5"})
    me.post("/me/rate/save/", {"level-python": "3"})
    me.post("/me/portfolio/add/", {"title": "Delays", "project": "ba-three-kinds-of-late"})
    me.post("/me/network/change/", {"name": "Ada", "note": "a talk", "follow-up": "2100-01-01"})
    me.post("/me/applications/add/", {"text": ADVERT})
    question = page_of(me.get("/me/practice/")).xpath("//input[@name='question']/@value")[0]
    me.post("/me/practice/answer/", {"question": question, "grade": "good"})
    profile = stored(me)
    for part in ("targets", "plans", "progress", "ratings", "artifacts", "contacts", "adverts"):
        assert getattr(profile, part), part
    assert profile.attempts
    return me


def check(browser: Client, address: str, words: str) -> Any:
    response = browser.get(address)
    assert response.status_code == 200, address
    page = check_page(response)
    assert len(page.xpath("//h1")) == 1, address
    assert page.xpath("string(//h1)").strip(), address
    assert len(page.xpath("//main")) == 1
    assert page.xpath("string(//title)").strip()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), (address, sorted(i for i in ids if ids.count(i) > 1))
    assert words in page.xpath("string(//main)"), address
    targets = set(page.xpath("//label/@for | //@aria-labelledby"))
    assert targets <= set(ids), (address, targets - set(ids))
    for form in page.xpath("//main//form[@method='post']"):
        assert form.xpath(".//input[@name='csrfmiddlewaretoken']"), (address, form.get("action"))
    return page


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_somebody_new(me: Client, address: str) -> None:
    check(me, address, PAGES[address])


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_somebody_busy(busy: Client, address: str) -> None:
    check(busy, address, PAGES[address])


@pytest.mark.parametrize("kind", ["background", "questions"])
def test_pages_of_somebody_without_a_document(trusted: Client, kind: str) -> None:
    """A career changer by background alone, and ten answers alone."""
    if kind == "background":
        background = load_framework().library.backgrounds[0].id
        made = trusted.post("/start/new/", {"background": background})
    else:
        card = page_of(trusted.get("/start/questions/")).xpath("//input[@type='radio']/@name")[0]
        made = trusted.post("/start/questions/", {card: "2"})
    trusted.post(f"{made['Location']}keep/")
    for address, words in PAGES.items():
        check(trusted, address, "" if address == "/me/" else words)


@pytest.mark.parametrize("address", [a for a in PAGES if a not in {"/me/profiles/", "/me/jobs/"}])
def test_without_a_profile_one_is_led_to_the_start(trusted: Client, address: str) -> None:
    response = trusted.get(address)
    assert (response.status_code, response["Location"]) == (302, "/start/")


def test_every_link_of_the_personal_pages_leads_somewhere(busy: Client) -> None:
    links: set[str] = set()
    for address in PAGES:
        links |= set(page_of(busy.get(address)).xpath("//main//a/@href"))
    advert = stored(busy).adverts[0].id
    links |= set(page_of(busy.get(f"/me/applications/{advert}/")).xpath("//main//a/@href"))
    broken = {}
    for link in sorted({link.split("#")[0] for link in links if not link.startswith("#")}):
        status = busy.get(link or "/").status_code
        if status not in {200, 302}:
            broken[link] = status
    assert broken == {}


def test_dashboard_says_what_to_do_and_what_moved(busy: Client) -> None:
    page = check(busy, "/me/", "Data Scientist")
    step = load_framework().skills[stored(busy).plans[-1].steps[0].skill].name
    assert step in page.xpath("string(//main)")
    calendar = busy.get("/me/reminders.ics")
    assert calendar["Content-Type"].startswith("text/calendar")
    assert calendar.content.count(b"BEGIN:VEVENT") >= 2
    assert b"Ada" in calendar.content


def test_gap_is_the_gap_of_the_engine(busy: Client) -> None:
    from metier.core.workflow.assess import stand_against
    from metier.web.engine import framework
    from metier.web.me.mine import get_mine

    mine = get_mine(stored(busy).id)
    standing = stand_against(framework(), mine.assessment, "data-scientist", "mid")
    page = check(busy, "/me/gap/", f"{standing.readiness.value:.0%}")
    text = page.xpath("string(//main)")
    for gap in standing.gaps[:5]:
        assert framework().skills[gap.skill].name in text
    other = check(busy, "/me/gap/?role=research-scientist&stage=principal", "Research Scientist")
    assert other.xpath("string(//main)") != text


def test_what_if_answers_a_part_and_keeps_nothing(busy: Client) -> None:
    before = stored(busy)
    fields = {"level-python": "5", "level-sql": "5", "level-pytorch": "4"}
    part = busy.get("/me/what-if/", fields, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert b"<html" not in part.content
    whole = check(busy, "/me/what-if/?level-python=5&level-sql=5&level-pytorch=4", "")
    said = page_of(part).xpath("string()").split()
    assert " ".join(said) in " ".join(whole.xpath("string(//main)").split())
    assert stored(busy) == before
    lower = busy.get("/me/what-if/", {"level-python": "0"}, headers={"HX-Request": "true"})
    assert lower.content != part.content


def test_plan_in_three_views_and_four_files(busy: Client) -> None:
    names = {
        load_framework().skills[step.skill].name
        for step in stored(busy).plans[-1].steps
        if step.skill
    }
    for view in ("timeline", "board", "calendar"):
        text = check(busy, f"/me/plan/?view={view}", "").xpath("string(//main)")
        assert sum(name in text for name in names) >= len(names) - 1
    for kind, mark in {"ics": b"BEGIN:VCALENDAR", "csv": b",", "md": b"#", "svg": b"<svg"}.items():
        response = busy.get(f"/me/plan.{kind}")
        assert response.status_code == 200
        assert response["Content-Disposition"] == f'attachment; filename="metier-plan.{kind}"'
        assert mark in response.content
    assert busy.get("/me/plan.exe").status_code == 404


def test_another_plan_is_shown_before_it_is_accepted(busy: Client) -> None:
    before = stored(busy)
    page = check(busy, "/me/plan/?hours=2&weeks=10&mode=most-readiness", "")
    assert page.xpath("//form[contains(@action, '/me/plan/accept/')]")
    assert stored(busy) == before
    hidden = page.xpath(
        "//form[contains(@action, '/me/plan/accept/')]//input[@name='hours']/@value"
    )
    assert hidden == ["2"]


def test_report_in_three_files(busy: Client) -> None:
    one = busy.get("/me/report.html")
    assert one["Content-Disposition"].startswith("attachment")
    page = page_of(one)
    assert not page.xpath("//script | //link | //img | //iframe | //@src")
    value = json.loads(busy.get("/me/report.json").content)
    assert (value["gap"]["role"], value["gap"]["stage"]) == ("data-scientist", "mid")
    assert 0 <= value["gap"]["readiness"]["value"] <= 1
    assert busy.get("/me/report.pdf").content.startswith(b"%PDF-")
    assert busy.get("/me/report.exe").status_code == 422


def test_an_application_cites_the_persons_own_lines(busy: Client) -> None:
    advert = stored(busy).adverts[0].id
    page = check(busy, f"/me/applications/{advert}/", "Python")
    assert page.xpath("//select[@name='status']/option")
    check(busy, f"/me/applications/{advert}/cv/show/", "Python")
    own = " ".join(stored(busy).documents[0].text.split())
    written = json.loads(busy.get(f"/me/applications/{advert}/cv/json/").content)
    lines = [line for job in written["work"] for line in job.get("highlights", [])]
    assert lines
    assert [line for line in lines if " ".join(line.split()) not in own] == []
    for kind in ("html", "md", "json", "pdf"):
        response = busy.get(f"/me/applications/{advert}/cv/{kind}/")
        assert response.status_code == 200, kind
        assert response["Content-Disposition"] == f'attachment; filename="cv.{kind}"'
    assert busy.get(f"/me/applications/{advert}/cv/exe/").status_code == 422


def test_a_page_in_another_language_says_no_english_frame(me: Client) -> None:
    me.cookies["metier_language"] = "de"
    page = check_page(me.get("/me/"))
    assert page.get("lang") == "de"
    assert page.xpath("//*[@lang='en']"), "content in English is marked so"


def test_a_page_of_nobody_sets_no_cookie_of_a_profile() -> None:
    browser = new_client()
    for address in PAGES:
        assert browser.get(address).status_code == 403
    assert not browser.cookies.get("metier_profile")
