"""profile, plan, progress, transitions, routes, compare, whatif, match and ranked recommend."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pypdfium2
import pytest
from icalendar import Calendar
from lxml import etree

from json_shape import merged
from metier.core.framework.load import load_framework

Metier = Callable[..., Any]
DAY = ("--as-of", "2026-11-23")
AIM = ("--role", "data-engineer", "--stage", "mid", "--hours-per-week", "6")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METIER_DATA_DIR", str(tmp_path / "kept"))


@pytest.fixture
def kept(metier: Metier, cv: str) -> str:
    """A kept profile under a name."""
    assert metier("profile", "new", "noor", cv).code == 0
    return "@noor"


def test_profiles_are_kept_under_a_name(metier: Metier, kept: str, cv: str) -> None:
    assert metier("profile", "list", "--json").json["profiles"][0]["name"] == "noor"
    again = metier("profile", "new", "noor", cv)
    assert (again.code, "[profile-name]" in again.err) == (3, True)
    shown = metier("profile", "rate", kept, "python=4", "Power BI=2", "--json", *DAY).json
    assert shown["counts"]["ratings"] == 2
    added = metier("profile", "add", kept, cv, "--background", "teacher", "--json").json
    assert added["documents"] == ["cv.pdf"]  # the same document counts once
    assert added["backgrounds"]
    assert metier("recommend", kept, "--json", *DAY).json["matches"]


def test_a_profile_goes_out_and_comes_back(metier: Metier, kept: str, tmp_path: Path) -> None:
    out = tmp_path / "noor.json"
    assert metier("profile", "export", kept, "-o", out).code == 0
    twice = metier("profile", "import", out)
    assert (twice.code, "[profile-name]" in twice.err) == (3, True)
    assert metier("profile", "delete", kept).code == 0
    gone = metier("gap", kept, "--role", "data-engineer", "--stage", "mid")
    assert (gone.code, "[profile-missing]" in gone.err) == (3, True)
    assert metier("profile", "import", out, "--name", "back").code == 0
    assert metier("profile", "show", "back", "--json").json["counts"]["documents"] == 1
    out.write_text('{"id": 3}')
    assert "[profile-damaged]" in metier("profile", "import", out).err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("profile", "new", " ", "x.pdf"), "document-missing"),
        (("profile", "new", "x"), "person-missing"),
        (("profile", "show", "nobody"), "profile-missing"),
        (("profile", "rate", "nobody", "sql=3"), "profile-missing"),
        (("plan", "@nobody", *AIM), "profile-missing"),
        (("progress", "replan", "@nobody"), "profile-missing"),
        (("compare", "data-engineer"), "compare-count"),
        (("compare", "data-engineer", "wizard"), "role-unknown"),
        (("transitions", "--from", "data-engineer:boss"), "stage-unknown"),
        (("transitions",), "person-missing"),
        (("transitions", "x.pdf", "--from", "data-engineer:mid"), "usage"),
        (("routes", "--from", "data-engineer:mid", "--hours-per-week", "0"), "plan-hours"),
        (("routes", "--from", "data-engineer:mid", "--years", "0"), "route-years"),
        (("match", "--people", "gone.parquet"), "people-unreadable"),
    ],
)
def test_what_cannot_be_is_refused(
    metier: Metier, tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    done = metier(*arguments)

    assert f"[{code}]" in done.err
    assert done.code in {2, 3, 4}


def test_ratings_that_are_none_are_refused(metier: Metier, kept: str) -> None:
    assert "[usage]" in metier("profile", "rate", kept, "python").err
    assert "[skill-unknown]" in metier("profile", "rate", kept, "juggling=3").err


def test_a_plan_as_json_has_all_its_parts(metier: Metier, cv: str) -> None:
    options = ("--weeks", "60", "--with", "portfolio", "--with", "project", "--budget", "120")
    plan = metier("plan", cv, *AIM, *options, "--path", "tech-professional", "--json", *DAY).json

    assert plan["objective"] == plan["bound"]
    assert plan["money"] <= 120
    kinds = {item["kind"] for item in plan["activities"]}
    assert {"portfolio", "project"} <= kinds
    assert plan["path"]["audience"] == "tech-professional"
    assert plan["request"]["budget"] == 120
    assert len(plan["sensitivity"]) == 5


@pytest.mark.parametrize("name", ["plan.ics", "plan.csv", "plan.md", "plan.svg", "plan.html"])
def test_a_plan_is_written_as_files(metier: Metier, cv: str, tmp_path: Path, name: str) -> None:
    options = ("--weeks", "26", "--with", "portfolio")
    plan = metier("plan", cv, *AIM, *options, "--json", *DAY).json
    done = metier("plan", cv, *AIM, *options, "-o", tmp_path / name, *DAY)

    assert done.code == 0
    text = (tmp_path / name).read_bytes().decode()
    last = plan["steps"][-1]["name"]
    if name.endswith(".ics"):
        titles = [str(event["summary"]) for event in Calendar.from_ical(text).walk("VEVENT")]
        assert f"{last} to level {plan['steps'][-1]['to']}" in titles
    elif name.endswith(".csv"):
        rows = list(csv.DictReader(text.splitlines()))
        assert len(rows) == len(plan["steps"]) + len(plan["activities"])
    elif name.endswith(".svg"):
        assert etree.fromstring(text.encode()).tag.endswith("svg")
    assert last in text


def test_a_plan_says_what_it_cannot_be_written_as(metier: Metier, cv: str, tmp_path: Path) -> None:
    refused = metier("plan", cv, *AIM, "-o", tmp_path / "plan.exe", *DAY)
    assert (refused.code, "[usage]" in refused.err) == (2, True)
    refused = metier("plan", cv, *AIM, "-o", tmp_path / "gone" / "plan.md", *DAY)
    assert "[output-unwritable]" in refused.err
    assert "[usage]" in metier("plan", cv, *AIM, "--keep", *DAY).err


def test_a_kept_plan_is_worked_on_and_made_anew(metier: Metier, kept: str) -> None:
    plan = metier(
        "plan", kept, *AIM, "--weeks", "26", "--with", "portfolio", "--keep", "--json", *DAY
    ).json
    step = plan["steps"][0]
    wish = f"{step['skill']}={step['to']}"
    done = metier("progress", "done", kept, wish, "--hours", "3", "--json", *DAY).json
    assert done["steps"][0]["share"] == 1
    assert metier("progress", "activity", kept, "portfolio", "--share", "0.5", *DAY).code == 0
    later = ("--as-of", "2026-12-21")
    found = metier("progress", "replan", kept, "--json", *later).json
    assert step["skill"] in {item["id"] for item in found["done"]}
    assert metier("progress", "replan", kept, "--keep", *later).code == 0
    shown = metier("progress", "show", kept, "--json", *later).json
    assert [item["day"] for item in shown["plans"]] == ["2026-11-23", "2026-12-21"]
    assert "[activity-unknown]" in metier("progress", "activity", kept, "juggling", *later).err


def test_a_plan_as_pdf(metier: Metier, cv: str, tmp_path: Path) -> None:
    done = metier("plan", cv, *AIM, "--weeks", "12", "-o", tmp_path / "plan.pdf", *DAY)

    assert done.code == 0
    text = pypdfium2.PdfDocument(tmp_path / "plan.pdf")[0].get_textpage().get_text_range()
    assert "Data Engineer, mid" in text
    assert "Proven" in text


def test_a_gap_is_drawn(metier: Metier, cv: str, tmp_path: Path) -> None:
    call = ("gap", cv, "--role", "data-engineer", "--stage", "mid")
    assert metier(*call, "-o", tmp_path / "gap.svg", *DAY).code == 0
    assert "Data Engineer" in (tmp_path / "gap.svg").read_text()
    assert "[output-unwritable]" in metier(*call, "-o", tmp_path / "x" / "gap.svg", *DAY).err


def test_moves_from_a_background_and_from_a_role(metier: Metier, tmp_path: Path) -> None:
    nurse = metier("transitions", "--background", "registered nurse", "--json", *DAY).json
    assert nurse["origin"]["name"] == "Registered nurse"
    hours = [move["hours"] for move in nurse["moves"]]
    assert hours == sorted(hours)
    one = metier("transitions", "--from", "data-scientist:mid", "--to", "mlops-engineer", *DAY)
    assert "What carries over" in one.out
    drawn = metier("transitions", "--from", "data-scientist:mid", "-o", tmp_path / "m.svg", *DAY)
    assert drawn.code == 0
    assert "12 months" in (tmp_path / "m.svg").read_text()


def test_the_whole_map(metier: Metier) -> None:
    found = metier("transitions", "--map", "--json").json
    assert len(found["places"]) == len(found["hours"]) == len(found["hours"][0]) == 84
    assert "Data Engineer" in metier("transitions", "--map").out


def test_routes_are_told(metier: Metier) -> None:
    call = ("routes", "--from", "data-scientist:mid", "--to", "machine-learning-engineer:senior")
    found = metier(*call, "--json", *DAY).json
    assert found["routes"][0]["moves"][-1]["stage"] == "senior"
    assert "years to" in metier(*call, *DAY).out


def test_roles_side_by_side(metier: Metier, cv: str) -> None:
    roles = ("data-engineer", "data-scientist:senior", "ai-product-manager")
    found = metier("compare", *roles, "--for", cv, "--json", *DAY).json
    assert [one["stage"] for one in found["roles"]] == ["mid", "senior", "mid"]
    assert all(len(item["levels"]) == 3 for item in found["skills"])
    assert "hours to ready" in metier("compare", *roles, "--for", cv, *DAY).out
    assert "hours to ready" not in metier("compare", *roles, *DAY).out


def test_what_if(metier: Metier, cv: str) -> None:
    call = ("whatif", cv, "--set", "python=5", "--target", "data-engineer:mid")
    found = metier(*call, "--json", *DAY).json
    (target,) = found["targets"]
    assert target["after"]["readiness"]["value"] > target["before"]["readiness"]["value"]
    assert "becomes" in metier(*call, *DAY).out
    assert "[usage]" in metier("whatif", cv, "--set", "python=9", *DAY).err


def test_roles_ranked_by_what_one_cares_about(metier: Metier, cv: str) -> None:
    found = metier("recommend", cv, "--by", "hours", "--stage", "mid", "--json", *DAY).json
    hours = [row["hours"] for row in found["ranking"]]
    assert hours == sorted(hours)
    rich = metier("recommend", cv, "--min-pay", "200000", "--json", *DAY).json
    assert all(row["pay_then"] >= 200000 for row in rich["ranking"])
    liked = metier("recommend", cv, "--like", "nlp", "--json", *DAY).json
    interest = [row["interest"] for row in liked["ranking"]]
    assert interest == sorted(interest, reverse=True)
    assert "interest" in metier("recommend", cv, "--like", "nlp", *DAY).out
    assert "No role" in metier("recommend", cv, "--min-pay", "9e9", *DAY).out
    assert "[skill-unknown]" in metier("recommend", cv, "--like", "juggling", *DAY).err


def test_many_people(metier: Metier, tmp_path: Path) -> None:
    rows = {"person": ["a", "a", "b"], "skill": ["python", "flying", "sql"], "level": [3, 2, 4]}
    pq.write_table(pa.table(rows), tmp_path / "p.parquet")
    call = ("match", "--people", tmp_path / "p.parquet", "--targets", "data-engineer:mid")
    found = metier(*call, "-o", tmp_path / "o.parquet", "--json").json
    assert found["people"] == 2
    assert found["unknown"] == [{"skill": "flying", "rows": 1}]
    assert len(found["targets"]) == 1
    assert pq.read_table(tmp_path / "o.parquet").num_rows == 2
    assert "flying" in metier(*call).out


def test_the_shapes_of_the_answers_are_described(metier: Metier, kept: str, cv: str) -> None:
    """Every field of these answers stands in the reference of JSON."""
    text = (Path(__file__).parents[2] / "docs" / "reference" / "json.md").read_text("utf-8")
    role = next(iter(load_framework().roles))
    calls = [
        ("profile", "show", kept, "--json"),
        ("plan", kept, *AIM, "--weeks", "52", "--path", "tech-professional", "--keep", "--json"),
        ("progress", "show", kept, "--json"),
        ("progress", "replan", kept, "--json", "--as-of", "2027-01-04"),
        ("transitions", "--from", f"{role}:mid", "--to", role, "--stage", "senior", "--json"),
        ("routes", "--from", f"{role}:mid", "--json"),
        ("compare", role, "data-engineer", "--for", cv, "--json"),
        ("whatif", cv, "--set", "sql=4", "--target", role, "--json"),
        ("recommend", cv, "--by", "hours", "--json"),
    ]
    answers = [
        metier(*call, *([] if "--as-of" in call or call[0] == "profile" else DAY)).json
        for call in calls
    ]
    names = {path.rsplit(".", 1)[-1].replace("[]", "") for path in merged(answers)}
    known = {*load_framework().roles, *load_framework().skills, "", "*"}
    missing = sorted(name for name in names - known if name not in text)
    assert missing == []
