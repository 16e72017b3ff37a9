"""What every store of profiles does. A test module inherits it and gives the fixtures.

`store` is an empty store; `owner` and `stranger` are ids of two users that it may keep
profiles for.
"""

import uuid

import msgspec
import pytest

from metier.core.errors import StoreError
from metier.core.framework.posting import PostedPay, Posting
from metier.core.framework.records import (
    ActivityLog,
    Artifact,
    Attempt,
    Contact,
    Document,
    Evidence,
    KeptPlan,
    Position,
    Profile,
    Progress,
    Rating,
    Rejection,
    SavedAdvert,
    Section,
    Target,
)
from metier.core.framework.types import LevelRef
from metier.core.framework.way_records import (
    KeptStep,
    Meeting,
    PlanRequest,
    StatusChange,
    WeekHours,
)
from metier.core.profile.store import ProfileStore

SHA = "ab" * 32
TEXT = "Zoë Ñandú · 数据\nI write Python\tand \U0001f40d."


def make_profile(
    owner: str, name: str = "first", *, created: str = "2026-01-01T00:00:00"
) -> Profile:
    """Return a profile with something in every field."""
    document = Document(
        name="cv.pdf",
        media="pdf",
        sha256=SHA,
        text=TEXT,
        language="en",
        pages=2,
        sections=(Section("experience", 0, len(TEXT), "Work"),),
        positions=(Position(0, 9, "2020-01", None, True, "Analyst", "experience"),),
        warnings=("Only the first page was read.",),
        posting=Posting(text="Analyst", title="Analyst", pay=PostedPay("EUR", "year", 1.0, 2.0)),
    )
    return Profile(
        id=str(uuid.uuid4()),
        owner=owner,
        name=name,
        documents=(
            document,
            msgspec.structs.replace(document, name="letter.txt", sha256="cd" * 32),
        ),
        evidence=(
            Evidence("python", "claim", "used-at-work", SHA, 25, 31, "experience", "2020-06"),
            Evidence("sql", "rating", "self-rating", month="2026-01-01", level=3),
            Evidence("git", "claim", "repo-written", SHA, 0, 6, "repository", file="src/a.py"),
        ),
        framework_version="0.1.0",
        rejections=(Rejection(SHA, 25, 31, "python"),),
        ratings=(Rating("sql", 3, "2026-01-01"), Rating("python", 0, "2026-01-02")),
        targets=(Target("data-scientist", "mid"),),
        progress=(Progress("sql", 2, "2026-02-01", 12.5, 0.5),),
        created=created,
        backgrounds=("nurse",),
        activities=(ActivityLog("portfolio", "2026-02-02", 3.0, 0.25),),
        plans=(_kept_plan(),),
        adverts=(
            SavedAdvert(
                id="a1",
                document=document,
                title="Analyst",
                company="Acme",
                changes=(
                    StatusChange("saved", "2026-02-01"),
                    StatusChange("applied", "2026-02-03", "by mail"),
                ),
                role="data-scientist",
                stage="mid",
                follow_up="2026-02-10",
                note="Ana works there",
            ),
        ),
        attempts=(Attempt("ds-q1", "2026-02-04", "good", "too long"),),
        artifacts=(
            Artifact(
                id="p1",
                title="Why did it fall",
                day="2026-02-05",
                project="ds-why-did-it-fall",
                place="~/work/fall",
                claims=(LevelRef("sql", 3),),
                checked=SHA,
                done=(1, 2),
                note="with Ben",
                found=("seen: a README (README.md)", "a person must judge it"),
            ),
        ),
        contacts=(
            Contact(
                id="c1",
                name="Ana Ñandú",
                day="2026-02-06",
                where="meetup",
                community="pydata",
                note="leads a team",
                follow_up="2026-03-01",
                meetings=(Meeting("2026-02-06", "talked about tests"),),
            ),
        ),
    )


def _kept_plan() -> KeptPlan:
    request = PlanRequest(
        targets=(Target("data-scientist", "mid"),),
        mode="least-money",
        hours=(WeekHours("2026-02-02", 6.0), WeekHours("2026-03-02", 0.0)),
        until="2026-08-01",
        readiness=0.7,
        fixed=(LevelRef("sql", 3),),
        excluded=("java",),
        budget=200.0,
        currency="EUR",
        languages=("en", "de"),
        activities=("portfolio",),
        audience="career-changer",
    )
    steps = (
        KeptStep("sql", 3, "", 20.0, "2026-02-02", "2026-02-20"),
        KeptStep("", 0, "portfolio", 15.0, "2026-02-20", "2026-03-01"),
    )
    return KeptPlan("2026-02-02", request, steps, 0.4, 0.6, "0.2.1")


