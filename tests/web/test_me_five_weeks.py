"""Five weeks of use: saved, worked on, restarted, the framework renewed, planned anew."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django.db import connections
from django.test import Client

from metier.core.framework.index import Framework
from metier.core.framework.load import load_framework
from metier.core.framework.records import Profile
from metier.core.framework.types import Redirect
from metier.web import engine
from metier.web.me import mine as holding
from metier.web.me.models import ReadingRow, ShareRow
from metier.web.profiles.store import DatabaseStore
from metier.web.start.memory import MEMORY
from web.checks import check_page
from web.conftest import hold, new_client, stored
from web.test_me_shares import share

START = dt.date(2026, 3, 2)
OLD_ROLE, ROLE = "data-person", "data-scientist"
PAGES = (
    *("/me/", "/me/gap/", "/me/plan/", "/me/plan/?view=board", "/me/plan/?view=calendar"),
    *("/me/rate/", "/me/review/", "/me/report/", "/me/portfolio/", "/me/network/"),
    *("/me/practice/", "/me/applications/", "/me/profiles/", "/me/reminders.ics"),
)


class Calendar:
    """The day that all pages take for today."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        from metier.web.me import services as me_services
        from metier.web.start import services as start_services
        from metier.web.start import views as start_views

        self.day = START
        for module in (holding, me_services, start_services, start_views):
            patch.setattr(module, "today", lambda: self.day)

    def week(self, number: int) -> None:
        self.day = START + dt.timedelta(weeks=number - 1)


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    return Calendar(monkeypatch)


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Lets a test put another framework in place of the present one."""

    def renew(framework: Framework) -> None:
        monkeypatch.setattr(engine, "open_framework", lambda: framework)
        engine.reader.cache_clear()

    yield renew
    monkeypatch.undo()
    engine.reader.cache_clear()
    holding._held.drop(lambda _: True)


def restart(before: Client, token: str) -> Client:
    """A new process: nothing in memory; the browser has its kept cookies."""
    holding._held.drop(lambda _: True)
    MEMORY._items.clear()
    connections.close_all()
    after = new_client()
    after.cookies["metier_token"] = token
    after.cookies["metier_profile"] = before.cookies["metier_profile"].value
    return after


def retire(profile: Profile, ids: dict[str, str]) -> Profile:
    """Return the profile as it would be kept, had the framework then used these older ids."""

    def older(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: ids.get(item, item)
                if key in {"skill", "role", "project"} and isinstance(item, str)
                else older(item)
                for key, item in value.items()
            }
        return [older(item) for item in value] if isinstance(value, list) else value

    return msgspec.convert(older(json.loads(msgspec.json.encode(profile))), Profile)


def check_pages(browser: Client) -> None:
    for address in PAGES:
        response = browser.get(address)
        assert response.status_code == 200, address
        if not address.endswith(".ics"):
            check_page(response)


def post(browser: Client, address: str, **fields: Any) -> None:
    response = browser.post(address, {k.replace("_", "-"): v for k, v in fields.items()})
    assert response.status_code == 302, response.content[:1500]


def test_five_weeks(  # noqa: PLR0915 five weeks are long
    trusted: Client, profile: Profile, token: str, calendar: Calendar, renewed: Any
) -> None:
    # week 1: a CV, a target, ratings, a plan
    browser = trusted
    work = hold(browser, profile)
    post(browser, f"/answer/{work.id}/keep/", name="Noor")
    post(browser, "/me/targets/choose/", role=ROLE, stage="mid")
    post(browser, "/me/rate/save/", level_python="3", level_sql="4")
    post(browser, "/me/network/change/", name="Ada", follow_up="2026-03-20", note="met")
    post(browser, "/me/plan/accept/", hours="5", weeks="30")
    first = stored(browser).plans[0]
    steps = [step for step in first.steps if step.skill]
    assert len(steps) > 5
    assert first.day == START.isoformat()
    check_pages(browser)

    # week 2: two steps done, one of them in more hours than planned; a restart
    calendar.week(2)
    for step, hours in zip(steps[:2], (steps[0].hours * 2, steps[1].hours), strict=True):
        post(
            browser, "/me/plan/report/",
            skill=step.skill, level=step.level, hours_spent=f"{hours:.1f}", share="1",
        )  # fmt: skip
    check_pages(browser)
    browser = restart(browser, token)
    assert [item.skill for item in stored(browser).progress] == [s.skill for s in steps[:2]]
    text = check_page(browser.get("/me/")).xpath("string(//section[@aria-labelledby='week'])")
    assert f"2 of {len(first.steps)}" in text

    # week 3: a step half done, the follow-up is due, a piece of work
    calendar.week(3)
    half = steps[2]
    post(browser, "/me/plan/report/", skill=half.skill, level=half.level, share="0.5")
    post(browser, "/me/portfolio/add/", title="A dashboard of delays")
    assert "Ada" in check_page(browser.get("/me/")).xpath("string(//main)")
    check_pages(browser)

    link = share(browser, "standing", "plan", days="90")

    # week 4: a newer framework has retired an id of a role and two of skills
    calendar.week(4)
    ids = {ROLE: OLD_ROLE, "python": "python-old", steps[0].skill: "step-old"}
    before = stored(browser)
    DatabaseStore().put_profile(retire(before, ids))
    ReadingRow.objects.update(role=OLD_ROLE)
    ShareRow.objects.update(role=OLD_ROLE)
    present = load_framework().data
    redirects = tuple(
        Redirect("role" if old == OLD_ROLE else "skill", old, (new,), "9.9.9")
        for new, old in ids.items()
    )
    renewed(Framework(msgspec.structs.replace(present, redirects=redirects, version="9.9.9")))
    browser = restart(browser, token)
    told = check_page(browser.get("/me/")).xpath("string(//main)")
    for old in ids.values():
        assert old in told, "one is told what is called otherwise by now"
    assert f"2 of {len(first.steps)}" in told
    check_pages(browser)
    assert new_client().get(link).status_code == 200
    gap = check_page(browser.get("/me/gap/")).xpath("string(//main)")
    assert engine.framework().roles[ROLE].name in gap

    # and the plan is made anew: the difference is shown, then accepted
    shown = check_page(browser.get("/me/plan/")).xpath("string(//main)")
    assert "differs" in shown
    assert len(stored(browser).plans) == 1
    post(browser, "/me/plan/accept/", anew="1")
    kept = stored(browser)
    assert len(kept.plans) == 2
    second = kept.plans[1]
    assert second.day == calendar.day.isoformat()
    assert [(t.role, t.stage) for t in second.request.targets] == [(ROLE, "mid")]
    again = {(step.skill, step.level) for step in second.steps}
    assert not again & {(step.skill, step.level) for step in steps[:2]}, "done is done"
    assert min(step.start for step in second.steps) >= calendar.day.isoformat()

    # week 5: on with it; everything of five weeks is there
    calendar.week(5)
    ahead = next(step for step in second.steps if step.skill)
    post(browser, "/me/plan/report/", skill=ahead.skill, level=ahead.level)
    post(browser, "/me/rate/save/", level_python="4")
    browser = restart(browser, token)
    check_pages(browser)
    end = stored(browser)
    assert end.name == "Noor"
    assert end.documents == profile.documents
    assert len(end.evidence) == len(profile.evidence)
    assert {item.skill: item.level for item in end.ratings} == {"python": 4, "sql": 4}
    done = [(item.skill, item.level, item.share) for item in end.progress]
    assert done == [
        *((step.skill, step.level, 1.0) for step in steps[:2]),
        (half.skill, half.level, 0.5),
        (ahead.skill, ahead.level, 1.0),
    ]
    assert [item.name for item in end.contacts] == ["Ada"]
    assert [item.title for item in end.artifacts] == ["A dashboard of delays"]

    # the history: one reading for each week in which the page was seen, in order
    readings = list(ReadingRow.objects.filter(stage="mid").order_by("day"))
    days = [START + dt.timedelta(weeks=n) for n in range(5)]
    assert [row.day for row in readings] == days
    assert readings[-1].value > readings[0].value
    page = check_page(browser.get("/me/"))
    assert page.xpath("//polyline[@class='trend']/@points")
    rows = page.xpath("//figure//tbody/tr")
    assert len(rows) == 5
    exported = browser.get(f"/me/profiles/{end.id}/export/")
    assert msgspec.json.decode(exported.content, type=Profile) == end
