"""A real browser and the real server: what the tests that drive them share."""

import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WATCH = """
window.violations = [];
window.shift = 0;
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(event.violatedDirective + " " + event.blockedURI));
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


class Server(NamedTuple):
    """Where the server is, and the link that it printed."""

    root: str
    link: str


def wait_for(address: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=2) as response:
                assert response.read() == b"ok"
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def violations(page: "Page") -> list[str]:
    """Return what axe finds on a page, one line for each place."""
    from axe_playwright_python.sync_playwright import Axe

    return [
        f"{item['impact']} {item['id']}: {node['html'][:160]}"
        for item in Axe().run(page).response["violations"]
        for node in item["nodes"][:3]
    ]


def shift_of(page: "Page") -> float:
    """Return how far the page has moved by itself since it was opened."""
    page.wait_for_timeout(300)
    return float(page.evaluate("window.shift"))
