"""Exploring: filters, search, comparison, map and help; parts for htmx; bad input; no dead end."""

import json
from typing import Any
from urllib.parse import quote, urldefrag, urljoin

import pytest
from django.test import Client

from metier.core.framework.load import load_framework
from web.checks import check_error, check_page, page_of

FRAMEWORK = load_framework()
PAGES = [
    "/",
    "/roles/",
    "/skills/",
    "/compare/",
    "/compare/?role=data-scientist:mid&role=data-engineer:mid",
    "/map/",
    "/pay/",
    "/demand/",
    "/paths/",
    "/network/",
    "/source/",
    "/privacy/",
    "/search/?q=data",
    "/glossary/",
    "/docs/",
]
HOSTILE = [
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "%(name)s %s %",
    "\x00\x1b[31m",
    "🙂" * 300,
    "a" * 20_000,
    "../../etc/passwd",
    "\u202eabc",
]


def names(page: Any) -> list[str]:
    return [" ".join(item.text_content().split()) for item in page.xpath("//h3")]


def get(client: Client, path: str, target: str = "") -> Any:
    headers = {"hx-request": "true", "hx-target": target} if target else {}
    return client.get(path, headers=headers)


def test_no_link_is_dead(client: Client) -> None:
    """Every address that a page leads to answers, and every place on it is there."""
    seen: dict[str, set[str]] = {}
    wanted: dict[str, set[str]] = {}
    roles = [f"/roles/{role}/" for role in ("data-scientist", "ai-ethics-officer")]
    for start in [*PAGES, *roles, "/skills/python/", "/docs/tutorial/first-steps/"]:
        page = page_of(client.get(start))
        for link in page.xpath("//a/@href"):
            address, place = urldefrag(urljoin(start, link))
            wanted.setdefault(address, set()).add(place)
    dead = []
    for address, places in sorted(wanted.items()):
        if address.startswith("/me/"):
            continue  # personal pages have tests of their own
        response = client.get(address)
        if response.status_code not in {200, 302, 403}:
            dead.append(address)
        if response.status_code == 200 and places - {""}:
            seen[address] = set(page_of(response).xpath("//@id"))
            dead += [f"{address}#{place}" for place in places - {""} - seen[address]]
    assert dead == []
    assert len(wanted) > 300


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("category=leadership", {"leadership"}),
        ("category=nonsense", {role.category for role in FRAMEWORK.data.roles}),
    ],
)
def test_roles_by_category(client: Client, query: str, expected: set[str]) -> None:
    shown = names(check_page(client.get(f"/roles/?{query}")))
    asked = {role.name for role in FRAMEWORK.data.roles if role.category in expected}
    assert set(shown) == asked


def test_roles_by_words_titles_and_skills(client: Client) -> None:
    assert "Data Scientist" in names(page_of(client.get("/roles/?q=Decision+Scientist")))
    assert names(page_of(client.get("/roles/?q=Chief+Technology"))) == [
        "Chief Technology Officer (AI)"
    ]
    found = names(page_of(client.get("/roles/?q=pytorch")))
    asking = FRAMEWORK.needed_by["pytorch"]
    assert set(found) == {FRAMEWORK.roles[role].name for role in asking}
    text = page_of(client.get("/roles/?q=zzzzqq")).text_content()
    assert "No role is like that." in text


def test_roles_in_another_order_and_stage(client: Client) -> None:
    page = page_of(client.get("/roles/?sort=pay&stage=principal"))
    assert names(page)[0] in {
        role.name for role in FRAMEWORK.data.roles if role.pay_category == "leadership"
    }
    assert "450,000–800,000+" in page.text_content()


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/roles/?q=data", "roles-found"),
        ("/skills/?q=data", "skills-found"),
        ("/search/?q=data", "search-found"),
        ("/search/?q=data", "found"),
        ("/map/", "map-found"),
    ],
)
def test_parts_are_only_the_part(client: Client, path: str, target: str) -> None:
    part = get(client, path, target).content.decode()
    whole = get(client, path).content.decode()
    assert "<html" not in part
    assert "<html" in whole
    assert len(part) > 200


def test_search_finds_everything(client: Client) -> None:
    page = check_page(client.get("/search/?q=kubernetes"))
    kinds = {item.strip().split(" ·")[0] for item in page.xpath("//*[@class='hit-kind']/text()")}
    assert {"Skill", "Resource"} <= kinds
    only = check_page(client.get("/search/?q=data&kind=project"))
    assert set(only.xpath("//*[@class='hit-kind']/text()")) == {"Project"}
    assert "Nothing here is called" in client.get("/search/?q=zzzzqq").content.decode()


def test_search_follows_the_language(client: Client) -> None:
    client.cookies["metier_language"] = "de"
    page = page_of(client.get("/search/?q=Glossar"))
    assert "/glossary/" in page.xpath("//*[@class='hits']//a/@href")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", ["/roles/?q=", "/skills/?q=", "/search/?q="])
def test_hostile_queries_are_only_text(client: Client, path: str, text: str) -> None:
    response = client.get(path + quote(text))
    assert response.status_code == 200
    page = check_page(response)
    assert page.xpath("//main//script") == []
    field = page.xpath("//main//input[@name='q']/@value")[0]
    assert field.replace("\ufffd", "\x00").strip() in text


@pytest.mark.parametrize("field", ["category", "stage", "demand", "pay", "sort"])
@pytest.mark.parametrize("text", HOSTILE[:4])
def test_hostile_choices_count_as_none(client: Client, field: str, text: str) -> None:
    response = client.get(f"/roles/?{field}={quote(text)}")
    assert len(names(check_page(response))) == len(FRAMEWORK.roles)
    assert text.encode() not in response.content


