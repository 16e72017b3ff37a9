"""The type of `adverts.yaml`: the words by which an advert's parts and demands are known.

Phrases are written in lower case with plain apostrophes and hyphens; a space also stands for a
line break or a hyphen, and <n> for a small number.
"""

from typing import Annotated, Literal

from msgspec import Meta

from metier.core.framework.types import Provenance, Slug, Strict, Text

PartKind = Literal[
    "must",
    "nice",
    "responsibilities",
    "skills",
    "role",
    "pay",
    "place",
    "benefits",
    "company",
    "process",
    "legal",
    "page",
    "other",
]
Label = Literal[
    "title", "company", "location", "mode", "employment", "pay", "level", "years", "degree"
]
WorkMode = Literal["onsite", "hybrid", "remote"]
Employment = Literal[
    "full-time", "part-time", "contract", "temporary", "internship", "volunteer", "per-diem"
]
Period = Literal["hour", "day", "week", "month", "year"]
AskedDegree = Literal["none", "bachelor", "master", "doctorate"]
Need = Literal["must", "nice", "unspecified"]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
Phrases = tuple[Text, ...]


class PartSpec(Strict, frozen=True):
    """How the heading of a part is known.

    Attributes:
        headings: Whole headings.
        words: Phrases that decide what a line is that has the shape of a heading.
    """

    kind: PartKind
    headings: Phrases
    words: Phrases = ()


class ModeSpec(Strict, frozen=True):
    """Phrases for where the work is done.

    Attributes:
        labels: What the value of a label such as "Location" says.
        phrases: What running text says.
        sure: Phrases that outweigh those of the other modes.
    """

    mode: WorkMode
    labels: Phrases
    phrases: Phrases
    sure: Phrases


class EmploymentSpec(Strict, frozen=True):
    """Phrases for one type of employment; `titles` are words of a job title."""

    type: Employment
    phrases: Phrases
    titles: Phrases = ()


class CurrencySpec(Strict, frozen=True):
    """A currency and how it is written.

    Attributes:
        signs: Signs and codes; the first currency that lists a sign owns it.
        scale: About how many units a dollar is worth, to tell pay from other sums.
        places: Where a sign that several currencies share means this one.
    """

    code: Currency
    signs: Phrases
    scale: Annotated[float, Meta(gt=0)] = 1
    places: Phrases = ()


class MultipleSpec(Strict, frozen=True):
    """A word that multiplies the number before it, such as k."""

    factor: Annotated[float, Meta(gt=0)]
    words: Phrases
    period: Period | None = None
    currency: Currency | None = None


class PeriodSpec(Strict, frozen=True):
    """How often a sum is paid.

    Attributes:
        after: What follows the sum, as "per year"; a slash also stands for "per".
        before: What stands in front of it, as "annual salary".
        low: The least plausible pay of the period, in dollars; `high`, the most.
    """

    period: Period
    after: Phrases
    before: Phrases
    low: Annotated[float, Meta(gt=0)]
    high: Annotated[float, Meta(gt=0)]


class PaySpec(Strict, frozen=True):
    """How pay is told from other sums of money.

    Attributes:
        words: Phrases before a sum that say it is pay.
        other: Phrases before a sum that say it is something else.
        other_after: The same behind it; words among `breaks` do not stand between.
        fillers: Words between a sum and its period.
        up_to: Words before a sum that make it the top of a range; `least`, its foot.
        joins: Words between the ends of a range; `opened_joins`, only after `opens`.
    """

    words: Phrases
    other: Phrases
    other_after: Phrases
    breaks: Phrases
    fillers: Phrases
    up_to: Phrases
    least: Phrases
    joins: Phrases
    opens: Phrases
    opened_joins: Phrases
    periods: tuple[PeriodSpec, ...]
    multiples: tuple[MultipleSpec, ...]
    currencies: tuple[CurrencySpec, ...]


class DegreeSpec(Strict, frozen=True):
    """Phrases for a degree; those in `exact` count as written only, beside one of `beside`."""

    degree: AskedDegree
    phrases: Phrases
    exact: Phrases = ()


class DegreeRules(Strict, frozen=True):
    """How a demand for a degree is read.

    Attributes:
        unnamed: Phrases for a degree without its name; where none is named it is a bachelor's.
        never: Phrases that are no degree.
        equivalent: Phrases that let experience do as well.
    """

    degrees: tuple[DegreeSpec, ...]
    unnamed: Phrases
    beside: Phrases
    never: Phrases
    equivalent: Phrases


class YearsSpec(Strict, frozen=True):
    """How a demand for years of experience is read.

    Attributes:
        beyond: By how much those hired exceed an open minimum, in years.
        words: What a year is called.
        numbers: Numbers that are written out.
        experience: Phrases one of which stands in the same sentence.
        one_skill: Phrases behind the years that say they are of one skill.
        never: Phrases in the sentence that say it is no demand.
        up_to: Words before the years that make them the most.
    """

    beyond: Annotated[float, Meta(ge=0, le=10)]
    words: Phrases
    numbers: dict[Text, int]
    experience: Phrases
    one_skill: Phrases
    never: Phrases
    up_to: Phrases


class NameRules(Strict, frozen=True):
    """How title, company and place are found in running text.

    Attributes:
        heads: Words that a job title holds.
        title_after: Phrases before a title, such as "looking for a"; `title_as`, such as "as a".
        title_noise: Phrases cut from a title.
        not_title: Words that a title does not hold.
        company_headings: Words before the company's name in a heading, such as "about".
        company_after: Words before its name in a sentence, as "at"; `company_verbs`, behind it.
        not_company: Names and first words of names that are none, such as "the role".
        not_in_company: Words that no name holds.
        place_after: Phrases before the place of work; `place_sure`, that speak of nothing else.
        not_place: Words that are no place.
        countries: Names and codes that a place ends with; `cities`, the larger ones.
    """

    heads: Phrases
    title_after: Phrases
    title_as: Phrases
    title_noise: Phrases
    not_title: Phrases
    company_headings: Phrases
    company_after: Phrases
    company_verbs: Phrases
    not_company: Phrases
    not_in_company: Phrases
    place_sure: Phrases
    place_after: Phrases
    not_place: Phrases
    countries: Phrases
    cities: Phrases


class LevelWords(Strict, frozen=True):
    """Phrases of a label such as "Seniority level" that name a stage."""

    stage: Slug
    phrases: Phrases


class AdvertFile(Strict, frozen=True):
    """The `adverts.yaml` file.

    Attributes:
        silent: Kinds of part in which nothing is asked of the applicant.
        parts: Headings by kind; of kinds whose words both stand in one, the first wins.
        subheadings: Headings within demands that leave their weight as it is.
        labels: Words before a colon, by what their value says.
        nothing: Values of a label that say nothing, such as "not specified".
        nice: Phrases that make a demand of their sentence an optional one; `must`, a firm one.
        tags: Hash tags of job boards that name the work mode.
    """

    provenance: Provenance
    basis: Text
    silent: tuple[PartKind, ...]
    parts: tuple[PartSpec, ...]
    subheadings: Phrases
    labels: dict[Label, Phrases]
    nothing: Phrases
    nice: Phrases
    must: Phrases
    names: NameRules
    levels: tuple[LevelWords, ...]
    modes: tuple[ModeSpec, ...]
    tags: dict[Text, WorkMode]
    employment: tuple[EmploymentSpec, ...]
    pay: PaySpec
    years: YearsSpec
    degrees: DegreeRules
