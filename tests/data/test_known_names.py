"""Of what real adverts name, the framework knows 95 in 100 by mentions."""

import sys
from pathlib import Path

import pytest

from metier.core.framework.index import Framework

EVALS = Path(__file__).parents[2] / "evals"


@pytest.mark.shared_data
def test_names_of_boards_and_labeled_adverts_are_known(
    framework: Framework, seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(EVALS))
    sys.modules.pop("names", None)
    from names import board_tags, known_share, labeled_names, unknown_names

    shared = seed.parent
    for names in (board_tags(shared / "data"), labeled_names(shared / "gold")):
        unknown = unknown_names(framework, names)
        assert names.total() > 150
        assert known_share(names, unknown) >= 0.95, unknown.most_common(20)
