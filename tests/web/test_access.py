"""Who may see what: token, host, forged forms, headers on every page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from metier.core.framework.load import load_framework
from metier.core.framework.records import Profile
from metier.web.start.memory import MEMORY, Work
from web.checks import check_error, check_headers, check_page, page_of

NOBODY = "00000000-0000-0000-0000-000000000000"


def addresses(value: str = NOBODY) -> dict[str, str]:
    """Every address of the web app by its name, with `value` in place of each argument."""
    from django.urls import get_resolver

    found: dict[str, str] = {}
    waiting = list(get_resolver().url_patterns)
    while waiting:
        pattern = waiting.pop()
        if hasattr(pattern, "url_patterns"):
            waiting += pattern.url_patterns
            continue
        arguments = [value] * len(pattern.pattern.converters)
        found[pattern.name] = reverse(pattern.name, args=arguments)
    return found


def personal_addresses() -> list[str]:
    return [
        address
        for name, address in sorted(addresses().items())
        if address.startswith("/me/") or name in {"keep", "start-repository"}
    ]


def methods_of(client: Client, address: str) -> list[str]:
    """The methods among GET and POST that an address answers to."""
    return [m for m in ("get", "post") if getattr(client, m)(address).status_code != 405]


PAGES = ["/", "/roles/", "/skills/", "/privacy/"]


def test_every_page_of_the_framework(client: Client) -> None:
    framework = load_framework()
    pages = [
        *PAGES,
        *(f"/roles/{role}/" for role in framework.roles),
        *(f"/skills/{skill}/" for skill in list(framework.skills)[::15]),
        "/skills/?q=sklearn",
        "/skills/?q=scikit-lern",
        "/skills/?q=qqqqzzzz",
        f"/skills/?q={framework.data.headings[0].term}",
        "/skills/?q=%00%ff<script>alert(1)</script>",
        "/skills/?q=" + "x" * 5000,
    ]
    for address in pages:
        response = client.get(address)
        assert response.status_code == 200, address
        page = check_page(response)
        assert len(page.xpath("//h1")) == 1
        assert len(page.xpath("//main")) == 1
        assert page.xpath("string(//title)").strip()
        assert page.get("lang") == "en"
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), address


def test_every_internal_link_leads_somewhere(client: Client, work: Work) -> None:
    links: set[str] = set()
    for address in (*PAGES, f"/answer/{work.id}/", "/roles/data-scientist/"):
        links |= set(page_of(client.get(address)).xpath("//a/@href"))
    links = {
        link.split("#")[0] for link in links if not link.startswith((f"/answer/{work.id}", "#"))
    }
    broken = [link for link in links if client.get(link).status_code not in {200, 403}]
    assert broken == []


def test_every_anchor_exists(client: Client, work: Work) -> None:
    query = {"role": "research-scientist", "stage": "principal"}
    for address in (f"/answer/{work.id}/",):
        page = page_of(client.get(address, query))
        anchors = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
        assert anchors <= set(page.xpath("//@id"))


def test_static_addresses_exist(client: Client) -> None:
    from metier.web import STATIC_FOLDERS

    page = page_of(client.get("/"))
    for address in page.xpath("//link/@href | //script/@src"):
        route, name = address.split("?")[0].lstrip("/").split("/", 1)
        assert (STATIC_FOLDERS[f"/{route}"] / name).is_file()


def test_font_preloads_are_used_as_they_are(client: Client) -> None:
    """A preload under another address than the style sheet's loads the font twice."""
    from metier.web import STATIC_FOLDERS

    style = (STATIC_FOLDERS["/static"] / "site.css").read_text("utf-8")
    for address in page_of(client.get("/")).xpath("//link[@rel='preload']/@href"):
        assert f'url("{address.removeprefix("/static/")}")' in style


@pytest.mark.parametrize("address", ["/none", "/roles/none/", "/skills/none/", "/answer/none/"])
def test_missing_pages(client: Client, address: str) -> None:
    codes = {"/none": "page-missing", "/roles/none/": "role-unknown"}
    codes |= {"/skills/none/": "skill-unknown", "/answer/none/": "work-expired"}
    check_error(client.get(address), 404, codes[address])