def test_compare_two_to_four(client: Client) -> None:
    roles = list(FRAMEWORK.roles)[:4]
    for number in (2, 3, 4):
        query = "&".join(f"role={role}:mid" for role in roles[:number])
        page = check_page(client.get(f"/compare/?{query}"))
        heads = page.xpath("(//table)[1]/thead//th")
        assert len(heads) == number
    text = page_of(client.get(f"/compare/?role={roles[0]}:mid")).text_content()
    assert "Choose one more role" in text
    twice = page_of(client.get(f"/compare/?role={roles[0]}:mid&role={roles[0]}:mid"))
    assert "Choose one more role" in twice.text_content()


def test_compare_refuses_what_it_cannot(client: Client) -> None:
    five = "&".join(f"role={role}" for role in list(FRAMEWORK.roles)[:5])
    check_error(client.get(f"/compare/?{five}"), 422, "compare-count")
    check_error(client.get("/compare/?role=nobody:mid&role=x"), 404, "role-unknown")
    check_error(client.get("/compare/?role=data-scientist:junior"), 404, "stage-unknown")


def test_map_is_the_map(client: Client) -> None:
    page = check_page(client.get("/map/?start=data-engineer:mid&hours=12"))
    hours = [int(text.replace(",", "")) for text in page.xpath("//tbody/tr/td[4]/text()")]
    assert hours == sorted(hours)
    assert len(hours) == 20
    data = json.loads(client.get("/map/data.json").content)
    assert len(data["places"]) == len(data["hours"]) == 84
    places = [(item["role"], item["stage"]) for item in data["places"]]
    row = data["hours"][places.index(("data-engineer", "mid"))]
    nearest = page.xpath("//tbody/tr[1]/td[2]/a/@href")[0].split("/")[2]
    assert hours[0] == round(row[places.index((nearest, "mid"))])


@pytest.mark.parametrize("hours", ["0", "-1", "81", "nan", "inf", "x", "1e9"])
def test_map_refuses_odd_hours(client: Client, hours: str) -> None:
    check_error(client.get(f"/map/?hours={hours}"), 422, "map-hours")


def test_map_refuses_an_unknown_start(client: Client) -> None:
    check_error(client.get("/map/?start=nobody"), 404, "role-unknown")
    check_page(client.get("/map/?start=&hours=&reach=zzz"))


def test_pay_and_demand_say_whose_they_are(client: Client) -> None:
    table = FRAMEWORK.library.salaries
    assert table is not None
    pay = " ".join(check_page(client.get("/pay/")).text_content().split())
    assert " ".join(table.caution.split()) in pay
    for row in table.rows:
        for band in row.bands.values():
            assert f"{band.low:,.0f}–{band.high:,.0f}" in pay
    demand = check_page(client.get("/demand/"))
    assert len(demand.xpath("//tbody/tr")) == len(FRAMEWORK.roles)


def test_skill_page_draws_what_its_table_says(client: Client) -> None:
    page = check_page(client.get("/skills/deep-learning/"))
    rows = page.xpath("//tr[@data-link]")
    direct = {
        need.skill
        for needs in FRAMEWORK.skills["deep-learning"].prerequisites.values()
        for need in needs
    }
    listed = {
        row.xpath("td[3]/a/@href")[0].split("/")[2]
        for row in rows
        if row.xpath("td[1]/a/@href")[0] == "/skills/deep-learning/"
    }
    assert listed == direct
    roles = page.xpath("//section[@id='asked']//tbody/tr")
    assert len(roles) == len(FRAMEWORK.needed_by["deep-learning"])


def test_what_one_comes_from_is_chosen_on_the_first_page(client: Client) -> None:
    """A role's page and what a search finds lead to the form with their choice made."""
    role = page_of(client.get("/roles/nlp-engineer/")).xpath("//a[@class='button']/@href")[0]
    found = page_of(client.get("/search/?q=registered+nurse")).xpath("//*[@class='hits']//a/@href")
    for address, field, value in [(role, "role", "nlp-engineer"), (found[0], "background", None)]:
        chosen = page_of(client.get(address)).xpath(f"//select[@id='{field}']//option[@selected]")
        assert len(chosen) == 1
        assert value in {None, chosen[0].get("value")}
    assert not page_of(client.get("/?role=nobody")).xpath("//option[@selected]")


def test_documentation_is_all_there(client: Client) -> None:
    page = check_page(client.get("/docs/"))
    for link in page.xpath("//section//a/@href"):
        check_page(client.get(link))
    assert len(page.xpath("//section//a")) > 15


@pytest.mark.parametrize(
    "path",
    ["nothing", "../../README", "..%2f..%2fpyproject", "how-to/../../README", "%2e%2e/LICENSE"],
)
def test_documentation_leads_nowhere_else(client: Client, path: str) -> None:
    response = client.get(f"/docs/{path}/")
    assert response.status_code == 404
    check_page(response)


def test_every_page_has_its_frame(client: Client) -> None:
    for path in PAGES:
        page = check_page(client.get(path))
        assert len(page.xpath("//h1")) == 1, path
        assert len(page.xpath("//*[@aria-current='page']")) <= 1, path
        assert page.xpath("//title/text()")[0].strip(), path
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert "!" not in page.xpath("string(//main)").replace("!=", ""), path


def test_explained_terms_are_in_the_glossary(client: Client) -> None:
    page = check_page(client.get("/glossary/"))
    assert {"readiness", "fit", "level", "stage", "plan", "evidence"} <= set(page.xpath("//@id"))
