"""What stands beside a result: real CVs and adverts, and whether any role fits at all."""

from typing import Any

from metier.core.framework.index import Framework
from metier.core.match.faint import AnyFit, find_any_fit
from metier.core.match.place import Place, Places, place_readiness
from metier.core.workflow.assess import Assessment

Json = dict[str, Any]


def judge_any_fit(framework: Framework, assessment: Assessment) -> AnyFit:
    """Return whether any role can be said to fit a person, with the reason."""
    named = any(not sign.near for sign in assessment.titles)
    return find_any_fit(framework, assessment.proficiencies, named=named)


def say_any_fit(framework: Framework, found: AnyFit) -> str:
    """Return the sentence for somebody whom no role can be said to fit; empty for others."""
    if found.fits:
        return ""
    return (
        "This CV shows little of what any of the roles asks: at most "
        f"{found.shown:.0%} of the weight of one ({framework.roles[found.role].name}), and no "
        "title names a role. The order below says which would be nearest, not that it fits."
    )


def describe_any_fit(framework: Framework, found: AnyFit) -> Json:
    """Return whether any role fits, and why, as plain values."""
    return {
        "fits_any": found.fits,
        "fits_any_why": {
            "shown": found.shown,
            "role": found.role,
            "least": found.least,
            "title_names_a_role": found.named,
            "says": say_any_fit(framework, found),
        },
    }


def describe_place(framework: Framework, role: str, stage: str, value: float) -> Json:
    """Return where a readiness stands among real CVs and adverts, None without a figure.

    Raises:
        UnknownIdError: No such role or stage.
    """
    places = place_readiness(framework, role, stage, value)
    return {name: place._asdict() if place else None for name, place in places._asdict().items()}


def say_place(framework: Framework, places: Places) -> str:
    """Return a sentence on where a readiness stands; empty without any figure."""
    parts = []
    if places.cvs:
        parts.append(
            f"higher than {places.cvs.below:.0%} of {places.cvs.n} real CVs "
            f"({_scope(framework, places.cvs)}, {places.cvs.date})"
        )
    if places.adverts:
        above = 1 - places.adverts.below
        parts.append(
            f"one with exactly what the advert asks stands higher in {above:.0%} of "
            f"{places.adverts.n} adverts ({_scope(framework, places.adverts)}, "
            f"{places.adverts.date})"
        )
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _scope(framework: Framework, place: Place) -> str:
    if place.role is None:
        return "all roles"
    name = framework.roles[place.role].name
    return f"{name}, {place.stage}" if place.stage else f"{name}, all stages"
