"""What holds of any text: spans lie inside, in order, apart, and heed only what is near."""

import hypothesis.strategies as st
from hypothesis import given, settings

from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.read import read_mentions
from metier.core.framework.records import Document, Section

SPELLINGS = (
    "Python",
    "R",
    "Go",
    "C",
    "C++",
    "C#",
    "Rust",
    "Spark",
    "Excel",
    "React",
    "Swift",
    "Hive",
    "Dash",
    "R&D",
    "R. Jensen",
    "Node.js",
    "scikit-learn",
    "machine learning",
    "deep-\nlearning",
    "CI/CD",
    "Python3.11",
    "TensorFlow2",
    "LLMs",
    "SQL's",
    "Kafka/Spark",
    "not ",
    "expert in ",
    "5 years of ",
)
JOINTS = (
    " ",
    "\n",
    "\n\n",
    ", ",
    "/",
    ".",
    " (",
    ")",
    "-",
    "\t",
    "\u00a0",
    "\u0130",
    "\u00df",
    "\ufb01",
)
texts = st.lists(
    st.one_of(st.sampled_from(SPELLINGS), st.sampled_from(JOINTS), st.text(max_size=12)),
    max_size=14,
).map("".join)
unrelated = st.lists(
    st.sampled_from(("qorvex", "zibblun,", "wuxofan.", "\n", "vlimp")), min_size=1, max_size=8
).map(" ".join)


def found(matcher: SkillMatcher, text: str) -> list[list[float]]:
    """Return the columns of what is found in a text."""
    return [column.tolist() for column in matcher.read([text])[0]]


quick = settings(max_examples=200, deadline=None, database=None)


@quick
@given(text=texts)
def test_mentions_lie_inside_in_order_and_apart(matcher: SkillMatcher, text: str) -> None:
    document = Document(
        "t", "txt", "0" * 64, text, "en", 0, (Section("skills", 0, len(text), ""),), ()
    )

    reached = 0
    for mention in read_mentions(matcher, document):
        assert reached <= mention.start < mention.end <= len(text)
        assert mention.surface == text[mention.start : mention.end]
        assert 0 < mention.confidence <= 1
        reached = mention.end


@quick
@given(text=texts, tail=unrelated)
def test_an_unrelated_paragraph_changes_nothing(
    matcher: SkillMatcher, text: str, tail: str
) -> None:
    assert found(matcher, f"{text}\n\n{tail}") == found(matcher, text)
