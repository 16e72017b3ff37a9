"""Long texts are cut at spaces, short ones are grouped; offsets stay those of the text."""

import hypothesis.strategies as st
from hypothesis import given, settings

from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.windows import group_texts

texts = st.lists(st.text(alphabet="ab \n", max_size=60), max_size=12)


@settings(max_examples=300, deadline=None, database=None)
@given(texts=texts, size=st.integers(1, 40))
def test_pieces_make_up_the_texts(texts: list[str], size: int) -> None:
    rebuilt = [""] * len(texts)
    for group in group_texts(texts, size=size):
        assert len(group) == 1 or sum(len(piece.content) for piece in group) <= size
        for piece in group:
            assert piece.start == len(rebuilt[piece.text])
            rebuilt[piece.text] += piece.content

    assert rebuilt == texts


def test_a_long_text_is_read_as_its_parts_are(matcher: SkillMatcher) -> None:
    line = "Python and SQL, no Java. " + "filler words " * 20 + "\n"
    times = 5_000

    columns, owner = matcher.read([line * times, line])

    assert (owner == 0).sum() == 3 * times
    whole, _ = matcher.read([line])
    assert columns.start[-3:].tolist() == whole.start.tolist()
    starts = columns.start[owner == 0].reshape(-1, 3)
    assert (starts[1:] - starts[:-1] == len(line)).all()
    assert columns.polarity.tolist() == whole.polarity.tolist() * (times + 1)
