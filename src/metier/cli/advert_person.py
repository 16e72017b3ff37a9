"""What `metier advert` and `metier adverts` say about an advert and a person."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from metier.cli import output
from metier.cli.person_group import open_person

if TYPE_CHECKING:
    from metier.core.framework.index import Framework
    from metier.core.workflow.advert import ReadAdvert
    from metier.core.workflow.assess import Assessment

_NEEDS = {"must": "must", "nice": "nice to have", "unspecified": "named"}


def assess_for(framework: "Framework", name: str, day: dt.date) -> "Assessment":
    """Return where the kept profile "@NAME", or the CV in a file, stands."""
    from metier.cli.options import profile_of
    from metier.core.workflow.assess import Reader, assess_profile

    if name.startswith("@"):
        return assess_profile(framework, open_person(name)[1], as_of=day)
    return assess_profile(framework, profile_of(Reader(framework), name, ()), as_of=day)


def save_for(name: str, read: "ReadAdvert", day: dt.date) -> str:
    """Save an advert on the board of a kept profile; return its id there."""
    from metier.core.workflow.board import save_advert
    from metier.core.workflow.keeping import change_profile

    store, profile = open_person(name)
    changed, saved = save_advert(profile, read, day=day)
    change_profile(store, profile, lambda _: changed)
    return saved.id


def show_fit(framework: "Framework", found: dict[str, Any]) -> None:
    """Show how a person stands to an advert, with what they can cite."""
    output.title("For you")
    if found["role"] and found["rank"]:
        name = framework.roles[found["role"]].name
        supposed = "" if found["stage_stated"] else " (supposed; it does not say)"
        output.say(
            f"{name}, {found['stage']}{supposed}: {_ordinal(found['rank'])} of your roles by fit, "
            f"readiness {_interval(found['role_readiness'])}."
        )
    if found["readiness"] is None:
        output.say("It asks for no skill that the framework knows.")
        return
    output.say(f"Readiness for what this advert itself asks: {_interval(found['readiness'])}.")
    for gate in found["gates"]:
        state = {True: "met", False: "not met", None: "cannot tell"}[gate["met"]]
        output.say(f"Apart from skills: {gate['asked']}; {gate['found']}: {state}.")
    if found["must_gaps"]:
        gaps = ", ".join(item["name"] for item in found["must_gaps"])
        output.say(f"Musts that your documents do not show at the level asked: {gaps}.")
    citable = [item for item in found["demands"] if item["cite"]]
    if citable:
        output.title("What you can cite")
    for item in citable:
        _show_demand(item)
    rest = [item["name"] for item in found["demands"] if not item["cite"]]
    if rest:
        output.title("Nothing to cite for")
        click.echo("\n".join(output.wrap(", ".join(rest), 2)))


def _show_demand(item: dict[str, Any]) -> None:
    need = _NEEDS[item["need"]]
    click.echo(
        f"  {item['name']}"
        + output.dim(f"  {need}, level {item['target']}: {output.percent(item['chance'])}")
    )
    quote = item["cite"][0]
    opening, closing = ("“", "”") if output.unicode_ok() else ('"', '"')
    line = " ".join(quote["line"].split())
    line = line if len(line) <= 300 else line[:297] + "..."
    words = f"{opening}{line}{closing} {quote['document']}, {quote['says']}"
    click.echo(output.dim("\n".join(output.wrap(words, 6))))


def _interval(value: dict[str, float]) -> str:
    return output.interval(value["value"], value["low"], value["high"])


def _ordinal(number: int) -> str:
    ending = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"
