"""An advert as the person it looks for: which roles fit what it asks, and how far that carries.

An advert says "we need", not "I have". Every skill that it asks for, must or nice, counts as shown
by its applicant; what it denies or names as something else (a degree, a team) does not.
"""

import datetime as dt
from collections.abc import Iterable

from metier.core.extract.mentions import Mention, Mentions
from metier.core.extract.title_names import count_titles
from metier.core.framework.index import Framework
from metier.core.framework.proficiency import Proficiencies
from metier.core.framework.records import Document, Evidence
from metier.core.match.fit import Fit, rank_roles
from metier.core.match.readiness import assess_readiness
from metier.core.match.target import Target
from metier.core.profile.posterior import infer_levels

ASKED_SIGN = "used-at-work"
_ASKED = frozenset({"has", "wants"})
_ANY_DAY = dt.date(2000, 1, 1)  # the evidence has no months, so no day ages it


def is_asked(mention: Mention) -> bool:
    """Return whether a mention in an advert is of a skill that it asks for."""
    return mention.polarity in _ASKED


def asked_evidence(document: Document, mentions: Iterable[Mention]) -> list[Evidence]:
    """Return what an advert asks, as evidence about the applicant whom it looks for."""
    return [
        Evidence(
            skill=mention.skill,
            kind="claim",
            sign=ASKED_SIGN,
            document=document.sha256,
            start=mention.start,
            end=mention.end,
            section=mention.section,
        )
        for mention in mentions
        if is_asked(mention)
    ]


def fit_advert(
    framework: Framework, document: Document, mentions: Mentions, *, with_titles: bool = True
) -> list[Fit]:
    """Return all roles by how well they explain what an advert asks, the best first.

    Args:
        framework: The framework.
        document: The advert.
        mentions: The mentions in its text.
        with_titles: Count the role titles that its running text names; its skills alone otherwise.
    """
    names = count_titles(framework, document.text) if with_titles else {}
    titles = {role: 1 - 0.5**count for role, count in names.items()}
    return rank_roles(framework, applicant(framework, document, mentions), titles)


def applicant(framework: Framework, document: Document, mentions: Mentions) -> Proficiencies:
    """Return the levels of one of whom only what the advert asks is known."""
    return infer_levels(framework, asked_evidence(document, mentions), as_of=_ANY_DAY)


def reach_of_advert(
    framework: Framework, document: Document, mentions: Mentions, *, role: str, stage: str
) -> float:
    """Return the readiness of one who has what an advert asks, at the level that the role asks.

    What the advert does not ask counts as for anybody of whom it is not known.

    Raises:
        UnknownIdError: No such role or stage.
    """
    target = Target(framework, framework.role(role), framework.stage(stage))
    readiness = assess_readiness(framework, target, applicant(framework, document, mentions))
    asked = {mention.skill for mention in mentions if is_asked(mention)}
    return sum(
        item.weight if item.skill in asked else item.share for item in readiness.contributions
    )
