"""extract, recommend, gap, plan and report on the fictional CVs."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fixtures.document_bytes import CV_TEXT, docx_bytes, pdf_bytes
from metier.core.framework.load import load_framework
from metier.core.framework.types import STAGES

Metier = Callable[..., Any]
NAMES = ("noor-haddad.pdf", "tomas-lindqvist.docx", "ama-boateng.json")
TARGET = ("--role", "data-scientist", "--stage", "mid")
DAY = ("--as-of", "2026-11-01")
POLARITIES = {"has", "wants", "negated", "other"}


def check_extract(answer: dict[str, Any]) -> None:
    """A mention is never without its span."""
    text = answer["text"]
    assert {"path", "language", "sections", "text", "mentions"} <= answer.keys()
    skills = load_framework().skills
    for mention in answer["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
        assert mention["skill"] in skills
        assert mention["polarity"] in POLARITIES
        assert 0 <= mention["confidence"] <= 1
        assert {"kind", "section"} <= mention.keys()
    for section in answer["sections"]:
        assert 0 <= section["start"] <= section["end"] <= len(text)
    starts = [mention["start"] for mention in answer["mentions"]]
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", NAMES)
def test_extract(metier: Metier, samples: Path, name: str) -> None:
    done = metier("extract", samples / name, "--json")
    assert done.code == 0
    check_extract(done.json)
    assert done.json["path"] == str(samples / name)
    assert done.json["language"] == "en"
    assert len(done.json["mentions"]) > 10
    shown = metier("extract", samples / name)
    assert shown.code == 0
    assert shown.out.startswith(name)


def test_extract_lines_keep_the_order(metier: Metier, samples: Path) -> None:
    files = [str(samples / name) for name in (*NAMES, *reversed(NAMES))]
    done = metier("extract", *files, "--jsonl")
    assert done.code == 0
    assert [line["path"] for line in done.lines] == files
    for line in done.lines:
        check_extract(line)


@pytest.mark.parametrize(
    "text",
    [
        CV_TEXT,
        "Skills\r\nPython, SQL\r\n",
        "naïve Bayes — “PyTorch” 🙂 Python\n",
        "  indented\n\n\n\nPython\t\tSQL  \n \n",
        "Кандидат: Python, SQL и машинное обучение\n",
    ],
)
def test_plain_text_is_the_file_itself(metier: Metier, tmp_path: Path, text: str) -> None:
    file = tmp_path / "cv.txt"
    file.write_bytes(text.encode())
    done = metier("extract", file, "--json")
    assert done.code == 0
    assert done.json["text"] == text
    check_extract(done.json)
    assert {"python"} <= {mention["skill"] for mention in done.json["mentions"]}


def test_extract_from_standard_input(metier: Metier) -> None:
    done = metier("extract", "-", "--json", stdin=CV_TEXT.encode())
    assert done.code == 0
    assert done.json["path"] == "-"
    assert done.json["text"] == CV_TEXT


def test_extract_goes_on_after_a_bad_file(metier: Metier, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(CV_TEXT)
    done = metier("extract", tmp_path / "none.pdf", good, "--jsonl")
    assert done.code == 3
    bad, read = done.lines
    assert bad["error"]["code"] == "document-missing"
    assert read["text"] == CV_TEXT
    shown = metier("extract", tmp_path / "none.pdf", good)
    assert shown.code == 3
    assert "[document-missing]" in shown.err
    assert "good.txt" in shown.out


@pytest.mark.parametrize("name", NAMES)
def test_recommend(metier: Metier, samples: Path, name: str) -> None:
    done = metier("recommend", samples / name, "--json", *DAY)
    assert done.code == 0
    matches = done.json["matches"]
    ranked = [match["role"] for match in matches]
    assert sorted(ranked + done.json["rare"]) == sorted(load_framework().roles)
    for role in done.json["rare"]:
        assert done.json["stage"]["now"] in load_framework().role(role).rare_stages
    fits = [match["fit"] for match in matches]
    assert fits == sorted(fits, reverse=True)
    assert 0.9 < sum(fits) <= 1 + 1e-9
    for match in matches:
        check_readiness(match["readiness"])
        assert match["stage"] in STAGES
        assert [item["stage"] for item in match["stages"]] == list(STAGES)
        values = {item["stage"]: item["readiness"] for item in match["stages"]}
        assert values[match["stage"]] == match["readiness"]
        for value in values.values():
            check_readiness(value)
    shown = metier("recommend", samples / name, *DAY)
    assert shown.code == 0
    assert "Roles by fit" in shown.out


def check_readiness(readiness: dict[str, float]) -> None:
    assert 0 <= readiness["low"] <= readiness["value"] <= readiness["high"] <= 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stage", ["entry", "senior"])
def test_gap(metier: Metier, samples: Path, name: str, stage: str) -> None:
    target = ("--role", "machine-learning-engineer", "--stage", stage)
    done = metier("gap", samples / name, *target, "--json", *DAY)
    assert done.code == 0
    answer = done.json
    assert answer["framework_version"] == load_framework().id.version
    assert (answer["role"], answer["stage"]) == ("machine-learning-engineer", stage)
    assert answer["as_of"] == DAY[1]
    assert answer["sufficiency"] in {"enough", "not-enough-evidence"}
    check_readiness(answer["readiness"])
    contributions = answer["contributions"]
    for item in contributions:
        assert {"skill", "weight", "target", "expected", "share", "evidence"} <= item.keys()
        assert 0 <= item["share"] <= item["weight"] + 1e-12
        assert sum(item["levels"]) == pytest.approx(1)
    shares = sum(item["share"] for item in contributions)
    assert shares == pytest.approx(answer["readiness"]["value"], abs=1e-9)
    assert sum(item["weight"] for item in contributions) == pytest.approx(1)
    asked = {item["skill"] for item in contributions}
    assert {gap["skill"] for gap in answer["gaps"]} <= asked
    assert set(answer["blockers"]) <= asked
    text = metier("extract", samples / name, "--json").json["text"]
    for item in contributions:
        for piece in item["evidence"]:
            assert text[piece["start"] : piece["end"]] == piece["surface"]
    shown = metier("gap", samples / name, *target, *DAY)
    assert shown.code == 0
    assert "What is missing most" in shown.out


@pytest.mark.parametrize(
    "aim", [("--weeks", "26"), ("--by", "2027-05-01"), ("--readiness", "0.6"), ()]
)
def test_plan(metier: Metier, cv: str, aim: tuple[str, ...]) -> None:
    done = metier("plan", cv, *TARGET, "--hours-per-week", "6", *aim, "--json", *DAY)
    assert done.code == 0
    answer = done.json
    assert answer["objective"] == answer["bound"]
    assert answer["hours"] == pytest.approx(sum(step["hours"] for step in answer["steps"]))
    assert answer["weeks"] == pytest.approx(answer["hours"] / 6)
    if "--weeks" in aim:
        assert answer["weeks"] <= 26
    begin = dt.date.fromisoformat(DAY[1])
    levels: dict[str, int] = {}
    for step in answer["steps"]:
        assert step["to"] == step["from"] + 1
        assert levels.get(step["skill"], step["from"]) == step["from"]
        levels[step["skill"]] = step["to"]
        start, end = (dt.date.fromisoformat(step[key]) for key in ("start", "end"))
        assert begin <= start <= end
        assert step["hours"] > 0
        assert step["because"].endswith(".")
    shown = metier("plan", cv, *TARGET, "--hours-per-week", "6", *aim, *DAY)
    assert shown.code == 0
    assert "Steps, in order" in shown.out


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["--hours-per-week", "0"], "plan-hours"),
        (["--hours-per-week", "-3"], "plan-hours"),
        (["--hours-per-week", "nan"], "plan-hours"),
        (["--hours-per-week", "inf"], "plan-hours"),
        (["--hours-per-week", "6", "--weeks", "0"], "plan-weeks"),
        (["--hours-per-week", "6", "--weeks", "1e9"], "plan-weeks"),
        (["--hours-per-week", "6", "--weeks", "nan"], "plan-weeks"),
        (["--hours-per-week", "6", "--readiness", "1.5"], "plan-readiness"),
        (["--hours-per-week", "6", "--readiness", "nan"], "plan-readiness"),
        (["--hours-per-week", "6", "--by", "2020-01-01"], "plan-date"),
        (["--hours-per-week", "6", "--weeks", "4", "--by", "2030-01-01"], "usage"),
        (["--hours-per-week", "six"], "six"),
        (["--hours-per-week", "6", "--by", "soon"], "soon"),
    ],
)
def test_plan_refuses(metier: Metier, cv: str, options: list[str], name: str) -> None:
    done = metier("plan", cv, *TARGET, *options, *DAY)
    assert done.code == 2
    assert name in done.err
    assert done.out == ""


def test_report(metier: Metier, cv: str, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    done = metier("report", cv, "-o", out, "--json", *DAY)
    assert done.code == 0
    assert done.json == {"schema_version": 1, "path": str(out), "bytes": out.stat().st_size}
    html = out.read_text("utf-8")
    assert html.lstrip().startswith("<!doctype html>")
    assert "<script" not in html
    assert "http://" not in html
    assert "https://" not in html
    again = metier("report", cv, "-o", out, *TARGET, *DAY)
    assert again.code == 0
    assert "Data Scientist, mid" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "code", "name"),
    [
        (["-o", "none/report.html"], 2, "output-unwritable"),
        (["-o", "r.html", "--role", "data-scientst"], 4, "role-unknown"),
        (["-o", "r.html", "--stage", "chief"], 4, "stage-unknown"),
        (["-o", "r.html", "--hours-per-week", "0"], 2, "plan-hours"),
        (["-o", "r.html", "--weeks", "0"], 2, "plan-weeks"),
        ([], 2, "--output"),
    ],
)
def test_report_refuses(metier: Metier, cv: str, options: list[str], code: int, name: str) -> None:
    done = metier("report", cv, *options)
    assert done.code == code
    assert name in done.err
    assert not Path("r.html").exists()


def test_text_without_a_skill_ranks_nothing(metier: Metier, tmp_path: Path) -> None:
    file = tmp_path / "poem.txt"
    file.write_text("The rain fell softly on the roof, and nobody in the house was awake.\n")
    answer = metier("recommend", file, "--json").json
    assert answer["matches"] == []
    assert answer["sufficiency"] == "not-enough-evidence"
    assert set(answer["questions"]) <= set(load_framework().skills)
    assert answer["questions"]
    shown = metier("recommend", file)
    assert shown.code == 0
    assert "Not enough evidence" in shown.out
    gap = metier("gap", file, *TARGET, "--json").json
    assert gap["sufficiency"] == "not-enough-evidence"
    assert "Not enough evidence" in metier("gap", file, *TARGET).out
    assert metier("report", file, "-o", tmp_path / "r.html").code == 0


def test_the_same_input_gives_the_same_answer(metier: Metier, cv: str) -> None:
    call = ("plan", cv, *TARGET, "--hours-per-week", "6", "--weeks", "20", "--json", *DAY)
    assert metier(*call).out == metier(*call).out


PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 400
BAD_FILES = {
    "empty.pdf": (b"", "document-empty"),
    "blank.txt": (b" \n\t \n", "document-empty"),
    "picture.png": (PNG, "document-unsupported"),
    "picture-named.pdf": (PNG, "document-unsupported"),
    "cut.pdf": (pdf_bytes(["Python and SQL, five years"])[:-250], None),
    "cut.docx": (docx_bytes()[:4000], "document-damaged"),
    "noise.txt": (bytes(range(256)) * 40, None),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "document-unsupported"),
    "scan.pdf": (pdf_bytes([]), "document-no-text"),
    "broken.json": (b'{"basics": {"name": ', None),
}


@pytest.mark.parametrize("command", ["extract", "recommend", "gap"])
@pytest.mark.parametrize("name", [*BAD_FILES, "missing.pdf", "folder"])
def test_bad_files(metier: Metier, tmp_path: Path, name: str, command: str) -> None:
    content, code = BAD_FILES.get(name, (None, "document-missing"))
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    elif name == "folder":
        path.mkdir()
    done = metier(command, path, *(TARGET if command == "gap" else ()))
    if code is None and done.code == 0:
        return  # what can still be read may be read
    assert done.code == 3
    assert done.err.startswith("error [document-")
    assert "Traceback" not in done.err
    assert name in done.err
    if code:
        assert f"[{code}]" in done.err


def test_error_in_json_stands_in_the_place_of_the_document(metier: Metier, tmp_path: Path) -> None:
    done = metier("extract", tmp_path / "none.pdf", "--json")
    assert done.code == 3
    assert done.json["error"].keys() == {"code", "message", "hint"}
    assert json.loads(done.out)["path"] == str(tmp_path / "none.pdf")


def test_recommend_and_gap_say_where_one_stands(
    metier: Metier, samples: Path, tmp_path: Path
) -> None:
    file = samples / "tomas-lindqvist.docx"
    told = metier("recommend", file, *DAY).out
    assert "real CVs" in told
    assert "shows little" not in told
    assert "real CVs" in metier("gap", file, "--role", "data-engineer", "--stage", "senior").out
    chef = tmp_path / "chef.txt"
    chef.write_text("Head chef. Menu design, food cost, teamwork, communication.", "utf-8")
    shown = " ".join(metier("recommend", chef, *DAY).out.split())
    assert "This CV shows little of what any of the roles asks" in shown
