"""The server that `metier serve` starts, and Chromium; both are started once a process."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from e2e.browser import ARGUMENTS, CHROMIUM, WATCH, Server, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`metier serve` with folders of its own."""
    if not CHROMIUM.exists():
        pytest.skip("there is no /usr/bin/chromium; on Debian: apt-get install chromium")
    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {key: value for key, value in os.environ.items() if key != "METIER_TOKEN"}
    env |= {"METIER_DATA_DIR": str(folder / "data"), "PYTHONUNBUFFERED": "1"}
    errors = (folder / "errors").open("wb")
    process = subprocess.Popen(
        [Path(sys.executable).with_name("metier"), "serve", "--no-open", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=errors,
        env=env,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline().decode()
        root = f"http://127.0.0.1:{port}"
        assert root in line, (folder / "errors").read_text()
        wait_for(f"{root}/health")
        yield Server(root, re.findall(r"http://\S+", line)[0])
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)
        process.stdout.close()
        errors.close()


@pytest.fixture(scope="session")
def browser(server: Server) -> Iterator["Browser"]:
    """One Chromium for all tests; each has a profile of its own."""
    from playwright.sync_api import sync_playwright

    # its event loop stays open in this process, in which tests of the models may follow
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def expected() -> list[str]:
    """Parts of console messages that the test provokes."""
    return []


@pytest.fixture
def visit(
    browser: "Browser", server: Server, expected: list[str]
) -> Iterator[Callable[..., "Page"]]:
    """Open a page in a new profile. At the end nothing may have gone wrong or gone out."""
    pages: list[Page] = []
    errors: list[str] = []
    requests: list[str] = []

    def note(message: "ConsoleMessage") -> None:
        if message.type in {"error", "warning"}:
            errors.append(message.text)

    def open_page(path: str = "/", **options: Any) -> "Page":
        context = browser.new_context(base_url=server.root, **options)
        context.set_default_timeout(15_000)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        context.on("request", lambda request: requests.append(request.url))
        pages.append(page)
        page.goto(path)
        return page

    yield open_page
    for page in pages:
        errors += page.evaluate("window.violations")
        page.context.close()
    assert [text for text in errors if not any(part in text for part in expected)] == []
    hosts = {urlsplit(url).hostname for url in requests if url.startswith(("http", "ws", "ftp"))}
    assert hosts <= {"127.0.0.1"}
