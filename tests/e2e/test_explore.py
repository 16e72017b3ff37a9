"""The pages of the framework in a real browser: seen, walked by keyboard, small, wide, printed."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from e2e.browser import Server, shift_of, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

pytestmark = pytest.mark.e2e
COMPARED = "/compare/?role=data-scientist:mid&role=mlops-engineer:senior"
PAGES = [
    "/",
    "/roles/",
    "/roles/data-scientist/",
    "/skills/",
    "/skills/deep-learning/",
    COMPARED,
    "/map/",
    "/pay/",
    "/demand/",
    "/search/?q=pytohn",
    "/paths/",
    "/network/",
    "/source/",
    "/glossary/",
    "/privacy/",
    "/docs/",
    "/docs/tutorial/first-steps/",
    "/docs/reference/errors/",
]
CHARTS = ("echarts", "cytoscape")
FIRST_LOAD = 170_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Callable[..., "Page"], scheme: str) -> None:
    page = visit(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        page.wait_for_timeout(200)
        if bad := violations(page):
            found[path] = bad
    assert found == {}


def test_axe_finds_nothing_in_what_opens(visit: Callable[..., "Page"]) -> None:
    page = visit("/privacy/", reduced_motion="reduce")
    page.fill("#find", "data")
    page.wait_for_selector("#found a")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keyboard").click()
    assert violations(page) == []


def test_missing_page_is_as_good_as_any(visit: Callable[..., "Page"], expected: list[str]) -> None:
    expected.append("404")
    page = visit("/no-such-page/", viewport={"width": 320, "height": 640})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves(visit: Callable[..., "Page"], width: int) -> None:
    page = visit(viewport={"width": width, "height": 844})
    moved = {}
    for path in PAGES:
        page.goto(path)
        moved[path] = shift_of(page)
    assert {path: shift for path, shift in moved.items() if shift >= 0.05} == {}


@pytest.mark.parametrize(
    "viewport",
    [
        pytest.param({"width": 320, "height": 640}, id="320 px"),
        pytest.param({"width": 640, "height": 450}, id="1280 px at 200%"),
    ],
)
def test_fits_without_scrolling_sideways(
    visit: Callable[..., "Page"], viewport: dict[str, int]
) -> None:
    page = visit(viewport=viewport, device_scale_factor=2)
    wide = {}
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > viewport["width"]:
            wide[path] = width
    assert wide == {}


def test_first_load_is_light(visit: Callable[..., "Page"]) -> None:
    """What a first visit loads, as gzip makes it; fonts count as they are, charts apart."""
    weights = {}
    for path in PAGES:
        page = visit("about:blank")
        loaded: list[Response] = []
        page.on("response", lambda response, seen=loaded: seen.append(response))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        weights[path] = sum(
            len(response.body())
            if ".woff2" in response.url
            else len(gzip.compress(response.body()))
            for response in loaded
            if not any(chart in response.url for chart in CHARTS)
            and not response.url.endswith("data.json")
        )
    assert {path: size for path, size in weights.items() if size > FIRST_LOAD} == {}
    assert max(weights.values()) > 50_000, "the fonts were counted"


def test_search_answers_as_one_types(visit: Callable[..., "Page"]) -> None:
    page = visit("/privacy/")
    page.keyboard.press("/")
    page.keyboard.type("pytohn", delay=10)
    page.wait_for_selector("#found a")
    assert page.locator("#found .hit-name").first.inner_text() == "Python"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/skills/python/"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Escape")
    assert page.locator("#found a").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=pytohn")


def test_keys(visit: Callable[..., "Page"]) -> None:
    page = visit("/privacy/")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/skills/")
    page.locator("#q").focus()
    page.keyboard.type("gr?")
    assert page.locator("#q").input_value() == "gr?", "in a field keys are letters"
    page.goto("/privacy/")
    page.get_by_role("button", name="Keyboard").click()
    page.locator("[data-keys-on]").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible(), "they are turned off"


def test_roles_are_found_live_and_the_address_follows(visit: Callable[..., "Page"]) -> None:
    page = visit("/roles/")
    page.evaluate("window.same = true")
    page.select_option("#category", "leadership")
    page.wait_for_function("() => document.querySelectorAll('#roles-found h3').length === 3")
    assert "category=leadership" in page.url
    page.fill("#q", "zzzz")
    page.wait_for_selector("text=No role is like that.")
    assert page.evaluate("window.same"), "the page was not loaded anew"
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('#roles-found h3').length === 3")


def test_walk_by_keyboard(visit: Callable[..., "Page"]) -> None:
    """The first Tab leads past the frame; every stop can be seen."""
    page = visit("/roles/data-scientist/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    hidden = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(() => { const one = document.activeElement; const box = one.getBoundingClientRect();"
            "const style = getComputedStyle(one); return box.width > 0 && box.height > 0 &&"
            "style.outlineStyle !== 'none' || one.outerHTML.slice(0, 120); })()"
        )
        if seen is not True:
            hidden.append(seen)
    assert hidden == []


def test_pictures_are_drawn_and_follow_the_choices(visit: Callable[..., "Page"]) -> None:
    page = visit("/map/")
    page.wait_for_selector(".map canvas")
    before = page.locator("#map-answer").inner_text()
    page.select_option("#start", "nlp-engineer:senior")
    page.wait_for_function(
        "(before) => document.querySelector('#map-answer').innerText !== before", arg=before
    )
    assert "start=nlp-engineer%3Asenior" in page.url
    for path, selector in [
        ("/pay/", ".chart canvas"),
        ("/demand/", ".chart canvas"),
        ("/skills/deep-learning/", ".graph canvas"),
    ]:
        page.goto(path)
        page.locator(selector.split()[0]).scroll_into_view_if_needed()
        page.wait_for_selector(selector)


def test_everything_is_there_without_scripts(browser: "Browser", server: Server) -> None:
    context = browser.new_context(base_url=server.root, java_script_enabled=False)
    page = context.new_page()
    page.goto("/roles/")
    page.fill("#q", "python")
    page.locator("form.filters button").click()
    assert "q=python" in page.url
    assert page.locator("#roles-found h3").count() > 3
    page.fill("#find", "nurse")
    page.keyboard.press("Enter")
    assert page.locator("#search-found .hit-name").first.inner_text() == "Registered nurse"
    page.goto("/map/")
    page.select_option("#start", "data-engineer:mid")
    page.locator("form.filters button").click()
    assert page.locator("#map-found tbody tr").count() == 20
    page.goto("/skills/deep-learning/")
    page.locator("[data-graph-list] summary").click()
    assert page.locator("[data-link]").first.is_visible()
    page.locator(".language button").first.click()
    assert page.locator("html").get_attribute("lang") == "de"
    context.close()


def test_language_is_kept(visit: Callable[..., "Page"]) -> None:
    page = visit("/roles/?stage=senior")
    with page.expect_navigation():
        page.get_by_role("button", name="Deutsch").click()
    assert page.url.endswith("/roles/?stage=senior")
    assert page.locator("html").get_attribute("lang") == "de"
    page.goto("/pay/")
    assert "95.000" in page.locator("main").inner_text()
    with page.expect_navigation():
        page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_print_hides_the_frame_and_shows_all(visit: Callable[..., "Page"]) -> None:
    page = visit("/roles/data-scientist/")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator("#projects .entry ol").first.is_visible(), "what is closed is printed"
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(0, 0, 0)"


def test_a_hostile_query_is_only_text(visit: Callable[..., "Page"]) -> None:
    hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    page = visit("/search/")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for path in ("/search/", "/roles/", "/skills/"):
        page.goto(path)
        page.fill("main input[type=search]", hostile)
        page.wait_for_timeout(400)
        assert page.locator("main img, main script").count() == 0
    assert dialogs == []
    assert re.search("onerror", page.locator("#q").input_value())


def test_pictures_of_the_pages_are_small(samples: Path) -> None:
    del samples
    folder = Path(__file__).parents[2] / "docs" / "pictures"
    pictures = [*folder.glob("*.webp"), *folder.glob("*.png")]
    assert len(pictures) >= 10
    assert [path.name for path in pictures if path.stat().st_size > 150_000] == []
