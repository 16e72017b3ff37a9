"""A role of a team: its file, its ladder, its interview kit, and an overlay made from it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import yaml

from metier.core.errors import InputError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.library import Question
from metier.core.framework.team_definition import RoleDefinition
from metier.core.framework.types import STAGES
from metier.core.match.outlook import pay_band
from metier.core.report.blocks import Block, Grid, Heading, Items, Paragraph
from metier.core.team.definition import Asked, Defined, choose_demands, define_role
from metier.core.workflow.answers import Json, head
from metier.core.workflow.team_advert import pay_words
from metier.core.workflow.team_reading import team_rules

_LADDER_SKILLS = 15
_MAX_FILE = 1_000_000


def new_definition(
    framework: Framework, role: str, stage: str, *, title: str = "", company: str = ""
) -> RoleDefinition:
    """Return the definition of a role as the framework has it.

    Raises:
        UnknownIdError: There is no such role or stage.
    """
    spec = framework.role(role)
    return RoleDefinition(
        base=spec.id,
        stage=framework.stage(stage),  # type: ignore[arg-type]
        title=title or spec.name,
        company=company,
    )


def parse_definition(text: str, *, name: str = "role.yaml") -> RoleDefinition:
    """Return the definition in a YAML or JSON text.

    Raises:
        InputError: It is no definition; it says where.
    """
    try:
        return msgspec.yaml.decode(text.encode(), type=RoleDefinition, strict=True)
    except (msgspec.DecodeError, yaml.YAMLError, RecursionError) as error:
        raise InputError(
            f"{name} is no definition of a role: {error}",
            code="role-file",
            hint="'metier team role new --from ROLE' writes one to begin with.",
        ) from error


def load_definition(framework: Framework, source: str) -> RoleDefinition:
    """Return the definition in a file, or of a role named as ROLE or ROLE:STAGE.

    Raises:
        InputError: The file is no definition.
        UnknownIdError: There is neither a file nor a role of this name.
    """
    path = Path(source)
    if path.suffix.lower() in (".yaml", ".yml", ".json"):
        if not path.is_file():
            raise InputError(f"There is no file {source}.", code="file-missing")
        if path.stat().st_size > _MAX_FILE:
            raise InputError(f"{path.name} is too large for a role.", code="role-file")
        return parse_definition(path.read_text("utf-8", errors="replace"), name=path.name)
    role, _, stage = source.partition(":")
    return new_definition(framework, role, stage or "mid")


def write_definition(definition: RoleDefinition) -> str:
    """Return a definition as YAML that one can go on editing."""
    plain = msgspec.to_builtins(definition)
    shown = {key: value for key, value in plain.items() if value not in ("", None, {}, (), [])}
    body: str = yaml.safe_dump(shown, sort_keys=False, allow_unicode=True, width=100)
    return _GUIDE + body


_GUIDE = """\
# A role of your own. What is not said here is as in the framework ('metier roles BASE').
# changes:                       # by skill: a level at this stage, what it weighs, or null
#   python: {level: 4, importance: essential}
#   hadoop: null
# own_skills:                    # what the framework does not know
#   - {id: billing, name: Our billing, definition: How we bill, level: 2}
# musts: [python, sql]           # must-haves of the advert; chosen by weight if left out
# wishes: [dbt]
"""


def describe_role(framework: Framework, definition: RoleDefinition) -> Json:
    """Return a role's definition, worked out, as plain values."""
    defined = define_role(framework, definition)
    rules = team_rules(framework).advert
    musts, wishes = choose_demands(framework, defined, musts=rules.musts, wishes=rules.wishes)
    return {
        **head(framework),
        "definition": msgspec.to_builtins(definition),
        "base": definition.base,
        "title": definition.title,
        "stage": definition.stage,
        "mission": defined.role.mission,
        "pay": msgspec.to_builtins(definition.pay) if definition.pay else None,
        "asked": [item._asdict() for item in defined.asked],
        "musts": [item.skill for item in musts],
        "wishes": [item.skill for item in wishes],
        "ladder": [msgspec.to_builtins(rung) for rung in defined.role.ladder],
    }


