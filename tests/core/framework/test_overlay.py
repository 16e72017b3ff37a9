"""An overlay adds, changes and hides, is checked like the rest, and never loads by halves."""

import shutil
from pathlib import Path

import pytest

from metier.core.errors import Finding, FrameworkError
from metier.core.framework.check import check_folder
from metier.core.framework.files import read_files
from metier.core.framework.load import load_framework
from metier.core.framework.overlay import apply_overlay, read_overlay

FIXTURES = Path(__file__).parents[2] / "fixtures" / "framework"
BASE = FIXTURES / "valid"


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """A copy of the valid overlay that a test may spoil."""
    return Path(shutil.copytree(FIXTURES / "overlay", tmp_path / "overlay"))


def findings_of(overlay: Path) -> list[Finding]:
    return apply_overlay(read_files(BASE), read_overlay(overlay))[0]


def change(overlay: Path, file: str, old: str, new: str) -> None:
    path = overlay / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_own_skills_and_roles_join_those_of_the_framework(overlay: Path) -> None:
    framework = load_framework(BASE, overlay=overlay)

    assert "acme:billing" in framework.skills
    assert "acme:tariff-analyst" in framework.roles
    assert "data-scientist" in framework.roles
    assert framework.skills["acme:billing"].domain == "acme"
    assert framework.needed_by["acme:billing"] == ("data-scientist", "acme:tariff-analyst")


def test_changes_merge_into_what_they_name(overlay: Path) -> None:
    plain = load_framework(BASE)
    framework = load_framework(BASE, overlay=overlay)

    role = framework.role("data-scientist")
    levels = {item.skill: item.levels for item in role.requirements}
    assert role.mission == "Turns Acme's data into decisions."
    assert role.day == plain.role("data-scientist").day
    assert (levels["sql"].entry, levels["sql"].mid, levels["sql"].senior) == (1, 2, 4)
    assert "machine-learning" not in levels
    assert levels["acme:billing"].principal == 3
    python = framework.skill("python")
    assert python.levels[3] == "Ships a service to Acme's standard."
    assert python.levels[2] == plain.skill("python").levels[2]
    assert framework.names["acme python"] == ("python",)


def test_hidden_skill_leaves_no_trace(overlay: Path) -> None:
    framework = load_framework(BASE, overlay=overlay)

    assert "scikit-learn" not in framework.skills
    assert "scikit-learn" not in framework.needed_by
    assert "scikit-learn" not in framework.tiers["technical"]
    for skill in framework.data.skills:
        needs = [need.skill for items in skill.prerequisites.values() for need in items]
        assert "scikit-learn" not in needs


def test_hidden_role_takes_its_projects_and_questions_along(overlay: Path) -> None:
    change(overlay, "overlay.yaml", "  skills: [scikit-learn]", "  roles: [data-scientist]")
    text = (overlay / "overlay.yaml").read_text()
    (overlay / "overlay.yaml").write_text(text[: text.index("roles:\n  data-scientist")])

    framework = load_framework(BASE, overlay=overlay)

    assert list(framework.roles) == ["acme:tariff-analyst"]
    assert framework.library.projects == ()
    assert framework.library.interviews == ()
    assert framework.library.communities[0].roles == ()


def test_own_bands_replace_the_table(overlay: Path) -> None:
    salaries = load_framework(BASE, overlay=overlay).library.salaries

    assert salaries is not None
    assert (salaries.currency, salaries.rows[0].bands["entry"].low) == ("EUR", 50000)


def test_a_file_with_a_known_id_replaces_the_whole_role(overlay: Path) -> None:
    text = (overlay / "roles" / "tariff-analyst.yaml").read_text()
    (overlay / "roles" / "data-scientist.yaml").write_text(
        text.replace("id: acme:tariff-analyst", "id: data-scientist")
    )

    role = load_framework(BASE, overlay=overlay).role("data-scientist")

    assert role.mission == "Keeps the tariffs right."
    assert len(role.requirements) == 2


def test_results_carry_the_overlay(overlay: Path) -> None:
    framework = load_framework(BASE, overlay=overlay)
    assert framework.id.overlay == read_overlay(overlay).digest

    change(overlay, "overlay.yaml", "name: Acme", "name: Acme Inc")
    assert read_overlay(overlay).digest != framework.id.overlay
    assert load_framework(BASE).id.overlay is None


