"""Every error that the checker knows is found, and its finding points at the offending line."""

import ast
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from metier.core import framework as package
from metier.core.errors import Finding, FrameworkError
from metier.core.framework.check import check_folder
from metier.core.framework.load import load_framework

FIXTURES = Path(__file__).parents[2] / "fixtures" / "framework"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
    for path in sorted((FIXTURES / "invalid").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text())
]


def apply(folder: Path, case: dict[str, Any]) -> None:
    """Change one file of a valid folder as the case says."""
    path = folder / case["file"]
    if "replace" in case:
        text = path.read_text()
        assert case["replace"] in text, "the case no longer fits the valid folder"
        path.write_text(text.replace(case["replace"], case["with"], 1))
    elif "append" in case:
        path.write_text(path.read_text() + case["append"])
    elif "create" in case:
        path.write_text(case["create"])
    elif "copy" in case:
        shutil.copy(folder / case["copy"], path)
    elif "rename" in case:
        (folder / case["rename"]).rename(path)
    else:
        assert case["delete"]
        path.unlink()


def expected_place(folder: Path, case: dict[str, Any]) -> tuple[str, int]:
    """Return the file and the line, from 1, where the finding belongs."""
    name = case.get("found_in", case["file"])
    if "line" in case:
        return name, case["line"]
    lines = (folder / name).read_text().splitlines()
    matching = [number for number, line in enumerate(lines, start=1) if case["at"] in line]
    assert len(matching) == 1, f"{case['at']!r} should stand in one line of {name}"
    return name, matching[0]


def find_case(code: str) -> dict[str, Any]:
    path = FIXTURES / "invalid" / f"{code}.yaml"
    return dict(yaml.safe_load(path.read_text())[0])


def codes_in_source() -> set[str]:
    """Return the codes of all findings and problems that the checker's source creates."""
    found = set()
    for path in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            index = {"Problem": 2, "Finding": 3}.get(node.func.id)
            if index is None:
                continue
            code = node.args[index]
            if isinstance(code, ast.Constant):
                found.add(code.value)
            else:  # a problem that is passed on as a finding
                assert ast.unparse(code) == "problem.code", ast.unparse(node)
    return found


def test_valid_folder_has_no_findings() -> None:
    assert check_folder(FIXTURES / "valid") == []


def test_the_framework_that_comes_with_metier_parses() -> None:
    framework = load_framework(use_snapshot=False)

    assert {"python", "sql", "scikit-learn"} <= set(framework.skills)


@pytest.mark.parametrize(("code", "case"), CASES)
def test_error_is_found_where_it_stands(code: str, case: dict[str, Any], folder: Path) -> None:
    apply(folder, case)

    findings = check_folder(folder)

    file, line = expected_place(folder, case)
    places = {(found.file, found.line) for found in findings if found.code == code}
    assert places == {(file, line)}, findings
    assert {found.code for found in findings} == {code, *case.get("also", [])}
    assert all(found.message.endswith(".") and found.column >= 1 for found in findings)


@pytest.mark.parametrize(("code", "case"), CASES)
def test_no_error_gets_past_loading(code: str, case: dict[str, Any], folder: Path) -> None:
    """Only keys that stand twice are left to `check`, which takes the time to look for them."""
    apply(folder, case)
    if code == "key-duplicate":
        load_framework(folder)
        return

    with pytest.raises(FrameworkError) as caught:
        load_framework(folder)

    assert code in {finding.code for finding in caught.value.findings}


def test_every_code_has_a_case() -> None:
    codes = codes_in_source()

    assert len(codes) > 20
    of_overlays = {"overlay-id"}  # has its cases in test_overlay.py
    assert codes == {path.stem for path in (FIXTURES / "invalid").glob("*.yaml")} | of_overlays


def test_all_errors_of_a_run_are_reported_together(folder: Path) -> None:
    for code in ("yaml-syntax", "target-falls", "effort-order", "file-name", "alias-duplicate"):
        apply(folder, find_case(code))
    (folder / "headings.yaml").unlink()

    findings = check_folder(folder)

    assert {found.code for found in findings} == {
        "yaml-syntax",
        "target-falls",
        "effort-order",
        "file-name",
        "id-unknown",  # what names the domain that was renamed
        "alias-duplicate",
        "file-missing",
    }
    assert findings == sorted(findings)


def test_two_errors_of_one_kind_are_both_reported(folder: Path) -> None:
    path = folder / "roles" / "data-scientist.yaml"
    path.write_text(path.read_text().replace("skill: sql", "skill: aa"))
    path = folder / "headings.yaml"
    path.write_text(path.read_text().replace("[sql]", "[cc]"))

    unknown = [found.message for found in check_folder(folder) if found.code == "id-unknown"]

    assert any("'aa'" in message for message in unknown)
    assert any("'cc'" in message for message in unknown)


def test_folder_without_files_lists_what_is_missing(tmp_path: Path) -> None:
    findings = check_folder(tmp_path / "nothing")

    assert {found.code for found in findings} == {"file-missing"}
    assert {found.file for found in findings} >= {"skills.yaml", "levels.yaml", "stages.yaml"}


def test_bytes_that_are_not_utf8_are_a_finding(folder: Path) -> None:
    (folder / "fit.yaml").write_bytes(b'basis: "\xe9"\n')

    (finding,) = check_folder(folder)

    assert (finding.file, finding.code) == ("fit.yaml", "yaml-syntax")


def test_load_framework_raises_all_findings(folder: Path) -> None:
    apply(folder, find_case("target-falls"))
    apply(folder, find_case("effort-order"))

    with pytest.raises(FrameworkError) as caught:
        load_framework(folder)

    error = caught.value
    assert {finding.code for finding in error.findings} == {"target-falls", "effort-order"}
    assert all(isinstance(finding, Finding) for finding in error.findings)
    assert error.code == "framework-invalid"
    assert "2 errors" in error.message
    assert "metier framework check" in error.hint


def test_finding_reads_like_a_compiler_message() -> None:
    finding = Finding("roles/x.yaml", 3, 5, "target-falls", "It asks less.")

    assert str(finding) == "roles/x.yaml:3:5: target-falls: It asks less."
