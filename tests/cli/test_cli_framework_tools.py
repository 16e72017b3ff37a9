"""framework export, diff, migrate, trace, claims, lint; backgrounds and paths."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from metier.core.framework.load import load_framework
from metier.core.framework.records import Evidence, Profile
from metier.core.profile.store import read_profile, write_profile

Metier = Callable[..., Any]
FIXTURES = Path(__file__).parents[1] / "fixtures" / "framework"


@pytest.fixture
def profile_file(tmp_path: Path) -> Path:
    profile = Profile(
        id="6f1c1d8e-0000-4000-8000-000000000001",
        owner="local",
        name="Somebody",
        documents=(),
        evidence=(Evidence("python", "claim", "listed"), Evidence("gone-skill", "claim", "listed")),
        framework_version="0.1.0",
    )
    path = tmp_path / "somebody.json"
    write_profile(profile, path)
    return path


def test_stats_count_the_library(metier: Metier) -> None:
    counts = metier("framework", "stats", "--json").json

    assert counts["roles"] == 21
    assert {"skills", "projects", "questions", "communities"} <= counts.keys()


@pytest.mark.parametrize(
    ("form", "made"), [("json", "latest.json"), ("csv", "skills.csv"), ("markdown", "README.md")]
)
def test_export_into_a_folder(metier: Metier, tmp_path: Path, form: str, made: str) -> None:
    done = metier("framework", "export", "--format", form, "-o", tmp_path / "out")

    assert done.code == 0
    assert (tmp_path / "out" / made).is_file()
    assert "Wrote" in done.out


def test_export_names_its_files(metier: Metier, tmp_path: Path) -> None:
    target = tmp_path / "framework.db"
    done = metier("framework", "export", "--format", "sqlite", "-o", target, "--json")

    assert done.json["files"] == [str(target)]


def test_diff_from_the_first_release(metier: Metier) -> None:
    done = metier("framework", "diff", "0.1.0", "--json")

    assert done.code == 0
    assert (done.json["old"], done.json["bump"]) == ("0.1.0", "major")
    assert "ai-product-manager" in done.json["added"]["role"]
    shown = metier("framework", "diff", "0.1.0").out
    assert "cloud-computing" in shown
    assert "Asks more" in shown


def test_diff_of_two_folders(metier: Metier, tmp_path: Path) -> None:
    after = Path(shutil.copytree(FIXTURES / "valid", tmp_path / "after"))
    path = after / "skills" / "modeling.yaml"
    path.write_text(path.read_text().replace("Runs an example.", "Runs two examples."))

    done = metier("framework", "diff", FIXTURES / "valid", after, "--json")

    assert done.json["bump"] == "patch"


def test_diff_of_an_unknown_version_names_the_known(metier: Metier) -> None:
    done = metier("framework", "diff", "9.9.9")

    assert done.code == 2
    assert "[version-unknown]" in done.err
    assert "0.1.0" in done.err


def test_migrate_tells_what_changed_and_keeps_the_rest(metier: Metier, profile_file: Path) -> None:
    done = metier("framework", "migrate", profile_file, "--json")

    assert done.code == 0
    assert (done.json["from"], done.json["to"]) == ("0.1.0", load_framework().id.version)
    assert "gone-skill" in done.json["changes"][0]
    after = read_profile(profile_file)
    assert after.framework_version == load_framework().id.version
    assert [item.skill for item in after.evidence] == ["python", "gone-skill"]


def test_migrate_into_another_file_leaves_the_first(
    metier: Metier, profile_file: Path, tmp_path: Path
) -> None:
    before = profile_file.read_bytes()

    assert metier("framework", "migrate", profile_file, "-o", tmp_path / "new.json").code == 0

    assert profile_file.read_bytes() == before
    assert (tmp_path / "new.json").is_file()


@pytest.mark.parametrize("content", ["", "[]", '{"id": 1}'])
def test_migrate_of_a_damaged_file_leaves_it_alone(
    metier: Metier, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content)

    done = metier("framework", "migrate", path)

    assert done.code == 3
    assert "[profile-damaged]" in done.err
    assert path.read_text() == content


def test_migrate_of_a_missing_file(metier: Metier, tmp_path: Path) -> None:
    assert "[profile-damaged]" in metier("framework", "migrate", tmp_path / "none.json").err


def test_trace_leaves_nothing_over(metier: Metier) -> None:
    done = metier("framework", "trace")
    assert done.code == 0
    assert done.out.strip().endswith("0 left over.")
    everything = metier("framework", "trace", "--all").out
    assert "Core Mission: Extract insights" in everything
    answer = metier("framework", "trace", "--json").json
    assert answer["left_over"] == 0
    assert all(line["places"] for line in answer["lines"])


def test_claims_come_with_their_figures(metier: Metier) -> None:
    answer = metier("framework", "claims", "--json").json

    assert [claim["claim"] for claim in answer["claims"]] == [
        "foundations-universal",
        "specialization-pays",
        "business-skills",
    ]
    assert all(claim["rows"] for claim in answer["claims"])
    assert "Specialization Pays: holds" in metier("framework", "claims").out


def test_lint_of_a_clean_folder(metier: Metier) -> None:
    done = metier("framework", "lint", "--data", FIXTURES / "valid")

    assert done.out.strip() == "Nothing to look at."


def test_check_of_an_overlay(metier: Metier, tmp_path: Path) -> None:
    good = FIXTURES / "overlay"
    done = metier("framework", "check", "--data", FIXTURES / "valid", "--overlay", good)
    assert (done.code, done.out.strip()) == (0, "No errors.")

    bad = Path(shutil.copytree(good, tmp_path / "bad"))
    path = bad / "overlay.yaml"
    path.write_text(path.read_text().replace("  python:\n", "  pyton:\n"))
    done = metier("framework", "check", "--data", FIXTURES / "valid", "--overlay", bad)
    assert done.code != 0
    assert "overlay.yaml:6:" in done.out


def test_overlay_of_the_environment_reaches_every_command(
    metier: Metier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overlay = tmp_path / "acme"
    overlay.mkdir()
    (overlay / "overlay.yaml").write_text(
        "id: acme\nname: Acme\nhide: {roles: [ai-content-specialist]}\n"
        "roles: {data-scientist: {mission: Counts beans.}}\n"
    )
    monkeypatch.setenv("METIER_OVERLAY", str(overlay))
    monkeypatch.setenv("METIER_CACHE_DIR", str(tmp_path / "cache"))

    answer = metier("roles", "--json").json

    assert answer["overlay"]
    roles = {role["id"]: role for role in answer["roles"]}
    assert "ai-content-specialist" not in roles
    assert roles["data-scientist"]["mission"] == "Counts beans."


def test_broken_overlay_stops_with_all_its_errors(
    metier: Metier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "overlay.yaml").write_text(
        "id: acme\nname: Acme\nhide: {roles: [no-such-role], skills: [no-such-skill]}\n"
    )
    monkeypatch.setenv("METIER_OVERLAY", str(tmp_path))

    done = metier("roles")

    assert done.code != 0
    assert "no-such-role" in done.err
    assert "no-such-skill" in done.err
    assert "overlay.yaml:3:" in done.err


def test_backgrounds(metier: Metier) -> None:
    framework = load_framework()
    answer = metier("backgrounds", "--json").json
    assert [item["id"] for item in answer["backgrounds"]] == [
        item.id for item in framework.library.backgrounds
    ]
    first = framework.library.backgrounds[0]
    shown = metier("backgrounds", first.titles[0])
    assert shown.out.startswith(first.name)
    assert metier("backgrounds", "zzzz").code == 4


@pytest.mark.parametrize("number", range(0, 70, 9))
def test_every_background_has_a_first_plan(metier: Metier, number: int) -> None:
    background = load_framework().library.backgrounds[number]
    chosen = ("--background", background.id)

    ranked = metier("recommend", *chosen, "--json")
    assert ranked.json["sufficiency"] == "enough"
    plan = metier(
        *("plan", *chosen, "--role", background.first_roles[0], "--stage", "entry"),
        *("--hours-per-week", "6", "--weeks", "26", "--json"),
    )
    assert plan.code == 0
    assert plan.json["steps"]
    assert plan.json["readiness_after"] > plan.json["readiness_before"]["value"]


def test_background_and_nothing_else_is_enough_but_nothing_is_not(metier: Metier) -> None:
    done = metier("recommend")

    assert done.code == 2
    assert "[person-missing]" in done.err


def test_own_rating_outweighs_the_background(tmp_path: Path) -> None:
    import datetime as dt

    from metier.core.framework.records import Rating
    from metier.core.workflow.assess import Reader, assess_profile, build_profile

    framework = load_framework()
    background = framework.library.backgrounds[0]
    skill = max(background.skills, key=lambda item: item.level).skill
    profile = build_profile(Reader(framework), [], backgrounds=[background.id])
    day = dt.date(2026, 11, 22)
    before = assess_profile(framework, profile, as_of=day).proficiencies.mean(skill)
    rated = msgspec.structs.replace(profile, ratings=(Rating(skill, 0, "2026-11-22"),))
    after = assess_profile(framework, rated, as_of=day).proficiencies.mean(skill)
    empty = msgspec.structs.replace(profile, backgrounds=())
    nothing = assess_profile(framework, empty, as_of=day).proficiencies.mean(skill)

    assert after < nothing < before


def test_paths(metier: Metier) -> None:
    answer = metier("paths", "--json").json
    assert [path["id"] for path in answer["paths"]] == [
        "career-changer",
        "new-graduate",
        "tech-professional",
    ]
    one = metier("paths", "career-changer", "--json").json["paths"]
    assert len(one) == 1
    assert json.dumps(one[0]["phases"][0]["hours"])
    assert "Phase 1: Technical Foundation" in metier("paths", "career-changer").out
    assert metier("paths", "nobody").code == 2


def test_network(metier: Metier) -> None:
    answer = metier("network", "data-scientist", "--json").json
    assert len(answer["network"]) >= 5
    assert all(
        "data-scientist" in place["roles"] or not place["roles"] for place in answer["network"]
    )
    assert len(answer["guides"]) >= 5
    assert all("[" in guide["draft"] for guide in answer["guides"])
    everything = metier("network", "--json").json["network"]
    assert len(everything) == len(load_framework().library.communities)
    shown = metier("network", "data-scientist").out
    assert answer["network"][0]["name"] in shown
    assert metier("network", "no-such-role").code == 4


def test_title(metier: Metier, tmp_path: Path) -> None:
    shown = metier("title", "Senior Data Scientist", "Plumber")
    assert shown.code == 0
    assert "Data Scientist, senior" in shown.out
    assert "no role of the field" in shown.out
    answers = metier("title", "Data Scientist, Growth", "--json").json["titles"]
    assert answers[0]["role"] == "data-scientist"
    assert answers[0]["candidates"][0] == {"role": "data-scientist", "score": 0.9}
    lines = metier("title", "--jsonl", "-", stdin=b"ML Engineer\n\xff\n\nNurse\n").lines
    assert [line["role"] for line in lines] == ["machine-learning-engineer", None, None, None]
    file = tmp_path / "titles.txt"
    file.write_text("Data Engineer\r\n")
    assert metier("title", "--jsonl", file).lines[0]["title"] == "Data Engineer"
    assert "[title-missing]" in metier("title").err
    assert "[input-unreadable]" in metier("title", "--jsonl", tmp_path / "none").err
