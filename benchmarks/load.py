"""Twenty browsers at once against a real server: `python benchmarks/load.py [--seconds 120]`.

Starts `metier serve` on a free port of the loopback with a data folder of its own, keeps a profile
with a plan, then lets twenty browsers open pages one after another in a seeded order, each waiting
a moment between two pages as a quick reader does. For each page the median and the 95th percentile
in milliseconds, beside /health in the same run: the least that this server takes under this load.
Nothing but the server started here is asked.
"""

import argparse
import http.client
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

SEED = 20_260_301
BROWSERS = 20
PAGES = {
    "/health": 4,
    "/": 4,
    "/roles/": 4,
    "/roles/data-scientist/": 4,
    "/skills/": 2,
    "/skills/python/": 4,
    "/search/?q=pyton": 2,
    "/start/": 1,
    "/me/": 6,
    "/me/gap/": 6,
    "/me/plan/": 4,
    "/me/targets/": 3,
    "/me/review/": 2,
    "/me/rate/": 2,
    "/me/report/": 2,
}
WHAT_IF = "what-if"
WHAT_IF_SHARE = 16
PAUSE = (0.5, 1.5)
SKILLS = ("python", "sql", "machine-learning", "statistics", "pytorch", "apache-spark")
TARGETS = {WHAT_IF: 200.0}
PAGE_TARGET = 150.0


class Browser:
    """A connection that is kept open, and its cookies."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self.cookies = {"metier_token": token}
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Send a request, follow no redirect, and return the status and the text."""
        body = urlencode(fields) if fields is not None else None
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if path.startswith("/me/what-if/"):
            headers["HX-Request"] = "true"
        self._line.request(method, path, body=body, headers=headers)
        answer = self._line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        self.location = answer.headers.get("Location", "")
        return answer.status, text

    def send(self, page: str, path: str, fields: dict[str, str]) -> None:
        """Send a form with the secret of a page that holds one."""
        _, text = self.ask("GET", page)
        secret = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[0]
        status, _ = self.ask("POST", path, {**fields, "csrfmiddlewaretoken": secret})
        if status not in {200, 302}:
            raise SystemExit(f"{path} answered {status}")


def start(folder: Path) -> tuple["subprocess.Popen[bytes]", int]:
    """Start a server and return it with its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    env = {**os.environ, "METIER_DATA_DIR": str(folder), "METIER_TOKEN": "token-of-the-run"}
    process = subprocess.Popen(
        [Path(sys.executable).with_name("metier"), "serve", "--no-open", "--port", str(port)],
        env=env,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    for _ in range(300):
        try:
            if Browser(port, "").ask("GET", "/health")[0] == 200:
                return process, port
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server does not answer.")


def settle_in(port: int) -> Browser:
    """Keep a profile with a target and a plan, and open every page once."""
    one = Browser(port, "token-of-the-run")
    one.send("/", "/answer/", {"sample": "analyst"})
    answer = one.location.split("?")[0]
    one.send(answer, f"{answer}keep/", {})
    one.send("/me/targets/", "/me/targets/choose/", {"role": "data-scientist", "stage": "mid"})
    one.send("/me/plan/", "/me/plan/accept/", {"hours": "6", "weeks": "26"})
    for path in (*PAGES, "/me/what-if/?level-python=5"):
        status, _ = one.ask("GET", path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
    return one


def browse(
    number: int, settled: Browser, port: int, until: float, seen: list[tuple[str, float, int]]
) -> None:
    """Open pages in a seeded order until the time is over."""
    chance = random.Random(SEED + number)
    browser = Browser(port, "token-of-the-run")
    browser.cookies.update(settled.cookies)
    names = [*PAGES, WHAT_IF]
    weights = [*PAGES.values(), WHAT_IF_SHARE]
    while time.monotonic() < until:
        time.sleep(chance.uniform(*PAUSE))
        name = chance.choices(names, weights)[0]
        path = name
        if name == WHAT_IF:
            levels = {f"level-{s}": str(chance.randint(0, 5)) for s in chance.sample(SKILLS, 3)}
            path = f"/me/what-if/?{urlencode(levels)}"
        begin = time.perf_counter()
        try:
            status, _ = browser.ask("GET", path)
        except (OSError, http.client.HTTPException):
            status = 0
        seen.append((name, 1000 * (time.perf_counter() - begin), status))


def resident(process: "subprocess.Popen[bytes]") -> float:
    """Return the memory of the server and its workers in MB; 0 where it cannot be told."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        pid = int(status.parent.name)
        parent = int(re.findall(r"PPid:\s+(\d+)", text)[0])
        if process.pid in {pid, parent} and (found := re.findall(r"VmRSS:\s+(\d+)", text)):
            total += int(found[0])
    return total / 1000


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(seen: list[tuple[str, float, int]], growth: list[float], seconds: float) -> None:
    """Print what was seen, page by page."""
    print(f"{len(seen)} pages in {seconds:.0f} s by {BROWSERS} browsers, seed {SEED}\n")
    print(f"{'page':28}{'n':>6}{'p50 ms':>9}{'p95 ms':>9}  target")
    for name in (*PAGES, WHAT_IF):
        times = [spent for page, spent, _ in seen if page == name]
        if times:
            target = TARGETS.get(name, PAGE_TARGET)
            high = percentile(times, 0.95)
            met = "met" if high <= target else "missed"
            print(
                f"{name:28}{len(times):>6}{statistics.median(times):>9.1f}{high:>9.1f}"
                f"  {target:.0f} {met}"
            )
    pages = [spent for page, spent, _ in seen if page not in {"/health", WHAT_IF}]
    print(f"{'all pages':28}{len(pages):>6}{statistics.median(pages):>9.1f}"
          f"{percentile(pages, 0.95):>9.1f}")  # fmt: skip
    print(f"\nerrors: {sum(status != 200 for _, _, status in seen)}")
    steps = " ".join(f"{value:.0f}" for value in growth)
    print(f"memory of the server at each tenth of the run, MB: {steps}")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20.0)
    seconds = parser.parse_args().seconds
    seen: list[tuple[str, float, int]] = []
    with tempfile.TemporaryDirectory() as name:
        process, port = start(Path(name))
        try:
            settled = settle_in(port)
            until = time.monotonic() + seconds
            threads = [
                threading.Thread(target=browse, args=(n, settled, port, until, seen))
                for n in range(BROWSERS)
            ]
            for thread in threads:
                thread.start()
            growth = [resident(process)]
            for _ in range(10):
                time.sleep(seconds / 10)
                growth.append(resident(process))
            for thread in threads:
                thread.join()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
    report(seen, growth, seconds)


if __name__ == "__main__":
    main()
