"""`metier team …`: which module holds which command."""

from importlib import import_module

import click

_COMMANDS = {
    "advert": ("team_role", "Write a job advert for a role, and hold it against the lint."),
    "check": ("team_people", "Say how a sheet or folder is read, with everything that is not."),
    "consent": ("team_people", "Write the words by which to ask people whether they agree."),
    "delete": ("team_people", "Erase a team's file."),
    "diff": ("team_people", "Compare two states of a team."),
    "import": ("team_people", "Keep the team of a sheet or a folder as a file."),
    "invest": ("team_train", "Choose the training that brings most within hours and money."),
    "lint": ("team_role", "Say what an advert does better without, and what it lacks."),
    "matrix": ("team_lead", "Show people by skills, and what rests on one person."),
    "needs": ("team_lead", "Show what the team needs and how far it has it."),
    "person": ("team_people", "Take along or erase what a team's file holds of one person."),
    "progress": ("team_lead", "Show the next rung of each person, and mentoring pairs."),
    "report": ("team_train", "Write everything about the team into one file."),
    "role": ("team_role", "Define a role of your own, and write its pages."),
}


class _Group(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"metier.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in sorted(_COMMANDS.items())])


@click.group("team", cls=_Group)
def team_command() -> None:
    """Who can do what, what to train, and what to write in the advert: for a team.

    PATH is a sheet (CSV, XLSX), a folder of CVs, or a team file. This is no tool for hiring or
    firing: levels are probabilities.
    """
