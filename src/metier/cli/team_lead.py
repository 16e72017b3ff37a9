"""`metier team matrix|needs|progress`: who can do what, what is needed, and the next rung."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from metier.cli import output
from metier.cli.team_options import (
    begin,
    needs_options,
    open_team,
    reading_options,
    stand,
)
from metier.cli.writing import write_file
from metier.core.errors import UsageError
from metier.core.workflow.answers import Json

_PEOPLE = 40
_POINTS = 20
_NAME = 18


@click.command("matrix")
@reading_options
@click.option("--skill", "skills", multiple=True, metavar="SKILL", help="Show only these.")
@click.option(
    "--level",
    type=int,
    default=None,
    metavar="N",
    help="Level that skills without a need are held against; 3 by default.",
)
@click.option(
    "--threshold",
    type=float,
    default=None,
    metavar="P",
    help="Chance from which somebody holds a level; 0.5 by default.",
)
@click.option("--all", "all_skills", is_flag=True, help="Show every skill with evidence.")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Write it there as .xlsx or .csv.",
)
def matrix_command(
    path: Path,
    *,
    as_json: bool,
    as_of: dt.datetime | None,
    skills: tuple[str, ...],
    level: int | None,
    threshold: float | None,
    all_skills: bool,
    target: Path | None,
    **how: Any,
) -> None:
    """Show people by skills, what rests on one person, hidden strengths, and who can help."""
    from metier.core.workflow.team_matrix import (
        MOST_SKILLS,
        MatrixOptions,
        describe_matrix,
        make_matrix,
    )
    from metier.core.workflow.team_tables import matrix_csv, matrix_xlsx

    if target and target.suffix.lower() not in (".xlsx", ".csv"):
        raise UsageError(
            f"{target.name} ends like no format that there is.",
            code="export-format",
            hint="End the name with .xlsx or .csv.",
        )
    framework, reading = open_team(path, as_of=as_of, **how)
    standing = stand(reading, framework, as_of)
    most = 0 if all_skills else MOST_SKILLS
    options = MatrixOptions(skills=skills, level=level, held=threshold, most=most)
    found = describe_matrix(standing, make_matrix(standing, options), options)
    if target:
        is_csv = target.suffix.lower() == ".csv"
        write_file(target, matrix_csv(found) if is_csv else matrix_xlsx(found))
    if as_json:
        output.write_json(found)
        return
    begin(standing)
    _show_matrix(found)
    if target:
        click.echo(f"Written to {target}.")
    output.hint(f"Next: metier team invest {path} --budget 2000 --hours-per-week 3 --weeks 13")


def _show_matrix(found: Json) -> None:
    names = {person["id"]: person["name"] for person in found["people"]}
    cells = {(cell["person"], cell["skill"]): cell for cell in found["cells"]}
    room = max(4, (output.width() - _NAME - 2) // 6)
    shown = found["skills"][:room]
    head = ["", *(skill["name"][:5] for skill in shown)]
    rows = [head]
    for person in found["people"][:_PEOPLE]:
        row = [person["name"][:_NAME]]
        for skill in shown:
            cell = cells[person["id"], skill["skill"]]
            row.append(f"{cell['expected']:.1f}" if cell["shown"] else "·")
        rows.append(row)
    output.table(rows, right=range(1, len(head)))
    rest = len(found["skills"]) - len(shown) + found["left"]
    more = len(found["people"]) - _PEOPLE
    told = "Levels to expect, 0 to 5; · where nothing is known."
    told += f" {rest} more skills" if rest else ""
    told += f"{' and' if rest else ''} {more} more people" if more > 0 else ""
    told += " stand in the file that -o writes." if rest or more > 0 else ""
    output.say(told)
    single = [point for point in found["single_points"] if point["person"]]
    output.title("What rests on one person")
    if not single:
        output.say("Nothing that is needed or known rests on one person alone.")
    output.table(
        [
            (
                point["name"][:34],
                f"level {point['level']}",
                names[point["person"]][:_NAME],
                output.percent(point["chance"]),
                f"next {names.get(point['next'], 'nobody')} {output.percent(point['next_chance'])}"
                if point["next"]
                else "",
            )
            for point in single[:_POINTS]
        ],
        indent=2,
    )
    if len(single) > _POINTS:
        output.say(f"  and {len(single) - _POINTS} more; --json has all.")
    holes = [
        f"{point['name']} {point['level']}"
        for point in found["single_points"]
        if not point["person"]
    ]
    if holes:
        shown_holes = ", ".join(holes[:10])
        output.say(
            f"Needed and held by nobody: {shown_holes}"
            + (f" and {len(holes) - 10} more." if len(holes) > 10 else ".")
        )
    if found["strengths"]:
        output.title("Strengths that the own role does not ask for")
        output.table(
            [
                (
                    names[item["person"]][:_NAME],
                    item["name"][:34],
                    f"level {item['level']}",
                    output.percent(item["chance"]),
                )
                for item in found["strengths"][:10]
            ],
            indent=2,
        )


@click.command("needs")
@reading_options
@needs_options
@click.option(
    "--most",
    type=click.IntRange(1, 400),
    default=40,
    show_default=True,
    metavar="N",
    help="How many needs of roles to show.",
)
def needs_command(
    path: Path,
    *,
    as_json: bool,
    as_of: dt.datetime | None,
    needs: tuple[str, ...],
    seats: tuple[str, ...],
    threshold: float | None,
    most: int,
    **how: Any,
) -> None:
    """Show what the team needs, how far it has it, and who would fill which seat."""
    from metier.core.workflow.team_matrix import check_threshold
    from metier.core.workflow.team_needs import (
        describe_needs,
        measure_needs,
        parse_need,
        parse_seats,
    )

    if threshold is not None:
        check_threshold(threshold)
    framework, reading = open_team(path, as_of=as_of, **how)
    standing = stand(reading, framework, as_of)
    found = describe_needs(
        standing,
        measure_needs(
            standing,
            needs=[parse_need(framework, text) for text in needs],
            seats=[parse_seats(framework, text) for text in seats],
            most=most,
            held=threshold,
        ),
    )
    if as_json:
        output.write_json(found)
        return
    begin(standing)
    click.echo(f"Covered, by weight: {output.accent(output.percent(found['coverage']))}")
    if found["origin"] == "roles":
        output.say(
            "The needs follow from the roles that people have now; --need and --seat say others."
        )
    output.table(
        [
            ("", "level", "needed", "have it", "range", "covered"),
            *(
                (
                    row["name"][:34],
                    str(row["level"]),
                    str(row["people"]),
                    str(row["held"]),
                    f"{row['low']}-{row['high']}",
                    output.percent(row["coverage"]),
                )
                for row in found["needs"]
            ),
        ],
        right=(1, 2, 3, 4, 5),
        indent=2,
    )
    if found["left"]:
        output.say(f"{found['left']} lesser needs are left out; --most shows more.")
    if found["unknown"]:
        some = ", ".join(item["name"] for item in found["unknown"][:6])
        output.say(
            f"Nobody was asked about {len(found['unknown'])} skills that these roles ask for, "
            f"such as {some}."
        )
    _show_seats(found, {member.id: member.name for member in standing.members})
    output.hint(f"Next: metier team invest {path} --budget 2000 --hours-per-week 3 --weeks 13")


def _show_seats(found: Json, names: dict[str, str]) -> None:
    if not found["seats"] or found["origin"] == "roles":
        return
    output.title("Who would fill which seat, best for all")
    output.table(
        [
            (
                f"{row['name']}, {row['stage']}",
                names.get(row["person"] or "", "nobody is left"),
                output.percent(row["readiness"]) if row["person"] else "",
            )
            for row in found["seats"][:_PEOPLE]
        ],
        indent=2,
    )


@click.command("progress")
@reading_options
@click.option("--person", "people", multiple=True, metavar="NAME", help="Only these.")
@click.option("--hours-per-week", type=click.FloatRange(0, 80), default=None, metavar="N")
@click.option("--weeks", type=click.FloatRange(0.1, 520), default=None, metavar="N")
@click.option(
    "--capacity",
    type=click.IntRange(1, 100),
    default=None,
    metavar="N",
    help="People whom one person mentors at most; 2 by default.",
)
def progress_command(
    path: Path,
    *,
    as_json: bool,
    as_of: dt.datetime | None,
    people: tuple[str, ...],
    hours_per_week: float | None,
    weeks: float | None,
    capacity: int | None,
    **how: Any,
) -> None:
    """Show each person's next rung, who could succeed whom, and mentoring pairs."""
    from metier.core.workflow.team_progress import ProgressOptions, describe_progress

    framework, reading = open_team(path, as_of=as_of, **how)
    standing = stand(reading, framework, as_of)
    options = ProgressOptions(people, hours_per_week, weeks, capacity)
    found = describe_progress(standing, options)
    if as_json:
        output.write_json(found)
        return
    begin(standing)
    for person in found["people"]:
        _show_person(person, whole=bool(people))
    names = {member.id: member.name for member in standing.members}
    output.title("Who could help whom")
    for pair in found["mentoring"]["pairs"]:
        why = ", ".join(f"{item['name']} {item['level']}" for item in pair["why"])
        output.say(f"  {names[pair['mentor']]} helps {names[pair['mentee']]}: {why}.")
    if not found["mentoring"]["pairs"]:
        output.say("  Nobody's strengths meet another's gaps for sure enough.")
    if not people:
        output.hint(f"Next: metier team progress {path} --person NAME for a growth plan")


