"""What files show of a checklist: signs, never that a line is met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.core.assess.checklist import Work, check_lines, match_names
from metier.core.framework.doing_types import CheckFile
from metier.core.framework.load import load_framework

FOUND = load_framework().library.checks
assert FOUND is not None
RULES: CheckFile = FOUND
NOTHING = Work((), {}, {}, ())
LINES = [
    line
    for file in load_framework().library.projects
    for project in file.projects
    for line in project.accept
]


def check(line: str, work: Work) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Return the state of one line, and where each of its signs was seen."""
    (found,) = check_lines(RULES, [line], work)
    return found.state, {sign.sign: sign.found for sign in found.signs}


@pytest.mark.parametrize(
    ("line", "work", "sign", "where"),
    [
        ("The README says why.", Work(("README.md", "a.py"), {}, {}, ()), "readme", "README.md"),
        (
            "One command starts it.",
            Work(("a.py", "Makefile"), {}, {}, ()),
            "one-command",
            "Makefile",
        ),
        (
            "One command starts it.",
            Work(("a.py",), {"README.md": "Run:\n\n    python train.py --seed 1\n"}, {}, ()),
            "one-command",
            "README.md",
        ),
        ("Tests cover it.", Work(("src/a.py", "tests/x/test_a.py"), {}, {}, ()), "tests", "tests"),
        ("A plot shows it.", Work(("out/drift.png",), {}, {}, ()), "figure", "out/drift.png"),
        ("The table has costs.", Work(("out/costs.csv",), {}, {}, ()), "table", "out/costs.csv"),
        ("The figure is clear.", Work((), {}, {"a.ipynb": 3}, ()), "outputs", "a.ipynb"),
        (
            "Each fact has a source.",
            Work((), {"README.md": "Data: https://zenodo.org/record/1"}, {}, ()),
            "data-source",
            "README.md",
        ),
        (
            "The plan was committed before the result.",
            Work((), {}, {}, ("2026-01-01", "2026-02-01")),
            "older-commit",
            "2026-01-01 to 2026-02-01",
        ),
    ],
)
def test_a_sign_is_seen_where_it_is(line: str, work: Work, sign: str, where: str) -> None:
    state, signs = check(line, work)
    assert state == "seen"
    assert where in signs[sign][0]
    assert check(line, NOTHING)[0] == "not-seen"


@pytest.mark.parametrize(
    ("line", "work"),
    [
        ("The figure is clear.", Work((), {}, {"a.ipynb": 0}, ())),
        ("The plan was committed before the result.", Work((), {}, {}, ("2026-01-01",))),
        ("Tests cover it.", Work(("src/contest.py", "latest.md"), {}, {}, ())),
        ("A log is there.", Work(("docs/catalog.md", "blog.md"), {}, {}, ())),
    ],
)
def test_what_only_looks_like_a_sign_is_none(line: str, work: Work) -> None:
    assert check(line, work)[0] == "not-seen"


def test_what_files_cannot_show_is_left_to_a_person() -> None:
    line = "The error message can be acted on by whoever reads it."
    assert check(line, Work(("README.md", "tests/test_a.py"), {}, {}, ()))[0] == "judge"


def test_no_line_of_any_project_is_ever_called_met() -> None:
    full = Work(
        ("README.md", "Makefile", "tests/test_a.py", "a.png", "a.csv", "log.txt", "report.pdf"),
        {"README.md": "Seed 1. Intervals. p95. License: https://zenodo.org"},
        {"a.ipynb": 2},
        ("2026-01-01", "2026-02-02"),
    )
    for found in check_lines(RULES, LINES, full):
        assert found.state in {"seen", "not-seen", "judge"}
        for sign in found.signs:
            assert sign.leaves
            assert sign.places >= len(sign.found)


PATHS = st.lists(
    st.text("ab./-_", min_size=1, max_size=12).filter(lambda path: not path.endswith("/")),
    max_size=8,
)


@given(PATHS)
def test_files_never_turn_a_line_from_seen_to_unseen(paths: list[str]) -> None:
    less = {
        found.number for found in check_lines(RULES, LINES[:40], NOTHING) if found.state == "seen"
    }
    more = check_lines(RULES, LINES[:40], Work((*paths, "README.md", "a.csv"), {}, {}, ()))
    assert less == set()
    states = {found.number: found.state for found in more}
    bare = check_lines(RULES, LINES[:40], Work(("README.md", "a.csv"), {}, {}, ()))
    assert all(states[found.number] == "seen" for found in bare if found.state == "seen")


def test_names_match_files_and_the_ends_of_paths() -> None:
    paths = ["tests/a.py", "src/tests/b.py", "tests.py", "x/Makefile", "attests/c.py"]
    assert match_names(["tests/*"], paths) == ["tests/a.py", "src/tests/b.py"]
    assert match_names(["Makefile"], paths) == ["x/Makefile"]
    assert match_names([], paths) == []
