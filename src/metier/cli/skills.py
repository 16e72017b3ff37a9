"""`metier skills` and `metier skill`."""

import sys

import click

from metier.cli import output
from metier.cli.options import json_option, jsonl_option
from metier.core.errors import UnknownIdError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.lookup import Answer, look_up
from metier.core.framework.types import Skill
from metier.core.workflow.opening import open_framework


@click.command("skills")
@click.option("--domain", default=None, metavar="DOMAIN", help="Only one domain.")
@json_option
def skills_command(*, domain: str | None, as_json: bool) -> None:
    """List the skills of the framework by domain."""
    framework = open_framework()
    domains = [item for item in framework.data.domains if domain in (None, item.id)]
    if not domains:
        known = ", ".join(item.id for item in framework.data.domains)
        raise UnknownIdError(
            f"There is no domain {domain!r}.", code="domain-unknown", hint=f"There are: {known}."
        )
    if as_json:
        from metier.core.workflow.answers import describe_skills

        value = describe_skills(framework)
        chosen = {item.id for item in domains}
        value["skills"] = [item for item in value["skills"] if item["domain"] in chosen]
        output.write_json(value)
        return
    for item in domains:
        output.title(item.name)
        output.table(
            [
                (skill.id, skill.kind, skill.name)
                for skill in framework.data.skills
                if skill.domain == item.id
            ],
            indent=2,
        )
    output.hint("Next: metier skill cross-validation")


@click.command("skill")
@click.argument("text", nargs=-1, metavar="TEXT")
@json_option
@jsonl_option
def skill_command(text: tuple[str, ...], *, as_json: bool, as_lines: bool) -> int:
    """Find the skill that TEXT names.

    With --jsonl and "-" it reads one text a line and answers one line each.
    """
    framework = open_framework()
    if text == ("-",):
        return _answer_lines(framework)
    if not text:
        raise UsageError("Give a text to look up.", code="usage", hint="metier skill sklearn")
    answer = look_up(framework, " ".join(text))
    if as_json or as_lines:
        from metier.core.workflow.answers import describe_answer

        output.write_json(describe_answer(framework, answer), line=as_lines)
        return 0 if answer.skill or answer.heading else UnknownIdError.exit_code
    if answer.skill is None and answer.heading is None:
        near = [framework.skills[item.skill].name for item in answer.candidates[:3]]
        raise UnknownIdError(
            f"No skill is called {answer.query!r}.",
            code="skill-unknown",
            hint=f"Did you mean {' or '.join(near)}?" if near else "'metier skills' lists all.",
        )
    _show(framework, answer)
    return 0


def _answer_lines(framework: Framework) -> int:
    from metier.core.workflow.answers import describe_answer

    for line in sys.stdin.buffer:
        query = line.decode("utf-8", "replace").strip()
        if query:
            output.write_json(describe_answer(framework, look_up(framework, query)), line=True)
    return 0


def _show(framework: Framework, answer: Answer) -> None:
    if answer.skill is None:
        heading = answer.heading
        if heading:
            output.say(f"“{heading.term}” is no skill itself. {heading.reason}")
            output.say("It stands for:")
            output.table([(s, framework.skills[s].name) for s in heading.skills], indent=2)
        return
    skill = answer.skill
    click.echo(output.accent(skill.name) + output.dim(f"  {skill.kind}, {skill.domain}"))
    output.say(skill.definition.strip())
    output.title("Levels")
    for level in sorted(skill.levels):
        low, likely, high = skill.effort[level]
        click.echo(f"  {level}  {likely:g} hours from the level below ({low:g} to {high:g})")
        for line in output.wrap(skill.levels[level], 5):
            click.echo(line)
        for need in skill.prerequisites.get(level, ()):
            click.echo(output.dim(f"     needs {need.skill} at level {need.level}"))
    _show_teaching(framework, skill)
    if skill.aliases:
        output.title("Also written")
        output.say(", ".join(alias.text for alias in skill.aliases))
    roles = framework.needed_by.get(skill.id, ())
    if roles:
        output.title("Asked by")
        output.say(", ".join(framework.roles[role].name for role in roles))
    others = [item.skill for item in answer.candidates[1:]]
    if others:
        output.hint(f"The same words also mean: {', '.join(others)}")


def _show_teaching(framework: Framework, skill: Skill) -> None:
    from metier.core.workflow.library import describe_teaching

    teaching = describe_teaching(framework, skill)
    if teaching["resources"]:
        output.title("To learn it")
        rows = [
            (
                f"{item['from']} to {item['to']}",
                f"{item['hours']:g} h",
                f"{item['title']}, {item['by']}",
            )
            for item in teaching["resources"]
        ]
        output.table(rows, right=(1,), indent=2)
    if teaching["projects"]:
        output.title("To prove it")
        rows = [(f"level {p['level']}", p["role"], p["title"]) for p in teaching["projects"]]
        output.table(rows, indent=2)
