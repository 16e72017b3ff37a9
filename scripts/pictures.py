"""Take pictures of the main pages into docs/pictures, with a server of its own on loopback.

Usage: python scripts/pictures.py [NAME ...]. It needs /usr/bin/chromium. Each picture is a WebP of
less than 150 kB. A page stands in PICTURES once; names given on the command line take only those.
"""

import base64
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "pictures"
SAMPLE = ROOT / "src/metier/data/samples/noor-haddad.pdf"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
MOST_BYTES = 150_000
DESKTOP, PHONE = (1280, 900), (390, 844)


def stay(page: "Page") -> None:
    """Do nothing: the page is pictured as it opens."""


def search(page: "Page") -> None:
    """Type into the search field of the header."""
    page.fill("#find", "machine lea")
    page.wait_for_selector("#found a")


def hand_in(page: "Page") -> None:
    """Hand in the fictional CV of the first sample."""
    page.set_input_files("#file", SAMPLE)
    page.locator("form[enctype] button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")


def keep(page: "Page", path: str) -> None:
    """Keep the answer to the sample, take on a plan, and go on to a personal page."""
    hand_in(page)
    page.get_by_role("button", name=re.compile("^Keep this")).first.click()
    page.wait_for_url("**/me/review/")
    page.goto("/me/plan/?hours=6&weeks=26")
    page.get_by_role("button", name=re.compile("^Accept this plan")).first.click()
    page.wait_for_url(re.compile("/me/plan/$"))
    page.goto(path)
    page.wait_for_load_state("networkidle")


def assemble(page: "Page", path: str) -> None:
    """Paste the sheet of an invented team, and go on to one of its pages."""
    page.fill("#text", SHEET)
    page.get_by_role("button", name="Read them").click()
    page.wait_for_url("**/read/")
    page.goto(page.url.removesuffix("read/") + path)
    page.wait_for_load_state("networkidle")


SKILLS = "python,sql,kubernetes,docker,pytorch,airflow,statistics,mlflow"
TEAM_ROLES = ("data-engineer", "data-scientist", "machine-learning-engineer", "mlops-engineer")
NAMES = ("Ada", "Ben", "Chloé", "Dmitri", "Elif", "Farid", "Grace", "Hugo")
SHEET = f"person,role,stage,{SKILLS}\n" + "".join(
    f"{name},{TEAM_ROLES[n % 4]},{('entry', 'mid', 'senior')[n % 3]},"
    + ",".join(str((n * 3 + k * 5) % 6) for k in range(8))
    + "\n"
    for n, name in enumerate(NAMES)
)


class Picture(NamedTuple):
    """A picture: its name, its page, what is done there first, and how it is seen.

    Attributes:
        tall: Pixels of the page that are shown.
        scheme: light or dark.
    """

    name: str
    path: str
    act: "Callable[[Page], None]" = stay
    size: tuple[int, int] = DESKTOP
    tall: int = 900
    scheme: str = "light"
    language: str = "en-US"


