"""Job titles name roles."""

import pytest

from metier.core.extract.titles import match_title
from metier.core.framework.index import Framework


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Data Scientist", "data-scientist"),
        ("Sr. Data Scientist, Growth", "data-scientist"),
        ("ML Engineer", "machine-learning-engineer"),
        ("AI Engineer", "machine-learning-engineer"),
        ("Analytics Engineer", "data-engineer"),
        ("Junior NLP Engineer (remote)", "nlp-engineer"),
        ("MLOps Engineer II", "mlops-engineer"),
        ("Computer Vision Engineer", "computer-vision-engineer"),
    ],
)
def test_title_names_a_role(framework: Framework, title: str, role: str) -> None:
    match = match_title(framework, title)

    assert match is not None
    assert match.role == role
    assert 0 < match.score <= 1


@pytest.mark.parametrize("title", ["", "Nurse", "Painter of data scientism", "Scientist"])
def test_other_titles_name_none(framework: Framework, title: str) -> None:
    assert match_title(framework, title) is None


def test_a_plain_title_shows_more_than_one_with_additions(framework: Framework) -> None:
    plain = match_title(framework, "Data Engineer")
    more = match_title(framework, "Data Engineer and caretaker")

    assert plain is not None
    assert more is not None
    assert plain.score == 1.0 > more.score
