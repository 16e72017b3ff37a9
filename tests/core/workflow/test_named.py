"""The roles that titles name, and those near the occupations that they name."""

import pytest

from metier.core.documents.build import build_document
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.profile.facts import Facts, Job
from metier.core.workflow.named import TitleSign, find_titles, weigh_titles


def paper(text: str) -> Document:
    return build_document("cv.txt", text.encode())


def find(framework: Framework, text: str, *jobs: Job, headline: str = "") -> dict[str, TitleSign]:
    facts = Facts(None, False, jobs, headline, "none", (), 0)
    return {sign.title: sign for sign in find_titles(framework, [paper(text)], facts)}


@pytest.mark.parametrize(
    ("line", "title", "roles", "near"),
    [
        ("Data Scientist - Matelabs", "Data Scientist", ("data-scientist",), False),
        ("• Senior Java Developer | Acme", "Senior Java Developer", None, True),
        ("Project Manager", "Project Manager", None, True),
        ("Web designer and data analyst", "data analyst", ("ai-business-analyst",), False),
    ],
)
def test_a_title_on_a_line_of_its_own_is_read(
    framework: Framework, line: str, title: str, roles: tuple[str, ...] | None, near: bool
) -> None:
    found = find(framework, f"Some text about a person.\n{line}\n")

    assert found[title].near is near
    assert found[title].strength <= framework.data.fit.line_title
    if roles:
        assert found[title].roles == roles


@pytest.mark.parametrize(
    "line",
    [
        "I worked beside a java developer, who taught me all that I know about it",
        "We delivered the project to the manager in time",
        "Development",
    ],
)
def test_running_text_names_no_title(framework: Framework, line: str) -> None:
    assert find(framework, line) == {}


def test_a_current_position_counts_more_than_a_past_one(framework: Framework) -> None:
    now = Job("Data Scientist", "2020-01", None, True)
    past = Job("Data Engineer", "2015-01", "2020-01", False)

    found = find(framework, "Data Scientist\nData Engineer\n", now, past)

    rules = framework.data.fit
    assert found["Data Scientist"].strength == 1
    share = rules.past_title_gain / rules.title_gain
    assert found["Data Engineer"].strength == pytest.approx(share)


def test_roles_near_an_occupation_gain_less_than_a_role_named(framework: Framework) -> None:
    rules = framework.data.fit
    signs = [
        TitleSign("a", ("data-engineer",), False, 1.0),
        TitleSign("b", ("data-engineer", "mlops-engineer"), True, 0.5),
        TitleSign("c", ("mlops-engineer",), True, 1.0),
    ]

    found = weigh_titles(framework, signs)

    near = rules.near_title_gain / rules.title_gain
    assert found == pytest.approx({"data-engineer": 1 + 0.5 * near, "mlops-engineer": near})


def test_every_title_of_an_occupation_is_found(framework: Framework) -> None:
    for item in framework.library.backgrounds:
        if item.kind == "occupation" and item.first_roles:
            for title in item.titles:
                found = find(framework, "A text.", headline=title)
                assert found, title
