"""JSON Resume: structure without words of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.core.exchange.json_resume_out import select_resume, write_resume
from metier.core.framework.doing_types import CvRules

RULES = CvRules(most_lines=2, least_lines=1, most_summary=2, most_section=4)


def group(head: list[str], lines: list[str], *, title: str = "", **dates: object) -> dict:
    return {
        "head": [{"text": text} for text in head],
        "lines": [{"text": text} for text in lines],
        "title": title,
        "began": "",
        "ended": "",
        "current": False,
        **dates,
    }


def cv(kind: str, *groups: dict, opening: tuple[str, ...] = (), name: str = "") -> dict:
    return {
        "name": name,
        "label": "",
        "opening": [{"text": text} for text in opening],
        "parts": [{"kind": kind, "heading": "H", "groups": list(groups)}],
    }


@pytest.mark.parametrize(
    ("head", "title", "name", "description"),
    [
        (
            ["Analyst, Acme Ltd, March 2024 - Present"],
            "Analyst",
            "Acme Ltd, March 2024 - Present",
            None,
        ),
        (["Acme Ltd", "Analyst"], "Analyst", "Acme Ltd", None),
        (["2020 - 2021 Analyst", "Acme Ltd"], "Analyst", "Acme Ltd", None),
        (["Analyst | 03/2020 – 04/2021"], "Analyst", None, None),
        (["Analyst at Acme", "Berlin"], "Analyst", "at Acme", "Berlin"),
    ],
)
def test_a_job(head: list[str], title: str, name: str | None, description: str | None) -> None:
    (job,) = write_resume(cv("experience", group(head, ["Did it"], title=title)))["work"]
    assert job["position"] == title
    assert job.get("name") == name
    assert job.get("description") == description
    assert job["highlights"] == ["Did it"]


def test_dates_are_those_of_the_group() -> None:
    dated = group(["Analyst"], [], title="Analyst", began="2020-03", ended="2021", current=False)
    (job,) = write_resume(cv("experience", dated))["work"]
    assert (job["startDate"], job["endDate"]) == ("2020-03", "2021")
    ongoing = group(["Analyst"], [], title="Analyst", began="2020", ended="", current=True)
    (job,) = write_resume(cv("experience", ongoing))["work"]
    assert (job["startDate"], job.get("endDate")) == ("2020", None)


def test_a_course_of_study_tells_school_and_degree() -> None:
    found = write_resume(
        cv(
            "education",
            group(["B.Sc. Physics, University of Somewhere"], [], title="B.Sc. Physics"),
            group(["Some College", "Diploma"], ["Optics"], title="Some College"),
            group([], ["A course"]),
        )
    )["education"]
    assert found[0] == {"institution": "University of Somewhere", "studyType": "B.Sc. Physics"}
    assert found[1] == {
        "institution": "Some College",
        "studyType": "Diploma",
        "courses": ["Optics"],
    }
    assert found[2] == {"studyType": "A course"}


def test_basics_are_told_by_their_form() -> None:
    opening = ("Ann Lee", "+49 (0)30 123 4567 · ann@example.org · https://example.org/ann")
    basics = write_resume(cv("other", opening=opening, name="Ann Lee"))["basics"]
    assert basics == {
        "name": "Ann Lee",
        "email": "ann@example.org",
        "phone": "+49 (0)30 123 4567",
        "url": "https://example.org/ann",
    }
    assert write_resume(cv("other", opening=("2019 - 2021",)))["basics"] == {}


def test_a_part_that_the_form_does_not_know_is_left_out() -> None:
    assert write_resume(cv("other", group([], ["Hello"]))) == {"basics": {}}


RESUME = {
    "basics": {"name": "Ann", "summary": "I count."},
    "work": [
        {"name": "Acme", "position": "Analyst", "highlights": ["Tea", "SQL reports", "dbt", "SQL"]}
    ],
    "skills": [
        {"name": "Hobbies", "keywords": ["Chess"]},
        {"name": "Data", "keywords": ["Excel", "SQL"]},
    ],
    "projects": [{"name": "Garden"}, {"name": "SQL tutor", "highlights": ["Tea"]}],
    "interests": [{"name": "Tea"}],
    "awards": [{"title": "Best"}],
    "x-own": {"kept": True},
}


def weigh(text: str) -> float:
    return 0.6 * ("SQL" in text) + 0.4 * ("dbt" in text)


def test_a_resume_is_cut_to_an_advert_and_keeps_the_rest() -> None:
    found = select_resume(RESUME, weigh, RULES)
    assert found["work"][0]["highlights"] == ["SQL reports", "SQL"]
    assert [entry["name"] for entry in found["skills"]] == ["Data", "Hobbies"]
    assert found["skills"][0]["keywords"] == ["SQL", "Excel"]
    assert [entry["name"] for entry in found["projects"]] == ["SQL tutor"]
    assert found["projects"][0]["highlights"] == ["Tea"]
    assert "interests" not in found
    assert (found["basics"], found["awards"]) == (RESUME["basics"], RESUME["awards"])
    assert found["x-own"] == {"kept": True}


def test_nothing_that_speaks_to_it_keeps_a_little_of_all() -> None:
    found = select_resume(RESUME, lambda text: 0.0, RULES)
    assert found["work"][0]["highlights"] == ["Tea"]
    assert found["projects"] == RESUME["projects"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab é", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("ab é", max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(("work", "skills", "projects", "interests", "basics", "education", "other"))


@given(st.dictionaries(KEYS, JSON, max_size=5))
def test_any_json_goes_through_without_a_new_word(resume: dict) -> None:
    def texts(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            return [text for item in value.values() for text in texts(item)]
        return [text for item in value for text in texts(item)] if isinstance(value, list) else []

    found = select_resume(resume, lambda text: len(text) / 10, RULES)
    assert set(texts(found)) <= set(texts(resume))
