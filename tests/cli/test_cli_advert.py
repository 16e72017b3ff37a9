"""`metier advert`: what it shows, and the shape of its JSON."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Metier = Callable[..., Any]
GOLDEN = Path(__file__).parent / "golden" / "advert.json"
UPDATE = bool(os.environ.get("METIER_UPDATE_GOLDEN"))

TEXT = """Senior Data Engineer at Acme

Location: Berlin, Germany (Hybrid)
Employment type: Full-time
Salary: €70,000 - €85,000 per year; in Vienna €65,000 - €80,000 per year

What you'll do
- Build data pipelines with Airflow

Requirements
- 5+ years of experience in data engineering
- Python
- Bachelor's degree in computer science, or equivalent (Master's preferred)

Nice to have
- Scala

Benefits
- Courses in Tableau
"""
POSTING = {
    "@type": "JobPosting",
    "title": "Data Engineer",
    "description": "Up to $60 per hour. 2-4 years of experience preferred.",
    "hiringOrganization": "Acme",
    "jobLocationType": "TELECOMMUTE",
    "applicantLocationRequirements": "Germany",
    "datePosted": "2026-03-01",
    "validThrough": "2026-04-01",
}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    (tmp_path / "advert.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "job.json").write_text(json.dumps(POSTING), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return ["advert.txt", "job.json", "none.txt"]


def test_advert_is_shown(metier: Metier, files: list[str]) -> None:
    done = metier("advert", files[0])

    assert done.code == 0
    for words in (
        "Senior Data Engineer",
        "Berlin, Germany",
        "hybrid",
        "senior (by the title)",
        "EUR 70,000–85,000 a year; EUR 65,000–80,000 a year",
        "5 or more",
        "bachelor required, or equivalent experience, master preferred",
    ):
        assert words in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())
    must, nice = done.out.index("Must have"), done.out.index("Nice to have")
    assert must < done.out.index("Python") < nice < done.out.index("Scala")
    assert "Tableau" not in done.out


def test_posting_is_shown(metier: Metier, files: list[str]) -> None:
    out = metier("advert", files[1]).out

    for words in (
        "USD up to 60 an hour",
        "2–4 preferred",
        "Applicants from",
        "Germany",
        "2026-04-01",
        "remote",
    ):
        assert words in out


def test_ascii_is_enough(metier: Metier, files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METIER_ASCII", "1")

    assert "EUR 70,000-85,000" in metier("advert", files[0]).out


def test_standard_input_is_read(metier: Metier) -> None:
    assert metier("advert", "-", "--json", stdin=TEXT.encode()).json["company"]["value"] == "Acme"


def test_file_that_cannot_be_read_stands_in_its_place(metier: Metier, files: list[str]) -> None:
    lines = metier("advert", *files, "--jsonl")
    listed = metier("advert", *files, "--json")

    assert lines.code == listed.code == 3
    assert [line["path"] for line in lines.lines] == files
    assert lines.lines == listed.json
    assert lines.lines[2]["error"]["code"] == "document-missing"
    shown = metier("advert", *files)
    assert shown.code == 3
    assert "document-missing" in shown.err


def shape(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every path of a JSON value with the kind of what stands there."""
    kinds = {dict: "object", list: "array", str: "string", bool: "boolean", type(None): "null"}
    yield path or ".", kinds.get(type(value), "number")
    if isinstance(value, dict):
        for key, item in value.items():
            yield from shape(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from shape(item, f"{path}[]")


def test_shape_of_json(metier: Metier, files: list[str]) -> None:
    found: dict[str, set[str]] = {}
    for answer in metier("advert", *files, "--json").json:
        for path, kind in shape(answer):
            found.setdefault(path, set()).add(kind)
    plain = {path: "|".join(sorted(kinds)) for path, kinds in sorted(found.items())}

    if UPDATE:
        GOLDEN.write_text(json.dumps(plain, indent=2) + "\n", encoding="utf-8")
    assert plain == json.loads(GOLDEN.read_text(encoding="utf-8"))
