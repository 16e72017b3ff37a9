"""Every line of the source document is carried by the framework; nothing is left over."""

from pathlib import Path

import msgspec
import pytest

from metier.core.framework.index import Framework
from metier.core.framework.library import Library
from metier.core.framework.trace import trace_source

ROOT = Path(__file__).parents[2]


@pytest.mark.shared_data
def test_the_source_file_holds_every_line_of_the_document(framework: Framework, seed: Path) -> None:
    text = (seed / "skills-mapping.txt").read_text("utf-8")
    document = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]

    source = framework.library.source

    assert source is not None
    assert [(line.line, line.text) for line in source.lines] == document


def test_every_line_is_carried(framework: Framework) -> None:
    traces = trace_source(framework)

    left = [(trace.line.line, trace.line.text, trace.rest) for trace in traces if not trace.carried]

    assert len(traces) > 500
    assert left == []


def test_what_carries_a_line_exists(framework: Framework) -> None:
    data = ROOT / "src" / "metier" / "data"
    for trace in trace_source(framework):
        for place in trace.places:
            assert (data / place.partition(":")[0]).is_file(), place
        assert (ROOT / trace.carrier.test).is_file(), trace.carrier.test


def test_headings_and_remarks_say_what_takes_their_place(framework: Framework) -> None:
    source = framework.library.source
    assert source is not None
    documented = [line for line in source.lines if line.part in {"heading", "remark"}]

    assert len(documented) < len(source.lines) / 5
    assert all(line.note for line in documented)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("mission", "Extract insights", "Extract gold"),
        ("skills", "hypothesis testing", "hypothesis guessing"),
        ("rung", "0-2 years", "0-3 years"),
        ("responsibility", "Data analysis", "Data paralysis"),
        ("universal", "Primary language", "Only language"),
        ("tier", "Version control", "Birth control"),
        ("demand", "Universal demand", "No demand"),
        ("salary", "95K", "96K"),
        ("phase", "Year 1", "Year 9"),
        ("task", "Python programming", "Basic programming"),
        ("statement", "Build and deploy", "Draw and deploy"),
        ("overview", "business insights", "business lunches"),
        ("group", "Programming & Tools", "Programming & Tea"),
        ("track", "ML Engineer", "MD Engineer"),
        ("path", "CS MAJORS", "CS MINORS"),
    ],
)
def test_a_line_that_the_data_do_not_say_is_left_over(
    framework: Framework, part: str, old: str, new: str
) -> None:
    library = framework.library
    assert library.source is not None
    lines = tuple(
        msgspec.structs.replace(line, text=line.text.replace(old, new))
        for line in library.source.lines
        if line.part == part and old in line.text
    )
    source = msgspec.structs.replace(library.source, lines=lines)
    changed = Framework(
        msgspec.structs.replace(
            framework.data,
            library=msgspec.Raw(
                msgspec.msgpack.encode(msgspec.structs.replace(library, source=source))
            ),
        )
    )

    traces = trace_source(changed)

    assert traces
    assert not any(trace.carried for trace in traces)


def test_a_framework_without_a_source_traces_nothing(framework: Framework) -> None:
    bare = msgspec.Raw(msgspec.msgpack.encode(Library()))

    assert trace_source(Framework(msgspec.structs.replace(framework.data, library=bare))) == []
