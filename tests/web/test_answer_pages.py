"""From a document to an answer, and what a person does with it."""

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fixtures.document_bytes import CV_TEXT, docx_bytes, pdf_bytes
from metier.core.framework.records import Profile
from metier.web.start.memory import MEMORY, Work
from web.checks import check_error, check_headers, check_page, page_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 400


def upload(client: Client, content: bytes, name: str = "cv.pdf", **fields: str) -> Any:
    return client.post("/answer/", {"file": SimpleUploadedFile(name, content), **fields})


def headline(response: Any) -> str:
    return str(page_of(response).xpath("string(//*[@class='headline'])"))


def test_home(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    page = check_page(response)
    form = page.xpath("//form[@enctype='multipart/form-data']")[0]
    assert {"file", "text", "role", "stage", "hours", "weeks"} <= set(form.fields)
    assert len(page.xpath("//input[@name='sample']")) == 3
    assert page.xpath("//input[@name='csrfmiddlewaretoken']/@value")


def test_health(client: Client) -> None:
    response = client.get("/health")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize("name", ["noor-haddad.pdf", "tomas-lindqvist.docx", "ama-boateng.json"])
def test_upload_by_file(client: Client, samples: Path, name: str) -> None:
    response = upload(client, (samples / name).read_bytes(), name)
    assert response.status_code == 302
    assert re.fullmatch(r"/answer/[\w-]{20,}/\?hours=6&weeks=26", response["Location"])
    cookie = client.cookies["metier_browser"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    answer = client.get(response["Location"])
    assert answer.status_code == 200
    page = check_page(answer)
    assert page.xpath("string(//h1)") == "Where do I stand?"
    assert name in page.xpath("//section[@aria-labelledby='text']/h3/text()")
    assert len(page.xpath("//span[starts-with(@class, 'mark ')]")) > 10
    assert page.xpath("//ol[@class='plan']/li")


@pytest.mark.parametrize("sample", ["analyst", "engineer", "graduate"])
def test_upload_by_sample(client: Client, sample: str) -> None:
    response = client.post("/answer/", {"sample": sample})
    assert response.status_code == 302
    check_page(client.get(response["Location"]))


def test_upload_by_text(client: Client) -> None:
    response = client.post("/answer/", {"text": CV_TEXT, "role": "data-engineer", "stage": "mid"})
    assert response.status_code == 302
    answer = client.get(response["Location"])
    page = check_page(answer)
    assert "Data Engineer, mid" in page.xpath("string(//title)")
    paper = str(page.xpath("string(//div[@class='paper'])"))
    assert "Built pipelines" in paper


def test_text_is_shown_escaped(client: Client) -> None:
    text = "Skills: Python\n<script>alert(1)</script> <img src=x onerror=alert(1)> SQL\n"
    response = client.post("/answer/", {"text": text})
    answer = client.get(response["Location"])
    check_page(answer)
    assert "&lt;script&gt;alert(1)" in answer.content.decode()
    file = upload(client, CV_TEXT.encode(), '"><script>alert(1)</script>.txt')
    check_page(client.get(file["Location"]))


def test_answer_belongs_to_the_browser(client: Client, work: Work) -> None:
    address = f"/answer/{work.id}/"
    assert client.get(address).status_code == 200
    stranger = Client(SERVER_NAME="127.0.0.1")
    check_error(stranger.get(address), 404, "work-expired")
    check_error(stranger.get(f"{address}report.html"), 404, "work-expired")
    check_error(stranger.post(f"{address}correct/"), 404, "work-expired")
    check_error(stranger.post(f"{address}forget/"), 404, "work-expired")
    stranger.cookies["metier_browser"] = "browser-of-the-tests"
    check_error(stranger.get(address), 404, "work-expired")
    other = client.post("/answer/", {"text": CV_TEXT})["Location"]
    assert client.get(other).status_code == 200
    assert client.get(address).status_code == 200


def test_choices(client: Client, work: Work) -> None:
    address = f"/answer/{work.id}/"
    seen = {}
    for query in (
        {"role": "data-scientist", "stage": "mid", "hours": "2,5", "weeks": "2"},
        {"role": "data-scientist", "stage": "principal", "hours": "6", "weeks": "40"},
        {"role": "research-scientist", "stage": "mid"},
    ):
        response = client.get(address, query)
        page = check_page(response)
        chosen = page.xpath("//form//option[@selected]/@value")
        assert chosen == [query["role"], query["stage"]]
        assert page.xpath("//input[@id='weeks']/@value") == [query.get("weeks", "26")]
        asked = query.get("hours", "6").replace(",", ".")
        assert page.xpath("//input[@id='hours']/@value") == [asked]
        seen[headline(response)] = len(page.xpath("//ol[@class='plan']//a"))
    assert len(seen) == 3
    short, long, _ = seen.values()
    assert short < long


def test_partial_for_htmx(client: Client, work: Work) -> None:
    address = f"/answer/{work.id}/?role=data-scientist&stage=mid"
    part = client.get(address, headers={"HX-Request": "true"})
    assert part.status_code == 200
    check_headers(part)
    assert b"<html" not in part.content
    whole = client.get(address)
    assert page_of(whole).get_element_by_id("answer") is not None
    assert headline(whole) in part.content.decode() or headline(part) == headline(whole)


def test_whole_page_when_htmx_restores_history(client: Client, work: Work) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    response = client.get(f"/answer/{work.id}/", headers=headers)
    assert b"<html" in response.content
    check_page(response)


def key_of_first_mark(response: Any) -> str:
    return str(page_of(response).xpath("//button[@name='mention']/@value")[0])


def test_reject_a_mention_and_take_it_back(client: Client, work: Work) -> None:
    address = f"/answer/{work.id}/"
    choice = {"role": "data-scientist", "stage": "mid", "hours": "6", "weeks": "26"}
    before = client.get(address, choice)
    keys = page_of(before).xpath("//button[@name='mention']/@value")
    python = [key for key in keys if key.endswith(":python")]
    for key in python:
        response = client.post(f"{address}correct/", {"mention": key, **choice})
        assert response.status_code == 302
        assert response["Location"].startswith(address)
    after = client.get(response["Location"])
    check_page(after)
    assert len(page_of(after).xpath("//span[contains(@class, ' rejected')]")) == len(python)
    assert {r.skill for r in work.profile.rejections} == {"python"}
    assert shares(after)["python"] < shares(before)["python"]
    for key in python:
        client.post(f"{address}correct/", {"mention": key, **choice})
    assert work.profile.rejections == ()
    assert shares(client.get(address, choice)) == shares(before)


def shares(response: Any) -> dict[str, float]:
    """Return the expected level of each skill, as the page says it."""
    found = {}
    for row in page_of(response).xpath("//li[starts-with(@id, 'skill-')]"):
        words = str(row.xpath("string(.//div[@class='more']/p)"))
        found[row.get("id").removeprefix("skill-")] = float(
            re.findall(r"You: ([\d.]+) on the whole", words)[0]
        )
    return found


def test_rate_a_level_and_take_it_back(client: Client, work: Work) -> None:
    address = f"/answer/{work.id}/"
    choice = {"role": "data-scientist", "stage": "mid", "hours": "6", "weeks": "26"}
    before = shares(client.get(address, choice))
    part = client.post(
        f"{address}correct/",
        {"skill": "tableau", "level": "4", **choice},
        headers={"HX-Request": "true"},
    )
    assert part.status_code == 200
    assert b"<html" not in part.content
    assert page_of(part).xpath("//input[@id='r-tableau-4']/@checked")
    assert shares(part)["tableau"] > before["tableau"]
    client.post(f"{address}correct/", {"skill": "tableau", "level": "0", **choice})
    assert shares(client.get(address, choice))["tableau"] < shares(part)["tableau"]
    assert [(r.skill, r.level) for r in work.profile.ratings] == [("tableau", 0)]
    client.post(f"{address}correct/", {"skill": "tableau", "level": "", **choice})
    assert work.profile.ratings == ()
    assert shares(client.get(address, choice)) == before


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"skill": "nothing", "level": "3"}, 404, "skill-unknown"),
        ({"skill": "python", "level": "6"}, 422, "level-unknown"),
        ({"skill": "python", "level": "²"}, 422, "level-unknown"),
        ({"mention": "x"}, 422, "mention-unknown"),
        ({"mention": "a:b:c:d"}, 422, "mention-unknown"),
        ({"mention": f"{'0' * 64}:1:5:python"}, 422, "mention-unknown"),
        ({"mention": f"{'0' * 64}:{10**40}:{10**41}:python"}, 422, "mention-unknown"),
        ({"skill": "python", "level": "3", "hours": "0"}, 422, "plan-hours"),
        ({"skill": "python", "level": "3", "role": "nobody"}, 404, "role-unknown"),
    ],
)
def test_correction_refused(
    client: Client, work: Work, fields: dict[str, str], status: int, code: str
) -> None:
    before = work.profile
    response = client.post(f"/answer/{work.id}/correct/", fields, headers={"HX-Request": "true"})
    check_error(response, status, code)
    assert work.profile == before


