"""Pages of roles and skills hold all that the framework says, and are whole for every one."""

import pytest
from django.test import Client

from metier.core.framework.load import load_framework
from web.checks import check_error, check_page, page_of

FRAMEWORK = load_framework()


@pytest.mark.parametrize("role_id", list(FRAMEWORK.roles))
def test_role_page_is_whole(client: Client, role_id: str) -> None:
    role = FRAMEWORK.roles[role_id]
    response = client.get(f"/roles/{role_id}/")
    assert response.status_code == 200
    page = check_page(response)
    text = " ".join(page.xpath("string(//main)").split())
    assert page.xpath("string(//h1)") == role.name
    for words in (role.mission, *role.delivers, *role.judged_by, *role.hiring_signals):
        assert " ".join(words.split()) in text
    headings = {" ".join(item.split()) for item in page.xpath("//h2/text()")}
    assert {
        "A day",
        "Skills",
        "Ladder",
        "Pay",
        "Demand",
        "What success rests on",
        "Seen by who hires",
        "Projects that prove it",
        "Interview questions",
        "Often confused with",
        "Where its people are",
        "Titles used for it",
    } <= headings
    assert "None" not in text.replace("None of", "")


@pytest.mark.parametrize("skill_id", list(FRAMEWORK.skills)[::25])
def test_skill_page_is_whole(client: Client, skill_id: str) -> None:
    skill = FRAMEWORK.skills[skill_id]
    page = check_page(client.get(f"/skills/{skill_id}/"))
    text = " ".join(page.xpath("string(//main)").split())
    assert page.xpath("string(//h1)") == skill.name
    for words in skill.levels.values():
        assert " ".join(words.split()) in text


def test_skill_page_names_what_teaches_and_proves_it(client: Client) -> None:
    page = check_page(client.get("/skills/sql/"))
    headings = {" ".join(item.split()) for item in page.xpath("//h2/text()")}
    assert {
        "To learn it",
        "To prove it",
        "Asked in interviews",
        "In other classifications",
    } <= headings


def test_start_from_a_background_alone(client: Client) -> None:
    background = FRAMEWORK.library.backgrounds[0]
    home = page_of(client.get("/"))
    assert len(home.xpath("//select[@id='background']//option")) == 1 + len(
        FRAMEWORK.library.backgrounds
    )
    response = client.post("/answer/", {"background": background.id})
    assert response.status_code == 302
    page = check_page(client.get(response["Location"]))
    text = " ".join(page.xpath("string(//main)").split())
    assert f"Starting from {background.name}" in text
    assert FRAMEWORK.roles[background.first_roles[0]].name in text
    assert page.xpath("//ol[@class='plan']/li")


def test_background_stands_beside_a_document(client: Client) -> None:
    background = FRAMEWORK.library.backgrounds[0]
    text = "Python developer since 2019. Built SQL reports."
    response = client.post("/answer/", {"background": background.id, "text": text})
    page = check_page(client.get(response["Location"]))
    shown = " ".join(page.xpath("string(//main)").split())
    assert f"Starting from {background.name}" in shown
    assert "reports." in shown


def test_unknown_background_is_told(client: Client) -> None:
    response = client.post("/answer/", {"background": "no-such-thing"})
    check_error(response, 404, "background-unknown")


def test_source_page_holds_every_line(client: Client) -> None:
    source = FRAMEWORK.library.source
    assert source is not None
    page = check_page(client.get("/source/"))
    shown = {" ".join(text.split()) for text in page.xpath("//td[2]/text()")}
    assert {" ".join(line.text.split()) for line in source.lines} <= shown
    assert len(page.xpath("//tbody/tr")) == len(source.lines)
    text = " ".join(page.xpath("string(//main)").split())
    assert "none is left over" in text
    assert "Specialization Pays: holds" in text


def test_paths_page_shows_every_task(client: Client) -> None:
    page = check_page(client.get("/paths/"))
    text = " ".join(page.xpath("string(//main)").split())
    for path in FRAMEWORK.library.paths:
        for phase in path.phases:
            assert phase.phase in text
            for task in phase.tasks:
                assert task.task in text
                assert task.check in text


def test_network_page_is_for_all_or_for_a_role(client: Client) -> None:
    page = check_page(client.get("/network/"))
    text = " ".join(page.xpath("string(//main)").split())
    assert all(item.name in text for item in FRAMEWORK.library.communities)
    assert all(guide.title in text for guide in FRAMEWORK.library.guides)
    some = check_page(client.get("/network/?role=data-scientist"))
    assert len(some.xpath("//section/ul/li")) < len(page.xpath("//section/ul/li"))
    check_error(client.get("/network/?role=nobody"), 404, "role-unknown")
