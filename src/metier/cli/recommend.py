"""`metier recommend`."""

import datetime as dt

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option, read_one
from metier.core.framework.load import load_framework
from metier.core.workflow.answers import describe_matches
from metier.core.workflow.assess import Reader, assess_profile, build_profile


@click.command("recommend")
@click.argument("file")
@json_option
@as_of_option
def recommend_command(file: str, *, as_json: bool, as_of: dt.datetime | None) -> None:
    """Rank the roles by how well they fit the CV in FILE."""
    framework = load_framework()
    profile = build_profile(Reader(framework), [read_one(file)])
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    value = describe_matches(framework, assessment)
    if as_json:
        output.write_json(value)
        return
    if not assessment.sufficient:
        click.echo(output.accent("Not enough evidence"))
        output.say("No skill of the framework is named in it. Rating these would tell most:")
        output.table([(s, framework.skills[s].name) for s in value["questions"]], indent=2)
        return
    stage = assessment.stage
    share = output.percent(stage.shares[stage.stage])
    click.echo(f"Stage now: {output.accent(stage.stage)} ({share} likely)")
    for reason in stage.reasons:
        output.say(f"- {reason}")
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
    best = value["matches"][0]["role"]
    output.hint(f"Next: metier gap {file} --role {best} --stage {stage.stage}")
