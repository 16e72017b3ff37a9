"""Several tabs that write at the same moment: nothing of any of them is lost."""

import threading
from collections.abc import Callable
from functools import partial

import msgspec
from django.db import connection
from django.test import Client

from metier.core.framework.load import load_framework
from metier.web.me.mine import get_mine
from metier.web.me.services import levels_rate, profile_change
from web.conftest import new_client, stored


def at_once(jobs: list[Callable[[], None]]) -> None:
    failed: list[BaseException] = []
    barrier = threading.Barrier(len(jobs))

    def run(job: Callable[[], None]) -> None:
        try:
            barrier.wait()
            job()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failed == []


def test_changes_at_the_same_moment_all_stand(me: Client) -> None:
    mine = get_mine(stored(me).id)
    skills = list(load_framework().skills)[:8]

    def rates(skill: str) -> Callable[[], None]:
        def job() -> None:
            for level in (1, 2):
                profile_change(mine, skill, partial(levels_rate, levels={skill: level}))

        return job

    at_once([rates(skill) for skill in skills])
    assert {item.skill: item.level for item in stored(me).ratings} == dict.fromkeys(skills, 2)


def test_a_page_never_shows_half_a_change(me: Client, token: str) -> None:
    """Documents and their evidence come and go together, whenever a page reads them."""
    profile = stored(me)
    mine = get_mine(profile.id)
    empty = msgspec.structs.replace(profile, documents=(), evidence=())
    seen: list[tuple[int, int]] = []

    def writes() -> None:
        for number in range(6):
            one = empty if number % 2 == 0 else profile
            profile_change(mine, "swap", lambda _, one=one: one)

    def reads() -> None:
        for _ in range(6):
            found = get_mine(profile.id).profile
            seen.append((len(found.documents), len(found.evidence)))

    at_once([writes, reads, reads])
    assert set(seen) <= {(0, 0), (len(profile.documents), len(profile.evidence))}


def test_first_pages_of_a_new_machine_at_once(token: str) -> None:
    """Four tabs that make the one user at the same moment make one."""
    from metier.web.accounts.models import User

    def job() -> None:
        browser = new_client()
        browser.cookies["metier_token"] = token
        assert browser.get("/me/profiles/").status_code == 200

    at_once([job] * 4)
    assert User.objects.count() == 1