def test_report(client: Client, work: Work) -> None:
    query = {"role": "data-scientist", "stage": "mid"}
    response = client.get(f"/answer/{work.id}/report.html", query)
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="metier-report.html"'
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    page = page_of(response)
    assert not page.xpath("//script | //link | //img | //iframe | //@src | //*[@onclick]")
    assert not re.search(rb"https?://", response.content.replace(b"http://www.w3.org", b""))
    assert "Data Scientist, mid" in page.xpath("string(//title)")
    assert response.content.lstrip().startswith(b"<!doctype html>")


def test_forget(client: Client, work: Work) -> None:
    response = client.post(f"/answer/{work.id}/forget/")
    assert (response.status_code, response["Location"]) == (302, "/")
    check_error(client.get(f"/answer/{work.id}/"), 404, "work-expired")
    assert not MEMORY._items


BAD = {
    "empty": (b"", "cv.pdf", "document-empty"),
    "blank": (b"  \n ", "cv.txt", "document-empty"),
    "binary": (bytes(range(256)) * 30, "cv.txt", "document-"),
    "picture": (PNG, "cv.pdf", "document-unsupported"),
    "scan": (pdf_bytes([]), "scan.pdf", "document-no-text"),
    "cut": (docx_bytes()[:3000], "cv.docx", "document-damaged"),
    "program": (b"\x7fELF" + bytes(2000), "cv", "document-"),
    "archive": (b"PK\x03\x04" + b"\x00" * 500, "cv.docx", "document-damaged"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_upload(client: Client, kind: str) -> None:
    content, name, code = BAD[kind]
    response = upload(client, content, name)
    assert response.status_code == 422
    page = check_page(response)
    notice = page.xpath("//*[@role='alert'][not(@hidden)]")[0]
    assert code in notice.xpath("string(p[2])")
    assert not MEMORY._items
    assert page.xpath("//form[@enctype]"), "one can try again at once"


def test_pasted_text_is_not_lost_when_it_cannot_be_used(client: Client) -> None:
    response = client.post("/answer/", {"text": CV_TEXT, "hours": "six"})
    assert response.status_code == 422
    pasted = check_page(response).xpath("string(//textarea)").strip()
    assert pasted.split() == CV_TEXT.split()


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"hours": "0"}, 422, "plan-hours"),
        ({"hours": "-1"}, 422, "plan-hours"),
        ({"hours": "nan"}, 422, "plan-hours"),
        ({"hours": "1e400"}, 422, "plan-hours"),
        ({"hours": "six"}, 422, "plan-hours"),
        ({"weeks": "1e9"}, 422, "plan-weeks"),
        ({"weeks": "0"}, 422, "plan-weeks"),
        ({"role": "nobody"}, 404, "role-unknown"),
        ({"stage": "x"}, 404, "stage-unknown"),
    ],
)
class TestBadChoices:
    def test_in_a_query(
        self, client: Client, work: Work, fields: dict[str, str], status: int, code: str
    ) -> None:
        check_error(client.get(f"/answer/{work.id}/", fields), status, code)
        check_error(client.get(f"/answer/{work.id}/report.html", fields), status, code)

    def test_on_handing_in(
        self, client: Client, fields: dict[str, str], status: int, code: str
    ) -> None:
        response = client.post("/answer/", {"text": CV_TEXT, **fields})
        assert 400 <= response.status_code < 500
        assert code in response.content.decode()
        check_page(response)
        assert not MEMORY._items


