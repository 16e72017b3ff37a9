"""The framework that comes with Metier, and a way to set down evidence in few words."""

from collections.abc import Callable

import pytest

from metier.core.framework.records import Evidence

pytest.register_assert_rewrite("store_conformance")
Claim = Callable[..., Evidence]


@pytest.fixture(scope="session")
def claim() -> Claim:
    """Make a claim; `place` keeps spans of different claims apart."""

    def make(
        skill: str, sign: str, *, place: int = 0, document: str = "cv", month: str | None = None
    ) -> Evidence:
        return Evidence(
            skill=skill,
            kind="claim",
            sign=sign,
            document=document,
            start=10 * place,
            end=10 * place + 5,
            month=month,
        )

    return make
