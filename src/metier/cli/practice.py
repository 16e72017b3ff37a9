"""`metier practice @NAME …`."""

import datetime as dt
from typing import Any

import click

from metier.cli import output
from metier.cli.options import as_of_option, day_of, json_option
from metier.cli.person_group import PERSON, PersonGroup, open_person
from metier.core.errors import UsageError
from metier.core.workflow.opening import open_framework


class _Group(PersonGroup):
    usual = "next"


@click.group("practice", cls=_Group)
@click.argument("person", metavar=PERSON)
@click.pass_context
def practice_command(ctx: click.Context, person: str) -> None:
    """Practice interview questions; each comes again when it is due.

    Without a command it shows what to practice next. Answer aloud or in writing, hold the answer
    against what weak, good and strong ones show, and grade it yourself.
    """
    ctx.obj = person


@practice_command.command("next")
@click.option("--role", default=None, metavar="ROLE", help="Role aimed at; or the kept target's.")
@click.option("--stage", default=None, metavar="STAGE", help="entry, mid, senior or principal.")
@click.option(
    "--limit", type=int, default=5, show_default=True, metavar="N", help="Most questions."
)
@json_option
@as_of_option
@click.pass_obj
def next_command(
    person: str,
    *,
    role: str | None,
    stage: str | None,
    limit: int,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Show the questions to practice: those that are due, then new ones."""
    from metier.core.workflow.assess import assess_profile
    from metier.core.workflow.practicing import describe_session, plan_session

    _, profile = open_person(person)
    framework = open_framework()
    for target in profile.targets[:1]:
        role, stage = role or target.role, stage or target.stage
    if role is None or stage is None:
        raise UsageError(
            "Say for which role and stage to practice.",
            code="target-needed",
            hint="Give --role and --stage.",
        )
    assessment = assess_profile(framework, profile, as_of=day_of(as_of))
    session = plan_session(framework, assessment, role, stage, limit=limit)
    found = describe_session(framework, session)
    if as_json:
        output.write_json(found)
        return
    name = framework.roles[session.role].name
    click.echo(output.accent(f"{name}, {stage}"))
    numbers = found["statistics"]
    output.say(
        f"{numbers['answered']} of {numbers['questions']} questions practiced, "
        f"{numbers['due_now']} due today."
    )
    for item in found["next"]:
        output.title(f"{item['id']}  {item['kind']}")
        click.echo("\n".join(output.wrap(item["question"], 2)))
        names = ", ".join(
            f"{framework.skills[ref['skill']].name} {ref['level']}"
            for ref in item["skills"]
            if ref["skill"] in framework.skills
        )
        since = f"; due since {item['due']}" if item["due"] else "; new"
        click.echo(output.dim("\n".join(output.wrap(f"about {names}{since}", 2))))
    if not found["next"]:
        _nothing(found)
        return
    first = found["next"][0]["id"]
    output.hint(
        f"Next: answer, then look: metier practice {person} show {first}\n"
        f"      and grade it:      metier practice {person} answer {first} good"
    )


@practice_command.command("show")
@click.argument("question_id", metavar="QUESTION")
@json_option
@click.pass_obj
def show_command(person: str, *, question_id: str, as_json: bool) -> None:
    """Show what weak, good and strong answers to a question show, and what is asked next."""
    import msgspec

    from metier.core.workflow.answers import head
    from metier.core.workflow.practicing import find_question

    framework = open_framework()
    role, question = find_question(framework, question_id)
    if as_json:
        output.write_json(
            {**head(framework), "role": role, "question": msgspec.to_builtins(question)}
        )
        return
    click.echo("\n".join(output.wrap(question.question, 0)))
    for grade in ("weak", "good", "strong"):
        output.title(grade.capitalize())
        click.echo("\n".join(output.wrap(getattr(question.shows, grade), 2)))
    output.title("They may go on")
    for text in question.follow_ups:
        click.echo("\n".join(output.wrap(text, 2)))
    output.hint(f"Next: metier practice {person} answer {question.id} weak|good|strong")


@practice_command.command("answer")
@click.argument("question_id", metavar="QUESTION")
@click.argument("grade", metavar="weak|good|strong")
@click.option("--note", default="", metavar="TEXT", help="What to do better.")
@json_option
@as_of_option
@click.pass_obj
def answer_command(
    person: str,
    *,
    question_id: str,
    grade: str,
    note: str,
    as_json: bool,
    as_of: dt.datetime | None,
) -> None:
    """Grade your answer to a question: weak, good or strong."""
    from metier.core.workflow.keeping import change_profile
    from metier.core.workflow.practicing import add_attempt, describe_attempts

    store, profile = open_person(person)
    framework = open_framework()
    day = day_of(as_of)
    changed = change_profile(
        store,
        profile,
        lambda old: add_attempt(framework, old, question_id, grade, day=day, note=note),
    )
    found = describe_attempts(framework, changed, as_of=day)
    if as_json:
        output.write_json(found)
        return
    card = next(item for item in found["answers"] if item["question"] == question_id)
    output.say(f"{question_id}: {grade}. It comes again on {card['due']}.")


@practice_command.command("answers")
@json_option
@as_of_option
@click.pass_obj
def answers_command(person: str, *, as_json: bool, as_of: dt.datetime | None) -> None:
    """List every question that was answered, with the day it comes again."""
    from metier.core.workflow.practicing import describe_attempts

    _, profile = open_person(person)
    framework = open_framework()
    found = describe_attempts(framework, profile, as_of=day_of(as_of))
    if as_json:
        output.write_json(found)
        return
    if not found["answers"]:
        output.say("No question is answered yet.")
        output.hint(f"Next: metier practice {person} --role data-scientist --stage entry")
        return
    rows = [("due", "question", "last", "grade", "answers", "weak")]
    rows += [
        (
            item["due"],
            item["question"],
            item["last"],
            item["grade"],
            str(item["answers"]),
            str(item["weak"]),
        )
        for item in found["answers"]
    ]
    output.table(rows, right=(4, 5))


def _nothing(found: dict[str, Any]) -> None:
    """Say why there is nothing to practice."""
    if found["due"]:
        output.say(f"Nothing is due today. The next question comes on {found['due'][0]['due']}.")
    else:
        output.say("The framework has no questions for this role at this stage.")
