"""A lead walks from a pasted sheet to matrix, needs, training, an advert and each person."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from e2e.browser import Server, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e
NAMES = (
    *("Ada", "Ben", "Chloé", "Dmitri", "Elif", "Farid"),
    *("Grace", "Hugo", "Ines", "Jun", "Kofi", "Lena"),
)
ROLES = ("data-engineer", "data-scientist", "machine-learning-engineer", "mlops-engineer")
SKILLS = "python,sql,kubernetes,docker,pytorch,airflow,statistics,mlflow"
SHEET = f"person,role,stage,{SKILLS}\n" + "".join(
    f"{name},{ROLES[n % 4]},{('junior', 'mid', 'senior')[n % 3]},"
    + ",".join(str((n * 3 + k * 5) % 6) for k in range(8))
    + "\n"
    for n, name in enumerate(NAMES)
)
ADVERT = "roles/?role=data-engineer&stage=senior&company=Acme&low=80000&high=100000&currency=EUR"
PATHS = [
    *(
        "read/",
        "",
        "needs/",
        "people/",
        "progress/",
        "invest/",
        "roles/",
        "report/",
        ADVERT,
        "people/ada/",
    ),
    "invest/?plan=1&budget=500&hours=2&weeks=10&hire=mlops-engineer/mid:30000:16",
]


@pytest.fixture
def team(visit: Callable[..., "Page"], server: Server) -> Callable[..., tuple["Page", str]]:
    def take_in(**options: object) -> tuple["Page", str]:
        page = visit(server.link.removeprefix(server.root), **options)
        page.goto("/team/")
        page.fill("#text", SHEET)
        page.get_by_role("button", name="Read them").click()
        page.wait_for_url(re.compile(r"/team/[0-9a-f-]{36}/read/"))
        assert "12 people were read" in page.inner_text("h1")
        return page, page.url.removesuffix("read/")

    return take_in


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(team: Callable[..., tuple["Page", str]], scheme: str) -> None:
    page, root = team(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for path in ("/team/", *(f"{root}{path}" for path in PATHS)):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        page.wait_for_timeout(200)
        if bad := violations(page):
            found[path] = bad
    assert found == {}


@pytest.mark.parametrize("width", [320, 390])
def test_fits_a_phone(team: Callable[..., tuple["Page", str]], width: int) -> None:
    page, root = team(viewport={"width": width, "height": 700})
    wide = {}
    for path in ("/team/", *(f"{root}{path}" for path in PATHS)):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[path] = found
    assert wide == {}


def test_a_lead_goes_the_whole_way(team: Callable[..., tuple["Page", str]]) -> None:
    page, _ = team()
    page.get_by_role("link", name="Who can do what?").click()
    assert page.locator("table.heat tbody tr").count() == len(NAMES)
    page.get_by_role("link", name="What to train").click()
    page.fill("#budget", "1000")
    page.get_by_role("button", name="Find the best plan").click()
    page.wait_for_url("**plan=1**")
    assert "Proven" in page.inner_text("main")
    page.get_by_role("link", name="Roles and adverts").click()
    page.select_option("#role", "mlops-engineer")
    page.fill("#low", "70000")
    page.fill("#high", "90000")
    page.get_by_role("button", name="Show role and advert").click()
    page.wait_for_url("**role=mlops-engineer**")
    assert "Nothing to change." in page.inner_text("main")
    with page.expect_download() as caught:
        page.get_by_role("link", name=re.compile("^Word ?: Advert")).click()
    assert caught.value.suggested_filename == "mlops-engineer-advert.docx"


def test_levels_are_told_apart_in_gray(team: Callable[..., tuple["Page", str]]) -> None:
    """The cells of rising levels rise in darkness, or carry a border; the number stands in each."""
    page, root = team(color_scheme="light")
    page.goto(f"{root}?skills=8")
    shades = page.evaluate(
        """() => {
          const found = {};
          const canvas = document.createElement("canvas");
          const brush = canvas.getContext("2d", { willReadFrequently: true });
          for (const cell of document.querySelectorAll("td.cell")) {
            brush.fillStyle = getComputedStyle(cell).backgroundColor;
            brush.fillRect(0, 0, 1, 1);
            const [r, g, b] = brush.getImageData(0, 0, 1, 1).data;
            const level = [...cell.classList].find((name) => /^h\\d$/.test(name));
            found[level] = 0.2126 * r + 0.7152 * g + 0.0722 * b;
          }
          return found;
        }"""
    )
    ordered = [shades[level] for level in sorted(shades)]
    assert len(ordered) >= 3
    assert all(high - low < -6 for high, low in zip(ordered[1:], ordered[:-1], strict=True))
    cells = page.locator("td.cell").all_inner_texts()
    assert all(re.match(r"\d", text) for text in cells)


def test_it_works_without_scripts(browser: "Browser", server: Server) -> None:
    context = browser.new_context(base_url=server.root, java_script_enabled=False)
    page = context.new_page()
    page.goto(server.link)
    page.goto("/team/")
    page.fill("#text", SHEET)
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("link", name="Who can do what?").click()
    page.get_by_role("link", name="What to train").click()
    page.get_by_role("button", name="Find the best plan").click()
    assert "Hours of each" in page.inner_text("main")
    context.close()
