"""Keep, list, use, rename, export, import and erase, with the token."""

import json
import uuid
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from metier.core.framework.records import Profile
from metier.web.jobs.models import JobRow
from metier.web.me.models import ReadingRow, ShareRow, UndoRow
from metier.web.profiles.models import CorrectionRow, DocumentRow, EvidenceRow, ProfileRow
from metier.web.start.memory import MEMORY, Work
from web.checks import check_error, check_page, page_of

ROWS = (ProfileRow, DocumentRow, EvidenceRow, CorrectionRow, ReadingRow, ShareRow, UndoRow, JobRow)
NAMES = "//input[starts-with(@id, 'n-')]/@value"


def keep(client: Client, work: Work, **fields: str) -> str:
    response = client.post(f"/answer/{work.id}/keep/", fields)
    assert (response.status_code, response["Location"]) == (302, "/me/review/")
    return client.cookies["metier_profile"].value


def export(client: Client, profile_id: str) -> Profile:
    response = client.get(f"/me/profiles/{profile_id}/export/")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/json"
    return msgspec.json.decode(response.content, type=Profile)


def bring(client: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("profile.json", content)
    return client.post("/me/profiles/import/", {"file": file})


def test_empty(trusted: Client) -> None:
    page = check_page(trusted.get("/me/profiles/"))
    assert "Nothing is kept" in page.xpath("string(//main)")


def test_keep_export_erase(trusted: Client, kept: Work, profile: Profile) -> None:
    trusted.post(f"/answer/{kept.id}/correct/", {"skill": "tableau", "level": "3"})
    profile_id = keep(trusted, kept)
    listed = check_page(trusted.get("/me/profiles/"))
    assert listed.xpath(NAMES) == ["noor-haddad.pdf"]

    exported = export(trusted, profile_id)
    assert exported.id == profile_id
    assert exported.documents == profile.documents
    assert exported.evidence == profile.evidence
    assert [(r.skill, r.level) for r in exported.ratings] == [("tableau", 3)]
    content = trusted.get(f"/me/profiles/{profile_id}/export/").content
    assert "levels" not in json.loads(content)

    for address in ("/me/", "/me/report/"):
        assert trusted.get(address).status_code == 200
    trusted.post("/me/share/", {"part": "gap", "days": "7"})
    trusted.post("/me/rate/save/", {"level-sql": "4"})
    trusted.post("/me/report/pdf/")
    assert all(rows.objects.exists() for rows in ROWS)
    deleted = trusted.post(f"/me/profiles/{profile_id}/delete/")
    assert (deleted.status_code, deleted["Location"]) == (302, "/me/profiles/")
    assert not any(rows.objects.exists() for rows in ROWS)
    check_error(trusted.get(f"/me/profiles/{profile_id}/export/"), 404, "profile-missing")
    assert trusted.get("/me/")["Location"] == "/start/"


def test_what_is_erased_is_in_no_file(trusted: Client, data_folder: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this database is not SQLite")
    marker = "Quetzalcoatlus-of-the-tests"
    work = trusted.post("/answer/", {"text": f"{marker}\nSkills\nPython, SQL, Spark"})
    trusted.post(f"{work['Location'].split('?')[0]}keep/", {"name": marker})
    trusted.post("/me/rate/save/", {"level-sql": "4"})

    def left() -> list[str]:
        found = [path for path in data_folder.rglob("*") if path.is_file()]
        return [path.name for path in found if marker.encode() in path.read_bytes()]

    assert left()
    page = check_page(trusted.post("/me/profiles/erase-all/"))
    assert page.xpath("string(//h1)")
    assert left() == []


def test_erasing_everything(trusted: Client, kept: Work, profile: Profile) -> None:
    keep(trusted, kept)
    trusted.post("/me/report/pdf/")
    bring(trusted, msgspec.json.encode(profile))
    assert ProfileRow.objects.count() == 2
    assert MEMORY._items
    assert trusted.post("/me/profiles/erase-all/").status_code == 200
    assert not any(rows.objects.exists() for rows in ROWS)
    assert not MEMORY._items
    assert not trusted.cookies["metier_profile"].value


def test_keeping_twice_keeps_what_was_done_between(trusted: Client, kept: Work) -> None:
    first = keep(trusted, kept)
    trusted.post("/me/targets/choose/", {"role": "data-scientist", "stage": "senior"})
    trusted.post("/me/rate/save/", {"level-python": "2"})
    trusted.post(f"/answer/{kept.id}/correct/", {"skill": "sql", "level": "4"})
    assert keep(trusted, kept) == first
    after = export(trusted, first)
    assert [(t.role, t.stage) for t in after.targets] == [("data-scientist", "senior")]
    assert {r.skill: r.level for r in after.ratings} == {"python": 2, "sql": 4}


def test_profiles_live_side_by_side(trusted: Client, kept: Work, profile: Profile) -> None:
    first = keep(trusted, kept)
    bring(trusted, msgspec.json.encode(profile))
    second = trusted.cookies["metier_profile"].value
    assert first != second
    trusted.post("/me/rate/save/", {"level-python": "1"})
    assert export(trusted, second).ratings
    assert not export(trusted, first).ratings
    assert trusted.post(f"/me/profiles/{first}/use/")["Location"] == "/me/"
    assert trusted.cookies["metier_profile"].value == first
    trusted.post(f"/me/profiles/{second}/rename/", {"name": "A client"})
    names = check_page(trusted.get("/me/profiles/")).xpath(NAMES)
    assert sorted(names) == ["A client", "noor-haddad.pdf"]
    check_error(trusted.post(f"/me/profiles/{second}/rename/", {"name": "  "}), 422, "profile-name")
    trusted.post(f"/me/profiles/{second}/delete/")
    assert export(trusted, first).documents == profile.documents


@pytest.mark.parametrize("name", ["My CV", "x" * 900, "<b>&", "日本語 🙂", "\x00\x01", "   "])
def test_names(trusted: Client, kept: Work, name: str) -> None:
    profile_id = keep(trusted, kept, name=name)
    check_page(trusted.get("/me/profiles/"))
    if name.strip():
        trusted.post(f"/me/profiles/{profile_id}/rename/", {"name": name + "!"})
    page = check_page(trusted.get("/me/profiles/"))
    assert len(page.xpath(NAMES)) == 1


@pytest.mark.parametrize("profile_id", ["x", "0" * 32, "..", str(uuid.UUID(int=0))])
def test_profiles_that_do_not_exist(trusted: Client, profile_id: str) -> None:
    for act in ("use", "rename", "delete"):
        response = trusted.post(f"/me/profiles/{profile_id}/{act}/", {"name": "x"})
        check_error(response, 404, "profile-missing")
    check_error(trusted.get(f"/me/profiles/{profile_id}/export/"), 404, "profile-missing")


def test_a_stranger_of_the_same_machine_has_nothing(trusted: Client, profile: Profile) -> None:
    """Rows are owned: what another user keeps is not there, by any address or cookie."""
    from metier.web.accounts.models import User
    from metier.web.profiles.services import profile_keep

    stranger = User.objects.create(username="stranger")
    foreign = msgspec.structs.replace(profile, id=str(uuid.uuid4()))
    foreign = profile_keep(foreign, owner=str(stranger.id), name="Secret")
    trusted.cookies["metier_profile"] = foreign.id
    assert trusted.get("/me/")["Location"] == "/start/"
    assert "Secret" not in trusted.get("/me/profiles/").content.decode()
    for act in ("use", "rename", "delete"):
        response = trusted.post(f"/me/profiles/{foreign.id}/{act}/", {"name": "x"})
        check_error(response, 404, "profile-missing")
    check_error(trusted.get(f"/me/profiles/{foreign.id}/export/"), 404, "profile-missing")
    trusted.post("/me/profiles/erase-all/")
    assert ProfileRow.objects.get().name == "Secret"


def test_forgetting_leaves_what_is_kept(trusted: Client, kept: Work) -> None:
    profile_id = keep(trusted, kept)
    trusted.post(f"/answer/{kept.id}/forget/")
    assert page_of(trusted.get("/me/profiles/")).xpath(NAMES)
    assert export(trusted, profile_id).documents


def test_pasted_text_with_odd_characters_can_be_kept(trusted: Client) -> None:
    text = "Python and SQL \x0b\x1f 🙂 \u202e five years of Kubernetes"
    response = trusted.post("/answer/", {"text": text})
    assert response.status_code == 302
    work_id = response["Location"].split("/")[2]
    assert trusted.post(f"/answer/{work_id}/keep/").status_code == 302
    for address in ("/me/profiles/", "/me/review/", "/me/"):
        assert trusted.get(address).status_code == 200


def test_an_export_comes_back_whole(trusted: Client, kept: Work) -> None:
    first = keep(trusted, kept)
    trusted.post("/me/rate/save/", {"level-python": "4"})
    trusted.post("/me/plan/accept/", {"hours": "6", "weeks": "12"})
    trusted.post("/me/network/change/", {"name": "Ada", "note": "met at a talk"})
    exported = export(trusted, first)
    assert bring(trusted, msgspec.json.encode(exported))["Location"] == "/me/profiles/"
    second = trusted.cookies["metier_profile"].value
    assert second != first
    back = export(trusted, second)
    assert msgspec.structs.replace(back, id=first, owner=exported.owner) == exported


def _bend(profile: Profile, how: str) -> bytes:
    value = json.loads(msgspec.json.encode(profile))
    day = "2026-01-01"
    changes: dict[str, Any] = {
        "level": {"ratings": [{"skill": "python", "level": 99, "day": day}]},
        "day": {"ratings": [{"skill": "python", "level": 3, "day": "soon"}]},
        "stage": {"targets": [{"role": "data-scientist", "stage": "boss"}]},
        "share": {"progress": [{"skill": "sql", "level": 2, "day": day, "share": 7}]},
        "hours": {"progress": [{"skill": "sql", "level": 2, "day": day, "hours": 1e30}]},
        "sign": {"evidence": [{**value["evidence"][0], "sign": "mind-reading"}]},
        "span": {"evidence": [{**value["evidence"][0], "end": 10_000_000}]},
        "month": {"evidence": [{**value["evidence"][0], "month": "99"}]},
        "hash": {"documents": [{**value["documents"][0], "sha256": "../../x"}]},
        "sections": {
            "documents": [
                {
                    **value["documents"][0],
                    "sections": [{"kind": "skills", "start": 5, "end": 10**9, "heading": "x"}],
                }
            ]
        },
        "contact": {"contacts": [{"id": "a", "name": "b", "day": day, "follow_up": "2026-02-30"}]},
    }
    return json.dumps({**value, **changes[how]}).encode()


@pytest.mark.parametrize(
    "how",
    [
        *("level", "day", "stage", "share", "hours", "sign", "span", "month", "hash"),
        *("sections", "contact"),
    ],
)
def test_a_bent_profile_is_refused(trusted: Client, profile: Profile, how: str) -> None:
    check_error(bring(trusted, _bend(profile, how)), 422, "profile-damaged")
    assert not ProfileRow.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"id": 1}', b"PK\x03\x04"],
)
def test_what_is_no_profile_is_refused(trusted: Client, content: bytes) -> None:
    check_error(bring(trusted, content), 422, "profile-damaged")
    check_error(trusted.post("/me/profiles/import/"), 422, "profile-damaged")
    assert not ProfileRow.objects.exists()


def test_unknown_roles_and_skills_of_an_overlay_do_no_harm(
    trusted: Client, profile: Profile
) -> None:
    """They are kept, not used: an overlay that is away may know them."""
    value = json.loads(msgspec.json.encode(profile))
    value["targets"] = [{"role": "acme:smith", "stage": "mid"}]
    value["ratings"] = [{"skill": "acme:anvil", "level": 3, "day": "2026-01-01"}]
    value["progress"] = [{"skill": "acme:anvil", "level": 3, "day": "2026-01-01"}]
    assert bring(trusted, json.dumps(value).encode()).status_code == 302
    for address in ("/me/", "/me/gap/", "/me/plan/", "/me/rate/", "/me/review/", "/me/profiles/"):
        assert trusted.get(address).status_code == 200, address
    back = export(trusted, trusted.cookies["metier_profile"].value)
    assert back.targets[0].role == "acme:smith"
