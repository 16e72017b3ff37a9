"""A real browser against the real server: what a person sees, hears, and can do by keyboard."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from e2e.browser import Server, shift_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e


def hand_in(page: "Page", file: Path) -> None:
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Show me where I stand").click()
    page.wait_for_url("**/answer/**")


@pytest.fixture
def answer(visit: Callable[..., "Page"], samples: Path) -> "Page":
    """The answer to the PDF sample, handed in by file."""
    page = visit()
    hand_in(page, samples / "noor-haddad.pdf")
    return page


def settled(page: "Page", act: Callable[[], Any]) -> None:
    """Do something and wait until htmx has put the answer in its place, without a reload."""
    page.evaluate(
        """() => { window.same = true; window.swapped = new Promise((done) =>
        document.body.addEventListener("htmx:afterSettle", () => done(), { once: true })); }"""
    )
    act()
    page.evaluate("() => Promise.race([window.swapped, new Promise((_, fail) =>"
                  "setTimeout(() => fail('nothing was swapped'), 10000))])")  # fmt: skip
    assert page.evaluate("window.same"), "the page was loaded anew"


def test_hand_in_and_read_the_answer(answer: "Page") -> None:
    assert answer.locator("h1").inner_text() == "Where do I stand?"
    assert re.search(r"\d+% \(\d+–\d+\) ready", answer.locator(".headline").first.inner_text())
    assert answer.locator("h3", has_text="noor-haddad.pdf").is_visible()
    assert answer.locator(".paper .mark").count() > 10
    assert answer.locator("ol.plan > li").count() > 0


def test_samples(visit: Callable[..., "Page"]) -> None:
    page = visit()
    page.locator(".samples button").nth(2).click()
    page.wait_for_url("**/answer/**")
    assert page.locator("h3", has_text="ama-boateng.json").is_visible()


def test_change_the_role_by_keyboard(answer: "Page") -> None:
    before = answer.locator(".headline").first.inner_text()
    answer.locator("#role").focus()
    settled(answer, lambda: answer.keyboard.press("ArrowDown"))
    assert answer.locator(".headline").first.inner_text() != before
    chosen = answer.locator("#role").input_value()
    assert f"role={chosen}" in answer.url
    assert answer.evaluate("document.activeElement.id") == "role", "the focus stays"


def test_back_shows_the_page_before(answer: "Page") -> None:
    before = answer.locator(".headline").first.inner_text()
    answer.locator("#stage").focus()
    settled(answer, lambda: answer.locator("#stage").select_option("principal"))
    assert answer.locator(".headline").first.inner_text() != before
    answer.go_back()
    answer.wait_for_load_state("networkidle")
    answer.wait_for_timeout(500)
    assert answer.locator("header nav").count() == 1
    assert answer.locator("#answer").count() == 1
    assert answer.locator(".headline").first.inner_text() == before


def test_tab_to_a_mark_shows_its_tip(answer: "Page") -> None:
    mark = answer.locator(".paper .mark").first
    tip = mark.locator(".tip")
    assert not tip.is_visible()
    answer.locator(".paper").first.scroll_into_view_if_needed()
    answer.evaluate(
        """() => { const all = [...document.querySelectorAll("a, button, input, summary, select")]
        .filter((e) => e.compareDocumentPosition(document.querySelector(".paper .mark")) & 4
          && e.checkVisibility({ contentVisibilityAuto: true })); all.at(-1).focus(); }"""
    )
    answer.keyboard.press("Tab")
    assert tip.is_visible()
    assert tip.locator("strong").inner_text()
    answer.keyboard.press("Tab")
    assert answer.evaluate("document.activeElement.textContent") == "This is wrong"
    assert tip.is_visible()


def test_this_is_wrong_computes_anew(answer: "Page") -> None:
    mark = answer.locator(".paper .mark.has").first
    mark.focus()
    settled(answer, lambda: mark.get_by_role("button", name="This is wrong").click())
    assert answer.locator(".paper .mark.rejected").count() == 1
    answer.locator(".paper .mark.rejected").focus()
    settled(answer, lambda: answer.get_by_role("button", name="Take it back in").click())
    assert answer.locator(".paper .mark.rejected").count() == 0


def test_rate_a_skill(answer: "Page") -> None:
    before = answer.locator(".headline").first.inner_text()
    row = answer.locator("section[aria-labelledby=missing] li[id^=skill-]").first
    skill = str(row.get_attribute("id"))
    row.locator("summary").click()
    row.locator("input[type=radio]").last.check()
    settled(answer, lambda: row.get_by_role("button", name="Count this").click())
    after = answer.locator(".headline").first.inner_text()
    assert after != before
    rated = answer.locator(f"#{skill}")
    rated.locator("summary").click()
    assert rated.locator("input[type=radio]").last.is_checked()
    settled(answer, lambda: rated.get_by_role("button", name="Take my rating back").click())
    assert answer.locator(".headline").first.inner_text() == before


def test_download_the_report(answer: "Page", visit: Callable[..., "Page"], tmp_path: Path) -> None:
    with answer.expect_download() as caught:
        answer.get_by_role("link", name="Download the report").click()
    assert caught.value.suggested_filename == "metier-report.html"
    file = tmp_path / "report.html"
    caught.value.save_as(file)
    report = visit(f"file://{file}")
    assert report.locator("h1").inner_text() == "Where do I stand?"


def test_forget(answer: "Page") -> None:
    address = answer.url
    answer.get_by_role("button", name="Forget it now").click()
    answer.wait_for_url("**/")
    response = answer.request.get(address)
    assert response.status == 404


def test_keep_with_the_token(visit: Callable[..., "Page"], server: Server, samples: Path) -> None:
    page = visit(server.link)
    assert "token" not in page.url
    hand_in(page, samples / "tomas-lindqvist.docx")
    page.get_by_role("button", name="Keep this").click()
    page.wait_for_url("**/me/review/")
    assert page.locator(".paper .mark").count() > 10
    page.goto("/me/profiles/")
    rows = page.locator("main tbody tr")
    assert rows.last.locator("input[name=name]").input_value() == "tomas-lindqvist.docx"
    with page.expect_navigation(url="**/me/"):
        rows.last.get_by_role("button", name=re.compile("^Open")).click()
    page.goto("/me/profiles/")
    before = rows.count()
    with page.expect_navigation():
        rows.last.get_by_role("button", name=re.compile("^Erase now")).click()
    assert rows.count() == before - 1


def test_kept_profiles_are_closed_without_the_token(browser: "Browser", server: Server) -> None:
    context = browser.new_context(base_url=server.root)
    assert context.request.get("/me/profiles/").status == 403
    context.close()


PAGES = [
    "/",
    "/roles/",
    "/roles/data-scientist/",
    "/skills/",
    "/skills/python/",
    "/paths/",
    "/network/",
    "/source/",
    "/privacy/",
]


def test_phone(visit: Callable[..., "Page"], server: Server, samples: Path) -> None:
    page = visit(server.link, viewport={"width": 390, "height": 844}, has_touch=True)
    wide = {}
    hand_in(page, samples / "noor-haddad.pdf")
    for path in [urlsplit(page.url).path, *PAGES, "/me/profiles/"]:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[path] = width
    assert wide == {}


def test_nothing_moves_on_load(visit: Callable[..., "Page"], samples: Path) -> None:
    page = visit()
    moved = {"/": shift_of(page)}
    hand_in(page, samples / "noor-haddad.pdf")
    moved["answer"] = shift_of(page)
    for path in PAGES[1:]:
        page.goto(path)
        moved[path] = shift_of(page)
    assert {path: shift for path, shift in moved.items() if shift >= 0.05} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(visit: Callable[..., "Page"], samples: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(color_scheme=scheme, reduced_motion="reduce")
    found: dict[str, list[str]] = {}

    def check(name: str) -> None:
        results = Axe().run(page).response
        bad = [
            f"{item['impact']} {item['id']}: {node['html'][:160]}"
            for item in results["violations"]
            for node in item["nodes"][:3]
            if item["impact"] in {"serious", "critical"}
        ]
        if bad:
            found[name] = bad

    check("/")
    hand_in(page, samples / "noor-haddad.pdf")
    page.locator("section[aria-labelledby=missing] summary").first.click()
    page.locator(".paper .mark").first.focus()
    check("answer with a row and a tip open")
    for path in ("/roles/", "/roles/data-scientist/", "/skills/python/", "/privacy/"):
        page.goto(path)
        check(path)
    assert found == {}


def test_errors_of_choices_are_seen(answer: "Page", expected: list[str]) -> None:
    """What the server refuses is said on the page, not swallowed by htmx."""
    expected.append("422")
    page = answer
    with page.expect_response(lambda response: "/answer/" in response.url) as caught:
        page.evaluate(
            "() => { const f = document.querySelector('#hours'); f.removeAttribute('min');"
            "f.value = '0'; f.dispatchEvent(new Event('change', { bubbles: true })); }"
        )
    assert caught.value.status == 422
    page.wait_for_timeout(500)
    assert "cannot be planned with" in page.locator("body").inner_text()
