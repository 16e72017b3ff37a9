"""The entry point: which module holds which command, and how errors reach the person."""

import sys
from importlib import import_module
from typing import Any

import click

from metier import __version__
from metier.core.errors import FrameworkError, MetierError

_COMMANDS = {
    "advert": "metier.cli.advert",
    "adverts": "metier.cli.adverts",
    "backgrounds": "metier.cli.backgrounds",
    "compare": "metier.cli.compare",
    "cv": "metier.cli.cv",
    "doctor": "metier.cli.doctor",
    "extract": "metier.cli.extract",
    "framework": "metier.cli.framework",
    "gap": "metier.cli.gap",
    "match": "metier.cli.match",
    "network": "metier.cli.network",
    "paths": "metier.cli.paths",
    "plan": "metier.cli.plan",
    "portfolio": "metier.cli.portfolio",
    "practice": "metier.cli.practice",
    "profile": "metier.cli.profiles",
    "project": "metier.cli.project",
    "projects": "metier.cli.projects",
    "progress": "metier.cli.progress",
    "recommend": "metier.cli.recommend",
    "report": "metier.cli.report",
    "role": "metier.cli.roles",
    "roles": "metier.cli.roles",
    "routes": "metier.cli.transitions",
    "serve": "metier.cli.serve",
    "skill": "metier.cli.skills",
    "skills": "metier.cli.skills",
    "team": "metier.cli.team",
    "title": "metier.cli.title",
    "transitions": "metier.cli.transitions",
    "whatif": "metier.cli.compare",
}
_HELP = {
    "advert": "Read job adverts and what they ask for.",
    "adverts": "Keep job adverts on a board, from saved to offer.",
    "backgrounds": "List occupations and studies to come from.",
    "compare": "Set two to four roles side by side.",
    "cv": "Make a CV for one advert from what is true.",
    "doctor": "Check that this installation works.",
    "extract": "Read documents or repositories and list the skills they show.",
    "framework": "Check, compare, export and describe the framework's data.",
    "gap": "Hold a CV against a role at a stage.",
    "match": "Hold many people against all roles and stages.",
    "network": "Show where the people of a role are, and keep in touch with them.",
    "paths": "Show the learning paths and the hours they take.",
    "plan": "Plan the best way to a role in the hours there are.",
    "portfolio": "Keep finished work with its checks, and publish it.",
    "practice": "Practice interview questions, again when they are due.",
    "profile": "Keep profiles on this machine, under a name.",
    "project": "Show a project, or hold finished work against it.",
    "projects": "Choose the projects that prove most in the fewest hours.",
    "progress": "Report what is done of a kept plan, and make the rest anew.",
    "recommend": "Rank the roles by how well they fit a CV.",
    "report": "Write everything about a CV into one HTML file.",
    "role": "Show one role.",
    "roles": "List the roles.",
    "routes": "Find routes of up to three moves, by time and pay.",
    "serve": "Start the web app on this machine.",
    "skill": "Find a skill by name, alias or a term of the source.",
    "skills": "List the skills.",
    "team": "See what a team can do, plan its training, write its adverts.",
    "title": "Say which role and stage a job title names.",
    "transitions": "Show the moves from here: hours, what carries over, pay.",
    "whatif": "Set skills to levels, and see everything move.",
}


class _Group(click.Group):  # signatures are click's
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(_COMMANDS[cmd_name])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in _COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, _COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else " 'metier --help' lists all."
            raise click.UsageError(f"There is no command '{name}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_HELP.items()))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="metier")
def cli() -> None:
    """Where do I stand, which roles fit, what is missing, and the fastest way there."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 2 usage, 3 bad input, 4 unknown id."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        result: Any = cli.main(args=arguments, prog_name="metier", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except (BrokenPipeError, SystemExit):  # click exits when the reader of a pipe has gone
        return _close_output()
    except MetierError as error:
        _tell(error)
        return error.exit_code
    return result if isinstance(result, int) else 0


def _tell(error: MetierError) -> None:
    if isinstance(error, FrameworkError):
        for finding in error.findings:
            click.echo(str(finding), err=True)
    label = click.style("error", fg="red", bold=True) if sys.stderr.isatty() else "error"
    click.echo(f"{label} [{error.code}]: {error}", err=True)


def _close_output() -> int:
    """Keep Python from complaining when the reader of a pipe has gone."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