def _show_person(person: Json, *, whole: bool) -> None:
    following = person["next"]
    if following is None:
        output.say(f"{person['name']}: no role is known, so no next rung.")
        return
    ready = following["readiness"]
    told = output.interval(ready["value"], ready["low"], ready["high"])
    if following["sufficiency"] != "enough":
        told = "not enough evidence"
    click.echo(
        f"{output.accent(person['name'])}: {following['name']}, {following['stage']}: {told}"
    )
    if not whole:
        missing = ", ".join(item["name"] for item in following["missing"][:4])
        output.say(f"  Missing most: {missing}." if missing else "  Nothing is missing.")
        return
    output.title("Shown")
    output.table(
        [
            (i["name"], f"level {i['target']}", output.percent(i["chance"]))
            for i in following["shown"]
        ],
        indent=2,
    )
    output.title("Missing, and what one sees at the level")
    for item in following["missing"]:
        output.say(f"  {item['name']} {item['target']} ({item['hours']:.0f} h): {item['behavior']}")
    output.title("Look for")
    for text in following["behaviors"].values():
        output.say(f"  {text}")
    plan = following["plan"]
    output.title(f"Next {plan['weeks']:g} weeks, {plan['hours_per_week']:g} hours a week")
    output.table(
        [
            (step["name"], f"{step['from']} to {step['to']}", f"{step['hours']:.0f} h")
            for step in plan["steps"]
        ],
        right=(2,),
        indent=2,
    )
