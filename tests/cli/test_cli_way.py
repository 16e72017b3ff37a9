"""project, projects, portfolio, practice, adverts, cv and network on a kept profile."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from json_shape import merged
from repositories import ANN, Maker, lines_of

Metier = Callable[..., Any]
GOLDEN = Path(__file__).parent / "golden"
UPDATE = bool(os.environ.get("METIER_UPDATE_GOLDEN"))
DAY = ("--as-of", "2026-11-23")
LATER = ("--as-of", "2026-12-01")
TARGET = ("--role", "machine-learning-engineer", "--stage", "entry")
PROJECT = "mle-notebook-to-package"
ADVERT = (
    "Data Analyst\n\nAcme is looking for a Data Analyst in Utrecht.\n\nRequirements:\n"
    "- 3+ years of experience\n- A bachelor's degree\n- SQL and dbt\n- You must know Kubernetes\n"
    "\nNice to have:\n- Power BI\n- Rust\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an advert and finished work; profiles are kept in it and nowhere else."""
    monkeypatch.setenv("METIER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ad.txt").write_text(ADVERT, "utf-8")
    files = {f"prices/part{n}.py": lines_of("import sklearn", 30) for n in range(2)}
    Maker(tmp_path / "work").write(
        {**files, "README.md": "Run with `make`. Served in Docker."}
    ).commit("2026-10-01")
    return tmp_path


@pytest.fixture
def noor(metier: Metier, place: Path, samples: Path) -> str:
    """A kept profile."""
    assert metier("profile", "new", "noor", samples / "noor-haddad.pdf").code == 0
    return "@noor"


def fill(metier: Metier, noor: str) -> None:
    """Fill the profile with everything that these commands keep."""
    calls: list[tuple[object, ...]] = [
        ("project", "check", PROJECT, "work", "--author", ANN[1], "--profile", noor, *DAY),
        ("portfolio", noor, "add", "My talk", "--claim", "python=3", "--note", "mine", *DAY),
        ("portfolio", noor, "done", PROJECT, 1, 2, *DAY),
        ("practice", noor, "answer", "ds-daily-peek", "weak", *DAY),
        ("practice", noor, "answer", "ds-daily-peek", "good", *LATER),
        ("advert", "ad.txt", "--save", noor, *DAY),
        ("adverts", noor, "status", "acme", "applied", "--follow-up", "2026-11-30", *DAY),
        ("network", noor, "add", "Anna", "Berg", "--community", "kaggle", *DAY),
        ("network", noor, "log", "anna", "talked", "--follow-up", "2026-12-24", *LATER),
    ]
    for call in calls:
        done = metier(*call)
        assert done.code == 0, done.err


