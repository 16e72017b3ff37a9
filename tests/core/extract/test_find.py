"""Words that name a skill are found; the same words in another sense are not."""

from collections.abc import Callable

import pytest

from metier.core.extract.mentions import Mention

Read = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Strong Python or R for our clinic.", ["python", "r"]),
        ("Services in Go or Rust are welcome.", ["go", "rust"]),
        ("The engine is written in C++17.", ["c-plus-plus"]),
        ("Ported the trainer to TensorFlow2.", ["tensorflow"]),
        ("The job needs Python3.11.", ["python"]),
        ("Nightly batches run on Spark 3.5.", ["apache-spark"]),
        ("scikit learn, sklearn, Scikit-Learn", ["scikit-learn"] * 3),
        ("PYTORCH on two cards.", ["pytorch"]),
        ("Machine-learning and deep-learning at sea.", ["machine-learning", "deep-learning"]),
        (
            "We build with LLMs, RAG, LoRA.",
            [
                "large-language-models",
                "retrieval-augmented-generation",
                "parameter-efficient-fine-tuning",
            ],
        ),
        ("Our iOS app is written in Swift.", ["swift"]),
        ("Written in Scala.", ["scala"]),
        ("Hive and Hadoop on premises.", ["hive", "hadoop"]),
        ("Hive, Kafka", ["hive", "apache-kafka"]),
        ("The endpoint runs on Flask.", ["flask"]),
        ("C, C++ and C#", ["c", "c-plus-plus", "c-sharp"]),
        ("The kernel is in C.", ["c"]),
        ("C# and .NET", ["c-sharp", "dotnet"]),
        ("R/Python/SQL", ["r", "python", "sql"]),
        ("Tools: R, SQL, SAS", ["r", "sql", "sas"]),
    ],
)
def test_skill_is_found(read: Read, text: str, skills: list[str]) -> None:
    assert [mention.skill for mention in read(text)] == skills


def test_dash_counts_beside_other_tools(read: Read) -> None:
    assert [(m.surface, m.skill) for m in read("Dash, Flask")] == [
        ("Dash", "plotly"),
        ("Flask", "flask"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "You go from raw data to a drawing.",
        "Talks that spark ideas over lunch.",
        "People who excel at writing.",
        "React quickly to an outage.",
        "Towns of the Rust belt.",
        "A course in swift-water rescue.",
        "A swift answer to every letter.",
        "A dash of humor.",
        "The office is a hive of activity.",
        "A hip flask of tea.",
        "La Scala opens in December.",
        "Vitamin C is sold here.",
        "Closed a Series C round.",
        "Lunch with the C-suite.",
        "The R&D budget grew.",
        "She reports to R. Jensen.",
        "It's there; they've gone.",
        "See https://python.org/java and mail java@python.org",
        "javanese rusty sequels",
    ],
)
def test_other_sense_is_not_found(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Strong Python or R. The R&D office reports to R. Jensen.",
        "Strong Python or R for the R&D office, which reports to R. Jensen.",
        "Our R&D office reports to R. Jensen and asks for strong Python or R.",
        "R&D: knowledge of SAS, R and Python.",
    ],
)
def test_the_letter_counts_once_beside_its_namesakes(read: Read, text: str) -> None:
    found = [mention for mention in read(text) if mention.skill == "r"]

    assert len(found) == 1
    assert text[found[0].start - 1] == " "
    assert text[found[0].end] in ". "


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Go ahead and write Python.", ["python"]),
        ("Go services in Kubernetes; then go ahead.", ["go", "kubernetes"]),
        ("A class C licence, and Python.", ["python"]),
        ("C and Python for class C.", ["c", "python"]),
        ("R and Python in the R&D office.", ["r", "python"]),
    ],
)
def test_a_phrase_rules_out_the_words_that_it_holds_and_no_others(
    read: Read, text: str, skills: list[str]
) -> None:
    assert [mention.skill for mention in read(text)] == skills


@pytest.mark.parametrize(
    ("text", "surface", "skill"),
    [
        (
            "natural language processing",
            "natural language processing",
            "natural-language-processing",
        ),
        ("Amazon SageMaker", "Amazon SageMaker", "sagemaker"),
        ("Google Cloud Pub/Sub", "Google Cloud Pub/Sub", "pub-sub"),
    ],
)
def test_the_longest_name_holds(read: Read, text: str, surface: str, skill: str) -> None:
    assert [(m.surface, m.skill) for m in read(text)] == [(surface, skill)]


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("natural language\nprocessing of letters", "natural-language-processing"),
        ("computer\n   vision for ships", "computer-vision"),
        ("reports in Power\r\nBI", "power-bi"),
        ("scikit-\nlearn", "scikit-learn"),
        ("machine\u00a0learning", "machine-learning"),
        ("machine\u2011learning", "machine-learning"),
    ],
)
def test_a_name_broken_over_a_line_is_found_whole(read: Read, text: str, skill: str) -> None:
    mention = next(m for m in read(text) if m.skill == skill)

    assert text[mention.start : mention.end] == mention.surface
    assert mention.surface.split()[0] == text.split(maxsplit=1)[0] or mention.start > 0


def test_a_blank_line_parts_a_name(read: Read) -> None:
    assert "computer-vision" not in [m.skill for m in read("computer\n\nvision")]


def test_offsets_point_into_the_original_behind_odd_characters(read: Read) -> None:
    odd = "\u0130stanbul  \u2014  Stra\u00dfe\t\t\U0001f600\n \n  "
    text = f"{odd}Kafka,\u00a0 Python3.11 and   deep\n learning"

    found = {mention.surface for mention in read(text)}

    assert found == {"Kafka", "Python3.11", "deep\n learning"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shows a high level of initiative.", ["initiative"]),
        ("Shows a high level of initiatives.", []),
    ],
)
def test_a_plural_that_is_ruled_out_leaves_the_singular(
    read: Read, text: str, found: list[str]
) -> None:
    assert [mention.skill for mention in read(text)] == found