def test_overlay_is_kept_as_a_snapshot_of_its_own(
    overlay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METIER_CACHE_DIR", str(tmp_path / "cache"))
    plain = load_framework(BASE)
    first = load_framework(BASE, overlay=overlay)
    kept = sorted(path.name for path in (tmp_path / "cache").glob("*.msgpack"))

    second = load_framework(BASE, overlay=overlay)

    assert second.data == first.data
    assert load_framework(BASE).data == plain.data
    assert len(kept) == 2
    assert sorted(path.name for path in (tmp_path / "cache").glob("*.msgpack")) == kept


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "at"),
    [
        ("overlay.yaml", "  python:\n", "  pyton:\n", "id-unknown", "pyton:"),
        ("overlay.yaml", "[scikit-learn]", "[sci-kit-learn]", "id-unknown", "sci-kit-learn"),
        ("overlay.yaml", "senior: 4, principal: 4", "senior: 9", "schema", "sql:"),
        ("overlay.yaml", "{senior: 4, principal: 4}", "{senior: 0}", "target-falls", "  data-sc"),
        ("overlay.yaml", "name: Acme", "name: Acme\ncolor: red", "schema", "id: acme"),
        ("skills/acme.yaml", "id: acme:billing", "id: billing", "overlay-id", "id: billing"),
        (
            "skills/acme.yaml",
            "{skill: sql, level: 2}",
            "{skill: sq, level: 2}",
            "id-unknown",
            "sq,",
        ),
        ("skills/acme.yaml", "name: Acme billing", "name: SQL", "alias-duplicate", "name: SQL"),
        (
            "roles/tariff-analyst.yaml",
            "entry: 2, mid: 3",
            "entry: 4, mid: 3",
            "target-falls",
            "4, mid",
        ),
        ("roles/tariff-analyst.yaml", "id: acme:", "id: other:", "overlay-id", "id: other:"),
        ("skills/acme.yaml", "kind: domain", "kind: [", "yaml-syntax", "prerequisites"),
    ],
)
def test_error_is_found_where_it_stands(  # noqa: PLR0917
    overlay: Path, file: str, old: str, new: str, code: str, at: str
) -> None:
    change(overlay, file, old, new)

    findings = findings_of(overlay)

    lines = (overlay / file).read_text().splitlines()
    expected = {number for number, line in enumerate(lines, start=1) if at in line}
    found = {finding.line for finding in findings if finding.code == code and finding.file == file}
    assert found & expected, findings
    with pytest.raises(FrameworkError):
        load_framework(BASE, overlay=overlay)


def test_cycle_through_the_overlay_is_found(overlay: Path) -> None:
    change(
        overlay,
        "overlay.yaml",
        "  python:\n",
        '  sql: {prerequisites: {1: [{skill: "acme:billing", level: 1}]}}\n  python:\n',
    )
    change(
        overlay,
        "skills/acme.yaml",
        "{2: [{skill: sql, level: 2}]}",
        "{1: [{skill: sql, level: 1}]}",
    )

    assert {finding.code for finding in findings_of(overlay)} == {"prerequisite-cycle"}


def test_all_errors_are_reported_together(overlay: Path) -> None:
    change(overlay, "overlay.yaml", "  python:\n", "  pyton:\n")
    change(overlay, "skills/acme.yaml", "{skill: sql, level: 2}", "{skill: sq, level: 2}")
    change(overlay, "roles/tariff-analyst.yaml", "entry: 2, mid: 3", "entry: 4, mid: 3")

    assert {(item.file, item.code) for item in findings_of(overlay)} == {
        ("overlay.yaml", "id-unknown"),
        ("skills/acme.yaml", "id-unknown"),
        ("roles/tariff-analyst.yaml", "target-falls"),
    }


def test_folder_without_an_overlay_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError) as caught:
        load_framework(BASE, overlay=tmp_path)

    assert caught.value.findings[0].code == "file-missing"


def test_the_base_stays_as_it_was(overlay: Path) -> None:
    load_framework(BASE, overlay=overlay)

    assert check_folder(BASE) == []
    assert load_framework(BASE).role("data-scientist").mission == "Turns data into decisions."
