"""A team from a sheet to training, progression and report, and what is kept of it."""

import datetime as dt
import io
import json
import math
from pathlib import Path

import msgspec
import openpyxl
import pytest

import metier
from metier.core.errors import InputError, UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.team_records import Member, Need, Seats, StatedLevel, Team
from metier.core.team.invest import MODES, Mode
from metier.core.workflow.team_invest import InvestRequest, plan_training
from metier.core.workflow.team_invest_answers import describe_training, parse_alternative
from metier.core.workflow.team_keeping import (
    compare_teams,
    consent_text,
    delete_team,
    export_member,
    merge_teams,
    refuse_same,
    save_team,
    without_member,
)
from metier.core.workflow.team_matrix import MatrixOptions, describe_matrix, make_matrix
from metier.core.workflow.team_needs import (
    describe_needs,
    measure_needs,
    parse_need,
    parse_seats,
)
from metier.core.workflow.team_progress import ProgressOptions, describe_progress
from metier.core.workflow.team_reading import ReadOptions, load_team, read_team
from metier.core.workflow.team_report import (
    gather_report,
    report_html,
    report_pdf,
    report_xlsx,
)
from metier.core.workflow.team_standing import Standing

AS_OF = dt.date(2026, 11, 28)
SHEET = """Name,Role,Seniority,Hours,Python,SQL,Docker,Statistics,Pandas,Communication
Ann,Data Scientist,mid,3,5,4,1,4,4,2
Bob,Data Engineer,senior,4,3,5,4,1,1,4
Cid,Data Scientist,junior,2,1,1,0,2,0,3
Dee,ML Engineer,mid,5,4,1,1,2,2,
Eve,,,,,,,,,
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "team.csv"
    path.write_text(SHEET)
    return path


@pytest.fixture
def standing(framework: Framework, sheet: Path) -> Standing:
    return Standing(framework, read_team(framework, sheet, as_of=AS_OF).team, as_of=AS_OF)


def member(number: int, **levels: int) -> Member:
    stated = tuple(StatedLevel(skill, level, AS_OF.isoformat()) for skill, level in levels.items())
    return Member(f"p{number}", f"P{number}", levels=stated)


def team_of(*members: Member, **more: object) -> Team:
    return msgspec.structs.replace(Team("id", "t", AS_OF.isoformat(), "0", tuple(members)), **more)


def test_levels_are_those_of_a_person_alone(standing: Standing) -> None:
    for number in range(4):
        alone = standing.proficiencies(number).levels
        assert standing.levels[number] == pytest.approx(alone, abs=1e-12)


def test_the_matrix_has_a_cell_for_each_person_and_skill(standing: Standing) -> None:
    found = describe_matrix(standing, make_matrix(standing))
    assert {"people", "skills", "cells", "single_points", "is_not"} <= found.keys()
    assert len(found["cells"]) == 5 * 6
    assert {cell["person"] for cell in found["cells"]} == {p["id"] for p in found["people"]}
    assert all(0 <= c["low"] <= c["high"] <= 5 for c in found["cells"])
    json.dumps(found, default=list)


def test_what_rests_on_one_person_leaves_with_them(standing: Standing) -> None:
    found = describe_matrix(standing, make_matrix(standing))
    docker = next(p for p in found["single_points"] if p["skill"] == "docker")
    assert docker["person"] == "bob"
    leaving = next(row for row in found["leaves_with"] if row["person"] == "bob")
    assert "docker" in leaving["skills"]


def test_a_page_of_people_is_a_part_of_the_whole(standing: Standing) -> None:
    options = MatrixOptions(first=1, people=2)
    found = describe_matrix(standing, make_matrix(standing, options), options)
    assert [person["id"] for person in found["people"]] == ["bob", "cid"]
    assert found["total"] == 5


@pytest.mark.parametrize("held", [0.0, 1.0, -1.0, 2.0])
def test_a_threshold_is_a_probability(standing: Standing, held: float) -> None:
    with pytest.raises(UsageError, match="threshold"):
        make_matrix(standing, MatrixOptions(held=held))


def test_needs_follow_from_roles_and_leave_out_what_nobody_was_asked(standing: Standing) -> None:
    found = describe_needs(standing, measure_needs(standing))
    assert found["origin"] == "roles"
    assert {row["skill"] for row in found["needs"]} <= {
        "python",
        "sql",
        "docker",
        "statistics",
        "pandas",
        "communication",
    }
    assert found["unknown"]
    assert math.fsum(row["share"] for row in found["needs"]) == pytest.approx(1)
    assert found["coverage"] == pytest.approx(
        math.fsum(row["share"] * row["coverage"] for row in found["needs"])
    )


def test_given_needs_and_seats_go_first(standing: Standing) -> None:
    framework = standing.framework
    need = parse_need(framework, "Python@4*2")
    assert need == Need("python", 4, 2)
    assert measure_needs(standing, needs=[need]).rows[0].need == need
    seats = parse_seats(framework, "data-engineer:mid*2")
    assert seats == Seats("data-engineer", "mid", 2)
    found = measure_needs(standing, seats=[seats])
    assert found.origin == "seats"
    assert len({row.person for row in found.seats}) == 2
    for text in ("python", "python@6", "python@3*0"):
        with pytest.raises(UsageError):
            parse_need(framework, text)


def test_without_roles_and_needs_nothing_says_what_is_needed(framework: Framework) -> None:
    standing = Standing(framework, team_of(member(1, python=3)), as_of=AS_OF)
    with pytest.raises(UsageError) as caught:
        measure_needs(standing)
    assert caught.value.code == "needs-missing"


def test_an_empty_team_is_refused(framework: Framework, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Standing(framework, team_of(), as_of=AS_OF)
    assert caught.value.code == "team-empty"
    path = tmp_path / "none.csv"
    path.write_text("Name,Python\n")
    with pytest.raises(InputError) as caught:
        read_team(framework, path, as_of=AS_OF)
    assert caught.value.code == "team-empty"
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError):
        read_team(framework, tmp_path / "folder", as_of=AS_OF)


@pytest.mark.parametrize("mode", MODES)
def test_training_keeps_every_limit_and_is_proven(standing: Standing, mode: Mode) -> None:
    request = InvestRequest(mode=mode, budget=100, weeks=20, hours_per_week=3)
    found = describe_training(plan_training(standing, request))
    assert found["objective"] == found["bound"]
    assert found["spent"] <= 100
    assert all(row["hours"] <= row["limit"] + 1e-9 for row in found["people"])
    assert sum(step["price"] for step in found["steps"]) == pytest.approx(found["spent"])
    assert all(step["to"] == step["from"] + 1 for step in found["steps"])
    by_person = {row["person"]: row["hours"] for row in found["people"]}
    for person, hours in by_person.items():
        own = sum(step["hours"] for step in found["steps"] if step["person"] == person)
        assert own == pytest.approx(hours)
    change = (
        found["before"] - found["after"] if mode == "points" else (found["after"] - found["before"])
    )
    assert change == pytest.approx(found["objective"])
    json.dumps(found, default=list)


@pytest.mark.parametrize("mode", MODES)
def test_more_of_a_limit_never_brings_less(standing: Standing, mode: Mode) -> None:
    request = InvestRequest(mode=mode, budget=20, weeks=8, hours_per_week=3)
    training = plan_training(standing, request)
    half, more = training.hours_changed[0.5], training.hours_changed[1.5]
    assert half.value <= training.found.value + 1e-9 <= more.value + 2e-9
    assert training.more_budget is not None
    assert training.more_budget.value >= training.found.value - 1e-9


def test_a_budget_of_zero_buys_nothing_and_still_trains(standing: Standing) -> None:
    found = describe_training(plan_training(standing, InvestRequest(budget=0, weeks=20)))
    assert found["spent"] == 0
    assert found["steps"]
    assert not any(step["price"] for step in found["steps"])


def test_no_hours_train_nobody_and_the_limit_is_told(standing: Standing) -> None:
    members = [msgspec.structs.replace(m, hours=0.0) for m in standing.members]
    team = msgspec.structs.replace(standing.team, members=tuple(members))
    still = Standing(standing.framework, team, as_of=AS_OF)
    request = InvestRequest(needs=[Need("docker", 4, 3)], weeks=4)
    found = describe_training(plan_training(still, request))
    assert found["steps"] == []
    unmet = found["unmet"][0]
    assert (unmet["skill"], unmet["limit"]) == ("docker", "hours")
    extra = [row["more_hours"] for row in unmet["relaxations"]]
    assert extra == sorted(extra)
    assert extra[0] > 0


def test_a_need_that_nobody_can_learn_says_so(framework: Framework) -> None:
    standing = Standing(framework, team_of(member(1, python=5)), as_of=AS_OF)
    request = InvestRequest(needs=[Need("python", 3, 2)], weeks=4)
    unmet = describe_training(plan_training(standing, request))["unmet"][0]
    assert (unmet["limit"], unmet["relaxations"]) == ("people", [])


@pytest.mark.parametrize(
    "change",
    [
        {"weeks": 0},
        {"weeks": 1e6},
        {"hours_per_week": -1},
        {"hours_per_week": 99},
        {"budget": -1},
        {"mode": "luck"},
        {"held": 1.5},
        {"holders": 0},
    ],
)
def test_limits_that_make_no_sense_are_refused(
    standing: Standing, change: dict[str, object]
) -> None:
    with pytest.raises(UsageError):
        plan_training(standing, InvestRequest()._replace(**change))


def test_a_hire_is_compared_with_its_cost_and_lead_time(standing: Standing) -> None:
    framework = standing.framework
    hire = parse_alternative(framework, "hire", "data-engineer/senior:120000:30")
    request = InvestRequest(weeks=13, needs=[Need("docker", 3, 2)], alternatives=[hire])
    row = describe_training(plan_training(standing, request))["alternatives"][0]
    assert (row["cost"], row["weeks"], row["in_time"]) == (120000, 30, False)
    assert row["brings"] >= 0
    for text in ("data-engineer/senior:cheap", "python@9", "a:1:2:3"):
        with pytest.raises((UsageError, UnknownIdError)):
            parse_alternative(framework, "hire", text)


def test_everybody_gets_a_next_rung_and_pairs_keep_capacity(standing: Standing) -> None:
    found = describe_progress(standing, ProgressOptions(capacity=1))
    by_id = {person["id"]: person for person in found["people"]}
    assert by_id["ann"]["next"]["stage"] == "senior"
    assert by_id["bob"]["next"]["stage"] == "principal"
    assert by_id["eve"]["next"] is None
    plan = by_id["ann"]["next"]["plan"]
    assert plan["hours"] <= plan["hours_per_week"] * plan["weeks"] + 1e-9
    pairs = found["mentoring"]["pairs"]
    assert found["mentoring"]["value"] == pytest.approx(found["mentoring"]["bound"])
    assert len({pair["mentor"] for pair in pairs}) == len(pairs)
    for pair in pairs:
        assert pair["mentor"] != pair["mentee"]
        assert all(why["mentor_expected"] >= why["mentee_expected"] + 1 for why in pair["why"])
    with pytest.raises(UnknownIdError):
        describe_progress(standing, ProgressOptions(people=["Zed"]))


def test_the_report_holds_everything_and_escapes(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "team.csv"
    path.write_text(SHEET.replace("Ann", "@Sum <b>Ann</b>"))
    standing = Standing(framework, read_team(framework, path, as_of=AS_OF).team, as_of=AS_OF)
    report = gather_report(standing, InvestRequest(budget=100, weeks=8))
    page = report_html(report)
    assert "<b>Ann" not in page
    assert "&lt;b&gt;Ann" in page
    assert page.index("no tool for hiring or firing") < page.index("one person from trouble")
    assert "<script" not in page
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(report)))
    assert book.sheetnames[0] == "Read first"
    assert {"Expected", "Low", "High", "Single points", "Training"} <= set(book.sheetnames)
    assert not any(
        cell.data_type == "f" for page in book for row in page.iter_rows() for cell in row
    )
    assert report_pdf(report).content.startswith(b"%PDF")


def test_a_team_is_kept_compared_exported_and_erased(
    framework: Framework, standing: Standing, tmp_path: Path
) -> None:
    path = tmp_path / "team.json"
    save_team(standing.team, path)
    assert path.stat().st_mode & 0o077 == 0
    assert load_team(framework, path) == standing.team
    newer = tmp_path / "new.csv"
    newer.write_text("Name,Python,SQL\nCid,4,1\nFay,3,3\n")
    merged = merge_teams(standing.team, read_team(framework, newer, as_of=AS_OF).team)
    cid = next(m for m in merged.members if m.name == "Cid")
    assert (cid.role, cid.hours) == ("data-scientist", 2.0)
    found = compare_teams(standing, Standing(framework, merged, as_of=AS_OF))
    assert (found["joined"], found["left"]) == (["Fay"], [])
    assert [(row["person"], row["skill"]) for row in found["levels"]] == [("cid", "python")]
    assert (found["raised"], found["lowered"]) == (1, 0)
    exported = export_member(framework, merged, "Cid")
    assert exported["person"]["name"] == "Cid"
    left = without_member(merged, "cid")
    assert b"Cid" not in msgspec.json.encode(left)
    with pytest.raises(UnknownIdError):
        without_member(left, "cid")
    assert delete_team(framework, path) == "team"
    assert not path.exists()


def test_what_is_no_team_file_is_left_alone(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    for content in ("{}", "[1", '{"id":1}', '{"format": "other/9"}'):
        path.write_text(content)
        with pytest.raises(InputError):
            delete_team(framework, path)
        assert path.exists()
    sheet = tmp_path / "a.csv"
    sheet.write_text("x")
    with pytest.raises(UsageError):
        refuse_same(sheet, sheet)
    with pytest.raises(InputError):
        refuse_same(sheet, tmp_path / "b.csv")


def test_people_may_be_pseudonyms(framework: Framework, sheet: Path) -> None:
    options = ReadOptions(pseudonyms=True)
    team = read_team(framework, sheet, as_of=AS_OF, options=options).team
    assert [m.name for m in team.members[:2]] == ["Person 1", "Person 2"]
    assert b"Ann" not in msgspec.json.encode(team)


def test_a_folder_of_cvs_keeps_no_text(framework: Framework, tmp_path: Path) -> None:
    samples = Path(metier.__file__).parent / "data" / "samples"
    folder = tmp_path / "people"
    folder.mkdir()
    papers = [path for path in sorted(samples.iterdir()) if path.suffix != ".yaml"]
    for number, path in enumerate(papers):
        (folder / f"{number}{path.suffix}").write_bytes(path.read_bytes())
    (folder / "again.txt").write_bytes(papers[0].read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "empty.txt").write_text("Nothing here but a walk in the park, and another one.")
    reading = read_team(framework, folder, as_of=AS_OF)
    codes = {code for _, code in reading.counts}
    assert {"document-twice", "person-no-evidence"} <= codes
    assert reading.errors >= 1
    assert all(m.guessed for m in reading.team.members)
    assert any(m.role and m.evidence for m in reading.team.members)
    standing = Standing(framework, reading.team, as_of=AS_OF)
    for number, one in enumerate(reading.team.members):
        if one.evidence:
            alone = standing.proficiencies(number).levels
            assert standing.levels[number] == pytest.approx(alone)
    text = msgspec.json.encode(reading.team)
    assert len(text) < 200_000
    assert describe_matrix(standing, make_matrix(standing))["cells"]


def test_role_and_stage_alone_give_weak_levels(framework: Framework, tmp_path: Path) -> None:
    path = tmp_path / "roles.csv"
    path.write_text("Name,Role,Seniority\nAnn,Data Scientist,senior\nBob,Data Scientist,junior\n")
    standing = Standing(framework, read_team(framework, path, as_of=AS_OF).team, as_of=AS_OF)
    assert standing.supposed.all()
    values = standing.readiness["data-scientist", "senior"]
    assert values[0] > values[1]
    assert describe_matrix(standing, make_matrix(standing))["cells"]


def test_consent_is_asked_in_words(framework: Framework) -> None:
    text = consent_text(framework, {"team": "the data team", "lead": "Kim"})
    assert "the data team" in text
    assert "erased at any time" in text
    assert "{" not in text
