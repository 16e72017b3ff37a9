"""Long work: taken by one worker at a time, held by a lease, canceled, and what it led to."""

import datetime as dt
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from metier.core.errors import StoreError
from metier.web.accounts.models import User, local_user
from metier.web.jobs import kinds
from metier.web.jobs.models import CANCELED, DONE, FAILED, RUNNING, WAITING, JobRow
from metier.web.jobs.services import (
    KEPT,
    LEASE,
    MOST_TRIES,
    JobStoppedError,
    Outcome,
    job_add,
    job_beat,
    job_cancel,
    job_finish,
    job_take,
)
from metier.web.jobs.worker import run_next
from web.checks import check_error, check_page
from web.conftest import new_client, stored

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


class Clock:
    """A time that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, span: dt.timedelta) -> None:
        self.now += span


@pytest.fixture
def clock() -> Clock:
    return Clock()


def add(
    kind: str = "steps", owner: str = "", *, now: dt.datetime = NOW, **arguments: Any
) -> JobRow:
    owner = owner or str(local_user().id)
    return job_add(owner=owner, kind=kind, label="Work", arguments=arguments, now=now)


def again(row: JobRow) -> JobRow:
    found: JobRow = JobRow.objects.get(pk=row.pk)
    return found


def test_work_is_done_in_order_and_its_arguments_are_forgotten(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    done: list[str] = []

    def work(arguments: dict[str, Any], beat: kinds.Beat) -> Outcome:
        beat(1)
        done.append(arguments["name"])
        return Outcome(address="/me/")

    monkeypatch.setitem(kinds.KINDS, "steps", work)
    first = add(name="a")
    second = add(name="b", now=NOW + dt.timedelta(seconds=1))
    assert run_next("w", now=clock)
    assert again(first).state == DONE
    assert again(second).state == WAITING
    assert run_next("w", now=clock)
    assert not run_next("w", now=clock)
    assert done == ["a", "b"]
    assert again(first).result["address"] == "/me/"
    assert again(first).arguments == {}


def test_a_lease_that_ran_out_is_taken_over_and_the_first_is_too_late(clock: Clock) -> None:
    row = add()
    slow = job_take("slow", now=clock())
    assert slow
    assert slow.pk == row.pk
    clock.pass_by(LEASE)
    assert job_take("other", now=clock()) is None, "it is still held"
    job_beat(slow, now=clock(), progress=0.5, steps=5)
    clock.pass_by(LEASE)
    assert job_take("other", now=clock()) is None, "a beat holds it for another while"
    clock.pass_by(dt.timedelta(seconds=1))
    taken = job_take("other", now=clock())
    assert taken
    assert taken.tries == 2
    with pytest.raises(JobStoppedError):
        job_beat(slow, now=clock(), progress=0.9, steps=9)
    assert not job_finish(slow, Outcome(address="/wrong/"), now=clock())
    assert again(row).state == RUNNING
    assert job_finish(taken, Outcome(address="/right/"), now=clock())
    assert again(row).result["address"] == "/right/"


def test_the_same_worker_name_after_a_crash_is_not_the_same_hold(clock: Clock) -> None:
    row = add()
    before = job_take("w", now=clock())
    clock.pass_by(LEASE + dt.timedelta(seconds=1))
    after = job_take("w", now=clock())
    assert before
    assert after
    assert not job_finish(before, Outcome(address="/wrong/"), now=clock())
    assert job_finish(after, Outcome(), now=clock())
    assert again(row).state == DONE


def test_work_that_never_ends_is_given_up(clock: Clock) -> None:
    row = add()
    for _ in range(MOST_TRIES):
        assert job_take("w", now=clock())
        clock.pass_by(LEASE + dt.timedelta(seconds=1))
    assert job_take("w", now=clock()) is None
    assert (again(row).state, again(row).result["code"]) == (FAILED, "job-crashed")


def test_cancel_while_waiting_and_while_running(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    owner = str(local_user().id)
    waiting = add()
    job_cancel(owner, str(waiting.pk), now=clock())
    assert again(waiting).state == CANCELED
    assert not run_next("w", now=clock)

    steps: list[int] = []

    def work(arguments: dict[str, Any], beat: kinds.Beat) -> Outcome:
        for step in range(1000):
            clock.pass_by(dt.timedelta(seconds=1))
            beat(step)
            steps.append(step)
            if step == 3:
                job_cancel(owner, str(running.pk), now=clock())
        return Outcome()

    monkeypatch.setitem(kinds.KINDS, "steps", work)
    running = add()
    assert run_next("w", now=clock)
    assert again(running).state == CANCELED
    assert steps == [0, 1, 2, 3]
    job_cancel(owner, str(running.pk), now=clock())
    assert again(running).state == CANCELED


def test_canceled_work_of_a_crashed_worker_ends(clock: Clock) -> None:
    row = add()
    assert job_take("w", now=clock())
    job_cancel(str(local_user().id), str(row.pk), now=clock())
    clock.pass_by(LEASE + dt.timedelta(seconds=1))
    assert job_take("other", now=clock()) is None
    assert again(row).state == CANCELED


def test_one_bad_piece_of_work_does_not_end_the_worker(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(arguments: dict[str, Any], beat: kinds.Beat) -> Outcome:
        raise ValueError("words of a CV")

    def refused(arguments: dict[str, Any], beat: kinds.Beat) -> Outcome:
        raise StoreError("It is gone.", code="profile-missing", hint="Look elsewhere.")

    monkeypatch.setitem(kinds.KINDS, "broken", broken)
    monkeypatch.setitem(kinds.KINDS, "refused", refused)
    rows = [add("broken"), add("refused"), add("nothing-such")]
    for _ in rows:
        assert run_next("w", now=clock)
    results = [again(row).result for row in rows]
    assert [again(row).state for row in rows] == [FAILED] * 3
    assert [item["code"] for item in results] == ["internal", "profile-missing", "internal"]
    assert results[1]["message"] == "It is gone."
    assert "words of a CV" not in caplog.text
    assert "words of a CV" not in str(results)


def test_two_workers_never_take_the_same(django_ready: None) -> None:
    """Eight threads over forty pieces: each piece is taken once."""
    rows = {add().pk for _ in range(40)}
    taken: list[Any] = []
    failed: list[BaseException] = []
    barrier = threading.Barrier(8)

    def work(name: str) -> None:
        try:
            barrier.wait()
            while row := job_take(name, now=NOW):
                taken.append(row.pk)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert len(taken) == len(set(taken)) == 40
    assert set(taken) == rows
    assert set(JobRow.objects.values_list("tries", flat=True)) == {1}


def test_what_ended_long_ago_is_taken_out(clock: Clock) -> None:
    old = add()
    taken = job_take("w", now=clock())
    assert taken
    job_finish(taken, Outcome(), now=clock())
    clock.pass_by(KEPT + dt.timedelta(seconds=1))
    new = add(now=clock())
    assert list(JobRow.objects.values_list("pk", flat=True)) == [new.pk]
    assert old.pk != new.pk


def test_a_repository_is_read_in_the_background(trusted: Client, tmp_path: Path) -> None:
    (tmp_path / "etl.py").write_text("import pandas as pd\nimport sqlalchemy\n" * 40)
    (tmp_path / "requirements.txt").write_text("pandas\nsqlalchemy\n")
    started = trusted.post("/start/repository/", {"path": str(tmp_path)})
    address = started["Location"]
    page = check_page(trusted.get(address))
    assert page.xpath("//progress")
    assert page.xpath("//*[@hx-trigger='every 1s']")
    assert page.xpath("//noscript"), "without JavaScript the page asks again as well"
    part = trusted.get(address, headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert tmp_path.name in check_page(trusted.get("/me/jobs/")).xpath("string(//main)")

    assert run_next("w")
    done = trusted.get(address, headers={"HX-Request": "true"})
    answer = trusted.get(done["HX-Redirect"])
    assert answer.status_code == 200
    assert "pandas" in answer.content.decode().lower()
    assert trusted.get(address)["Location"] == done["HX-Redirect"]
    assert new_client().get(done["HX-Redirect"]).status_code == 404, "it is this browser's"


def test_a_folder_without_code_says_so(trusted: Client, tmp_path: Path) -> None:
    address = trusted.post("/start/repository/", {"path": str(tmp_path)})["Location"]
    assert run_next("w")
    page = check_page(trusted.get(address))
    assert "document-missing" in page.xpath("string(//main)")
    assert not page.xpath("//progress")


def test_the_report_as_pdf_in_the_background(me: Client) -> None:
    address = me.post("/me/report/pdf/", {"role": "data-engineer", "stage": "mid"})["Location"]
    check_error(me.get(f"{address}file"), 404, "job-missing")
    assert run_next("w")
    page = check_page(me.get(address))
    link = page.xpath("//main//a[contains(@href, '/file')]/@href")[0]
    response = me.get(link)
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'attachment; filename="metier-report.pdf"'


def test_work_of_a_profile_that_was_erased(me: Client) -> None:
    me.post("/me/report/pdf/")
    me.post(f"/me/profiles/{stored(me).id}/delete/")
    assert not JobRow.objects.exists()
    assert not run_next("w")


def test_cancel_by_the_page(trusted: Client, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import pandas\n")
    address = trusted.post("/start/repository/", {"path": str(tmp_path)})["Location"]
    assert trusted.post(f"{address}cancel/")["Location"] == "/me/jobs/"
    assert not run_next("w")
    assert check_page(trusted.get(address)).xpath("string(//*[@role='status'])") == "Canceled"


def test_work_of_somebody_else_is_not_there(trusted: Client) -> None:
    stranger = User.objects.create(username="stranger")
    row = add(owner=str(stranger.id))
    for address in (f"/me/jobs/{row.pk}/", f"/me/jobs/{row.pk}/file", "/me/jobs/x/"):
        check_error(trusted.get(address), 404, "job-missing")
    check_error(trusted.post(f"/me/jobs/{row.pk}/cancel/"), 404, "job-missing")
    assert "Work" not in check_page(trusted.get("/me/jobs/")).xpath("string(//main//ul)")
    assert not again(row).cancel
