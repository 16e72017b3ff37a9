"""The automaton finds every phrase, wherever it stands, and nothing else."""

import hypothesis.strategies as st
from hypothesis import given, settings

from metier.core.extract.lexicon import Lexicon, build_lexicon, split_phrases
from metier.core.extract.scan import scan_texts
from metier.core.extract.words import word_classes
from metier.core.framework.context_types import ContextFile, SentenceWords, SpellingRules
from metier.core.framework.types import Alias, Skill, Volatility

SPELLING = SpellingRules(endings=(), words=())
CONTEXT = ContextFile(
    provenance={},
    sentences=SentenceWords(abbreviations=(), running=()),
    spelling=SPELLING,
    joins=(),
    names=(),
    years=(),
    months=(),
    stops=(),
    rules=(),
)
WORDS = ("ab", "cd", "abcd", "x", "3", "+", "/", "ef")
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def skill(number: int, aliases: list[str]) -> Skill:
    return Skill(
        id=f"skill-{number}",
        name="(none)",
        kind="concept",
        domain="d",
        definition="",
        aliases=tuple(Alias(text=alias) for alias in aliases),
        broader=None,
        prerequisites={},
        implies=(),
        levels={},
        effort={},
        volatility=Volatility(half_life_years=1, basis="b"),
        provenance={},
    )


def walked(lexicon: Lexicon, text: str) -> set[tuple[int, int, int]]:
    walk = scan_texts(lexicon, [text]).walk
    patterns = walk.out < lexicon.patterns
    rows = zip(walk.first[patterns], walk.last[patterns], walk.out[patterns], strict=True)
    return {(int(first), int(last), int(lexicon.tables.skill[out])) for first, last, out in rows}


@settings(max_examples=300, deadline=None, database=None)
@given(
    names=st.lists(phrases, min_size=1, max_size=8, unique=True),
    text=st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join),
)
def test_it_finds_what_a_plain_search_finds(names: list[str], text: str) -> None:
    skills = tuple(skill(number, [name]) for number, name in enumerate(names))
    lexicon = build_lexicon(skills, CONTEXT)
    words = text.split()

    expected = {
        (start, start + len(name.split()), number)
        for number, name in enumerate(names)
        for start in range(len(words))
        if words[start : start + len(name.split())] == name.split()
    }

    assert walked(lexicon, text) >= expected
    free = {item for item in walked(lexicon, text) if "/" not in names[item[2]]}
    assert free == {item for item in expected if "/" not in names[item[2]]}


def test_nothing_reaches_over_a_blank_line_or_into_the_next_text() -> None:
    lexicon = build_lexicon((skill(0, ["ab cd"]),), CONTEXT)

    assert walked(lexicon, "ab\ncd") == {(0, 2, 0)}
    assert walked(lexicon, "ab\n\ncd") == set()
    assert len(scan_texts(lexicon, ["ab", "cd"]).walk.out) == 0


def test_plurals_and_british_spellings_are_one_word() -> None:
    rules = SpellingRules(endings=(("ization", "isation"),), words=(("modeling", "modelling"),))

    classes = word_classes(["model", "optimization", "modeling", "analysis", "policy"], rules)

    assert classes["models"] == classes["model"]
    assert classes["optimisation"] == classes["optimization"]
    assert classes["modelling"] == classes["modeling"] != classes["model"]
    assert classes["policies"] == classes["policy"]
    assert "analysi" not in classes


def test_short_words_have_no_plural() -> None:
    classes = word_classes(["no", "go", "c", "ai"], SPELLING)

    assert sorted(classes) == ["ai", "c", "go", "no"]


def test_phrases_are_split_as_texts_are() -> None:
    (phrase,) = split_phrases(["CI/CD-Pipeline 2"])

    assert phrase.words == ("ci", "/", "cd", "pipeline", "2")
    assert phrase.glued == (False, True, True, False, False)
