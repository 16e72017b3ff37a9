"""A table of people, from file to file."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from metier.core.errors import InputError, UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.workflow.matching import (
    describe_matched,
    match_people,
    pick_targets,
    read_people,
)

ROWS = {
    "person": ["ana", "ana", "ben", "ana", "cy", "ben", None],
    "skill": ["python", "sql", "python", "juggling", "sql", None, "sql"],
    "level": [4, 3, 1, 2, 0, 3, 2],
}


def write(path: Path, **columns: list[object]) -> Path:
    pq.write_table(pa.table({**ROWS, **columns}), path)
    return path


def test_people_come_out_as_they_went_in(framework: Framework, tmp_path: Path) -> None:
    people = read_people(framework, write(tmp_path / "p.parquet"))
    calls: list[tuple[int, int]] = []

    found = match_people(
        framework,
        people,
        out=tmp_path / "out.parquet",
        top=2,
        on_chunk=lambda done, whole: calls.append((done, whole)),
    )

    assert found.people == 3
    assert found.unknown == {"juggling": 1}
    assert calls == [(3, 3)]
    table = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["person"] for row in table] == ["ana", "ben", "cy"]
    ana, ben, _ = table
    assert ana["data-engineer:mid"] > ben["data-engineer:mid"]
    best = max((value, name) for name, value in ana.items() if ":" in name)
    assert ana[ana["best_1"]] == best[0]
    assert ana["gap_1_1"] in framework.skills
    target = next(t for t in found.targets if (t.role, t.stage) == ("data-engineer", "mid"))
    assert target.people[0] == ("ana", ana["data-engineer:mid"])
    assert target.mean == pytest.approx(sum(row["data-engineer:mid"] for row in table) / 3)
    assert len(target.people) == 2


def test_csv_is_read_too_and_gives_the_same(framework: Framework, tmp_path: Path) -> None:
    text = "person,skill,level\nana,python,4\nana,sql,3\nben,python,1\n"
    (tmp_path / "p.csv").write_text(text)

    people = read_people(framework, tmp_path / "p.csv")

    assert people.names.to_pylist() == ["ana", "ben"]
    assert people.stated.level.tolist() == [4, 3, 1]


def test_people_out_of_order_are_put_together(framework: Framework, tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.parquet",
        person=["b", "a", "b", "a", "b", "a", "b"],
        skill=["python", "python", "sql", "sql", "python", "git", "git"],
        level=[1, 2, 3, 4, 5, 0, 1],
    )

    stated = read_people(framework, path).stated

    assert stated.person.tolist() == [0, 0, 0, 1, 1, 1]
    assert sorted(stated.level.tolist()[:3]) == [1, 3, 5]  # the later python=5 took its place


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"level": [4, 3, 9, 2, 0, 3, 2]}, "people-level"),
        ({"level": ["4", "x", "1", "2", "0", "3", "2"]}, "people-level"),
        ({"level": [4, 3, None, 2, 0, 3, 2]}, "people-level"),
        ({"level": [0.5, 3, 1, 2, 0, 3, 2]}, "people-level"),
    ],
)
def test_what_is_no_level_is_refused(
    framework: Framework, tmp_path: Path, columns: dict[str, list[object]], code: str
) -> None:
    with pytest.raises(InputError) as raised:
        read_people(framework, write(tmp_path / "p.parquet", **columns))
    assert raised.value.code == code


def test_what_is_no_table_is_refused(framework: Framework, tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 no")
    pq.write_table(pa.table({"person": [1], "skill": ["sql"]}), tmp_path / "short.parquet")
    for name, code in (
        ("x.parquet", "people-unreadable"),
        ("gone.parquet", "people-unreadable"),
        ("short.parquet", "people-column"),
    ):
        with pytest.raises(InputError) as raised:
            read_people(framework, tmp_path / name)
        assert raised.value.code == code


def test_nobody_at_all(framework: Framework, tmp_path: Path) -> None:
    empty = pa.table({"person": pa.array([], pa.string()), "skill": [], "level": []})
    pq.write_table(empty, tmp_path / "p.parquet")

    found = match_people(framework, read_people(framework, tmp_path / "p.parquet"))

    assert found.people == 0
    assert all(item.people == () for item in found.targets)


def test_targets_are_picked(framework: Framework, tmp_path: Path) -> None:
    found = match_people(framework, read_people(framework, write(tmp_path / "p.parquet")))

    assert len(pick_targets(framework, found, ["all"]).targets) == 84
    few = pick_targets(framework, found, ["data-engineer", "ai-product-manager:mid"])
    assert len(few.targets) == 5
    shown = describe_matched(framework, few)
    assert shown["unknown"] == [{"skill": "juggling", "rows": 1}]
    with pytest.raises(UnknownIdError):
        pick_targets(framework, found, ["wizard"])
    with pytest.raises(UsageError):
        match_people(framework, read_people(framework, tmp_path / "p.parquet"), top=0)
