"""Where a readiness stands among real CVs and adverts."""

import msgspec
import pytest

from metier.core.errors import UnknownIdError
from metier.core.framework.index import Framework
from metier.core.framework.reference_types import ReferenceFile, ReferenceRow, ReferenceSource
from metier.core.match.place import place_readiness

ROLE = "data-engineer"


def with_rows(framework: Framework, *rows: ReferenceRow) -> Framework:
    sources = tuple(
        ReferenceSource(
            of=of, about=f"{of} of a test", n=40, date="2026-01", licence="x", method="y"
        )
        for of in ("cvs", "adverts")
    )
    reference = ReferenceFile(
        provenance={"default": "derived"},
        framework="1",
        percents=(10.0, 50.0, 90.0),
        least=10,
        sources=sources,
        rows=rows,
    )
    return with_reference(framework, reference)


def with_reference(framework: Framework, reference: ReferenceFile | None) -> Framework:
    library = msgspec.structs.replace(framework.library, reference=reference)
    packed = msgspec.Raw(msgspec.msgpack.encode(library))
    return Framework(msgspec.structs.replace(framework.data, library=packed))


def test_the_share_below_runs_straight_between_the_percentiles(framework: Framework) -> None:
    small = with_rows(framework, ReferenceRow(of="cvs", n=20, at=(0.2, 0.4, 0.6)))

    def below(value: float) -> float:
        place = place_readiness(small, ROLE, "mid", value).cvs
        assert place is not None
        return place.below

    expected = {0: 0, 0.1: 0.05, 0.2: 0.1, 0.3: 0.3, 0.4: 0.5, 0.5: 0.7, 0.6: 0.9, 0.8: 0.95, 1: 1}
    for value, share in expected.items():
        assert below(value) == pytest.approx(share)


def test_equal_percentiles_divide_by_nothing(framework: Framework) -> None:
    small = with_rows(framework, ReferenceRow(of="cvs", n=20, at=(0.4, 0.4, 0.4)))

    below = place_readiness(small, ROLE, "mid", 0.4).cvs

    assert below is not None
    assert below.below == pytest.approx(0.9)


def test_the_nearest_documents_are_taken(framework: Framework) -> None:
    everyone = ReferenceRow(of="cvs", n=99, at=(0.1, 0.2, 0.3))
    role = ReferenceRow(of="cvs", n=50, at=(0.1, 0.2, 0.3), role=ROLE)
    stage = ReferenceRow(of="cvs", n=12, at=(0.1, 0.2, 0.3), role=ROLE, stage="mid")
    asked = ReferenceRow(of="adverts", n=30, at=(0.1, 0.2, 0.3))
    whole = with_rows(framework, everyone, role, stage, asked)

    def taken(role_id: str, at: str) -> tuple[int, str | None, str | None]:
        place = place_readiness(whole, role_id, at, 0.2).cvs
        assert place is not None
        return place.n, place.role, place.stage

    assert taken(ROLE, "mid") == (12, ROLE, "mid")
    assert taken(ROLE, "senior") == (50, ROLE, None)
    assert taken("nlp-engineer", "mid") == (99, None, None)
    assert place_readiness(whole, ROLE, "mid", 0.2).adverts is None


def test_without_a_reference_there_is_no_figure(framework: Framework) -> None:
    bare = with_reference(framework, None)

    assert place_readiness(bare, ROLE, "mid", 0.5) == (None, None)
    with pytest.raises(UnknownIdError):
        place_readiness(bare, "no-role", "mid", 0.5)
