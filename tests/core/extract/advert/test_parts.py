"""The parts of an advert, and what they make of the skills that are named in them."""

from collections.abc import Callable

import pytest

from metier.core.extract.advert.layout import Layout
from metier.core.extract.advert.parts import PartFinder
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.records import Advert, Span
from metier.core.extract.mentions import Mention, Need
from metier.core.framework.index import Framework

ReadAdvert = Callable[..., Advert]
Quote = Callable[[str, Span | None], str]
Kinds = Callable[[str], list[str]]

HEADINGS: dict[str, str] = {
    "Requirements": "must",
    "What you’ll bring": "must",
    "**Minimum Qualifications:**": "must",
    "Must have": "must",
    "You might be a good fit if you have:": "must",
    "Dein Profil": "must",
    "Profil recherché": "must",
    "Nice to have": "nice",
    "Preferred Qualifications": "nice",
    "Bonus points if you have:": "nice",
    "Good to Have (Advantageous):": "nice",
    "What you’ll do": "responsibilities",
    "In this role, you will:": "responsibilities",
    "As a Senior Engineer on our team, you will:": "responsibilities",
    "Deine Aufgaben": "responsibilities",
    "Tes missions": "responsibilities",
    "Benefits & Perks": "benefits",
    "What's in it for you?": "benefits",
    "Was wir bieten": "benefits",
    "About us": "company",
    "About Acme:": "company",
    "About the role": "role",
    "Tech stack you'll work with": "skills",
    "Salary range": "pay",
    "Our interview process": "process",
    "Equal Opportunity Employer": "legal",
    "Similar jobs": "page",
}


@pytest.fixture(scope="module")
def kinds(framework: Framework) -> Kinds:
    """Return the kinds of the parts of a text, behind what precedes the first heading."""
    book = PhraseBook()
    finder = PartFinder(framework.adverts, book)
    book.close()

    def find(text: str) -> list[str]:
        return [part.kind for part in finder.find(Layout(text, book)).parts[1:]]

    return find


def mention(text: str, name: str, need: Need = "unspecified", polarity: str = "wants") -> Mention:
    start = text.index(name)
    return Mention(
        *(start, start + len(name), name, name.lower(), "tool"),
        polarity=polarity,  # type: ignore[arg-type]
        section="other",
        confidence=0.9,
        sign=None,
        need=need,
    )


@pytest.mark.parametrize("heading", HEADINGS)
def test_heading_names_its_part(kinds: Kinds, heading: str) -> None:
    assert (
        kinds(f"Some words before.\n\n{heading}\n\n- One thing\n- Another")[0] == HEADINGS[heading]
    )


@pytest.mark.parametrize(
    "text",
    [
        "We gather all the business\nrequirements",
        "- Requirements engineering with clients\n- Benefits realization",
        "Our requirements are high and we have nice benefits to match them all.",
        "You know the requirements of banks, insurers and funds, and how they report.",
    ],
)
def test_words_within_text_are_no_heading(kinds: Kinds, text: str) -> None:
    assert kinds(text) == []


def test_subheading_keeps_the_weight_of_its_demands(kinds: Kinds) -> None:
    assert kinds("Nice to have\n\nTechnical skills\n\n- dbt") == ["nice"]
    assert kinds("Technical skills\n\n- dbt") == ["skills"]


def test_unknown_heading_of_the_same_rank_ends_a_part(kinds: Kinds) -> None:
    assert kinds("## Requirements\n\n- dbt\n\n## Our dogs\n\nWoof.") == ["must", "other"]
    assert kinds("## Requirements\n\n### Dogs\n\n- Woof") == ["must"]


def test_heading_in_a_bullet_holds_for_that_bullet(kinds: Kinds) -> None:
    text = "Requirements\n- Python\n- Nice to have: Kafka\n- SQL"

    assert kinds(text) == ["must", "nice", "must"]


def test_responsibilities_are_the_items_of_their_part(
    read_advert: ReadAdvert, quote: Quote
) -> None:
    text = (
        "What you'll do\n\n- Build data pipelines for all of our many\n  teams around the world\n"
        "- Own the quality of the data we have\n- Talk to everybody who ever asks for a\n"
        "  dashboard and to those who do not\n- Write things down so that all the other\n"
        "  people can read them\n\nRequirements\n\n- Python\n"
    )
    found = read_advert(text).responsibilities

    assert [quote(text, item).split()[0] for item in found] == ["Build", "Own", "Talk", "Write"]
    assert quote(text, found[0]).endswith("around the world")


def test_need_comes_from_the_sentence_then_the_part(read_advert: ReadAdvert) -> None:
    text = (
        "Responsibilities\n- Run Airflow\n\nRequirements\n- Python\n- Kafka is a plus\n\n"
        "Nice to have\n- Scala\n\nBenefits\n- Courses in Tableau\n"
    )
    found = read_advert(
        text,
        mentions=[
            mention(text, "Airflow"),
            mention(text, "Python"),
            mention(text, "Kafka", need="nice"),
            mention(text, "Scala"),
            mention(text, "Tableau"),
        ],
    )

    assert {item.skill: item.need for item in found.skills} == {
        "python": "must",
        "kafka": "nice",
        "scala": "nice",
        "airflow": "unspecified",
    }
    assert [item.skill for item in found.aside] == ["tableau"]


def test_a_skill_has_the_firmest_need_and_all_its_spans(read_advert: ReadAdvert) -> None:
    text = "Nice to have\n- dbt\n\nRequirements\n- dbt"
    again = mention(text, "dbt")._replace(start=text.rindex("dbt"), end=len(text))
    (skill,) = read_advert(text, mentions=[mention(text, "dbt"), again]).skills

    assert skill.need == "must"
    assert [text[span.start : span.end] for span in skill.spans] == ["dbt", "dbt"]


def test_denied_and_foreign_mentions_are_not_asked_for(read_advert: ReadAdvert) -> None:
    text = "Requirements\n- No Java needed, a degree in Statistics"
    found = read_advert(
        text,
        mentions=[
            mention(text, "Java", polarity="negated"),
            mention(text, "Statistics", polarity="other"),
        ],
    )

    assert found.skills == ()
    assert [item.skill for item in found.aside] == ["statistics"]
