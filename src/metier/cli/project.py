"""`metier project …`: one project, and finished work held against it."""

import datetime as dt
from pathlib import Path

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option
from metier.core.framework.index import Framework
from metier.core.framework.library import Project
from metier.core.workflow.opening import open_framework
from metier.core.workflow.proving import ProjectCheck, find_project, line_sentence

_STATES = {
    "shown": "shown by files",
    "named": "no file shows it",
    "not-seen": "not seen",
    "judge": "for a person to judge",
}


@click.group("project")
def project_command() -> None:
    """Show a project, or hold finished work against it."""


@project_command.command("show")
@click.argument("project_id", metavar="ID")
@json_option
def show_command(project_id: str, *, as_json: bool) -> None:
    """Show a project: its brief, steps, checklist and rubric."""
    import msgspec

    from metier.core.workflow.answers import head

    framework = open_framework()
    role, project = find_project(framework, project_id)
    if as_json:
        output.write_json(
            {**head(framework), "role": role, "project": msgspec.to_builtins(project)}
        )
        return
    _show_project(framework, role, project)
    output.hint(f"Next: metier project check {project.id} FOLDER --profile @NAME")


@project_command.command("check")
@click.argument("project_id", metavar="ID")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--profile", "person", default=None, metavar="@NAME", help="Keep the findings there.")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="Whose commits count: a name or an address; may be given twice.",
)
@json_option
@as_of_option
def check_command(
    project_id: str,
    path: Path,
    *,
    person: str | None,
    authors: tuple[str, ...],
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Hold finished work against a project: a folder, a notebook or a document.

    It says what is shown by which files and what is not. Nothing in PATH is executed, and no line
    of the checklist is called met: files show signs, and a person judges. With --profile the
    findings become evidence there, and a piece of the portfolio.
    """
    from metier.cli.person_group import open_person
    from metier.core.workflow.assess import Reader
    from metier.core.workflow.keeping import change_profile
    from metier.core.workflow.proving import check_project, describe_project_check, keep_check

    framework = open_framework()
    find_project(framework, project_id)
    kept = open_person(person) if person else None
    check = check_project(Reader(framework), project_id, path, as_of=day_of(as_of), authors=authors)
    if kept:
        store, profile = kept
        place = str(path)
        change_profile(store, profile, lambda old: keep_check(old, check, place=place))
    if as_json:
        output.write_json(describe_project_check(framework, str(path), check))
        return
    show_check(framework, check)
    if kept:
        output.say()
        output.say(f"Kept in {kept[1].name}: the findings are evidence now.")
        output.hint(f"Next: metier portfolio {person}")
    elif check.evidence:
        output.hint(f"Next: metier project check {project_id} {path} --profile @NAME")


def show_check(framework: Framework, check: ProjectCheck) -> None:
    """Show a check on the terminal."""
    click.echo(output.accent(check.project.title))
    output.say(check.work.opening)
    for note in check.work.notes:
        output.say(f"Note: {note}")
    output.title("Skills it is to evidence")
    for item in check.skills:
        name = framework.skills[item.skill].name
        odds = f"level {item.level} by this alone: {output.percent(item.chance)}"
        state = _STATES[item.state]
        words = f"{state}: {item.how}; {odds}" if item.sign else state
        click.echo("\n".join(output.wrap(f"{name}, level {item.level}", 2)))
        click.echo(output.dim("\n".join(output.wrap(words, 6))))
        for line in item.lines:
            click.echo(output.dim("\n".join(output.wrap(_plain(line), 8))))
    output.title("Checklist")
    for number, asked in enumerate(check.lines, start=1):
        click.echo("\n".join(output.wrap(f"{number}. {asked.text}", 2)))
        words = _plain(line_sentence(asked))
        click.echo(output.dim("\n".join(output.wrap(words, 5))))
    output.say()
    output.say("Files show signs; whether a line is met is for a person to judge.")


def _plain(text: str) -> str:
    """Return text that the terminal can show."""
    if output.unicode_ok():
        return text
    for mark, instead in (("“", '"'), ("”", '"'), ("…", "...")):
        text = text.replace(mark, instead)
    return text


def _show_project(framework: Framework, role: str, project: Project) -> None:
    low, likely, high = project.hours
    click.echo(output.accent(project.title))
    dash = "–" if output.unicode_ok() else "-"
    output.say(
        f"{framework.roles[role].name}, {project.stage}; about {likely:.0f} hours "
        f"({low:.0f}{dash}{high:.0f})."
    )
    output.say(" ".join(project.brief.split()))
    output.say(f"Data: {project.data.name} ({project.data.kind}): {project.data.note}")
    parts = (
        ("Steps", project.steps),
        (
            "It evidences",
            [f"{framework.skills[i.skill].name}, level {i.level}" for i in project.evidences],
        ),
        ("Checklist", project.accept),
        (
            "Rubric",
            [f"{name}: {getattr(project.rubric, name)}" for name in ("weak", "good", "strong")],
        ),
        ("Further", project.stretch),
        ("Present it", [project.present]),
    )
    for title, lines in parts:
        output.title(title)
        for line in lines:
            first, *more = output.wrap(line, 4)
            click.echo("\n".join([f"  - {first.lstrip()}", *more]))
