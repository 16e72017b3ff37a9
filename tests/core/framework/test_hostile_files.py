"""Data files from strangers, as overlays are: an error within bounds, never a crash."""

from pathlib import Path

import pytest

from metier.core.framework.check import check_folder
from metier.core.framework.parse import parse_data

LAUGHS = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + i, 98 + i, b", ".join([b"*%c" % (97 + i)] * 10)) for i in range(9)
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"[" * 30_000 + b"]" * 30_000, id="brackets"),
        pytest.param(b"{a: " * 30_000, id="braces"),
        pytest.param(b"- " * 30_000 + b"x", id="dashes"),
        pytest.param(b"? " * 30_000, id="questions"),
        pytest.param(b"\n".join(b" " * i + b"a:" for i in range(3_000)), id="indentation"),
        pytest.param(b"a: 1\n" * 2_000_000, id="large"),
        pytest.param(b"a: \xe9", id="not UTF-8"),
        pytest.param(b"a: !!python/object/apply:os.system [true]", id="object"),
    ],
)
def test_yaml_that_cannot_be_borne_is_a_finding(content: bytes) -> None:
    value, findings = parse_data("overlay.yaml", content)

    assert value is None
    assert [finding.code for finding in findings] == ["yaml-syntax"]


def test_aliases_that_expand_without_end_are_a_finding(folder: Path) -> None:
    (folder / "redirects.yaml").write_bytes(LAUGHS)

    findings = [item for item in check_folder(folder) if item.file == "redirects.yaml"]

    assert findings
    assert {item.code for item in findings} == {"schema"}


@pytest.mark.parametrize("content", [b"\xff", b'a,b\n"', b"a,b\n1\n", b"a,b\n1,2,3\n"])
def test_csv_that_cannot_be_read_is_a_finding(content: bytes) -> None:
    value, findings = parse_data("crosswalks/x.csv", content)

    assert value is None
    assert [finding.code for finding in findings] == ["csv-syntax"]
