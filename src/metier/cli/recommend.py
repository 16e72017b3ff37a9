"""`metier recommend`."""

import datetime as dt
from typing import Any

import click

from metier.cli import output
from metier.cli.options import (
    as_of_option,
    day_of,
    json_option,
    person_options,
    person_words,
    profile_of,
)
from metier.cli.ranking_options import is_ranked, ranking_options, rows_of, show_rows
from metier.core.framework.backgrounds import background_roles
from metier.core.match.place import place_readiness
from metier.core.workflow.answers import describe_matches
from metier.core.workflow.assess import Reader, assess_profile
from metier.core.workflow.beside import judge_any_fit, say_any_fit, say_place
from metier.core.workflow.opening import open_framework
from metier.core.workflow.ranking import describe_rows


@click.command("recommend")
@person_options
@ranking_options
@json_option
@as_of_option
def recommend_command(
    file: str | None,
    backgrounds: tuple[str, ...],
    *,
    as_json: bool,
    as_of: dt.datetime | None,
    **ranked: Any,
) -> None:
    """Rank the roles by how well they fit the CV in FILE, or a background.

    With --by: by hours to get there, pay, pay gained per hour, interest or demand.
    """
    framework = open_framework()
    profile = profile_of(Reader(framework), file, backgrounds)
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    value = describe_matches(framework, assessment)
    if is_ranked(ranked) and assessment.sufficient:
        value["ranking"] = describe_rows(framework, rows_of(framework, assessment, ranked))
    if as_json:
        output.write_json(value)
        return
    if not assessment.sufficient:
        click.echo(output.accent("Not enough evidence"))
        output.say("No skill of the framework is named in it. Rating these would tell most:")
        output.table([(s, framework.skills[s].name) for s in value["questions"]], indent=2)
        return
    if "ranking" in value:
        show_rows(value["ranking"])
        return
    stage = assessment.stage
    share = output.percent(stage.shares[stage.stage])
    click.echo(f"Stage now: {output.accent(stage.stage)} ({share} likely)")
    for reason in stage.reasons:
        output.say(f"- {reason}")
    if profile.documents and (
        faint := say_any_fit(framework, judge_any_fit(framework, assessment))
    ):
        output.say(faint)
    output.title("Roles by fit")
    rows = [("", "fit", "readiness now", "what speaks for it")]
    for match in value["matches"]:
        readiness = output.interval(*match["readiness"].values())
        why = ", ".join(item["name"] for item in match["reasons"][:3])
        rows.append(
            (
                match["name"][:26],
                output.percent(match["fit"]),
                readiness if match["sufficient"] else "thin evidence",
                why,
            )
        )
    output.table(rows, right=(1,), indent=2)
    first = value["matches"][0]
    places = place_readiness(framework, first["role"], first["stage"], first["readiness"]["value"])
    if told := say_place(framework, places):
        output.say(f"{first['name']}: {told}")
    near = [name for item in profile.backgrounds for name in background_roles(framework, item)]
    if near:
        names = ", ".join(framework.roles[name].name for name in dict.fromkeys(near))
        output.say(f"Roles that people with this background often begin in: {names}.")
    best = near[0] if near and file is None else first["role"]
    output.hint(
        f"Next: metier gap {person_words(file, backgrounds)} --role {best} --stage {stage.stage}"
    )
