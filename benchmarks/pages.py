"""What Lighthouse says about the main pages: `python benchmarks/pages.py [desktop|mobile]`.

It starts a server of its own on loopback and runs the pinned Lighthouse from the npm registry in
/usr/bin/chromium, which needs npm. A row for each page: performance, accessibility and best
practices out of 100, and the measures behind the first. It fails when a figure is below 95.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from pictures import CHROMIUM, serving

VERSION = "12.8.2"
LEAST = 95
CATEGORIES = ("performance", "accessibility", "best-practices")
MEASURES = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
PAGES = (
    "/",
    "/roles/",
    "/roles/data-scientist/",
    "/skills/",
    "/skills/python/",
    "/compare/?role=data-scientist:mid&role=data-engineer:mid",
    "/map/",
    "/pay/",
    "/demand/",
    "/search/?q=python",
)


def measure(address: str, form: str, token: str) -> dict[str, Any]:
    """Return Lighthouse's report of a page."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = ["npx", "--yes", f"lighthouse@{VERSION}", address, "--quiet", "--output=json"]
        command += [f"--output-path={out.name}", f"--only-categories={','.join(CATEGORIES)}"]
        command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
        command += [f"--extra-headers={json.dumps({'Cookie': f'metier_token={token}'})}"]
        command += ["--preset=desktop"] if form == "desktop" else []
        subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": CHROMIUM})
        report: dict[str, Any] = json.loads(Path(out.name).read_text("utf-8"))
    return report


def main() -> int:
    """Print the table."""
    form = sys.argv[1] if sys.argv[1:] else "desktop"
    low = []
    print(f"Lighthouse {VERSION}, {form}")
    with serving() as link:
        root, token = link.split("/?token=")
        for page in PAGES:
            report = measure(root + page, form, token)
            scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
            shown = [report["audits"][name]["displayValue"] for name in MEASURES]
            print(f"{page:58}", *(f"{score:4}" for score in scores), *(f"{m:>8}" for m in shown))
            low += [page] if min(scores) < LEAST else []
    print(f"below {LEAST}: {', '.join(low) or 'none'}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
