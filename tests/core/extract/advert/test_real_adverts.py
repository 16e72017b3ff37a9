"""Real adverts beside the fields that a careful hand gave them, where the data are there."""

import gzip
import json
from typing import Any

import pytest

from metier.core.extract.advert.read import AdvertReader
from metier.core.extract.advert.records import Advert
from shared_data import shared_folder

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def real(adverts: AdvertReader) -> list[tuple[dict[str, Any], Advert]]:
    path = shared_folder("data") / "postings" / "analytics_engineer_2026.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [(row, adverts.read(row["description"])) for row in rows]


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_pay_agrees_and_none_is_invented(real: list[tuple[dict[str, Any], Advert]]) -> None:
    stated, silent = [], []
    for row, advert in real:
        ends = {row["salary_min"], row["salary_max"]} - {None}
        if not ends:
            silent.append(advert.pay is None)
        else:
            pay = advert.pay
            found = {pay.low, pay.high} - {None} if pay else set()
            currency = pay.currency if pay else None
            stated.append(bool(found) and found <= ends and currency == row["salary_currency"])

    assert share(stated) >= 0.85
    assert share(silent) >= 0.97


def test_work_mode_agrees(real: list[tuple[dict[str, Any], Advert]]) -> None:
    found = [
        (row["work_arrangement"], advert.work_mode.value if advert.work_mode else "not_stated")
        for row, advert in real
    ]
    told = [given == mode for given, mode in found if mode != "not_stated"]
    stated = [given == mode for given, mode in found if given != "not_stated"]

    assert share(told) >= 0.9
    assert share(stated) >= 0.75


def test_title_agrees(real: list[tuple[dict[str, Any], Advert]]) -> None:
    titles = [
        (row["role"].casefold(), advert.title.value.casefold())
        for row, advert in real
        if advert.title
    ]

    assert len(titles) >= 0.8 * len(real)
    assert share([one in other or other in one for one, other in titles]) >= 0.9
