"""Role titles that a running text names."""

import pytest

from metier.core.extract.title_names import count_titles
from metier.core.framework.index import Framework


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You join us as a data engineer. A Data Engineer writes SQL.", {"data-engineer": 2}),
        ("You work with data scientists and data engineers.", {}),
        ("Our ML engineer leaves.", {"machine-learning-engineer": 1}),
        ("The data is engineered well.", {}),
        ("", {}),
    ],
)
def test_titles_in_the_singular_count(
    framework: Framework, text: str, found: dict[str, int]
) -> None:
    assert count_titles(framework, text) == found


def test_the_longest_title_counts_and_its_words_only_once(framework: Framework) -> None:
    for role in framework.data.roles:
        for title in role.titles:
            if len(title.split()) > 1:
                assert sum(count_titles(framework, f"a {title} here").values()) == 1
