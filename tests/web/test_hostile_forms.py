"""Every form with empty, huge, hostile and repeated input: a coded answer, nothing broken."""

import os
import random
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from web.checks import check_headers, page_of
from web.conftest import stored
from web.test_access import addresses
from web.test_me_pages import ADVERT

ROUNDS = 30 if os.environ.get("METIER_NIGHTLY") else 3
FIELDS = (
    *("role", "stage", "hours", "weeks", "readiness", "mode", "budget", "also", "by-date"),
    *("pause-from", "pause-to", "without", "with", "path", "anew", "skill", "level", "share"),
    *("hours-spent", "activity", "section", "change", "name", "note", "where", "follow-up", "act"),
    *("title", "project", "place", "piece", "line", "remove", "as", "question", "grade", "status"),
    *("mention", "anchor", "document", "text", "sample", "background", "part", "days", "label"),
    *("next", "language", "revoke", "go", "level-python", "level-nothing", "level-"),
)
VALUES = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1",
        "2",
        "5",
        "6",
        "99",
        "1e400",
        "-1e400",
        "nan",
        "inf",
        "-inf",
        "0x10",
    ),
    *("1,5", "²", "٣", "9" * 5000, "0." + "0" * 500 + "1", "1e-320", "true", "null", "[]", "{}"),
    *("\x00", "a\x00b", "\x1b[31m", "\u202e", "🙂", "é" * 3000, "x" * 100_000, "%s%n"),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' OR 1=1 --", "{{7*7}}"),
    *("../../etc/passwd", "/etc/passwd", "~root", "~nobody-there", "/" + "a/" * 3000, "/proc/self"),
    *("file:///etc/passwd", "http://evil.example/", "//evil.example", "\r\nSet-Cookie: x=1"),
    *("2026-02-30", "0001-01-01", "9999-12-31", "2100-01-01", "2026-W01", "soon"),
    *(
        "python",
        "sql",
        "data-scientist",
        "mid",
        "data-engineer:mid",
        ":",
        "a:b:c:d",
        "0:0:0:python",
    ),
    *("most-readiness", "least-hours", "least-money", "portfolio", "network", "offer", "good"),
    *("pdf", "site", "add", "log", "remove", "follow-up", "me", "gap", "standing"),
)
POSTS = (
    *("me-undo", "me-choose", "me-plan-accept", "me-plan-report", "me-rate-save", "me-share"),
    *("me-review-mention", "me-review-add", "me-document-remove", "me-portfolio-add", "keep"),
    *("me-portfolio-mark", "me-portfolio-check", "me-portfolio-publish", "me-practice-answer"),
    *("me-application-add", "me-application-change", "me-contact", "profile-import", "language"),
    *("profile-rename", "start-questions", "start-new", "start-repository", "analyze"),
    *("me-job-cancel", "me-report-pdf", "correct"),
)
GETS = (
    *("me-targets", "me-gap", "me-what-if", "me-plan", "me-plan-file", "me-rate", "me-portfolio"),
    *("me-practice", "me-network", "me-report", "me-report-file", "me-application", "me-jobs"),
    *("me-application-cv", "shared", "profile-export", "me-job", "me-job-file"),
)
PLACES = ("none", "svg", "json", "%00", "..%2F..", "é" * 90, "00000000-0000-0000-0000-000000000000")


@pytest.fixture
def full(me: Client) -> Client:
    me.post("/me/plan/accept/", {"hours": "6", "weeks": "8"})
    me.post("/me/portfolio/add/", {"title": "Delays", "project": "ba-three-kinds-of-late"})
    me.post("/me/network/change/", {"name": "Ada", "note": "met"})
    me.post("/me/applications/add/", {"text": ADVERT})
    return me


