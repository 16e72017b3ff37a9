"""`metier gap`."""

import datetime as dt

import click

from metier.cli import output
from metier.cli.options import (
    as_of_option,
    day_of,
    json_option,
    person_options,
    person_words,
    profile_of,
    target_options,
)
from metier.cli.writing import write_file
from metier.core.framework.index import Framework
from metier.core.match.place import place_readiness
from metier.core.workflow.assess import (
    Assessment,
    Reader,
    Standing,
    assess_profile,
    stand_against,
)
from metier.core.workflow.beside import say_place
from metier.core.workflow.opening import open_framework

_SHOWN = 12


@click.command("gap")
@person_options
@target_options
@click.option("-o", "--output", "path", metavar="FILE.svg", help="Draw it by groups of skills.")
@json_option
@as_of_option
def gap_command(
    file: str | None,
    backgrounds: tuple[str, ...],
    *,
    role: str,
    stage: str,
    path: str | None,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Hold the CV in FILE, or a background, against a role at a stage."""
    framework = open_framework()
    role = framework.role(role).id
    framework.stage(stage)
    profile = profile_of(Reader(framework), file, backgrounds)
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    standing = stand_against(framework, assessment, role, stage)
    if path is not None:
        from metier.core.workflow.pictures import draw_readiness

        write_file(path, draw_readiness(framework, standing.readiness))
    if as_json:
        from metier.core.workflow.answers import describe_gap

        output.write_json(describe_gap(framework, assessment, standing))
        return
    _show(framework, assessment, standing)
    output.hint(
        f"Next: metier plan {person_words(file, backgrounds)} --role {role} --stage {stage} "
        "--hours-per-week 6"
    )


def _show(framework: Framework, assessment: Assessment, standing: Standing) -> None:
    readiness = standing.readiness
    name = framework.roles[readiness.role].name
    if not readiness.sufficient:
        click.echo(output.accent("Not enough evidence"))
        output.say(
            f"Only {output.percent(readiness.proof)} of what {name} asks is named in it. "
            "Rating yourself in these would tell most:"
        )
        output.table([(s, framework.skills[s].name) for s in readiness.questions], indent=2)
    else:
        share = output.interval(readiness.value, readiness.low, readiness.high)
        click.echo(f"Readiness for {name}, {readiness.stage}: {output.accent(share)}")
        output.say(
            f"{output.percent(readiness.proof)} of the weight has direct evidence. It is an "
            "estimate from what the text says, not a test of what you can do."
        )
        places = place_readiness(framework, readiness.role, readiness.stage, readiness.value)
        if told := say_place(framework, places):
            output.say(told)
    if readiness.blockers:
        names = ", ".join(framework.skills[skill].name for skill in readiness.blockers)
        output.say(
            f"Nobody does this role without: {names}. The text does not show the level asked."
        )
    for gate in standing.gates:
        state = {True: "met", False: "not met", None: "cannot tell"}[gate.met]
        output.say(f"Apart from skills: {gate.asked}; {gate.found}: {state}.")
    output.title("What is missing most")
    output.table(
        [
            (
                framework.skills[gap.skill].name[:30],
                output.level_bar(
                    assessment.proficiencies.distribution(gap.skill).tolist(), gap.target
                ),
                f"-{gap.missing * 100:.1f} pt",
                f"{gap.hours:.0f} h",
            )
            for gap in standing.gaps[:_SHOWN]
        ],
        right=(2, 3),
        indent=2,
    )
    click.echo(output.dim("  bar: levels 0 to 5 by probability, [ ] the level asked"))
    output.title("What counts most")
    output.table(
        [
            (
                framework.skills[item.skill].name[:30],
                f"{item.share * 100:.1f} of {item.weight * 100:.1f} pt",
                f"level {item.expected:.1f} of {item.target}",
                f"{len(item.evidence)} places" if len(item.evidence) != 1 else "1 place",
            )
            for item in readiness.contributions[:_SHOWN]
        ],
        indent=2,
    )
