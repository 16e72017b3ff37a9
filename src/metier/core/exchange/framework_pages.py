"""The framework as Markdown pages: one for each role and each skill domain."""

from collections.abc import Iterator

from metier.core.framework.index import Framework
from metier.core.framework.types import STAGES, RoleSpec, Skill


def write_pages(framework: Framework) -> dict[str, str]:
    """Return Markdown pages by file name."""
    pages = {"README.md": _index(framework)}
    for role in framework.data.roles:
        pages[f"roles/{role.id.replace(':', '--')}.md"] = "\n".join(_role(framework, role)) + "\n"
    for domain in framework.data.domains:
        lines = [f"# {domain.name}", "", domain.definition, ""]
        for skill in framework.data.skills:
            if skill.domain == domain.id:
                lines += _skill(framework, skill)
        pages[f"skills/{domain.id.replace(':', '--')}.md"] = "\n".join(lines) + "\n"
    return pages


def _index(framework: Framework) -> str:
    lines = [f"# Metier framework {framework.id.version}", "", "## Roles", ""]
    lines += [
        f"- [{role.name}](roles/{role.id.replace(':', '--')}.md): {role.mission}"
        for role in framework.data.roles
    ]
    lines += ["", "## Skills", ""]
    lines += [
        f"- [{domain.name}](skills/{domain.id.replace(':', '--')}.md): {domain.definition}"
        for domain in framework.data.domains
    ]
    return "\n".join(lines) + "\n"


def _role(framework: Framework, role: RoleSpec) -> Iterator[str]:
    yield f"# {role.name}"
    yield f"\n{role.mission}\n"
    yield f"## A day\n\n{role.day.strip()}\n"
    for heading, items in (
        ("Delivers", role.delivers),
        ("Judged by", role.judged_by),
        ("Success rests on", role.success_factors),
        ("Hiring signals", role.hiring_signals),
        ("Red flags", role.red_flags),
    ):
        if items:
            yield from (f"## {heading}", "", *(f"- {item}" for item in items), "")
    yield "## Skills\n\nThe level asked at each stage.\n"
    yield f"| skill | importance | {' | '.join(STAGES)} |"
    yield f"| --- | --- |{' --- |' * len(STAGES)}"
    for item in role.requirements:
        levels = " | ".join(str(item.levels.at(stage)) for stage in STAGES)
        name = framework.skills[item.skill].name
        yield f"| {name} | {item.importance}{', blocker' if item.blocker else ''} | {levels} |"
    yield "\n## Ladder\n"
    for rung in role.ladder:
        yield from (f"### {rung.rung} ({rung.years})", "")
        yield from (*(f"- {line}" for line in rung.responsibilities), "")
    for stage, behavior in role.behaviors.items():
        yield f"### Seen at {stage}\n"
        for name in behavior.__struct_fields__:
            yield f"- {name}: {getattr(behavior, name)}"
        yield ""
    yield "## Neighbors\n"
    yield from (f"- {framework.role(n.role).name}: {n.differs}" for n in role.neighbors)
    yield f"\n## Titles\n\n{', '.join(role.titles)}"


def _skill(framework: Framework, skill: Skill) -> Iterator[str]:
    yield f"## {skill.name}\n"
    yield f"`{skill.id}` · {skill.kind}\n"
    yield f"{skill.definition.strip()}\n"
    for level, text in sorted(skill.levels.items()):
        low, likely, high = skill.effort[level]
        yield f"{level}. {text} ({low:g} to {high:g} hours, likely {likely:g})"
    needs = [
        f"level {level} needs {framework.skills[need.skill].name} at {need.level}"
        for level, items in sorted(skill.prerequisites.items())
        for need in items
    ]
    if needs:
        yield f"\nPrerequisites: {'; '.join(needs)}."
    asked = [framework.roles[role].name for role in framework.needed_by.get(skill.id, ())]
    if asked:
        yield f"\nAsked by: {', '.join(asked)}."
    yield ""