PICTURES = (
    Picture("start", "/"),
    Picture("roles", "/roles/"),
    Picture("role", "/roles/data-scientist/", tall=1400),
    Picture("role-dark", "/roles/nlp-engineer/", tall=1400, scheme="dark"),
    Picture("role-phone", "/roles/data-scientist/", size=PHONE, tall=844),
    Picture("skills", "/skills/"),
    Picture("skill", "/skills/deep-learning/", tall=1300),
    Picture("compare", "/compare/?role=data-scientist:mid&role=machine-learning-engineer:mid"),
    Picture("map", "/map/", tall=1150),
    Picture("map-dark", "/map/?start=data-engineer:mid&hours=12", tall=1150, scheme="dark"),
    Picture("pay", "/pay/"),
    Picture("demand", "/demand/"),
    Picture("search", "/roles/", act=search),
    Picture("paths", "/paths/"),
    Picture("people", "/network/"),
    Picture("source", "/source/"),
    Picture("glossary-german", "/glossary/", language="de-DE"),
    Picture("answer", "/", act=hand_in, tall=1300),
    Picture("start-ways", "/start/"),
    Picture("dashboard", "/", act=partial(keep, path="/me/"), tall=1200),
    Picture("plan", "/", act=partial(keep, path="/me/plan/"), tall=1300),
    Picture("plan-phone", "/", act=partial(keep, path="/me/plan/"), size=PHONE, tall=1200),
    Picture("gap", "/", act=partial(keep, path="/me/gap/"), tall=1200),
    Picture("rate", "/", act=partial(keep, path="/me/rate/")),
    Picture("portfolio", "/", act=partial(keep, path="/me/portfolio/")),
    Picture("practice", "/", act=partial(keep, path="/me/practice/")),
    Picture("report", "/", act=partial(keep, path="/me/report/")),
    Picture("team", "/team/", act=partial(assemble, path=""), tall=1100),
    Picture("team-training", "/team/", act=partial(assemble, path="invest/?plan=1&hours=3")),
    Picture(
        "team-advert", "/team/", act=partial(assemble, path="roles/?role=mlops-engineer"), tall=1300
    ),
)


@contextmanager
def serving() -> Iterator[str]:
    """Start `metier serve` with folders of its own and yield the link that it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"METIER_DATA_DIR": folder, "PYTHONUNBUFFERED": "1"}
        env.pop("METIER_TOKEN", None)
        process = subprocess.Popen(
            [Path(sys.executable).with_name("metier"), "serve", "--no-open", "--port", str(port)],
            stdout=subprocess.PIPE,
            env=env,
            text=True,
        )
        try:
            assert process.stdout is not None
            link = re.findall(r"http://\S+", process.stdout.readline())[0]
            wait_for(f"http://127.0.0.1:{port}/health")
            yield link
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(15)


def wait_for(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def take(page: "Page", picture: Picture) -> bytes:
    """Return the picture of a page as WebP, at the best quality that is small enough."""
    width, height = picture.size
    shown = min(picture.tall, int(page.evaluate("document.documentElement.scrollHeight")))
    session = page.context.new_cdp_session(page)
    clip = {"x": 0, "y": 0, "width": width, "height": max(shown, min(height, shown)), "scale": 1}
    for quality in (90, 80, 65, 50):
        answer = session.send(
            "Page.captureScreenshot",
            {"format": "webp", "quality": quality, "clip": clip, "captureBeyondViewport": True},
        )
        content = base64.b64decode(answer["data"])
        if len(content) <= MOST_BYTES:
            return content
    raise SystemExit(f"{picture.name} is too large")


def main() -> None:
    """Take the pictures."""
    from playwright.sync_api import sync_playwright

    wanted = [item for item in PICTURES if not sys.argv[1:] or item.name in sys.argv[1:]]
    TARGET.mkdir(parents=True, exist_ok=True)
    with serving() as link, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        root = link.split("/?")[0]
        for picture in wanted:
            width, height = picture.size
            context = browser.new_context(
                base_url=root,
                viewport={"width": width, "height": height},
                color_scheme="dark" if picture.scheme == "dark" else "light",
                locale=picture.language,
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(link)
            page.goto(picture.path)
            picture.act(page)
            page.wait_for_timeout(400)
            content = take(page, picture)
            (TARGET / f"{picture.name}.webp").write_bytes(content)
            print(f"{picture.name}: {len(content) // 1000} kB")
            context.close()
        browser.close()
    lines = ["# Pictures", "", "Taken by scripts/pictures.py; do not edit.", ""]
    for picture in PICTURES:
        if (TARGET / f"{picture.name}.webp").is_file():
            words = picture.name.replace("-", " ").capitalize()
            lines += [f"## {words}", "", f"![{words}]({picture.name}.webp)", ""]
    (TARGET / "README.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