def test_too_large(client: Client) -> None:
    response = client.generic(
        "POST", "/answer/", b"x", content_type="multipart/form-data; boundary=b",
        CONTENT_LENGTH="27000001",
    )  # fmt: skip
    check_error(response, 413, "document-too-large")


def test_file_just_above_the_limit(client: Client) -> None:
    response = upload(client, b"Python " * 3_600_000, "cv.txt")
    assert response.status_code == 422
    assert "document-too-large" in response.content.decode()
    assert not MEMORY._items


def test_too_much_text_and_too_many_fields(client: Client) -> None:
    for fields in ({"text": "Python " * 600_000}, {f"f{n}": "x" for n in range(400)}):
        response = client.post("/answer/", fields)
        assert 400 <= response.status_code < 500
        page = check_page(response)
        assert page.xpath("//*[contains(@class, 'soft small')]/text()"), "a page with a code"
        assert not MEMORY._items


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data"),
        (b"--b\r\nnothing", "multipart/form-data; boundary=b"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b'{"text": 1}', "application/json"),
        (b"x", "multipart/form-data; boundary=" + "b" * 300),
    ],
)
def test_odd_bodies(client: Client, body: bytes, kind: str) -> None:
    response = client.generic("POST", "/answer/", body, content_type=kind)
    assert 400 <= response.status_code < 500
    check_page(response)
    assert not MEMORY._items


