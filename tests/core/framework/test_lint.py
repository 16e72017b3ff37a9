"""The editors' lint names the places it is for, and is silent on a clean folder."""

from pathlib import Path

import pytest

from metier.core.errors import FrameworkError
from metier.core.framework.lint import Advice, lint_folder


def spoil(folder: Path, file: str, old: str, new: str) -> list[Advice]:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return lint_folder(folder)


def rules(advice: list[Advice]) -> set[tuple[str, str]]:
    return {(item.rule, item.unit) for item in advice}


def test_clean_folder_gives_no_advice(folder: Path) -> None:
    assert lint_folder(folder) == []


def test_words_that_sell_are_named(folder: Path) -> None:
    advice = spoil(folder, "skills/modeling.yaml", "Runs an example.", "Leverages an example.")

    assert rules(advice) == {("word", "scikit-learn")}
    assert "'Leverages'" in advice[0].message
    assert "use" in advice[0].message


def test_words_in_roles_are_seen_too(folder: Path) -> None:
    advice = spoil(
        folder, "roles/data-scientist.yaml", "Queries, models, talks.", "They leverage it."
    )

    assert rules(advice) == {("word", "data-scientist")}


def test_near_copies_are_named_once(folder: Path) -> None:
    advice = spoil(
        folder, "skills/modeling.yaml", "Builds a pipeline alone.", "Delivers a model all alone."
    )

    assert rules(advice) == {("near-copy", "machine-learning")}
    assert len(advice) == 1


def test_everyday_alias_asks_for_a_rule(folder: Path) -> None:
    advice = spoil(folder, "skills/modeling.yaml", "      - sklearn", "      - excel")

    assert rules(advice) == {("alias-everyday", "scikit-learn")}


def test_everyday_alias_with_a_rule_is_fine(folder: Path) -> None:
    rule = "      - {text: excel, near: [sheet]}"

    assert spoil(folder, "skills/modeling.yaml", "      - sklearn", rule) == []


def test_hours_out_of_line_are_named(folder: Path) -> None:
    text = (folder / "skills" / "modeling.yaml").read_text().replace("kind: tool", "kind: concept")
    (folder / "skills" / "modeling.yaml").write_text(text)

    advice = spoil(folder, "skills/modeling.yaml", "1: [1, 3, 5]", "1: [0.01, 0.02, 0.03]")

    assert ("hours", "scikit-learn") in rules(advice)


def test_long_chains_are_named(folder: Path) -> None:
    advice = spoil(folder, "lint.yaml", "chain_steps: 10", "chain_steps: 3")

    assert ("chain", "scikit-learn") in rules(advice)


def test_jumps_are_named(folder: Path) -> None:
    (folder / "skills" / "modeling.yaml").write_text(
        (folder / "skills" / "modeling.yaml")
        .read_text()
        .replace("2: [{skill: python, level: 1}]", "3: [{skill: python, level: 3}]")
    )
    assert lint_folder(folder) == []  # at level 3 it is no jump


def test_a_jump_to_an_advanced_level_is_named(folder: Path) -> None:
    path = folder / "skills" / "modeling.yaml"
    text = path.read_text()
    jump = text.replace("2: [{skill: python, level: 1}]", "4: [{skill: python, level: 4}]")
    path.write_text(jump)
    assert ("jump", "machine-learning") in rules(lint_folder(folder))

    path.write_text(
        jump.replace(
            "    prerequisites:\n      4:",
            "    prerequisites:\n      2: [{skill: python, level: 1}]\n      4:",
            1,
        )
    )
    assert ("jump", "machine-learning") not in rules(lint_folder(folder))


def test_thin_ways_are_named_only_for_what_many_roles_ask(folder: Path) -> None:
    role = (folder / "roles" / "data-scientist.yaml").read_text()
    for name in ("one", "two"):
        text = role.replace("id: data-scientist", f"id: {name}", 1)
        (folder / "roles" / f"{name}.yaml").write_text(text)

    assert {item.unit for item in lint_folder(folder) if item.rule == "ways"} == {
        "python",
        "sql",
        "machine-learning",
        "scikit-learn",
    }


def test_a_broken_folder_is_not_linted(folder: Path) -> None:
    (folder / "lint.yaml").write_text("words: [")

    with pytest.raises(FrameworkError):
        lint_folder(folder)
