"""Reading many texts at once gives what reading each alone gives; Arrow holds the same."""

from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metier.core.errors import InputError
from metier.core.extract.arrow import mention_type, read_record_batch
from metier.core.extract.lexicon_file import load_lexicon, pack_lexicon, unpack_lexicon
from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.mentions import Mention
from metier.core.framework.index import Framework

Read = Callable[..., list[Mention]]
PARTS = (
    "Python",
    "R",
    " or ",
    ", ",
    "no ",
    "Java",
    "not required",
    "5 years of ",
    "machine learning",
    "data team",
    "\n",
    ". ",
    "Go",
    "ahead",
    "nice to have: ",
    "Bachelor's degree in statistics",
    " (expert)",
)
texts = st.lists(
    st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=5)), max_size=12).map("".join),
    min_size=1,
    max_size=5,
)


@settings(max_examples=200, deadline=None, database=None)
@given(texts=texts)
def test_a_text_is_read_the_same_alone_and_among_others(
    matcher: SkillMatcher, texts: list[str]
) -> None:
    columns, owner = matcher.read(texts)

    for number, text in enumerate(texts):
        alone, _ = matcher.read([text])
        among = columns.take(owner == number)
        assert [column.tolist() for column in among] == [column.tolist() for column in alone]


def test_arrow_holds_the_same_mentions(matcher: SkillMatcher, read: Read) -> None:
    texts = ["Expert in Python.", None, "", "No Java; SQL is a plus."]
    batch = pa.record_batch({"id": [7, 8, 9, 10], "text": texts, "other": [1, 2, 3, 4]})

    answer = read_record_batch(matcher, batch)

    assert answer.schema.field("mentions").type == mention_type()
    assert answer["id"].to_pylist() == [7, 8, 9, 10]
    for text, mentions in zip(texts, answer["mentions"].to_pylist(), strict=True):
        expected = [
            {
                "start": m.start,
                "end": m.end,
                "skill": m.skill,
                "kind": m.kind,
                "polarity": m.polarity,
                "need": m.need,
                "sign": m.sign,
                "confidence": pytest.approx(m.confidence),
            }
            for m in read(text or "")
        ]
        assert mentions == expected


@pytest.mark.parametrize(
    "columns", [{"text": ["a"]}, {"id": [1]}, {"id": [1], "text": [2]}], ids=["id", "text", "type"]
)
def test_a_batch_without_its_columns_is_refused(
    matcher: SkillMatcher, columns: dict[str, list[object]]
) -> None:
    with pytest.raises(InputError) as caught:
        read_record_batch(matcher, pa.record_batch(columns))
    assert caught.value.code == "corpus-column"


def test_a_kept_lexicon_reads_as_the_built_one(framework: Framework) -> None:
    built = load_lexicon(framework)

    kept = unpack_lexicon(pack_lexicon(built))

    for one, two in zip(built.tables, kept.tables, strict=True):
        assert one.dtype == two.dtype
        assert (one == two).all()
