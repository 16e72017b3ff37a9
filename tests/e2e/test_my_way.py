"""From the first page to a plan with a step done and a report: by hand, by key, without scripts."""

import json
import re
import socket
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from e2e.browser import Server, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
PAGES = [
    *("/me/", "/me/review/", "/me/targets/", "/me/gap/", "/me/plan/", "/me/plan/?view=board"),
    *("/me/plan/?view=calendar", "/me/rate/", "/me/portfolio/", "/me/practice/"),
    *("/me/applications/", "/me/network/", "/me/report/", "/me/profiles/", "/me/jobs/"),
    *("/start/", "/start/questions/", "/start/new/"),
]


def press(page: "Page", words: str, role: Any = "button") -> None:
    """Press what begins with these words, and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role(role, name=re.compile(f"^{re.escape(words)}")).first.click()


def hand_in(page: "Page", file: Path) -> None:
    page.goto("/")
    page.set_input_files("#file", file)
    press(page, "Show me where I stand")
    page.wait_for_url("**/answer/**")


def keep(page: "Page") -> None:
    press(page, "Keep this")
    page.wait_for_url("**/me/review/")


def plan_and_report(page: "Page", folder: Path) -> None:
    """Accept a plan, do its first step, and take the report along."""
    page.goto("/me/plan/?hours=6&weeks=26")
    press(page, "Accept this plan")
    page.wait_for_url(re.compile("/me/plan/$"))
    page.goto("/me/")
    before = page.locator("ul.todo li").count()
    assert before
    press(page, "Done")
    page.wait_for_url("**/me/")
    assert "1 of " in page.locator("section[aria-labelledby=week]").inner_text()
    page.goto("/me/report/")
    with page.expect_download() as caught:
        page.get_by_role("link", name="One HTML file").click()
    file = folder / "report.html"
    caught.value.save_as(file)
    assert "<h1" in file.read_text("utf-8")


@pytest.fixture
def settled(visit: Callable[..., "Page"], server: Server, samples: Path) -> Callable[..., "Page"]:
    """Open a browser of a person who keeps a profile with a plan."""

    def open_page(**options: Any) -> "Page":
        page = visit(server.link, **options)
        hand_in(page, samples / "noor-haddad.pdf")
        keep(page)
        page.goto("/me/plan/?hours=6&weeks=20")
        press(page, "Accept this plan")
        return page

    return open_page


@pytest.mark.parametrize(
    ("who", "size"), [(w, s) for w in ("graduate", "changer", "professional") for s in SIZES]
)
def test_from_the_first_page_to_a_step_done(
    visit: Callable[..., "Page"],
    server: Server,
    samples: Path,
    tmp_path: Path,
    *,
    who: str,
    size: str,
) -> None:
    width, height = SIZES[size]
    page = visit(
        server.link, viewport={"width": width, "height": height}, has_touch=size == "phone"
    )
    if who == "changer":
        page.goto("/start/new/")
        page.fill("#background", "Nurse")
        press(page, "Where do I stand?")
    else:
        name = "ama-boateng.json" if who == "graduate" else "tomas-lindqvist.docx"
        hand_in(page, samples / name)
    page.wait_for_url("**/answer/**")
    keep(page)
    press(page, "It is right", "link")
    page.wait_for_url("**/me/")
    page.goto("/me/gap/?role=data-engineer&stage=entry")
    press(page, "Make it my first target")
    assert "Data Engineer" in page.locator("main").inner_text()
    plan_and_report(page, tmp_path)
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_gap_is_two_clicks_away(
    visit: Callable[..., "Page"], server: Server, samples: Path
) -> None:
    page = visit(server.link)
    page.set_input_files("#file", samples / "noor-haddad.pdf")  # the first click
    press(page, "Show me where I stand")  # the second
    missing = page.locator("section[aria-labelledby=missing]")
    assert missing.locator("li[id^=skill-]").count() > 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(settled: Callable[..., "Page"], scheme: str) -> None:
    page = settled(color_scheme=scheme, reduced_motion="reduce")
    add_one_of_each(page)
    found = {}
    for path in [*PAGES, advert_of(page)]:
        page.goto(path)
        for details in page.locator("main details summary").all()[:2]:
            details.click()
        if bad := violations(page):
            found[path] = bad
    assert found == {}


def send(page: "Page", action: str) -> None:
    """Send the last form of a page that goes to this address, and wait for what follows."""
    with page.expect_navigation():
        page.locator(f"main form[action='{action}']").last.locator(
            "button[type=submit]"
        ).first.click()


def add_one_of_each(page: "Page") -> None:
    page.goto("/me/applications/")
    page.fill(
        "textarea[name=text]", "Data Scientist\n\nRequirements\nPython, SQL, Spark, statistics"
    )
    send(page, "/me/applications/add/")
    page.goto("/me/network/")
    page.locator("form[action='/me/network/change/']").last.locator("input[name=name]").fill("Ada")
    send(page, "/me/network/change/")


def advert_of(page: "Page") -> str:
    page.goto("/me/applications/")
    link = page.locator("main a[href^='/me/applications/']").first
    return str(link.get_attribute("href"))


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_scrolls_sideways(settled: Callable[..., "Page"], width: int) -> None:
    page = settled(viewport={"width": width, "height": 700})
    add_one_of_each(page)
    wide = {}
    for path in [*PAGES, advert_of(page)]:
        page.goto(path)
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[path] = found
    assert wide == {}


def tab_to(page: "Page", words: str) -> None:
    """Press Tab until what has the focus begins with these words."""
    for _ in range(400):
        page.keyboard.press("Tab")
        text = page.evaluate(
            "(document.activeElement.innerText || document.activeElement.value || '').trim()"
        )
        if str(text).startswith(words):
            box = page.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement);"
                "return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })()"
            )
            assert box, f"{words}: one cannot see that it has the focus"
            return
    raise AssertionError(f"no Tab leads to {words!r}")


def test_by_keyboard_alone(visit: Callable[..., "Page"], server: Server) -> None:
    page = visit(server.link)
    for words, address in (
        ("A data analyst", "**/answer/**"),
        ("Keep this", "**/me/review/"),
        ("It is right", "**/me/"),
        ("Make a plan", "**/me/plan/**"),
        ("Accept this plan", "**/me/plan/"),
        ("Done", "**/me/plan/"),
        ("Undo", "**/me/plan/"),
    ):
        tab_to(page, words)
        with page.expect_navigation(url=address):
            page.keyboard.press("Enter")
    assert not page.get_by_role("button", name="Undo").count()


def test_what_if_answers_as_one_moves(settled: Callable[..., "Page"]) -> None:
    page = settled()
    page.goto("/me/gap/?role=data-scientist&stage=senior")
    slider = page.locator("form.sliders input[type=range]").first
    with page.expect_response(lambda response: "/me/what-if/" in response.url) as caught:
        slider.focus()
        page.keyboard.press("End")
    assert caught.value.status == 200
    page.wait_for_function("document.querySelector('#moved').innerText.trim().length > 20")
    assert page.locator("#lost").is_hidden()


def test_a_wrong_file_says_so_and_one_can_try_again(
    visit: Callable[..., "Page"], server: Server, samples: Path, tmp_path: Path, expected: list[str]
) -> None:
    expected.append("422")
    page = visit(server.link)
    picture = tmp_path / "cv.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 400)
    page.set_input_files("#file", picture)
    press(page, "Show me where I stand")
    assert "document-unsupported" in page.locator("[role=alert]:visible").inner_text()
    page.set_input_files("#file", samples / "noor-haddad.pdf")
    press(page, "Show me where I stand")
    page.wait_for_url("**/answer/**")


def test_a_lost_connection_loses_nothing(
    settled: Callable[..., "Page"], expected: list[str]
) -> None:
    expected += ["ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest"]
    page = settled()
    page.goto("/me/network/")
    form = page.locator("form[action='/me/network/change/']").last
    form.locator("input[name=name]").fill("Grace Hopper")
    page.context.set_offline(True)
    form.locator("button[type=submit]").first.click()
    page.locator("#lost").wait_for(state="visible")
    assert form.locator("input[name=name]").input_value() == "Grace Hopper"
    page.context.set_offline(False)
    with page.expect_navigation():
        form.locator("button[type=submit]").first.click()
    assert "Grace Hopper" in page.locator("main").inner_text()

    page.goto("/me/gap/")
    page.context.set_offline(True)
    page.locator("form.sliders input[type=range]").first.focus()
    page.keyboard.press("End")
    page.locator("#lost").wait_for(state="visible")
    page.context.set_offline(False)
    page.keyboard.press("Home")
    page.locator("#lost").wait_for(state="hidden")


def test_two_tabs_at_once(settled: Callable[..., "Page"]) -> None:
    one = settled()
    two = one.context.new_page()
    one.goto("/me/rate/?skill=python")
    two.goto("/me/rate/?skill=sql")
    for page, skill in ((one, "python"), (two, "sql")):
        page.locator(f"input[name=level-{skill}]").last.check()
        with page.expect_navigation():
            page.locator("main form[action='/me/rate/save/'] button[type=submit]").first.click()
    one.goto("/me/rate/?skill=python")
    assert one.locator("input[name=level-python]").last.is_checked()
    one.goto("/me/rate/?skill=sql")
    assert one.locator("input[name=level-sql]").last.is_checked()


def test_export_and_delete(settled: Callable[..., "Page"], tmp_path: Path, server: Server) -> None:
    page = settled()
    page.goto("/me/profiles/")
    with page.expect_download() as caught:
        page.get_by_role("link", name=re.compile("^Export")).last.click()
    file = tmp_path / "profile.json"
    caught.value.save_as(file)
    exported = json.loads(file.read_text("utf-8"))
    assert exported["documents"][0]["text"]
    assert exported["plans"]
    press(page, "Erase everything on this machine")
    assert page.locator("h1").is_visible()
    page.goto("/me/profiles/")
    assert "Nothing is kept" in page.locator("main").inner_text()
    page.set_input_files("#profile-file", file)
    press(page, "Import")
    page.goto("/me/plan/?view=board")
    assert page.locator(".board li").count() > 1
    page.goto("/me/profiles/")
    press(page, "Erase now")
    assert "Nothing is kept" in page.locator("main").inner_text()


def test_language_switch_on_personal_pages(settled: Callable[..., "Page"]) -> None:
    page = settled()
    page.goto("/me/plan/")
    english = page.locator("h1").inner_text()
    press(page, "Deutsch")
    assert page.url.endswith("/me/plan/")
    assert page.locator("html").get_attribute("lang") == "de"
    german = page.locator("h1").inner_text()
    press(page, "English")
    assert page.locator("h1").inner_text() == english
    assert german


def test_long_work_shows_its_progress(settled: Callable[..., "Page"], tmp_path: Path) -> None:
    (tmp_path / "etl.py").write_text("import pandas as pd\nimport sqlalchemy\n" * 40)
    (tmp_path / "requirements.txt").write_text("pandas\nsqlalchemy\n")
    page = settled()
    page.goto("/start/")
    page.locator("input[name=path]").fill(str(tmp_path))
    page.locator("form[action='/start/repository/'] button[type=submit]").click()
    page.wait_for_url("**/answer/**")
    assert "pandas" in page.locator("main").inner_text().lower()


def test_slow_uploads_keep_nobody_waiting(server: Server) -> None:
    """More half-sent uploads than the server has threads; a page still answers at once."""
    port = int(server.root.rsplit(":", 1)[1])
    head = (
        b"POST /answer/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 20000000\r\n"
        b"Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
    )
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(12)]
    try:
        for line in lines:
            line.sendall(head)
        for path in ("/health", "/", "/roles/"):
            with urllib.request.urlopen(server.root + path, timeout=10) as answer:
                assert answer.status == 200
    finally:
        for line in lines:
            line.close()


def test_without_scripts(browser: "Browser", server: Server, samples: Path, tmp_path: Path) -> None:
    """Upload, gap and plan are plain forms and links."""
    context = browser.new_context(base_url=server.root, java_script_enabled=False)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(server.link)
    hand_in(page, samples / "noor-haddad.pdf")
    assert page.locator("section[aria-labelledby=missing] li[id^=skill-]").count() > 3
    keep(page)
    page.goto("/me/gap/?role=data-scientist&stage=mid")
    press(page, "Plan the way", "link")
    press(page, "Accept this plan")
    page.goto("/me/")
    press(page, "Done")
    assert "1 of " in page.locator("section[aria-labelledby=week]").inner_text()
    page.goto("/me/gap/")
    page.locator("form.sliders button[type=submit]").click()
    page.wait_for_url("**/me/what-if/**")
    assert page.locator("h1").is_visible()
    (tmp_path / "a.py").write_text("import pandas\n" * 30)
    page.goto("/start/")
    page.locator("input[name=path]").fill(str(tmp_path))
    page.locator("form[action='/start/repository/'] button[type=submit]").click()
    page.wait_for_url("**/answer/**")
    context.close()
