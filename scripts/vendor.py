"""Fetch the pinned browser assets from the npm registry into the package, with licenses.

Usage: python scripts/vendor.py. It needs npm and fonttools; whoever installs Metier needs neither.
Fonts are cut to what the pages use: Latin letters, punctuation, and the weights 400 to 600.
"""

import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/metier/web/static/vendor"
PACKAGES: dict[str, tuple[str, dict[str, str]]] = {
    "htmx.org": ("2.0.11", {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "htmx.LICENSE"}),
    # Before 3.15 it reads names only, which is all we write, and weighs a third less; since then it
    # walks every global of the browser at its start, deprecated ones too.
    "@alpinejs/csp": ("3.14.9", {"dist/cdn.min.js": "alpine-csp.min.js"}),
    "echarts": (
        "6.1.0",
        {
            "dist/echarts.simple.min.js": "echarts.simple.min.js",
            "LICENSE": "echarts.LICENSE",
            "NOTICE": "echarts.NOTICE",
        },
    ),
    "cytoscape": (
        "3.35.0",
        {"dist/cytoscape.min.js": "cytoscape.min.js", "LICENSE": "cytoscape.LICENSE"},
    ),
    "@fontsource-variable/inter": (
        "5.3.0",
        {"files/inter-latin-wght-normal.woff2": "sans.woff2", "LICENSE": "sans.LICENSE"},
    ),
    "@fontsource-variable/source-serif-4": (
        "5.3.1",
        {"files/source-serif-4-latin-wght-normal.woff2": "serif.woff2", "LICENSE": "serif.LICENSE"},
    ),
    "@fontsource-variable/jetbrains-mono": (
        "5.3.0",
        {"files/jetbrains-mono-latin-wght-normal.woff2": "mono.woff2", "LICENSE": "mono.LICENSE"},
    ),
}
# The npm package of Alpine carries no license file; these are the words of its repository.
ALPINE_LICENSE = """\
MIT License

Copyright (c) 2019-2021 Caleb Porzio and contributors

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
LETTERS = "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+2010-2015,U+2018-201E,U+2020-2022,U+2026"
SIGNS = "U+202F,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2190-2193,U+2212,U+2248,U+2264-2265"
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "case"]


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
            content = member.read()
            is_font = outside.endswith(".woff2")
            (TARGET / outside).write_bytes(cut_font(content) if is_font else content)
    return str(packed["integrity"])


def cut_font(content: bytes) -> bytes:
    """Return a font with the letters, features and weights that pages use."""
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.desubroutinize = True
    options.flavor = "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*parse_unicodes(LETTERS), *parse_unicodes(SIGNS)])
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": (400, 600)})
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> None:
    """Write all assets and the list of what they are."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    lines = ["# Vendored assets", "", "Written by scripts/vendor.py; do not edit.", ""]
    with tempfile.TemporaryDirectory() as folder:
        for name, (version, files) in PACKAGES.items():
            integrity = fetch(name, version, files, Path(folder))
            lines.append(f"- {name} {version} ({integrity}): {', '.join(files.values())}")
    (TARGET / "alpine.LICENSE").write_text(ALPINE_LICENSE, encoding="utf-8")
    (TARGET / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
