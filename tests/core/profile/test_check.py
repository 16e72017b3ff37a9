"""A profile from elsewhere is used only where it holds what a profile can hold."""

from typing import Any

import msgspec
import pytest

from metier.core.errors import ProfileError
from metier.core.framework.index import Framework
from metier.core.framework.records import Evidence, Profile, Progress, Rating, Rejection, Target
from metier.core.profile.check import check_profile

DAY = "2026-03-01"
HASH = "a" * 64


@pytest.fixture
def profile(framework: Framework) -> Profile:
    from metier.core.framework.document_records import Document, Position, Section

    document = Document(
        "cv.txt", "text", HASH, "Experience\nPython at Acme\n", "en", 0,
        (Section("experience", 0, 26, "Experience"),),
        (Position(11, 26, "2020-01", None, True, "Python", "experience"),),
    )  # fmt: skip
    return Profile(
        id="00000000-0000-0000-0000-000000000001",
        owner="local",
        name="A",
        documents=(document,),
        evidence=(Evidence("python", "claim", "listed", HASH, 11, 17),),
        framework_version=framework.id.version,
        rejections=(Rejection(HASH, 11, 17, "python"),),
        ratings=(Rating("python", 3, DAY),),
        targets=(Target("data-scientist", "mid"),),
        progress=(Progress("sql", 2, DAY, 3.0, 0.5),),
    )


def test_a_sound_profile_passes(framework: Framework, profile: Profile) -> None:
    check_profile(framework, profile)


def evidence(**fields: Any) -> dict[str, Any]:
    whole = {"skill": "python", "kind": "claim", "sign": "listed", "document": HASH}
    return {"evidence": (Evidence(**{**whole, "start": 11, "end": 17, **fields}),)}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"ratings": (Rating("python", 6, DAY),)}, "profile.ratings[0].level"),
        ({"ratings": (Rating("python", -1, DAY),)}, "profile.ratings[0].level"),
        ({"ratings": (Rating("python", 3, "2026-02-30"),)}, "profile.ratings[0].day"),
        ({"ratings": (Rating("python", 3, "20260301"),)}, "profile.ratings[0].day"),
        ({"ratings": (Rating("python", 3, ""),)}, "profile.ratings[0].day"),
        ({"ratings": (Rating("p" * 61, 3, DAY),)}, "profile.ratings[0].skill"),
        ({"targets": (Target("data-scientist", "boss"),)}, "profile.targets[0].stage"),
        ({"progress": (Progress("sql", 2, DAY, 1.0, 1.5),)}, "profile.progress[0].share"),
        ({"progress": (Progress("sql", 2, DAY, 1e12),)}, "profile.progress[0].hours"),
        ({"progress": (Progress("sql", 2, DAY, float("inf")),)}, "profile.progress[0].hours"),
        ({"rejections": (Rejection(HASH, 5, 5, "python"),)}, "profile.rejections[0]"),
        ({"rejections": (Rejection("b" * 64, 0, 5, "python"),)}, "profile.rejections[0]"),
        (evidence(sign="mind-reading"), "profile.evidence[0].sign"),
        (evidence(kind="rating"), "profile.evidence[0].sign"),
        (evidence(kind="rating", sign="self-rating"), "profile.evidence[0].sign"),
        (evidence(end=1000), "profile.evidence[0]: span"),
        (evidence(start=-2), "profile.evidence[0]: span"),
        (evidence(document="b" * 64), "profile.evidence[0]: span"),
        (evidence(month="2026"), "profile.evidence[0].month"),
        (evidence(month="2026-13"), "profile.evidence[0].month"),
        ({"framework_version": "1" * 41}, "profile.framework_version"),
    ],
)
def test_what_no_profile_can_hold_is_refused_with_its_place(
    framework: Framework, profile: Profile, changes: dict[str, Any], where: str
) -> None:
    with pytest.raises(ProfileError) as caught:
        check_profile(framework, msgspec.structs.replace(profile, **changes))
    assert caught.value.code == "profile-damaged"
    assert f"{where} holds" in caught.value.message


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "../../../etc/passwd"},
        {"pages": -1},
        {"text": "short"},
        {"media": "m" * 21},
        {"name": "n" * 401},
    ],
)
def test_documents_are_checked(
    framework: Framework, profile: Profile, changes: dict[str, Any]
) -> None:
    document = msgspec.structs.replace(profile.documents[0], **changes)
    with pytest.raises(ProfileError):
        check_profile(framework, msgspec.structs.replace(profile, documents=(document,)))
