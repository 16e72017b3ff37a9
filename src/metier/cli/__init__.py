"""The command line: `metier`. One module for each group of commands, loaded when it is used."""

from metier.cli.app import main

__all__ = ["main"]
