"""The framework as flat tables, for spreadsheets and databases."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from metier.core.framework.index import Framework
from metier.core.framework.types import STAGES

Cell = str | int | float | None


class Table(NamedTuple):
    """A table: its name, its columns, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def list_tables(framework: Framework) -> list[Table]:
    """Return the framework as tables that refer to one another by id."""
    return [
        Table(name, tuple(columns.split()), tuple(rows(framework)))
        for name, columns, rows in _TABLES
    ]


def _domains(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for item in framework.data.domains:
        yield item.id, item.name, item.definition


def _skills(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for item in framework.data.skills:
        half_life = item.volatility.half_life_years
        yield item.id, item.name, item.kind, item.domain, item.broader, item.definition, half_life


def _aliases(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for skill in framework.data.skills:
        for alias in skill.aliases:
            near, never = " | ".join(alias.near), " | ".join(alias.never)
            yield skill.id, alias.text, int(alias.case), near, never, int(alias.lookup)


def _levels(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for skill in framework.data.skills:
        for level, text in sorted(skill.levels.items()):
            yield skill.id, level, text, *skill.effort[level]


def _prerequisites(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for skill in framework.data.skills:
        for level, needs in sorted(skill.prerequisites.items()):
            for need in needs:
                yield skill.id, level, need.skill, need.level


def _implications(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for skill in framework.data.skills:
        for implied in skill.implies:
            yield skill.id, implied.skill, implied.strength, implied.cap


def _roles(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for role in framework.data.roles:
        yield role.id, role.name, role.category, role.pay_category, role.focus, role.mission


def _titles(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for role in framework.data.roles:
        for title in role.titles:
            yield role.id, title


def _requirements(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for role in framework.data.roles:
        weights = {
            stage: {item.skill: weight for item, weight in framework.weights(role, stage)}
            for stage in STAGES
        }
        for item in role.requirements:
            targets = (item.levels.at(stage) for stage in STAGES)
            shares = (round(weights[stage].get(item.skill, 0.0), 6) for stage in STAGES)
            fixed = (role.id, item.skill, item.importance, item.group, int(item.blocker))
            yield *fixed, *targets, *shares


def _responsibilities(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for role in framework.data.roles:
        for rung in role.ladder:
            for line in rung.responsibilities:
                yield role.id, rung.rung, rung.years, " ".join(rung.stages), line


def _occupations(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for role in framework.data.roles:
        for item in role.occupations:
            yield role.id, item.scheme, item.code, item.match


def _crosswalks(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for item in framework.library.crosswalks:
        yield item.skill, item.scheme, item.code, item.label, item.match


def _resources(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for item in framework.library.resources:
        price = item.price
        fixed = (item.id, item.title, item.by, item.year, item.kind, item.language)
        yield *fixed, price.amount, price.currency, price.as_of, int(item.checked)


def _teaches(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for resource in framework.library.resources:
        for item in resource.teaches:
            yield resource.id, item.skill, item.part, item.from_level, item.to_level, item.hours


def _projects(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for file in framework.library.projects:
        for item in file.projects:
            fixed = (item.id, file.role, item.stage, item.title, item.brief, item.why)
            yield *fixed, item.data.name, item.data.kind, *item.hours, item.present


def _project_skills(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for file in framework.library.projects:
        for project in file.projects:
            for item in project.evidences:
                yield project.id, item.skill, item.level


def _questions(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for file in framework.library.interviews:
        for item in file.questions:
            shows = (item.shows.weak, item.shows.good, item.shows.strong)
            yield item.id, file.role, " ".join(item.stages), item.kind, item.question, *shows


def _question_skills(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for file in framework.library.interviews:
        for question in file.questions:
            for item in question.skills:
                yield question.id, item.skill, item.level


def _communities(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for item in framework.library.communities:
        fixed = (item.id, item.name, item.kind, item.about, item.take_part, item.cost, item.region)
        yield *fixed, " ".join(item.domains), " ".join(item.roles)


def _backgrounds(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for item in framework.library.backgrounds:
        fixed = (item.id, item.name, item.kind, " ".join(item.occupations))
        yield *fixed, item.carries_over, " ".join(item.first_roles)


def _background_skills(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    for background in framework.library.backgrounds:
        for item in background.skills:
            yield background.id, item.skill, item.level


def _pay(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    salaries = framework.library.salaries
    if salaries is None:
        return
    for row in salaries.rows:
        for stage, band in row.bands.items():
            money = (band.low, band.high, int(band.open), salaries.currency)
            yield row.category, stage, *money, salaries.region, salaries.year, row.provenance


def _demand(framework: Framework) -> Iterator[tuple[Cell, ...]]:
    demand = framework.library.demand
    for horizon in demand.horizons if demand else ():
        for item in horizon.roles:
            yield item.role, horizon.id, *horizon.years, item.reason, item.provenance


_TABLES: tuple[tuple[str, str, Callable[[Framework], Iterator[tuple[Cell, ...]]]], ...] = (
    ("domains", "id name definition", _domains),
    ("skills", "id name kind domain broader definition half_life_years", _skills),
    ("aliases", "skill text case_fixed near never lookup_only", _aliases),
    ("levels", "skill level text hours_low hours_likely hours_high", _levels),
    ("prerequisites", "skill level needs needs_level", _prerequisites),
    ("implications", "skill implies strength cap", _implications),
    ("roles", "id name category pay_category focus mission", _roles),
    ("titles", "role title", _titles),
    (
        "requirements",
        "role skill importance grouped blocker entry mid senior principal "
        "weight_entry weight_mid weight_senior weight_principal",
        _requirements,
    ),
    ("responsibilities", "role rung years stages text", _responsibilities),
    ("occupations", "role scheme code match", _occupations),
    ("crosswalks", "skill scheme code label match", _crosswalks),
    (
        "resources",
        "id title made_by year kind language price currency price_as_of checked",
        _resources,
    ),
    ("teaches", "resource skill part from_level to_level hours", _teaches),
    (
        "projects",
        "id role stage title brief why data_name data_kind hours_low hours_likely hours_high "
        "present",
        _projects,
    ),
    ("project_skills", "project skill level", _project_skills),
    ("questions", "id role stages kind question weak good strong", _questions),
    ("question_skills", "question skill level", _question_skills),
    ("communities", "id name kind about take_part cost region domains roles", _communities),
    ("backgrounds", "id name kind occupations carries_over first_roles", _backgrounds),
    ("background_skills", "background skill level", _background_skills),
    ("pay", "category stage low high open currency region year provenance", _pay),
    ("demand", "role horizon years_from years_to reason provenance", _demand),
)