@pytest.mark.parametrize(
    "address", ["/answer/", "/me/profiles/x/delete/", "/me/undo/", "/me/share/", "/me/rate/save/"]
)
def test_get_changes_nothing(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 405
    check_headers(response)


def test_personal_pages_ask_for_the_token(client: Client) -> None:
    asked = 0
    for address in personal_addresses():
        for method in methods_of(client, address):
            asked += 1
            client.cookies.pop("metier_token", None)
            check_error(getattr(client, method)(address), 403, "token-missing")
            for wrong in ("wrong", "", "tökén", "token-of-the-test"):
                client.cookies["metier_token"] = wrong
                check_error(getattr(client, method)(address), 403, "token-missing")
    assert asked > 45


def test_keep_asks_for_the_token(client: Client, work: Work) -> None:
    check_error(client.post(f"/answer/{work.id}/keep/"), 403, "token-missing")
    from metier.web.profiles.models import ProfileRow

    assert not ProfileRow.objects.exists()


def test_link_with_the_token(client: Client, token: str) -> None:
    response = client.get(f"/me/profiles/?token={token}&a=1&b=x%20y")
    assert response.status_code == 302
    assert response["Location"] == "/me/profiles/?a=1&b=x+y"
    cookie = client.cookies["metier_token"]
    assert cookie.value == token
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    check_headers(response)
    assert client.get("/me/profiles/").status_code == 200
    assert client.get(f"/?token={token}")["Location"] == "/"


@pytest.mark.parametrize("address", ["/", "/me/profiles/", "/none"])
@pytest.mark.parametrize("wrong", ["wrong", "", "%ff", "tökén"])
def test_link_with_a_wrong_token(client: Client, address: str, wrong: str) -> None:
    check_error(client.get(f"{address}?token={wrong}"), 403, "token-wrong")
    assert "metier_token" not in client.cookies


def test_redirect_stays_here(client: Client, token: str) -> None:
    response = client.get(f"//evil.example/?token={token}")
    location = response.headers.get("Location", "/")
    assert not location.startswith("//")
    assert "://" not in location


def test_no_token_set_means_no_access(client: Client) -> None:
    from django.test.utils import override_settings

    with override_settings(ACCESS_TOKEN=""):
        client.cookies["metier_token"] = ""
        check_error(client.get("/me/profiles/"), 403, "token-missing")
        check_error(client.get("/me/profiles/?token="), 403, "token-wrong")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "0.0.0.0", "[::]", "a b"]
)
@pytest.mark.parametrize("address", ["/", "/me/profiles/", "/roles/"])
def test_other_hosts_are_refused(trusted: Client, host: str, address: str) -> None:
    response = trusted.get(address, headers={"host": host})
    assert response.status_code == 400
    check_headers(response)
    assert b"Whose way" not in response.content


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.1:8765", "[::1]:8765"])
def test_own_hosts_are_served(client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_forwarded_host_is_not_believed(client: Client) -> None:
    response = client.get("/", headers={"x-forwarded-host": "evil.example"})
    assert response.status_code == 200
    assert b"evil.example" not in response.content


def test_forged_forms_are_refused(profile: Profile, token: str) -> None:
    from web.conftest import hold

    client = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    client.cookies["metier_token"] = token
    work = hold(client, profile)
    for address in (
        "/answer/",
        f"/answer/{work.id}/correct/",
        f"/answer/{work.id}/forget/",
        f"/answer/{work.id}/keep/",
        *(address for address in personal_addresses() if "post" in methods_of(client, address)),
    ):
        check_error(client.post(address, {"text": "Python"}), 403, "form-expired")
    assert list(MEMORY._items) == [work.id]
    home = page_of(client.get("/"))
    secret = home.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    fields = {"text": "Python, SQL and Spark, five years", "csrfmiddlewaretoken": secret}
    assert client.post("/answer/", fields).status_code == 302
    evil = {"origin": "http://evil.example"}
    check_error(client.post("/answer/", fields, headers=evil), 403, "form-expired")


def test_every_route_answers_without_a_server_error(trusted: Client) -> None:
    for value in ("none", "%00", "..", "é" * 90, NOBODY):
        for address in addresses(value).values():
            for method in ("get", "post", "head", "options", "put", "delete"):
                response: Any = getattr(trusted, method)(address)
                assert response.status_code < 500, (method, address)
                check_headers(response)


def test_an_unexpected_error_shows_no_traceback(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from metier.web.start import views

    def fail() -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr(views, "framework", fail)
    client.raise_request_exception = False
    response = client.get("/start/questions/")
    check_error(response, 500, "internal")
    assert b"secret detail" not in response.content
