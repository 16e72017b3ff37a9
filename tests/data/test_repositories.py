"""What repositories show covers the framework, and its signs and names are sound."""

from collections import Counter

import pytest

from metier.core.framework.index import Framework
from metier.core.framework.repository_types import RepositoryFile
from metier.core.repository.names import NameSet


@pytest.fixture
def repositories(framework: Framework) -> RepositoryFile:
    found = framework.library.repositories
    assert found is not None
    return found


def test_every_language_tool_and_platform_is_seen_or_said_to_be_unseen(
    framework: Framework, repositories: RepositoryFile
) -> None:
    asked = {
        skill.id
        for skill in framework.data.skills
        if skill.kind in {"language", "tool", "platform"} and ":" not in skill.id
    }
    seen = {item.skill for item in repositories.skills}
    unseen = set(repositories.unseen)

    assert sorted(asked - seen - unseen) == []
    assert sorted(seen & unseen) == []


def test_every_skill_has_something_that_shows_it(repositories: RepositoryFile) -> None:
    for item in repositories.skills:
        shows = [name for name in item.__struct_fields__ if name != "skill"]
        assert any(getattr(item, name) for name in shows), item.skill


def test_no_name_stands_twice_for_a_skill(repositories: RepositoryFile) -> None:
    for item in repositories.skills:
        for field in item.__struct_fields__[1:-1]:
            repeated = [name for name, n in Counter(getattr(item, field)).items() if n > 1]
            assert repeated == [], (item.skill, field)


def test_python_names_that_hold_another_are_not_listed_too(repositories: RepositoryFile) -> None:
    for item in repositories.skills:
        names = set(item.python)
        inside = [
            name for name in names if any(name.startswith(f"{other}.") for other in names - {name})
        ]
        assert inside == [], item.skill


def test_grades_fall_and_the_last_is_always_reached(
    framework: Framework, repositories: RepositoryFile
) -> None:
    last = repositories.grades[-1]
    assert (last.files, last.lines, last.days, last.months, last.kinds) == (0, 0, 0, 0, ())
    likelihoods = [framework.signs[grade.sign].likelihood for grade in repositories.grades]
    ratios = [item[3] / item[0] for item in likelihoods]
    assert ratios == sorted(ratios, reverse=True)


def test_what_is_foreign_is_foreign_in_any_case(repositories: RepositoryFile) -> None:
    folders = NameSet(repositories.skipped_folders)

    assert all(name in folders for name in ("node_modules", "Vendor", "x.egg-info", ".venv"))
    assert not any(name in folders for name in ("src", "tests", "migrations", "notebooks"))
