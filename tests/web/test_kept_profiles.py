"""Keep, list, open, export and delete, with the token."""

import json

import msgspec
import pytest
from django.test import Client

from metier.core.framework.records import Profile
from metier.web.profiles.models import CorrectionRow, DocumentRow, EvidenceRow, ProfileRow
from metier.web.start.memory import MEMORY, Work
from web.checks import check_error, check_page, page_of


def keep(client: Client, work: Work, **fields: str) -> str:
    response = client.post(f"/answer/{work.id}/keep/", fields)
    assert (response.status_code, response["Location"]) == (302, "/profiles/")
    return str(ProfileRow.objects.get().id)


def test_empty(trusted: Client) -> None:
    page = check_page(trusted.get("/profiles/"))
    assert "Nothing is kept" in page.xpath("string(//main)")


def test_keep_open_export_delete(trusted: Client, kept: Work, profile: Profile) -> None:
    trusted.post(f"/answer/{kept.id}/correct/", {"skill": "tableau", "level": "3"})
    profile_id = keep(trusted, kept)
    listed = check_page(trusted.get("/profiles/"))
    assert listed.xpath("//ul[@class='ledger']//strong/text()") == ["noor-haddad.pdf"]

    export = trusted.get(f"/profiles/{profile_id}/export.json")
    assert export["Content-Disposition"].startswith("attachment")
    assert export["Content-Type"] == "application/json"
    exported = msgspec.json.decode(export.content, type=Profile)
    assert exported.id == profile_id
    assert exported.documents == profile.documents
    assert exported.evidence == profile.evidence
    assert [(r.skill, r.level) for r in exported.ratings] == [("tableau", 3)]
    assert "levels" not in json.loads(export.content)

    MEMORY._items.clear()
    opened = trusted.post(f"/profiles/{profile_id}/open/")
    assert opened.status_code == 302
    page = check_page(trusted.get(opened["Location"]))
    assert page.xpath("//h3/text()").count("noor-haddad.pdf") == 1

    deleted = trusted.post(f"/profiles/{profile_id}/delete/")
    assert (deleted.status_code, deleted["Location"]) == (302, "/profiles/")
    for rows in (ProfileRow, DocumentRow, EvidenceRow, CorrectionRow):
        assert not rows.objects.exists()
    check_error(trusted.get(f"/profiles/{profile_id}/export.json"), 404, "profile-missing")


def test_keeping_twice_replaces(trusted: Client, kept: Work) -> None:
    first = keep(trusted, kept)
    trusted.post(f"/answer/{kept.id}/correct/", {"skill": "sql", "level": "4"})
    assert keep(trusted, kept) == first
    assert CorrectionRow.objects.count() == 1


def test_open_in_a_new_browser(trusted: Client, kept: Work, token: str) -> None:
    profile_id = keep(trusted, kept)
    other = Client(SERVER_NAME="127.0.0.1")
    other.cookies["metier_token"] = token
    opened = other.post(f"/profiles/{profile_id}/open/")
    assert other.get(opened["Location"]).status_code == 200
    assert trusted.get(opened["Location"]).status_code == 404


@pytest.mark.parametrize("name", ["My CV", "x" * 900, "<b>&", "日本語 🙂", "\x00\x01", "   "])
def test_names(trusted: Client, kept: Work, name: str) -> None:
    keep(trusted, kept, name=name)
    check_page(trusted.get("/profiles/"))


@pytest.mark.parametrize(
    "profile_id", ["x", "0" * 32, "..", "00000000-0000-0000-0000-000000000000"]
)
def test_profiles_that_do_not_exist(trusted: Client, profile_id: str) -> None:
    check_error(trusted.post(f"/profiles/{profile_id}/open/"), 404, "profile-missing")
    check_error(trusted.get(f"/profiles/{profile_id}/export.json"), 404, "profile-missing")
    check_error(trusted.post(f"/profiles/{profile_id}/delete/"), 404, "profile-missing")


def test_forgetting_leaves_what_is_kept(trusted: Client, kept: Work) -> None:
    profile_id = keep(trusted, kept)
    trusted.post(f"/answer/{kept.id}/forget/")
    assert page_of(trusted.get("/profiles/")).xpath("//ul[@class='ledger']/li")
    assert trusted.get(f"/profiles/{profile_id}/export.json").status_code == 200


def test_pasted_text_with_odd_characters_can_be_kept(trusted: Client) -> None:
    text = "Python\x00 and SQL \x0b\x1f 🙂 \u202e five years of Kubernetes"
    response = trusted.post("/answer/", {"text": text})
    if response.status_code == 302:
        work_id = response["Location"].split("/")[2]
        assert trusted.post(f"/answer/{work_id}/keep/").status_code == 302
        assert trusted.get("/profiles/").status_code == 200
