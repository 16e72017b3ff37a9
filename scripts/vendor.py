"""Fetch the pinned browser assets from the npm registry into the package, with licenses.

Usage: python scripts/vendor.py. It needs npm; whoever installs Metier does not.
"""

import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/metier/web/static/vendor"
PACKAGES: dict[str, tuple[str, dict[str, str]]] = {
    "htmx.org": ("2.0.4", {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "htmx.LICENSE"}),
    "@fontsource-variable/inter": (
        "5.1.1",
        {
            "files/inter-latin-wght-normal.woff2": "inter.woff2",
            "LICENSE": "inter.LICENSE",
        },
    ),
    "@fontsource-variable/source-serif-4": (
        "5.1.1",
        {
            "files/source-serif-4-latin-wght-normal.woff2": "source-serif-4.woff2",
            "LICENSE": "source-serif-4.LICENSE",
        },
    ),
    "@fontsource-variable/jetbrains-mono": (
        "5.1.2",
        {
            "files/jetbrains-mono-latin-wght-normal.woff2": "jetbrains-mono.woff2",
            "LICENSE": "jetbrains-mono.LICENSE",
        },
    ),
}


def fetch(name: str, version: str, files: dict[str, str], folder: Path) -> str:
    """Unpack the chosen files of one package and return its integrity hash."""
    result = subprocess.run(
        ["npm", "pack", f"{name}@{version}", "--json", "--pack-destination", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    listed = json.loads(result.stdout)
    packed = listed[0] if isinstance(listed, list) else next(iter(listed.values()))
    with tarfile.open(folder / packed["filename"]) as archive:
        for inside, outside in files.items():
            member = archive.extractfile(f"package/{inside}")
            if member is None:
                raise SystemExit(f"{name} has no {inside}")
            (TARGET / outside).write_bytes(member.read())
    return str(packed["integrity"])


def main() -> None:
    """Write all assets and the list of what they are."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    lines = ["# Vendored assets", "", "Written by scripts/vendor.py; do not edit.", ""]
    with tempfile.TemporaryDirectory() as folder:
        for name, (version, files) in PACKAGES.items():
            integrity = fetch(name, version, files, Path(folder))
            lines.append(f"- {name} {version} ({integrity}): {', '.join(files.values())}")
    (TARGET / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
