"""What is computed from the library: counts, backgrounds, path loads and claims."""

import pytest

from metier.core.errors import UnknownIdError
from metier.core.framework.backgrounds import background_roles, find_background
from metier.core.framework.claims import judge_claims
from metier.core.framework.index import Framework
from metier.core.framework.path_load import load_path
from metier.core.framework.stats import count_framework


def test_counts(framework: Framework) -> None:
    counts = count_framework(framework)

    assert {name: counts[name] for name in ("roles", "skills", "projects", "questions")} == {
        "roles": 1,
        "skills": 4,
        "projects": 1,
        "questions": 1,
    }
    assert (counts["communities"], counts["backgrounds"], counts["crosswalks"]) == (1, 1, 1)
    assert counts["source_lines"] == 2


@pytest.mark.parametrize("text", ["accountant", "Accountant", "BOOKKEEPER", "book-keeper "])
def test_background_is_found_by_id_name_and_title(framework: Framework, text: str) -> None:
    if text.startswith("book-"):
        with pytest.raises(UnknownIdError) as caught:
            find_background(framework, text)
        assert caught.value.candidates == ("accountant",)
        return
    assert find_background(framework, text).id == "accountant"
    assert background_roles(framework, text) == ("data-scientist",)


def test_unknown_background_says_where_to_look(framework: Framework) -> None:
    with pytest.raises(UnknownIdError) as caught:
        find_background(framework, "zzz")

    assert caught.value.code == "background-unknown"
    assert "metier backgrounds" in caught.value.hint


def test_path_counts_every_level_and_prerequisite_once(framework: Framework) -> None:
    (path,) = framework.library.paths
    (load,) = load_path(framework, path)
    effort = framework.skill("python").effort

    likely = effort[1][1] + effort[2][1] + 2  # two steps of Python and two hours of meeting people
    assert load.hours[1] == pytest.approx(likely)
    weeks = 365.25 / 12 / 7
    assert load.offered == pytest.approx((6 * weeks * 5, 12 * weeks * 20))
    assert load.fits
    assert load.weekly == pytest.approx(likely / (12 * weeks))


def test_claim_on_foundations_follows_the_requirements(framework: Framework) -> None:
    (verdict,) = judge_claims(framework)

    assert verdict.holds is None  # of the three, the one role asks for Python only
    assert dict(verdict.rows)["programming"] == "1 of 1 roles ask for it at mid, 1 for level 2"
    assert dict(verdict.rows)["statistics"] == "0 of 1 roles ask for it at mid, 0 for level 2"
