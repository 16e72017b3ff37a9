"""What a schema.org JobPosting says, once its many forms are made one."""

from typing import Literal

from msgspec import Struct


class PostedPay(Struct, frozen=True):
    """Pay as a posting's fields give it; `currency` is its ISO 4217 code."""

    currency: str | None
    period: Literal["hour", "day", "week", "month", "year"] | None
    low: float | None
    high: float | None


class Posting(Struct, frozen=True):
    """A JobPosting; what it does not say is None or empty.

    Attributes:
        text: Its title, description and demands as text; spans of an advert point into it.
        locations: Places of work, each as "city, region, country".
        applicants: Where applicants may live, for remote work.
        remote: Whether it is work from home altogether.
        employment: Types such as "FULL_TIME", as they stand.
        pay_text: The pay where it is given in words.
        months: Months of experience asked.
        degree: Degree asked: none, bachelor, master or doctorate.
        posted: ISO day; `valid_through`, the last day.
    """

    text: str
    title: str | None = None
    company: str | None = None
    locations: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    remote: bool = False
    employment: tuple[str, ...] = ()
    pay: PostedPay | None = None
    pay_text: str = ""
    months: int | None = None
    degree: Literal["none", "bachelor", "master", "doctorate"] | None = None
    posted: str | None = None
    valid_through: str | None = None
