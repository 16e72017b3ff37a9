"""A profile of an older framework comes along: renamed, split, and nothing lost."""

import msgspec
import pytest

from metier.core.framework.index import Framework
from metier.core.framework.records import Evidence, KeptPlan, Progress, Rating, Rejection
from metier.core.framework.records import Target as Aim
from metier.core.framework.types import LevelRef, Redirect
from metier.core.framework.way_records import KeptStep, PlanRequest, WeekHours
from metier.core.profile.migrate import former_ids, migrate_profile
from store_conformance import make_profile


@pytest.fixture
def renamed(framework: Framework) -> Framework:
    """The framework after some ids were retired, one of them twice over."""
    redirects = (
        Redirect("skill", "old-python", ("python",), "0.2.0"),
        Redirect("skill", "older-python", ("old-python",), "0.1.5"),
        Redirect("skill", "data-craft", ("sql", "pandas"), "0.2.0"),
        Redirect("role", "data-wizard", ("data-scientist",), "0.2.0"),
        Redirect("skill", "loop-a", ("loop-b",), "0.2.0"),
        Redirect("skill", "loop-b", ("loop-a",), "0.2.0"),
    )
    return Framework(msgspec.structs.replace(framework.data, redirects=redirects))


def evidence(skill: str) -> Evidence:
    return Evidence(skill=skill, kind="claim", sign="listed", document="d", start=3, end=9)


def test_living_ids_stay_and_the_version_moves(renamed: Framework) -> None:
    profile = msgspec.structs.replace(
        make_profile("local"), evidence=(evidence("python"),), framework_version="0.0.1"
    )

    migration = migrate_profile(renamed, profile)

    assert migration.profile.evidence == profile.evidence
    assert migration.profile.framework_version == renamed.id.version
    assert migration.changes == ()


def test_a_chain_of_renames_is_followed(renamed: Framework) -> None:
    profile = msgspec.structs.replace(make_profile("local"), evidence=(evidence("older-python"),))

    migration = migrate_profile(renamed, profile)

    assert [item.skill for item in migration.profile.evidence] == ["python"]
    assert migration.changes == ("The skill older-python is now called python.",)


def test_a_split_passes_everything_on_to_each_part(renamed: Framework) -> None:
    profile = msgspec.structs.replace(
        make_profile("local"),
        evidence=(evidence("data-craft"),),
        rejections=(Rejection("d", 3, 9, "data-craft"),),
        ratings=(Rating("data-craft", 3, "2026-11-01"),),
        progress=(Progress("data-craft", 3, "2026-11-01"),),
        targets=(Aim("data-wizard", "mid"),),
    )

    migrated = migrate_profile(renamed, profile).profile

    assert [item.skill for item in migrated.evidence] == ["sql", "pandas"]
    assert [item.skill for item in migrated.rejections] == ["sql", "pandas"]
    assert [(item.skill, item.level) for item in migrated.ratings] == [("sql", 3), ("pandas", 3)]
    assert [item.skill for item in migrated.progress] == ["sql", "pandas"]
    assert migrated.targets == (Aim("data-scientist", "mid"),)
    assert all((item.start, item.end) == (3, 9) for item in migrated.evidence)


def test_claims_of_the_portfolio_come_along(renamed: Framework) -> None:
    claims = (LevelRef("older-python", 3), LevelRef("data-craft", 2))
    artifact = msgspec.structs.replace(make_profile("local").artifacts[0], claims=claims)
    profile = msgspec.structs.replace(make_profile("local"), artifacts=(artifact,))

    (found,) = migrate_profile(renamed, profile).profile.artifacts

    assert found.claims == (LevelRef("python", 3), LevelRef("sql", 2), LevelRef("pandas", 2))
    assert found.done == artifact.done


def test_what_meets_after_a_rename_stands_once(renamed: Framework) -> None:
    profile = msgspec.structs.replace(
        make_profile("local"), evidence=(evidence("python"), evidence("old-python"))
    )

    assert len(migrate_profile(renamed, profile).profile.evidence) == 1


@pytest.mark.parametrize("skill", ["never-heard-of", "loop-a"])
def test_an_id_that_leads_nowhere_is_kept_and_told(renamed: Framework, skill: str) -> None:
    profile = msgspec.structs.replace(make_profile("local"), evidence=(evidence(skill),))

    migration = migrate_profile(renamed, profile)

    assert [item.skill for item in migration.profile.evidence] == [skill]
    assert skill in migration.changes[0]


def test_migrating_twice_changes_nothing_more(renamed: Framework) -> None:
    profile = msgspec.structs.replace(
        make_profile("local"), evidence=(evidence("data-craft"), evidence("old-python"))
    )
    once = migrate_profile(renamed, profile)

    assert migrate_profile(renamed, once.profile).profile == once.profile
    assert migrate_profile(renamed, once.profile).changes == ()


def test_kept_plans_come_along(renamed: Framework) -> None:
    """A step done under an old id is still done in the plan that held it."""
    steps = (
        KeptStep("older-python", 3, "", 10.0, "2026-11-01", "2026-11-08"),
        KeptStep("data-craft", 2, "", 9.0, "2026-11-08", "2026-11-15"),
        KeptStep("", 0, "portfolio", 5.0, "2026-11-15", "2026-11-20"),
    )
    request = PlanRequest(
        targets=(Aim("data-wizard", "mid"),),
        mode="most-readiness",
        hours=(WeekHours("2026-11-01", 5.0),),
        fixed=(LevelRef("older-python", 3),),
        excluded=("data-craft",),
    )
    plan = KeptPlan("2026-11-01", request, steps, 0.3, 0.5, "0.1.0")
    profile = msgspec.structs.replace(make_profile("local"), plans=(plan,))

    (found,) = migrate_profile(renamed, profile).profile.plans

    assert [(step.skill, step.level, step.hours) for step in found.steps] == [
        ("python", 3, 10.0),
        ("sql", 2, 4.5),
        ("pandas", 2, 4.5),
        ("", 0, 5.0),
    ]
    assert found.request.targets == (Aim("data-scientist", "mid"),)
    assert found.request.fixed == (LevelRef("python", 3),)
    assert found.request.excluded == ("sql", "pandas")
    assert (found.day, found.readiness, found.planned) == ("2026-11-01", 0.3, 0.5)


def test_former_ids(renamed: Framework) -> None:
    assert former_ids(renamed, "skill", "python") == ("old-python", "older-python")
    assert former_ids(renamed, "skill", "sql") == ("data-craft",)
    assert former_ids(renamed, "role", "data-scientist") == ("data-wizard",)
    assert former_ids(renamed, "role", "data-engineer") == ()