def ladder_page(framework: Framework, definition: RoleDefinition) -> list[Block]:
    """Return the internal page of a role's ladder: rungs, what is asked at each, behaviors, pay."""
    defined = define_role(framework, definition)
    role = defined.role
    blocks: list[Block] = [
        Heading(1, f"The ladder of a {definition.title}"),
        Paragraph(role.mission),
        Heading(2, "Rungs"),
        Grid(
            ("Rung", "Years, as a rule", "Stages", "Responsibilities"),
            [
                (rung.rung, rung.years, ", ".join(rung.stages), "; ".join(rung.responsibilities))
                for rung in role.ladder
            ],
        ),
        Heading(2, "Levels asked"),
        Paragraph("0 none, 1 aware, 2 guided, 3 independent, 4 advanced, 5 expert."),
        Grid(("Skill", *STAGES), list(_level_rows(defined))),
    ]
    if role.behaviors:
        blocks.append(Heading(2, "How it shows"))
        for stage, behavior in role.behaviors.items():
            texts = msgspec.structs.asdict(behavior)
            blocks += [
                Heading(3, stage.capitalize()),
                Items([f"{key.capitalize()}: {text}" for key, text in texts.items()]),
            ]
    return [*blocks, Heading(2, "Pay"), *_pay_blocks(framework, definition)]


def _level_rows(defined: Defined) -> Iterator[Sequence[str]]:
    rows = {item.skill: item for item in defined.role.requirements}
    for item in defined.asked[:_LADDER_SKILLS]:
        if item.own:
            at = STAGES.index(defined.definition.stage)
            yield (item.name, *("" if n != at else str(item.level) for n in range(len(STAGES))))
        else:
            levels = rows[item.skill].levels
            yield (item.name, *(str(levels.at(stage)) for stage in STAGES))


def _pay_blocks(framework: Framework, definition: RoleDefinition) -> Iterator[Block]:
    if definition.pay:
        yield Paragraph(f"{definition.stage.capitalize()}: {pay_words(definition.pay)}.")
    market = framework.library.salaries
    if market is None:
        return
    rows = [(stage, pay_band(framework, definition.base, stage)) for stage in STAGES]
    bands = [(stage, f"{band.low:,.0f}–{band.high:,.0f}") for stage, band in rows if band]
    if bands:
        yield Grid(("Stage", f"{market.region} {market.year}, {market.currency} a year"), bands)
        yield Paragraph(market.caution)


def interview_kit(framework: Framework, definition: RoleDefinition) -> list[Block]:
    """Return questions for a role and a scorecard, the same for every applicant."""
    defined = define_role(framework, definition)
    rules = team_rules(framework).advert
    musts, _ = choose_demands(framework, defined, musts=rules.musts, wishes=rules.wishes)
    questions = choose_questions(framework, defined, musts, most=rules.kit)
    if not questions:
        raise UsageError(
            f"There are no questions for {definition.title}.",
            code="kit-empty",
            hint="Take a role of the framework as base.",
        )
    blocks: list[Block] = [
        Heading(1, f"Interview kit: {definition.title}"),
        Paragraph(_KIT),
        Heading(2, "Questions"),
    ]
    for number, question in enumerate(questions, 1):
        skills = [framework.skills[item.skill].name for item in question.skills]
        scale = (
            ("1", question.shows.weak),
            ("3", question.shows.good),
            ("5", question.shows.strong),
        )
        blocks += [
            Heading(3, f"{number}. {', '.join(skills)}"),
            Paragraph(question.question),
            Grid(("Score", "The answer"), scale),
        ]
        if question.follow_ups:
            blocks += [Paragraph("Ask on:"), Items(question.follow_ups)]
    rows = [
        (f"{number}. {framework.skills[item.skills[0].skill].name}", "", "")
        for number, item in enumerate(questions, 1)
    ]
    return [
        *blocks,
        Heading(2, "Scorecard"),
        Paragraph("Applicant:\nInterviewer:\nDay:"),
        Grid(("Question", "Score, 1 to 5", "What was said, in their words"), rows),
    ]