def check(response: Any, what: object) -> None:
    assert response.status_code < 500, what
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        assert "sandbox" in response["Content-Security-Policy"], what
        return
    check_headers(response)
    location = response.headers.get("Location", "/")
    parts = urlsplit(location.replace("\\", "/"))  # as browsers read it
    assert not parts.scheme, what
    assert not parts.netloc, what
    assert "\n" not in location, what
    assert not set(response.cookies) - {
        *("metier_profile", "metier_browser", "metier_language", "csrftoken")
    }, what
    if response.status_code >= 400 and response.status_code != 405:
        codes = page_of(response).xpath("//*[contains(@class, 'soft')]//text()")
        assert any(text.strip() and " " not in text.strip() for text in codes), what
    assert b"Traceback" not in response.content, what


def places(name: str, chance: random.Random) -> str:
    return addresses(chance.choice(PLACES))[name]


def test_the_lists_name_every_form(me: Client) -> None:
    """An address says which methods it takes when it is asked with another."""
    left = {
        name
        for name, address in addresses().items()
        if "POST" in me.put(address).headers.get("Allow", "")
    } - set(POSTS)
    left = {name for name in left if not name.startswith("team")}  # tested with the teams
    assert left == {"forget", "everything-delete", "profile-delete", "profile-use"}


@pytest.mark.parametrize("name", POSTS)
def test_odd_fields_one_by_one_and_many_at_once(full: Client, name: str) -> None:
    """Odd values in fields that the form may read and in others; a plan takes long to solve."""
    chance = random.Random(name)
    fields = [field for field in FIELDS if chance.random() < 0.5 or field in name]
    for field in fields:
        for value in chance.sample(VALUES, 1 if name == "me-plan-accept" else ROUNDS):
            check(full.post(places(name, chance), {field: value}), (name, field, value[:60]))
    for _ in range(3 * ROUNDS):
        fields: dict[str, Any] = {
            field: chance.choices(VALUES, k=chance.choice((1, 1, 1, 2, 5)))
            for field in chance.sample(FIELDS, chance.randint(0, 12))
        }
        check(
            full.post(places(name, chance), fields),
            (name, {k: v[0][:40] for k, v in fields.items()}),
        )
    check_all_pages(full)


@pytest.mark.parametrize("name", GETS)
def test_odd_queries(full: Client, name: str) -> None:
    chance = random.Random(name)
    for _ in range(4 * ROUNDS):
        fields: dict[str, Any] = {
            field: [v[:3000] for v in chance.choices(VALUES, k=chance.choice((1, 1, 2)))]
            for field in chance.sample(FIELDS, chance.randint(0, 6))
        }
        check(full.get(places(name, chance), fields), (name, fields))


def check_all_pages(browser: Client) -> None:
    """Whatever was written, the pages that show most of it still answer."""
    for address in ("/me/", "/me/plan/", "/me/review/", "/me/profiles/"):
        response = browser.get(address)
        assert response.status_code in {200, 302}, address


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"hours": "nan"}, "plan-hours"),
        ({"hours": "1e400"}, "plan-hours"),
        ({"hours": "-1"}, "plan-hours"),
        ({"weeks": "0"}, "plan-weeks"),
        ({"weeks": "nan"}, "plan-weeks"),
        ({"weeks": "1e9"}, "plan-weeks"),
        ({"readiness": "0"}, "plan-readiness"),
        ({"readiness": "101"}, "plan-readiness"),
        ({"readiness": "nan"}, "plan-readiness"),
        ({"role": "nobody"}, "role-unknown"),
        ({"stage": "boss"}, "stage-unknown"),
        ({"without": "nothing"}, "skill-unknown"),
        ({"also": "data-engineer"}, "role-unknown"),
        ({"path": "nowhere"}, "audience-unknown"),
        ({"budget": "nan", "mode": "least-money"}, "plan-budget"),
        ({"pause-from": "soon", "pause-to": "later"}, "plan-date"),
        ({"pause-from": "2100-02-30", "pause-to": "2100-03-01"}, "plan-date"),
    ],
)
def test_plans_that_cannot_be(me: Client, fields: dict[str, str], code: str) -> None:
    response = me.post("/me/plan/accept/", {"hours": "6", "weeks": "8", **fields})
    assert response.status_code in {404, 422}
    assert code in response.content.decode(), page_of(response).xpath("string(//main)")
    shown = me.get("/me/plan/", {"hours": "6", "weeks": "8", **fields})
    assert shown.status_code < 500
    assert code in shown.content.decode()
    assert not stored(me).plans