def answers_of(metier: Metier, noor: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the name of each answer with enough answers that each field is seen filled."""
    check = ("project", "check", PROJECT, "work")
    calls: dict[str, list[tuple[object, ...]]] = {
        "project": [("project", "show", PROJECT)],
        "project-check": [(*check, *DAY), (*check, "--author", ANN[1], *DAY)],
        "projects": [
            ("projects", noor, *TARGET, *DAY),
            ("projects", noor, *TARGET, "--hours", 60, *DAY),
        ],
        "portfolio": [("portfolio", noor, *LATER)],
        "publish": [("portfolio", noor, "publish", "-o", "site", "--all", *LATER)],
        "practice": [
            ("practice", noor, "--role", "data-scientist", "--stage", "mid", *LATER),
            (
                *("practice", noor, "--role", "data-scientist", "--stage", "mid"),
                *("--limit", 9, "--as-of", "2027-03-01"),
            ),
        ],
        "question": [("practice", noor, "show", "ds-daily-peek")],
        "answers": [("practice", noor, "answers", *LATER)],
        "advert-for": [("advert", "ad.txt", "--for", noor, *DAY)],
        "adverts": [("adverts", noor, *LATER)],
        "advert-saved": [("adverts", noor, "show", "acme", *LATER)],
        "cv": [("cv", noor, "--advert", "acme", *DAY)],
        "contacts": [("network", noor, "list", *LATER)],
        "network": [("network", "data-scientist")],
        "network-for": [("network", "--for", noor, *LATER)],
    }
    for name, wanted in calls.items():
        done = [metier(*call, "--json") for call in wanted]
        assert [each.code for each in done] == [0] * len(done), (name, done[0].err)
        yield name, [each.json for each in done]


def test_shape_of_json(metier: Metier, noor: str) -> None:
    fill(metier, noor)
    first = dict(answers_of(metier, noor))
    assert dict(answers_of(metier, noor)) == first, "the same question has the same answer"
    for name, found in first.items():
        shape = merged(found)
        file = GOLDEN / f"{name}.json"
        if UPDATE:
            file.write_text(json.dumps(shape, indent=2) + "\n", "utf-8")
        assert shape == json.loads(file.read_text("utf-8")), name
        assert shape[".schema_version"] == "number"


def test_fits_80_columns_and_ascii(
    metier: Metier, noor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(metier, noor)
    monkeypatch.setenv("METIER_ASCII", "1")
    calls: list[tuple[object, ...]] = [
        ("project", "show", PROJECT),
        ("project", "check", PROJECT, "work", *DAY),
        ("projects", noor, *TARGET, *DAY),
        ("portfolio", noor, *LATER),
        ("practice", noor, "--role", "data-scientist", "--stage", "mid", *LATER),
        ("practice", noor, "show", "ds-daily-peek"),
        ("practice", noor, "answers", *LATER),
        ("advert", "ad.txt", "--for", noor, *DAY),
        ("adverts", noor, *LATER),
        ("adverts", noor, "show", "acme", *LATER),
        ("network", noor, *LATER),
        ("network", "--for", noor, *LATER),
        ("network", "--for", noor, "--draft", "finding-a-mentor", *LATER),
    ]
    for call in calls:
        done = metier(*call)
        assert done.code == 0, (call, done.err)
        wide = [line for line in done.out.splitlines() if len(line) > 80 and "metier " not in line]
        assert wide == [], call
        assert not set("·░▒▓█…–→“”") & set(done.out), call


def test_what_may_be_left_out(metier: Metier, noor: str) -> None:
    fill(metier, noor)
    for name in ("portfolio", "adverts"):
        assert metier(name, noor, *LATER).out == metier(name, noor, "list", *LATER).out
    short = metier("practice", noor, "--role", "data-scientist", "--stage", "mid", *LATER)
    assert (
        short.out
        == metier(
            "practice", noor, "next", "--role", "data-scientist", "--stage", "mid", *LATER
        ).out
    )
    assert metier("network", noor, *LATER).out == metier("network", noor, "list", *LATER).out
    assert (
        metier("network", "data-scientist").out == metier("network", "data-scientist", "show").out
    )
    assert metier("network").code == 0


def test_a_check_is_kept_only_when_asked(metier: Metier, noor: str) -> None:
    assert metier("project", "check", PROJECT, "work", *DAY).code == 0
    assert metier("portfolio", noor, "--json").json["artifacts"] == []
    before = metier("profile", "show", "noor", "--json").json["counts"]["evidence"]
    done = metier("project", "check", PROJECT, "work", "--profile", noor, *DAY)
    assert done.code == 0
    counts = metier("profile", "show", "noor", "--json").json["counts"]
    assert counts["evidence"] > before
    assert counts["artifacts"] == 1
    again = metier("portfolio", noor, "check", PROJECT, "--author", ANN[1], *DAY)
    assert again.code == 0
    assert metier("profile", "show", "noor", "--json").json["counts"] == counts


def test_a_cv_in_every_format(metier: Metier, noor: str, place: Path, samples: Path) -> None:
    pytest.importorskip("typst")
    assert metier("advert", "ad.txt", "--save", noor, *DAY).code == 0
    for name, start in (("cv.md", b"# Noor"), ("cv.html", b"<!doctype"), ("cv.pdf", b"%PDF")):
        done = metier("cv", noor, "--advert", "acme", "-o", name, *DAY)
        assert done.code == 0
        assert (place / name).read_bytes().startswith(start)
        assert "Kubernetes" in done.err
    resume = metier("cv", noor, "--advert", "ad.txt", "--format", "json", *DAY)
    assert json.loads(resume.out)["basics"]["name"] == "Noor Haddad"
    native = metier(
        "cv", samples / "ama-boateng.json", "--advert", "ad.txt", "--format", "json", *DAY
    )
    assert json.loads(native.out)["basics"]["email"] == "ama.boateng@example.org"


def test_a_portfolio_is_published(metier: Metier, noor: str, place: Path) -> None:
    pytest.importorskip("typst")
    fill(metier, noor)
    done = metier("portfolio", noor, "publish", "-o", "site", "--piece", PROJECT, "--title", "Mine")
    assert done.code == 0
    assert sorted(path.name for path in (place / "site").iterdir()) == [
        "index.html",
        f"{PROJECT}.html",
        "style.css",
    ]
    assert metier("portfolio", noor, "pdf", "-o", "p.pdf", "--all").code == 0
    assert (place / "p.pdf").read_bytes().startswith(b"%PDF")


def test_follow_ups_as_a_calendar(metier: Metier, noor: str, place: Path) -> None:
    fill(metier, noor)
    done = metier("network", noor, "calendar", *DAY)
    assert done.code == 0
    assert done.out.count("BEGIN:VEVENT") == 2
    assert metier("network", noor, "calendar", "-o", "f.ics", *DAY).code == 0
    written = (place / "f.ics").read_bytes().decode()
    assert written.splitlines() == done.out.splitlines()
    assert written.count("\r\n") == written.count("\n")


@pytest.mark.parametrize(
    ("call", "code", "error"),
    [
        (("project", "show", "mle-notebok"), 4, "project-unknown"),
        (("project", "check", "nothing", "work"), 4, "project-unknown"),
        (("project", "check", PROJECT, "nowhere"), 3, "document-missing"),
        (("project", "check", PROJECT, "work", "--author", "Bob"), 3, "author-missing"),
        (("project", "check", PROJECT, "work", "--profile", "noor"), 2, "profile-needed"),
        (("project", "check", PROJECT, "ad.txt", "--profile", "@noor"), 3, "project-unshown"),
        (("project", "check", PROJECT, "work", "--profile", "@nobody"), 3, "profile-missing"),
        (("projects", "@noor", *TARGET, "--hours", "0"), 2, "plan-hours"),
        (("portfolio", "@noor", "publish", "-o", "site"), 2, "portfolio-choice"),
        (("portfolio", "@noor", "publish", "-o", ".", "--piece", "x"), 3, "artifact-missing"),
        (("portfolio", "@noor", "done", "x", "1"), 3, "artifact-missing"),
        (("portfolio", "@noor", "add", "--project", "x"), 4, "project-unknown"),
        (("portfolio", "@noor", "add", "A", "--claim", "python"), 2, "usage"),
        (("practice", "@noor", "answer", "ds-none", "good"), 4, "question-unknown"),
        (("practice", "@noor", "answer", "ds-daily-peek", "fine"), 2, "grade-unknown"),
        (("practice", "noor", "answers"), 2, "profile-needed"),
        (("practice", "@noor"), 2, "target-needed"),
        (("practice", "@noor", *TARGET, "--limit", "0"), 2, "practice-limit"),
        (("advert", "ad.txt", "--for", "@nobody"), 3, "profile-missing"),
        (("adverts", "@noor", "show", "x"), 3, "advert-missing"),
        (("adverts", "@noor", "status", "x", "applied"), 3, "advert-missing"),
        (("cv", "@noor", "--advert", "x"), 3, "advert-missing"),
        (("cv", "ad.txt", "--advert", "none.txt"), 3, "document-missing"),
        (("cv", "@noor", "--advert", "ad.txt", "--document", "x"), 3, "cv-missing"),
        (("cv", "@noor", "--advert", "ad.txt", "-o", "no/cv.md"), 2, "output-unwritable"),
        (("network", "@noor", "log", "ben", "hello"), 3, "contact-missing"),
        (("network", "@noor", "add", "A", "--follow-up", "2020-01-01"), 2, "date-past"),
        (("network", "--for", "@noor", "--draft", "x"), 4, "guide-unknown"),
        (("network", "--draft", "x"), 2, "usage"),
        (("network", "data-scientist", "add", "A"), 2, "profile-needed"),
    ],
)
def test_what_cannot_be_has_a_code(
    metier: Metier, noor: str, call: tuple[str, ...], code: int, error: str
) -> None:
    done = metier(*call)
    assert done.code == code, done.err
    assert f"error [{error}]" in done.err


def test_a_status_that_cannot_follow_changes_nothing(metier: Metier, noor: str) -> None:
    assert metier("advert", "ad.txt", "--save", noor, *DAY).code == 0
    before = metier("adverts", noor, "--json", *DAY).json
    for call, error in (
        (("status", "acme", "offer"), "status-order"),
        (("status", "acme", "hired"), "status-unknown"),
        (("status", "acme", "--undo"), "status-order"),
        (("status", "acme", "applied", "--on", "2026-11-01"), "date-past"),
        (("status", "acme", "applied", "--follow-up", "2026-11-01"), "date-past"),
        (("follow-up", "acme", "2026-11-01"), "date-past"),
    ):
        done = metier("adverts", noor, *call, *DAY)
        assert (done.code, error in done.err) == (2 if error != "status-unknown" else 4, True), call
    assert metier("adverts", noor, "--json", *DAY).json == before