_KIT = (
    "Ask every applicant these questions in this order. Write down what is said, score it against "
    "the scale before you talk with each other, and only then compare. What is not asked here does "
    "not count."
)


def choose_questions(
    framework: Framework, defined: Defined, musts: Sequence[Asked], *, most: int
) -> list[Question]:
    """Return questions of a role's stage; each next one is about most must-haves still unasked."""
    stage = defined.definition.stage
    own = [item for item in framework.library.interviews if item.role == defined.definition.base]
    pool = [question for item in own for question in item.questions if stage in question.stages]
    open_skills = {item.skill for item in musts}
    weights = {item.skill: item.weight for item in defined.asked}
    found: list[Question] = []
    while pool and len(found) < most:
        best = max(pool, key=lambda item: _worth(item, open_skills, weights))
        found.append(best)
        pool.remove(best)
        open_skills -= {item.skill for item in best.skills}
    return found


def _worth(
    question: Question, open_skills: set[str], weights: dict[str, float]
) -> tuple[int, float, str]:
    skills = {item.skill for item in question.skills}
    return len(skills & open_skills), sum(weights.get(s, 0.0) for s in skills), question.id


def overlay_files(
    framework: Framework, definition: RoleDefinition, *, prefix: str
) -> dict[str, str]:
    """Return the files of an overlay that makes the framework's role as defined.

    Args:
        framework: The framework that the role is made from.
        definition: The role.
        prefix: Id of the overlay, such as "acme"; own skills are called `prefix:id`.
    """
    defined = define_role(framework, definition)
    rows = {item.skill: item for item in defined.role.requirements}
    changed: dict[str, object] = {}
    for skill, change in definition.changes.items():
        if change is None or skill not in rows:
            changed[skill] = None
            continue
        item = rows[skill]
        changed[skill] = {
            "importance": item.importance,
            "blocker": item.blocker,
            "levels": {stage: item.levels.at(stage) for stage in STAGES},
        }
    at = STAGES.index(definition.stage)
    for own in definition.own_skills:
        levels = {stage: 0 if n < at else own.level for n, stage in enumerate(STAGES)}
        changed[f"{prefix}:{own.id}"] = {"importance": own.importance, "levels": levels}
    role: dict[str, object] = {"name": definition.title, "requirements": changed}
    if definition.mission:
        role["mission"] = definition.mission
    if definition.rungs:
        role["ladder"] = [msgspec.to_builtins(rung) for rung in definition.rungs]
    main = {
        "id": prefix,
        "name": definition.company or prefix,
        "roles": {definition.base: role},
        "provenance": {"default": "authored"},
    }
    files = {"overlay.yaml": yaml.safe_dump(main, sort_keys=False, allow_unicode=True)}
    if definition.own_skills:
        files[f"skills/{prefix}.yaml"] = yaml.safe_dump(
            _skill_file(framework, definition, prefix), sort_keys=False, allow_unicode=True
        )
    return files


def _skill_file(framework: Framework, definition: RoleDefinition, prefix: str) -> Json:
    efforts = {item.level: list(item.hours) for item in team_rules(framework).own_effort}
    levels = {item.level: item.summary for item in framework.data.levels if item.level}
    name = definition.company or prefix
    return {
        "domain": {
            "id": prefix,
            "name": f"{name}: own skills",
            "definition": f"What {name} alone asks.",
        },
        "provenance": {"default": "authored"},
        "skills": [
            {
                "id": f"{prefix}:{own.id}",
                "name": own.name,
                "kind": "domain",
                "definition": own.definition,
                "levels": {level: f"{own.name}: {text}" for level, text in levels.items()},
                "effort": efforts,
                "volatility": {"half_life_years": 5, "basis": "authored: a company's own way"},
            }
            for own in definition.own_skills
        ],
    }
