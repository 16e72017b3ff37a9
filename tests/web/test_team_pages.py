"""The team pages: people in, every answer, files to take along, and nothing lost or run."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from web.checks import check_page
from web.conftest import new_client

SHEET = "\n".join(
    [
        "person,role,stage,python,sql,kubernetes,docker,mlflow",
        "Ada,data-engineer,senior,5,5,3,4,1",
        "Ben,data-scientist,mid,4,3,0,1,2",
        "Chloé,machine-learning-engineer,mid,4,2,2,3,3",
        "Dmitri,mlops-engineer,entry,3,1,4,4,3",
    ]
)
ROLE = "role=data-engineer&stage=senior&company=Acme&place=Berlin&low=80000&high=100000"


@pytest.fixture
def team(trusted: Client) -> str:
    """The address of a team that was taken in."""
    response = trusted.post("/team/take-in/", {"text": SHEET, "name": "Acme"})
    assert response.status_code == 302
    address: str = response["Location"]
    return address.removesuffix("read/")


def test_the_first_page_says_what_this_is_not(trusted: Client) -> None:
    page = check_page(trusted.get("/team/"))
    text = " ".join(page.text_content().split())
    assert "no tool for hiring or firing" in text
    assert "Levels are probabilities" in text
    assert "Words to ask for consent with" in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("read/", "4 people were read"),
        ("", "Who can do what?"),
        ("?held=70&level=4&skills=3", "Who can do what?"),
        ("needs/", "covered"),
        ("people/", "Chloé"),
        ("progress/", "Mentoring pairs"),
        ("invest/", "Find the best plan"),
        ("invest/?plan=1&mode=coverage&budget=500&hours=2&weeks=10", "Hours of each"),
        ("invest/?plan=1&mode=points&hours=2&weeks=10", "rest on one person"),
        ("invest/?plan=1&mode=readiness&hours=1&weeks=4", "Mean readiness"),
        ("invest/?plan=1&hire=mlops-engineer/mid:30000:16", "MLOps Engineer, mid"),
        ("invest/?plan=1&hours=0", ""),
        ("report/", "The report for the quarter"),
        ("roles/", "Begin with the role"),
        (f"roles/?{ROLE}&changes=kubernetes%3D4&own=Our+billing%3D2:+How+we+bill", "Our billing"),
    ],
)
def test_every_page_answers(trusted: Client, team: str, path: str, words: str) -> None:
    page = check_page(trusted.get(f"{team}{path}"))
    assert words in " ".join(page.text_content().split())


def test_a_person_is_shown_exported_and_taken_out(trusted: Client, team: str) -> None:
    members = json.loads(trusted.get(f"{team}export/").content)["members"]
    ada = next(member for member in members if member["name"] == "Ada")
    page = check_page(trusted.get(f"{team}people/{ada['id']}/"))
    assert "To talk over" in page.text_content()
    exported = json.loads(trusted.get(f"{team}people/{ada['id']}/export/").content)
    assert exported["name"] == "Ada"
    assert trusted.post(f"{team}people/{ada['id']}/remove/").status_code == 302
    assert trusted.get(f"{team}read/").status_code == 302
    left = trusted.get(f"{team}export/").content.decode()
    assert "Ada" not in left
    assert "Ben" in left
    assert trusted.get(f"{team}people/{ada['id']}/").status_code == 404


def test_needs_are_kept_and_wrong_ones_refused(trusted: Client, team: str) -> None:
    address = f"{team}needs/set/"
    assert trusted.post(address, {"needs": "python@4*3", "seats": ""}).status_code == 302
    assert "python@4*3" in trusted.get(f"{team}needs/").content.decode()
    refused = trusted.post(address, {"needs": "python@9*3", "seats": ""})
    assert refused.status_code == 422
    assert "python@4*3" in trusted.get(f"{team}needs/").content.decode()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("advert.md", b"# Data Engineer"),
        ("advert.html", b"<!doctype html>"),
        ("advert.docx", b"PK"),
        ("advert.json", b"{"),
        ("ladder.md", b"# The ladder"),
        ("ladder.docx", b"PK"),
        ("kit.html", b"<!doctype html>"),
        ("kit.docx", b"PK"),
        ("definition.yaml", b"# A role"),
    ],
)
def test_files_of_a_role(trusted: Client, team: str, name: str, start: bytes) -> None:
    response = trusted.get(f"{team}roles/{name}?{ROLE}")
    assert response.status_code == 200
    assert response.content.startswith(start)
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("form", "start"), [("html", b"<!doctype"), ("pdf", b"%PDF"), ("xlsx", b"PK")]
)
def test_the_report_comes_in_three_forms(
    trusted: Client, team: str, form: str, start: bytes
) -> None:
    response = trusted.get(f"{team}report/file?form={form}&hours=1&weeks=4&budget=100")
    assert response.status_code == 200
    assert response.content.lower().startswith(start.lower())
    assert trusted.get(f"{team}report/file?form=exe").status_code in (404, 422)


def test_an_overlay_of_a_role_is_a_valid_one(
    trusted: Client, team: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from metier.core.framework.load import load_framework

    query = f"{ROLE}&changes=kubernetes%3D4%0Ahadoop%3D0&own=Our+billing%3D2:+How+we+bill"
    content = trusted.get(f"{team}roles/overlay.zip?{query}").content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(tmp_path)
    monkeypatch.setenv("METIER_CACHE_DIR", str(tmp_path / "cache"))
    changed = load_framework(overlay=tmp_path / "overlay")
    role = changed.roles["data-engineer"]
    asked = {item.skill: item.levels.senior for item in role.requirements}
    assert asked["kubernetes"] == 4
    assert asked["own:our-billing"] == 2
    assert asked.get("hadoop", 0) == 0


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"text": ""}, "team-empty"),
        ({"text": "just words"}, "team-empty"),
        ({"folder": "no/such/folder"}, "document-missing"),
        ({"folder": "/no/such/folder"}, "document-missing"),
        ({"text": SHEET, "rated_by": "nobody"}, "rating-kind"),
    ],
)
def test_what_cannot_be_read_is_refused(trusted: Client, form: dict[str, str], code: str) -> None:
    response = trusted.post("/team/take-in/", form)
    assert response.status_code == 422
    assert 'id="refusal"' in response.content.decode()
    assert not json.loads(json.dumps(_teams()))
    assert code


def _teams() -> list[str]:
    from metier.web.team.models import TeamRow

    return [row.name for row in TeamRow.objects.all()]


@pytest.mark.parametrize(
    "query",
    [
        "role=no-such-role",
        f"{ROLE}&changes=python",
        f"{ROLE}&changes=no-such-skill%3D3",
        f"{ROLE}&low=abc",
        f"{ROLE}&high=1",
        f"{ROLE}&own=%3D",
        f"{ROLE}&must=cobol",
        f"{ROLE}&country=D1",
        "role=data-engineer&stage=chief",
    ],
)
def test_a_role_that_makes_no_sense_is_refused(trusted: Client, team: str, query: str) -> None:
    response = trusted.get(f"{team}roles/?{query}")
    assert response.status_code in (404, 422)
    assert "<h1>" in response.content.decode()


HOSTILE = "<script>alert(1)</script>"


def test_hostile_words_are_shown_as_text(trusted: Client) -> None:
    sheet = (
        f'person,role,stage,python\n"{HOSTILE}",data-engineer,mid,3\n"=1+1",data-engineer,mid,4\n'
    )
    response = trusted.post("/team/take-in/", {"text": sheet, "name": HOSTILE})
    team = response["Location"].removesuffix("read/")
    for path in ("read/", "", "needs/", "people/", "progress/", f"roles/?{ROLE}&company={HOSTILE}"):
        assert HOSTILE not in trusted.get(f"{team}{path}").content.decode()
    page: Any = check_page(trusted.get(f"{team}roles/?role=data-engineer&title={HOSTILE}"))
    assert page is not None


def test_erasing_leaves_nothing(trusted: Client, team: str) -> None:
    assert trusted.post(f"{team}erase/").status_code == 302
    assert _teams() == []
    assert trusted.get(team).status_code == 404


def test_strangers_see_nothing(team: str) -> None:
    for path in ("/team/", team, f"{team}export/", f"{team}roles/advert.md?{ROLE}"):
        assert new_client().get(path).status_code == 403


def test_a_team_is_found_by_its_id_alone(trusted: Client) -> None:
    for name in ("x", "00000000-0000-0000-0000-000000000000", "../../etc/passwd", "1%00"):
        assert trusted.get(f"/team/{name}/").status_code == 404


def test_large_teams_are_planned_and_folders_read_in_the_background(
    trusted: Client, tmp_path: Path, samples: Path
) -> None:
    from metier.web.jobs.worker import run_next

    for name in ("noor-haddad.pdf", "tomas-lindqvist.docx"):
        (tmp_path / name).write_bytes((samples / name).read_bytes())
    response = trusted.post("/team/take-in/", {"folder": str(tmp_path)})
    assert response.status_code == 302
    assert run_next("tests")
    done = trusted.get(response["Location"], follow=True)
    assert (
        "2 people were read" in " ".join(done.content.decode().split()) or b"/read/" in done.content
    )
    assert len(_teams()) == 1
    rows = "\n".join(f"P{n},data-engineer,mid,{n % 6}" for n in range(30))
    read = trusted.post("/team/take-in/", {"text": f"person,role,stage,python\n{rows}\n"})
    team = read["Location"].removesuffix("read/")
    begun = trusted.get(f"{team}invest/?plan=1&hours=1&weeks=4&mode=points")
    assert begun.status_code == 302
    assert run_next("tests")
    shown = trusted.get(f"{team}invest/?plan=1&hours=1&weeks=4&mode=points")
    assert shown.status_code == 200
    assert "Hours of each" in shown.content.decode()
    report = trusted.get(f"{team}report/file?form=xlsx&hours=1&weeks=4")
    assert report.status_code == 302
    assert run_next("tests")
    assert trusted.get(f"{report['Location']}file").content.startswith(b"PK")