class StoreConformance:
    """Tests that every `ProfileStore` passes."""

    def test_the_test_profile_has_something_in_every_field(self, owner: str) -> None:
        profile = make_profile(owner)

        assert all(getattr(profile, field) for field in profile.__struct_fields__)

    def test_what_is_put_is_got(self, store: ProfileStore, owner: str) -> None:
        profile = make_profile(owner)

        store.put_profile(profile)

        assert store.get_profile(owner, profile.id) == profile

    def test_an_empty_profile_is_kept_too(self, store: ProfileStore, owner: str) -> None:
        profile = Profile(str(uuid.uuid4()), owner, "", (), (), "0.1.0")

        store.put_profile(profile)

        assert store.get_profile(owner, profile.id) == profile

    def test_putting_again_takes_the_place_of_the_old_one(
        self, store: ProfileStore, owner: str
    ) -> None:
        profile = make_profile(owner)
        changed = msgspec.structs.replace(
            profile, name="second", evidence=(), ratings=profile.ratings[:1]
        )

        store.put_profile(profile)
        store.put_profile(changed)

        assert store.get_profile(owner, profile.id) == changed
        assert [entry.name for entry in store.list_profiles(owner)] == ["second"]

    def test_the_list_runs_from_the_oldest_to_the_newest(
        self, store: ProfileStore, owner: str
    ) -> None:
        for day in ("2026-03-01", "2026-01-01", "2026-02-01"):
            store.put_profile(make_profile(owner, day, created=f"{day}T10:00:00"))

        listed = store.list_profiles(owner)

        assert [entry.name for entry in listed] == ["2026-01-01", "2026-02-01", "2026-03-01"]
        assert [entry.created[:10] for entry in listed] == [entry.name for entry in listed]

    def test_a_new_store_lists_nothing(
        self, store: ProfileStore, owner: str, stranger: str
    ) -> None:
        assert store.list_profiles(owner) == []
        assert store.list_profiles(stranger) == []

    def test_what_is_deleted_is_gone_and_nothing_else(
        self, store: ProfileStore, owner: str
    ) -> None:
        kept, dropped = make_profile(owner), make_profile(owner)
        store.put_profile(kept)
        store.put_profile(dropped)

        store.delete_profile(owner, dropped.id)

        assert [entry.id for entry in store.list_profiles(owner)] == [kept.id]
        for job in (store.get_profile, store.delete_profile):
            with pytest.raises(StoreError, match="There is no profile") as caught:
                job(owner, dropped.id)
            assert caught.value.code == "profile-missing"

    def test_a_stranger_sees_nothing_of_it(
        self, store: ProfileStore, owner: str, stranger: str
    ) -> None:
        profile = make_profile(owner)
        store.put_profile(profile)

        assert store.list_profiles(stranger) == []
        for job in (store.get_profile, store.delete_profile):
            with pytest.raises(StoreError):
                job(stranger, profile.id)

        assert store.get_profile(owner, profile.id) == profile

    def test_a_stranger_cannot_overwrite_it(
        self, store: ProfileStore, owner: str, stranger: str
    ) -> None:
        profile = make_profile(owner)
        store.put_profile(profile)

        with pytest.raises(StoreError):
            store.put_profile(msgspec.structs.replace(profile, owner=stranger, name="stolen"))

        assert store.get_profile(owner, profile.id) == profile
        assert store.list_profiles(stranger) == []

    @pytest.mark.parametrize(
        "profile_id",
        ["", ".", "..", "../x", "a/b", "a\\b", "/etc/passwd", "x\0", "x\n", "x" * 5000, "nobody"],
    )
    def test_what_is_no_id_finds_nothing(
        self, store: ProfileStore, owner: str, profile_id: str
    ) -> None:
        store.put_profile(make_profile(owner))

        for job in (store.get_profile, store.delete_profile):
            with pytest.raises(StoreError):
                job(owner, profile_id)

        assert len(store.list_profiles(owner)) == 1
