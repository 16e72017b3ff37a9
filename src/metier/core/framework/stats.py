"""How much the framework holds."""

from metier.core.framework.index import Framework


def count_framework(framework: Framework) -> dict[str, int]:
    """Return the number of units of each kind."""
    data = framework.data
    library = framework.library
    return {
        "roles": len(data.roles),
        "skills": len(data.skills),
        "domains": len(data.domains),
        "requirements": sum(len(role.requirements) for role in data.roles),
        "titles": sum(len(role.titles) for role in data.roles),
        "aliases": sum(len(skill.aliases) for skill in data.skills),
        "levels": sum(len(skill.levels) for skill in data.skills),
        "prerequisites": sum(
            len(needs) for skill in data.skills for needs in skill.prerequisites.values()
        ),
        "resources": len(library.resources),
        "projects": sum(len(file.projects) for file in library.projects),
        "questions": sum(len(file.questions) for file in library.interviews),
        "communities": len(library.communities),
        "guides": len(library.guides),
        "backgrounds": len(library.backgrounds),
        "crosswalks": len(library.crosswalks),
        "paths": len(library.paths),
        "source_lines": len(library.source.lines) if library.source else 0,
    }
