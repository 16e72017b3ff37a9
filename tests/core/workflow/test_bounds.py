"""Texts made to be costly are answered: what repeats is counted once too often to matter."""

import datetime as dt

import pytest

from metier.core.documents.build import build_document
from metier.core.extract.evidence import MAX_SAME
from metier.core.framework.load import load_framework
from metier.core.workflow.assess import Reader, assess_profile, build_profile

_SIZE = 40_000
_UNITS = [
    "(",
    ".",
    " ",
    "\n",
    "a@",
    "1",
    "A",
    "2019 - ",
    "go ",
    "R, ",
    "Skills\nPython\n",
    "not ",
    "Python and ",
    "http://",
    "• ",
    "since 2019 ",
    "Python pandas SQL\n",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_framework())


@pytest.mark.parametrize("unit", _UNITS, ids=[repr(unit) for unit in _UNITS])
def test_repetition_is_answered(reader, unit):
    text = "Python and skills " + unit * (_SIZE // len(unit))
    document = build_document("cv.txt", text.encode())

    profile = build_profile(reader, [document])
    assessment = assess_profile(reader.framework, profile, as_of=dt.date(2026, 11, 1))

    signs = [(item.skill, item.sign) for item in assessment.evidence]
    assert max(signs.count(pair) for pair in set(signs)) <= MAX_SAME
    assert assessment.proficiencies.levels.sum(axis=1) == pytest.approx(1)
