"""Hostile content, stored and reflected: shown as text, whatever page it comes to."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from web.checks import check_page, page_of
from web.conftest import new_client, stored
from web.test_me_pages import PAGES
from web.test_me_shares import share

SCRIPT = "<script>alert(1)</script>"
PICTURE = '"><img src=x onerror=alert(2)>'
TEMPLATE = "{{7*7}}{% raise %}"
CV = f"""{SCRIPT} {PICTURE}
Experience
Data Engineer, <iframe src=javascript:alert(3)></iframe> Acme {TEMPLATE}
2019 - 2024
Built pipelines in Python and SQL <svg onload=alert(4)> for {PICTURE}
Skills
Python, SQL, Spark, <a href="javascript:alert(5)">Kafka</a>, Airflow
"""
ADVERT = f"""Senior Data Engineer {SCRIPT} at {PICTURE}

Requirements
- Five years of Python {SCRIPT}
- SQL {PICTURE} and Spark
"""
TAGS = (
    "//main//script | //main//iframe | //main//img | //main//object | //main//embed | //main//form"
)


@pytest.fixture
def hostile(trusted: Client) -> Client:
    """Somebody who writes markup wherever one can write."""
    name = f"cv{PICTURE}.txt"
    made = trusted.post("/answer/", {"file": SimpleUploadedFile(name, CV.encode())})
    trusted.post(made["Location"].split("?")[0] + "keep/", {"name": SCRIPT + PICTURE})
    trusted.post("/me/targets/choose/", {"role": "data-engineer", "stage": "mid"})
    trusted.post("/me/plan/accept/", {"hours": "6", "weeks": "12"})
    for title in (SCRIPT, PICTURE, TEMPLATE):
        trusted.post(
            "/me/portfolio/add/",
            {
                "title": title,
                "place": "javascript:alert(6)",
                "note": PICTURE,
                "project": "ba-three-kinds-of-late" if title == PICTURE else "",
            },
        )
        trusted.post("/me/network/change/", {"name": title, "where": PICTURE, "note": SCRIPT})
    trusted.post("/me/applications/add/", {"text": ADVERT})
    trusted.post("/me/applications/add/", {"text": ADVERT + "\nKafka", "name": SCRIPT})
    return trusted


def check(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, address
    page = check_page(response)  # no handler, no style, no address elsewhere, no script of its own
    for element in page.xpath(TAGS):
        assert element.tag == "form", (address, element.tag)
        assert element.get("action", "").startswith("/"), address
    assert not page.xpath("//@href[starts-with(., 'javascript:')]"), address
    assert b"49{%" not in response.content, address
    assert page.xpath("string(//title)").strip()
    return str(page.xpath("string(//body)"))


def test_stored_markup_is_shown_as_text(hostile: Client) -> None:
    seen = {address: check(hostile, address) for address in PAGES}
    for advert in stored(hostile).adverts:
        seen[advert.id] = check(hostile, f"/me/applications/{advert.id}/")
        check(hostile, f"/me/applications/{advert.id}/cv/show/")
    for address in ("/me/review/", "/me/profiles/", "/me/portfolio/", "/me/network/"):
        text = seen[address] + "".join(page_of(hostile.get(address)).xpath("//@value"))
        assert "<script>alert(1)" in text or "<img src=x" in text, address


def test_the_offer_to_undo_is_text(hostile: Client) -> None:
    for address, fields in (
        ("/me/network/change/", {"name": SCRIPT + "!"}),
        ("/me/portfolio/add/", {"title": PICTURE + "!"}),
    ):
        assert hostile.post(address, fields).status_code == 302
        assert "Undo" in check(hostile, "/me/rate/")


def test_files_hold_no_markup_of_a_persons_text(hostile: Client) -> None:
    report = page_of(hostile.get("/me/report.html"))
    assert not report.xpath("//script | //img | //iframe | //@onerror | //svg[@onload]")
    picture = hostile.get("/me/plan.svg").content
    assert b"<script" not in picture
    advert = stored(hostile).adverts[0].id
    made = page_of(hostile.get(f"/me/applications/{advert}/cv/html/"))
    assert not made.xpath("//script | //img | //iframe | //@onerror")


def test_a_shared_page_is_text(hostile: Client) -> None:
    path = share(hostile, "standing", "gap", "plan", "portfolio", "evidence", label=PICTURE)
    text = check(new_client(), path)
    assert "<script>alert(1)</script>" in text


def test_a_published_site_stays_in_its_folder(hostile: Client) -> None:
    hostile.post("/me/portfolio/add/", {"title": "../../../tmp/evil"})
    hostile.post("/me/portfolio/add/", {"title": "C:\\evil\x00.html"})
    pieces = [item.id for item in stored(hostile).artifacts]
    made = hostile.post("/me/portfolio/publish/", {"piece": pieces, "title": "../../" + SCRIPT})
    with zipfile.ZipFile(BytesIO(made.content)) as archive:
        for name in archive.namelist():
            assert name.startswith("portfolio/")
            assert ".." not in name
            assert "\\" not in name
            content = archive.read(name)
            if name.endswith(".html"):
                assert b"<script>alert" not in content
                assert b"<img src=x" not in content
                assert b'href="javascript:' not in content


@pytest.mark.parametrize("hostile_text", [SCRIPT, PICTURE, TEMPLATE, "'><svg/onload=alert(1)>"])
def test_reflected_markup_is_text(me: Client, hostile_text: str) -> None:
    for address, names in {
        "/me/gap/": ("role", "stage"),
        "/me/what-if/": ("level-python", "level-" + hostile_text, "role"),
        "/me/targets/": ("liked", "by", "stage"),
        "/me/plan/": ("hours", "weeks", "mode", "also", "with", "view", "path", "pause-from"),
        "/me/rate/": ("skill",),
        "/me/portfolio/": ("hours", "role"),
        "/me/report/": ("role",),
        "/me/jobs/": ("x",),
        f"/me/applications/{hostile_text.replace('/', '_')}/": ("x",),
        f"/me/jobs/{hostile_text.replace('/', '_')}/": ("x",),
        f"/shared/{hostile_text.replace('/', '_')}/": ("x",),
    }.items():
        for name in names:
            response = me.get(address, {"hours": "6", name: hostile_text})
            assert response.status_code < 500
            page = check_page(response)
            assert not page.xpath("//main//script | //main//img | //main//svg[@onload]")
    for address, fields in {
        "/me/review/add/": {"name": hostile_text, "level": "1"},
        "/me/rate/save/": {"level-python": hostile_text},
        "/me/review/mention/": {"mention": hostile_text},
        "/me/network/change/": {"name": hostile_text, "act": "log"},
        "/start/repository/": {"path": hostile_text},
        "/start/new/": {"background": hostile_text},
        "/me/portfolio/check/": {"piece": hostile_text},
    }.items():
        response = me.post(address, fields)
        assert 400 <= response.status_code < 500, address
        assert not check_page(response).xpath("//main//script | //main//img")


@pytest.mark.parametrize(
    "place",
    [
        "",
        "relative/folder",
        "../..",
        "~nobody-there/x",
        "/no/such/place",
        "/" + "a" * 5000,
        "\x00/etc",
    ],
)
def test_places_that_are_none(me: Client, place: str) -> None:
    me.post("/me/portfolio/add/", {"title": "Late", "project": "ba-three-kinds-of-late"})
    piece = stored(me).artifacts[0].id
    response = me.post("/me/portfolio/check/", {"piece": piece, "place": place})
    assert response.status_code == 422
    assert "work-missing" in response.content.decode()
    started = me.post("/start/repository/", {"path": place})
    assert started.status_code == 422
    assert "document-missing" in started.content.decode()


def test_secrets_beside_the_work_are_not_shown(me: Client, tmp_path: "object") -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "report.sql").write_text("SELECT 1;\n" * 30)
    (folder / "outside.sql").symlink_to("/etc/passwd")
    (folder / ".env").write_text("API_KEY=very-secret-key\n")
    me.post("/me/portfolio/add/", {"title": "Late", "project": "ba-three-kinds-of-late"})
    piece = stored(me).artifacts[0].id
    response = me.post("/me/portfolio/check/", {"piece": piece, "place": str(folder)})
    assert response.status_code == 200
    everything = response.content.decode() + repr(stored(me))
    assert "very-secret-key" not in everything
    assert "root:x:" not in everything


def test_cookies_of_another_do_not_stick(me: Client, token: str) -> None:
    """A value that somebody planted gives no profile, no answer and no access."""
    victim = new_client()
    victim.cookies["metier_profile"] = me.cookies["metier_profile"].value
    assert victim.get("/me/").status_code == 403
    victim.cookies["metier_browser"] = "planted"
    made = victim.post("/answer/", {"text": "Python, SQL and Spark for five years"})
    assert victim.cookies["metier_browser"].value != "planted"
    assert victim.get(made["Location"]).status_code == 200
    planted = new_client()
    planted.cookies["metier_browser"] = "planted"
    assert planted.get(made["Location"]).status_code == 404
    for odd in ("", "x", "0" * 36, "'; DROP TABLE profile; --", "é", "../" * 9):
        browser = new_client()
        browser.cookies["metier_token"] = token
        browser.cookies["metier_profile"] = odd
        assert browser.get("/me/").status_code == 200, "the only profile is shown"
