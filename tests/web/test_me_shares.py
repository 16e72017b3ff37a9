"""A shared link shows what was chosen, until it expires or is taken back, and to nobody else."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from metier.web.me.models import ShareRow
from web.checks import check_error, check_page
from web.conftest import new_client, stored

PARTS = ("standing", "gap", "plan", "portfolio", "evidence")
SECRET = "Secret-Piece"


@pytest.fixture
def planned(me: Client) -> Client:
    me.post("/me/targets/choose/", {"role": "data-scientist", "stage": "mid"})
    me.post("/me/plan/accept/", {"hours": "6", "weeks": "12"})
    me.post("/me/portfolio/add/", {"title": SECRET})
    me.post("/me/network/change/", {"name": "Contact-Of-Mine", "note": "private note"})
    me.post("/me/profiles/" + stored(me).id + "/rename/", {"name": "Private-Name"})
    return me


def share(browser: Client, *parts: str, days: str = "7", label: str = "") -> str:
    """Make a link and return its path."""
    response = browser.post("/me/share/", {"part": list(parts), "days": days, "label": label})
    page = check_page_of_link(response)
    links = [text for text in page.xpath("//main//text() | //main//@value") if "/shared/" in text]
    return re.findall(r"/shared/[\w-]+/", links[0])[0]


def check_page_of_link(response: Any) -> Any:
    from web.checks import check_headers, page_of

    assert response.status_code == 200
    check_headers(response)
    return page_of(response)


def text_of(path: str) -> str:
    response = new_client().get(path)
    assert response.status_code == 200
    return " ".join(str(check_page(response).xpath("string(//main)")).split())


SHOWN = {
    "standing": lambda text: "ready" in text or "Not enough evidence" in text,
    "gap": lambda text: "What is missing most" in text,
    "plan": lambda text: "The way there" in text,
    "portfolio": lambda text: SECRET in text,
    "evidence": lambda text: "noor-haddad.pdf" in text,
}


@pytest.mark.parametrize("part", PARTS)
def test_a_link_shows_only_what_was_chosen(planned: Client, part: str) -> None:
    text = text_of(share(planned, part))
    assert {name: shows(text) for name, shows in SHOWN.items()} == {p: p == part for p in PARTS}
    for private in ("Contact-Of-Mine", "private note", "Private-Name"):
        assert private not in text


def test_a_link_needs_a_choice(planned: Client) -> None:
    for fields in (
        {},
        {"part": "gap"},
        {"part": "everything", "days": "7"},
        *({"part": "gap", "days": days} for days in ("0", "-7", "8", "²", "9" * 5000, "x", "1e1")),
    ):
        check_error(planned.post("/me/share/", fields), 422, "share-choice")
    assert not ShareRow.objects.exists()


def test_a_link_expires(planned: Client) -> None:
    path = share(planned, "gap", days="1")
    ShareRow.objects.update(expires=timezone.now() + dt.timedelta(seconds=30))
    text_of(path)
    ShareRow.objects.update(expires=timezone.now() - dt.timedelta(seconds=1))
    check_error(new_client().get(path), 404, "share-gone")


def test_a_link_is_taken_back(planned: Client) -> None:
    path, other = share(planned, "gap"), share(planned, "standing")
    row = ShareRow.objects.order_by("pk")[0]
    for odd in ("x", "²", "-1", "9" * 40, "0"):
        assert planned.post("/me/share/", {"revoke": odd}).status_code == 302
    text_of(path)
    assert planned.post("/me/share/", {"revoke": str(row.pk)})["Location"] == "/me/report/#share"
    check_error(new_client().get(path), 404, "share-gone")
    text_of(other)


def test_a_link_goes_with_its_profile(planned: Client) -> None:
    path = share(planned, "gap")
    planned.post(f"/me/profiles/{stored(planned).id}/delete/")
    check_error(new_client().get(path), 404, "share-gone")


def test_links_of_another_profile_are_not_taken_back(planned: Client) -> None:
    path = share(planned, "gap")
    row = ShareRow.objects.get()
    work = planned.post("/answer/", {"text": "Python, SQL and Spark for five years"})
    planned.post(work["Location"].split("?")[0] + "keep/")
    assert not check_page(planned.get("/me/report/")).xpath("//button[@name='revoke']")
    planned.post("/me/share/", {"revoke": str(row.pk)})
    text_of(path)


def test_tokens_cannot_be_guessed_or_read_from_the_database(planned: Client) -> None:
    path = share(planned, "gap")
    token = path.split("/")[2]
    assert len(token) >= 32
    row = ShareRow.objects.get()
    assert token not in str(row.__dict__)
    for wrong in (row.digest, str(row.pk), token[:-1], token.upper(), "x", "%00", "..", "a" * 5000):
        response = new_client().get(f"/shared/{wrong}/")
        assert response.status_code == 404, wrong
        assert b"What is missing" not in response.content


def test_whoever_holds_a_link_reaches_nothing_else(planned: Client) -> None:
    path = share(planned, "gap")
    guest = new_client()
    page = check_page(guest.get(path))
    assert "metier_token" not in guest.cookies
    assert "metier_profile" not in guest.cookies
    own = [link for link in page.xpath("//main//@href | //main//@action") if "/me/" in link]
    assert own == []
    assert guest.get("/me/").status_code == 403
    assert guest.post(path).status_code == 405


def test_the_label_is_shown_escaped_and_to_its_owner_only(planned: Client) -> None:
    path = share(planned, "gap", label="<img src=x onerror=alert(1)>\x00" + "y" * 300)
    page = check_page(planned.get("/me/report/"))
    assert not page.xpath("//main//img")
    assert "<img src=x" in page.xpath("string(//main)")
    assert "onerror" not in text_of(path)