@pytest.mark.parametrize(
    ("address", "fields", "code"),
    [
        ("/me/rate/save/", {"level-python": "6"}, "level-unknown"),
        ("/me/rate/save/", {"level-python": "-1"}, "level-unknown"),
        ("/me/rate/save/", {"level-python": "²"}, "level-unknown"),
        ("/me/rate/save/", {"level-nothing": "1"}, "skill-unknown"),
        ("/me/plan/report/", {"skill": "python", "level": "9"}, "progress-level"),
        ("/me/plan/report/", {"skill": "python", "level": "2", "share": "2"}, "progress-share"),
        ("/me/plan/report/", {"skill": "python", "level": "2", "share": "nan"}, "progress-share"),
        (
            "/me/plan/report/",
            {"skill": "python", "level": "2", "hours-spent": "nan"},
            "progress-hours",
        ),
        (
            "/me/plan/report/",
            {"skill": "python", "level": "2", "hours-spent": "-1"},
            "progress-hours",
        ),
        ("/me/plan/report/", {"activity": "nothing"}, "activity-unknown"),
        ("/me/plan/report/", {}, "skill-unknown"),
        ("/me/review/mention/", {"mention": "x"}, "mention-unknown"),
        ("/me/review/mention/", {"mention": "a:0:99999999:python"}, "mention-unknown"),
        ("/me/review/add/", {"name": "", "level": "3"}, "skill-unknown"),
        ("/me/review/add/", {"name": "Python"}, "level-unknown"),
        ("/me/portfolio/add/", {}, "artifact-title"),
        ("/me/portfolio/add/", {"title": "x", "project": "nothing"}, "project-unknown"),
        ("/me/portfolio/mark/", {"piece": "x", "line": "1"}, "artifact-missing"),
        ("/me/portfolio/publish/", {}, "portfolio-choice"),
        ("/me/applications/add/", {"text": " "}, "document-empty"),
        ("/me/network/change/", {}, "contact-name"),
        ("/me/network/change/", {"name": "A", "follow-up": "2001-01-01"}, "date-past"),
        ("/me/network/change/", {"name": "A", "follow-up": "0"}, "plan-date"),
        ("/me/targets/choose/", {}, "role-unknown"),
        ("/me/targets/choose/", {"role": "data-engineer"}, "stage-unknown"),
    ],
)
def test_what_cannot_be_is_said_with_its_code(
    me: Client, address: str, fields: dict[str, str], code: str
) -> None:
    before = stored(me)
    response = me.post(address, fields)
    assert response.status_code in {404, 422}, response.status_code
    assert code in page_of(response).xpath("string(//main)")
    assert stored(me) == before


def test_oversized_uploads_are_refused(full: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    big = b"Python " * 3_600_000
    for address in ("/me/applications/add/", "/me/profiles/import/", "/answer/"):
        response = full.post(address, {"file": SimpleUploadedFile("cv.txt", big)})
        assert response.status_code in {413, 422}, address
        text = response.content.decode()
        assert "document-too-large" in text or "profile-damaged" in text, address
        claimed = full.generic(
            "POST", address, b"x", content_type="multipart/form-data; boundary=b",
            CONTENT_LENGTH="999999999999",
        )  # fmt: skip
        assert claimed.status_code == 413
    many = {f"f{n}": "x" for n in range(400)}
    for name in POSTS:
        assert full.post(addresses("none")[name], many).status_code in {400, 404, 405, 422, 302}