_opened: list[str] | None = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened is not None and event == "open":
        path, mode, flags = arguments
        if isinstance(path, str | bytes) and (set(mode or "") & set("wax+") or (flags or 0) & 3):
            _opened.append(str(path))


def test_uploaded_file_is_not_written_anywhere(
    client: Client, tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not through this process (an audit hook sees every open), and not left in a folder."""
    global _opened  # noqa: PLW0603 an audit hook cannot be taken away
    sys.addaudithook(_note)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    marker = "Quetzalcoatlus-Marker"
    content = docx_bytes([marker, "Skills", "Python, SQL, Kubernetes", "x " * 2000])
    _opened = []
    try:
        response = upload(client, content + b"\x00" * 3_000_000, "cv.docx")
        if response.status_code != 302:
            response = upload(client, content, "cv.docx")
        assert client.get(response["Location"]).status_code == 200
        written = [path for path in _opened if path != "/dev/null"]
    finally:
        _opened = None
    assert written == []
    assert list(temporary.iterdir()) == []
    for path in data_folder.rglob("*"):
        assert not path.is_file() or marker.encode() not in path.read_bytes()


def test_nothing_of_a_cv_is_logged(
    client: Client, profile: Profile, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(0):
        response = client.post("/answer/", {"text": "Marker Quetzalcoatlus. Python, SQL, Spark."})
        client.get(response["Location"])
        client.post("/answer/", {"text": "Quetzal"})
    assert "Quetzal" not in caplog.text
